"""Turns what was said into a proposal, with the catalogues of the *arr as judges."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..clients.service import ServiceRef
from ..journal.ports import Clock
from . import wording
from .contenders import contenders
from .episode_lists import check_episodes
from .lookup import Looked, joined, look_up, look_up_exact, shelves_of
from .media import ArrInstance, Candidate, ExactId, IdKind, Note, Proposal, ProposalKind
from .parsed import MediaType, ParsedItem, Quality
from .placing import Read, There, place
from .questions import question, with_missing
from .score import CLEAR, FOUND, Scored, is_clear, ranked
from .settling import expanded, judged
from .spellings import other_spellings

DEADLINE: Final = 8.0
"""Seconds for all lookups of one title together; slower services are named, not waited for."""

_FIRST_SHARE: Final = 0.7
"""So much of it is for the likeliest title; the rest is for the others."""

_MAX_TERMS: Final = 3


class Resolver:
    """Finds what can be added, and where; asks services, changes nothing."""

    def __init__(
        self,
        instances: Callable[[], Sequence[ArrInstance]],
        clock: Clock,
        deadline: float = DEADLINE,
    ) -> None:
        """Use the instances that are set up when a question comes; `deadline` (seconds) is for a title."""
        self._instances = instances
        self._clock = clock
        self._deadline = deadline

    async def resolve(self, item: ParsedItem) -> Proposal:
        """Return what can be done about a title; no error of a service is raised."""
        exact = next((found for title in item.titles if (found := ExactId.parse(title))), None)
        if exact is not None:
            return await self._resolve_exact(exact, replace(item, titles=()))
        kind = _kind_said(item)
        instances = self._fitting(kind)
        if not item.titles:
            return _nothing(item, Note(key="which"))
        if not instances:
            return _nothing(item, wording.no_service(kind))
        give_up = asyncio.get_running_loop().time() + self._deadline
        shelving = asyncio.ensure_future(shelves_of(instances, deadline=self._deadline))
        try:
            answers = await self._look_up(instances, item, give_up)
            shelves = await shelving
        finally:
            shelving.cancel()
        seen = _Seen(instances=instances, answers=answers, shelves=shelves)
        scored = ranked(item, seen.candidates)
        close = contenders(item, scored)
        if close:
            return await self._propose(item, close, seen, give_up)
        note = wording.not_found(item, scored, self._missing_kind(item))
        return _missing(item, seen, note)

    async def resolve_exact(
        self,
        exact: ExactId,
        *,
        quality: Quality | None = None,
        media_type: MediaType = MediaType.UNKNOWN,
        seasons: Sequence[int] = (),
        episodes: Sequence[int] = (),
        latest: bool = False,
        all_seasons: bool = False,
        instance_id: str | None = None,
    ) -> Proposal:
        """Return what can be done about the title with this id; no error of a service is raised.

        With `instance_id` only that instance is asked.
        """
        item = ParsedItem(
            media_type=media_type,
            seasons=tuple(seasons),
            episodes=tuple(episodes),
            quality=quality,
            latest=latest,
            all_seasons=all_seasons,
        )
        return await self._resolve_exact(exact, item, instance_id)

    async def _resolve_exact(
        self, exact: ExactId, item: ParsedItem, instance_id: str | None = None
    ) -> Proposal:
        """Look one id up and propose the title that has it."""
        kind = _kind_of(exact, item)
        instances = [
            one for one in self._fitting(kind) if instance_id is None or one.ref.id == instance_id
        ]
        if not instances:
            return _nothing(item, wording.no_service(kind))
        give_up = asyncio.get_running_loop().time() + self._deadline
        answers, shelves = await asyncio.gather(
            look_up_exact(instances, exact, now=self._clock.now(), deadline=self._deadline),
            shelves_of(instances, deadline=self._deadline),
        )
        seen = _Seen(instances=instances, answers=answers, shelves=shelves)
        close = [Scored(one, 1.0) for one in seen.candidates]
        if not close:
            return _missing(item, seen, Note(key="not_found_id", placeholders={"id": exact.term}))
        return await self._propose(item, close, seen, give_up)

    def _fitting(self, kind: MediaType) -> list[ArrInstance]:
        """Return the instances that hold that kind of media."""
        return [one for one in self._instances() if kind in {MediaType.UNKNOWN, one.media_type}]

    async def _look_up(
        self, instances: Sequence[ArrInstance], item: ParsedItem, give_up: float
    ) -> list[Looked]:
        """Ask for the likeliest title first, and for all others at once when nothing is clear."""
        first, *others = _terms(item)
        now = self._clock.now()
        share = _FIRST_SHARE if others or other_spellings(first) else 1.0
        answers = await look_up(instances, first, now=now, deadline=_left(give_up) * share)
        asked = [answer.instance for answer in answers if answer.error is None]
        best = ranked(item, (one for answer in answers for one in answer.candidates))[:1]
        if best and best[0].score >= CLEAR:
            return answers
        if not best or best[0].score < FOUND:
            others = list(dict.fromkeys([*others, *other_spellings(first)]))
        if not asked or not others:
            return answers
        left = _left(give_up)
        more = await asyncio.gather(
            *(look_up(asked, term, now=now, deadline=left) for term in others)
        )
        return joined(answers, (answer for round_ in more for answer in round_))

    async def _propose(
        self, item: ParsedItem, close: Sequence[Scored], seen: _Seen, give_up: float
    ) -> Proposal:
        """Propose the one that is meant, or ask which."""
        proposals = [
            replace(self._one(item, one, seen), silent=seen.silent, score=one.score)
            for one in close
        ]
        choices = tuple(choice for one in proposals for choice in one.choices)
        if is_clear(close) or not any(choice.there is None for choice in choices):
            return await self._with_lists(expanded(proposals[0]), give_up)
        told = [
            one.candidate
            for one, proposal in zip(close, proposals, strict=True)
            if proposal.choices
        ]
        missing = self._missing_kind(item) if close[0].score < CLEAR else None
        return Proposal(
            kind=ProposalKind.CHOICES,
            item=item,
            note=with_missing(question(told), missing),
            choices=choices,
            silent=seen.silent,
            score=close[0].score,
        )

    def _one(self, item: ParsedItem, one: Scored, seen: _Seen) -> Proposal:
        """Propose one title: add it, ask for its seasons, or say how it stands."""
        views = seen.views(one.candidate.media.key)
        outcome = place(views, seen.instances, seen.shelves, item)
        if isinstance(outcome, There):
            return Proposal(
                kind=ProposalKind.ALREADY_THERE,
                item=item,
                note=outcome.note,
                choices=(outcome.choice,),
                found=outcome.candidate,
            )
        if isinstance(outcome, Note):
            unread = outcome.key == "unavailable_for"
            kind = ProposalKind.UNAVAILABLE if unread else ProposalKind.NOT_FOUND
            return Proposal(kind=kind, item=item, note=outcome, found=one.candidate)
        return Proposal(
            kind=ProposalKind.CLEAR,
            item=item,
            note=wording.proposed(outcome, one.candidate),
            choices=(outcome,),
            found=one.candidate,
        )

    async def _with_lists(self, proposal: Proposal, give_up: float) -> Proposal:
        """Hold the episodes of a proposal against the lists of Sonarr."""
        if proposal.kind not in {ProposalKind.CLEAR, ProposalKind.CHOICES}:
            return proposal
        now, left = self._clock.now(), _left(give_up)
        checked = await asyncio.gather(
            *(
                check_episodes(choice, self._instances(), now=now, deadline=left)
                for choice in proposal.choices
            )
        )
        return judged(proposal, checked)

    def _missing_kind(self, item: ParsedItem) -> MediaType | None:
        """Return the kind that may have been meant and that nothing is set up for."""
        if _kind_said(item) is not MediaType.UNKNOWN:
            return None
        kinds = {one.media_type for one in self._instances()}
        missing = {MediaType.MOVIE, MediaType.TV} - kinds
        return missing.pop() if len(missing) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the instances answered, and where they can put titles."""

    instances: Sequence[ArrInstance]
    answers: Sequence[Looked]
    shelves: Read

    @property
    def candidates(self) -> list[Candidate]:
        """Every title once, as an instance sees it that has it where there is one."""
        everything = (one for answer in self.answers for one in answer.candidates)
        found: dict[str, Candidate] = {}
        for one in everything:
            known = found.get(one.media.key)
            if known is None or (known.media_id is None and one.media_id is not None):
                found[one.media.key] = one
        return list(found.values())

    @property
    def silent(self) -> tuple[ServiceRef, ...]:
        """The services that did not answer."""
        return tuple(answer.instance.ref for answer in self.answers if answer.error is not None)

    def views(self, key: str) -> list[Candidate]:
        """Return what each instance knows about one title."""
        return [
            view for answer in self.answers for view in answer.candidates if view.media.key == key
        ]


def _terms(item: ParsedItem) -> list[str]:
    """Return what to ask a lookup for, in order."""
    terms = list(item.titles[:_MAX_TERMS])
    if item.year is not None and terms:
        terms.insert(1, f"{terms[0]} {item.year}")
    return list(dict.fromkeys(terms))[:_MAX_TERMS]


def _left(give_up: float) -> float:
    """Return the seconds that are left until a moment of the event loop's clock."""
    return max(0.0, give_up - asyncio.get_running_loop().time())


def _kind_said(item: ParsedItem) -> MediaType:
    """Return the kind of media that was said: only series have seasons and episodes."""
    if item.media_type is MediaType.UNKNOWN and (item.seasons or item.episodes or item.all_seasons):
        return MediaType.TV
    return item.media_type


def _kind_of(exact: ExactId, item: ParsedItem) -> MediaType:
    """Return what kind of media an id means: TMDB ids are of films unless a series was asked."""
    said = _kind_said(item)
    if said is not MediaType.UNKNOWN:
        return said
    if exact.kind is IdKind.TVDB:
        return MediaType.TV
    return MediaType.MOVIE if exact.kind is IdKind.TMDB else MediaType.UNKNOWN


def _nothing(item: ParsedItem, note: Note) -> Proposal:
    """Return a proposal of nothing."""
    return Proposal(kind=ProposalKind.NOT_FOUND, item=item, note=note)


def _missing(item: ParsedItem, seen: _Seen, note: Note) -> Proposal:
    """Return that nothing was found, or that nobody could look: these are not the same."""
    if not seen.silent:
        return _nothing(item, note)
    names = ", ".join(ref.name for ref in seen.silent)
    filled = {"services": names}
    if item.titles:
        filled["title"] = item.titles[0]
    key = "unavailable_for" if item.titles else "unavailable"
    return Proposal(
        kind=ProposalKind.UNAVAILABLE,
        item=item,
        note=Note(key=key, placeholders=filled),
        silent=seen.silent,
    )
