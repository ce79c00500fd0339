"""Whole documents of a Radarr and a Sonarr in which nothing is wrong, made of what a fresh install of the fakes has."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final, cast

from custom_components.autoarr.audit.sizes import TABLES
from custom_components.autoarr.clients.service import ServiceKind
from tests.fakes.servarr.defaults import defaults
from tests.fakes.servarr.quality import Profile, Qualities
from tests.fakes.servarr.resources import without_nulls

GB: Final = 1024**3
BANNED: Final = ("BR-DISK", "LQ", "LQ (Release Title)", "3D", "Extras", "Upscaled", "AV1")
REPACKS: Final = {"Repack/Proper": 5, "Repack2": 6, "Repack3": 7}
NAMES: Final[Mapping[ServiceKind, Mapping[str, str]]] = {
    ServiceKind.RADARR: {
        "standardMovieFormat": "{Movie Title} ({Release Year}) {imdb-{ImdbId}} {[Quality Title]}{-Release Group}",
        "movieFolderFormat": "{Movie Title} ({Release Year})",
    },
    ServiceKind.SONARR: {
        "standardEpisodeFormat": "{Series.Title}.S{season:00}E{episode:00}.{Quality.Full}{-Release Group}",
        "dailyEpisodeFormat": "{Series Title} {Air-Date} {[Quality Full]}{-Release Group}",
        "animeEpisodeFormat": "{Series Title} {absolute:000} {[Quality Full]}{-Release Group}",
        "seriesFolderFormat": "{Series TitleYear} {tvdb-{TvdbId}}",
    },
}


def qualities(kind: ServiceKind) -> Qualities:
    """Return what the service calls its qualities."""
    return Qualities(defaults(kind.value)["qualities"])


def plain(row: object) -> dict[str, Any]:
    """Return a row as the services send it, without what is not set."""
    return cast("dict[str, Any]", without_nulls(row))


def profile(kind: ServiceKind, *allowed: str, **changed: Any) -> dict[str, Any]:
    """Return a profile that allows some qualities and upgrades to the last of them."""
    made = Profile(id=1, name="Films", allowed=allowed, cutoff=allowed[-1])
    language = {"id": 1, "name": "English"} if kind is ServiceKind.RADARR else None
    row = plain(qualities(kind).profile_resource(made, language=language))
    scores = dict.fromkeys(BANNED, -10000) | REPACKS
    row["formatItems"] = [
        {"format": place, "name": name, "score": score}
        for place, (name, score) in enumerate(scores.items(), 1)
    ]
    return row | {"cutoffFormatScore": 10000} | changed


def definition(kind: ServiceKind, name: str) -> str:
    """Return the id of the definition of a quality."""
    row = next(row for row in qualities(kind).definitions() if row["title"] == name)
    return str(row["id"])


def plex_connection(**changed: Any) -> dict[str, Any]:
    """Return a connection to Plex."""
    return {
        "id": 1,
        "name": "Living room",
        "implementation": "PlexServer",
        "implementationName": "Plex Media Server",
        "configContract": "PlexServerSettings",
        "infoLink": "https://wiki.servarr.com/radarr/supported#plexserver",
        "tags": [],
        "onGrab": False,
        "onDownload": True,
        "onUpgrade": True,
        "onRename": True,
        "onHealthIssue": False,
        "fields": [
            {"order": 0, "name": "host", "label": "Host", "value": "plex", "type": "textbox"},
            {
                "order": 6,
                "name": "updateLibrary",
                "label": "Update Library",
                "value": True,
                "type": "checkbox",
            },
        ],
    } | changed


def indexer(kind: ServiceKind, **changed: Any) -> dict[str, Any]:
    """Return an indexer."""
    row: dict[str, Any] = deepcopy(defaults(kind.value)["indexerRow"])
    return row | {"id": 1, "name": "Indexer"} | changed


def right(kind: ServiceKind) -> dict[str, Any]:
    """Return every document of a service as the rules want it."""
    fresh = deepcopy(defaults(kind.value))
    config, tables = fresh["config"], fresh["tables"]
    config["mediamanagement"] |= {
        "recycleBin": "/data/bin",
        "recycleBinCleanupDays": 14,
        "downloadPropersAndRepacks": "doNotPrefer",
        "deleteEmptyFolders": True,
        "minimumFreeSpaceWhenImporting": 500,
        "copyUsingHardlinks": True,
        "setPermissionsLinux": False,
        "importExtraFiles": True,
        "extraFileExtensions": "srt,nfo",
    }
    films = kind is ServiceKind.RADARR
    if films:
        config["mediamanagement"]["autoUnmonitorPreviouslyDownloadedMovies"] = True
        config["naming"]["renameMovies"] = True
    else:
        config["mediamanagement"] |= {
            "autoUnmonitorPreviouslyDownloadedEpisodes": True,
            "episodeTitleRequired": "bulkSeasonReleases",
        }
        config["naming"] |= {"renameEpisodes": True, "seasonFolderFormat": "Season {season}"}
    config["naming"] |= NAMES[kind]
    config["indexer"]["rssSyncInterval"] = 30
    sizes = TABLES["movie" if films else "series"]
    return {
        **{f"config/{name}": config[name] for name in config if name != "ui"},
        "customformat": [
            {"id": place, "name": name, "specifications": []}
            for place, name in enumerate((*BANNED, *REPACKS), 1)
        ],
        "delayprofile": tables["delayprofile"],
        "downloadclient": [fresh["clientRow"]],
        "importlist": [],
        "indexer": [indexer(kind)],
        "notification": [plex_connection()],
        "qualitydefinition": [
            plain(row)
            | {
                "minSize": sizes.least.get(str(row["title"]), 0.0),
                "preferredSize": sizes.preferred,
                "maxSize": sizes.most,
            }
            for row in qualities(kind).definitions()
        ],
        "qualityprofile": [profile(kind, "WEBDL-1080p", "WEBRip-1080p", "Bluray-1080p")],
        "releaseprofile": [],
        "remotepathmapping": [
            {
                "id": 1,
                "host": "localhost",
                "remotePath": "/downloads/",
                "localPath": "/data/usenet/",
            }
        ],
        "rootfolder": [
            {
                "id": 1,
                "path": "/data/library",
                "accessible": True,
                "freeSpace": 900 * GB,
                "unmappedFolders": [],
            }
        ],
        "tag": [],
        "diskspace": [
            {"id": 1, "path": "/data", "label": "", "freeSpace": 900 * GB, "totalSpace": 4000 * GB}
        ],
        "health": [],
        "system/status": {
            "appName": kind.label,
            "version": "6.0.4.10291" if films else "4.0.15.2941",
        },
    }
