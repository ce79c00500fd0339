"""The rules for Plex: found where wrong, silent where right, mended and taken back without a trace."""

from collections.abc import Mapping
import json
import re
from typing import Any, Final

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.audit.checks import plex as own
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.facts import FACTS
from custom_components.autoarr.audit.models import Finding, Rule, SkipReason
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.audit.servarr import plex_connection
from tests.support.audit.stack import (
    AT,
    PLEX,
    RADARR,
    SONARR,
    Stack,
    estate_of,
    right_stack,
    taken_back,
    with_changes,
    with_settings,
)
from tests.support.audit.wrong import Setting
from tests.support.audit.wrong_plex import WRONG

from .building import values
from .judging import edits_of, rules_in
from .spoiling import spoiled

RULES = {rule.id: rule for rule in rules_in("plex")}
MENDED = [rule for rule in RULES.values() if rule.applicable]
BY_HAND = [rule for rule in RULES.values() if not rule.applicable]
NOW = int(AT.timestamp())
NETWORK: Final[JsonValue] = [
    {"key": "1", "type": "movie", "title": "Films", "Location": [{"path": r"\\nas\films"}]}
]


def prefs(**changed: Any) -> tuple[Setting, ...]:
    """Return preferences."""
    return tuple((PLEX, "prefs", "", name, value) for name, value in changed.items())


def section(**changed: Any) -> tuple[Setting, ...]:
    """Return what Plex says of its first library."""
    return tuple((PLEX, "sections", "1", name, value) for name, value in changed.items())


BY_HAND_WRONG: Mapping[str, tuple[Setting, ...]] = {
    "plex.empty_trash": (*prefs(autoEmptyTrash=True), (PLEX, "sections", "", "", NETWORK)),
    "plex.database_cache": prefs(DatabaseCacheSize=40),
    "plex.relay": prefs(RelayEnabled=True),
    "plex.secure_connections": prefs(secureConnections=2),
    "plex.scan_stuck": section(refreshing=True, scannedAt=NOW - 5 * 86400),
    "plex.claimed": ((PLEX, "identity", "", "claimed", False),),
}


def wrong(rule: Rule) -> tuple[Setting, ...]:
    """Return what is set wrong for a rule."""
    return WRONG[rule.id].settings if rule.applicable else BY_HAND_WRONG[rule.id]


def found_in(name: str, *changed: Setting) -> tuple[Finding, ...]:
    """Return what a rule finds after some settings were made."""
    result = evaluate([RULES[name]], estate_of(with_settings(right_stack(), changed)))
    assert result.skipped == ()
    return result.findings


def named(case: object) -> str:
    """Name a case of a table."""
    return case.id if isinstance(case, Rule) else str(case)


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_silent_where_all_is_right(rule: Rule) -> None:
    """A Plex that is set up well gives no findings."""
    assert found_in_any(rule, right_stack()) == ()


def found_in_any(rule: Rule, stack: Stack) -> tuple[Finding, ...]:
    """Return what a rule finds, be it judged or not."""
    return evaluate([rule], estate_of(stack)).findings


@pytest.mark.parametrize("rule", MENDED, ids=named)
def test_found_mended_and_taken_back(rule: Rule) -> None:
    """A wrong preference is found, its edits mend it, and taking them back restores every byte."""
    stack = with_settings(right_stack(), wrong(rule))
    found = found_in_any(rule, stack)
    assert found
    assert all(one.applicable for one in found)
    mended = with_changes(stack, edits_of(found))
    assert found_in_any(rule, mended) == ()
    back = with_changes(mended, taken_back(edits_of(found)))
    assert json.dumps(back) == json.dumps(stack)


@pytest.mark.parametrize("rule", BY_HAND, ids=named)
def test_found_where_a_person_must_mend(rule: Rule) -> None:
    """What AutoArr may not mend is found all the same, offers no edit and says what to do."""
    found = found_in(rule.id, *wrong(rule))
    assert found
    assert not any(one.applicable for one in found)


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
    assert own.CHECKS.keys() <= {rule.check for rule in RULES.values()}


def test_plex_need_not_watch_when_all_tell_it() -> None:
    """Where every Radarr and Sonarr tells Plex, it need not watch its folders."""
    off = prefs(FSEventLibraryUpdatesEnabled=False)
    assert found_in("plex.scan_on_change", *off) == ()
    quiet: Setting = (SONARR, "notification", "", "", [plex_connection(onUpgrade=False)])
    assert len(found_in("plex.scan_on_change", *off, quiet)) == 1


def test_plex_alone_must_watch() -> None:
    """Without Radarr and Sonarr nobody tells Plex."""
    stack = with_settings(right_stack(), prefs(FSEventLibraryUpdatesEnabled=False))
    assert len(found_in_any(RULES["plex.scan_on_change"], {PLEX: stack[PLEX]})) == 1


def test_unread_connections_are_no_finding() -> None:
    """Whether anybody tells Plex is unknown while the connections are."""
    stack = with_settings(right_stack(), prefs(FSEventLibraryUpdatesEnabled=False))
    del stack[RADARR]["notification"]
    result = evaluate([RULES["plex.scan_on_change"]], estate_of(stack))
    assert result.findings == ()
    assert [one.reason for one in result.skipped] == [SkipReason.UNKNOWN_FACT]


@pytest.mark.parametrize(
    ("watching", "scheduled", "interval", "wanted"),
    [
        (True, False, 900, None),
        (True, True, 900, ("ScheduledLibraryUpdatesEnabled", False)),
        (False, False, 900, ("ScheduledLibraryUpdatesEnabled", True)),
        (False, True, 900, ("ScheduledLibraryUpdateInterval", 21600)),
        (False, True, 43200, None),
    ],
)
def test_scans_by_the_clock(
    watching: bool, scheduled: bool, interval: int, wanted: tuple[str, Any] | None
) -> None:
    """They are for a Plex that does not watch, and then not more often than every six hours."""
    found = found_in(
        "plex.scheduled_scan",
        *prefs(
            FSEventLibraryPartialScanEnabled=watching,
            ScheduledLibraryUpdatesEnabled=scheduled,
            ScheduledLibraryUpdateInterval=interval,
        ),
    )
    edits = [(edit.place.path, edit.after) for edit in edits_of(found)]
    assert edits == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("path", "skipped"),
    [(r"\\nas\films", False), ("/Volumes/Films", False), ("/data/films", True)],
)
def test_trash_is_judged_only_where_drives_can_vanish(path: str, skipped: bool) -> None:
    """A folder of this machine may be on the network or not: nothing is said."""
    rows: JsonValue = [{"key": "1", "Location": [{"path": path}]}]
    changed: tuple[Setting, ...] = (*prefs(autoEmptyTrash=True), (PLEX, "sections", "", "", rows))
    result = evaluate([RULES["plex.empty_trash"]], estate_of(with_settings(right_stack(), changed)))
    assert bool(result.skipped) is skipped
    assert bool(result.findings) is not skipped


@pytest.mark.parametrize(
    ("refreshing", "scanned"),
    [(False, NOW - 90 * 86400), (True, NOW - 3600), (True, 0), (True, None)],
)
def test_a_scan_that_runs(refreshing: bool, scanned: int | None) -> None:
    """A library that is scanned often, was never scanned, or is not being scanned hangs nowhere."""
    assert found_in("plex.scan_stuck", *section(refreshing=refreshing, scannedAt=scanned)) == ()


def test_a_preference_that_a_version_lacks_is_no_finding() -> None:
    """A preference that is not there is skipped, and named."""
    stack = right_stack()
    for name in ("RelayEnabled", "ScheduledLibraryUpdatesEnabled"):
        del stack[PLEX]["prefs"][name]
    names = ("plex.relay", "plex.scheduled_scan")
    result = evaluate([RULES[name] for name in names], estate_of(stack))
    assert [one.reason for one in result.skipped] == [SkipReason.NO_FIELD] * 2


def judge_all(stack: Stack) -> None:
    """Judge every rule of the file, which may raise nothing."""
    estate = estate_of(stack)
    evaluate(RULES.values(), estate)
    for name in ("plex_told_by_all", "plex_folders_can_vanish"):
        FACTS[name](estate, estate.services[-1])


@settings(max_examples=100, deadline=None)
@given(spoiled({kind: right_stack()[kind] for kind in (RADARR, PLEX)}))
def test_no_document_makes_a_rule_raise(stack: Stack) -> None:
    """Whatever stands anywhere in a document, a rule finds something, finds nothing, or says why it cannot judge."""
    judge_all(stack)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({name: values() for name in ("prefs", "sections", "identity")}))
def test_no_garbage_makes_a_rule_raise(documents: dict[str, Any]) -> None:
    """The same for documents that have no likeness to any."""
    judge_all({ServiceKind.PLEX: documents})
