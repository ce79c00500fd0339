"""Picks the quality profile and the root folder a title is added with: pure."""

from collections.abc import Mapping, Sequence
import re
from typing import Final

from ..clients.models.servarr import QualityProfile, RootFolder
from .media import ArrInstance
from .parsed import Quality

ANY: Final = "any"
"""The key of the profile that is used when nobody asked for a quality."""

_UHD_NAME: Final = re.compile(r"4k|uhd|2160|ultra", re.IGNORECASE)


def choose_profile(
    profiles: Sequence[QualityProfile], mapped: Mapping[str, int], quality: Quality | None
) -> QualityProfile | None:
    """Return the profile for a quality, None when no profile allows it.

    A mapped profile is taken unless it does not allow the quality (any more). Without one: the
    profile whose best resolution is the asked one, with the fewest others; else the least that
    allows it. Nothing asked: the one mapped to "any", to 1080p, the only one, or one that ends at
    1080p, whichever is first.
    """
    by_id = {profile.id: profile for profile in profiles}
    for key in (ANY, Quality.FULL_HD) if quality is None else (quality,):
        profile = by_id.get(mapped.get(key, 0))
        if profile is not None and (quality is None or allows(profile, quality)):
            return profile
    if quality is None:
        if len(profiles) <= 1:
            return next(iter(profiles), None)
        return _fitting(profiles, Quality.FULL_HD) or profiles[0]
    return _fitting(profiles, quality)


def allows(profile: QualityProfile | None, quality: Quality) -> bool:
    """Say whether a profile accepts releases of that quality."""
    return profile is not None and quality.lines in _lines(profile)


def assures(profile: QualityProfile, quality: Quality) -> bool:
    """Say whether a profile accepts nothing below that quality."""
    return min(_lines(profile), default=0) >= quality.lines


def meant_for(name: str, quality: Quality) -> bool:
    """Say whether an instance is named for that quality ("Radarr 4K"), or for none."""
    return (quality is Quality.UHD) == bool(_UHD_NAME.search(name))


def choose_root_folder(
    folders: Sequence[RootFolder], instance: ArrInstance, *, anime: bool
) -> tuple[str | None, str | None]:
    """Return the root folder a title goes to, or None and the chosen folder that is gone (or None).

    Without a choice: the accessible folder with the most free space.
    """
    defaults = instance.defaults
    wanted = (defaults.anime_root_folder if anime else None) or defaults.root_folder
    if wanted:
        path = next((one.path for one in folders if same_path(one.path, wanted)), None)
        return path, None if path is not None else wanted
    usable = [folder for folder in folders if folder.accessible]
    best = max(usable, key=lambda folder: folder.free_bytes or 0, default=None)
    return (None if best is None else best.path), None


def _fitting(profiles: Sequence[QualityProfile], quality: Quality) -> QualityProfile | None:
    """Return the profile that suits a quality best, None when none allows it."""
    allowing = [profile for profile in profiles if quality.lines in _lines(profile)]
    return min(
        allowing,
        key=lambda profile: (max(_lines(profile)), len(_lines(profile)), profile.id),
        default=None,
    )


def _lines(profile: QualityProfile) -> frozenset[int]:
    """Return the resolutions of a profile; those of DVDs count as 480p."""
    return frozenset(480 if lines == 576 else lines for lines in profile.resolutions)


def same_path(one: str, other: str) -> bool:
    """Say whether two paths are the same but for a slash at the end."""
    return one.rstrip("/\\") == other.rstrip("/\\")
