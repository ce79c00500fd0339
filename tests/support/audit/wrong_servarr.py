"""How Radarr and Sonarr are set wrong, by the rule that finds it and can mend it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue

from .servarr import definition, indexer, plex_connection, profile
from .wrong import Setting, Wrong

RADARR, SONARR = ServiceKind.RADARR, ServiceKind.SONARR
CLIENT, MEDIA, NAMING = "config/downloadclient", "config/mediamanagement", "config/naming"
PROFILE: Final = "qualityprofile"
HD: Final = ("WEBDL-1080p", "WEBRip-1080p", "Bluray-1080p")


def _one(
    kind: ServiceKind, document: str, path: str, value: JsonValue, *, row: str = ""
) -> Setting:
    """Return one setting; with neither row nor path the whole document is replaced."""
    return (kind, document, row, path, value)


def _both(document: str, path: str, value: JsonValue, *, row: str = "") -> tuple[Setting, ...]:
    """Return a setting of both services."""
    return tuple(_one(kind, document, path, value, row=row) for kind in (RADARR, SONARR))


def _each(make: Callable[[ServiceKind], Iterable[Setting]]) -> tuple[Setting, ...]:
    """Return settings that are not the same in both services."""
    return tuple(setting for kind in (RADARR, SONARR) for setting in make(kind))


def _profile(**values: JsonValue) -> tuple[Setting, ...]:
    """Return settings of the first profile of both services."""
    return tuple(
        setting
        for path, value in values.items()
        for setting in _both(PROFILE, path, value, row="1")
    )


def _formats(**scores: int) -> tuple[Setting, ...]:
    """Return the settings in which these are the custom formats, with their scores in the first profile."""
    rows: list[JsonValue] = [
        {"id": place, "name": name, "includeCustomFormatWhenRenaming": False, "specifications": []}
        for place, name in enumerate(scores, 1)
    ]
    items: list[JsonValue] = [
        {"format": place, "name": name, "score": score}
        for place, (name, score) in enumerate(scores.items(), 1)
    ]
    return (*_both("customformat", "", rows), *_profile(formatItems=items))


def _indexer_off(switch: str) -> tuple[Setting, ...]:
    """Return the settings in which no indexer has a switch on."""
    return _each(lambda kind: [_one(kind, "indexer", "", [indexer(kind, **{switch: False})])])


def _definition(kind: ServiceKind, name: str, **values: JsonValue) -> tuple[Setting, ...]:
    """Return settings of the definition of a quality."""
    row = definition(kind, name)
    return tuple(
        _one(kind, "qualitydefinition", path, value, row=row) for path, value in values.items()
    )


_TOO_MUCH: Final = _each(
    lambda kind: [
        _one(
            kind,
            PROFILE,
            "items",
            profile(kind, *(("CAM", "BR-DISK") if kind is RADARR else ("Raw-HD",)), *HD)["items"],
            row="1",
        )
    ]
)

WRONG: Final[Mapping[str, Wrong]] = {
    rule: Wrong(settings=settings)
    for rule, settings in {
        "servarr.completed_handling": _both(CLIENT, "enableCompletedDownloadHandling", False),
        "servarr.working_folders": _both(
            CLIENT, "downloadClientWorkingFolders", "incomplete|_FAILED_"
        ),
        "servarr.remove_completed": _both(
            "downloadclient", "removeCompletedDownloads", False, row="1"
        ),
        "servarr.client_encryption": (
            _one(ServiceKind.SABNZBD, "misc", "enable_https", 0),
            _one(ServiceKind.SABNZBD, "misc", "port", "8080"),
            *_both("downloadclient", "fields[name=port].value", 8080, row="1"),
            *_both("downloadclient", "fields[name=useSsl].value", True, row="1"),
        ),
        "servarr.hardlinks": _both(MEDIA, "copyUsingHardlinks", False),
        "servarr.propers_scored": (
            *_formats(**{"Repack/Proper": 5}),
            *_both(MEDIA, "downloadPropersAndRepacks", "preferAndUpgrade"),
        ),
        "servarr.propers_ignored": (
            *_formats(),
            *_both(MEDIA, "downloadPropersAndRepacks", "doNotPrefer"),
        ),
        "servarr.minimum_free_space": _both(MEDIA, "minimumFreeSpaceWhenImporting", 100),
        "servarr.free_space_check": _both(MEDIA, "skipFreeSpaceCheckWhenImporting", True),
        "servarr.recycle_bin_days": (
            *_both(MEDIA, "recycleBin", "/data/bin"),
            *_both(MEDIA, "recycleBinCleanupDays", 0),
        ),
        "servarr.media_info": _both(MEDIA, "enableMediaInfo", False),
        "servarr.rescan": _both(MEDIA, "rescanAfterRefresh", "never"),
        "servarr.empty_folders": _both(MEDIA, "deleteEmptyFolders", False),
        "servarr.extra_files": (
            *_both(MEDIA, "importExtraFiles", False),
            *_both(MEDIA, "extraFileExtensions", "nfo"),
        ),
        "servarr.illegal_characters": _both(NAMING, "replaceIllegalCharacters", False),
        "servarr.profile_upgrades": _profile(upgradeAllowed=False),
        "servarr.unwanted_qualities": _TOO_MUCH,
        "servarr.profile_minimum_score": (
            *_formats(LQ=-10000, Extras=-10000),
            *_profile(minFormatScore=-20000),
        ),
        "servarr.profile_cutoff_score": (
            *_formats(Repack2=6),
            *_profile(upgradeAllowed=True, cutoffFormatScore=0),
        ),
        "servarr.formats_unscored": _formats(LQ=0, Extras=-10000, AV1=0),
        "servarr.repack_scores": (
            *_both(MEDIA, "downloadPropersAndRepacks", "doNotPrefer"),
            *_formats(**{"Repack/Proper": 0, "Repack2": 0}),
            *_profile(upgradeAllowed=True),
        ),
        "servarr.minimum_age": _both("config/indexer", "minimumAge", 600),
        "servarr.retention": _both("config/indexer", "retention", 99999),
        "servarr.rss_off": _both("config/indexer", "rssSyncInterval", 0),
        "servarr.rss_interval": _both("config/indexer", "rssSyncInterval", 120),
        "servarr.indexer_rss": _indexer_off("enableRss"),
        "servarr.indexer_automatic": _indexer_off("enableAutomaticSearch"),
        "servarr.indexer_interactive": _indexer_off("enableInteractiveSearch"),
        "servarr.certificates": _both("config/host", "certificateValidation", "disabled"),
        "servarr.backup_retention": _both("config/host", "backupRetention", 3),
        "servarr.log_level": _both("config/host", "logLevel", "trace"),
        "servarr.usenet_off": _both("delayprofile", "enableUsenet", False, row="1"),
        "servarr.usenet_delay": _both("delayprofile", "usenetDelay", 1440, row="1"),
        "servarr.usenet_preferred": _both("delayprofile", "preferredProtocol", "torrent", row="1"),
        "servarr.plex_told": _both(
            "notification", "", [plex_connection(onUpgrade=False, onRename=False)]
        ),
        "radarr.check_interval": (_one(RADARR, CLIENT, "checkForFinishedDownloadInterval", 30),),
        "radarr.unmonitor_deleted": (
            _one(ServiceKind.PLEX, "prefs", "allowMediaDeletion", True),
            _one(RADARR, MEDIA, "autoUnmonitorPreviouslyDownloadedMovies", False),
        ),
        "radarr.create_empty_folders": (_one(RADARR, MEDIA, "createEmptyMovieFolders", True),),
        "radarr.rename": (_one(RADARR, NAMING, "renameMovies", False),),
        "radarr.movie_format": (
            _one(RADARR, NAMING, "standardMovieFormat", "{Movie Title} ({Release Year})"),
        ),
        "radarr.movie_format_id": (
            _one(RADARR, NAMING, "movieFolderFormat", "{Movie Title} ({Release Year})"),
            _one(
                RADARR,
                NAMING,
                "standardMovieFormat",
                "{Movie Title} ({Release Year}) {Quality Full}{-Release Group}",
            ),
        ),
        "radarr.colons": (_one(RADARR, NAMING, "colonReplacementFormat", "delete"),),
        "radarr.minimum_sizes": (
            *_definition(RADARR, "WEBDL-1080p", minSize=0.0, preferredSize=95.0, maxSize=100.0),
            *_definition(RADARR, "Remux-2160p", minSize=0.0, preferredSize=95.0, maxSize=100.0),
        ),
        "radarr.maximum_sizes": _definition(
            RADARR, "Bluray-1080p", minSize=50.8, preferredSize=95.0, maxSize=100.0
        ),
        "radarr.maximum_size": (_one(RADARR, "config/indexer", "maximumSize", 20),),
        "sonarr.unmonitor_deleted": (
            _one(ServiceKind.PLEX, "prefs", "allowMediaDeletion", True),
            _one(SONARR, MEDIA, "autoUnmonitorPreviouslyDownloadedEpisodes", False),
        ),
        "sonarr.create_empty_folders": (_one(SONARR, MEDIA, "createEmptySeriesFolders", True),),
        "sonarr.episode_title": (_one(SONARR, MEDIA, "episodeTitleRequired", "always"),),
        "sonarr.rename": (_one(SONARR, NAMING, "renameEpisodes", False),),
        "sonarr.episode_format": (
            _one(SONARR, NAMING, "standardEpisodeFormat", "{Series Title} S{season}E{episode:00}"),
        ),
        "sonarr.daily_format": (
            _one(
                SONARR, NAMING, "dailyEpisodeFormat", "{Series Title} - {Air-Date} {Quality Full}"
            ),
        ),
        "sonarr.anime_format": (
            _one(
                SONARR,
                NAMING,
                "animeEpisodeFormat",
                "{Series Title} S{season:00}E{episode:00} {Quality Full}{-Release Group}",
            ),
        ),
        "sonarr.multi_episode": (_one(SONARR, NAMING, "multiEpisodeStyle", 1),),
        "sonarr.colons": (_one(SONARR, NAMING, "colonReplacementFormat", 0),),
        "sonarr.minimum_sizes": (
            *_definition(SONARR, "WEBDL-1080p", minSize=0.0, preferredSize=95.0, maxSize=100.0),
            *_definition(
                SONARR, "Bluray-2160p Remux", minSize=0.0, preferredSize=95.0, maxSize=100.0
            ),
        ),
        "sonarr.maximum_sizes": _definition(
            SONARR, "Bluray-1080p", minSize=50.4, preferredSize=95.0, maxSize=100.0
        ),
        "sonarr.maximum_size": (_one(SONARR, "config/indexer", "maximumSize", 2),),
    }.items()
}
"""Rule -> settings. A setting with neither row nor path is a whole document."""
