"""Makes requests of proposals: with tokens, once for each person, and changed on demand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypedDict, Unpack

from ..journal.ports import Clock
from . import answers, wording
from .confirming import Confirmer
from .media import Choice, ExactId, MediaRef, Proposal, ProposalKind
from .models import Answer, AnswerStatus, Request, RequestState
from .parsed import MediaType, ParsedItem, Quality
from .people import People, Ruling, Source
from .register import Register
from .resolver import Resolver
from .sharing import going, joined, may_end, waiting, wish_of
from .tokens import offer

SETTLING: Final = timedelta(minutes=2)
"""So long after adding a series its *arr may show every season of it as monitored."""

_TEXT_CHARS: Final = 500


class WishChanges(TypedDict, total=False):
    """What a person wants otherwise; what is left out, or None, stays as it was."""

    quality: Quality | None
    media_type: MediaType | None
    seasons: Sequence[int] | None
    episodes: Sequence[int] | None
    all_seasons: bool | None
    latest: bool | None
    year: int | None


class Proposer:
    """Writes proposals into the register and asks what is open."""

    def __init__(
        self,
        *,
        register: Register,
        resolver: Resolver,
        confirmer: Confirmer,
        people: People,
        clock: Clock,
        new_id: Callable[[datetime], str],
        new_token: Callable[[], str],
    ) -> None:
        """Hand what needs no question on to the confirmer."""
        self._register = register
        self._resolver = resolver
        self._confirmer = confirmer
        self._people = people
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token

    async def take(
        self, proposal: Proposal, text: str, source: Source, *, confirmed: bool
    ) -> Answer:
        """Make a request of a proposal; with `confirmed`, go on when nothing needs to be asked."""
        proposal = self._unsettled(proposal)
        other = self._requested(proposal, source)
        if other is not None:
            other = self._register.put(joined(other, source), quiet=True)
            return answers.already_requested(other, source, self._people)
        if proposal.kind not in {ProposalKind.CLEAR, ProposalKind.CHOICES}:
            return answers.of_proposal(proposal)
        request = self._renewed(proposal, text, source)
        clear = proposal.kind is ProposalKind.CLEAR
        choice = proposal.choices[0] if clear else None
        verdict = self._confirmer.judged(source, request, choice)
        if verdict.ruling is Ruling.REFUSED and verdict.note is not None:
            return answers.from_note(AnswerStatus.REJECTED, verdict.note)
        request = self._register.put(request)
        guessed = proposal.guessed or any(one.guessed for one in proposal.choices)
        if choice is not None and confirmed and not guessed:
            return await self._confirmer.accept(request, choice, source)
        status = AnswerStatus.PROPOSED if clear else AnswerStatus.CHOICES
        return answers.from_note(status, proposal.note, request)

    async def change(
        self, request_id: str, source: Source, **changes: Unpack[WishChanges]
    ) -> Answer:
        """Propose anew with what was changed; where that finds nothing, the old question stays."""
        request = self._changeable(request_id, source)
        if isinstance(request, Answer):
            return request
        item = _changed(request, **changes)
        media = request.media
        if media is not None and _same_title(media, changes.get("media_type"), changes.get("year")):
            proposal = await self._exactly(media, item)
        else:
            proposal = await self._resolver.resolve(item)
        current = self._changeable(request_id, source)
        if isinstance(current, Answer):
            return current
        return self._offer(current, self._unsettled(proposal), source)

    def _offer(self, request: Request, proposal: Proposal, source: Source) -> Answer:
        """Put a new proposal into the place of the old one."""
        other = self._requested(proposal, source)
        if other is not None:
            self._register.drop(request.id)
            other = self._register.put(joined(other, source), quiet=True)
            return answers.already_requested(other, source, self._people)
        if proposal.kind not in {ProposalKind.CLEAR, ProposalKind.CHOICES}:
            return answers.with_choices(answers.of_proposal(proposal), request)
        changed = self._filled(request, proposal)
        clear = proposal.kind is ProposalKind.CLEAR
        choice = proposal.choices[0] if clear else None
        verdict = self._confirmer.judged(source, changed, choice)
        if verdict.ruling is Ruling.REFUSED and verdict.note is not None:
            return answers.from_note(AnswerStatus.REJECTED, verdict.note, request)
        status = AnswerStatus.PROPOSED if clear else AnswerStatus.CHOICES
        return answers.from_note(status, proposal.note, self._register.put(changed))

    def _changeable(self, request_id: str, source: Source) -> Request | Answer:
        """Return a request that is still a question to this person, else why it cannot change."""
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        if request.ended:
            return answers.closed(request)
        if not may_end(request, source, self._people.permissions(source.requester)):
            return answers.about(AnswerStatus.REJECTED, "not_yours", request)
        if request.state is not RequestState.PROPOSED:
            return answers.about(AnswerStatus.REJECTED, "cannot_change", request)
        return request

    async def _exactly(self, media: MediaRef, item: ParsedItem) -> Proposal:
        """Propose the same title again, with what is wanted of it now."""
        exact = ExactId.parse(media.key)
        if exact is None:
            return await self._resolver.resolve(item)
        proposal = await self._resolver.resolve_exact(
            exact,
            quality=item.quality,
            media_type=media.media_type,
            seasons=item.seasons,
            episodes=item.episodes,
            latest=item.latest,
            all_seasons=item.all_seasons,
        )
        return replace(proposal, item=item)

    def _renewed(self, proposal: Proposal, text: str, source: Source) -> Request:
        """Return the open question this person was asked already, or a new request."""
        now = self._clock.now()
        wanted = [_question(choice) for choice in proposal.choices]
        for one in self._register:
            asked = one.state is RequestState.PROPOSED and one.source.seat == source.seat
            if asked and [_question(choice) for choice in one.choices] == wanted:
                return self._filled(replace(one, source=source), proposal)
        request = Request(
            id=self._new_id(now),
            created=now,
            updated=now,
            text=text.strip()[:_TEXT_CHARS],
            source=source,
        )
        return self._filled(request, proposal)

    def _filled(self, request: Request, proposal: Proposal) -> Request:
        """Return a request with the question and the choices of a proposal."""
        asked = replace(request, item=proposal.item, quality=proposal.item.quality)
        return offer(
            asked,
            proposal.choices,
            proposal.note,
            now=self._clock.now(),
            make=self._new_token,
        )

    def _requested(self, proposal: Proposal, source: Source) -> Request | None:
        """Return the request that has asked for all of a clear proposal already."""
        clear = {ProposalKind.CLEAR, ProposalKind.ALREADY_THERE}
        if proposal.kind not in clear or not proposal.choices:
            return None
        choice = proposal.choices[0]
        found = going(self._register, choice)
        if found is not None or proposal.kind is ProposalKind.ALREADY_THERE:
            return found
        verdict = self._confirmer.judged(source, choice=choice)
        kept = waiting(self._register, choice)
        own = kept is not None and kept.requester == source.requester
        return kept if own or verdict.ruling is not Ruling.GO_ON else None

    def _unsettled(self, proposal: Proposal) -> Proposal:
        """Return a proposal that does not take a series added a moment ago for complete.

        Until its first refresh has ended every season of it looks monitored.
        """
        if proposal.kind is not ProposalKind.ALREADY_THERE or not proposal.choices:
            return proposal
        choice = proposal.choices[0]
        if choice.media.is_movie or proposal.note.key != "already_monitored":
            return proposal
        since = self._clock.now() - SETTLING
        fresh = any(
            one.owned and one.open and one.media == choice.media and one.updated >= since
            for one in self._register
            if one.instance_id == choice.instance_id
        )
        if not fresh or going(self._register, choice) is not None:
            return proposal
        return replace(
            proposal,
            kind=ProposalKind.CLEAR,
            note=wording.ready(choice),
            choices=(replace(choice, there=None),),
        )


def _question(choice: Choice) -> tuple[object, ...]:
    """Return what makes two choices the same question to a person."""
    return (*wish_of(choice), choice.guessed)


def _same_title(media: MediaRef, media_type: MediaType | None, year: int | None) -> bool:
    """Say whether a change leaves the title as it is."""
    return media_type in {None, MediaType.UNKNOWN, media.media_type} and year in {None, media.year}


def _changed(request: Request, **changes: Unpack[WishChanges]) -> ParsedItem:
    """Return what was asked for with what was changed: one way to say how much replaces the others."""
    item = request.item or ParsedItem(quality=request.quality)
    if not item.titles:
        names = {choice.media.title for choice in request.choices}
        item = replace(item, titles=tuple(sorted(names))[:1] or (request.text,))
    media_type, year = changes.get("media_type"), changes.get("year")
    if (seasons := changes.get("seasons")) is not None:
        item = replace(item, seasons=tuple(seasons), all_seasons=False, latest=False, episodes=())
    if (episodes := changes.get("episodes")) is not None:
        item = replace(item, episodes=tuple(episodes), all_seasons=False, latest=False)
    if changes.get("all_seasons"):
        item = replace(item, seasons=(), episodes=(), latest=False, all_seasons=True)
    if changes.get("latest"):
        item = replace(item, seasons=(), episodes=(), latest=True, all_seasons=False)
    if media_type is not None:
        item = replace(item, media_type=media_type)
        if media_type is MediaType.MOVIE:
            item = replace(item, seasons=(), episodes=(), all_seasons=False)
    if year is not None:
        item = replace(item, year=year)
    elif media_type is not None and not _same_title_in(request, media_type):
        item = replace(item, year=None)
    quality = changes.get("quality")
    return item if quality is None else replace(item, quality=quality)


def _same_title_in(request: Request, media_type: MediaType) -> bool:
    """Say whether a request proposes a title of that kind, whose year then still holds."""
    return any(choice.media.media_type is media_type for choice in request.choices)
