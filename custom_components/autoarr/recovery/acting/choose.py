"""Which release of a search is taken in place of one that failed. Pure."""

from collections.abc import Collection, Iterable, Sequence
import re
from typing import Final

from ...clients.models.servarr import DownloadProtocol, Release
from ..records import Tried
from .same_post import same_post

_NOT_WANTED: Final = re.compile(r".{1,40} is not wanted in profile", re.IGNORECASE)
"""What both apps say of a quality the profile leaves out (QualityAllowedByProfileSpecification).

They look at blocklist, earlier grabs and delay only for what nothing of the kind speaks against.
"""

_UNFIT: Final = frozenset(
    name.casefold()
    for name in (
        "Unknown",
        "WORKPRINT",
        "CAM",
        "TELESYNC",
        "TELECINE",
        "DVDSCR",
        "REGIONAL",
        "BR-DISK",
        "Raw-HD",
    )
)
"""Qualities nobody is content with, whatever their lines: filmed in a cinema, unfinished, or a whole disc."""

_LINES: Final = re.compile(r"(?<![0-9])([0-9]{3,4})p(?![a-z0-9])", re.IGNORECASE)
_SD: Final = 480
_NAMED_SD: Final = ("sdtv", "dvd")

_STEP: Final = 100
"""The weight of a quality in an answer is its place in the order times this, plus its revision."""


def choose_next(
    releases: Iterable[Release],
    tried: Collection[Tried],
    *,
    media_id: int | None = None,
    episodes: Collection[int] = (),
) -> Release | None:
    """Return the first release the service itself would take that was not tried yet.

    `releases` are in the service's order, the best first; with `media_id` and `episodes` only what
    is of that title, and brings all of these episodes, counts.
    """
    for release in releases:
        if release.approved and _usable(release, tried, media_id, episodes):
            return release
    return None


def choose_several(
    releases: Sequence[Release],
    tried: Collection[Tried],
    *,
    media_id: int | None = None,
    missing: Collection[int],
    allowed: Collection[int],
) -> tuple[Release, ...]:
    """Return the releases not tried yet that bring the missing episodes, in the order they are to be grabbed.

    `releases` are in the service's order, the best first, and what is chosen brings no episode twice
    and none but the `allowed` ones. One release that brings all is taken where several leave something out.
    """
    left, free = set(missing), set(allowed)
    chosen: list[Release] = []
    whole: Release | None = None
    for release in releases:
        brings = set(release.episode_ids)
        if not release.approved or brings.isdisjoint(missing) or not brings <= set(allowed):
            continue
        if not _usable(release, tried, media_id, ()):
            continue
        if whole is None and brings.issuperset(missing):
            whole = release
        if brings <= free and not brings.isdisjoint(left):
            chosen.append(release)
            left -= brings
            free -= brings
    return (whole,) if left and whole is not None else tuple(chosen)


def choose_lower(
    releases: Sequence[Release],
    tried: Collection[Tried],
    floor: int,
    *,
    quality: str = "",
    media_id: int | None = None,
    episodes: Collection[int] = (),
) -> Release | None:
    """Return the best release that only its quality speaks against, and that is no better than `quality`.

    `floor` is the least resolution (lines of picture), `quality` the name of the quality that was
    grabbed before; when what is better cannot be told from it, nothing is chosen. It brings none
    but these episodes: what is in the library stays as good as it is.
    """
    lines, weight = lines_of(quality), _weight_of(quality, releases)
    if not lines and weight is None:
        return None
    fit = [
        release
        for release in releases
        if refused_for_quality_only(release)
        and release.quality.casefold() not in _UNFIT
        and release.resolution >= floor
        and (not lines or release.resolution <= lines)
        and (weight is None or release.quality_weight // _STEP <= weight)
        and (not episodes or set(release.episode_ids) <= set(episodes))
        and _usable(release, tried, media_id, episodes)
    ]
    # The first of the best: max keeps the service's order among equals.
    return max(fit, key=lambda release: release.quality_weight // _STEP, default=None)


def refused_for_quality_only(release: Release) -> bool:
    """Say whether nothing but its quality speaks against a release."""
    return (
        not release.approved
        and not release.temporarily_rejected
        and bool(release.rejections)
        and all(_NOT_WANTED.fullmatch(why.strip()) for why in release.rejections)
    )


def lines_of(quality: str) -> int:
    """Return the resolution that the name of a quality tells (lines of picture), 0 when it tells none."""
    if (found := _LINES.search(quality)) is not None:
        return int(found[1])
    return _SD if quality.casefold().startswith(_NAMED_SD) else 0


def _weight_of(quality: str, releases: Iterable[Release]) -> int | None:
    """Return the place of a quality in the order of the service, as far as a release shows it."""
    places = [r.quality_weight // _STEP for r in releases if quality and r.quality == quality]
    return max(places, default=None)


def _usable(
    release: Release, tried: Collection[Tried], media_id: int | None, episodes: Collection[int]
) -> bool:
    """Say whether a release is of what is wanted, comes by usenet and was not tried."""
    return (
        release.download_allowed
        and release.protocol is DownloadProtocol.USENET
        and media_id in (None, release.media_id)
        and (not release.episode_ids or set(episodes) <= set(release.episode_ids))
        and not any(same_post(release, one) for one in tried)
    )
