"""Reads what the *arr know about a title into candidates that can be compared."""

from collections.abc import Iterable
from datetime import date, datetime
import math
from typing import Final

from ..clients.models.radarr import Movie, MovieStatus
from ..clients.models.servarr import Rating
from ..clients.models.sonarr import Season, Series, SeriesStatus, SeriesType
from .media import Candidate, MediaRef, SeasonFact
from .parsed import MediaType

_TITLE_CHARS: Final = 200
_OVERVIEW_CHARS: Final = 300
_MAX_TITLES: Final = 40
_MAX_SEASONS: Final = 200
_POPULAR_FILM: Final = 2.5
"""log10 of a TMDB popularity (about 300) that only the best known films have."""

_POPULAR_SERIES: Final = 4.5
"""log10 of a number of votes (about 30,000) that only the best known series have."""

_UNKNOWN: Final = 0.5


def film(movie: Movie, *, instance_id: str, rank: int, now: datetime) -> Candidate:
    """Return a film of Radarr as a candidate; `rank` is its place in the lookup, from 0."""
    released, release_date = _film_release(movie, now)
    return Candidate(
        media=MediaRef(
            media_type=MediaType.MOVIE,
            title=movie.title[:_TITLE_CHARS],
            year=movie.year or None,
            tmdb_id=movie.tmdb_id,
            imdb_id=movie.imdb_id,
        ),
        instance_id=instance_id,
        rank=rank,
        media_id=movie.id,
        other_titles=_capped((movie.original_title, *movie.alternate_titles)),
        other_years=() if movie.secondary_year is None else (movie.secondary_year,),
        prominence=_prominence(movie.popularity, _POPULAR_FILM),
        overview=movie.overview[:_OVERVIEW_CHARS],
        poster_url=movie.poster_url,
        monitored=movie.monitored,
        has_file=movie.has_file,
        released=released,
        release_date=release_date,
        profile_id=movie.quality_profile_id,
    )


def series(found: Series, *, instance_id: str, rank: int, now: datetime) -> Candidate:
    """Return a series of Sonarr as a candidate; `rank` is its place in the lookup, from 0."""
    first = found.first_aired
    released = found.status is not SeriesStatus.UPCOMING and (first is None or first <= now)
    return Candidate(
        media=MediaRef(
            media_type=MediaType.TV,
            title=found.title[:_TITLE_CHARS],
            year=found.year or None,
            tmdb_id=found.tmdb_id,
            tvdb_id=found.tvdb_id,
            imdb_id=found.imdb_id,
        ),
        instance_id=instance_id,
        rank=rank,
        media_id=found.id,
        other_titles=_capped(found.alternate_titles),
        prominence=_votes(found.rating),
        overview=found.overview[:_OVERVIEW_CHARS],
        poster_url=found.poster_url,
        monitored=found.monitored,
        has_file=found.statistics is not None and found.statistics.episode_file_count > 0,
        released=released,
        release_date=None if released or first is None else first.date(),
        profile_id=found.quality_profile_id,
        seasons=tuple(_season(season) for season in found.seasons[:_MAX_SEASONS]),
        anime=found.series_type is SeriesType.ANIME,
        series_type=str(found.series_type),
    )


def _season(season: Season) -> SeasonFact:
    """Return what is known of a season."""
    facts = season.statistics
    if facts is None:
        return SeasonFact(number=season.number, monitored=season.monitored)
    return SeasonFact(
        number=season.number,
        monitored=season.monitored,
        files=facts.episode_file_count,
        missing=max(0, facts.episode_count - facts.episode_file_count),
    )


def _film_release(movie: Movie, now: datetime) -> tuple[bool, date | None]:
    """Return whether a film is out on disc or stream, and when it will be (or was in cinemas)."""
    home = [when for when in (movie.digital_release, movie.physical_release) if when is not None]
    if movie.status is MovieStatus.RELEASED or any(when <= now for when in home):
        return True, None
    coming = min(home, default=None) or movie.in_cinemas
    return False, None if coming is None else coming.date()


def _capped(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the titles, neither too many nor too long: services are not trusted."""
    return tuple(title[:_TITLE_CHARS] for title in list(titles)[:_MAX_TITLES])


def _prominence(popularity: float, most: float) -> float:
    """Return how well known a title is, 0 to 1; the middle when nobody tells."""
    if not math.isfinite(popularity) or popularity <= 0:
        return _UNKNOWN
    return min(1.0, math.log10(1 + popularity) / most)


def _votes(rating: Rating | None) -> float:
    """Return how well known a series is, 0 to 1."""
    return _UNKNOWN if rating is None else _prominence(float(rating.votes), _POPULAR_SERIES)
