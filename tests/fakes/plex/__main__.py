"""Runs the fake by hand: `python -m tests.fakes.plex --movies DIR --shows DIR`."""

import json
from pathlib import Path

from ..by_hand import arguments, run
from . import FakePlex, Kind
from .known import known_ids
from .library import Catalogue


def main() -> None:
    """Read the command line and serve until Ctrl-C."""
    parser = arguments("A fake Plex Media Server", port=32400)
    parser.add_argument(
        "--movies", type=Path, action="append", default=[], help="folder with films"
    )
    parser.add_argument(
        "--shows", type=Path, action="append", default=[], help="folder with series"
    )
    parser.add_argument(
        "--catalogue", type=Path, help='JSON: [{"title": "", "year": 1999, "guids": ["tmdb://1"]}]'
    )
    parser.add_argument(
        "--scan-every", type=float, default=60.0, help="seconds between periodic scans"
    )
    parser.add_argument("--machine-identifier", default=None)
    given = parser.parse_args()
    fake = FakePlex(
        host=given.host,
        port=given.port,
        base_path=given.base_path,
        tls=given.tls,
        api_key=given.api_key,
        catalogue=_catalogue(given.catalogue),
        scan_every=given.scan_every,
    )
    if given.machine_identifier:
        fake.machine_identifier = given.machine_identifier
    fake.library.add_section(Kind.MOVIE, "Movies", given.movies)
    fake.library.add_section(Kind.SHOW, "TV Shows", given.shows)
    run(fake)


def _catalogue(file: Path | None) -> Catalogue:
    """Read which ids belong to which title and year; without a file the shared catalogue tells."""
    if file is None:
        return known_ids()
    return {(row["title"], row["year"]): row["guids"] for row in json.loads(file.read_text())}


if __name__ == "__main__":
    main()
