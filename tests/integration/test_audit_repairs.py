"""Findings as repairs: how many, which, what their forms do, and that they close by themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.audit.models import Severity
from custom_components.autoarr.audit_issues import MORE, MOST, chosen, issue_id
from custom_components.autoarr.audit_words import VALUE_CHARS, diff_lines, in_markdown, value_text
from custom_components.autoarr.const import DOMAIN
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.auditing import ENCRYPTED, SAFE, audit, key, safe, shown, unsafe
from tests.integration.flows import Result
from tests.integration.house import ask, hub_of, issues, restart
from tests.integration.setup import set_up
from tests.unit.audit.building import a_finding, a_rule, an_edit


@pytest.fixture
async def entry(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a SABnzbd that is set dangerously, looked at."""
    unsafe(sabnzbd)
    found = await set_up(hass, sabnzbd)
    await audit(hass, found)
    return found


def issue_about(hass: HomeAssistant, finding: str) -> ir.IssueEntry:
    """Return the repair about a finding."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id(finding))
    assert issue is not None, issues(hass)
    return issue


async def open_fix(hass: HomeAssistant, finding: str) -> Result:
    """Open a repair as a person does."""
    assert await async_setup_component(hass, "repairs", {})
    return await hass.data["repairs"]["flow_manager"].async_init(
        DOMAIN, context={"issue_id": issue_id(finding)}
    )


async def go(
    hass: HomeAssistant, entry: MockConfigEntry, form: Result, **chosen_fields: Any
) -> Result:
    """Submit a step and let what follows happen."""
    result = await hass.data["repairs"]["flow_manager"].async_configure(
        form["flow_id"], chosen_fields
    )
    await shown(hass, entry)
    return result


async def choose(hass: HomeAssistant, entry: MockConfigEntry, finding: str, step: str) -> Result:
    """Open a repair and take a choice of its menu."""
    menu = await open_fix(hass, finding)
    assert menu["type"] is FlowResultType.MENU
    return await go(hass, entry, menu, next_step_id=step)


def about_findings(hass: HomeAssistant) -> set[str]:
    """Return the ids of the repairs about single findings."""
    return {one for one in issues(hass) if one.startswith("audit_finding_")}


# ── which ──


async def test_what_breaks_things_is_a_repair(
    hass: HomeAssistant, entry: MockConfigEntry, issue_texts: Callable[[ir.IssueEntry], None]
) -> None:
    """With what is wrong, where, why and its source; warnings and hints have none."""
    issue = issue_about(hass, key(entry, SAFE))
    issue_texts(issue)
    assert issue.severity is ir.IssueSeverity.ERROR
    assert (issue.translation_placeholders or {})["service"] == "SABnzbd"
    issue_texts(issue_about(hass, key(entry, ENCRYPTED, subject="news")))

    report = hub_of(entry).audit.report
    assert report is not None
    grave = {issue_id(one.key) for one in report.findings if one.rule.severity is Severity.ERROR}
    assert about_findings(hass) <= grave
    assert len(about_findings(hass)) == min(MOST, len(grave))


async def test_no_more_than_five_and_one_for_the_rest(
    hass: HomeAssistant,
    hub_entry: MockConfigEntry,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """The one for the rest says how many there are and leads to the documentation."""
    findings = await audit(hass, hub_entry)
    grave = [one for one in findings.values() if one["severity"] == "error"]
    assert len(grave) > MOST

    assert len(about_findings(hass)) == MOST
    more = ir.async_get(hass).async_get_issue(DOMAIN, MORE)
    assert more is not None
    issue_texts(more)
    assert (more.translation_placeholders or {})["count"] == str(len(grave) - MOST)
    assert more.learn_more_url

    before = about_findings(hass)
    await restart(hass, hub_entry)
    await shown(hass, hub_entry)
    assert about_findings(hass) == before


RULES = [
    a_rule(f"rule.{number}", severity=severity)
    for number, severity in enumerate([*[Severity.ERROR] * 9, Severity.WARNING, Severity.INFO])
]
FINDINGS = [a_finding(rule) for rule in RULES]


@given(st.permutations(FINDINGS), st.sets(st.sampled_from(FINDINGS[:9]).map(lambda f: f.key)))
def test_a_repair_that_is_shown_stays_while_it_is_true(found: list[Any], keys: set[str]) -> None:
    """At most five, only grave ones, those that are shown first, each once, and none is lost."""
    shown_before = {issue_id(one) for one in keys}

    wanted, more = chosen(found, shown_before)

    assert len(wanted) == len({one.key for one in wanted}) == MOST
    assert len(wanted) + more == 9
    assert all(one.rule.severity is Severity.ERROR for one in wanted)
    kept = {issue_id(one.key) for one in wanted} & shown_before
    assert len(kept) == min(len(shown_before), MOST)


# ── closing by itself ──


async def test_a_repair_closes_when_it_is_mended_elsewhere(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """In SABnzbd's own pages, or by an action."""
    sabnzbd.change("misc", "", "safe_postproc", 1)
    await audit(hass, entry)
    assert issue_id(key(entry, SAFE)) not in issues(hass)

    unsafe(sabnzbd)
    await audit(hass, entry)
    assert issue_id(key(entry, SAFE)) in issues(hass)
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    await shown(hass, entry)
    assert issue_id(key(entry, SAFE)) not in issues(hass)


async def test_a_repair_closes_when_it_is_ignored(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """And comes back when it counts again."""
    await ask(hass, "ignore_finding", finding_key=key(entry, SAFE), reason="no")
    await shown(hass, entry)
    assert issue_id(key(entry, SAFE)) not in issues(hass)

    await ask(hass, "ignore_finding", finding_key=key(entry, SAFE), stop_ignoring=True)
    await shown(hass, entry)
    assert issue_id(key(entry, SAFE)) in issues(hass)


async def test_repairs_go_with_their_service_and_with_autoarr(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """Nothing is left behind."""
    unsafe(sabnzbd)
    entry = await set_up(hass, radarr, sabnzbd)
    await audit(hass, entry)
    [removed] = entry.get_subentries_of_type("sabnzbd")
    finding = key(entry, SAFE)
    assert issue_id(finding) in issues(hass)

    hass.config_entries.async_remove_subentry(entry, removed.subentry_id)
    await hass.async_block_till_done()
    await shown(hass, entry)
    assert issue_id(finding) not in issues(hass)
    assert about_findings(hass), "Radarr has its own"

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not {one for one in issues(hass) if one.startswith("audit")}


# ── mending ──


async def test_a_finding_is_mended_in_its_repair(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Exactly what is written is shown, and nothing before it is submitted."""
    form = await choose(hass, entry, key(entry, SAFE), "apply")
    assert form["type"] is FlowResultType.FORM
    assert form["description_placeholders"]["changes"] == (
        "- SABnzbd › misc › safe\\_postproc: 0 → 1"
    )
    assert not sabnzbd.calls("set_config")

    result = await go(hass, entry, form)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert safe(sabnzbd)
    assert issue_id(key(entry, SAFE)) not in issues(hass)
    assert [change.state for change in hub_of(entry).audit.changes()] == ["applied"]


async def test_what_was_changed_while_the_form_was_open(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Nothing is written; the form says why and shows what would be written now."""
    form = await choose(hass, entry, key(entry, SAFE), "apply")
    sabnzbd.change("misc", "", "cache_limit", "2G")

    form = await go(hass, entry, form)
    assert form["errors"] == {"base": "not_done"}
    assert "SABnzbd" in form["description_placeholders"]["error"]
    assert not sabnzbd.calls("set_config")

    result = await go(hass, entry, form)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert safe(sabnzbd)


async def test_a_service_that_does_not_keep_it(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """The form says so, and the repair stays."""
    form = await choose(hass, entry, key(entry, SAFE), "apply")
    sabnzbd.misbehave("forgetful", paths="mode=set_config")

    form = await go(hass, entry, form)

    assert form["errors"] == {"base": "not_done"}
    assert issue_id(key(entry, SAFE)) in issues(hass)


async def test_a_service_that_is_down(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """The change cannot be shown, so it ends; the repair stays."""
    sabnzbd.misbehave("down")

    result = await choose(hass, entry, key(entry, SAFE), "apply")

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_done")
    assert "SABnzbd" in result["description_placeholders"]["error"]
    assert issue_id(key(entry, SAFE)) in issues(hass)


async def test_mended_while_the_repair_was_open(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """There is nothing left to do."""
    menu = await open_fix(hass, key(entry, SAFE))
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

    result = await go(hass, entry, menu, next_step_id="apply")

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_mended")


async def test_a_repair_without_autoarr(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Each step says that it is not running."""
    flow = await open_fix(hass, key(entry, SAFE))
    assert await hass.config_entries.async_unload(entry.entry_id)

    for step in ("apply", "ignore"):
        result = await hass.data["repairs"]["flow_manager"].async_configure(
            flow["flow_id"], {"next_step_id": step}
        )
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "entry_not_loaded")
        flow = await open_fix(hass, key(entry, SAFE))
        if flow["type"] is FlowResultType.ABORT:
            assert flow["reason"] == "entry_not_loaded"
            break


async def test_only_administrators_get_to_the_form(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Home Assistant itself refuses everybody else."""
    assert await async_setup_component(hass, "repairs", {})
    body = {"handler": DOMAIN, "issue_id": issue_id(key(entry, SAFE))}

    others = await hass_client(hass_read_only_access_token)
    answer = await others.post("/api/repairs/issues/fix", json=body)
    assert answer.status == 401

    admins = await hass_client()
    answer = await admins.post("/api/repairs/issues/fix", json=body)
    assert answer.status == 200
    assert (await answer.json())["type"] == "menu"


async def test_the_record_says_who_did_it(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    hass_admin_user: MockUser,
) -> None:
    """Of what was written, and of what was ignored."""
    assert await async_setup_component(hass, "repairs", {})
    client = await hass_client()

    async def send(path: str, **body: Any) -> dict[str, Any]:
        """Send a step as Home Assistant's pages do, and return what follows."""
        answer = await client.post(f"/api/repairs/issues/fix{path}", json=body)
        assert answer.status == 200, await answer.text()
        result: dict[str, Any] = await answer.json()
        return result

    mended, ignored = key(entry, SAFE), key(entry, ENCRYPTED, subject="news")
    flow = (await send("", handler=DOMAIN, issue_id=issue_id(mended)))["flow_id"]
    assert (await send(f"/{flow}", next_step_id="apply"))["type"] == "form"
    assert (await send(f"/{flow}"))["type"] == "create_entry"
    flow = (await send("", handler=DOMAIN, issue_id=issue_id(ignored)))["flow_id"]
    await send(f"/{flow}", next_step_id="ignore")
    assert (await send(f"/{flow}", reason="It is in my cellar"))["type"] == "create_entry"
    await shown(hass, entry)

    engine = hub_of(entry).audit
    assert [change.by for change in engine.changes()] == [hass_admin_user.id]
    assert {one.key: one.by for one in engine.ignored()} == {ignored: hass_admin_user.id}


# ── what only a person can do ──


async def test_a_manual_finding_names_the_steps_and_looks_again(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Still so: it stays. Done: it closes."""
    finding = key(entry, ENCRYPTED, subject="news")
    menu = await open_fix(hass, finding)
    assert menu["menu_options"] == ["look_again", "ignore"]
    assert menu["description_placeholders"]["steps"].startswith("1. ")

    result = await go(hass, entry, menu, next_step_id="look_again")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "still_so")
    assert issue_id(finding) in issues(hass)

    sabnzbd.change("servers", "news", "ssl", 1)
    result = await choose(hass, entry, finding, "look_again")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert issue_id(finding) not in issues(hass)


async def test_looking_again_while_autoarr_stops(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It says so."""
    menu = await open_fix(hass, key(entry, ENCRYPTED, subject="news"))
    await hub_of(entry).audit.stop()

    result = await go(hass, entry, menu, next_step_id="look_again")

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_done")


# ── ignoring ──


async def test_a_finding_is_ignored_in_its_repair(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """With a reason, and until a day that is still to come."""
    form = await choose(hass, entry, key(entry, SAFE), "ignore")
    assert form["type"] is FlowResultType.FORM
    today = dt_util.now().date()

    form = await go(hass, entry, form, reason="Replaced soon", until=today.isoformat())
    assert form["errors"] == {"until": "until_past"}

    then = today + timedelta(days=3)
    result = await go(hass, entry, form, reason="Replaced soon", until=then.isoformat())
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [ignored] = hub_of(entry).audit.ignored()
    assert (ignored.key, ignored.reason) == (key(entry, SAFE), "Replaced soon")
    assert ignored.until is not None
    assert dt_util.as_local(ignored.until).date() == then
    assert issue_id(key(entry, SAFE)) not in issues(hass)


async def test_what_is_gone_cannot_be_ignored(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The form says that there is no such finding any more."""
    form = await choose(hass, entry, key(entry, SAFE), "ignore")
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

    result = await go(hass, entry, form, reason="Replaced soon")

    assert result["errors"] == {"base": "not_done"}


# ── words of others ──


@given(st.text())
def test_nothing_in_a_text_is_markup(text: str) -> None:
    """Every sign that Markdown or HTML could read is escaped, and there is one line."""
    escaped = in_markdown(text)
    assert "\n" not in escaped
    bare = escaped.replace("\\\\", "")
    for sign in "<>[]()*_`#!|~&:/.@":
        assert bare.count(sign) == bare.count(f"\\{sign}"), sign


@given(st.lists(st.text()))
def test_a_change_is_one_line_for_each_setting(values: list[str]) -> None:
    """Whatever a service holds; long values and long lists are cut, and that is said."""
    edits = [("SABnzbd", an_edit("cache_limit", value, "**bold** <script>")) for value in values]
    lines = diff_lines(edits).splitlines()
    assert len(lines) == min(len(values), 21)
    assert all(line.startswith("- ") for line in lines)
    assert "<script>" not in "".join(lines)
    assert all(len(value_text(value)) <= VALUE_CHARS for value in values)
