"""Asks the lookups of all instances at once, each with the same deadline."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.servarr import QualityProfile, RootFolder
from ..clients.radarr import RadarrClient
from . import catalogue
from .media import ArrInstance, Candidate, ExactId, IdKind
from .titles import shown

MAX_CANDIDATES: Final = 50
"""So many results of one lookup are looked at; a service may send thousands."""

_TERM_CHARS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one instance answered; `error` when it did not."""

    instance: ArrInstance
    candidates: tuple[Candidate, ...] = ()
    error: ServiceError | TimeoutError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Where an instance can put a title: its profiles and folders."""

    profiles: tuple[QualityProfile, ...]
    folders: tuple[RootFolder, ...]


async def look_up(
    instances: Sequence[ArrInstance], term: str, *, now: datetime, deadline: float
) -> list[Looked]:
    """Ask every instance for a term; never raises for a service (see `Looked.error`)."""
    words = shown(term, _TERM_CHARS)
    return await asyncio.gather(*(_ask(instance, words, now, deadline) for instance in instances))


def joined(before: Sequence[Looked], more: Iterable[Looked]) -> list[Looked]:
    """Add answers to further terms to those before; who failed once did not tell all it knows."""
    by_id = {answer.instance.ref.id: answer for answer in before}
    for new in more:
        old = by_id[new.instance.ref.id]
        known = {one.media.key for one in old.candidates}
        fresh = tuple(one for one in new.candidates if one.media.key not in known)
        by_id[new.instance.ref.id] = replace(
            old, candidates=(*old.candidates, *fresh), error=old.error or new.error
        )
    return list(by_id.values())


async def look_up_exact(
    instances: Sequence[ArrInstance], exact: ExactId, *, now: datetime, deadline: float
) -> list[Looked]:
    """Ask every instance for one id; candidates with another id are left out."""
    answers = await look_up(instances, exact.term, now=now, deadline=deadline)
    return [
        Looked(
            instance=answer.instance,
            candidates=tuple(one for one in answer.candidates if has_id(one, exact)),
            error=answer.error,
        )
        for answer in answers
    ]


def has_id(candidate: Candidate, exact: ExactId) -> bool:
    """Say whether a candidate has that id."""
    media = candidate.media
    match exact.kind:
        case IdKind.TMDB:
            return str(media.tmdb_id) == exact.value
        case IdKind.TVDB:
            return str(media.tvdb_id) == exact.value
        case IdKind.IMDB:
            return media.imdb_id == exact.value


async def shelves_of(
    instances: Sequence[ArrInstance], *, deadline: float
) -> dict[str, Shelves | ServiceError | TimeoutError]:
    """Read profiles and folders of every instance, by instance id; errors in their place."""
    read = await asyncio.gather(*(_shelves(instance, deadline) for instance in instances))
    return dict(zip((instance.ref.id for instance in instances), read, strict=True))


async def _ask(instance: ArrInstance, term: str, now: datetime, deadline: float) -> Looked:
    """Ask one instance."""
    try:
        async with asyncio.timeout(deadline):
            return Looked(instance=instance, candidates=await _candidates(instance, term, now))
    except (ServiceError, TimeoutError) as err:
        return Looked(instance=instance, error=err)


async def _candidates(instance: ArrInstance, term: str, now: datetime) -> tuple[Candidate, ...]:
    """Return what a lookup finds, each title once."""
    client, key = instance.client, instance.ref.id
    if isinstance(client, RadarrClient):
        films = (await client.lookup(term))[:MAX_CANDIDATES]
        found = [
            catalogue.film(movie, instance_id=key, rank=rank, now=now)
            for rank, movie in enumerate(films)
            if movie.tmdb_id > 0
        ]
    else:
        shows = (await client.lookup(term))[:MAX_CANDIDATES]
        found = [
            catalogue.series(show, instance_id=key, rank=rank, now=now)
            for rank, show in enumerate(shows)
            if show.tvdb_id > 0
        ]
    named = [one for one in reversed(found) if one.media.title]
    return tuple({one.media.key: one for one in named}.values())[::-1]


async def _shelves(instance: ArrInstance, deadline: float) -> Shelves | ServiceError | TimeoutError:
    """Read profiles and folders of one instance."""
    client = instance.client
    try:
        async with asyncio.timeout(deadline):
            # Both are waited for even when one fails: no call is left running behind.
            profiles, folders = await asyncio.gather(
                client.quality_profiles(), client.root_folders(), return_exceptions=True
            )
        if isinstance(profiles, BaseException):
            raise profiles
        if isinstance(folders, BaseException):
            raise folders
    except (ServiceError, TimeoutError) as err:
        return err
    return Shelves(profiles=tuple(profiles), folders=tuple(folders))
