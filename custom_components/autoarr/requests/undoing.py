"""Takes back what a request did in an *arr; a file is never deleted."""

from dataclasses import dataclass

from ..clients.errors import ServiceNotFound
from ..clients.radarr import RadarrClient
from ..clients.sonarr import SonarrClient
from .library import TAG
from .lifecycle import rows_of
from .media import ArrInstance, Scope
from .models import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What became of a title when its request was cancelled; `why` it stays is a message key."""

    removed: bool = False
    unmonitored: bool = False
    why: str | None = None


async def take_back(instance: ArrInstance, request: Request, *, shared: bool) -> Undone:
    """Stop the downloads of a request and undo what it changed. Raises ServiceError.

    The title goes only if AutoArr added it, it has no file and carries nobody else's tag, and no
    other open request needs it (`shared`). Can be done again after a crash.
    """
    await _stop_downloads(instance, request)
    if request.media_id is None:
        return Undone()
    client = instance.client
    try:
        if isinstance(client, RadarrClient):
            return await _take_back_film(client, request, request.media_id, shared=shared)
        return await _take_back_series(client, request, request.media_id, shared=shared)
    except ServiceNotFound:
        return Undone(removed=True)


async def _stop_downloads(instance: ArrInstance, request: Request) -> None:
    """Remove the running jobs of a request, without blocklisting and without a new search."""
    done: set[str] = set()
    for row in rows_of(request, await instance.client.queue()):
        if row.download_id is not None and row.download_id in done:
            continue
        done.add(row.download_id or "")
        try:
            await instance.client.delete_queue_item(
                row.id, remove_from_client=True, blocklist=False, skip_redownload=True
            )
        except ServiceNotFound:
            continue


async def _take_back_film(
    client: RadarrClient, request: Request, media_id: int, *, shared: bool
) -> Undone:
    """Remove a film, or stop looking for it."""
    movie = await client.movie(media_id)
    why = await _reason_to_stay(client, request, movie.tags, has_file=movie.has_file, shared=shared)
    if why is None:
        await client.delete_movie(media_id, delete_files=False)
        return Undone(removed=True)
    if request.was_monitored is False and movie.monitored and not shared:
        await client.set_movie_monitored(media_id, monitored=False)
        return Undone(unmonitored=True, why=why)
    return Undone(why=why)


async def _take_back_series(
    client: SonarrClient, request: Request, media_id: int, *, shared: bool
) -> Undone:
    """Remove a series, or stop looking for what was asked of it."""
    series = await client.series(media_id)
    has_file = series.statistics is not None and series.statistics.episode_file_count > 0
    why = await _reason_to_stay(client, request, series.tags, has_file=has_file, shared=shared)
    if why is None:
        await client.delete_series(media_id, delete_files=False)
        return Undone(removed=True)
    unmonitored = False
    chosen = request.chosen
    seasons = request.old_seasons
    if request.owned and chosen is not None and chosen.scope is Scope.SEASONS:
        seasons = chosen.seasons
    if seasons and not shared:
        await client.set_seasons_monitored(media_id, seasons, monitored=False)
        unmonitored = True
    if chosen is not None and chosen.scope is Scope.EPISODES and not request.pending_episodes:
        season = chosen.seasons[0] if chosen.seasons else None
        listed = await client.episodes(media_id, season)
        ids = [one.id for one in listed if one.number in chosen.episodes and not one.has_file]
        if ids:
            await client.monitor_episodes(ids, monitored=False)
            unmonitored = True
    if request.was_monitored is False and series.monitored and not shared:
        await client.set_series_monitored(media_id, monitored=False)
        unmonitored = True
    return Undone(unmonitored=unmonitored, why=why)


async def _reason_to_stay(
    client: RadarrClient | SonarrClient,
    request: Request,
    tags: tuple[int, ...],
    *,
    has_file: bool,
    shared: bool,
) -> str | None:
    """Return why a title must stay in the library, None when it may go."""
    if not request.owned:
        return "kept_not_ours"
    if has_file:
        return "kept_has_file"
    if shared:
        return "kept_other_request"
    ours = {tag.id for tag in await client.tags() if tag.label.lower() == TAG}
    if not ours & set(tags):
        return "kept_not_ours"
    return "kept_other_tag" if set(tags) - ours - set(request.own_tags) else None
