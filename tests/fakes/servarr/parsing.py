"""Reading release titles: enough of what the real parsers do for the posts the fakes deal in."""

from dataclasses import dataclass
from pathlib import PurePath
import re
import unicodedata

VIDEO = frozenset({".mkv", ".mp4", ".avi", ".m4v", ".ts", ".wmv", ".mov", ".mpg"})

_EPISODES = re.compile(r"\bS(?P<season>\d{1,4})(?P<episodes>(?:-?E\d{1,4})+)\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:S|Season )(?P<season>\d{1,2})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<=\s)\(?(?P<year>(?:19|20)\d{2})\)?(?=\s|$)")
_RESOLUTION = re.compile(r"\b(2160|1080|720|576|480)[pi]\b|\b4K\b", re.IGNORECASE)
_SOURCES = (
    ("Remux", re.compile(r"\bremux\b", re.IGNORECASE)),
    ("Bluray", re.compile(r"\b(?:blu-?ray|bdrip|brrip|bd)\b", re.IGNORECASE)),
    ("WEBRip", re.compile(r"\bweb-?rip\b", re.IGNORECASE)),
    ("WEBDL", re.compile(r"\bweb(?:[- ]?dl)?\b", re.IGNORECASE)),
    ("HDTV", re.compile(r"\bhdtv\b", re.IGNORECASE)),
    ("DVD", re.compile(r"\bdvd(?:rip)?\b", re.IGNORECASE)),
)
_PLACE = re.compile(r"\b(?:2160|1080|720|576|480)[pi]\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a release title says; `episodes` is empty for films and season packs."""

    text: str
    title: str
    year: int | None
    season: int | None
    episodes: tuple[int, ...]
    quality: str
    group: str | None


def clean(title: str) -> str:
    """Return a title without case, accents, punctuation and a leading article, for comparison."""
    plain = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", " ", plain.decode().lower().replace("'", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def slug(title: str) -> str:
    """Return a title as it stands in addresses."""
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", title).lower()).strip("-")


def safe_name(title: str) -> str:
    """Return a title as a folder or file name."""
    return re.sub(r'[\\/:*?"<>|]+', "", title).strip(" .") or "Unknown"


def parse(text: str) -> Parsed | None:
    """Read a release title; None when it has no year, season or quality to tell a title from noise."""
    stem = text.removesuffix(PurePath(text).suffix) if PurePath(text).suffix in VIDEO else text
    group = stem.rpartition("-")[2] if re.search(r"-[A-Za-z0-9]+$", stem) else None
    words = re.sub(r"[._]+", " ", stem).strip()
    season, episodes, end = None, tuple[int, ...](), None
    if found := _EPISODES.search(words):
        season, end = int(found["season"]), found.start()
        episodes = tuple(int(n) for n in re.findall(r"\d+", found["episodes"]))
    elif found := _SEASON.search(words):
        season, end = int(found["season"]), found.start()
    year = None
    # The last year before the quality is the year; an earlier one belongs to the title (2012, 1917).
    limit = place.start() if (place := _PLACE.search(words)) else len(words)
    years = [y for y in _YEAR.finditer(words[:limit]) if end is None or y.start() < end]
    if years:
        year = int(years[-1]["year"])
        end = years[-1].start()
    if end is None and not place:
        return None
    if end is None:
        end = limit
    title = words[:end].strip(" -(")
    if not title:
        return None
    return Parsed(
        text=text,
        title=title,
        year=year,
        season=season,
        episodes=episodes,
        quality=_quality(words),
        group=group,
    )


def _quality(words: str) -> str:
    """Return the name of the quality a title speaks of, or Unknown."""
    found = _RESOLUTION.search(words)
    source = next((name for name, pattern in _SOURCES if pattern.search(words)), None)
    if found is None:
        return {"DVD": "DVD", "HDTV": "SDTV"}.get(source or "", "Unknown")
    resolution = int(found[1] or 2160)
    if source == "Remux":
        return f"Remux-{resolution}p"
    if source == "DVD":
        return "DVD"
    if source is None:
        return f"HDTV-{resolution}p" if resolution >= 720 else "SDTV"
    if source == "HDTV" and resolution < 720:
        return "SDTV"
    return f"{source}-{resolution}p"
