"""Series, seasons, episodes and their files as Sonarr writes them."""

from collections.abc import Callable, Sequence

from tests.fakes.catalogue import Show
from tests.fakes.releases import Release

from .core import Core
from .covers import cover_of
from .parsing import Parsed, clean, safe_name, slug
from .resources import Resource, maybe_stamp, stamp
from .series_model import Episode, Series
from .state import MediaFile, Subject

ENGLISH: Resource = {"id": 1, "name": "English"}


class SeriesJson:
    """Turns the library of a Sonarr into JSON."""

    def __init__(self, core: Callable[[], Core]) -> None:
        self._core = core

    def lookup(self, show: Show, media_id: int | None = None) -> Resource:
        """Return a show as the lookup answers it; one that is not in the library has no id."""
        now = self._core().now()
        poster = f"https://images.invalid/poster/{show.tvdb_id}.jpg"
        airings = [airs for _, _, airs in show.airings()]
        first = f"{show.first_aired}T00:00:00Z"
        past, future = [a for a in airings if a <= now], [a for a in airings if a > now]
        language = {"English": 1, "German": 4, "Japanese": 8}.get(show.language, 1)
        return {
            "title": show.title,
            "alternateTitles": [{"title": title} for title in show.alternates],
            "sortTitle": clean(show.title),
            "status": show.status if past else "upcoming",
            "ended": show.status == "ended",
            "overview": f"{show.title}, {show.network}, {', '.join(show.genres)}.",
            "nextAiring": maybe_stamp(min(future, default=None)),
            "previousAiring": maybe_stamp(max(past, default=None)),
            "network": show.network,
            "airTime": "20:00",
            "images": [cover_of(self._core(), poster, media_id)],
            "originalLanguage": {"id": language, "name": show.language},
            "remotePoster": poster,
            "seasons": [
                {"seasonNumber": season.number, "monitored": True} for season in show.seasons
            ],
            "year": show.year,
            "qualityProfileId": 0,
            "seasonFolder": True,
            "monitored": True,
            "monitorNewItems": "all",
            "useSceneNumbering": False,
            "runtime": show.runtime,
            "tvdbId": show.tvdb_id,
            "tvRageId": 0,
            "tvMazeId": 0,
            "tmdbId": show.tmdb_id,
            "firstAired": first,
            "lastAired": maybe_stamp(max(past, default=None)),
            "seriesType": show.type,
            "cleanTitle": clean(show.title).replace(" ", ""),
            "imdbId": show.imdb_id,
            "titleSlug": slug(show.title),
            "folder": safe_name(show.title),
            "genres": list(show.genres),
            "tags": [],
            "added": "0001-01-01T00:00:00Z",
            "ratings": {"votes": show.votes, "value": show.rating},
            "statistics": {
                "seasonCount": sum(s.number > 0 for s in show.seasons),
                "episodeFileCount": 0,
                "episodeCount": 0,
                "totalEpisodeCount": 0,
                "sizeOnDisk": 0,
                "percentOfEpisodes": 0.0,
            },
            "languageProfileId": 0,
        }

    def series(self, series: Series) -> Resource:
        """Return a series of the library."""
        statistics = self._statistics(series.episodes)
        regular = sum(season > 0 for season in series.seasons)
        return self.lookup(series.show, series.id) | {
            "id": series.id,
            "path": series.path,
            "rootFolderPath": series.root_folder,
            "qualityProfileId": series.quality_profile_id,
            "seasonFolder": series.season_folder,
            "monitored": series.monitored,
            "monitorNewItems": series.monitor_new_items,
            "seriesType": series.series_type,
            "tags": list(series.tags),
            "added": stamp(series.added),
            "addOptions": series.add_options,
            "seasons": [
                {
                    "seasonNumber": number,
                    "monitored": monitored,
                    "statistics": self._statistics(
                        [e for e in series.episodes if e.season == number]
                    ),
                }
                for number, monitored in sorted(series.seasons.items())
            ],
            "statistics": {k: v for k, v in statistics.items() if not k.endswith("Airing")}
            | {"seasonCount": regular},
            "languageProfileId": 1,
        }

    def _statistics(self, episodes: Sequence[Episode]) -> Resource:
        """Return the numbers of a series or season; the count is of what is monitored and aired, or there."""
        now = self._core().now()
        counted = [e for e in episodes if e.file or (e.monitored and e.airs <= now)]
        files = {e.file.id: e.file for e in episodes if e.file}
        have = sum(e.file is not None for e in episodes)
        past = [e.airs for e in episodes if e.airs <= now]
        future = [e.airs for e in episodes if e.airs > now and e.monitored]
        return {
            "nextAiring": maybe_stamp(min(future, default=None)),
            "previousAiring": maybe_stamp(max(past, default=None)),
            "episodeFileCount": have,
            "episodeCount": len(counted),
            "totalEpisodeCount": len(episodes),
            "sizeOnDisk": sum(f.size for f in files.values()),
            "releaseGroups": sorted({f.group for f in files.values() if f.group}),
            "percentOfEpisodes": 100.0 * have / len(counted) if counted else 0.0,
        }

    def episode(self, episode: Episode) -> Resource:
        """Return an episode."""
        return {
            "id": episode.id,
            "seriesId": episode.series_id,
            "tvdbId": episode.series_id * 100_000 + episode.id,
            "episodeFileId": episode.file.id if episode.file else 0,
            "seasonNumber": episode.season,
            "episodeNumber": episode.number,
            "title": f"Episode {episode.number}",
            "airDate": f"{episode.airs.date()}",
            "airDateUtc": stamp(episode.airs),
            "runtime": 0,
            "hasFile": episode.file is not None,
            "monitored": episode.monitored,
            "absoluteEpisodeNumber": episode.absolute,
            "unverifiedSceneNumbering": False,
        }

    def file(self, file: MediaFile, episodes: Sequence[Episode], *, met: bool) -> Resource:
        """Return an episode file."""
        return {
            "id": file.id,
            "seriesId": file.subject.media_id,
            "seasonNumber": episodes[0].season if episodes else file.season or 0,
            "relativePath": "/".join(file.path.parts[-2:]),
            "path": str(file.path),
            "size": file.size,
            "dateAdded": stamp(file.added),
            "sceneName": file.source_title,
            "releaseGroup": file.group,
            "languages": [{"id": 1, "name": name} for name in file.languages],
            "quality": self._core().qualities.named(file.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "indexerFlags": 0,
            "releaseType": "singleEpisode" if len(episodes) == 1 else "multiEpisode",
            "mediaInfo": file.media_info,
            "qualityCutoffNotMet": not met,
        }

    def release(
        self, release: Release, subject: Subject | None, episodes: Sequence[Episode]
    ) -> Resource:
        """Return the fields of a found release that Sonarr alone has."""
        numbers = list(release.episodes)
        return {
            "fullSeason": not release.episodes,
            "seasonNumber": release.season or 0,
            "languageWeight": 1,
            "seriesTitle": release.title,
            "episodeNumbers": numbers,
            "absoluteEpisodeNumbers": [],
            "mappedSeasonNumber": episodes[0].season if episodes else None,
            "mappedEpisodeNumbers": [e.number for e in episodes],
            "mappedAbsoluteEpisodeNumbers": [],
            "mappedSeriesId": subject.media_id if subject else None,
            "mappedEpisodeInfo": [
                {
                    "id": e.id,
                    "seasonNumber": e.season,
                    "episodeNumber": e.number,
                    "title": f"Episode {e.number}",
                }
                for e in episodes
            ],
            "tvdbId": release.tvdb_id or 0,
            "tvRageId": 0,
            "episodeRequested": subject is not None,
            "isDaily": False,
            "isAbsoluteNumbering": False,
            "isPossibleSpecialEpisode": False,
            "special": False,
        }

    def parsed(
        self, title: str, read: Parsed, series: Series | None, episodes: Sequence[Episode]
    ) -> Resource:
        """Return the answer of /parse."""
        full = read.season is not None and not read.episodes
        kind = "seasonPack" if full else "singleEpisode"
        return {
            "id": 0,
            "title": title,
            "parsedEpisodeInfo": {
                "releaseTitle": title,
                "seriesTitle": read.title,
                "seriesTitleInfo": {
                    "title": read.title,
                    "titleWithoutYear": read.title,
                    "year": read.year or 0,
                },
                "quality": self._core().qualities.named(read.quality).model(),
                "seasonNumber": read.season or 0,
                "episodeNumbers": list(read.episodes),
                "absoluteEpisodeNumbers": [],
                "specialAbsoluteEpisodeNumbers": [],
                "languages": [ENGLISH],
                "fullSeason": full,
                "isPartialSeason": False,
                "isMultiSeason": False,
                "isSeasonExtra": False,
                "isSplitEpisode": False,
                "isMiniSeries": False,
                "special": False,
                "releaseGroup": read.group,
                "seasonPart": 0,
                "isDaily": False,
                "isAbsoluteNumbering": False,
                "isPossibleSpecialEpisode": False,
                "isPossibleSceneSeasonSpecial": False,
                "releaseType": "multiEpisode" if len(read.episodes) > 1 else kind,
            },
            "series": self.series(series) if series else None,
            "episodes": [self.episode(e) for e in episodes],
            "languages": [ENGLISH],
            "customFormats": [],
            "customFormatScore": 0,
        }
