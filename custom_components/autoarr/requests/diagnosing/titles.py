"""Finds which title is meant, and which Radarr or Sonarr has it."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ...clients.radarr import RadarrClient
from ..finding import matching
from ..lookup import Looked, has_id, look_up
from ..media import ArrInstance, Candidate, ExactId, IdKind, MediaRef, Scope
from ..messages import MESSAGES
from ..models import Request
from ..parsed import MediaType, ParsedItem
from ..score import FOUND, MARGIN, ranked
from .facts import Silent
from .ports import Clean, answer_of

_MAX_TERMS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a diagnosis is about; `media` None means that nobody could say which title it is.

    `everything` tells that all seasons were asked for by name; `silent` are the services that
    could not be asked where it is.
    """

    label: str
    media_type: MediaType = MediaType.UNKNOWN
    media: MediaRef | None = None
    request: Request | None = None
    instance: ArrInstance | None = None
    instance_gone: bool = False
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    latest: bool = False
    everything: bool = False
    services: tuple[str, ...] = ()
    silent: tuple[Silent, ...] = ()


def of_request(request: Request, instances: Sequence[ArrInstance]) -> Target:
    """Return the title a request is about."""
    chosen, media = request.chosen, request.media
    if chosen is None:
        kind = MediaType.UNKNOWN if media is None else media.media_type
        return Target(label=request.title, media_type=kind, media=media, request=request)
    instance = next((one for one in instances if one.ref.id == chosen.instance_id), None)
    return Target(
        label=request.title,
        media_type=chosen.media.media_type,
        media=chosen.media,
        request=request,
        instance=instance,
        instance_gone=instance is None,
        seasons=chosen.seasons,
        episodes=chosen.episodes,
        everything=chosen.scope is Scope.ALL,
        services=(chosen.instance_name,),
    )


def asked_for(requests: Iterable[Request], item: ParsedItem) -> Request | None:
    """Return the request that a person speaks of, the open and the newest first."""
    found = matching(requests, item)
    return next((one for one in found if _within(item, one)), found[0] if found else None)


def with_id(requests: Iterable[Request], exact: ExactId) -> Request | None:
    """Return the request for the title with an id, the open and the newest first."""
    found = [one for one in requests if one.media is not None and _is(one.media, exact)]
    found.sort(key=lambda one: (one.ended, -one.created.timestamp()))
    return found[0] if found else None


def narrowed(target: Target, item: ParsedItem) -> Target:
    """Return the target with the seasons and episodes that were said, where any were."""
    if not (item.seasons or item.episodes or item.latest) or target.media is None:
        return target
    request = target.request
    if request is not None and not _within(item, request):
        request = None
    return replace(
        target,
        label=_label(target.media, item),
        request=request,
        seasons=item.seasons,
        episodes=item.episodes,
        latest=item.latest,
        everything=False,
    )


async def look_for(
    item: ParsedItem, instances: Sequence[ArrInstance], *, now: datetime, end: float, clean: Clean
) -> Target | None:
    """Return the title that fits what was said, one that a library waits for before others; None when none does."""
    fitting = [one for one in instances if item.media_type in {MediaType.UNKNOWN, one.media_type}]
    services = tuple(one.ref.name for one in fitting)
    best, silent = await _look_up(item, fitting, now=now, end=end, clean=clean)
    if best is None:
        if fitting and not silent:
            return None
        label = item.titles[0].strip() or "?"
        return Target(label=label, media_type=item.media_type, services=services, silent=silent)
    media = best.media
    kind = media.media_type
    return Target(
        label=media.label,
        media_type=kind,
        media=media,
        services=tuple(one.ref.name for one in fitting if one.media_type is kind),
    )


async def _look_up(
    item: ParsedItem, instances: Sequence[ArrInstance], *, now: datetime, end: float, clean: Clean
) -> tuple[Candidate | None, tuple[Silent, ...]]:
    """Return the title that is meant, and who could not be asked; the next wording only where nothing fits."""
    silent: dict[str, Silent] = {}
    exact = ExactId.parse(item.titles[0])
    terms = item.titles[:_MAX_TERMS] if exact is None else (exact.term,)
    for term in terms:
        left = max(0.0, end - asyncio.get_running_loop().time())
        answers = await look_up(instances, term, now=now, deadline=left)
        for one in answers:
            if one.error is not None:
                reason = MESSAGES["why_late"] if isinstance(one.error, TimeoutError) else ""
                said = reason or clean(str(one.error))
                silent[one.instance.ref.id] = Silent(service=one.instance.ref.name, reason=said)
        best = _best(item, exact, answers)
        if best is not None:
            return best, ()
    return None, tuple(silent.values())


async def placed(
    target: Target, instances: Sequence[ArrInstance], *, end: float, clean: Clean
) -> Target:
    """Return the target with the instance that has it: one that lacks the file before one that has it."""
    media = target.media
    if media is None or target.instance is not None or target.instance_gone:
        return target
    fitting = [one for one in instances if one.media_type is media.media_type]
    seen = await asyncio.gather(
        *(answer_of(one.ref.name, _has_file(one, media), end=end, clean=clean) for one in fitting)
    )
    having = [
        (has_file, not one.defaults.is_default, place)
        for place, (one, has_file) in enumerate(zip(fitting, seen, strict=True))
        if isinstance(has_file, bool)
    ]
    return replace(
        target,
        instance=fitting[min(having)[2]] if having else None,
        services=tuple(one.ref.name for one in fitting),
        silent=tuple(one for one in seen if isinstance(one, Silent)),
    )


async def _has_file(instance: ArrInstance, media: MediaRef) -> bool | None:
    """Say whether a library has a file of a title, None when it does not have the title. Raises ServiceError."""
    client = instance.client
    if isinstance(client, RadarrClient):
        movie = None if media.tmdb_id is None else await client.movie_by_tmdb(media.tmdb_id)
        return None if movie is None else movie.has_file
    series = None if media.tvdb_id is None else await client.series_by_tvdb(media.tvdb_id)
    if series is None:
        return None
    facts = series.statistics
    return facts is not None and 0 < facts.episode_count <= facts.episode_file_count


def _best(item: ParsedItem, exact: ExactId | None, answers: Sequence[Looked]) -> Candidate | None:
    """Return the title that is meant: of those that fit as well, one that a library waits for."""
    found = [one for answer in answers for one in answer.candidates]
    if exact is not None:
        close = [one for one in found if has_id(one, exact)]
    else:
        scored = [one for one in ranked(item, found) if one.score >= FOUND]
        close = [one.candidate for one in scored if one.score >= scored[0].score - MARGIN]
    waiting = (one for one in close if one.media_id is not None and not one.has_file)
    return next(waiting, close[0] if close else None)


def _within(item: ParsedItem, request: Request) -> bool:
    """Say whether a request is for the seasons and episodes that were said."""
    chosen = request.chosen
    if chosen is None or not chosen.seasons:
        return True
    if not set(item.seasons) <= set(chosen.seasons):
        return False
    return not chosen.episodes or set(item.episodes) <= set(chosen.episodes)


def _is(media: MediaRef, exact: ExactId) -> bool:
    """Say whether a title has an id."""
    match exact.kind:
        case IdKind.TMDB:
            return media.is_movie and str(media.tmdb_id) == exact.value
        case IdKind.TVDB:
            return str(media.tvdb_id) == exact.value
        case IdKind.IMDB:
            return media.imdb_id == exact.value


def _label(media: MediaRef, item: ParsedItem) -> str:
    """Return a title with the seasons or episodes that were said."""
    if item.episodes:
        season = item.seasons[0] if item.seasons else 1
        wanted = " ".join(f"S{season:02}E{one:02}" for one in item.episodes)
        return f"{media.label} {wanted}"
    return " ".join([media.label, *(f"S{one:02}" for one in item.seasons)])
