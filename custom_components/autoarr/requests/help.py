"""A model's reading of what rules could not make sense of: asked seldom, and never believed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
import re
from typing import Final, Protocol

from . import wording
from .describing import describes
from .media import Proposal, ProposalKind
from .parsed import Intent, MediaType, ParsedItem, ParsedRequest
from .score import CLEAR, FOUND
from .titles import shown

PATIENCE: Final = 6.0
"""Seconds from the sentence to the answer, the model's part included."""

LEAST: Final = 0.5
"""With fewer seconds left no model is asked."""

_YEAR: Final = re.compile(r"\b(?:18|19|20)\d{2}\b", re.ASCII)
_MAX_ITEMS: Final = 5
_MAX_TITLES: Final = 3
_TITLE_CHARS: Final = 100
_GUESSABLE: Final = frozenset(
    {ProposalKind.CLEAR, ProposalKind.CHOICES, ProposalKind.ALREADY_THERE}
)


class Reader(Protocol):
    """Reads sentences with a language model."""

    async def read(
        self, text: str, *, known: ParsedRequest, language: str | None
    ) -> ParsedRequest | None:
        """Return what a sentence asks for, None when no model says; raises for no service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The part of a sentence that a model may help with: its place, its words, what rules read in them."""

    place: int
    text: str
    known: ParsedRequest


def unclear_part(parsed: ParsedRequest, proposals: Sequence[Proposal]) -> Unclear | None:
    """Return what a model should be asked about: nothing was found, or what is described fits badly.

    None while a service was silent: it may know the title.
    """
    if any(one.silent or one.kind is ProposalKind.UNAVAILABLE for one in proposals):
        return None
    for place, proposal in enumerate(proposals):
        if not _unclear(proposal, proposal.item):
            continue
        text = parsed.text if len(proposals) == 1 else proposal.item.titles[0]
        known = ParsedRequest(
            text=text,
            intent=Intent.ADD,
            items=(proposal.item,),
            confidence=parsed.confidence,
        )
        return Unclear(place=place, text=text, known=known)
    return None


def items_of(reading: ParsedRequest, unclear: Unclear) -> tuple[ParsedItem, ...]:
    """Return the titles a model named, with what the rules read in the sentence of everything else.

    Nothing when the model sees no wish in it. What a person did not say is not taken from a model.
    """
    if reading.intent is not Intent.ADD:
        return ()
    said = unclear.known.items[0]
    named = [item for item in map(_plain, reading.items[:_MAX_ITEMS]) if item.titles]
    alone = len(named) == 1
    return tuple(
        replace(
            said if alone else ParsedItem(quality=said.quality),
            titles=item.titles,
            media_type=item.media_type if said.media_type is MediaType.UNKNOWN else said.media_type,
            year=said.year if said.year is not None else _said_year(item, unclear.text),
        )
        for item in named
    )


def as_guesses(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals as guesses, without those whose title the catalogue does not know well."""
    return [_guess(one) for one in proposals if one.kind in _GUESSABLE and one.score >= CLEAR]


def asked_back(proposal: Proposal, text: str = "") -> Proposal:
    """Return a proposal of nothing that asks for the title of what was described, `text` being all of it."""
    title = proposal.item.titles[0] if proposal.item.titles else ""
    told = describes(title) or describes(text)
    if not proposal.note.key.startswith("not_found") or not told:
        return proposal
    return replace(proposal, note=wording.not_recognised(title))


def _unclear(proposal: Proposal, item: ParsedItem) -> bool:
    """Say whether nothing was found, or only something that a description would not mean."""
    if not item.titles:
        return False
    if proposal.kind is ProposalKind.NOT_FOUND:
        return proposal.note.key.startswith("not_found")
    return proposal.score < FOUND or (proposal.score < CLEAR and describes(item.titles[0]))


def _plain(item: ParsedItem) -> ParsedItem:
    """Return what a model named in a form that can be looked up."""
    titles = (shown(title, _TITLE_CHARS) for title in item.titles[:_MAX_TITLES])
    return replace(item, titles=tuple(dict.fromkeys(title for title in titles if title)))


def _said_year(item: ParsedItem, text: str) -> int | None:
    """Return the year a model read, if it stands in the sentence."""
    said = {int(number) for number in _YEAR.findall(text)}
    return item.year if item.year in said else None


def _guess(proposal: Proposal) -> Proposal:
    """Mark a proposal as a guess."""
    choices = tuple(replace(choice, guessed=True) for choice in proposal.choices)
    note = proposal.note
    if proposal.kind is ProposalKind.CLEAR:
        note = wording.guessed(choices[0])
    return replace(proposal, guessed=True, choices=choices, note=note)
