"""How large files of each quality are, in MB a minute: https://trash-guides.info, as published in August 2026."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """One table: the smallest size of each quality, and what is preferred and the most of all of them."""

    preferred: float
    most: float
    """Shown as "unlimited" by the service."""
    least: Mapping[str, float]


_SD: Final = (
    "SDTV",
    "DVD",
    "DVD-R",
    "WEBDL-480p",
    "WEBRip-480p",
    "Bluray-480p",
    "Bluray-576p",
)
_MOVIE: Final[Mapping[str, float]] = {
    "HDTV-720p": 17.1,
    "WEBDL-720p": 12.5,
    "WEBRip-720p": 12.5,
    "Bluray-720p": 25.7,
    "HDTV-1080p": 33.8,
    "WEBDL-1080p": 12.5,
    "WEBRip-1080p": 12.5,
    "Bluray-1080p": 50.8,
    "Remux-1080p": 102,
    "HDTV-2160p": 85,
    "WEBDL-2160p": 34.5,
    "WEBRip-2160p": 34.5,
    "Bluray-2160p": 102,
    "Remux-2160p": 187.4,
}
_SERIES: Final[Mapping[str, float]] = {
    "HDTV-720p": 10,
    "WEBDL-720p": 10,
    "WEBRip-720p": 10,
    "Bluray-720p": 17.1,
    "HDTV-1080p": 15,
    "WEBDL-1080p": 15,
    "WEBRip-1080p": 15,
    "Bluray-1080p": 50.4,
    "Bluray-1080p Remux": 69.1,
    "HDTV-2160p": 25,
    "WEBDL-2160p": 25,
    "WEBRip-2160p": 25,
    "Bluray-2160p": 94.6,
    "Bluray-2160p Remux": 187.4,
}
_ANIME: Final = 5.0
"""Drawn pictures compress well, so every quality may be this small."""

TABLES: Final[Mapping[str, Sizes]] = {
    "movie": Sizes(preferred=1999, most=2000, least=_MOVIE),
    "movie_anime": Sizes(preferred=1999, most=2000, least=dict.fromkeys((*_SD, *_MOVIE), _ANIME)),
    "series": Sizes(preferred=995, most=1000, least=_SERIES),
    "series_anime": Sizes(preferred=995, most=1000, least=dict.fromkeys((*_SD, *_SERIES), _ANIME)),
}
