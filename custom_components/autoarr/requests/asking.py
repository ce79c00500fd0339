"""From a sentence to proposals: which of two readings the catalogue knows."""

import asyncio
from collections.abc import Sequence
from typing import Final

from ..journal.ports import Clock
from . import answers
from .media import ExactId, Proposal, ProposalKind
from .models import Answer, AnswerStatus
from .parsed import Intent, ParsedItem, ParsedRequest
from .parser import MAX_CHARS, parse_request, parse_title
from .resolver import Resolver
from .score import CLEAR

MAX_TITLES: Final = 20
"""So many titles of one sentence are looked up."""

_EXACT: Final = 0.97


class Asker:
    """Reads sentences and asks the resolver."""

    def __init__(self, *, resolver: Resolver, clock: Clock) -> None:
        """Read years relative to this clock."""
        self._resolver = resolver
        self._clock = clock

    def understand(self, text: str) -> tuple[ParsedRequest, Answer | None]:
        """Return what a sentence means, and the answer when it is nothing that can be done.

        A text that is no sentence may be a title: then the intent is add, and `confidence` 0.
        """
        today = self._clock.now().date()
        exact = ExactId.parse(text)
        if exact is not None:
            item = ParsedItem(titles=(exact.term,))
            return ParsedRequest(text=text, intent=Intent.ADD, items=(item,), confidence=1.0), None
        parsed = parse_request(text, today=today)
        if len(" ".join(text.split())) > MAX_CHARS:
            return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "too_long")
        if parsed.intent is Intent.NONE:
            item_or_none = parse_title(text, today=today)
            if item_or_none is None or not item_or_none.titles:
                return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
            guess = ParsedRequest(text=text, intent=Intent.ADD, items=(item_or_none,))
            return guess, None
        if parsed.intent is Intent.ADD and not all(item.titles for item in parsed.items):
            return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "which")
        return parsed, None

    async def propose(self, parsed: ParsedRequest) -> list[Proposal]:
        """Return a proposal for each title; none when a mere text is no title that exists."""
        first = await self._resolve(parsed.items)
        if not parsed.confidence:
            known = first[0].score >= _EXACT or first[0].kind is ProposalKind.UNAVAILABLE
            return first if known else []
        if not parsed.other_reading:
            return first
        if len(parsed.other_reading) == 1:
            joint = await self._resolve(parsed.other_reading)
            return joint if joint[0].score >= _EXACT else first
        if first[0].score >= CLEAR:
            return first
        apart = await self._resolve(parsed.other_reading)
        return apart if all(one.score >= CLEAR for one in apart) else first

    async def _resolve(self, items: Sequence[ParsedItem]) -> list[Proposal]:
        """Look all titles up at once."""
        return list(
            await asyncio.gather(*(self._resolver.resolve(item) for item in items[:MAX_TITLES]))
        )
