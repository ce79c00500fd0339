"""The rules for Radarr and Sonarr: found where wrong, silent where right, mended and taken back without a trace."""

from collections.abc import Mapping
import json
import re
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.audit.models import HowTo, Rule
from custom_components.autoarr.audit.predicates import holds
from custom_components.autoarr.clients.service import ServiceKind
from tests.fakes.servarr.contract import FOLDER, contract
from tests.support.audit.servarr import GB, profile, right
from tests.support.audit.wrong import Setting
from tests.support.audit.wrong_servarr import WRONG

from .judging import edits_of, judged, with_edits, with_settings
from .servarr_estate import RADARR, RIGHT, RULES, SONARR, estate

BOTH = (RADARR, SONARR)
CASES = [(rule, kind) for rule in RULES.values() for kind in rule.services]
MENDED = [(rule, kind) for rule, kind in CASES if rule.applicable]
BY_HAND = [(rule, kind) for rule, kind in CASES if not rule.applicable]
MEDIA, HOST = "config/mediamanagement", "config/host"


def both(document: str, path: str, value: Any, row: str = "") -> tuple[Setting, ...]:
    """Return a setting of both services."""
    return tuple((kind, document, row, path, value) for kind in BOTH)


def sick(source: str, kind: str) -> tuple[Setting, ...]:
    """Return a complaint of both services."""
    row = {
        "id": 1,
        "source": source,
        "type": kind,
        "message": "It is broken",
        "wikiUrl": "https://x",
    }
    return both("health", "", [row])


BY_HAND_WRONG: Mapping[str, tuple[Setting, ...]] = {
    "servarr.usenet_client": both("downloadclient", "enable", False, "1"),
    "servarr.recycle_bin": both(MEDIA, "recycleBin", ""),
    "servarr.recycle_bin_place": both(MEDIA, "recycleBin", "/data/library/.bin"),
    "servarr.permissions": both(MEDIA, "setPermissionsLinux", True),
    "servarr.profile_cutoff": both("qualityprofile", "cutoff", 1, "1"),
    "servarr.profile_unreachable_score": both("qualityprofile", "minFormatScore", 100, "1"),
    "servarr.profile_upgrade_step": both("qualityprofile", "minUpgradeFormatScore", 0, "1"),
    "servarr.profile_empty": tuple(
        (kind, "qualityprofile", "1", "items", profile(kind, "Nothing")["items"]) for kind in BOTH
    ),
    "servarr.formats_missing": both("customformat", "", [{"id": 1, "name": "LQ"}]),
    "servarr.indexers": both("indexer", "", []),
    "servarr.login": both(HOST, "authenticationMethod", "none"),
    "servarr.login_required": both(HOST, "authenticationRequired", "disabledForLocalAddresses"),
    "servarr.root_folders": both("rootfolder", "", []),
    "servarr.root_folder_access": both("rootfolder", "accessible", False, "1"),
    "servarr.root_folder_space": both("rootfolder", "freeSpace", GB, "1"),
    "servarr.health_clients": sick("DownloadClientStatusCheck", "error"),
    "servarr.health_indexers": sick("IndexerLongTermStatusCheck", "warning"),
    "servarr.health_errors": sick("RemotePathMappingCheck", "error"),
    "servarr.health_warnings": sick("UpdateCheck", "warning"),
    "servarr.mapping_host": both("remotepathmapping", "host", "elsewhere", "1"),
    "servarr.mapping_same": both("remotepathmapping", "localPath", "/downloads", "1"),
    "radarr.category": ((RADARR, "downloadclient", "1", "fields[name=movieCategory].value", ""),),
    "radarr.movie_folder": ((RADARR, "config/naming", "", "movieFolderFormat", "{Movie Title}"),),
    "sonarr.category": ((SONARR, "downloadclient", "1", "fields[name=tvCategory].value", "*"),),
    "sonarr.series_folder": (
        (SONARR, "config/naming", "", "seriesFolderFormat", "{Series Title} {Quality Full}"),
    ),
    "sonarr.series_folder_id": (
        (SONARR, "config/naming", "", "seriesFolderFormat", "{Series Title} ({Series Year})"),
    ),
    "sonarr.season_folder": ((SONARR, "config/naming", "", "seasonFolderFormat", "{season:00}"),),
}


def named(case: object) -> str:
    """Name a case of a table."""
    return case.id if isinstance(case, Rule) else str(case)


@pytest.mark.parametrize(("rule", "kind"), CASES, ids=named)
def test_silent_where_all_is_right(rule: Rule, kind: ServiceKind) -> None:
    """Nothing is found in services that are set up well, and nothing is left unjudged."""
    result = judged(rule, estate())
    assert [(one.key, one.found, one.wanted) for one in result.findings] == []
    assert result.skipped == ()


@pytest.mark.parametrize(("rule", "kind"), MENDED, ids=named)
def test_found_mended_and_taken_back(rule: Rule, kind: ServiceKind) -> None:
    """A wrong setting is found, its edits mend it and nothing else changes, and taking them back restores all."""
    wrong = with_settings(estate(), WRONG[rule.id].settings)
    found = [one for one in judged(rule, wrong).findings if one.service.kind is kind]
    assert found
    assert all(one.applicable for one in found)
    edits = edits_of(found)
    mended = with_edits(wrong, edits)
    assert [one for one in judged(rule, mended).findings if one.service.kind is kind] == []
    back = with_edits(mended, reversed(edits), undo=True)
    assert json.dumps(back) == json.dumps(wrong)


@pytest.mark.parametrize(("rule", "kind"), BY_HAND, ids=named)
def test_found_where_a_person_must_mend(rule: Rule, kind: ServiceKind) -> None:
    """What AutoArr may not mend by itself is found all the same, and offers no edit."""
    wrong = with_settings(estate(), BY_HAND_WRONG[rule.id])
    found = [one for one in judged(rule, wrong).findings if one.service.kind is kind]
    assert found
    assert not any(one.applicable for one in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_texts_ask_only_for_words_that_are_there(rule: Rule) -> None:
    """Every placeholder of a text is filled by every finding."""
    given_ = WRONG[rule.id].settings if rule.applicable else BY_HAND_WRONG[rule.id]
    asked = set(re.findall(r"\{(\w+)\}", " ".join((rule.title, rule.reason, *rule.steps))))
    for finding in judged(rule, with_settings(estate(), given_)).findings:
        assert asked <= finding.words.keys() | {"service"}
    assert not rule.title.endswith(".")
    assert 20 < len(rule.reason) < 420


def test_every_case_is_a_rule() -> None:
    """The wrong configurations that are handed over are of rules that exist and can be applied."""
    assert WRONG.keys() == {rule.id for rule, _ in MENDED}
    assert BY_HAND_WRONG.keys() == {rule.id for rule, _ in BY_HAND}


@pytest.mark.parametrize("kind", BOTH)
def test_right_documents_are_as_documented(kind: ServiceKind) -> None:
    """What the tests call right is what the service could hand out."""
    documents = right(kind)
    found = contract(kind.value)
    if found is None:
        pytest.skip("the OpenAPI documents are not at hand")
    for name, document in documents.items():
        assert found.answer_errors("GET", f"/api/v3/{name}", document) == [], name


def schema_of(kind: ServiceKind) -> Mapping[str, Any]:
    """Return the OpenAPI document of a service."""
    file = FOLDER / f"{kind.value}-v3.json"
    if not file.exists():
        pytest.skip("the OpenAPI documents are not at hand")
    read: Mapping[str, Any] = json.loads(file.read_text())
    return read


@pytest.mark.parametrize(("rule", "kind"), CASES, ids=named)
def test_settings_exist_and_take_the_value(rule: Rule, kind: ServiceKind) -> None:
    """The document and field of a rule are in the service's own description, which allows the value to be set."""
    document = schema_of(kind)
    wrong = with_settings(estate(), (*(WRONG[rule.id].settings if rule.applicable else ()),))
    written = [
        (edit.place.document, edit.place.path, edit.after)
        for edit in edits_of(judged(rule, wrong).findings)
        if edit.place.instance.startswith(kind.value)
    ]
    if rule.document:
        written.append((rule.document, rule.path, rule.apply.value))
    for name, path, value in written:
        field = property_of(document, name, path)
        assert field is not None, f"{name} {path}"
        if rule.applicable:
            assert takes(document, field, value), f"{name} {path} does not take {value!r}"


def property_of(document: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any] | None:
    """Return the description of a field; None where there is none."""
    answers = document["paths"][f"/api/v3/{name}"]["get"]["responses"]["200"]["content"]
    schema = answers["application/json"]["schema"]
    for part in ("", *re.sub(r"\[[^]]*\]", "", path).split(".")):
        if part:
            schema = schema.get("properties", {}).get(part)
        if schema is None:
            return None
        if schema.get("type") == "array" and not path.endswith(part or "."):
            schema = schema["items"]
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].split("/")[-1]]
    found: Mapping[str, Any] = schema
    return found


def takes(document: Mapping[str, Any], field: Mapping[str, Any], value: Any) -> bool:
    """Say whether a field takes a value; one without a type, such as that of a provider's setting, takes any."""
    if "enum" in field:
        return value in field["enum"]
    kinds = {"boolean": bool, "integer": int, "number": int | float, "string": str, "array": list}
    wanted = kinds.get(field.get("type", ""))
    return wanted is None or (isinstance(value, wanted) and (wanted is bool or value is not True))


@pytest.mark.parametrize("rule", [one for one in RULES.values() if one.document], ids=named)
def test_what_is_set_is_what_is_expected(rule: Rule) -> None:
    """Applying a rule satisfies it."""
    if rule.apply.how is HowTo.SET:
        assert holds(rule.expect, rule.apply.value)


# ── whatever the documents hold ──

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=8)
    | st.sampled_from(["usenet", "PlexServer", "Sabnzbd", "{Release Year}", "CAM", "LQ", "|", "/"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "items", "quality", "fields", "value"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def broken(data: st.DataObject, value: Any, depth: int = 0) -> Any:
    """Return a document in which one thing somewhere is something else."""
    if (
        depth > 5
        or not value
        or not isinstance(value, dict | list)
        or data.draw(st.integers(0, 6)) == 0
    ):
        return data.draw(JSON)
    if isinstance(value, list):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], broken(data, value[at], depth + 1), *value[at + 1 :]]
    key = data.draw(st.sampled_from(sorted(value)))
    return {**value, key: broken(data, value[key], depth + 1)}


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_document_makes_a_rule_fail(data: st.DataObject) -> None:
    """Whatever a service hands out, every rule is judged or skipped, and none stops the audit."""
    services = {
        kind: {
            name: document if data.draw(st.integers(0, 3)) else broken(data, document)
            for name, document in sorted(documents.items())
        }
        for kind, documents in RIGHT.items()
    }
    for rule in RULES.values():
        result = judged(rule, services)
        told = len(result.verdicts) + len(result.skipped)
        assert told <= len(rule.services)
        assert all(isinstance(word, str) for one in result.findings for word in one.words.values())
