"""Each kind of failure as it is really observed: recorded answers first, else the words of the services."""

from collections.abc import Callable, Mapping
import json
from typing import Final

from custom_components.autoarr.clients.models.sabnzbd import NewsServer, SabWarning
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.arrs.blocks import classify_row
from custom_components.autoarr.recovery.arrs.languages import judge_sound
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.classify import (
    Classification,
    classify,
    classify_queued,
    surroundings,
)
from custom_components.autoarr.recovery.watching.recorded import read_recording
from tests.recorded import SABNZBD

from .builders import history_slot, queue_slot, sab_queue
from .rows import arr_row

VERSIONS: Final = ("4.5.0", "5.1.3")

RECORDED: Final[Mapping[Kind, str]] = {
    Kind.CANNOT_COMPLETE: "hopeless_abort",
    Kind.NOT_ON_SERVERS: "all_missing_not_on_servers",
    Kind.TOO_FEW_BLOCKS: "not_enough_blocks",
    Kind.NOT_VERIFIED: "no_par2_missing_article",
    Kind.ENCRYPTED: "encrypted_abort",
    Kind.ENCRYPTED_PAUSED: "encrypted_pause",
    Kind.BROKEN_ARCHIVE: "bad_rar_inside",
    Kind.DISK_FULL: "disk_full_complete",
    Kind.PAUSED_FOR_SPACE: "disk_min_free",
    Kind.NO_SERVER: "server_disabled",
    Kind.NOTHING_COMES: "server_refused",
    Kind.UNREACHABLE: "server_no_such_host",
    Kind.LOGIN_REFUSED: "server_auth_reject",
    Kind.ACCOUNT_EXPIRED: "server_auth_expired",
    Kind.TOO_MANY_CONNECTIONS: "server_too_many",
    Kind.QUOTA_SPENT: "quota_reached",
    Kind.NZB_GONE: "addurl_404",
    Kind.NZB_REFUSED: "addurl_401",
    Kind.NZB_EMPTY: "addurl_empty",
    Kind.NZB_AWAITED: "addurl_429_retry_after",
    Kind.DUPLICATE_PAUSED: "duplicate_pause",
    Kind.TOO_LARGE: "size_limit_pause",
    Kind.STOPPED: "stop_priority_half_way",
}
"""The kinds that were seen in a real run, and one scenario of each."""


def recordings(kind: Kind) -> list[Classification]:
    """Return what the recorded answers of both versions are classified as, where they show this kind."""
    found: list[Classification] = []
    for version in VERSIONS:
        path = SABNZBD / version / f"scenario_{RECORDED[kind]}.json"
        if path.exists():
            jobs = read_recording(json.loads(path.read_text(encoding="utf-8"))).jobs()
            found += [what for _, what in jobs if what.kind is kind]
    return found


def _failed(message: str, *stages: str, url: str = "") -> Classification | None:
    """Return what a job of the history is classified as; its last stage carries the message."""
    log = tuple((name, (message,)) for name in stages)
    return classify(history_slot(message=message, stages=log, url=url))


def _crashed() -> Classification | None:
    """Return what a job whose post-processing crashed is classified as."""
    slot = history_slot(message="Post-processing was aborted")
    text = f"Post Processing Failed for {slot.name} (see log)"
    warning = SabWarning(text=text, type="ERROR", time=None)
    return classify(slot, surroundings(sab_queue(), (warning,)))


def _in_an_outage() -> Classification | None:
    """Return what missing articles are classified as while a news server shows an error."""
    server = NewsServer(
        name="news",
        active=False,
        connections=8,
        active_connections=0,
        error="502 Service unavailable",
        warning="",
        priority=0,
        optional=False,
        speed_bytes=0,
    )
    slot = history_slot(message="Aborted, cannot be completed - https://sabnzbd.org/not-complete")
    return classify(slot, surroundings(sab_queue(), (), (server,)))


def _held(label: str) -> Classification | None:
    """Return what a job is classified as that SABnzbd paused for a label."""
    return classify_queued(queue_slot(status="Paused", labels=[label]))


def _blocked(text: str, service: ServiceKind = ServiceKind.RADARR) -> Classification | None:
    """Return what a download is classified as that is not imported."""
    return classify_row(arr_row(text), service)


SONARR: Final = ServiceKind.SONARR

BUILT: Final[Mapping[Kind, Callable[[], Classification | None]]] = {
    Kind.TOO_FEW_ARTICLES: lambda: _failed(
        "Download might fail, only 94.2% of required 100.2% available", "Download"
    ),
    Kind.REPAIR_ERROR: lambda: _failed("Repairing failed, par2 ended with an error", "Repair"),
    Kind.MISSING_VOLUME: lambda: _failed("Unpacking failed, unable to find x.part02.rar", "Unpack"),
    Kind.UNPACK_ERROR: lambda: _failed("ERROR: something", "Unpack"),
    Kind.CRASHED: _crashed,
    Kind.NOT_WRITABLE: lambda: _failed("Failed to move files: [Errno 13] Permission denied"),
    Kind.PATH_TOO_LONG: lambda: _failed("Unpacking failed, path is too long", "Unpack"),
    Kind.SCRIPT_FAILED: lambda: _failed("Exit(1): it said no", "Script"),
    Kind.REFUSED_BY_SCRIPT: lambda: _failed("Pre-queue script marked job as failed"),
    Kind.OUTAGE: _in_an_outage,
    Kind.NZB_NOT_FETCHED: lambda: _failed(
        "URL Fetching failed; Maximum retries", "Source", url="https://indexer.invalid/1"
    ),
    Kind.NZB_UNUSABLE: lambda: _failed("Unusable NZB file"),
    Kind.INDEXER_UNKNOWN_HOST: lambda: _failed(
        "URL Fetching failed; Server name does not resolve",
        "Source",
        url="https://indexer.invalid/1",
    ),
    Kind.DUPLICATE: lambda: _failed("Duplicate NZB"),
    Kind.UNWANTED_FILE: lambda: _failed(
        "Aborted, unwanted extension detected - https://sabnzbd.org/unwanted"
    ),
    Kind.UNWANTED_PAUSED: lambda: _held("UNWANTED"),
    Kind.DANGEROUS_FILE: lambda: _blocked("Caution: Found executable file with extension: '.exe'"),
    Kind.SAMPLE_ONLY: lambda: _blocked("Sample"),
    Kind.NO_AUDIO: lambda: _blocked("No audio tracks detected"),
    Kind.NOT_AN_UPGRADE: lambda: _blocked("Not an upgrade for existing movie file"),
    Kind.WRONG_EPISODE: lambda: _blocked(
        "Episode 1x05 was not found in the grabbed release: Show.S01E02", SONARR
    ),
    Kind.WRONG_SEASON: lambda: _blocked(
        "Season number 2 was unexpected considering the folder name Show.S01", SONARR
    ),
    Kind.WRONG_TITLE: lambda: _blocked("Movie title mismatch, Manual Import required."),
    Kind.MANUAL_IMPORT: lambda: _blocked(
        "Found matching movie via grab history, but release was matched to movie by ID."
        " Manual Import required."
    ),
    Kind.NO_FILES: lambda: _blocked("Found archive file, might need to be extracted"),
    Kind.INCOMPLETE_IMPORT: lambda: _blocked("Partial season packs are not supported", SONARR),
    Kind.ALREADY_IMPORTED: lambda: _blocked("Movie file already imported at 10/02/2026 08:15:00"),
    Kind.PATH_MISSING: lambda: _blocked(
        "[C:\\done\\Dune] is not a valid local path. You may need a Remote Path Mapping."
    ),
    Kind.NO_SPACE_TO_IMPORT: lambda: _blocked("Not enough free space"),
    Kind.NOT_ALLOWED_TO_IMPORT: lambda: _blocked("Failed to import movie"),
    Kind.TITLE_TO_BE_ANNOUNCED: lambda: _blocked(
        "Episode has a TBA title and recently aired", SONARR
    ),
    Kind.OTHER_BLOCK: lambda: _blocked("Something that nobody has heard of"),
    Kind.WRONG_LANGUAGE: lambda: judge_sound(frozenset({"German"}), "eng"),
    Kind.UNKNOWN: lambda: _failed("Etwas ging schief"),
}
"""The other kinds, from the texts of the sources."""

FROM_MANY_POLLS: Final = frozenset({Kind.STUCK, Kind.REMOVED_FROM_CLIENT})
"""What no single answer shows: the tests of stalls and departures build them from polls."""


def observations(kind: Kind) -> list[Classification]:
    """Return the classifications of what is observed of a kind, of all versions where it was recorded."""
    if kind in RECORDED:
        return recordings(kind)
    found = BUILT[kind]()
    return [found] if found is not None else []
