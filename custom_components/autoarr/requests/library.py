"""Puts titles into the *arr, takes them out again, and reads how they stand."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..clients.errors import ServiceNotFound, ServiceUnreachable
from ..clients.models.radarr import MovieStatus, NewMovie
from ..clients.models.servarr import QueueItem
from ..clients.models.sonarr import Monitor, NewSeries, Series, SeriesType
from ..clients.radarr import RadarrClient
from ..clients.sonarr import SonarrClient
from . import catalogue
from .lifecycle import Observation
from .media import ArrInstance, Choice, MediaRef, Scope
from .models import Request

_READING: Final = frozenset({"RefreshSeries", "RescanSeries"})
SETTLE_WAIT: Final = 5.0
_SETTLE_STEP: Final = 0.2
"""Seconds between two looks whether Sonarr has read a series."""

TAG: Final = "autoarr"
"""What everything that AutoArr adds is marked with."""


class Unsettled(Exception):
    """Sonarr is still reading a series: what it shows as monitored is not what will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A title in a library, and what was done to get it there."""

    media_id: int
    owned: bool
    own_tags: tuple[int, ...] = ()
    was_monitored: bool | None = None
    old_seasons: tuple[int, ...] = ()
    pending_episodes: bool = False


async def refreshing(client: SonarrClient, series_id: int) -> bool:
    """Say whether Sonarr is still reading a series. Raises ServiceError.

    What a new series monitors is set at the end of its first refresh (SeriesScannedHandler).
    """
    return any(
        command.name in _READING and not command.done and series_id in command.media_ids
        for command in await client.commands()
    )


async def in_library(instance: ArrInstance, media: MediaRef) -> int | None:
    """Return the id a title has in the library, None when it is not there. Raises ServiceError."""
    client = instance.client
    if isinstance(client, RadarrClient):
        movie = None if media.tmdb_id is None else await client.movie_by_tmdb(media.tmdb_id)
        return None if movie is None else movie.id
    series = None if media.tvdb_id is None else await client.series_by_tvdb(media.tvdb_id)
    return None if series is None else series.id


async def put_in(instance: ArrInstance, choice: Choice, *, tried_before: bool) -> Placed:
    """Add a title, or monitor and search it when it is there already; nothing is added twice.

    With `tried_before` a title that carries our tag was added by that try. A connection that
    breaks while adding is read back. Raises ServiceError, and Unsettled when Sonarr is still
    reading the series after SETTLE_WAIT seconds.
    """
    tag = (await instance.client.ensure_tag(TAG)).id
    if isinstance(instance.client, RadarrClient):
        return await _put_film(instance, instance.client, choice, tag, tried_before=tried_before)
    return await _put_series(instance, instance.client, choice, tag, tried_before=tried_before)


async def look_at(
    instance: ArrInstance, request: Request, rows: Sequence[QueueItem] | None, now: datetime
) -> Observation:
    """Read how the title of a request stands; Plex is not asked. Raises ServiceError."""
    media_id, media = request.media_id, request.media
    if media_id is None or media is None:
        return Observation()
    queue = None if rows is None else tuple(rows)
    client = instance.client
    try:
        if isinstance(client, RadarrClient):
            movie = await client.movie(media_id)
            if movie.tmdb_id != media.tmdb_id:
                return await _elsewhere(instance, media)
            view = catalogue.film(movie, instance_id=instance.ref.id, rank=0, now=now)
            has_file = movie.has_file
        else:
            series = await client.series(media_id)
            if series.tvdb_id != media.tvdb_id:
                return await _elsewhere(instance, media)
            view = catalogue.series(series, instance_id=instance.ref.id, rank=0, now=now)
            has_file = await _has_episodes(client, series, request)
    except ServiceNotFound:
        return await _elsewhere(instance, media)
    return Observation(
        exists=True,
        has_file=has_file,
        monitored=view.monitored,
        released=view.released,
        release_date=view.release_date,
        queue=queue,
    )


async def _elsewhere(instance: ArrInstance, media: MediaRef) -> Observation:
    """Find a title that left its place in the library: it may have been added again."""
    moved_to = await in_library(instance, media)
    return Observation(exists=moved_to is not None, moved_to=moved_to)


async def _put_film(
    instance: ArrInstance, client: RadarrClient, choice: Choice, tag: int, *, tried_before: bool
) -> Placed:
    """Add a film, or monitor it."""
    tmdb_id = choice.media.tmdb_id or 0
    there = await client.movie_by_tmdb(tmdb_id)
    if there is not None and there.id is not None:
        if tried_before and tag in there.tags:
            return Placed(media_id=there.id, owned=True, own_tags=there.tags)
        if not there.monitored and not there.has_file:
            await client.set_movie_monitored(there.id, monitored=True)
            if choice.released:
                await client.search_movies([there.id])
        return Placed(media_id=there.id, owned=False, was_monitored=there.monitored)
    tags = await _tags(instance, tag)
    new = NewMovie(
        tmdb_id=tmdb_id,
        title=choice.media.title,
        year=choice.media.year or 0,
        quality_profile_id=choice.profile_id,
        root_folder_path=choice.root_folder,
        minimum_availability=MovieStatus(instance.defaults.minimum_availability),
        tags=tags,
    )
    try:
        media_id = (await client.add_movie(new)).id
    except ServiceUnreachable:
        media_id = await in_library(instance, choice.media)
        if media_id is None:
            raise
    return Placed(media_id=media_id or 0, owned=True, own_tags=tags)


async def _put_series(
    instance: ArrInstance, client: SonarrClient, choice: Choice, tag: int, *, tried_before: bool
) -> Placed:
    """Add a series with the seasons wanted, or monitor those."""
    tvdb_id = choice.media.tvdb_id or 0
    episodes = choice.scope is Scope.EPISODES
    there = await client.series_by_tvdb(tvdb_id)
    if there is not None and there.id is not None:
        ours = tried_before and tag in there.tags
        if episodes and ours:
            return Placed(media_id=there.id, owned=True, own_tags=there.tags, pending_episodes=True)
        if not episodes:
            there = await _settled(client, there, there.id)
        placed = await _monitor_series(client, there, there.id or 0, choice, again=ours)
        if not ours:
            return placed
        return Placed(media_id=placed.media_id, owned=True, own_tags=there.tags)
    tags = await _tags(instance, tag)
    seasons = choice.seasons if choice.scope is Scope.SEASONS else ()
    new = NewSeries(
        tvdb_id=tvdb_id,
        title=choice.media.title,
        quality_profile_id=choice.profile_id,
        root_folder_path=choice.root_folder,
        series_type=SeriesType(choice.series_type),
        tags=tags,
        monitor=Monitor.NONE if episodes else Monitor.ALL,
        seasons=seasons,
        new_seasons=choice.scope is Scope.ALL,
        search_missing=not episodes,
    )
    try:
        media_id = (await client.add_series(new)).id
    except ServiceUnreachable:
        media_id = await in_library(instance, choice.media)
        if media_id is None:
            raise
    return Placed(media_id=media_id or 0, owned=True, own_tags=tags, pending_episodes=episodes)


async def _settled(client: SonarrClient, there: Series, series_id: int) -> Series:
    """Return a series once Sonarr has read it. Raises ServiceError and Unsettled."""
    if not await refreshing(client, series_id):
        return there
    try:
        async with asyncio.timeout(SETTLE_WAIT):
            while await refreshing(client, series_id):  # noqa: ASYNC110
                await asyncio.sleep(_SETTLE_STEP)
    except TimeoutError as err:
        raise Unsettled from err
    return await client.series(series_id)


async def _monitor_series(
    client: SonarrClient, there: Series, media_id: int, choice: Choice, *, again: bool
) -> Placed:
    """Monitor and search what is wanted of a series in the library.

    `again` after a try that may have done it: what is monitored by now is searched already.
    """
    if choice.scope is Scope.EPISODES:
        return Placed(
            media_id=media_id, owned=False, was_monitored=there.monitored, pending_episodes=True
        )
    whole = choice.scope is not Scope.SEASONS
    wanted = [
        season.number
        for season in there.seasons
        if (season.number > 0 if whole else season.number in choice.seasons)
    ]
    unmonitored = tuple(
        season.number
        for season in there.seasons
        if season.number in wanted and not season.monitored
    )
    if unmonitored:
        await client.set_seasons_monitored(media_id, unmonitored, monitored=True)
    if not there.monitored:
        await client.set_series_monitored(media_id, monitored=True)
    if again and not unmonitored and there.monitored:
        return Placed(media_id=media_id, owned=False)
    if whole:
        await client.search_series(media_id)
    else:
        for number in wanted:
            await client.search_season(media_id, number)
    return Placed(
        media_id=media_id,
        owned=False,
        was_monitored=there.monitored,
        old_seasons=unmonitored,
    )


async def _tags(instance: ArrInstance, tag: int) -> tuple[int, ...]:
    """Return our tag and those every title of this instance gets."""
    more = [(await instance.client.ensure_tag(label)).id for label in instance.defaults.tags]
    return tuple(dict.fromkeys([tag, *more]))


async def _has_episodes(client: SonarrClient, series: Series, request: Request) -> bool:
    """Say whether every aired episode that was asked for has a file."""
    chosen = request.chosen
    if chosen is not None and chosen.scope is Scope.EPISODES and series.id is not None:
        season = chosen.seasons[0] if chosen.seasons else None
        listed = await client.episodes(series.id, season)
        wanted = [one for one in listed if one.number in chosen.episodes]
        return bool(wanted) and all(one.has_file for one in wanted)
    wanted_seasons = () if chosen is None else chosen.seasons
    facts = [
        season.statistics
        for season in series.seasons
        if season.statistics is not None
        and (season.number in wanted_seasons if wanted_seasons else season.number > 0)
    ]
    files = sum(one.episode_file_count for one in facts)
    return files > 0 and all(one.episode_file_count >= one.episode_count for one in facts)
