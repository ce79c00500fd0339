"""Compares folders that two programs may see under different names: pure."""

from collections.abc import Iterable
import re
from typing import Final

_BETWEEN: Final = re.compile(r"[/\\]+")


def parts_of(path: str) -> tuple[str, ...]:
    """Return the names in a path of either kind of system, in lower case; a drive letter is no name."""
    names = (name.casefold() for name in _BETWEEN.split(path.strip()))
    return tuple(name for name in names if name and not name.endswith(":"))


def covers(location: str, folder: str) -> bool:
    """Say whether a library at `location` can contain `folder`, as far as their names tell.

    Containers see the same disk under different roots, so what counts is the end of the
    location: `/data/media/films` covers `/films/Dune (2021)`, and so does `/media` of
    `/data/media/films/Dune (2021)`.
    """
    inside, wanted = parts_of(location), parts_of(folder)
    return bool(inside) and inside[-1] in wanted


def which_cover[T](places: Iterable[tuple[T, str]], folder: str) -> list[T]:
    """Return those whose location covers a folder; locations that fit to the root alone, if there are such."""
    fits = [(one, location) for one, location in places if covers(location, folder)]
    wanted = parts_of(folder)
    exact = [one for one, place in fits if wanted[: len(parts_of(place))] == parts_of(place)]
    return exact or [one for one, _ in fits]
