"""The ledger's JSON: what goes in comes out, what is damaged is left out and counted, what is foreign is kept."""

from datetime import UTC, datetime, timedelta
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.audit.codec import Contents, contents_from, contents_json
from custom_components.autoarr.audit.ledger import CHANGES, DRIFTS, Ledger
from custom_components.autoarr.audit.models import (
    Author,
    Change,
    ChangeState,
    Drift,
    Edit,
    Evaluation,
    Ignored,
    Place,
    Skipped,
    SkipReason,
)
from custom_components.autoarr.audit.report import Report, with_findings
from custom_components.autoarr.journal.ports import JsonObject, JsonValue
from tests.support.stores import MemoryStore

from .building import NOW, RADARR, SABNZBD, a_finding, a_rule, an_edit, values

RULES = {rule.id: rule for rule in (a_rule("r.1"), a_rule("r.2"))}
TIMES = st.integers(1_500_000_000, 2_500_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
TEXTS = st.text(max_size=6)
PLACES = st.builds(Place, instance=TEXTS, document=TEXTS, row=TEXTS, path=TEXTS)
EDITS = st.builds(Edit, place=PLACES, before=values(3), after=values(3))
CHANGES_OF = st.builds(
    Change,
    id=TEXTS,
    instance=TEXTS,
    edits=st.lists(EDITS, max_size=2).map(tuple),
    rules=st.lists(TEXTS, max_size=2).map(tuple),
    findings=st.lists(TEXTS, max_size=2).map(tuple),
    state=st.sampled_from(ChangeState),
    at=TIMES,
    ended=st.none() | TIMES,
    by=TEXTS,
    detail=TEXTS,
)
CONTENTS = st.builds(
    Contents,
    changes=st.lists(CHANGES_OF, max_size=3).map(lambda found: {one.id: one for one in found}),
    drift=st.lists(
        st.builds(
            Drift,
            place=PLACES,
            before=values(3),
            after=values(3),
            at=TIMES,
            author=st.sampled_from(Author),
        ),
        max_size=2,
    ),
    ignored=st.lists(
        st.builds(Ignored, key=TEXTS, reason=TEXTS, at=TIMES, until=st.none() | TIMES, by=TEXTS),
        max_size=2,
    ).map(lambda found: {one.key: one for one in found}),
    seen=st.dictionaries(TEXTS, TIMES, max_size=2),
)


def a_report() -> Report:
    """Return a report with something of everything."""
    findings = [
        a_finding(RULES["r.1"], an_edit("a", 0, [1, {"b": None}])),
        a_finding(RULES["r.2"], ref=RADARR, subject="x"),
    ]
    blank = Report(
        at=NOW,
        skipped=(Skipped(rule_id="r.3", service=SABNZBD, reason=SkipReason.NO_FIELD, detail="d"),),
        unread={"plex1": "it is off"},
        too_large=("sonarr1",),
        weights={"sab1": 13, "radarr1": 3},
    )
    return with_findings(blank, findings, set())


@given(CONTENTS)
def test_what_goes_in_comes_out(contents: Contents) -> None:
    """Through JSON as text, and nothing counts as damaged."""
    stored = json.loads(json.dumps(contents_json(contents)))
    assert contents_from(stored, {}) == (contents, 0)


def test_a_report_comes_back_in_short() -> None:
    """With the rules that there are; a finding of another rule is left out, and is no damage."""
    stored = json.loads(json.dumps(contents_json(Contents(report=a_report()))))
    assert contents_from(stored, RULES)[0].report == a_report()
    fewer, lost = contents_from(stored, {"r.1": RULES["r.1"]})
    assert fewer.report is not None
    assert [one.rule.id for one in fewer.report.findings] == ["r.1"]
    assert lost == 0


@given(st.data(), values())
def test_a_damaged_record_costs_only_itself(data: st.DataObject, junk: JsonValue) -> None:
    """The others are there, and the loss is counted at most once."""
    contents = Contents(
        changes={
            str(n): Change(
                id=str(n),
                instance="sab1",
                edits=(an_edit("a", 0, 1),),
                rules=(),
                findings=(),
                state=ChangeState.APPLIED,
                at=NOW,
            )
            for n in range(3)
        }
    )
    stored = json.loads(json.dumps(contents_json(contents)))
    row = stored["changes"][1]
    row[data.draw(st.sampled_from(sorted(row)))] = junk
    found, lost = contents_from(stored, {})
    assert lost <= 1
    assert {"0", "2"} <= found.changes.keys()


@given(values(6))
def test_anything_can_be_read(junk: JsonValue) -> None:
    """A file that somebody edited never breaks the start."""
    for key in ("changes", "drift", "ignored", "seen", "report"):
        contents_from({"version": 1, key: junk}, RULES)
        contents_from({"version": 1, key: [junk]}, RULES)
    contents_from({"version": 1, "report": {"at": NOW.isoformat(), "findings": [junk]}}, RULES)


async def test_what_another_version_wrote_is_kept() -> None:
    """After a downgrade the audit starts anew, and its own file still holds the other."""
    other: JsonObject = {"version": 2, "changes": {"shape": "unknown"}}
    store = MemoryStore(other)
    for _ in range(2):
        ledger = Ledger(store)
        assert await ledger.load(NOW, RULES) == 0
        await ledger.save()
        assert store.data is not None
        assert store.data["foreign"] == other


async def test_times_in_the_future_become_now() -> None:
    """A clock that was set back does not make changes of tomorrow."""
    later = NOW + timedelta(days=3)
    contents = Contents(
        ignored={"k": Ignored(key="k", reason="", at=later, until=later)}, seen={"k": later}
    )
    change = Change(
        id="1",
        instance="sab1",
        edits=(),
        rules=(),
        findings=(),
        state=ChangeState.APPLIED,
        at=later,
        ended=later,
    )
    contents.changes = {"1": change}
    ledger = Ledger(MemoryStore(contents_json(contents)))
    await ledger.load(NOW, RULES)
    assert ledger.contents.changes["1"].at == NOW
    assert ledger.contents.changes["1"].ended == NOW
    assert ledger.contents.ignored["k"].at == NOW
    assert ledger.contents.ignored["k"].until == later
    assert ledger.contents.seen == {"k": NOW}


def test_the_oldest_makes_room_and_what_is_open_stays() -> None:
    """So many changes and lines of drift are kept, however many there were."""
    ledger = Ledger(MemoryStore())
    for number in range(CHANGES + 20):
        state = ChangeState.APPLYING if number == 0 else ChangeState.APPLIED
        ledger.put(
            Change(
                id=str(number),
                instance="sab1",
                edits=(),
                rules=(),
                findings=(),
                state=state,
                at=NOW,
            )
        )
    assert len(ledger.contents.changes) == CHANGES
    assert {"0", str(CHANGES + 19)} <= ledger.contents.changes.keys()
    place = Place(instance="sab1", document="misc")
    line = Drift(place=place, before=None, after="x" * 10_000, at=NOW)
    ledger.add_drift([line] * (DRIFTS + 5))
    assert len(ledger.contents.drift) == DRIFTS
    assert len(str(ledger.contents.drift[0].after)) < 2_100


def test_nothing_is_forgotten_that_could_not_be_judged() -> None:
    """An ignore outlives a service that is away for long."""
    ledger = Ledger(MemoryStore())
    ledger.contents.ignored = {"r.1:sab1": Ignored(key="r.1:sab1", reason="", at=NOW)}
    for day in range(0, 100, 10):
        ledger.review_ignored(Evaluation(), NOW + timedelta(days=day))
    assert ledger.active(NOW)


@pytest.mark.parametrize("stored", [{}, {"version": "1"}, {"version": None}])
def test_a_file_without_a_version_is_foreign(stored: dict[str, JsonValue]) -> None:
    """It is not guessed at."""
    assert contents_from(stored, {})[0].foreign == stored
