"""The ids Plex finds for a folder, from the catalogue all fakes share."""

from ..catalogue import Catalogue as Seeds
from .library import Catalogue


def known_ids(seeds: Seeds | None = None) -> Catalogue:
    """Return (title, year) -> ids of every film and series; from the seeded catalogue when none is given."""
    seeds = seeds or Seeds.load()
    known: dict[tuple[str, int], list[str]] = {}
    for film in seeds.films.values():
        known[film.title, film.year] = [f"imdb://{film.imdb_id}", f"tmdb://{film.tmdb_id}"]
    for show in seeds.shows.values():
        ids = [f"imdb://{show.imdb_id}", f"tmdb://{show.tmdb_id}", f"tvdb://{show.tvdb_id}"]
        known.setdefault((show.title, show.year), []).extend(ids)
    return known
