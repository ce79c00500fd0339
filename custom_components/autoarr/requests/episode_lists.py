"""Holds the episodes asked for against Sonarr's list, for series that are in its library."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ..clients.errors import ServiceError
from ..clients.models.sonarr import Episode
from ..clients.sonarr import SonarrClient
from .media import ArrInstance, Choice, Note, Scope
from .scoping import no_such_episode


async def check_episodes(
    choice: Choice, instances: Sequence[ArrInstance], *, now: datetime, deadline: float
) -> Choice | Note:
    """Return the choice with what the list tells of its episodes, or that there are none such.

    Without a list (a series that is not in the library, a Sonarr that does not answer) the choice
    stays as it is: whoever adds it looks again.
    """
    if choice.scope is not Scope.EPISODES or choice.media_id is None or not choice.seasons:
        return choice
    client = next((one.client for one in instances if one.ref.id == choice.instance_id), None)
    if not isinstance(client, SonarrClient):
        return choice
    try:
        async with asyncio.timeout(deadline):
            listed = await client.episodes(choice.media_id, choice.seasons[0])
    except ServiceError, TimeoutError:
        return choice
    return judge(choice, listed, now)


def judge(choice: Choice, listed: Sequence[Episode], now: datetime) -> Choice | Note:
    """Return the choice with what a list of episodes tells, or that some of them do not exist."""
    season = choice.seasons[0]
    by_number = {one.number: one for one in listed if one.season_number == season}
    if not by_number:
        return choice
    unknown = [number for number in choice.episodes if number not in by_number]
    if unknown:
        return no_such_episode(choice, season, unknown, tuple(by_number))
    wanted = [by_number[number] for number in choice.episodes]
    if wanted and all(one.has_file for one in wanted):
        filled = {"title": choice.label, "instance": choice.instance_name}
        return replace(choice, there=Note(key="already_available", placeholders=filled))
    dates = [one.air_date for one in wanted]
    if dates and all(when is None or when > now for when in dates):
        first = min((when for when in dates if when is not None), default=None)
        day = None if first is None else first.date()
        return replace(choice, released=False, release_date=day)
    return replace(choice, released=True, release_date=None)
