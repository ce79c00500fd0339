"""Searching through a Radarr or Sonarr: what it is searching for, and the list of what the indexers have."""

from collections.abc import Sequence
from typing import Final

from ...clients.models.servarr import Command, Release
from ...clients.radarr import RadarrClient
from ..deciding.sight import Sight
from ..models import Item
from ..targets import ServarrTarget

SEARCHES: Final = frozenset({"MoviesSearch", "EpisodeSearch", "SeasonSearch", "SeriesSearch"})


async def searches_of(target: ServarrTarget, item: Item) -> tuple[Command, ...]:
    """Return the search commands for an item that the service still remembers; raises ServiceError."""
    return tuple(
        command
        for command in await target.client.commands()
        if command.name in SEARCHES and _searches(command, item)
    )


async def releases_for(target: ServarrTarget, item: Item, sight: Sight) -> list[Release]:
    """Return what the indexers have of a film, of an episode, or of the seasons of several; one hit for each.

    What Sonarr lists of a season are its packs and its single episodes. Raises ServiceError.
    """
    client = target.client
    if isinstance(client, RadarrClient):
        return await client.releases(item.media_id)
    wanted = wanted_of(item, sight)
    if len(wanted) == 1:
        return await client.releases(episode_id=wanted[0])
    found: list[Release] = []
    for season in sight.seasons:
        found += await client.releases(series_id=item.media_id, season=season)
    return found


def wanted_of(item: Item, sight: Sight) -> Sequence[int]:
    """Return the episodes of an item that are still worth a search; none for a film."""
    return sight.wanted or item.episode_ids


def _searches(command: Command, item: Item) -> bool:
    """Say whether a search command is for the item."""
    if command.episode_ids:
        return not set(command.episode_ids).isdisjoint(item.episode_ids)
    return item.media_id in command.media_ids
