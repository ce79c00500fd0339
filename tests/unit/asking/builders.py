"""Builders of failures that wait for a person, and strategies for any of them."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Grab,
    Item,
    Strategy,
)
from tests.support.clock import START

NOW = START


def grab(
    *,
    label: str = "Dune (2021)",
    kind: ServiceKind = ServiceKind.RADARR,
    instance: str = "radarr",
    media: int = 1,
    episodes: tuple[int, ...] = (),
) -> Grab:
    """Return the grab of a film, or of episodes of a series."""
    return Grab(
        item=Item(instance=instance, kind=kind, media_id=media, episode_ids=episodes),
        download_id="SABnzbd_nzo_x",
        history_id=1,
        source_title="Some.Release-GRP",
        grabbed_at=NOW,
        correlation=f"{instance}:{media}",
        label=label,
        indexer="An indexer",
    )


def episode(number: int, *, season: int = 2, series: int = 7) -> Grab:
    """Return the grab of one episode of a series."""
    return grab(
        label=f"Severance S{season:02}E{number:02}",
        kind=ServiceKind.SONARR,
        instance="sonarr",
        media=series,
        episodes=(number,),
    )


def asked(key: str = "a", **changes: Any) -> Failure:
    """Return a failure that waits for a person."""
    kind = changes.pop("kind", Kind.NOT_ON_SERVERS)
    values: dict[str, Any] = {
        "key": key,
        "sabnzbd": "sabnzbd",
        "jobs": (f"SABnzbd_nzo_{key}",),
        "name": f"Release.{key}-GRP",
        "cause": KINDS[kind].cause,
        "kind": kind,
        "at_fault": KINDS[kind].at_fault,
        "first_seen": NOW,
        "state": FailureState.ASKED,
        "proposed": Strategy.NEXT_RELEASE,
        "reason": Reason.RELEASE_AT_FAULT,
        "grab": grab(),
    }
    return Failure(**values | changes)


@st.composite
def failures(draw: st.DrawFn, /, **fixed: Any) -> Failure:
    """Return any failure there can be."""
    kind = draw(st.sampled_from(Kind))
    number = draw(st.integers(0, 5))
    film = grab(media=number)
    part = episode(number, season=draw(st.integers(1, 3)), series=draw(st.integers(1, 2)))
    return asked(
        **{
            "key": f"k{draw(st.integers(0, 40))}",
            "kind": kind,
            "sabnzbd": draw(st.sampled_from(["sabnzbd", "other"])),
            "at_fault": draw(st.sampled_from(FaultOf)),
            "state": draw(st.sampled_from(FailureState)),
            "baseline": draw(st.booleans()),
            "paused": draw(st.booleans()),
            "blocked": draw(st.booleans()),
            "proposed": draw(st.sampled_from([None, *ACTING])),
            "reason": draw(st.sampled_from(Reason)),
            "suggested": draw(st.sampled_from([None, *Cause])),
            "first_seen": NOW - draw(st.timedeltas(timedelta(), timedelta(days=5))),
            "size_bytes": draw(st.integers(0, 10**11)),
            "grab": draw(st.sampled_from([film, part, None])),
        }
        | fixed
    )


def distinct(**fixed: Any) -> st.SearchStrategy[list[Failure]]:
    """Return lists of failures, each with a key of its own."""
    return st.lists(failures(**fixed), max_size=12, unique_by=lambda one: one.key)
