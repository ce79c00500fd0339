"""Every text that is used exists, every text that exists is used, and placeholders agree.

What flows show is checked while they run, in every integration test (`FlowTexts`).
"""

import ast
from collections.abc import Iterator
import json
import re

import pytest
import yaml

from custom_components.autoarr.audit.messages import Refusal
from custom_components.autoarr.audit.models import Severity
from custom_components.autoarr.audit_options import WEEKDAYS, Schedule
from custom_components.autoarr.clients.endpoint import UrlProblem
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.companion.issues import AppIssue
from custom_components.autoarr.flows.connection import KEYS
from custom_components.autoarr.flows.options_house import QUALITY_FLOORS
from custom_components.autoarr.issues import ServiceIssue
from custom_components.autoarr.questions import Choice
from custom_components.autoarr.recovery.messages import REFUSALS
from custom_components.autoarr.recovery.models import ACTING, Policy, Preset, Strategy
from custom_components.autoarr.troubles import Trouble
from tests.integration.translated import ROOT, english, flattened, placeholders

TEXTS = english()
SERVARR = {ServiceKind.RADARR, ServiceKind.SONARR}
SOURCES = {
    path: ast.parse(path.read_text("utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
    if "frontend" not in path.parts
}


def calls(name: str) -> Iterator[ast.Call]:
    """Yield the calls of a function or class anywhere in the integration."""
    for tree in SOURCES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                if (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                ) == name:
                    yield node


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return a keyword argument of a call."""
    return next((k.value for k in call.keywords if k.arg == name), None)


def constant(node: ast.expr | None) -> str | None:
    """Return a text that stands in the source as it is."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def form_errors() -> set[str]:
    """Return the errors the forms of services can show."""
    written = {constant(call.args[0]) for call in calls("Refused") if call.args} - {None}
    doubles = {constant(call.args[1]) for call in calls("_refuse_double")}
    mapped = {key for _, _, key in KEYS}
    urls = {f"invalid_url_{problem}" for problem in UrlProblem}
    return {key for key in written | doubles | mapped | urls if key}


ONLY = {
    "another_server": {ServiceKind.PLEX},
    "nzb_key": {ServiceKind.SABNZBD},
    "invalid_tag": SERVARR,
    "no_quality_profile": SERVARR,
    "no_root_folder": SERVARR,
}


@pytest.mark.parametrize("kind", ServiceKind)
def test_each_kind_of_service_has_the_errors_its_forms_can_show(kind: ServiceKind) -> None:
    """None is missing, none is left over."""
    possible = {key for key in form_errors() if kind in ONLY.get(key, {kind})}

    assert set(TEXTS["config_subentries"][kind]["error"]) == possible


@pytest.mark.parametrize("kind", ServiceKind)
def test_each_kind_of_service_can_be_added_and_changed(kind: ServiceKind) -> None:
    """The button, the menu entry and the forms have words."""
    texts = TEXTS["config_subentries"][kind]

    assert set(texts["initiate_flow"]) == {"user", "reconfigure"}
    assert texts["entry_type"] == kind.label
    steps = {"user", "existing", "connection", "reconfigure"} | (
        {"library", "ownership"} if kind in SERVARR else set()
    )
    assert set(texts["step"]) == steps


def test_every_repair_is_translated() -> None:
    """Those of services and of the app, of what lasts, and those that are opened by their name."""
    others = {
        key
        for call in calls("async_create_issue")
        if (given := keyword(call, "translation_key"))
        for node in ast.walk(given)
        if (key := constant(node if isinstance(node, ast.Constant) else None))
    }
    assert set(TEXTS["issues"]) == {*ServiceIssue, *AppIssue, *Trouble} | others


def exceptions() -> Iterator[tuple[str, set[str] | None]]:
    """Yield the key of each translated error and the names of its placeholders where they are written out."""
    for name in (
        "HomeAssistantError",
        "ServiceValidationError",
        "UpdateFailed",
        "ConfigEntryError",
    ):
        for call in calls(name):
            if key := constant(keyword(call, "translation_key")):
                given = keyword(call, "translation_placeholders")
                if given is None:
                    yield key, set()
                elif isinstance(given, ast.Dict):
                    yield key, {constant(name) or "" for name in given.keys}
                else:
                    yield key, None
    for call in calls("_translated"):
        if key := constant(call.args[0]):
            yield key, {"service", "error"}
    for name in ("refusal", "_error"):
        for call in calls(name):
            if call.args and (key := constant(call.args[0])):
                yield key, {given.arg or "" for given in call.keywords}
    for refusal, template in REFUSALS.items():
        yield f"recovery_{refusal}", placeholders(template)
    yield from refusals_of_the_audit()


def refusals_of_the_audit() -> Iterator[tuple[str, set[str]]]:
    """Yield the key of each refusal and the names of its placeholders, for each place where it is raised."""
    for call in calls("AuditRefused"):
        if call.args and isinstance(refused := call.args[0], ast.Attribute):
            yield f"audit_{refused.attr.lower()}", {given.arg or "" for given in call.keywords}


def test_every_error_is_translated_and_every_translation_is_used() -> None:
    """What a person reads when an action fails."""
    assert set(TEXTS["exceptions"]) == {key for key, _ in exceptions()}


def test_every_refusal_of_the_audit_happens_and_is_translated() -> None:
    """One that nothing raises would be a promise that nobody keeps."""
    assert {f"audit_{refusal}" for refusal in Refusal} <= {key for key, _ in exceptions()}


def test_errors_are_given_what_their_texts_name() -> None:
    """A placeholder nobody fills would be shown as it is."""
    for key, given in exceptions():
        named = placeholders(TEXTS["exceptions"][key]["message"])
        assert given is None or named <= given, key


def test_selectors_offer_what_is_translated() -> None:
    """Values of the lists in the forms."""
    assert set(TEXTS["selector"]["preset"]["options"]) == {*Preset, "custom"}
    assert set(TEXTS["selector"]["quality_floor"]["options"]) == set(QUALITY_FLOORS)
    assert set(TEXTS["selector"]["policy"]["options"]) == set(Policy)
    assert set(TEXTS["selector"]["severity"]["options"]) == set(Severity)
    assert set(TEXTS["selector"]["schedule"]["options"]) == set(Schedule)
    assert set(TEXTS["selector"]["weekday"]["options"]) == set(WEEKDAYS)
    assert set(TEXTS["selector"]["minimum_availability"]["options"]) == {
        "announced",
        "incinemas",
        "released",
    }


def test_every_question_about_failures_can_be_put_and_answered() -> None:
    """Whatever is proposed has its words, and so has every button."""
    needed = {f"ask_whether_{strategy}" for strategy in ACTING} | {
        f"ask_button_{choice}" for choice in (*Choice, Strategy.END_JOB)
    }
    assert needed <= set(TEXTS["common"])


def test_every_action_and_its_fields_are_translated() -> None:
    """None is missing, none is left over."""
    actions = yaml.safe_load((ROOT / "services.yaml").read_text("utf-8"))
    texts = TEXTS["services"]

    assert set(texts) == set(actions)
    for name, action in actions.items():
        assert texts[name]["name"]
        assert texts[name]["description"]
        fields = set((action or {}).get("fields", {}))
        assert set(texts[name].get("fields", {})) == fields, name


def test_texts_hold_no_address_and_no_markup_of_their_own() -> None:
    """Home Assistant's own check refuses both; addresses come as placeholders."""
    for path, text in flattened(TEXTS):
        assert text.strip() == text, path
        assert "://" not in text, path
        assert not re.search(r"<[a-z/]", text), path


def test_the_file_is_written_as_json_dumps_writes_it() -> None:
    """So that a change shows only what changed."""
    text = (ROOT / "translations" / "en.json").read_text("utf-8")

    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
