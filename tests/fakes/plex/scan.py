"""Reads a library folder as Plex's scanners do: `Title (Year)` folders with video files in them."""

from collections.abc import Iterator
from pathlib import Path
import re

from .model import Episode, Found, Kind

_VIDEOS = frozenset({".mkv", ".mp4", ".avi", ".m4v", ".ts"})
_NAME = re.compile(r"^(?P<title>.+?)(?: \((?P<year>\d{4})\))?$")
_HINT = re.compile(r"[\[{](?P<source>tmdb|imdb|tvdb)(?:id)?-(?P<id>\w+)[\]}]", re.IGNORECASE)
_EPISODE = re.compile(r"s(?P<season>\d{1,2})(?P<numbers>(?:[ ._-]?e\d{1,3})+)", re.IGNORECASE)
_IGNORED = frozenset({"extras", "sample", "samples", "featurettes", "trailers"})


def scan(location: Path, kind: Kind) -> Iterator[Found]:
    """Yield what lies in one folder of a library; what holds no video is not there."""
    if not location.is_dir():
        return
    for folder in sorted(path for path in location.iterdir() if path.is_dir()):
        found = read_folder(folder, kind)
        if found is not None:
            yield found


def read_folder(folder: Path, kind: Kind) -> Found | None:
    """Return what one folder is, None when there is no video for this kind of library in it."""
    videos = tuple(sorted(_videos(folder)))
    name = _HINT.sub("", folder.name).strip()
    match = _NAME.match(name)
    if match is None or not videos:
        return None
    every = (episode for file in videos for episode in _episodes(file))
    episodes = tuple(sorted(every, key=lambda episode: (episode.season, episode.number)))
    if kind is Kind.SHOW and not episodes:
        return None
    return Found(
        title=match["title"],
        year=int(match["year"]) if match["year"] else None,
        folder=folder,
        files=videos,
        episodes=episodes if kind is Kind.SHOW else (),
        hints=tuple(f"{m['source'].lower()}://{m['id']}" for m in _HINT.finditer(folder.name)),
    )


def _videos(folder: Path) -> Iterator[Path]:
    """Yield the video files in a folder and below, without extras and samples."""
    for path in folder.rglob("*"):
        between = path.relative_to(folder).parts[:-1]
        if (
            path.is_file()
            and path.suffix.lower() in _VIDEOS
            and path.stat().st_size
            and not any(part.lower() in _IGNORED for part in between)
        ):
            yield path


def _episodes(file: Path) -> Iterator[Episode]:
    """Yield the episodes a file name tells of; `S01E01E02` is two."""
    match = _EPISODE.search(file.name)
    if match is None:
        return
    for number in re.findall(r"\d+", match["numbers"]):
        yield Episode(season=int(match["season"]), number=int(number), file=file)
