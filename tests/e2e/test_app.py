"""The companion app beside a real Home Assistant: whatever dies, its history holds each event once."""

from collections.abc import AsyncIterator

import pytest

from .acts import ask_for_the_film, film_is_imported, let_recovery_act
from .demo.evidence import Evidence
from .demo.timeline import timeline
from .stack.sabnzbd import missing_reason
from .stack.stack import Stack
from .stack.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(240),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]

ARRIVES_SECONDS = 90.0
"""Longer than the longest pause before the outbox tries again in these tests."""

UNREACHABLE = "Error fetching AutoArr app data: AutoArr app could not be read"
"""Said once by Home Assistant, as of every service that is away."""


@pytest.fixture
async def evidence(stack: Stack) -> AsyncIterator[Evidence]:
    """Return what the services themselves say."""
    async with Evidence(stack) as asking:
        yield asking


async def all_arrived(stack: Stack) -> bool:
    """Say whether the app has every event of the journal's timeline, and each of them once."""
    written = [event["id"] for event in await timeline(stack.house)]
    kept = [event["id"] for event in await stack.app.history()]
    assert len(kept) == len(set(kept))
    return bool(written) and set(written) <= set(kept)


async def test_the_story_of_a_film_is_in_the_history_although_everything_dies_on_the_way(
    stack: Stack, evidence: Evidence
) -> None:
    """The app is killed before the failure, Home Assistant after it; the repair itself needs neither."""
    await stack.connect_app()
    await let_recovery_act(stack)
    await stack.news.behave(delay=0.5)
    await ask_for_the_film(stack)
    await until(lambda: all_arrived(stack), seconds=ARRIVES_SECONDS)

    stack.expected.append(UNREACHABLE)
    await stack.app.kill()
    await stack.news.behave(delay=0.0)
    await film_is_imported(evidence)
    await stack.hass.kill()
    await stack.hass.start()
    await stack.app.start()

    await until(lambda: all_arrived(stack), seconds=ARRIVES_SECONDS)
    kinds = [event["kind"] for event in await stack.app.history()]
    assert "request_added" in kinds
    assert "failure_seen" in kinds
    assert "action_finished" in kinds
    [failure] = await until(lambda: stack.app.history("/failures"), seconds=ARRIVES_SECONDS)
    assert failure["cause"] == "article_missing"
    [request] = await until(lambda: stack.app.history("/requests"), seconds=ARRIVES_SECONDS)
    assert request["title"] == "Dune (2021)"
    assert stack.app.complaints == []


async def test_everything_works_with_an_app_that_never_comes_back(
    stack: Stack, evidence: Evidence
) -> None:
    """The wish is granted and the failure repaired as without an app."""
    await stack.connect_app()
    stack.expected.append(UNREACHABLE)
    await stack.app.kill()
    await let_recovery_act(stack)
    await ask_for_the_film(stack)
    await film_is_imported(evidence)
