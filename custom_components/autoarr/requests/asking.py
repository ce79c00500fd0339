"""From a sentence to proposals: which of two readings the catalogue knows, and a model's help."""

import asyncio
from collections.abc import Sequence
from typing import Final

from ..journal.ports import Clock
from . import answers, wording
from .describing import describes
from .help import LEAST, PATIENCE, Reader, Unclear, as_guesses, asked_back, items_of, unclear_part
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
    """Reads sentences, asks the resolver, and a model about what is left."""

    def __init__(
        self,
        *,
        resolver: Resolver,
        clock: Clock,
        reader: Reader | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Read years relative to this clock; `patience` is in seconds."""
        self._resolver = resolver
        self._clock = clock
        self._reader = reader
        self._patience = patience

    def understand(
        self, text: str, *, language: str | None = None
    ) -> tuple[ParsedRequest, Answer | None]:
        """Return what a sentence means, and the answer when it is nothing that can be done.

        A text that is no sentence may be a title: then the intent is add, and `confidence` 0.
        """
        today = self._clock.now().date()
        languages = None if language is None else (language,)
        exact = ExactId.parse(text)
        if exact is not None:
            item = ParsedItem(titles=(exact.term,))
            return ParsedRequest(text=text, intent=Intent.ADD, items=(item,), confidence=1.0), None
        parsed = parse_request(text, today=today, languages=languages)
        if len(" ".join(text.split())) > MAX_CHARS:
            return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "too_long")
        if parsed.intent is Intent.NONE:
            item_or_none = parse_title(text, today=today, languages=languages)
            if item_or_none is None or not item_or_none.titles:
                return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
            guess = ParsedRequest(text=text, intent=Intent.ADD, items=(item_or_none,))
            return guess, None
        if parsed.intent is Intent.ADD and not all(item.titles for item in parsed.items):
            return parsed, answers.plain(AnswerStatus.NOT_UNDERSTOOD, "which")
        return parsed, None

    async def propose(
        self, parsed: ParsedRequest, *, language: str | None = None
    ) -> list[Proposal]:
        """Return a proposal for each title; none when a mere text is no title that exists.

        A model is asked once, about what was not found, within what is left of the patience.
        """
        give_up = asyncio.get_running_loop().time() + self._patience
        proposals = await self._by_rules(parsed)
        unclear = unclear_part(parsed, proposals)
        if unclear is None:
            return proposals
        guesses = await self._guesses(unclear, language, give_up)
        place = unclear.place
        found = guesses or [asked_back(proposals[place], unclear.text)]
        return [*proposals[:place], *found, *map(asked_back, proposals[place + 1 :])]

    async def _by_rules(self, parsed: ParsedRequest) -> list[Proposal]:
        """Return what the catalogues make of what the rules read."""
        first = await self._resolve(parsed.items)
        if not parsed.confidence:
            known = first[0].score >= _EXACT or first[0].kind is ProposalKind.UNAVAILABLE
            return first if known else _described(parsed)
        if not parsed.other_reading:
            return first
        if len(parsed.other_reading) == 1:
            joint = await self._resolve(parsed.other_reading)
            told = describes(parsed.text) and any(one.score < CLEAR for one in first)
            return joint if told or joint[0].score >= _EXACT else first
        if first[0].score >= CLEAR:
            return first
        apart = await self._resolve(parsed.other_reading)
        clear = [one.score >= CLEAR for one in apart]
        nothing = first[0].kind is ProposalKind.NOT_FOUND
        return apart if all(clear) or (nothing and any(clear)) else first

    async def _guesses(
        self, unclear: Unclear, language: str | None, give_up: float
    ) -> list[Proposal]:
        """Return what a model makes of it, as far as the catalogues know such titles; in time or not at all."""
        if self._reader is None or give_up - asyncio.get_running_loop().time() < LEAST:
            return []
        try:
            async with asyncio.timeout_at(give_up):
                reading = await self._reader.read(
                    unclear.text, known=unclear.known, language=language
                )
                items = () if reading is None else items_of(reading, unclear)
                return as_guesses(await self._resolve(items))
        except TimeoutError:
            return []

    async def _resolve(self, items: Sequence[ParsedItem]) -> list[Proposal]:
        """Look all titles up at once."""
        return list(
            await asyncio.gather(*(self._resolver.resolve(item) for item in items[:MAX_TITLES]))
        )


def _described(parsed: ParsedRequest) -> list[Proposal]:
    """Return that a text is not the title of anything, if it seems to tell of something."""
    item = parsed.items[0]
    if not describes(parsed.text):
        return []
    note = wording.not_recognised(item.titles[0])
    return [Proposal(kind=ProposalKind.NOT_FOUND, item=item, note=note)]
