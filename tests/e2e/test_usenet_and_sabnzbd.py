"""What a real SABnzbd makes of posts that are whole, damaged, gone, locked, or met a broken machine."""

from collections.abc import AsyncIterator
from pathlib import Path
import re

import pytest

from tests.fakes.usenet import ArticleStore, NntpServer, lost_post, make_release, video

from .stack.sabnzbd import JsonObject, RealSabnzbd, missing_reason
from .stack.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]

MOVIE = "Some.Movie.2020.1080p.WEB-DL.H264-GRP"


@pytest.fixture
async def news(tmp_path: Path) -> AsyncIterator[NntpServer]:
    """Return a news server without articles."""
    async with NntpServer(ArticleStore(tmp_path / "articles")) as server:
        yield server


@pytest.fixture
async def sab(tmp_path: Path, news: NntpServer) -> AsyncIterator[RealSabnzbd]:
    """Return a real SABnzbd that knows this news server."""
    async with RealSabnzbd(tmp_path / "sabnzbd", news.port) as running:
        yield running


def stages(slot: JsonObject) -> dict[str, str]:
    """Return the stage log of a history slot as text by stage."""
    log = slot["stage_log"]
    assert isinstance(log, list)
    return {str(stage["name"]): str(stage["actions"]) for stage in log if isinstance(stage, dict)}


async def server_of(sab: RealSabnzbd) -> JsonObject:
    """Return what SABnzbd says of its only news server."""
    match await sab.api("status", skip_dashboard=1):
        case {"status": {"servers": [dict(server)]}}:
            return server
    pytest.fail("mode=status lists no server")


async def warnings_of(sab: RealSabnzbd) -> str:
    """Return SABnzbd's warnings as one text."""
    return str((await sab.api("warnings"))["warnings"])


async def test_a_whole_post_is_checked_unpacked_and_put_into_the_folder_of_its_category(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """The ordinary run; of a recovery volume only the first article is fetched, to see whether it exists."""
    post = make_release(news.store, MOVIE)
    slot = await sab.ended(await sab.add(post, category="movies"))
    assert (slot["status"], slot["fail_message"], slot["category"]) == ("Completed", "", "movies")
    assert "Quick Check OK" in stages(slot)["Repair"]
    assert "Unpacked 1 files/folders" in stages(slot)["Unpack"]
    made = list((sab.complete_dir / "movies").rglob("*.mkv"))
    assert [path.read_bytes() for path in made] == [video(600_000, name=MOVIE)]
    recovery = [message_id for message_id in news.served if ".vol" in message_id]
    assert all(".p0001@" in message_id for message_id in recovery)


async def test_a_few_missing_articles_are_repaired(sab: RealSabnzbd, news: NntpServer) -> None:
    """Recovery volumes are fetched whole only now."""
    post = make_release(news.store, MOVIE)
    await news.behave(missing=post.within_par2())
    slot = await sab.ended(await sab.add(post, category="movies"))
    assert slot["status"] == "Completed"
    assert "2 articles were missing" in stages(slot)["Download"]
    assert "Repaired in" in stages(slot)["Repair"]


async def test_damaged_articles_are_repaired(sab: RealSabnzbd, news: NntpServer) -> None:
    """An article whose checksum is wrong counts as malformed and is not used."""
    post = make_release(news.store, MOVIE)
    await news.behave(corrupt=post.within_par2())
    slot = await sab.ended(await sab.add(post, category="movies"))
    assert slot["status"] == "Completed"
    assert "Repaired in" in stages(slot)["Repair"]


async def test_more_missing_than_can_be_repaired_fails_at_the_repair(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """The release is at fault: failure table row 1."""
    post = make_release(news.store, MOVIE)
    await news.behave(missing=post.beyond_par2())
    slot = await sab.ended(await sab.add(post, category="movies"))
    assert (slot["status"], slot["retry"]) == ("Failed", True)
    assert re.fullmatch(
        r"Repair failed, not enough repair blocks \(\d+ short\)", str(slot["fail_message"])
    )
    assert "Repair failed" in stages(slot)["Repair"]


async def test_a_post_that_was_taken_down_fails_while_downloading(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """Failure table rows 2 and 3: the message ends in an address that is the same in every language."""
    post = make_release(news.store, MOVIE)
    await news.behave(missing=post.everything())
    slot = await sab.ended(await sab.add(post, category="movies"))
    assert slot["status"] == "Failed"
    assert str(slot["fail_message"]).endswith("https://sabnzbd.org/not-complete")
    assert "Repair" not in stages(slot)


async def test_its_count_of_successes_is_one_of_failures(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """`server_stats.articles_success` is filled from the articles that failed (bpsmeter.py, 4.5.0 and 5.1.3)."""

    async def counted() -> tuple[int, int]:
        match await sab.api("server_stats"):
            case {
                "servers": {
                    "news": {"articles_tried": dict(tried), "articles_success": dict(success)}
                }
            }:
                return sum(map(int, map(str, tried.values()))), sum(
                    map(int, map(str, success.values()))
                )
        pytest.fail("there are no statistics of the server")

    whole = make_release(news.store, MOVIE, par2=None)
    await sab.ended(await sab.add(whole))
    assert await counted() == (len(whole.article_ids), 0)
    gone = lost_post("Gone.Movie.2020.1080p.WEB-DL.H264-GRP")
    await sab.ended(await sab.add(gone))
    assert await counted() == (len(whole.article_ids) + 1, 1)


async def test_a_refused_login_stops_the_queue_and_fails_nothing(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """The slot says Downloading, the queue Idle; the server's error names the reason."""
    await news.behave(mode="auth_reject")
    nzo_id = await sab.add(make_release(news.store, MOVIE))

    async def reason() -> str:
        return str((await server_of(sab))["servererror"])

    assert "481" in await until(reason)
    assert [slot["status"] for slot in await sab.queue()] == ["Downloading"]
    assert await sab.history() == []
    await news.recover()
    await sab.unblock_server()
    assert (await sab.ended(nzo_id))["status"] == "Completed"


async def test_a_provider_that_is_down_is_tried_again_until_it_is_back(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """5.1 waits, silently; 4.5 ends the job as incomplete although the release is whole (failure table row 2)."""
    await news.behave(mode="down")
    nzo_id = await sab.add(make_release(news.store, MOVIE))

    async def tried() -> bool:
        return news.counters.connections >= 2

    await until(tried)
    if str((await sab.api("version"))["version"]).startswith("4."):
        assert "not-complete" in str((await sab.ended(nzo_id))["fail_message"])
        return
    assert await sab.history() == []
    assert await warnings_of(sab) == "[]"
    await news.recover()
    assert (await sab.ended(nzo_id))["status"] == "Completed"


async def test_a_broken_folder_fails_a_good_download_and_a_retry_after_the_repair_fetches_nothing(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """A file stands where the category's folder belongs, which stops root as well.

    The message is that of any exception in post-processing ("Post-processing was aborted") and there is no
    stage for it; only the warnings tell: "Cannot create final folder ...", "Post Processing Failed for <name>".
    """
    in_the_way = sab.complete_dir / "tv"
    in_the_way.write_text("not a folder")
    name = "Some.Show.S01E01.1080p.WEB-DL.H264-GRP"
    failed = await sab.ended(await sab.add(make_release(news.store, name), category="tv"))
    assert (failed["status"], failed["fail_message"]) == ("Failed", "Post-processing was aborted")
    assert list(stages(failed)) == ["Source", "Download", "Servers", "Repair"]
    assert f"Cannot create final folder {in_the_way}" in await warnings_of(sab)
    assert f"Post Processing Failed for {name}" in await warnings_of(sab)

    still = await sab.ended(await sab.retry(str(failed["nzo_id"])))
    assert (still["status"], still["fail_message"]) == ("Failed", "Post-processing was aborted")

    in_the_way.unlink()
    fetched = len(news.served)
    mended = await sab.ended(await sab.retry(str(still["nzo_id"])))
    assert mended["status"] == "Completed"
    assert len({failed["nzo_id"], still["nzo_id"], mended["nzo_id"]}) == 3
    assert len(news.served) == fetched
    assert list(in_the_way.rglob("*.mkv"))


async def test_a_failed_script_leaves_a_whole_download_and_a_retry_of_it_makes_a_false_failure(
    tmp_path: Path, news: NntpServer
) -> None:
    """The files are moved already, so a retry finds nothing and blames the server."""
    async with RealSabnzbd(tmp_path / "sabnzbd", news.port, misc={"script_can_fail": "1"}) as sab:
        script = tmp_path / "sabnzbd" / "scripts" / "notify.sh"
        script.write_text("#!/bin/sh\necho no such host\nexit 3\n")
        script.chmod(0o755)
        await sab.api("set_config", section="categories", name="tv", script="notify.sh", dir="tv")
        failed = await sab.ended(await sab.add(make_release(news.store, MOVIE), category="tv"))
        assert str(failed["fail_message"]).startswith("Exit(3): no such host")
        assert "Exit(3)" in stages(failed)["Script"]
        assert list((sab.complete_dir / "tv").rglob("*.mkv"))
        script.write_text("#!/bin/sh\nexit 0\n")
        again = await sab.ended(await sab.retry(str(failed["nzo_id"])))
        assert str(again["fail_message"]).endswith("https://sabnzbd.org/not-complete")


async def test_an_encrypted_post_waits_paused_until_it_is_ended(
    sab: RealSabnzbd, news: NntpServer
) -> None:
    """Priority -4 answers `{"status": true}` for a job in the queue, and -1 as position for one that is not.

    The message after it is about what had not been fetched yet, not about the password; what had been written
    half is not fetched again, so a retry after it may fail even with the right password.
    """
    await news.behave(delay=0.02)
    nzo_id = await sab.add(make_release(news.store, MOVIE, password="open sesame"))

    async def labelled() -> list[JsonObject]:
        return [slot for slot in await sab.queue() if slot["labels"]]

    (slot,) = await until(labelled)
    assert (slot["status"], slot["labels"]) == ("Paused", ["ENCRYPTED"])
    assert await sab.end_job(nzo_id) == {"status": True}
    assert await sab.end_job("SABnzbd_nzo_nope") == {"position": -1}
    ended = await sab.ended(nzo_id)
    assert (ended["status"], ended["nzo_id"]) == ("Failed", nzo_id)
    assert "password" not in str(ended["fail_message"])


async def test_an_encrypted_post_opens_with_its_password_without_fetching_again(
    tmp_path: Path, news: NntpServer
) -> None:
    """With `pause_on_pwrar` off the whole post is there when the unpacking fails (failure table row 6)."""
    misc = {"pause_on_pwrar": "0"}
    async with RealSabnzbd(tmp_path / "sabnzbd", news.port, misc=misc) as sab:
        nzo_id = await sab.add(make_release(news.store, MOVIE, password="open sesame"))
        locked = await sab.ended(nzo_id)
        assert locked["fail_message"] == "Unpacking failed, archive requires a password"
        assert "requires a password" in stages(locked)["Unpack"]
        fetched = len(news.served)
        opened = await sab.ended(await sab.retry(nzo_id, password="open sesame"))
        assert opened["status"] == "Completed"
        assert len(news.served) == fetched
        (made,) = sab.complete_dir.rglob("*.mkv")
        assert made.read_bytes() == video(600_000, name=MOVIE)


async def test_three_hundred_failures_are_there_at_once(sab: RealSabnzbd, news: NntpServer) -> None:
    """The history a person brings along on the first day."""
    failed = await sab.ended(await sab.add(lost_post(MOVIE), category="movies"))
    await sab.multiply_history(str(failed["nzo_id"]), 299)
    history = await sab.history(limit=1000)
    assert len({str(slot["nzo_id"]) for slot in history}) == 300
    assert {slot["status"] for slot in history} == {"Failed"}
    assert {slot["fail_message"] for slot in history} == {failed["fail_message"]}


async def test_its_failures_survive_a_power_cut(sab: RealSabnzbd, news: NntpServer) -> None:
    """The address and the keys stay the same, too."""
    await sab.fail_many([lost_post(MOVIE)])
    before = await sab.history()
    assert await sab.kill()
    await sab.restart()
    assert await sab.history() == before
