"""What speaks against a release, as the decision engines of Radarr and Sonarr have it. Pure."""

from collections.abc import Callable, Iterable
from typing import Final

from .posts import Listing, Title
from .timeline import MINUTE

CLOSE_IN_TIME: Final = 2 * MINUTE
CLOSE_IN_SIZE: Final = 2 * 1024 * 1024
"""Another indexer's listing is taken for the same post within these (BlocklistService)."""


def rejections(
    listing: Listing,
    have: Callable[[Title], int],
    queued: Callable[[Title], int],
    blocklist: Iterable[Listing],
) -> tuple[str, ...]:
    """Return what speaks against a release.

    `have` and `queued` tell the lines of picture of a title's file and of what is on its way, 0 for none;
    `blocklist` is looked at last: only of what nothing else speaks against.
    """
    reasons: list[str] = []
    lines = listing.post.resolution
    for title in listing.post.titles:
        if lines not in title.profile.allowed:
            reasons.append(f"WEBDL-{lines}p is not wanted in profile")
        if (mine := have(title)) >= title.profile.cutoff:
            reasons.append(f"Existing file meets cutoff: WEBDL-{mine}p")
        elif mine >= lines:
            reasons.append(f"Existing file on disk is of equal or higher preference: WEBDL-{mine}p")
        if (coming := queued(title)) >= lines:
            reasons.append(f"Release in queue is of equal or higher preference: {coming}p")
    if not reasons and any(_same_nzb(row, listing) for row in blocklist):
        reasons.append("Release is blocklisted")
    return tuple(dict.fromkeys(reasons))


def _same_nzb(row: Listing, other: Listing) -> bool:
    """Say whether a release is one of the blocklist: by its name, then by when it was posted and how large it is."""
    if other.name not in row.name:
        return False
    if row.published == other.published:
        return True
    near = abs(row.published - other.published) <= CLOSE_IN_TIME
    alike = abs(row.post.size_bytes - other.post.size_bytes) <= CLOSE_IN_SIZE
    return row.indexer != other.indexer and near and alike
