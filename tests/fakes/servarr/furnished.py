"""What people set up on top of a fresh install: a row in every table of the configuration."""

from .core import Core
from .resources import Resource


def furnish(core: Core) -> None:
    """Add a custom format, a release profile, a list, a connection to Plex, a path mapping, a tag and a delay profile."""
    tables = core.tables
    tables["tag"].append({"id": 1, "label": "autoarr"})
    tables["customformat"].extend(_custom_formats(core))
    for profile in tables["qualityprofile"]:
        profile["formatItems"] = [
            {"format": row["id"], "name": row["name"], "score": 0} for row in tables["customformat"]
        ]
    tables["releaseprofile"].append(
        {
            "id": 1,
            "name": "No rips",
            "enabled": True,
            "required": [],
            "ignored": ["hdcam"],
            "indexerId": 0,
            "tags": [],
        }
    )
    tables["importlist"].append(_import_list(core))
    tables["notification"].append(_plex(core))
    tables["remotepathmapping"].append(
        {"id": 1, "host": "sabnzbd", "remotePath": "/downloads/", "localPath": "/data/downloads/"}
    )
    tables["delayprofile"].insert(
        0, tables["delayprofile"][-1] | {"id": 2, "order": 1, "usenetDelay": 30, "tags": [1]}
    )


def _provider(
    core: Core, identifier: int, name: str, implementation: str, contract: str
) -> Resource:
    """Return what every provider has."""
    return {
        "id": identifier,
        "name": name,
        "implementationName": name,
        "implementation": implementation,
        "configContract": contract,
        "infoLink": f"https://wiki.servarr.com/{core.app}/supported#{implementation.lower()}",
        "tags": [],
    }


def _field(order: int, name: str, value: object, kind: str, privacy: str = "normal") -> Resource:
    """Return a setting of a provider."""
    return {
        "order": order,
        "name": name,
        "label": name[0].upper() + name[1:],
        "value": value,
        "type": kind,
        "advanced": False,
        "privacy": privacy,
        "isFloat": False,
    }


def _plex(core: Core) -> Resource:
    """Return a connection that has a Plex server scan what was imported."""
    both = [
        "onGrab",
        "onDownload",
        "onUpgrade",
        "onRename",
        "onHealthIssue",
        "onHealthRestored",
        "onApplicationUpdate",
        "onManualInteractionRequired",
    ]
    own = ["onMovieAdded", "onMovieDelete", "onMovieFileDelete", "onMovieFileDeleteForUpgrade"]
    if core.app == "sonarr":
        own = ["onImportComplete", "onSeriesAdd", "onSeriesDelete", "onEpisodeFileDelete"]
        own.append("onEpisodeFileDeleteForUpgrade")
    on = {"onDownload", "onUpgrade", "onRename"}
    never = {"onGrab", "onHealthIssue", "onHealthRestored", "onApplicationUpdate"}
    never |= {"onManualInteractionRequired"}
    return _provider(core, 1, "Plex Media Server", "PlexServer", "PlexServerSettings") | {
        "link": "https://www.plex.tv/",
        "includeHealthWarnings": False,
        **{event: event in on for event in (*both, *own)},
        **{f"supports{event[0].upper()}{event[1:]}": event not in never for event in (*both, *own)},
        "fields": [
            _field(0, "host", "plex", "textbox"),
            _field(1, "port", 32400, "textbox"),
            _field(2, "useSsl", False, "checkbox"),
            _field(3, "urlBase", "", "textbox"),
            _field(4, "authToken", "plex-token-of-the-connection", "textbox", "apiKey"),
            _field(5, "signIn", "startOAuth", "oAuth"),
            _field(6, "updateLibrary", True, "checkbox"),
            _field(7, "mapFrom", "", "textbox"),
            _field(8, "mapTo", "", "textbox"),
        ],
    }


def _import_list(core: Core) -> Resource:
    """Return a list of titles to add."""
    row = _provider(core, 1, "Trakt Popular", "TraktPopularImport", "TraktPopularSettings") | {
        "rootFolderPath": str(core.root_folders()[0]),
        "qualityProfileId": 4,
        "listType": "trakt",
        "listOrder": 2,
        "minRefreshInterval": "12:00:00",
        "fields": [
            _field(0, "accessToken", "trakt-access-token", "textbox", "apiKey"),
            _field(1, "authUser", "somebody", "textbox", "userName"),
            _field(2, "limit", 100, "number"),
        ],
    }
    if core.app == "radarr":
        return row | {
            "enabled": True,
            "enableAuto": False,
            "monitor": "movieOnly",
            "searchOnAdd": True,
            "minimumAvailability": "released",
        }
    return row | {
        "enableAutomaticAdd": False,
        "searchForMissingEpisodes": True,
        "shouldMonitor": "all",
        "monitorNewItems": "all",
        "seriesType": "standard",
        "seasonFolder": True,
    }


def _custom_formats(core: Core) -> list[Resource]:
    """Return formats that people score down."""
    return [
        {
            "id": place + 1,
            "name": name,
            "includeCustomFormatWhenRenaming": False,
            "specifications": [
                {
                    "name": name,
                    "implementation": "ReleaseTitleSpecification",
                    "implementationName": "Release Title",
                    "infoLink": f"https://wiki.servarr.com/{core.app}/settings#custom-formats-2",
                    "negate": False,
                    "required": True,
                    "fields": [_field(0, "value", pattern, "textbox")],
                }
            ],
        }
        for place, (name, pattern) in enumerate(
            [
                ("BR-DISK", r"\bBD[\W_]?(25|50|66|100)\b"),
                ("LQ", r"-(YIFY|YTS)$"),
                ("x265 (HD)", r"[xh][ ._-]?265"),
            ]
        )
    ]
