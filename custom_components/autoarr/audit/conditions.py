"""Whether a rule is about a service as it stands: its version, its mode, what is known of the estate; pure."""

import re
from typing import Final

from .estate import Estate, ServiceSnapshot
from .facts import FACTS
from .models import Certainty, When

_BOUND: Final = re.compile(r"(?P<sign>>=|<=|>|<|==)(?P<version>\d+(?:\.\d+)*)")
_LEADING: Final = re.compile(r"\d+(?:\.\d+)*")

type Version = tuple[int, ...]


class RangeError(ValueError):
    """A range of versions is not written as ranges are."""


def applies(when: When, estate: Estate, service: ServiceSnapshot) -> Certainty:
    """Say whether all conditions hold; one that does not decides, even where another is unknown."""
    return min(_certainties(when, estate, service), default=Certainty.YES)


def _certainties(when: When, estate: Estate, service: ServiceSnapshot) -> list[Certainty]:
    """Return what is known of each condition."""
    known: list[Certainty] = []
    if when.versions:
        known.append(within(service.version, when.versions))
    if when.mode:
        mode = estate.modes.get(service.ref.id, "assist")
        known.append(Certainty.YES if mode == when.mode else Certainty.NO)
    for name in when.facts:
        fact = FACTS[name.removeprefix("!")](estate, service)
        if fact is None:
            known.append(Certainty.UNKNOWN)
        else:
            known.append(Certainty.YES if fact is not name.startswith("!") else Certainty.NO)
    return known


def within(version: str, versions: str) -> Certainty:
    """Say whether a version lies in a range such as `>=4.5 <6`; raises RangeError."""
    bounds = bounds_of(versions)
    found = _LEADING.match(version.strip().removeprefix("v"))
    if found is None:
        return Certainty.UNKNOWN
    present = _numbers(found[0])
    return Certainty.YES if all(_meets(present, *bound) for bound in bounds) else Certainty.NO


def bounds_of(versions: str) -> list[tuple[str, Version]]:
    """Return the bounds of a range; raises RangeError."""
    bounds: list[tuple[str, Version]] = []
    for part in versions.split():
        found = _BOUND.fullmatch(part)
        if found is None:
            raise RangeError(f"{part!r} is not a bound such as >=4.5")
        bounds.append((found["sign"], _numbers(found["version"])))
    return bounds


def _meets(present: Version, sign: str, bound: Version) -> bool:
    """Compare as far as the shorter one goes is not enough: 4.5 is 4.5.0."""
    size = max(len(present), len(bound))
    left = present + (0,) * (size - len(present))
    right = bound + (0,) * (size - len(bound))
    match sign:
        case ">=":
            return left >= right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case "<":
            return left < right
        case _:
            return left == right


def _numbers(version: str) -> Version:
    """Return a version as numbers."""
    return tuple(int(part) for part in version.split("."))
