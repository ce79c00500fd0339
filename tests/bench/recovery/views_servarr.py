"""What the simulated Radarr and Sonarr show, as the models of AutoArr's clients."""

from typing import Final

from custom_components.autoarr.clients.models.radarr import Movie, MovieStatus
from custom_components.autoarr.clients.models.servarr import (
    AllowedQuality,
    BlocklistRow,
    Command,
    CommandStatus,
    DownloadProtocol,
    ImportCandidate,
    QualityProfile,
    QueueItem,
    QueueStatusName,
    Release,
    TrackedState,
    TrackedStatus,
)
from custom_components.autoarr.clients.models.sonarr import (
    Episode,
    Season,
    Series,
    SeriesStatus,
    SeriesType,
)

from .arr_model import Blocked, Search, Tracked
from .posts import INDEXERS, RESOLUTIONS, Fate, Listing, Profile, Title
from .sabnzbd import Phase
from .servarr import SimServarr
from .timeline import moment


def arr_queue(arr: SimServarr) -> list[QueueItem]:
    """Return a row for each title of each download; the number of a row tells both."""
    return [
        _row(arr, tracked, title, place)
        for tracked in arr.tracked.values()
        for place, title in enumerate(tracked.titles)
    ]


def tracked_by_row(arr: SimServarr, row: int) -> Tracked | None:
    """Return the download of a row."""
    return next((t for t in arr.tracked.values() if t.row == row // ROWS), None)


ROWS: Final = 100
"""More rows than a download has."""

_STATUS: Final = {
    Phase.QUEUED: QueueStatusName.DOWNLOADING,
    Phase.PAUSED: QueueStatusName.PAUSED,
    Phase.STUCK: QueueStatusName.DOWNLOADING,
    Phase.PROCESSING: QueueStatusName.DOWNLOADING,
    Phase.COMPLETED: QueueStatusName.COMPLETED,
    Phase.FAILED: QueueStatusName.FAILED,
}


def _row(arr: SimServarr, tracked: Tracked, title: Title, place: int) -> QueueItem:
    """Return a row of the queue."""
    job = arr.sabnzbd.jobs.get(tracked.download_id)
    phase = job.phase if job else Phase.QUEUED
    state = TrackedState.DOWNLOADING
    if tracked.blocked:
        state = TrackedState.IMPORT_BLOCKED
    elif phase is Phase.COMPLETED:
        state = TrackedState.IMPORT_PENDING
    elif phase is Phase.FAILED:
        state = TrackedState.FAILED_PENDING
    listing = tracked.listing
    return QueueItem(
        id=tracked.row * ROWS + place,
        media_id=title.media_id,
        episode_id=title.episode or None,
        season_number=1 if title.episode else None,
        title=listing.name,
        size_bytes=listing.post.size_bytes,
        left_bytes=round(job.size - arr.sabnzbd.bytes_done(job)) if job else 0,
        status=_STATUS[phase],
        tracked_status=TrackedStatus.WARNING if tracked.blocked else TrackedStatus.OK,
        tracked_state=state,
        status_messages=tracked.blocked,
        error_message=None,
        download_id=tracked.download_id,
        protocol=DownloadProtocol.USENET,
        download_client="SABnzbd",
        indexer=INDEXERS[listing.indexer],
        output_path=f"/downloads/{tracked.download_id}",
        quality=f"WEBDL-{listing.post.resolution}p",
        added=None,
        time_left=None,
        estimated_completion=None,
    )


def blocklist_row(row: Blocked) -> BlocklistRow:
    """Return a row of the blocklist."""
    return BlocklistRow(
        id=row.id,
        source_title=row.listing.name,
        date=moment(row.date),
        media_id=row.title.media_id,
        episode_ids=row.episodes,
        indexer=INDEXERS[row.listing.indexer],
        protocol=DownloadProtocol.USENET,
        message=row.message,
    )


def candidates(tracked: Tracked) -> list[ImportCandidate]:
    """Return the one file of a download as manual import shows it."""
    title, wrong = tracked.titles[0], tracked.listing.post.fate is Fate.WRONG
    episodes = tuple(one.episode + 50 * wrong for one in tracked.titles if one.episode)
    objections = [words for message in tracked.blocked for words in message.messages]
    name = f"{tracked.listing.name}.mkv"
    return [
        ImportCandidate(
            path=f"/downloads/{tracked.download_id}/{name}",
            name=name,
            folder_name=tracked.listing.name,
            size_bytes=tracked.listing.post.size_bytes,
            media_id=title.media_id,
            episode_ids=episodes,
            quality={},
            languages=(),
            release_group="GRP",
            download_id=tracked.download_id,
            indexer_flags=0,
            release_type="",
            rejections=tuple(words for words in objections if not words.startswith("Caution")),
        )
    ]


def quality_profile(profile: Profile) -> QualityProfile:
    """Return a quality profile."""
    allowed = tuple(
        AllowedQuality(id=lines, name=f"WEBDL-{lines}p", source="webdl", resolution=lines)
        for lines in profile.allowed
    )
    return QualityProfile(
        id=profile.id,
        name=profile.name,
        upgrade_allowed=True,
        cutoff=profile.cutoff,
        allowed=allowed,
        language="Any",
    )


def command(search: Search) -> Command:
    """Return a command."""
    films = search.name == "MoviesSearch"
    return Command(
        id=search.id,
        name=search.name,
        status=CommandStatus.STARTED if search.ended is None else CommandStatus.COMPLETED,
        message=None,
        queued=moment(search.queued),
        started=moment(search.queued),
        ended=None if search.ended is None else moment(search.ended),
        media_ids=tuple(t.media_id for t in search.titles)
        if films
        else (search.titles[0].media_id,),
        episode_ids=() if films or search.season else tuple(t.episode for t in search.titles),
        season_number=1 if search.season else None,
    )


def release(arr: SimServarr, listing: Listing) -> Release:
    """Return a release of an interactive search."""
    rejections = arr.rejections(listing)
    post = listing.post
    return Release(
        guid=listing.guid,
        indexer_id=listing.indexer + 1,
        indexer=INDEXERS[listing.indexer],
        title=listing.name,
        quality=f"WEBDL-{post.resolution}p",
        resolution=post.resolution,
        quality_weight=100 * tuple(RESOLUTIONS).index(post.resolution) + 1,
        custom_format_score=0,
        size_bytes=post.size_bytes,
        age_minutes=max(0.0, (arr.time.seconds - listing.published) / 60),
        publish_date=moment(listing.published),
        protocol=DownloadProtocol.USENET,
        approved=not rejections,
        rejected=bool(rejections),
        temporarily_rejected=False,
        download_allowed=True,
        rejections=rejections,
        languages=("English",),
        media_id=post.titles[0].media_id,
        full_season=len(post.titles) > 1,
        episode_ids=tuple(title.episode for title in post.titles if title.episode),
    )


def movie(arr: SimServarr, title: Title) -> Movie:
    """Return a film."""
    lines = arr.library.lines(title)
    return Movie(
        id=title.media_id,
        title=title.name,
        original_title=title.name,
        original_language="English",
        collection="",
        alternate_titles=(),
        year=2024,
        secondary_year=None,
        tmdb_id=100_000 + title.media_id,
        imdb_id=None,
        status=MovieStatus.RELEASED,
        overview="",
        poster_url=None,
        runtime=100,
        popularity=1.0,
        ratings={},
        studio="",
        certification="",
        genres=(),
        monitored=title.number in arr.wanted,
        has_file=lines > 0,
        file_quality=f"WEBDL-{lines}p" if lines else "",
        file_resolution=lines,
        is_available=True,
        minimum_availability=MovieStatus.RELEASED,
        in_cinemas=None,
        physical_release=None,
        digital_release=moment(title.aired_at),
        quality_profile_id=title.profile.id,
        root_folder_path="/films",
        path=f"/films/{title.name}",
        tags=(),
        added=moment(title.wanted_at),
        size_on_disk=0,
    )


def series(title: Title) -> Series:
    """Return the series of an episode."""
    return Series(
        id=title.media_id,
        title=title.name.partition(".S01")[0],
        sort_title=title.name,
        alternate_titles=(),
        year=2024,
        tvdb_id=200_000 + title.media_id,
        imdb_id=None,
        tmdb_id=None,
        status=SeriesStatus.CONTINUING,
        ended=False,
        overview="",
        original_language="English",
        poster_url=None,
        network="",
        runtime=40,
        certification="",
        first_aired=None,
        next_airing=None,
        seasons=(Season(number=1, monitored=True, statistics=None),),
        series_type=SeriesType.STANDARD,
        monitored=True,
        quality_profile_id=title.profile.id,
        root_folder_path="/series",
        path="/series/x",
        tags=(),
        genres=(),
        rating=None,
        statistics=None,
        added=None,
    )


def episode(arr: SimServarr, title: Title) -> Episode:
    """Return an episode."""
    return Episode(
        id=title.episode,
        series_id=title.media_id,
        season_number=1,
        number=title.episode % 100,
        absolute_number=None,
        title=title.name,
        air_date=moment(title.aired_at),
        monitored=title.number in arr.wanted,
        has_file=arr.library.lines(title) > 0,
    )
