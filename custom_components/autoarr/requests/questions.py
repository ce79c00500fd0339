"""Asks which of several titles is meant, by the difference that matters: pure."""

from collections.abc import Sequence
from typing import Final

from .media import MediaRef, Note
from .normalise import normalise

_PAIR: Final = 2


def question(titles: Sequence[MediaRef]) -> Note:
    """Return the question: by year when all are called the same, by kind, else by their names."""
    if len(titles) == 1:
        return Note(key="did_you_mean", placeholders={"title": titles[0].label})
    names = {normalise(media.title) for media in titles}
    years = [media.year for media in titles]
    same_name = len(names) == 1 and None not in years and len(set(years)) == len(years)
    if len(titles) == _PAIR:
        first, second = titles
        if first.is_movie is not second.is_movie:
            film, series = (first, second) if first.is_movie else (second, first)
            filled = {"film": film.label, "series": series.label}
            return Note(key="film_or_series", placeholders=filled)
        if same_name:
            filled = {"title": first.title, "first": str(first.year), "second": str(second.year)}
            return Note(key="which_year_two", placeholders=filled)
        filled = {"first": first.label, "second": second.label}
        return Note(key="which_title_two", placeholders=filled)
    kinds = {media.is_movie for media in titles}
    if same_name and len(kinds) == 1:
        options = ", ".join(str(year) for year in years)
        filled = {"title": titles[0].title, "options": options}
        return Note(key="which_year", placeholders=filled)
    options = ", ".join(media.label for media in titles)
    return Note(key="which_title", placeholders={"options": options})
