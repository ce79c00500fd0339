"""Why the audit does not do what was asked: keys that the glue translates."""

from enum import StrEnum
from typing import Final


class Refusal(StrEnum):
    """Why nothing was changed, or what was changed was put back. `words` of the error fill in the rest."""

    UNKNOWN_FINDING = "unknown_finding"
    """There is no such open finding. Words: finding."""
    NOT_APPLICABLE = "not_applicable"
    """Only a person can mend it. Words: finding."""
    CLASH = "clash"
    """Two findings want different values of one setting. Words: finding, other, place."""
    CHANGED_MEANWHILE = "changed_meanwhile"
    """What is set is not what was seen, so that nothing was written. Words: service, place."""
    UNKNOWN_CHANGE = "unknown_change"
    """There is no such change. Words: change."""
    NOT_UNDOABLE = "not_undoable"
    """It is undone already, was never in force, or has not ended. Words: change, state."""
    CONFLICT = "conflict"
    """Somebody changed it since. Words: service, place, value (what is there), ours."""
    REJECTED = "rejected"
    """The service refused the value; the settings are as before. Words: service, detail."""
    NOT_KEPT = "not_kept"
    """The service took it and did not keep it, or changed more; the settings are as before. Words: service, place."""
    TEST_FAILED = "test_failed"
    """The service's own test failed; the settings are as before. Words: service, detail."""
    BUSY = "busy"
    """Something is being written to this service, or could not be finished yet. Words: service."""
    STOPPING = "stopping"
    """AutoArr is being stopped."""
    NOT_SAVED = "not_saved"
    """What was to be done could not be written down first, so that it was not done. Words: detail."""
    SERVICE_FAILED = "service_failed"
    """The service did not answer properly. Words: service, detail."""
    UNKNOWN_INSTANCE = "unknown_instance"
    """There is no such service any more. Words: instance."""
    NOT_AUDITED = "not_audited"
    """There was no audit yet."""


WORD_CHARS: Final = 200


class AuditRefused(Exception):
    """The audit does not do what was asked."""

    def __init__(self, refusal: Refusal, **words: str) -> None:
        """Say why; `words` are the placeholders of its text, capped."""
        super().__init__(": ".join((refusal.value, *words.values())))
        self.refusal = refusal
        self.words = {name: word[:WORD_CHARS] for name, word in words.items()}
