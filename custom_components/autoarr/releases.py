"""What comes when: the dates of films and episodes, the same title of several instances told once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from .clients.models.airing import Airing
from .clients.models.radarr import Movie
from .clients.radarr import RadarrClient
from .clients.servarr import ServarrClient
from .clients.sonarr import SonarrClient

TITLE_CHARS: Final = 200
MARGIN: Final = timedelta(days=1)
"""Films have dates without a zone, and an episode under way began earlier: more is asked for, then cut."""

SHORTEST: Final = timedelta(minutes=10)
LONGEST: Final = timedelta(hours=12)
UNKNOWN_RUNTIME: Final = timedelta(minutes=30)


class ReleaseKind(StrEnum):
    """What happens on the date."""

    CINEMAS = "cinemas"
    DIGITAL = "digital"
    PHYSICAL = "physical"
    EPISODE = "episode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One date of a title; a film has a day, an episode a time. `key` is the same on every instance."""

    key: str
    kind: ReleaseKind
    title: str
    start: date | datetime
    end: date | datetime
    on_disk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A release with the instances that know it, by name, and whether each has the file."""

    release: Release
    on_disk: Mapping[str, bool]


async def read_releases(client: ServarrClient, start: datetime, end: datetime) -> list[Release]:
    """Ask an instance what comes between two times (aware). Raises ServiceError."""
    if isinstance(client, RadarrClient):
        movies = await client.calendar(start - MARGIN, end + MARGIN)
        return [release for movie in movies for release in of_film(movie)]
    if isinstance(client, SonarrClient):
        return [
            release
            for airing in await client.calendar(start - MARGIN, end)
            for release in of_episode(airing)
        ]
    return []


def of_film(movie: Movie) -> Iterator[Release]:
    """Yield the dates of a film: cinema, digital, disc."""
    year = f" ({movie.year})" if movie.year else ""
    for kind, moment in (
        (ReleaseKind.CINEMAS, movie.in_cinemas),
        (ReleaseKind.DIGITAL, movie.digital_release),
        (ReleaseKind.PHYSICAL, movie.physical_release),
    ):
        if moment is not None and moment.date() < date.max:
            yield Release(
                key=f"tmdb:{movie.tmdb_id}:{kind}",
                kind=kind,
                title=_tidy(movie.title + year),
                start=moment.date(),
                end=moment.date() + timedelta(days=1),
                on_disk=movie.has_file,
            )


def of_episode(airing: Airing) -> Iterator[Release]:
    """Yield when an episode airs; nothing while nobody knows that."""
    episode = airing.episode
    if (start := episode.air_date) is None:
        return
    number = f"S{episode.season_number:02}E{episode.number:02}"
    length = timedelta(minutes=airing.runtime) if airing.runtime > 0 else UNKNOWN_RUNTIME
    yield Release(
        key=f"tvdb:{airing.tvdb_id}:{number}".lower(),
        kind=ReleaseKind.EPISODE,
        title=_tidy(f"{airing.series_title} – {number} {episode.title}"),
        start=start,
        end=start + min(max(length, SHORTEST), LONGEST),
        on_disk=episode.has_file,
    )


def told_once(
    found: Mapping[str, Iterable[Release]], local: Callable[[date], datetime]
) -> list[Dated]:
    """Return the releases of all instances (by name) in order, each once; `local` tells when a day begins."""
    together: dict[str, Dated] = {}
    for instance, releases in found.items():
        for release in releases:
            known = together.get(release.key)
            have = {} if known is None else dict(known.on_disk)
            have[instance] = release.on_disk or have.get(instance, False)
            together[release.key] = Dated(
                release=release if known is None else known.release, on_disk=have
            )
    return sorted(
        together.values(),
        key=lambda one: (moment_of(one.release.start, local), one.release.title, one.release.key),
    )


def within(
    dated: Sequence[Dated], start: datetime, end: datetime, local: Callable[[date], datetime]
) -> list[Dated]:
    """Return what is under way at some time of a span."""
    return [
        one
        for one in dated
        if moment_of(one.release.start, local) < end and moment_of(one.release.end, local) > start
    ]


def moment_of(when: date | datetime, local: Callable[[date], datetime]) -> datetime:
    """Return a time as it is, and of a day when it begins."""
    return when if isinstance(when, datetime) else local(when)


def _tidy(title: str) -> str:
    """Return the words of a service on one line, not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())[:TITLE_CHARS]
