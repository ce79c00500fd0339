"""Whole documents of SABnzbd, and settings written one by one."""

from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import ServiceRejected, ServiceUnexpectedAnswer
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient

from .conftest import KEY, FakeTime
from .recorded import VERSIONS, recordings
from .service import ScriptedService, says, sends

NO_SUCH = {"status": False, "error": "Config item does not exist"}


@pytest.fixture
def sabnzbd(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> SabnzbdClient:
    """Return a client of the scripted service."""
    return SabnzbdClient(session, endpoint, timing=time.timing)


def forms(service: ScriptedService) -> list[dict[str, str]]:
    """Return what was sent, without what goes with every call."""
    sent = [dict(parse_qsl(seen.body.decode(), keep_blank_values=True)) for seen in service.seen]
    return [{k: v for k, v in form.items() if k not in ("apikey", "output")} for form in sent]


@pytest.mark.parametrize("version", VERSIONS)
async def test_misc_is_what_was_recorded_without_the_keys(
    sabnzbd: SabnzbdClient, service: ScriptedService, version: str
) -> None:
    """Every value of a real one, in its type."""
    whole = next(r for r in recordings() if r.name == "get_config" and r.version == version)
    misc: dict[str, Any] = whole.body["config"]["misc"]
    service.on("POST", "/api", says({"config": {"misc": misc}}))
    assert await sabnzbd.document("misc") == misc | {
        "api_key": "**REDACTED**",
        "nzb_key": "**REDACTED**",
    }
    assert forms(service) == [{"mode": "get_config", "section": "misc"}]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["categories", "servers"])
async def test_rows_are_what_was_recorded(
    sabnzbd: SabnzbdClient, service: ScriptedService, version: str, name: str
) -> None:
    """As a list, in its order."""
    found = next(r for r in recordings() if (r.name, r.version) == (f"get_config_{name}", version))
    service.on("POST", "/api", sends(found.text))
    assert await sabnzbd.document(name) == found.body["config"][name]


@pytest.mark.parametrize("version", VERSIONS)
async def test_status_comes_without_the_key(
    sabnzbd: SabnzbdClient, service: ScriptedService, version: str
) -> None:
    """With its folders and disks."""
    found = next(r for r in recordings() if (r.name, r.version) == ("status", version))
    service.on("POST", "/api", sends(found.text))
    status = await sabnzbd.document("status")
    assert status == found.body["status"] | {"apikey": "**REDACTED**"}
    assert forms(service) == [{"mode": "status", "skip_dashboard": "1"}]


async def test_warnings_are_a_list(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """As they come."""
    warnings = [{"type": "WARNING", "text": "Disk full", "time": 1, "origin": ""}]
    service.on("POST", "/api", says({"warnings": warnings}))
    assert await sabnzbd.document("warnings") == warnings


async def test_a_section_nobody_filled_is_empty(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """SABnzbd answers nothing at all for sorters before the first one is made."""
    service.on("POST", "/api", says({"config": {}}))
    assert await sabnzbd.document("sorters") == []
    with pytest.raises(ServiceUnexpectedAnswer):
        await sabnzbd.document("misc")
    service.on("POST", "/api", says({"config": {"misc": {"api_key": "", "port": "8080"}}}))
    assert await sabnzbd.document("misc") == {"api_key": "", "port": "8080"}


async def test_settings_of_misc_are_set_one_by_one(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """In the way SABnzbd reads each kind of value."""
    service.on("POST", "/api", says({"config": {"misc": {}}}))
    values: dict[str, Any] = {
        "pre_check": True,
        "fast_fail": False,
        "history_limit": 20,
        "req_completion_rate": 100.2,
        "download_free": "20G",
        "script_dir": None,
        "cleanup_list": [],
        "unwanted_extensions": ["exe", "lnk"],
        "schedlines": ["1 0 3 1234567 resume "],
        "host_whitelist": ["nas"],
    }
    await sabnzbd.write_config("misc", "", values)
    sent = forms(service)
    assert {(f["mode"], f["section"]) for f in sent} == {("set_config", "misc")}
    assert {f["keyword"]: f["value"] for f in sent} == {
        "pre_check": "1",
        "fast_fail": "0",
        "history_limit": "20",
        "req_completion_rate": "100.2",
        "download_free": "20G",
        "script_dir": "",
        "cleanup_list": "",
        "unwanted_extensions": "exe,lnk",
        # One entry with spaces would be taken for many without a comma behind it.
        "schedlines": "1 0 3 1234567 resume ,",
        "host_whitelist": "nas",
    }


async def test_a_row_is_set_in_one_call(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """All values of it together."""
    service.on("POST", "/api", says({"config": {"categories": []}}))
    await sabnzbd.write_config("categories", "tv", {"dir": "tv", "priority": -100})
    assert forms(service) == [
        {
            "mode": "set_config",
            "section": "categories",
            "keyword": "tv",
            "dir": "tv",
            "priority": "-100",
        }
    ]


async def test_a_row_is_made_and_removed(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """A whole row may be handed in, with its own name."""
    service.on("POST", "/api", says({"status": True}))
    await sabnzbd.write_config("categories", "tv", {"name": "tv", "dir": "tv"})
    await sabnzbd.delete_config("categories", "tv")
    assert forms(service) == [
        {"mode": "set_config", "section": "categories", "keyword": "tv", "dir": "tv"},
        {"mode": "del_config", "section": "categories", "keyword": "tv"},
    ]
    for section, row in (("misc", "api_key"), ("servers", "")):
        with pytest.raises(ServiceRejected):
            await sabnzbd.delete_config(section, row)
    assert len(service.seen) == 2


async def test_a_news_server_keeps_its_quota(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Without it SABnzbd would start to count anew."""
    rows = [{"name": "other", "quota": "1G"}, {"name": "news", "quota": "500G"}]
    service.on("POST", "/api", says({"config": {"servers": rows}}))
    await sabnzbd.write_config("servers", "news", {"ssl": True})
    assert forms(service)[-1] == {
        "mode": "set_config",
        "section": "servers",
        "keyword": "news",
        "ssl": "1",
        "quota": "500G",
    }
    await sabnzbd.write_config("servers", "news", {"quota": ""})
    assert len(service.seen) == 3


async def test_what_cannot_be_written_is_refused_before_it_is_sent(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Masks, objects, entries with a comma, rows without a name, fields that are none."""
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("misc", "", {"email_pwd": "**REDACTED**"}),
        ("misc", "", {"script_dir": {"a": 1}}),
        ("misc", "", {"cleanup_list": ["a,b"]}),
        ("misc", "", {"cleanup_list": ["a", ""]}),
        ("misc", "", {"cleanup_list": ['say "x"']}),
        ("servers", "", {"ssl": 1}),
        ("rss", "feed", {"enable": 1}),
        ("categories", "tv", {"mode": "shutdown"}),
        ("categories", "tv", {"name": "movies"}),
        ("categories", "tv", {"apikey": "x"}),
    ]
    for section, row, values in wrong:
        with pytest.raises(ServiceRejected):
            await sabnzbd.write_config(section, row, values)
    assert service.seen == []


async def test_an_unknown_setting_is_rejected(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Once, and without the key."""
    service.on("POST", "/api", says(NO_SUCH))
    with pytest.raises(ServiceRejected, match="does not exist") as caught:
        await sabnzbd.write_config("misc", "", {"no_such_thing": 1})
    assert len(service.seen) == 1
    assert KEY not in str(caught.value)
