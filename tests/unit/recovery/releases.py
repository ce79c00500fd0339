"""Builders of what a search and a manual import list, for the tests of recovery."""

from datetime import datetime, timedelta

from custom_components.autoarr.clients.models.servarr import (
    DownloadProtocol,
    ImportCandidate,
    Release,
)
from custom_components.autoarr.recovery.records import Tried
from tests.support.clock import START

from .builders import MOVIE

GIGABYTE = 1024**3
POSTED = START - timedelta(days=3)
NOT_WANTED = "WEBDL-720p is not wanted in profile"


def release(title: str = "Dune.2021.1080p.WEB-DL-ONE", **fields: object) -> Release:
    """Return an approved release of the film."""
    values: dict[str, object] = {
        "guid": f"https://indexer.example/details/{title}",
        "indexer_id": 1,
        "indexer": "Indexer",
        "title": title,
        "quality": "WEBDL-1080p",
        "resolution": 1080,
        "quality_weight": 1501,
        "custom_format_score": 0,
        "size_bytes": 4 * GIGABYTE,
        "age_minutes": 60.0,
        "publish_date": POSTED,
        "protocol": DownloadProtocol.USENET,
        "approved": True,
        "rejected": False,
        "temporarily_rejected": False,
        "download_allowed": True,
        "rejections": (),
        "languages": ("English",),
        "media_id": MOVIE.media_id,
        "full_season": False,
    }
    return Release(**(values | fields))  # type: ignore[arg-type]


def unwanted(title: str = "Dune.2021.720p.WEB-DL-TWO", **fields: object) -> Release:
    """Return a release that only its quality speaks against."""
    values: dict[str, object] = {
        "quality": "WEBDL-720p",
        "resolution": 720,
        "quality_weight": 1001,
        "approved": False,
        "rejected": True,
        "rejections": (NOT_WANTED,),
        "publish_date": POSTED - timedelta(days=1),
        "size_bytes": 2 * GIGABYTE,
    }
    return release(title, **(values | fields))


def tried(
    title: str = "Dune.2021.1080p.WEB-DL-ONE",
    *,
    guid: str = "",
    published: datetime | None = POSTED,
    size_bytes: int = 4 * GIGABYTE,
) -> Tried:
    """Return a release as it is remembered."""
    return Tried(guid=guid, title=title, published=published, size_bytes=size_bytes)


def candidate(name: str = "dune.mkv", **fields: object) -> ImportCandidate:
    """Return a file that is of the film and has nothing against it."""
    values: dict[str, object] = {
        "path": f"/downloads/{name}",
        "name": name,
        "folder_name": "Dune",
        "size_bytes": 4 * GIGABYTE,
        "media_id": MOVIE.media_id,
        "episode_ids": (),
        "quality": {"quality": {"name": "WEBDL-1080p"}},
        "languages": (),
        "release_group": "GRP",
        "download_id": "nzo1",
        "indexer_flags": 0,
        "release_type": "",
        "rejections": (),
    }
    return ImportCandidate(**(values | fields))  # type: ignore[arg-type]
