"""What a diagnosis says: the links of the chain one by one, and the first that does not hold."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..media import Note
from ..messages import render


class Link(StrEnum):
    """What has to hold until a title can be watched, in order."""

    REQUESTED = "requested"
    IN_ARR = "in_arr"
    MONITORED = "monitored"
    RELEASED = "released"
    INDEXERS = "indexers"
    SEARCHED = "searched"
    GRABBED = "grabbed"
    DOWNLOADING = "downloading"
    IMPORTED = "imported"
    ON_DISK = "on_disk"
    PLEX_COVERS = "plex_covers"
    SCANNED = "scanned"


ORDER: Final = tuple(Link)


class Finding(StrEnum):
    """What looking at a link came to.

    BROKEN always rests on an answer; UNKNOWN means that it could not be looked at. SKIPPED is
    what the title is past, what comes after a link that does not hold, and what is not set up.
    """

    OK = "ok"
    BROKEN = "broken"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


HOLDS_UP: Final = frozenset({Finding.BROKEN, Finding.WAITING, Finding.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link: how it stands, in a sentence, with what was seen in the words of the services."""

    link: Link
    finding: Finding
    note: Note
    evidence: tuple[str, ...] = ()

    def as_dict(self) -> JsonObject:
        """Return the step as JSON, with the English sentence."""
        evidence: list[JsonValue] = list(self.evidence)
        return {
            "link": self.link.value,
            "finding": self.finding.value,
            "key": self.note.key,
            "placeholders": dict(self.note.placeholders),
            "message": render(self.note.key, self.note.placeholders),
            "evidence": evidence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Why a title is not here; `conclusion` is what is said when no link holds it up."""

    title: str
    conclusion: Note
    steps: tuple[Step, ...] = ()
    request_id: str | None = None

    @property
    def first_broken(self) -> Step | None:
        """The first link that does not hold, or that could not be looked at; None when all do."""
        return next((step for step in self.steps if step.finding in HOLDS_UP), None)

    @property
    def note(self) -> Note:
        """The one sentence for a person."""
        first = self.first_broken
        return self.conclusion if first is None else first.note

    def as_dict(self) -> JsonObject:
        """Return the diagnosis as JSON, with the English sentences."""
        first = self.first_broken
        steps: list[JsonValue] = [step.as_dict() for step in self.steps]
        return {
            "title": self.title,
            "request_id": self.request_id,
            "message": render(self.note.key, self.note.placeholders),
            "key": self.note.key,
            "placeholders": dict(self.note.placeholders),
            "first_broken": None if first is None else first.link.value,
            "steps": steps,
        }
