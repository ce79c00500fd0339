"""How a Radarr or Sonarr is to add titles: what it offers, what is asked, what is clear without asking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import re
from typing import Any, Final

from ..clients.models.servarr import QualityProfile
from ..clients.servarr import ServarrClient
from ..const import (
    CONF_ANIME_ROOT_FOLDER,
    CONF_IS_DEFAULT,
    CONF_MINIMUM_AVAILABILITY,
    CONF_PROFILES,
    CONF_ROOT_FOLDER,
    CONF_TAGS,
    DEFAULT_MINIMUM_AVAILABILITY,
)
from ..requests.parsed import Quality
from ..requests.profiles import ANY, allows, choose_profile
from .connection import Refused

QUALITIES: Final = (*Quality, ANY)
_TAG: Final = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What an instance offers to choose from; neither profiles nor root folders are empty."""

    profiles: tuple[QualityProfile, ...]
    root_folders: tuple[str, ...]
    tags: tuple[str, ...]

    def choices(self, quality: str) -> tuple[QualityProfile, ...]:
        """Return the profiles that accept a quality; none when this instance cannot deliver it."""
        if quality == ANY:
            return self.profiles
        return tuple(profile for profile in self.profiles if allows(profile, Quality(quality)))

    def suggested_profile(self, quality: str) -> int | None:
        """Return the profile a request would take if nobody chose one."""
        asked = None if quality == ANY else Quality(quality)
        profile = choose_profile(self.profiles, {}, asked)
        return profile.id if profile else None

    def asked_qualities(self) -> tuple[str, ...]:
        """Return the qualities for which several profiles would do."""
        return tuple(quality for quality in QUALITIES if len(self.choices(quality)) > 1)

    def asks(self) -> bool:
        """Return whether anything has to be chosen by a person."""
        return bool(self.asked_qualities()) or len(self.root_folders) > 1


async def read_library(client: ServarrClient, *, keep: str | None = None) -> Library:
    """Read what an instance offers; root folders it cannot reach are left out, except the one in use.

    Raises `Refused` when nothing could be added for want of a profile or a root folder, `ServiceError`
    when the service cannot be read.
    """
    profiles = await client.quality_profiles()
    folders = await client.root_folders()
    if not profiles:
        raise Refused("no_quality_profile")
    if not folders:
        raise Refused("no_root_folder")
    reachable = [folder.path for folder in folders if folder.accessible or folder.path == keep]
    return Library(
        profiles=tuple(profiles),
        root_folders=tuple(reachable or [folder.path for folder in folders]),
        tags=tuple(sorted(tag.label for tag in await client.tags())),
    )


def suggestions(library: Library, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of the subentry as far as it is clear: what was stored and still exists, else the best guess."""
    former = stored.get(CONF_PROFILES, {})
    profiles = {
        quality: former[quality]
        if any(profile.id == former.get(quality) for profile in library.choices(quality))
        else suggested
        for quality in QUALITIES
        if (suggested := library.suggested_profile(quality)) is not None
    }
    anime = stored.get(CONF_ANIME_ROOT_FOLDER)
    root = stored.get(CONF_ROOT_FOLDER)
    return {
        CONF_PROFILES: profiles,
        CONF_ROOT_FOLDER: root if root in library.root_folders else library.root_folders[0],
        CONF_ANIME_ROOT_FOLDER: anime if anime in library.root_folders else None,
        CONF_MINIMUM_AVAILABILITY: stored.get(
            CONF_MINIMUM_AVAILABILITY, DEFAULT_MINIMUM_AVAILABILITY
        ),
        CONF_TAGS: list(stored.get(CONF_TAGS, ())),
        CONF_IS_DEFAULT: stored.get(CONF_IS_DEFAULT, False),
    }


def clean_tags(labels: Sequence[str]) -> list[str]:
    """Return labels as the *arr write them, without doubles; raises `Refused` for one they would not take."""
    cleaned = list(dict.fromkeys("-".join(label.lower().split()) for label in labels))
    for label in cleaned:
        if not _TAG.fullmatch(label):
            raise Refused("invalid_tag")
    return cleaned
