"""What went wrong: recorded answers of two real SABnzbd versions, and other languages."""

import json

import pytest

from custom_components.autoarr.clients.models.sabnzbd import NewsServer, SabWarning
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.classify import (
    Classification,
    Surroundings,
    classify,
    classify_queued,
    surroundings,
)
from custom_components.autoarr.recovery.watching.recorded import read_recording
from custom_components.autoarr.recovery.world import Health
from tests.recorded import SABNZBD

from .builders import history_slot, queue_slot, sab_queue

VERSIONS = ("4.5.0", "5.1.3")

RELEASE, PROVIDER, INDEXER = FaultOf.RELEASE, FaultOf.PROVIDER, FaultOf.INDEXER
LOCAL, CONFIG = FaultOf.LOCAL, FaultOf.CONFIG

# scenario -> (what exactly, who is to blame, final); None where nothing failed.
EXPECTED: dict[str, tuple[Kind, FaultOf, bool] | None] = {
    "addurl_401": (Kind.NZB_REFUSED, CONFIG, True),
    "addurl_404": (Kind.NZB_GONE, INDEXER, True),
    "addurl_429_retry_after": (Kind.NZB_AWAITED, INDEXER, False),
    "addurl_503": (Kind.NZB_AWAITED, INDEXER, False),
    "addurl_bad_host": (Kind.NZB_AWAITED, INDEXER, False),
    "addurl_empty": (Kind.NZB_EMPTY, INDEXER, True),
    "addurl_html": (Kind.NZB_EMPTY, INDEXER, True),
    "addurl_ok": None,
    "addurl_refused": (Kind.NZB_AWAITED, INDEXER, False),
    "all_missing_hopeless": (Kind.CANNOT_COMPLETE, RELEASE, True),
    "all_missing_not_on_servers": (Kind.NOT_ON_SERVERS, RELEASE, True),
    "bad_nzb_empty": None,
    "bad_nzb_html": None,
    "bad_nzb_no_files": None,
    "bad_nzb_not_xml": None,
    "bad_rar_inside": (Kind.BROKEN_ARCHIVE, RELEASE, True),
    "completed": None,
    "corrupt_articles_crc": None,
    "disk_full_complete": (Kind.DISK_FULL, LOCAL, True),
    "disk_full_incomplete": (Kind.PAUSED_FOR_SPACE, LOCAL, False),
    "disk_min_free": (Kind.PAUSED_FOR_SPACE, LOCAL, False),
    "duplicate_discard": None,
    "duplicate_pause": (Kind.DUPLICATE_PAUSED, CONFIG, True),
    "duplicate_tag": None,
    "encrypted_abort": (Kind.ENCRYPTED, RELEASE, True),
    "encrypted_ignore": (Kind.ENCRYPTED, RELEASE, True),
    "encrypted_pause": (Kind.ENCRYPTED_PAUSED, RELEASE, True),
    "encrypted_then_retry_with_password": (Kind.ENCRYPTED, RELEASE, True),
    "hopeless_abort": (Kind.CANNOT_COMPLETE, RELEASE, True),
    "no_par2_missing_article": (Kind.NOT_VERIFIED, RELEASE, True),
    "not_enough_blocks": (Kind.TOO_FEW_BLOCKS, RELEASE, True),
    "password_given_on_add": None,
    "password_in_nzbname": None,
    "precheck_fails": (Kind.CANNOT_COMPLETE, RELEASE, True),
    "propagation_delay": None,
    "quota_reached": (Kind.QUOTA_SPENT, CONFIG, False),
    "repaired": None,
    "server_auth_expired": (Kind.ACCOUNT_EXPIRED, CONFIG, False),
    "server_auth_reject": (Kind.LOGIN_REFUSED, CONFIG, False),
    "server_disabled": (Kind.NO_SERVER, CONFIG, False),
    "server_drop": (Kind.NOTHING_COMES, PROVIDER, False),
    "server_hang": (Kind.NOTHING_COMES, PROVIDER, False),
    "server_no_such_host": (Kind.UNREACHABLE, PROVIDER, False),
    "server_refused": (Kind.NOTHING_COMES, PROVIDER, False),
    "server_too_many": (Kind.TOO_MANY_CONNECTIONS, CONFIG, False),
    "size_limit_pause": (Kind.TOO_LARGE, CONFIG, True),
    "stop_priority_half_way": (Kind.STOPPED, FaultOf.NONE, True),
    "stop_priority_on_encrypted_paused": (Kind.ENCRYPTED_PAUSED, RELEASE, True),
    "unsafe_postproc_missing": None,
    "unwanted_ext_pause": None,
}
# 5.1.3 pauses before the disk is full, where 4.5.0 fails while it unpacks.
DIFFERENT = {("5.1.3", "disk_full_complete"): (Kind.PAUSED_FOR_SPACE, LOCAL, False)}


def verdict(found: Classification) -> tuple[Kind, FaultOf, bool]:
    """Return what a classification says."""
    return found.kind, found.at_fault, found.final


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("scenario", sorted(EXPECTED))
def test_every_recorded_scenario_is_understood(version: str, scenario: str) -> None:
    """Kind and blame of what a real SABnzbd showed."""
    path = SABNZBD / version / f"scenario_{scenario}.json"
    recording = read_recording(json.loads(path.read_text()))
    found = [verdict(found) for _, found in recording.jobs()]
    expected = DIFFERENT.get((version, scenario), EXPECTED[scenario])
    assert found[:1] == ([expected] if expected else [])
    assert len(set(found)) <= 2


@pytest.mark.parametrize("version", VERSIONS)
def test_no_recorded_scenario_is_left_out(version: str) -> None:
    """The table above is complete."""
    names = {path.stem.removeprefix("scenario_") for path in (SABNZBD / version).glob("scenario_*")}
    assert names == set(EXPECTED)


def test_a_missing_volume_that_crashed_post_processing_is_left_to_a_person() -> None:
    """5.1.3 said only "Post-processing was aborted" there."""
    path = SABNZBD / "5.1.3" / "scenario_bad_rar_inside.json"
    recording = read_recording(json.loads(path.read_text()))
    assert [found.cause for _, found in recording.jobs()] == [Cause.UNPACK, Cause.USER_STOPPED]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "text",
    [
        "Aborted, cannot be completed",
        "Aborted, encryption detected",
        "Aborted, unwanted extension detected",
        "Corrupt RAR file",
        "Download failed - Not on your server(s)",
        "Download might fail, only %s of required %s available",
        "Duplicate NZB",
        "Failed to move files",
        "File join of %s failed",
        "Invalid par2 files or invalid PAR2 parameters, cannot verify or repair",
        "Post-processing was aborted",
        "Pre-queue script marked job as failed",
        "RAR files failed to verify",
        "Repair failed, not enough repair blocks (%s short)",
        "Repairing failed, %s",
        "Script exit code is %s",
        "URL Fetching failed; %s",
        "Unpacking failed, %s",
        "Unpacking failed, CRC error",
        "Unpacking failed, archive requires a password",
        "Unpacking failed, disk full",
        "Unpacking failed, file too large for filesystem (FAT?)",
        "Unpacking failed, unable to find %s",
        "Unpacking failed, write error or disk is full?",
        "Unusable NZB file",
        "Unusable RAR file",
        'Some files failed to verify against "%s"',
    ],
)
def test_every_message_of_both_versions_has_a_row(version: str, text: str) -> None:
    """The texts are those in SABnzbd's own source; each is still there and matches the table."""
    listing = SABNZBD / f"fail-strings-{version}.txt"
    assert f'"{text}"' in listing.read_text() or f"'{text}'" in listing.read_text()
    found = classify(history_slot(message=text.replace("%s", "7")))
    assert found is not None
    assert found.cause is not Cause.UNKNOWN


@pytest.mark.parametrize("status", ["Queued", "Verifying", "Repairing", "Extracting", "Completed"])
def test_a_message_counts_only_when_the_status_is_final(status: str) -> None:
    """SABnzbd sets it while the job is still worked on, and keeps it on some that completed."""
    assert classify(history_slot(message="Corrupt RAR file", status=status)) is None


@pytest.mark.parametrize(
    ("message", "stages", "expected"),
    [
        (
            "Abgebrochen, kann nicht fertiggestellt werden - https://sabnzbd.org/not-complete",
            (("Source", ("x.nzb",)), ("Download", ("13 Artikel fehlten",))),
            (Cause.ARTICLE_MISSING, RELEASE),
        ),
        (
            "Reparatur fehlgeschlagen. Es fehlen Blöcke (16 zu wenig)",
            (("Repair", ("[x] Reparatur fehlgeschlagen. Es fehlen Blöcke (16 zu wenig)",)),),
            (Cause.PAR2_DAMAGED, RELEASE),
        ),
        (
            "Reparatur fehlgeschlagen, seltsam",
            (("Repair", ("[x] Reparatur fehlgeschlagen, seltsam",)),),
            (Cause.PAR2_DAMAGED, FaultOf.UNKNOWN),
        ),
        (
            "Prüfung der RAR-Dateien fehlgeschlagen",
            (("Repair", ("[x] fehlgeschlagen: Corrupt file - CRC check failed",)),),
            (Cause.PAR2_DAMAGED, RELEASE),
        ),
        (
            "Beschädigte RAR-Datei",
            (("Unpack", ("[x] Beschädigte RAR-Datei",)),),
            (Cause.UNPACK, FaultOf.UNKNOWN),
        ),
        (
            "Entpacken fehlgeschlagen? in the file /srv/x.mkv [R]etry, [A]bort",
            (("Unpack", ("[x] Entpacken fehlgeschlagen",)),),
            (Cause.DISK_FULL, LOCAL),
        ),
        (
            "Entpacken fehlgeschlagen, [Errno 13] Permission denied: '/srv/x'",
            (("Unpack", ("[x]",)),),
            (Cause.PERMISSIONS, LOCAL),
        ),
        ("Exit(3): kaputt", (("Script", ("Exit(3): kaputt",)),), (Cause.SCRIPT, LOCAL)),
        ("Skript: 3", (("Script", ("Skript: 3",)),), (Cause.SCRIPT, LOCAL)),
        ("Etwas anderes", (("Servers", ("stub=1 MB",)),), (Cause.UNKNOWN, FaultOf.UNKNOWN)),
        ("Etwas anderes", (("Unpack", ("[x] alles gut",)),), (Cause.UNKNOWN, FaultOf.UNKNOWN)),
        ("Etwas anderes", (), (Cause.UNKNOWN, FaultOf.UNKNOWN)),
        ("", (("Unpack", ("[x]",)),), (Cause.UNKNOWN, FaultOf.UNKNOWN)),
    ],
)
def test_other_languages_are_understood_by_what_is_not_translated(
    message: str, stages: tuple[tuple[str, tuple[str, ...]], ...], expected: tuple[Cause, FaultOf]
) -> None:
    """Stages, the address at the end, the count of blocks, words of unrar and of the system."""
    found = classify(history_slot(message=message, stages=stages))
    assert found is not None
    assert (found.cause, found.at_fault) == expected


def test_a_job_by_address_whose_nzb_never_came_is_the_indexers_fault_in_any_language() -> None:
    """It has no stage but Source."""
    found = classify(
        history_slot(
            message="Abruf fehlgeschlagen; weg", url="http://x/1", stages=(("Source", ()),)
        )
    )
    assert found is not None
    assert (found.cause, found.at_fault) == (Cause.INDEXER, INDEXER)


def test_a_duplicate_by_address_is_still_a_duplicate() -> None:
    """It never downloads either."""
    found = classify(history_slot(message="Duplicate NZB", url="http://x/1"))
    assert found is not None
    assert found.cause is Cause.DUPLICATE


def test_a_crash_of_post_processing_is_not_taken_for_a_person() -> None:
    """SABnzbd warns of it by the name of the job."""
    slot = history_slot(message="Post-processing was aborted")
    around = Surroundings(warnings=(f"Post Processing Failed for {slot.name} (see logfile)",))
    found = classify(slot, around)
    assert found is not None
    assert (found.cause, found.at_fault) == (Cause.UNPACK, FaultOf.UNKNOWN)


def server(**fields: object) -> NewsServer:
    """Return a news server that works."""
    raw = {"servername": "news", "serveractive": True, "servererror": ""} | fields
    return NewsServer.from_json(raw)  # type: ignore[arg-type]


def test_missing_articles_while_a_server_reports_an_error_are_the_providers_fault() -> None:
    """4.5.0 makes a release failure of an outage; the servers tell the truth."""
    trouble = server(serveractive=False, servererror="Cannot connect to server news [400]")
    around = surroundings(sab_queue(), (), (trouble,))
    message = "Aborted, cannot be completed - https://sabnzbd.org/not-complete"
    found = classify(history_slot(message=message), around)
    assert found is not None
    assert (found.cause, found.at_fault) == (Cause.PROVIDER_DOWN, PROVIDER)
    assert "server news: Cannot connect to server news [400]" in found.evidence
    damaged = classify(history_slot(message="Corrupt RAR file"), around)
    assert damaged is not None
    assert damaged.cause is Cause.UNPACK


def test_servers_are_judged_only_by_what_they_say() -> None:
    """None asked: unknown; none there: down; all well: ok."""
    assert surroundings(sab_queue()).provider is Health.UNKNOWN
    assert surroundings(sab_queue(), (), ()).provider is Health.DOWN
    assert surroundings(sab_queue(), (), (server(),)).provider is Health.OK


def test_evidence_keeps_no_key_and_stays_small() -> None:
    """The text of a service is untrusted."""
    message = "URL Fetching failed; https://indexer/api?t=get&apikey=0123456789abcdef " + "x" * 900
    found = classify(history_slot(message=message))
    assert found is not None
    assert "0123456789abcdef" not in str(found)
    assert all(len(part) <= 200 for part in found.evidence)


def test_a_pause_without_label_is_a_persons() -> None:
    """Only a label says that SABnzbd paused the job by itself."""
    assert classify_queued(queue_slot(status="Paused")) is None
    assert classify_queued(queue_slot(status="Paused", labels=["Movies"])) is None


@pytest.mark.parametrize("label", ["ENCRYPTED", "DUPLICATE", "TOO LARGE"])
def test_a_label_on_a_job_that_goes_on_is_a_remark(label: str) -> None:
    """E.g. duplicates that SABnzbd only tags."""
    assert classify_queued(queue_slot(labels=[label])) is None


def test_a_queue_that_a_person_paused_is_nobodys_failure() -> None:
    """No warning names a reason."""
    slot = queue_slot(status="Queued")
    note = SabWarning(text="Direct Unpack was automatically enabled.", type="WARNING", time=None)
    around = surroundings(sab_queue(status="Paused", paused=True), (note,))
    assert classify_queued(slot, around) is None
