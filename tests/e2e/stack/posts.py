"""The indexer of the stack: for every film and episode a release that is gone, and one that is whole."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
import re
from typing import override

from tests.fakes.catalogue import Catalogue, Film, Show
from tests.fakes.releases import Indexer, Release
from tests.fakes.usenet import POSTED, ArticleStore, make_release

FADED = "FADED"
"""Releases of this group are gone in part: too few articles are left to repair them."""

WHOLE = "WHOLE"
"""Releases of this group are complete; they were posted a day later, as posts of their own."""

GONE_ARTICLES = (f"-{FADED}.part02", f"-{FADED}.part03")
"""What the news server is told to miss: two of the three volumes of every FADED release."""

GIGABYTE = 1_000_000_000
EPISODES_LISTED = 30


class MadeUpIndexer(Indexer):
    """Lists releases of whatever it is asked for; a post is made when its NZB is fetched.

    A film has a FADED release, which Radarr prefers, and a WHOLE one, in 2160p and in 1080p. A season has a
    WHOLE release of each episode and a better, FADED one of its first.
    """

    def __init__(self, store: ArticleStore, catalogue: Catalogue) -> None:
        """Post into a store, list what a catalogue knows."""
        super().__init__(name="Made-up indexer")
        self._store = store
        self._catalogue = catalogue
        self._listed: set[str] = set()
        self.video_size = 600_000
        """Bytes of the video in posts that are made from now on."""

    @override
    def search(
        self,
        *,
        tmdb_id: int | None = None,
        tvdb_id: int | None = None,
        season: int | None = None,
        episode: int | None = None,
    ) -> Sequence[Release]:
        """List what is asked for, then find it."""
        if (film := self._catalogue.films.get(tmdb_id or 0)) is not None:
            self._list(f"film {film.tmdb_id}", self._of_film(film))
        if (show := self._catalogue.shows.get(tvdb_id or 0)) is not None:
            for number in [each.number for each in show.seasons if season in (None, each.number)]:
                self._list(f"show {show.tvdb_id} {number}", self._of_season(show, number))
        return super().search(tmdb_id=tmdb_id, tvdb_id=tvdb_id, season=season, episode=episode)

    def _list(self, what: str, releases: Iterator[Release]) -> None:
        """List releases once."""
        if what not in self._listed:
            self._listed.add(what)
            self.add(*releases)

    def _of_film(self, film: Film) -> Iterator[Release]:
        """Yield the releases of a film."""
        for resolution, size in ((2160, 20), (1080, 8)):
            for source, quality, group in (
                ("BluRay.x265", "Bluray", FADED),
                ("WEB-DL.H265", "WEBDL", WHOLE),
            ):
                title = f"{_dotted(film.title)}.{film.year}.{resolution}p.{source}-{group}"
                yield self._release(
                    title, f"{quality}-{resolution}p", size * GIGABYTE, tmdb_id=film.tmdb_id
                )

    def _of_season(self, show: Show, season: int) -> Iterator[Release]:
        """Yield the releases of a season, episode by episode."""
        count = next(each.episodes for each in show.seasons if each.number == season)
        for number in range(1, min(count, EPISODES_LISTED) + 1):
            name = f"{_dotted(show.title)}.S{season:02}E{number:02}.1080p"
            kinds = [("WEB-DL.H264", "WEBDL-1080p", WHOLE)]
            if number == 1:
                kinds.append(("BluRay.x264", "Bluray-1080p", FADED))
            for source, quality, group in kinds:
                yield self._release(
                    f"{name}.{source}-{group}",
                    quality,
                    2 * GIGABYTE,
                    tvdb_id=show.tvdb_id,
                    season=season,
                    episodes=(number,),
                )

    def _release(
        self,
        title: str,
        quality: str,
        size: int,
        *,
        tmdb_id: int | None = None,
        tvdb_id: int | None = None,
        season: int | None = None,
        episodes: tuple[int, ...] = (),
    ) -> Release:
        """Return one release; its post is small whatever the indexer says of its size."""
        return Release(
            guid=f"https://indexer.invalid/{title}",
            title=title,
            nzb=lambda: make_release(self._store, title, video_size=self.video_size).nzb,
            publish_date=POSTED + timedelta(days=title.endswith(WHOLE)),
            size=size,
            quality=quality,
            indexer=self.name,
            tmdb_id=tmdb_id,
            tvdb_id=tvdb_id,
            season=season,
            episodes=episodes,
        )


def _dotted(title: str) -> str:
    """Return a title as it stands in release names."""
    return ".".join(re.sub(r"[^\w\s]+", " ", title).split())
