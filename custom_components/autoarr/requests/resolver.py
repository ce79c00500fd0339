"""Turns what was said into a proposal, with the catalogues of the *arr as judges."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from ..journal.ports import Clock
from .lookup import Looked, look_up, look_up_exact, shelves_of
from .media import ArrInstance, Candidate, ExactId, IdKind, Note, Proposal, ProposalKind, Scope
from .parsed import MediaType, ParsedItem, Quality
from .placing import Read, There, expand, place
from .questions import question
from .score import CLEAR, Scored, contenders, is_clear, ranked

DEADLINE: Final = 8.0
"""Seconds a service has to answer a lookup; slower ones are named, not waited for."""

_MAX_TERMS: Final = 3
_CLOSE: Final = 0.4
"""From this score on, the closest title is worth naming when nothing was found."""


class Resolver:
    """Finds what can be added, and where; asks services, changes nothing."""

    def __init__(
        self,
        instances: Callable[[], Sequence[ArrInstance]],
        clock: Clock,
        deadline: float = DEADLINE,
    ) -> None:
        """Use the instances that are set up when a question comes; `deadline` is in seconds."""
        self._instances = instances
        self._clock = clock
        self._deadline = deadline

    async def resolve(self, item: ParsedItem) -> Proposal:
        """Return what can be done about a title; no error of a service is raised."""
        exact = next((found for title in item.titles if (found := ExactId.parse(title))), None)
        if exact is not None:
            return await self._resolve_exact(exact, replace(item, titles=()))
        instances = self._fitting(item.media_type)
        if not item.titles:
            return _nothing(item, Note(key="which"))
        if not instances:
            return _nothing(item, _no_service(item.media_type))
        shelving = asyncio.ensure_future(shelves_of(instances, deadline=self._deadline))
        try:
            answers = await self._look_up(instances, item)
            shelves = await shelving
        finally:
            shelving.cancel()
        return self._propose(item, instances, answers, shelves)

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
    ) -> Proposal:
        """Return what can be done about the title with this id; no error of a service is raised."""
        item = ParsedItem(
            media_type=media_type,
            seasons=tuple(seasons),
            episodes=tuple(episodes),
            quality=quality,
            latest=latest,
            all_seasons=all_seasons,
        )
        return await self._resolve_exact(exact, item)

    async def _resolve_exact(self, exact: ExactId, item: ParsedItem) -> Proposal:
        """Look one id up and propose the title that has it."""
        kind = _kind_of(exact, item)
        instances = self._fitting(kind)
        if not instances:
            return _nothing(item, _no_service(kind))
        answers, shelves = await asyncio.gather(
            look_up_exact(instances, exact, now=self._clock.now(), deadline=self._deadline),
            shelves_of(instances, deadline=self._deadline),
        )
        found = [one for answer in answers for one in answer.candidates]
        if not found:
            return _missing(
                item, answers, Note(key="not_found_id", placeholders={"id": exact.term})
            )
        close = [Scored(one, 1.0) for one in _unique(found)]
        return self._decide(item, close, instances, answers, shelves)

    def _fitting(self, kind: MediaType) -> list[ArrInstance]:
        """Return the instances that hold that kind of media."""
        return [one for one in self._instances() if kind in {MediaType.UNKNOWN, one.media_type}]

    async def _look_up(self, instances: Sequence[ArrInstance], item: ParsedItem) -> list[Looked]:
        """Ask for the likeliest title first, and for the others only while nothing is clear."""
        answers: list[Looked] = []
        for term in _terms(item):
            now = self._clock.now()
            more = await look_up(instances, term, now=now, deadline=self._deadline)
            answers = _joined(answers, more)
            best = ranked(item, (one for answer in answers for one in answer.candidates))[:1]
            if (best and best[0].score >= CLEAR) or all(answer.error for answer in more):
                break
        return answers

    def _propose(
        self,
        item: ParsedItem,
        instances: Sequence[ArrInstance],
        answers: Sequence[Looked],
        shelves: Read,
    ) -> Proposal:
        """Weigh the candidates."""
        everything = [one for answer in answers for one in answer.candidates]
        scored = ranked(item, _unique(everything))
        close = contenders(item, scored)
        if close:
            return self._decide(item, close, instances, answers, shelves)
        return _missing(item, answers, _not_found(item, scored))

    def _decide(
        self,
        item: ParsedItem,
        close: Sequence[Scored],
        instances: Sequence[ArrInstance],
        answers: Sequence[Looked],
        shelves: Read,
    ) -> Proposal:
        """Propose the one that is meant, or ask which."""
        silent = tuple(answer.instance.ref for answer in answers if answer.error is not None)
        proposals = [
            replace(
                self._one(item, one, instances, answers, shelves), silent=silent, score=one.score
            )
            for one in close
        ]
        choices = tuple(choice for one in proposals for choice in one.choices)
        if is_clear(close) or not any(choice.there is None for choice in choices):
            only = proposals[0]
            if only.kind is ProposalKind.CLEAR and only.choices[0].scope is Scope.UNDECIDED:
                expanded, note = expand(only.choices[0])
                return replace(only, kind=ProposalKind.CHOICES, choices=expanded, note=note)
            return only
        return Proposal(
            kind=ProposalKind.CHOICES,
            item=item,
            note=question([choice.media for choice in choices]),
            choices=choices,
            silent=silent,
            score=close[0].score,
        )

    def _one(
        self,
        item: ParsedItem,
        one: Scored,
        instances: Sequence[ArrInstance],
        answers: Sequence[Looked],
        shelves: Read,
    ) -> Proposal:
        """Propose one title: add it, ask for its seasons, or say how it stands."""
        key = one.candidate.media.key
        views = [view for answer in answers for view in answer.candidates if view.media.key == key]
        outcome = place(views, instances, shelves, item)
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
        filled = {
            "title": outcome.label,
            "instance": outcome.instance_name,
            "profile": outcome.profile_name,
        }
        return Proposal(
            kind=ProposalKind.CLEAR,
            item=item,
            note=Note(key="proposed", placeholders=filled),
            choices=(outcome,),
        )


def _unique(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return each title once, however many instances know it."""
    return list({one.media.key: one for one in candidates}.values())


def _terms(item: ParsedItem) -> list[str]:
    """Return what to ask a lookup for, in order."""
    terms = list(item.titles[:_MAX_TERMS])
    if item.year is not None and terms:
        terms.insert(1, f"{terms[0]} {item.year}")
    return list(dict.fromkeys(terms))[:_MAX_TERMS]


def _joined(before: Sequence[Looked], more: Sequence[Looked]) -> list[Looked]:
    """Add the answers to a further term to those before."""
    if not before:
        return list(more)
    joined: list[Looked] = []
    for old, new in zip(before, more, strict=True):
        known = {one.media.key for one in old.candidates}
        fresh = tuple(one for one in new.candidates if one.media.key not in known)
        joined.append(
            replace(old, candidates=(*old.candidates, *fresh), error=old.error and new.error)
        )
    return joined


def _kind_of(exact: ExactId, item: ParsedItem) -> MediaType:
    """Return what kind of media an id means: TMDB ids are of films unless a series was asked."""
    if item.media_type is not MediaType.UNKNOWN:
        return item.media_type
    if exact.kind is IdKind.TVDB or item.seasons or item.episodes or item.all_seasons:
        return MediaType.TV
    return MediaType.MOVIE if exact.kind is IdKind.TMDB else MediaType.UNKNOWN


def _no_service(kind: MediaType) -> Note:
    """Say which service is missing."""
    keys = {MediaType.MOVIE: "no_radarr", MediaType.TV: "no_sonarr"}
    return Note(key=keys.get(kind, "no_service"))


def _nothing(item: ParsedItem, note: Note) -> Proposal:
    """Return a proposal of nothing."""
    return Proposal(kind=ProposalKind.NOT_FOUND, item=item, note=note)


def _missing(item: ParsedItem, answers: Sequence[Looked], note: Note) -> Proposal:
    """Return that nothing was found, or that nobody could look: these are not the same."""
    silent = tuple(answer.instance.ref for answer in answers if answer.error is not None)
    if not silent:
        return _nothing(item, note)
    names = ", ".join(ref.name for ref in silent)
    filled = {"services": names}
    if item.titles:
        filled["title"] = item.titles[0]
    key = "unavailable_for" if item.titles else "unavailable"
    return Proposal(
        kind=ProposalKind.UNAVAILABLE,
        item=item,
        note=Note(key=key, placeholders=filled),
        silent=silent,
    )


def _not_found(item: ParsedItem, scored: Sequence[Scored]) -> Note:
    """Say that nothing was found, and what came closest."""
    title = item.titles[0]
    if scored and scored[0].score >= _CLOSE:
        closest = scored[0].candidate.media.label
        return Note(key="not_found_closest", placeholders={"title": title, "closest": closest})
    if item.year is not None:
        return Note(key="not_found_year", placeholders={"title": title, "year": str(item.year)})
    return Note(key="not_found", placeholders={"title": title})
