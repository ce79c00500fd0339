"""Searching through a Radarr or Sonarr: its own search, which grabs by itself, and the list of what there is."""

from collections.abc import Sequence
from typing import Final

from ..clients.models.servarr import Command, Release
from ..clients.radarr import RadarrClient
from .models import Item
from .sight import Sight
from .targets import ServarrTarget

SEARCHES: Final = frozenset({"MoviesSearch", "EpisodeSearch", "SeasonSearch", "SeriesSearch"})


async def searches_of(target: ServarrTarget, item: Item) -> tuple[Command, ...]:
    """Return the search commands for an item that the service still remembers; raises ServiceError."""
    return tuple(
        command
        for command in await target.client.commands()
        if command.name in SEARCHES and _searches(command, item)
    )


async def search(target: ServarrTarget, item: Item, sight: Sight) -> Command:
    """Start one search for what is missing of an item; raises ServiceError."""
    client = target.client
    if isinstance(client, RadarrClient):
        return await client.search_movies([item.media_id])
    if sight.whole_season and sight.season is not None:
        return await client.search_season(item.media_id, sight.season)
    return await client.search_episodes(sight.wanted)


async def releases_for(target: ServarrTarget, item: Item, sight: Sight) -> list[Release] | None:
    """Return what the indexers have of a film, an episode or episodes of one season; one hit each.

    None when one search cannot show it. Raises ServiceError.
    """
    client = target.client
    if isinstance(client, RadarrClient):
        return await client.releases(item.media_id)
    wanted = wanted_of(item, sight)
    if len(wanted) == 1:
        return await client.releases(episode_id=wanted[0])
    if sight.season is None:
        return None
    return await client.releases(series_id=item.media_id, season=sight.season)


def wanted_of(item: Item, sight: Sight) -> Sequence[int]:
    """Return the episodes of an item that are still worth a search; none for a film."""
    return sight.wanted or item.episode_ids


def is_one(item: Item, sight: Sight) -> bool:
    """Say whether one release brings all that is missing: a film, or a single episode."""
    return not item.episode_ids or len(wanted_of(item, sight)) == 1


def _searches(command: Command, item: Item) -> bool:
    """Say whether a search command is for the item."""
    if command.episode_ids:
        return not set(command.episode_ids).isdisjoint(item.episode_ids)
    return item.media_id in command.media_ids
