"""The quality profiles of Radarr and Sonarr, read: what each allows and scores, and which of them something uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from ...journal.ports import JsonObject, JsonValue
from ..estate import ServiceSnapshot
from .arr import children, number
from .base import once, rows

NAME: Final = "qualityprofile"
UNWANTED: Final = frozenset(
    {
        "workprint",
        "cam",
        "telesync",
        "telecine",
        "regional",
        "dvdscr",
        "br-disk",
        "raw-hd",
    }
)
"""Never a goal to upgrade to, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line of a profile: a quality, or a group of equal ones; worst first, as the services list them."""

    id: int | None
    names: tuple[str, ...]
    ids: tuple[int, ...]
    allowed: bool

    @property
    def good(self) -> bool:
        """Whether it is allowed and worth upgrading to."""
        return self.allowed and any(name.casefold() not in UNWANTED for name in self.names)


class Scored(NamedTuple):
    """One custom format in a profile, and which of its formats it is."""

    place: int
    format: int
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One profile, read."""

    row: JsonObject
    lines: tuple[Choice, ...]
    named: Mapping[str, Scored]
    """Its custom formats by name, in small letters."""
    first: Mapping[float, Scored]
    """The first custom format of each score."""
    together: float
    """All positive scores."""


@once
def profiles(service: ServiceSnapshot) -> tuple[Profile, ...]:
    """Return the quality profiles of a Radarr or Sonarr; raises CannotJudge."""
    return tuple(_profile(row) for row in rows(service, NAME))


@once
def in_use(service: ServiceSnapshot) -> tuple[Profile, ...]:
    """Return the quality profiles that something uses, all where that is not known; raises CannotJudge.

    Services come with profiles of their own that many people never use.
    """
    used = service.used_profiles
    if used is None:
        return profiles(service)
    lists = service.documents.get("importlist")
    if not isinstance(lists, list):
        return profiles(service)
    asked = {row.get("qualityProfileId") for row in lists if isinstance(row, dict)}
    return tuple(one for one in profiles(service) if one.row.get("id") in used | asked)


def counts(service: ServiceSnapshot, name: str, row: JsonObject) -> bool:
    """Say whether a row of a table is judged: a quality profile only where something uses it."""
    return name != NAME or any(row.get("id") == one.row.get("id") for one in in_use(service))


def _profile(row: JsonObject) -> Profile:
    """Read one profile."""
    named: dict[str, Scored] = {}
    first: dict[float, Scored] = {}
    together = 0.0
    for place, item in enumerate(children(row, "formatItems")):
        identity, score = item.get("format"), number(item.get("score"))
        if isinstance(identity, bool) or not isinstance(identity, int) or score is None:
            continue
        one = Scored(place, identity, str(item.get("name") or identity), score)
        named.setdefault(one.name.casefold(), one)
        first.setdefault(score, one)
        if score > 0:
            together += score
    return Profile(row=row, lines=tuple(choices(row)), named=named, first=first, together=together)


def choices(profile: Mapping[str, JsonValue]) -> list[Choice]:
    """Return the lines of a profile."""
    return [_choice(item) for item in children(profile, "items")]


def _choice(item: JsonObject) -> Choice:
    """Read one line."""
    inner = list(children(item, "items"))
    qualities = [
        quality
        for one in (inner or [item])
        if isinstance(quality := one.get("quality"), dict)
        and (not inner or one.get("allowed") is not False)
    ]
    own = item.get("id") if inner else next((q.get("id") for q in qualities), None)
    return Choice(
        id=own if isinstance(own, int) else None,
        names=tuple(str(quality.get("name")) for quality in qualities),
        ids=tuple(found for q in qualities if isinstance(found := q.get("id"), int)),
        allowed=item.get("allowed") is True,
    )
