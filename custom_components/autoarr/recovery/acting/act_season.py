"""One search for several failures of a season that wait for the same thing."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from ..causes import FaultOf
from ..models import Strategy
from .act_job import discard
from .blocklist import blame, clean
from .scene import Deed, Patience, Scene

type Action = Callable[[Scene, datetime, Patience], Awaitable[Deed]]


async def for_season(
    action: Action, strategy: Strategy, scenes: Sequence[Scene], now: datetime, patience: Patience
) -> Deed:
    """Do for each what comes before its search, and search once; raises what the parts raise.

    Blaming and cleaning are harmless when they are done twice: after a crash all of it is begun again.
    """
    first, *others = scenes
    for other in others:
        owner, grab = other.owned()
        if strategy is Strategy.NEXT_RELEASE:
            await blame(other, patience)
            await discard(other, patience)
        elif other.failure.at_fault is not FaultOf.RELEASE:
            await clean(owner, other.failure, grab)
        first.steps.append("prepared")
    return await action(_whole(scenes), now, patience)


def _whole(scenes: Sequence[Scene]) -> Scene:
    """Return the first scene as one for what all of them want."""
    first = scenes[0]
    _, grab = first.owned()
    wanted = tuple(dict.fromkeys(e for scene in scenes for e in scene.sight.wanted))
    everything = replace(grab, item=replace(grab.item, episode_ids=wanted))
    return replace(first, grab=everything, sight=replace(first.sight, wanted=wanted))
