"""Whether a release is the very post that was tried before, under another name or at another indexer. Pure."""

from datetime import timedelta
from typing import Final

from ...clients.models.servarr import Release
from ...journal.redact import redact
from ..records import Tried

CLOSE_IN_TIME: Final = timedelta(minutes=2)
CLOSE_IN_SIZE: Final = 2 * 1024 * 1024
"""Two lists of one post agree so far; Radarr's and Sonarr's blocklist (BlocklistService) allows as much."""

_EXTENSION: Final = ".nzb"


def same_post(release: Release, tried: Tried) -> bool:
    """Say whether a release is a post that was tried.

    It is by its guid, by when and how large it was posted, or by its name and its size; of what is
    only known by name, as on a blocklist, the name is enough.
    """
    if tried.guid and post_guid(release.guid) == tried.guid:
        return True
    alike = _alike(release.size_bytes, tried.size_bytes)
    if alike and _together(release, tried):
        return True
    named = same_name(release.title, tried.title)
    return named and (alike or not release.size_bytes or not tried.size_bytes)


def post_guid(guid: str) -> str:
    """Return a guid as it may be kept: some indexers write the key of the account into it."""
    return redact(guid)


def same_name(one: str, other: str) -> bool:
    """Say whether two names differ at most in case and punctuation."""
    name = _plain(one)
    return bool(name) and name == _plain(other)


def _plain(name: str) -> str:
    """Return the letters and digits of a name."""
    bare = name.casefold().strip().removesuffix(_EXTENSION)
    return "".join(character for character in bare if character.isalnum())


def _alike(one: int, other: int) -> bool:
    """Say whether two sizes (bytes, 0 for unknown) may be of one post."""
    return bool(one and other) and abs(one - other) <= CLOSE_IN_SIZE


def _together(release: Release, tried: Tried) -> bool:
    """Say whether both were posted at one time."""
    if release.publish_date is None or tried.published is None:
        return False
    return abs(release.publish_date - tried.published) <= CLOSE_IN_TIME
