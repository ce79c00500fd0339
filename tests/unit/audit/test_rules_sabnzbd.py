"""The rules for SABnzbd against documents of real ones: found where wrong, silent where right, mended and taken back."""

from collections.abc import Mapping
from datetime import timedelta
import json
import re
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.audit.checks import (
    CHECKS,
    sabnzbd as own,
    sabnzbd_doors as doors,
    sabnzbd_servers as servers,
)
from custom_components.autoarr.audit.estate import Estate
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.facts import FACTS
from custom_components.autoarr.audit.models import Finding, HowTo, Rule, SkipReason
from custom_components.autoarr.audit.predicates import holds, native
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.stack import (
    AT,
    RADARR,
    RELEASES,
    SABNZBD,
    Stack,
    estate_of,
    recorded,
    right_stack,
    taken_back,
    with_changes,
    with_settings,
)
from tests.support.audit.wrong import Setting
from tests.support.audit.wrong_sabnzbd import BLOCK, SERVER, WRONG

from .building import values
from .judging import edits_of, rules_in
from .spoiling import spoiled

RULES = {rule.id: rule for rule in rules_in("sabnzbd")}
MENDED = [rule for rule in RULES.values() if rule.applicable]
BY_HAND = [rule for rule in RULES.values() if not rule.applicable]
NOW = int(AT.timestamp())


def misc(**changed: Any) -> tuple[Setting, ...]:
    """Return settings of `misc`."""
    return tuple((SABNZBD, "misc", "", name, value) for name, value in changed.items())


def server(**changed: Any) -> tuple[Setting, ...]:
    """Return settings of the news server."""
    return tuple((SABNZBD, "servers", SERVER, name, value) for name, value in changed.items())


def status(**changed: Any) -> tuple[Setting, ...]:
    """Return what SABnzbd says of itself."""
    return tuple((SABNZBD, "status", "", name, value) for name, value in changed.items())


def warned(*rows: dict[str, Any]) -> tuple[Setting, ...]:
    """Return what SABnzbd complains of."""
    usual: dict[str, Any] = {
        "type": "ERROR",
        "text": "It broke",
        "time": NOW - 60,
        "origin": "misc.py119",
    }
    return ((SABNZBD, "warnings", "", "", [usual | row for row in rows]),)


BY_HAND_WRONG: Mapping[str, tuple[Setting, ...]] = {
    "sabnzbd.unwanted_extensions_mode": misc(unwanted_extensions_mode=1),
    "sabnzbd.cleanup_deletes_media": misc(cleanup_list=["nfo", "SRT"]),
    "sabnzbd.permissions": misc(permissions="755"),
    "sabnzbd.direct_unpack": misc(direct_unpack=False),
    "sabnzbd.download_in_complete": status(downloaddir="/data/usenet/complete/unfinished"),
    "sabnzbd.nzb_backup_dir": misc(nzb_backup_dir=""),
    "sabnzbd.bandwidth_max": misc(bandwidth_perc=50, bandwidth_max=""),
    "sabnzbd.api_key": misc(api_key=""),
    "sabnzbd.open_interface": misc(inet_exposure=4),
    "sabnzbd.inet_exposure": misc(inet_exposure=3),
    "sabnzbd.host_whitelist": misc(host_whitelist=["vm"]),
    "sabnzbd.enable_https_verification": misc(enable_https_verification=0),
    "sabnzbd.allow_old_ssl_tls": misc(allow_old_ssl_tls=1),
    "sabnzbd.server_ssl": server(ssl=0),
    "sabnzbd.server_ssl_verify": server(ssl_verify=1),
    "sabnzbd.server_connections": server(connections=100),
    "sabnzbd.no_server": server(enable=0),
    "sabnzbd.server_expired": server(expire_date="2026-09-05"),
    "sabnzbd.server_error": status(
        servers=[{"servername": SERVER, "servererror": "Authentication failed"}]
    ),
    "sabnzbd.errors": warned({}),
    "sabnzbd.programs": warned(
        {"text": "par2-Programm ... NICHT gefunden!", "origin": "SABnzbd.py443"}
    ),
}


def wrong(rule: Rule) -> tuple[Setting, ...]:
    """Return what is set wrong for a rule."""
    return WRONG[rule.id].settings if rule.applicable else BY_HAND_WRONG[rule.id]


def found_in(name: str, *changed: Setting, release: str = "5.1.3") -> tuple[Finding, ...]:
    """Return what a rule finds after some settings were made."""
    stack = with_settings(right_stack(release), changed)
    result = evaluate([RULES[name]], estate_of(stack, release=release))
    assert result.skipped == ()
    return result.findings


def skipped_in(name: str, *changed: Setting) -> tuple[SkipReason, str]:
    """Return why a rule cannot be judged after some settings were made."""
    result = evaluate([RULES[name]], estate_of(with_settings(right_stack(), changed)))
    assert result.verdicts == ()
    (one,) = result.skipped
    return one.reason, one.detail


def named(case: object) -> str:
    """Name a case of a table."""
    return case.id if isinstance(case, Rule) else str(case)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_silent_where_all_is_right(rule: Rule, release: str) -> None:
    """A SABnzbd that is set up well gives no findings, and nothing is left unjudged."""
    result = evaluate([rule], estate_of(right_stack(release), release=release))
    assert [(one.key, one.found, one.wanted) for one in result.findings] == []
    assert result.skipped == ()


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("rule", MENDED, ids=named)
def test_found_mended_and_taken_back(rule: Rule, release: str) -> None:
    """A wrong setting is found, its edits mend it, and taking them back restores every byte."""
    stack = with_settings(right_stack(release), wrong(rule))
    found = evaluate([rule], estate_of(stack, release=release)).findings
    assert found
    assert all(one.applicable for one in found)
    edits = edits_of(found)
    mended = with_changes(stack, edits)
    assert evaluate([rule], estate_of(mended, release=release)).findings == ()
    assert json.dumps(with_changes(mended, taken_back(edits))) == json.dumps(stack)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("rule", BY_HAND, ids=named)
def test_found_where_a_person_must_mend(rule: Rule, release: str) -> None:
    """What AutoArr may not mend is found all the same, offers no edit and says what to do."""
    found = found_in(rule.id, *wrong(rule), release=release)
    assert found
    assert not any(one.applicable for one in found)
    assert rule.steps


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_texts_ask_only_for_words_that_are_there(rule: Rule) -> None:
    """Every placeholder of a text is filled by every finding."""
    asked = set(re.findall(r"\{(\w+)\}", " ".join((rule.title, rule.reason, *rule.steps))))
    for finding in found_in(rule.id, *wrong(rule)):
        assert asked <= {"service", *finding.words}
    assert not rule.title.endswith(".")
    assert 20 < len(rule.reason) < 420


def test_every_case_is_a_rule() -> None:
    """The wrong configurations that are handed over are of the rules that can be applied, and of no other."""
    assert WRONG.keys() == {rule.id for rule in MENDED}
    assert BY_HAND_WRONG.keys() == {rule.id for rule in BY_HAND}


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("rule", [one for one in RULES.values() if one.document], ids=named)
def test_every_setting_is_one_that_real_ones_have(rule: Rule, release: str) -> None:
    """Each path is in what a real SABnzbd hands out, and the value to be set keeps its kind and is as expected."""
    config = recorded(release, "get_config")["config"]
    rows = config[rule.document] if rule.each is not None else [config[rule.document]]
    for row in rows:
        assert rule.path in row
        if rule.apply.how is HowTo.SET:
            after = native(row[rule.path], rule.apply.value)
            assert type(after) is type(row[rule.path])
            assert holds(rule.expect, after)


def test_a_setting_that_a_version_lacks_is_no_finding() -> None:
    """A field that is not there is skipped, and named."""
    stack = right_stack()
    del stack[SABNZBD]["misc"]["fast_fail"]
    result = evaluate([RULES["sabnzbd.fast_fail"]], estate_of(stack))
    assert result.findings == ()
    assert [one.reason for one in result.skipped] == [SkipReason.NO_FIELD]


def test_a_value_of_an_unknown_kind_is_no_finding() -> None:
    """What cannot be compared is skipped."""
    reason, _ = skipped_in("sabnzbd.max_url_retries", *misc(max_url_retries="often"))
    assert reason is SkipReason.UNKNOWN_VALUE


@pytest.mark.parametrize(
    ("option", "number", "wanted"),
    [
        ("all", 0, None),
        ("", 0, None),
        ("days-archive", 14, None),
        ("days-delete", 30, None),
        ("days-archive", 13, {"history_retention_number": 14}),
        ("number-delete", 500, {"history_retention_option": "all"}),
        ("number-archive", 5, {"history_retention_option": "all"}),
        ("all-archive", 0, {"history_retention_option": "all"}),
        ("all-delete", 0, {"history_retention_option": "all"}),
    ],
)
def test_history_must_outlast_the_import(
    option: str, number: int, wanted: Mapping[str, Any] | None
) -> None:
    """A history by count, none at all, or one of fewer than 14 days is too short; an archive is not read."""
    found = found_in(
        "sabnzbd.history_retention",
        *misc(history_retention_option=option, history_retention_number=number),
    )
    assert [{e.place.path: e.after for e in one.edits} for one in found] == (
        [] if wanted is None else [wanted]
    )


def test_history_of_an_unknown_kind() -> None:
    """A kind of retention that nobody knows is not judged."""
    reason, _ = skipped_in("sabnzbd.history_retention", *misc(history_retention_option="moon"))
    assert reason is SkipReason.UNKNOWN_VALUE


def test_history_without_radarr_and_sonarr() -> None:
    """Who imports by other means may keep the history as short as wanted."""
    stack = with_settings(right_stack(), WRONG["sabnzbd.history_retention"].settings)
    alone = {SABNZBD: stack[SABNZBD]}
    assert evaluate([RULES["sabnzbd.history_retention"]], estate_of(alone)).verdicts == ()


@pytest.mark.parametrize(
    ("kept", "free", "wanted"),
    [
        ("", "900", "20G"),
        ("", "60", "10G"),
        ("", "21", "5G"),
        ("", "5", "1G"),
        ("500M", "900", "20G"),
        ("4G", "10", None),
        ("6G", "900", None),
        ("0", "900", "20G"),
    ],
)
def test_minimum_of_free_space_fits_the_disk(kept: str, free: str, wanted: str | None) -> None:
    """What is proposed leaves room to download at once; a minimum that somebody chose is left alone."""
    found = found_in("sabnzbd.download_free", *misc(download_free=kept), *status(diskspace1=free))
    assert [one.wanted for one in found] == ([] if wanted is None else [wanted])


def test_no_minimum_is_proposed_on_a_full_disk() -> None:
    """A queue that would pause at once is not what the user wants: it is found, and left to a person."""
    found = found_in("sabnzbd.complete_free", *misc(complete_free=""), *status(diskspace2="1.50"))
    assert [one.edits for one in found] == [()]


def test_types_are_only_added_to_a_list_of_unwanted_ones() -> None:
    """Where the list says what is allowed, adding programs to it would let them in."""
    allowed = misc(unwanted_extensions_mode=1, unwanted_extensions=["mkv", "mp4"])
    assert found_in("sabnzbd.unwanted_extensions", *allowed) == ()
    assert [one.edits for one in found_in("sabnzbd.unwanted_extensions_mode", *allowed)] == [()]


def test_types_that_are_listed_stay_listed() -> None:
    """What somebody put on the list stays at its place."""
    (found,) = found_in("sabnzbd.unwanted_extensions", *misc(unwanted_extensions=["rar", "exe"]))
    assert isinstance(found.wanted, list)
    assert found.wanted[:2] == ["rar", "exe"]
    assert found.wanted.count("exe") == 1


def test_disk_that_was_not_measured() -> None:
    """Without a measured speed nothing is said of unpacking."""
    reason, _ = skipped_in("sabnzbd.direct_unpack", *status(downloaddirspeed=0))
    assert reason is SkipReason.UNKNOWN_FACT


def test_slow_disk() -> None:
    """On a slow disk, unpacking during the download is what is wrong."""
    (found,) = found_in("sabnzbd.direct_unpack", *status(downloaddirspeed=12))
    assert (found.found, found.wanted) == (True, False)


@pytest.mark.parametrize(
    ("download", "complete", "wrong_"),
    [
        ("/data/incomplete", "/data/complete", False),
        ("/data/complete-too", "/data/complete", False),
        ("/data/complete", "/data/complete/", True),
        ("/data", "/data/complete", True),
        ("D:\\Usenet\\Complete\\Tmp", "d:/usenet/complete", True),
        ("D:\\Usenet", "E:\\Usenet", False),
    ],
)
def test_folders_side_by_side(download: str, complete: str, wrong_: bool) -> None:
    """One inside the other is wrong, also in the letters of Windows; a name that begins alike is not."""
    found = found_in(
        "sabnzbd.download_in_complete", *status(downloaddir=download, completedir=complete)
    )
    assert bool(found) is wrong_


@pytest.mark.parametrize(
    ("changed", "open_"),
    [
        (misc(inet_exposure=0), False),
        (misc(inet_exposure=5), True),
        (misc(inet_exposure=5, username="**REDACTED**", password="**********"), False),
        (misc(inet_exposure=4, username="**REDACTED**"), True),
        (misc(host="8.8.8.8"), True),
        (misc(host="0.0.0.0"), False),
        (misc(host="192.168.1.5"), False),
    ],
)
def test_pages_without_a_login(changed: tuple[Setting, ...], open_: bool) -> None:
    """Only who lets strangers in must have a login; a name without a password is none."""
    assert bool(found_in("sabnzbd.open_interface", *changed)) is open_


def test_names_that_sabnzbd_accepts() -> None:
    """Addresses, localhost and names of the local network need no list, and with a login there is none."""
    rule = RULES["sabnzbd.host_whitelist"]
    stack = with_settings(right_stack(), misc(host_whitelist=[]))
    for host in ("192.168.1.5", "[fd00::1]", "localhost", "sab.local"):
        spoken = {SABNZBD: f"http://{host}:8080"}
        (left,) = evaluate([rule], estate_of(stack, addresses=spoken)).findings
        assert left.words == {"host": "sabnzbd", "user": "Radarr"}
    locked = with_settings(stack, misc(username="**REDACTED**", password="**********"))
    assert evaluate([rule], estate_of(locked)).findings == ()


def test_main_and_block_accounts() -> None:
    """A block account comes after every server without a limit; a second main server may share its place."""
    block = {**BLOCK, "quota": "500G", "priority": 1}
    second = {**BLOCK, "quota": ""}
    rows = (SABNZBD, "servers", "block", "", block), (SABNZBD, "servers", "second", "", second)
    assert found_in("sabnzbd.server_priority", *rows) == ()
    assert found_in("sabnzbd.server_priority", *server(quota="500G")) == ()


def test_block_account_goes_behind_the_last_main_server() -> None:
    """It is moved behind all of them, by no more than needed."""
    backup = {**BLOCK, "quota": "", "priority": 3}
    (found,) = found_in(
        "sabnzbd.server_priority",
        (SABNZBD, "servers", "backup", "", backup),
        (SABNZBD, "servers", "block", "", BLOCK),
    )
    assert (found.subject, found.wanted) == ("block", 4)


def test_optional_server_beside_a_firm_one() -> None:
    """An optional server is fine as long as one of its rank is not."""
    other = {**BLOCK, "quota": "", "optional": 1}
    assert found_in("sabnzbd.server_optional", (SABNZBD, "servers", "other", "", other)) == ()


@pytest.mark.parametrize(
    ("ends", "found"), [("", 0), ("2027-01-01", 0), ("2026-09-08", 1), ("2020-01-01", 1)]
)
def test_accounts_end(ends: str, found: int) -> None:
    """An account that ends within a week, or has ended, is told."""
    assert len(found_in("sabnzbd.server_expired", *server(expire_date=ends))) == found


def test_account_with_a_date_nobody_can_read() -> None:
    """It is not judged."""
    reason, _ = skipped_in("sabnzbd.server_expired", *server(expire_date="soon"))
    assert reason is SkipReason.UNKNOWN_VALUE


def test_servers_that_are_off_are_not_judged() -> None:
    """What is wrong with a server that nobody uses does not matter."""
    rows = server(enable=0, ssl=0, connections=0, timeout=5, optional=1, expire_date="2020-01-01")
    for name in RULES:
        if name.startswith("sabnzbd.server_"):
            assert found_in(name, *rows) == (), name


def test_errors_of_today_are_one_finding() -> None:
    """Warnings, old errors and what has a rule of its own are left out; the newest one is quoted."""
    old = {"time": NOW - int(timedelta(days=3).total_seconds())}
    rows = warned(
        {"text": "first", "time": NOW - 500},
        {"text": "last", "time": NOW - 5},
        {"type": "WARNING"},
        old,
        {"text": "unrar binary... NOT found", "origin": "sabnzbdplus458"},
    )
    (found,) = found_in("sabnzbd.errors", *rows)
    assert found.words == {"count": "2", "text": "last"}
    (program,) = found_in("sabnzbd.programs", *rows)
    assert program.words == {"program": "unrar"}


CHECKED = {**own.CHECKS, **doors.CHECKS, **servers.CHECKS}


def judge_all(stack: Stack) -> Estate:
    """Judge every rule of the file, which may raise nothing."""
    estate = estate_of(stack)
    evaluate(RULES.values(), estate)
    for name in ("sabnzbd_extensions_allowlist", "sabnzbd_quota", "sabnzbd_speed_limited"):
        FACTS[name](estate, estate.services[0])
    return estate


@settings(max_examples=150, deadline=None)
@given(spoiled(right_stack()))
def test_no_document_makes_a_rule_raise(stack: Stack) -> None:
    """Whatever stands anywhere in a document, a rule finds something, finds nothing, or says why it cannot judge."""
    judge_all(stack)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {name: values() for name in ("misc", "categories", "servers", "status", "warnings")}
    )
)
def test_no_garbage_makes_a_rule_raise(documents: dict[str, Any]) -> None:
    """The same for documents that have no likeness to any."""
    judge_all({SABNZBD: documents, RADARR: right_stack()[RADARR]})


def test_every_check_is_used() -> None:
    """No check for SABnzbd lacks a rule."""
    assert CHECKED.keys() <= {rule.check for rule in RULES.values()}
    assert CHECKED.items() <= CHECKS.items()
    assert all(kind is ServiceKind.SABNZBD for rule in RULES.values() for kind in rule.services)
