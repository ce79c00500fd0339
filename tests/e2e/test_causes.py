"""Failures that are not the release's fault, in a real SABnzbd: no release is blamed for them."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.usenet import lost_post

from .acts import (
    ask_for_the_film,
    events,
    film_is_imported,
    let_recovery_act,
    one_job_ended,
    repairs_begun,
)
from .demo.evidence import Evidence
from .stack.sabnzbd import missing_reason
from .stack.stack import Stack
from .stack.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]

OLD_FAILURES = 300


@pytest.fixture
async def evidence(bare_stack: Stack) -> AsyncIterator[Evidence]:
    """Return what the services themselves say."""
    async with Evidence(bare_stack) as asking:
        yield asking


async def test_a_provider_that_fails_during_the_download_costs_no_release(
    stack: Stack, evidence: Evidence
) -> None:
    """AutoArr names the broken link, holds the queue, and the download goes on when the provider is back."""
    await let_recovery_act(stack)
    await stack.news.behave(missing=[], delay=0.1)
    await ask_for_the_film(stack)

    async def some_articles() -> bool:
        return stack.news.counters.articles > 5

    await until(some_articles)
    await stack.news.behave(mode="auth_expired")

    async def broken_link() -> str:
        return str((await stack.house.state("hub", "chain"))["state"])

    async def provider_is_named() -> bool:
        return await broken_link() == "provider"

    await until(provider_is_named, seconds=60)
    assert (await stack.house.state("sabnzbd", "provider_problem"))["state"] == "on"
    assert await evidence.blocklisted() == []
    assert await evidence.jobs() == []

    await stack.news.recover()
    # SABnzbd leaves a server that refused it alone for a while; a person would not wait either.
    await stack.sabnzbd.unblock_server()
    await film_is_imported(evidence)
    await stack.house.press("sabnzbd", "refresh")
    assert await broken_link() == "ok"
    guarding = ["recovery.pause_queue", "recovery.resume_queue"]
    assert await repairs_begun(stack) in ([], guarding)
    assert len(await evidence.grabs()) == 1
    assert await evidence.blocklisted() == []


async def test_a_broken_folder_is_answered_by_a_retry_that_fetches_nothing_again(
    stack: Stack, evidence: Evidence
) -> None:
    """A file stands where the folder of the category belongs; what Radarr blamed on the release is taken back."""
    await let_recovery_act(stack)
    await stack.news.behave(missing=[])
    in_the_way = stack.sabnzbd.complete_dir / "movies"
    in_the_way.write_text("not a folder")
    await ask_for_the_film(stack)
    failed = await one_job_ended(evidence, "Failed")
    assert failed["fail_message"] == "Post-processing was aborted"
    in_the_way.unlink()
    fetched = len(stack.news.served)

    await film_is_imported(evidence)
    assert await repairs_begun(stack) == ["recovery.retry_now"]
    assert len(stack.news.served) == fetched
    assert len(await evidence.grabs()) == 1
    assert await evidence.blocklisted() == []


async def test_what_had_failed_before_autoarr_came_is_left_alone(
    bare_stack: Stack, evidence: Evidence
) -> None:
    """Three hundred old failures are one baseline, also those that come to light later; a new one is acted on."""
    stack = bare_stack
    old = await stack.sabnzbd.add(
        lost_post("Old.Movie.2001.1080p.WEB-DL.H264-GRP"), category="movies"
    )
    await stack.sabnzbd.ended(old)
    await stack.sabnzbd.multiply_history(old, OLD_FAILURES - 1)
    everything = await stack.sabnzbd.history(limit=1000)
    assert len(everything) == OLD_FAILURES
    await stack.set_up()
    await let_recovery_act(stack)

    async def baseline() -> bool:
        return bool(await events(stack, "baseline"))

    await until(baseline)
    newest = [str(slot["nzo_id"]) for slot in everything[: OLD_FAILURES // 2]]
    await stack.sabnzbd.api(
        "history", name="delete", value=",".join(newest), archive=0, del_files=1
    )
    await stack.house.press("sabnzbd", "refresh")
    failures = (await stack.house.ask("get_failures"))["failures"]
    assert {failure["baseline"] for failure in failures} == {True}
    assert everything[-1]["name"] in {failure["name"] for failure in failures}
    assert await repairs_begun(stack) == []
    assert len(await stack.sabnzbd.history(limit=1000)) == OLD_FAILURES - len(newest)
    assert await evidence.grabs() == []

    await ask_for_the_film(stack)
    await film_is_imported(evidence)
    assert await repairs_begun(stack) == ["recovery.next_release"]
