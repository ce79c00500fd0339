"""How the fake SABnzbd takes settings, which is how the real one does (sabnzbd/config.py, cfg.py)."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.http import Mode
from tests.fakes.sabnzbd import FakeSabnzbd, Release

from .asking import ask


@pytest.fixture(params=[*Release])
async def sab(request: pytest.FixtureRequest) -> AsyncIterator[FakeSabnzbd]:
    """Return a running SABnzbd of either release."""
    async with FakeSabnzbd(release=request.param) as server:
        yield server


async def set_misc(sab: FakeSabnzbd, keyword: str, value: str | int) -> object:
    """Set one setting of `misc`; returns what it is then."""
    answer = await ask(sab, "set_config", section="misc", keyword=keyword, value=value)
    shown = await ask(sab, "get_config", section="misc", keyword=keyword)
    assert answer == shown
    return shown["config"]["misc"][keyword]


@pytest.mark.parametrize(
    ("keyword", "value", "becomes"),
    [
        ("pause_on_pwrar", "2", 2),
        ("pause_on_pwrar", "banana", 1),
        ("pause_on_pwrar", "", 1),
        ("safe_postproc", "0", False),
        ("safe_postproc", "true", False),
        ("safe_postproc", "1", 1),
        ("pre_check", "1", True),
        ("max_art_tries", "1", 2),
        ("rss_rate", "5", 15),
        ("rss_rate", "9999", 1440),
        ("req_completion_rate", "101.5", 101.5),
        ("req_completion_rate", "50", 100),
        ("history_limit", "1.5", 10),
        ("download_free", " 20G ", "20G"),
        ("permissions", "775", "775"),
        ("permissions", "rwx", ""),
        ("unwanted_extensions", ".EXE,Lnk", ["exe", "lnk"]),
        ("unwanted_extensions", "exe lnk", ["exe", "lnk"]),
        ("schedlines", "1 0 3 * resume,", ["1 0 3 * resume"]),
        ("cleanup_list", "", []),
        ("inet_exposure", "5", 0),
        ("local_ranges", "10.0.0.0/8", []),
        ("email_pwd", "secret", "*" * 10),
        ("email_pwd", "*" * 10, ""),
    ],
)
async def test_what_a_value_becomes(
    sab: FakeSabnzbd, keyword: str, value: str, becomes: object
) -> None:
    """A switch takes numbers only, a number is kept in its range, what does not fit leaves the default or the old one."""
    found = await set_misc(sab, keyword, value)
    assert found == becomes
    assert type(found) is type(becomes)


async def test_unknown_and_locked_settings(sab: FakeSabnzbd) -> None:
    """The one is an error, and so is everything while the configuration is locked."""
    unknown = {"status": False, "error": "Config item does not exist"}
    assert await ask(sab, "set_config", section="misc", keyword="nope", value=1) == unknown
    assert await ask(sab, "get_config", section="misc", keyword="nope") == {"config": {}}
    assert await ask(sab, "get_config", section="sorters") == {"config": {}}
    sab.change("misc", "", "config_lock", 1)
    locked = {"status": False, "error": "Configuration locked"}
    assert await ask(sab, "set_config", section="misc", keyword="pre_check", value=1) == locked
    assert await ask(sab, "del_config", section="categories", keyword="tv") == locked


async def test_a_category_is_made_changed_and_removed(sab: FakeSabnzbd) -> None:
    """Its name is written small."""
    made = await ask(sab, "set_config", section="categories", keyword="Anime", dir="anime")
    assert made["config"]["categories"] == [
        {
            "name": "anime",
            "order": 0,
            "pp": "",
            "script": "Default",
            "dir": "anime",
            "newzbin": "",
            "priority": -100,
        }
    ]
    await ask(sab, "set_config", section="categories", keyword="anime", priority="high", pp=2)
    rows = (await ask(sab, "get_config", section="categories"))["config"]["categories"]
    assert [row["name"] for row in rows] == ["*", "anime", "movies", "tv"]
    assert rows[1] == made["config"]["categories"][0] | {"pp": "2"}
    assert await ask(sab, "del_config", section="categories", keyword="anime") == {"status": True}
    again = await ask(sab, "del_config", section="categories", keyword="anime")
    assert again == {"status": False, "error": "not implemented"}


async def test_a_sorter_is_made_changed_and_removed(sab: FakeSabnzbd) -> None:
    """Its lists come as they are sent: at commas."""
    fields: dict[str, str | int] = {
        "sort_string": "%sn/%s_n",
        "sort_cats": "tv,anime",
        "sort_type": "1",
        "is_active": 1,
    }
    made = await ask(sab, "set_config", section="sorters", name="Series", **fields)
    sorter = made["config"]["sorters"][0]
    assert (sorter["sort_cats"], sorter["sort_type"], sorter["is_active"]) == (
        ["tv", "anime"],
        [1],
        1,
    )
    await ask(sab, "set_config", section="sorters", keyword="Series", is_active=0)
    shown = (await ask(sab, "get_config", section="sorters"))["config"]["sorters"]
    assert shown == [sorter | {"is_active": 0}]
    await ask(sab, "del_config", section="sorters", keyword="Series")
    assert await ask(sab, "get_config", section="sorters") == {"config": {}}


async def test_a_news_server_is_changed(sab: FakeSabnzbd) -> None:
    """The password stays when its mask comes back; a quota that is left out counts as changed."""
    sab.settings.servers["news"].total = 777
    sab.change("servers", "news", "quota", "500G")
    fields: dict[str, str | int] = {
        "ssl": 1,
        "timeout": 5,
        "password": "*" * 10,
        "retention": "long",
        "quota": "500G",
    }
    await ask(sab, "set_config", section="servers", keyword="news", **fields)
    server = (await ask(sab, "get_config", section="servers"))["config"]["servers"][0]
    assert (server["ssl"], server["timeout"], server["retention"]) == (1, 20, 0)
    assert server["usage_at_start"] == 0
    assert sab.settings.servers["news"].password == "secret"
    await ask(sab, "set_config", section="servers", keyword="news", ssl=0)
    server = (await ask(sab, "get_config", section="servers"))["config"]["servers"][0]
    assert server["usage_at_start"] == 777


async def test_settings_may_be_forgotten_or_meddled_with(sab: FakeSabnzbd) -> None:
    """By section and keyword, although all calls go to one path."""
    sab.misbehave(Mode.FORGETFUL, paths="keyword=pre_check")
    answer = await ask(sab, "set_config", section="misc", keyword="pre_check", value=1)
    assert answer["config"]["misc"]["pre_check"] is True
    assert sab.settings.misc["pre_check"] is False
    assert await set_misc(sab, "history_limit", 20) == 20
    sab.behave()
    sab.after_write = lambda: sab.change("misc", "", "history_limit", 3)
    await ask(sab, "set_config", section="misc", keyword="pre_check", value=1)
    assert (sab.settings.misc["pre_check"], sab.settings.misc["history_limit"]) == (True, 3)
    for document, row, value in (("rss", "", 1), ("servers", "none", None)):
        with pytest.raises(LookupError):
            sab.change(document, row, "", value)
    sab.change("status", "", "completedir", "/elsewhere")
    assert (await ask(sab, "status"))["status"]["completedir"] == "/elsewhere"
    sab.change("servers", "block", "", {"host": "block.example.org", "priority": 1})
    sab.change("sorters", "films", "", {"is_active": 1})
    sab.change("categories", "tv", "", None)
    shown = (await ask(sab, "get_config"))["config"]
    assert shown["servers"][1]["priority"] == 1
    assert [one["name"] for one in shown["sorters"]] == ["films"]
    assert [one["name"] for one in shown["categories"]] == ["*", "movies"]
