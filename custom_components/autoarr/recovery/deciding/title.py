"""How a Radarr or Sonarr has the title a download was for: wanted, watched for, there already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ...clients.errors import ServiceNotFound
from ...clients.radarr import RadarrClient
from ...clients.sonarr import SonarrClient
from ..models import Item
from ..targets import ServarrTarget
from ..world import TitleState


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A film, or some episodes of a series.

    `wanted` are the episodes still worth a search, `seasons` those they are of, and `watched` all that
    is monitored in these; `monitored` are the ids of the episodes, or of the film, that are monitored
    themselves.
    """

    state: TitleState
    wanted: tuple[int, ...] = ()
    seasons: tuple[int, ...] = ()
    watched: tuple[int, ...] = ()
    has_file: bool = False
    monitored: tuple[int, ...] = ()


async def read_title(
    target: ServarrTarget, item: Item, covered: Collection[int], now: datetime
) -> Title:
    """Return the title as it is; `covered` are episodes that something else brings. Raises ServiceError."""
    client = target.client
    try:
        if isinstance(client, RadarrClient):
            return await _movie(client, item)
        return await _episodes(client, item, covered, now)
    except ServiceNotFound:
        return Title(state=TitleState.GONE)


async def _movie(client: RadarrClient, item: Item) -> Title:
    """Return a film."""
    movie = await client.movie(item.media_id)
    return Title(
        state=_state(monitored=movie.monitored, available=movie.is_available),
        has_file=movie.has_file,
        monitored=(item.media_id,) if movie.monitored else (),
    )


async def _episodes(
    client: SonarrClient, item: Item, covered: Collection[int], now: datetime
) -> Title:
    """Return episodes: only monitored ones that were broadcast are searched."""
    series = await client.series(item.media_id)
    listed = await client.episodes(item.media_id)
    mine = [episode for episode in listed if episode.id in item.episode_ids]
    if not mine:
        return Title(state=TitleState.GONE)
    monitored = [episode for episode in mine if series.monitored and episode.monitored]
    aired = [e for e in monitored if e.air_date is not None and e.air_date <= now]
    wanted = [e for e in aired if e.id not in covered and not e.has_file] or aired
    seasons = {e.season_number for e in wanted}
    return Title(
        state=_state(monitored=bool(monitored), available=bool(aired)),
        wanted=tuple(e.id for e in wanted),
        seasons=tuple(sorted(seasons)),
        watched=tuple(e.id for e in listed if e.season_number in seasons and e.monitored),
        has_file=all(e.has_file for e in (aired or mine)),
        monitored=tuple(e.id for e in mine if e.monitored),
    )


def _state(*, monitored: bool, available: bool) -> TitleState:
    """Return whether a search is wanted."""
    if not monitored:
        return TitleState.UNMONITORED
    return TitleState.WANTED if available else TitleState.UNAVAILABLE
