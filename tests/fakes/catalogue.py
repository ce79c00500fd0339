"""The seeded catalogue: real films and series, facts only (titles, ids, dates, seasons).

It stands for TMDB and TVDB behind the lookups. Episode dates follow from each season's first date; long-running
daily shows list their newest seasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
import json
from pathlib import Path
import re
from typing import Any, Self

from tests.fakes.servarr.parsing import clean

DATA = Path(__file__).parent / "data"
RELEASED_AFTER = timedelta(days=90)
LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film as TMDB knows it."""

    tmdb_id: int
    imdb_id: str
    title: str
    year: int
    in_cinemas: date
    digital: date | None
    physical: date | None
    runtime: int
    studio: str
    certification: str
    genres: tuple[str, ...]
    popularity: float
    rating: float
    votes: int
    original: str
    language: str
    alternates: tuple[str, ...]
    secondary_year: int | None
    collection: tuple[str, int] | None

    @property
    def titles(self) -> tuple[str, ...]:
        """Return every title."""
        return (self.title, self.original, *self.alternates)

    @property
    def weight(self) -> float:
        """Return how well known it is."""
        return self.popularity

    def status(self, today: date) -> str:
        """Return how far it is: announced, inCinemas or released."""
        home = min((d for d in (self.digital, self.physical) if d), default=None)
        if today >= (home or self.in_cinemas + RELEASED_AFTER):
            return "released"
        return "inCinemas" if today >= self.in_cinemas else "announced"

    def available(self, minimum: str, today: date, *, delay: int = 0) -> bool:
        """Say whether it has come as far as a minimum availability asks (Movie.IsAvailable)."""
        if minimum in ("announced", "tba"):
            return True
        home = min((d for d in (self.digital, self.physical) if d), default=None)
        released = home or self.in_cinemas + RELEASED_AFTER
        since = self.in_cinemas if minimum == "inCinemas" else released
        return today >= since + timedelta(days=delay)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season: when it began, how many episodes, how many days from one to the next."""

    number: int
    first_aired: date
    episodes: int
    step: int

    def dates(self, *, weekdays: bool) -> list[date]:
        """Return the dates of its episodes; a daily show rests from Friday to Sunday."""
        if not weekdays:
            return [self.first_aired + timedelta(days=self.step * n) for n in range(self.episodes)]
        days: list[date] = []
        day = self.first_aired
        while len(days) < self.episodes:
            if day.weekday() < 4:
                days.append(day)
            day += timedelta(days=1)
        return days


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A series as TVDB knows it."""

    tvdb_id: int
    imdb_id: str
    tmdb_id: int
    title: str
    year: int
    first_aired: date
    network: str
    status: str
    runtime: int
    type: str
    genres: tuple[str, ...]
    rating: float
    votes: int
    original: str
    language: str
    alternates: tuple[str, ...]
    seasons: tuple[Season, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """Return every title."""
        return (self.title, self.original, *self.alternates)

    @property
    def weight(self) -> float:
        """Return how well known it is."""
        return self.votes

    def airings(self) -> list[tuple[int, int, datetime]]:
        """Return every episode: season, number, when it airs (UTC)."""
        return [
            (season.number, number, datetime.combine(day, time(20), UTC))
            for season in self.seasons
            for number, day in enumerate(season.dates(weekdays=self.type == "daily"), start=1)
        ]


class Catalogue:
    """Films and series, and the search over them."""

    def __init__(self, films: Iterable[Film], shows: Iterable[Show]) -> None:
        self.films = {film.tmdb_id: film for film in films}
        self.shows = {show.tvdb_id: show for show in shows}

    @classmethod
    def load(cls) -> Self:
        """Return the catalogue of the data folder."""
        films = json.loads((DATA / "films.json").read_text())
        shows = json.loads((DATA / "series.json").read_text())
        return cls(map(film_of, films), map(show_of, shows))

    def find_films(self, term: str) -> list[Film]:
        """Return films for a lookup term: `tmdb:603`, `imdb:tt0133093`, or words with or without a year."""
        if found := re.fullmatch(r"\s*(?:tmdb|tmdbid):\s*(\d+)\s*", term, re.IGNORECASE):
            film = self.films.get(int(found[1]))
            return [film] if film else []
        if found := re.fullmatch(r"\s*(?:imdb|imdbid):\s*(tt\d+)\s*", term, re.IGNORECASE):
            return [film for film in self.films.values() if film.imdb_id == found[1].lower()]
        return _search(term, list(self.films.values()))

    def find_shows(self, term: str) -> list[Show]:
        """Return series for a lookup term: `tvdb:81189`, `imdb:tt0903747`, `tmdb:1396`, or words."""
        kinds = {"tvdb": "tvdb_id", "tmdb": "tmdb_id", "imdb": "imdb_id"}
        found = re.fullmatch(r"\s*(tvdb|tmdb|imdb)(?:id)?:\s*(\w+)\s*", term, re.IGNORECASE)
        if found:
            name, wanted = kinds[found[1].lower()], found[2].lower()
            return [s for s in self.shows.values() if str(getattr(s, name)) == wanted]
        return _search(term, list(self.shows.values()))


def _search[T: (Film, Show)](term: str, things: Sequence[T]) -> list[T]:
    """Return what a search for words finds, best first: the whole term as a title, then title and year."""
    wanted = clean(term)
    if not wanted:
        return []
    ranked: dict[int, tuple[int, float]] = {}
    year_at_end = re.fullmatch(r"(.+?) ((?:19|20)\d{2})", wanted)
    for place, thing in enumerate(things):
        rank = _rank(wanted, thing.titles)
        if not rank and year_at_end and thing.year == int(year_at_end[2]):
            rank = _rank(year_at_end[1], thing.titles)
        if rank:
            ranked[place] = (rank, thing.weight)
    best = sorted(ranked, key=lambda place: ranked[place], reverse=True)
    return [things[place] for place in best[:LIMIT]]


def _rank(wanted: str, titles: Sequence[str]) -> int:
    """Return how well words fit titles: 3 the title itself, 2 its beginning, 1 all words in it, 0 not."""
    words = wanted.split()
    ranks = [0]
    for title in map(clean, titles):
        if title == wanted:
            ranks.append(3)
        elif title.startswith(f"{wanted} "):
            ranks.append(2)
        elif all(word in title.split() for word in words):
            ranks.append(1)
    return max(ranks)


def film_of(row: dict[str, Any]) -> Film:
    """Return a film from a row of the data."""
    collection = row.get("collection")
    return Film(
        tmdb_id=row["tmdb_id"],
        imdb_id=row["imdb_id"],
        title=row["title"],
        year=row["year"],
        in_cinemas=date.fromisoformat(row["in_cinemas"]),
        digital=_date(row.get("digital")),
        physical=_date(row.get("physical")),
        runtime=row["runtime"],
        studio=row["studio"],
        certification=row["certification"],
        genres=tuple(row["genres"]),
        popularity=row["popularity"],
        rating=row["rating"],
        votes=row["votes"],
        original=row.get("original", row["title"]),
        language=row.get("language", "English"),
        alternates=tuple(row.get("alternates", ())),
        secondary_year=row.get("secondary_year"),
        collection=(collection[0], collection[1]) if collection else None,
    )


def show_of(row: dict[str, Any]) -> Show:
    """Return a series from a row of the data; a season is [number, first date, episodes, step in days]."""
    seasons = tuple(
        Season(number=n, first_aired=date.fromisoformat(first), episodes=count, step=step)
        for n, first, count, step in row["seasons"]
    )
    return Show(
        tvdb_id=row["tvdb_id"],
        imdb_id=row["imdb_id"],
        tmdb_id=row["tmdb_id"],
        title=row["title"],
        year=row["year"],
        first_aired=date.fromisoformat(row["first_aired"]),
        network=row["network"],
        status=row["status"],
        runtime=row["runtime"],
        type=row["type"],
        genres=tuple(row["genres"]),
        rating=row["rating"],
        votes=row["votes"],
        original=row.get("original", row["title"]),
        language=row.get("language", "English"),
        alternates=tuple(row.get("alternates", ())),
        seasons=seasons,
    )


def _date(text: str | None) -> date | None:
    """Return a date, or nothing."""
    return date.fromisoformat(text) if text else None
