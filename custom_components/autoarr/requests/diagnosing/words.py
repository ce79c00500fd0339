"""Puts steps together: the note with the title filled in, and the evidence. Pure."""

from collections.abc import Iterable
from typing import Final

from ..media import Note
from .facts import Facts
from .models import Finding, Link, Step

MAX_EVIDENCE: Final = 10


class Words:
    """Makes the steps of one diagnosis; every note may name the title and the service it is in."""

    def __init__(self, facts: Facts) -> None:
        """Know the title and the service."""
        self.instance = facts.instance or " & ".join(facts.services)
        self._filled = {"title": facts.label, "instance": self.instance}

    def note(self, key: str, **placeholders: str) -> Note:
        """Return a note."""
        return Note(key=key, placeholders=self._filled | placeholders)

    def ok(self, link: Link, key: str, evidence: Iterable[str] = (), **placeholders: str) -> Step:
        """Return a link that holds."""
        return self._step(link, Finding.OK, key, evidence, placeholders)

    def broken(
        self, link: Link, key: str, evidence: Iterable[str] = (), **placeholders: str
    ) -> Step:
        """Return a link that does not hold, as an answer shows."""
        return self._step(link, Finding.BROKEN, key, evidence, placeholders)

    def waiting(
        self, link: Link, key: str, evidence: Iterable[str] = (), **placeholders: str
    ) -> Step:
        """Return a link that will hold by itself in time."""
        return self._step(link, Finding.WAITING, key, evidence, placeholders)

    def unknown(
        self, link: Link, key: str, evidence: Iterable[str] = (), **placeholders: str
    ) -> Step:
        """Return a link that could not be looked at."""
        return self._step(link, Finding.UNKNOWN, key, evidence, placeholders)

    def skipped(
        self, link: Link, key: str, evidence: Iterable[str] = (), **placeholders: str
    ) -> Step:
        """Return a link that does not matter."""
        return self._step(link, Finding.SKIPPED, key, evidence, placeholders)

    def _step(
        self,
        link: Link,
        finding: Finding,
        key: str,
        evidence: Iterable[str],
        placeholders: dict[str, str],
    ) -> Step:
        """Return a step; the evidence without empty lines, and not too much of it."""
        shown = tuple(dict.fromkeys(line for line in evidence if line))
        return Step(
            link=link,
            finding=finding,
            note=self.note(key, **placeholders),
            evidence=shown[:MAX_EVIDENCE],
        )
