"""The fake SABnzbd answers as the recorded real ones do."""

from collections.abc import AsyncIterator, Mapping
import json
from pathlib import Path
import re
from typing import Any

import pytest

from tests.fakes.sabnzbd import FakeSabnzbd, Release
from tests.recorded import SABNZBD

from .asking import ask

pytestmark = pytest.mark.parametrize("release", [*Release])


@pytest.fixture
async def sab(release: Release, tmp_path: Path) -> AsyncIterator[FakeSabnzbd]:
    """Return a running SABnzbd."""
    async with FakeSabnzbd(release=release, folder=tmp_path) as server:
        yield server


def shape(value: object, at: str = "") -> dict[str, str]:
    """Return every field with its type; names of servers and dates do not matter, null goes with anything."""
    found: dict[str, str] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            plain = re.sub(r"^(stub|news|\d{4}-\d\d-\d\d)$", "*", key)
            if inner is not None:
                found[f"{at}.{plain}"] = type(inner).__name__
            found |= shape(inner, f"{at}.{plain}")
    elif isinstance(value, list):
        for inner in value:
            found |= shape(inner, f"{at}[]")
    return found


def recorded(release: Release, name: str) -> Any:
    """Return the body of a recorded answer."""
    file = json.loads((SABNZBD / release.value / f"{name}.json").read_text())
    return file["body"] if "body" in file else json.loads(file["body_text"])


@pytest.mark.parametrize(
    ("name", "mode", "fields"),
    [
        ("queue_downloading", "queue", {}),
        ("queue_limit", "queue", {"limit": 1}),
        ("history_mixed", "history", {"limit": 10}),
        ("status", "status", {"skip_dashboard": 1}),
        ("server_stats", "server_stats", {}),
        ("warnings", "warnings", {}),
        ("get_cats", "get_cats", {}),
        ("get_config_servers", "get_config", {"section": "servers"}),
        ("get_config_categories", "get_config", {"section": "categories"}),
        (
            "get_config_misc_one",
            "get_config",
            {"section": "misc", "keyword": "pause_on_pwrar"},
        ),
        ("test_server_ok", "config", {"name": "test_server", "host": "nowhere", "port": 1}),
    ],
)
async def test_an_answer_has_the_fields_and_types_of_the_real_one(
    sab: FakeSabnzbd, release: Release, name: str, mode: str, fields: Mapping[str, str | int]
) -> None:
    """No field is missing, none is made up."""
    sab.add_slot(left=100)
    sab.add_history(duplicate_key="some movie")
    sab.add_history(failed=True)
    sab.state.warn("Something is odd")
    sab.settings.servers["news"].active_connections = 1
    ours, theirs = shape(await ask(sab, mode, **fields)), shape(recorded(release, name))
    assert ours == theirs


async def test_the_settings_are_the_real_ones(sab: FakeSabnzbd, release: Release) -> None:
    """All of them, in every section, with their types: nobody relies on a setting that does not exist."""
    ours = shape((await ask(sab, "get_config"))["config"])
    theirs = shape(recorded(release, "get_config")["config"])
    assert ours | {".misc.direct_unpack": "bool"} == theirs


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("api_error_unknown_mode", {"mode": "nonsense"}),
        ("retry_unknown_id", {"mode": "retry", "value": "SABnzbd_nzo_nope"}),
        (
            "priority_unknown_id",
            {"mode": "queue", "name": "priority", "value": "x", "value2": "1"},
        ),
        (
            "delete_unknown_id",
            {"mode": "queue", "name": "delete", "value": "SABnzbd_nzo_nope"},
        ),
        (
            "job_pause_unknown_id",
            {"mode": "queue", "name": "pause", "value": "SABnzbd_nzo_nope"},
        ),
        ("history_delete_unknown", {"mode": "history", "name": "delete", "value": "x"}),
        ("change_cat_unknown_id", {"mode": "change_cat", "value": "x", "value2": "movies"}),
        ("pause_all", {"mode": "pause"}),
        ("warnings_clear", {"mode": "warnings", "name": "clear"}),
        ("status_unblock_server", {"mode": "status", "name": "unblock_server", "value": "news"}),
        (
            "set_config_misc",
            {"mode": "set_config", "section": "misc", "keyword": "pause_on_pwrar", "value": "2"},
        ),
        (
            "set_config_misc_bad_value",
            {
                "mode": "set_config",
                "section": "misc",
                "keyword": "pause_on_pwrar",
                "value": "banana",
            },
        ),
        (
            "set_config_misc_unknown_keyword",
            {"mode": "set_config", "section": "misc", "keyword": "no_such_thing", "value": "1"},
        ),
        ("set_config_unknown_section", {"mode": "set_config", "section": "nope", "keyword": "x"}),
        ("config_speedlimit", {"mode": "config", "name": "speedlimit", "value": "50"}),
    ],
)
async def test_an_answer_is_word_for_word_the_real_one(
    sab: FakeSabnzbd, release: Release, name: str, fields: dict[str, str]
) -> None:
    """Also where the real one says that all is well and it is not."""
    mode = fields["mode"]
    rest = {key: value for key, value in fields.items() if key != "mode"}
    assert await ask(sab, mode, **rest) == recorded(release, name)
