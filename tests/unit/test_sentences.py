"""Every sentence that the domain can say is in the translations, word for word in English."""

import json
from pathlib import Path

from custom_components.autoarr.recovery.messages import REASONS, REFUSALS
from custom_components.autoarr.requests.messages import MESSAGES

TEXTS = json.loads(
    (Path(__file__).parents[2] / "custom_components/autoarr/translations/en.json").read_text()
)


def test_requests_and_recovery_say_in_english_what_the_translations_say() -> None:
    """A key that lacks here would be read as a bare word in every other language."""
    said = {f"request_{key}": text for key, text in MESSAGES.items()}
    said |= {f"recovery_{reason}": text for reason, text in REASONS.items()}
    shown = {
        key: text
        for key, text in TEXTS["common"].items()
        if key.startswith(("request_", "recovery_"))
    }
    assert shown == said


def test_what_recovery_refuses_is_an_error_a_person_can_read() -> None:
    """The glue raises each refusal under this key."""
    refusals = {
        key.removeprefix("recovery_"): text["message"]
        for key, text in TEXTS["exceptions"].items()
        if key.startswith("recovery_")
    }
    assert refusals == {refusal.value: text for refusal, text in REFUSALS.items()}
