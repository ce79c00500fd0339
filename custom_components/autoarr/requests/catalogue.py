"""Reads what the *arr know about a title into candidates that can be compared."""

from collections.abc import Iterable, Iterator
from datetime import datetime
import math
from typing import Final

from ..clients.models.radarr import Movie, MovieStatus
from ..clients.models.servarr import Rating
from ..clients.models.sonarr import Season, Series, SeriesStatus, SeriesType
from .media import Candidate, MediaRef, SeasonFact
from .parsed import MediaType
from .titles import shown

_TITLE_CHARS: Final = 200
_OVERVIEW_CHARS: Final = 300
_WORD_CHARS: Final = 60
_MAX_TITLES: Final = 40
_MAX_SEASONS: Final = 200
_LAST_SEASON: Final = 9_999
_YEARS: Final = range(1870, 2200)
_MAX_VOTES: Final = 10**9
_ANIME: Final = "anime"
_ANIMATION: Final = "animation"
_JAPANESE: Final = "japanese"
_POPULAR_FILM: Final = 2.5
"""log10 of a TMDB popularity (about 300) that only the best known films have."""

_POPULAR_SERIES: Final = 4.5
"""log10 of a number of votes (about 30,000) that only the best known series have."""

_UNKNOWN: Final = 0.5


def film(movie: Movie, *, instance_id: str, rank: int, now: datetime) -> Candidate:
    """Return a film of Radarr as a candidate; `rank` is its place in the lookup, from 0."""
    home = [when for when in (movie.digital_release, movie.physical_release) if when is not None]
    first_home = min(home, default=None)
    released = movie.status is MovieStatus.RELEASED or any(when <= now for when in home)
    in_cinemas = movie.in_cinemas is not None and movie.in_cinemas <= now
    coming = None if released else first_home or movie.in_cinemas
    return Candidate(
        media=MediaRef(
            media_type=MediaType.MOVIE,
            title=shown(movie.title, _TITLE_CHARS),
            year=_year(movie.year),
            tmdb_id=movie.tmdb_id,
            imdb_id=movie.imdb_id,
        ),
        instance_id=instance_id,
        rank=rank,
        media_id=movie.id,
        other_titles=_others(movie.title, (movie.original_title, *movie.alternate_titles)),
        other_years=() if movie.secondary_year is None else (movie.secondary_year,),
        prominence=_prominence(movie.popularity, _POPULAR_FILM),
        overview=shown(movie.overview, _OVERVIEW_CHARS),
        poster_url=movie.poster_url,
        poster_path=movie.poster_path,
        monitored=movie.monitored,
        has_file=movie.has_file,
        released=released,
        out=released or in_cinemas or movie.status is MovieStatus.IN_CINEMAS,
        release_date=None if coming is None else coming.date(),
        in_cinemas=None if movie.in_cinemas is None else movie.in_cinemas.date(),
        at_home=None if first_home is None else first_home.date(),
        family=shown(movie.collection, _TITLE_CHARS),
        maker=shown(movie.studio, _WORD_CHARS),
        language=shown(movie.original_language, _WORD_CHARS),
        file_quality=shown(movie.file_quality, _WORD_CHARS),
        file_lines=movie.file_resolution,
        profile_id=movie.quality_profile_id,
    )


def series(found: Series, *, instance_id: str, rank: int, now: datetime) -> Candidate:
    """Return a series of Sonarr as a candidate; `rank` is its place in the lookup, from 0."""
    first = found.first_aired
    released = found.status is not SeriesStatus.UPCOMING and (first is None or first <= now)
    kind = found.series_type
    if found.id is None and kind is SeriesType.STANDARD and _is_anime(found):
        kind = SeriesType.ANIME
    return Candidate(
        media=MediaRef(
            media_type=MediaType.TV,
            title=shown(found.title, _TITLE_CHARS),
            year=_year(found.year),
            tmdb_id=found.tmdb_id,
            tvdb_id=found.tvdb_id,
            imdb_id=found.imdb_id,
        ),
        instance_id=instance_id,
        rank=rank,
        media_id=found.id,
        other_titles=_others(found.title, found.alternate_titles),
        prominence=_votes(found.rating),
        overview=shown(found.overview, _OVERVIEW_CHARS),
        poster_url=found.poster_url,
        poster_path=found.poster_path,
        monitored=found.monitored,
        has_file=found.statistics is not None and found.statistics.episode_file_count > 0,
        released=released,
        out=released,
        release_date=None if released or first is None else first.date(),
        maker=shown(found.network, _WORD_CHARS),
        language=shown(found.original_language, _WORD_CHARS),
        profile_id=found.quality_profile_id,
        seasons=tuple(_seasons(found.seasons)),
        anime=kind is SeriesType.ANIME,
        series_type=str(kind),
    )


def _is_anime(found: Series) -> bool:
    """Say whether a series is anime: Sonarr's lookup tells daily shows from others, anime not.

    Sonarr calls every new series that is not in its list of daily shows "standard"
    (SkyHookProxy.MapSeries); TVDB has a genre for anime.
    """
    genres = {genre.casefold() for genre in found.genres}
    japanese = found.original_language.casefold() == _JAPANESE
    return _ANIME in genres or (japanese and _ANIMATION in genres)


def _seasons(seasons: Iterable[Season]) -> Iterator[SeasonFact]:
    """Yield what is known of each season, once."""
    known: set[int] = set()
    for season in seasons:
        if 0 <= season.number <= _LAST_SEASON and season.number not in known:
            known.add(season.number)
            yield _season(season)
        if len(known) == _MAX_SEASONS:
            return


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
        episodes=facts.total_episode_count or None,
        aired=facts.previous_airing is not None or facts.episode_file_count > 0,
    )


def _year(year: int) -> int | None:
    """Return a year that a film or series can be of, None for anything else."""
    return year if year in _YEARS else None


def _others(title: str, titles: Iterable[str]) -> tuple[str, ...]:
    """Return the other titles, neither too many nor too long: services are not trusted."""
    others = dict.fromkeys(other for other in titles if other and other != title)
    return tuple(shown(other, _TITLE_CHARS) for other in list(others)[:_MAX_TITLES])


def _prominence(popularity: float, most: float) -> float:
    """Return how well known a title is, 0 to 1; the middle when nobody tells."""
    if not math.isfinite(popularity) or popularity <= 0:
        return _UNKNOWN
    return min(1.0, math.log10(1 + popularity) / most)


def _votes(rating: Rating | None) -> float:
    """Return how well known a series is, 0 to 1."""
    return (
        _UNKNOWN
        if rating is None
        else _prominence(float(min(rating.votes, _MAX_VOTES)), _POPULAR_SERIES)
    )
