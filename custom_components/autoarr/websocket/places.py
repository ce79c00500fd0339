"""Where rows stand in a list, so that a list which moves up changes no row. Pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

FINEST: Final = 2.0**-20
"""Places that are closer than this are given out anew, all of them."""


def placed(order: Sequence[str], before: Mapping[str, float]) -> dict[str, float]:
    """Return a place for each id, ascending in the order given; as many as can be keep the one they had."""
    kept = _staying([(key, before[key]) for key in order if key in before])
    places: dict[str, float] = {}
    waiting: list[str] = []
    last: float | None = None
    for key in order:
        if key not in kept:
            waiting.append(key)
            continue
        step = _fill(places, waiting, last, before[key])
        if step < FINEST:
            return {one: float(number) for number, one in enumerate(order)}
        waiting = []
        last = places[key] = before[key]
    _fill(places, waiting, last, None)
    return places


def _fill(
    places: dict[str, float], waiting: Sequence[str], low: float | None, high: float | None
) -> float:
    """Give the waiting ids places between two that stay; return how far these are apart."""
    count = len(waiting)
    if low is not None and high is not None:
        step, start = (high - low) / (count + 1), low
    elif high is not None:
        step, start = 1.0, high - count - 1
    else:
        step, start = 1.0, -1.0 if low is None else low
    for number, key in enumerate(waiting, 1):
        places[key] = start + step * number
    return step


def _staying(known: Sequence[tuple[str, float]]) -> frozenset[str]:
    """Return the ids of a longest run of ascending places."""
    tails: list[float] = []
    ends: list[int] = []
    back: list[int] = []
    for index, (_, place) in enumerate(known):
        at = bisect_left(tails, place)
        back.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    found: list[str] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(known[index][0])
        index = back[index]
    return frozenset(found)
