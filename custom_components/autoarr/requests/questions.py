"""Asks which of several titles is meant, by the difference that matters: pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from .media import MediaRef, Note
from .parsed import MediaType
from .titles import base_title, country_mark, shown

_PAIR: Final = 2
_OVERVIEW_CHARS: Final = 60
_OF_TWO: Final = {
    "which_title": "which_title_two",
    "which_year": "which_year_two",
    "which_one": "which_one_two",
}
_MISSING: Final[Mapping[MediaType | None, Mapping[str, str]]] = {
    MediaType.MOVIE: {
        "did_you_mean": "did_you_mean_no_radarr",
        "which_title": "which_title_no_radarr",
        "which_title_two": "which_title_two_no_radarr",
    },
    MediaType.TV: {
        "did_you_mean": "did_you_mean_no_sonarr",
        "which_title": "which_title_no_sonarr",
        "which_title_two": "which_title_two_no_sonarr",
    },
}
"""The questions that also tell which kind nobody could look for."""


class Told(Protocol):
    """What is known of a title that may be meant: a candidate, or a choice."""

    @property
    def media(self) -> MediaRef:
        """The title."""

    @property
    def maker(self) -> str:
        """Its studio or network."""

    @property
    def language(self) -> str:
        """Its original language."""

    @property
    def overview(self) -> str:
        """What it is about."""


_DIFFERENCES: Final[Sequence[Callable[[Told], str]]] = (
    lambda one: one.maker,
    lambda one: one.language,
    lambda one: shown(one.overview, _OVERVIEW_CHARS),
)
"""What tells titles of one name and year apart, the shortest first."""


def question(titles: Sequence[Told]) -> Note:
    """Return the question: film or series, the year, the maker or language, else their names."""
    if len(titles) == 1:
        return Note(key="did_you_mean", placeholders={"title": titles[0].media.label})
    if len(titles) == _PAIR and titles[0].media.is_movie is not titles[1].media.is_movie:
        film, series = sorted(titles, key=lambda one: not one.media.is_movie)
        filled = {"film": film.media.label, "series": series.media.label}
        return Note(key="film_or_series", placeholders=filled)
    if _one_name(titles) and (found := _difference(titles)) is not None:
        return found
    return _between("which_title", _told_apart(titles))


def with_missing(note: Note, missing: MediaType | None) -> Note:
    """Return a question about titles that do not fit well, telling which kind could not be looked for."""
    key = _MISSING.get(missing, {}).get(note.key)
    return note if key is None else Note(key=key, placeholders=note.placeholders)


def _one_name(titles: Sequence[Told]) -> bool:
    """Say whether all are of one kind and called the same."""
    names = {base_title(one.media.title).casefold() for one in titles}
    return len(names) == 1 and len({one.media.is_movie for one in titles}) == 1


def _difference(titles: Sequence[Told]) -> Note | None:
    """Return the question by what differs, None when nothing does for all of them."""
    name = base_title(titles[0].media.title)
    years = [str(one.media.year or "") for one in titles]
    marks = [country_mark(one.media.title) for one in titles]
    if _tell(marks):
        dated = [
            f"{mark} ({year})" if year else mark for mark, year in zip(marks, years, strict=True)
        ]
        return _between("which_one", dated, title=name)
    if _tell(years):
        return _between("which_year", years, title=name)
    for difference in _DIFFERENCES:
        told = [difference(one) for one in titles]
        if _tell(told):
            return _between("which_one", told, title=name)
    return None


def _told_apart(titles: Sequence[Told]) -> list[str]:
    """Return the names, those that appear twice with their maker or language."""
    labels = [one.media.label for one in titles]
    return [
        f"{label}, {detail}" if labels.count(label) > 1 and detail else label
        for label, detail in zip(labels, (one.maker or one.language for one in titles), strict=True)
    ]


def _between(key: str, options: Sequence[str], **more: str) -> Note:
    """Return the question between two, or among more."""
    if len(options) == _PAIR:
        filled = {**more, "first": options[0], "second": options[1]}
        return Note(key=_OF_TWO[key], placeholders=filled)
    return Note(key=key, placeholders={**more, "options": ", ".join(options)})


def _tell(words: Sequence[str]) -> bool:
    """Say whether these words tell all apart."""
    return all(words) and len(set(words)) == len(words)
