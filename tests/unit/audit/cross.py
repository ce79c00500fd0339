"""The rules across services, a stack in which they find nothing, and how it is set wrong."""

from collections.abc import Mapping
from typing import Any

from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import Evaluation, Finding, Rule
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.audit.servarr import GB
from tests.support.audit.stack import (
    PLEX,
    RADARR,
    SABNZBD,
    SONARR,
    Stack,
    estate_of,
    right_stack,
    with_settings,
)
from tests.support.audit.wrong import Setting
from tests.support.audit.wrong_cross import WRONG

from .judging import rules_in

RULES = {rule.id: rule for rule in rules_in("stack")}
MENDED = [rule for rule in RULES.values() if rule.applicable]
BY_HAND = [rule for rule in RULES.values() if not rule.applicable]
BOTH = (RADARR, SONARR)
FIELDS = {RADARR: "movieCategory", SONARR: "tvCategory"}


def client(kind: ServiceKind, **changed: Any) -> tuple[Setting, ...]:
    """Return settings of the client of a Radarr or Sonarr, by the names of its fields."""
    return tuple(
        (kind, "downloadclient", "1", f"fields[name={name}].value", value)
        for name, value in changed.items()
    )


def category(kind: ServiceKind, name: str) -> tuple[Setting, ...]:
    """Return what a Radarr or Sonarr asks for."""
    return client(kind, **{FIELDS[kind]: name})


def sab(document: str, row: str = "", **changed: Any) -> tuple[Setting, ...]:
    """Return settings of SABnzbd."""
    return tuple((SABNZBD, document, row, name, value) for name, value in changed.items())


def mapping(kind: ServiceKind, remote: str, local: str, host: str = "sabnzbd") -> Setting:
    """Return the only path mapping of a Radarr or Sonarr."""
    row: JsonValue = {"id": 1, "host": host, "remotePath": remote, "localPath": local}
    return (kind, "remotepathmapping", "", "", [row])


def root(kind: ServiceKind, path: str) -> Setting:
    """Return the root folder of a Radarr or Sonarr."""
    return (kind, "rootfolder", "1", "path", path)


def libraries(*rows: tuple[str, str]) -> Setting:
    """Return the libraries of Plex by type and folder."""
    made: list[JsonValue] = [
        {"key": str(key), "type": kind, "title": f"My {kind}s", "Location": [{"path": path}]}
        for key, (kind, path) in enumerate(rows, 1)
    ]
    return (PLEX, "sections", "", "", made)


BY_HAND_WRONG: Mapping[str, tuple[Setting, ...]] = {
    "stack.client_known": client(RADARR, host="192.168.1.77", port=9000)
    + client(SONARR, host="192.168.1.77", port=9000),
    "stack.sabnzbd_used": (
        (RADARR, "downloadclient", "", "", []),
        (SONARR, "downloadclient", "", "", []),
    ),
    "stack.category_shared": category(SONARR, "movies"),
    "stack.category_folder_shared": sab("categories", "tv", dir="Movies")
    + sab("categories", "movies", dir="Movies"),
    "stack.two_importers": sab("categories", "tv", script="nzbToSonarr.py"),
    "stack.path_mapping": (
        mapping(RADARR, "/other/", "/mnt/"),
        mapping(SONARR, "/other/", "/mnt/"),
    ),
    "stack.download_in_root": (root(RADARR, "/data/usenet"), root(SONARR, "/data")),
    "stack.root_folder_shared": (root(SONARR, "/data/media"),),
    "stack.other_disk": tuple(
        (
            kind,
            "diskspace",
            "",
            "",
            [
                {"path": "/data/media", "totalSpace": 8000 * GB},
                {"path": "/data/usenet", "totalSpace": 500 * GB},
            ],
        )
        for kind in BOTH
    ),
    "stack.schedule_pauses": sab("misc", schedlines=["1 0 7 * pause"]),
    "stack.size_limit": sab("misc", size_limit="20G"),
    "stack.room_for_largest": (
        (RADARR, "rootfolder", "1", "freeSpace", 2 * GB),
        (SONARR, "rootfolder", "1", "freeSpace", GB),
    ),
    "stack.plex_library_missing": (libraries(("movie", "/data/media/movies")),),
    "stack.plex_library_type": (libraries(("movie", "/data/media")),),
    "stack.plex_not_told": (
        (RADARR, "notification", "", "", []),
        (SONARR, "notification", "", "", []),
        (PLEX, "prefs", "", "FSEventLibraryUpdatesEnabled", False),
    ),
}


def wrong(rule: Rule) -> tuple[Setting, ...]:
    """Return what is set wrong for a rule."""
    return WRONG[rule.id].settings if rule.applicable else BY_HAND_WRONG[rule.id]


def rightly(mode: str) -> Stack:
    """Return a stack in which nothing is wrong for a mode."""
    stack = right_stack()
    for kind in BOTH if mode == "manage" else ():
        handling = stack[kind]["config/downloadclient"]
        handling["autoRedownloadFailed"] = False
        handling["autoRedownloadFailedFromInteractiveSearch"] = False
        stack[kind]["downloadclient"][0]["removeFailedDownloads"] = False
    return stack


def judged(rule: Rule, stack: Stack, **more: Any) -> Evaluation:
    """Judge a rule in its mode; where all are on one machine, unless it is said otherwise."""
    return evaluate([rule], estate_of(stack, mode=rule.when.mode or "assist", **more))


def result_of(name: str, *changed: Setting, **more: Any) -> Evaluation:
    """Judge a rule after some settings were made."""
    rule = RULES[name]
    return judged(rule, with_settings(rightly(rule.when.mode), changed), **more)


def found_in(name: str, *changed: Setting, **more: Any) -> tuple[Finding, ...]:
    """Return what a rule finds after some settings were made; it must be able to judge."""
    result = result_of(name, *changed, **more)
    assert result.skipped == ()
    return result.findings


def named(case: object) -> str:
    """Name a case of a table."""
    return case.id if isinstance(case, Rule) else str(case)
