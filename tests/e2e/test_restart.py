"""Home Assistant stops or dies between SABnzbd's failure and AutoArr's action: nothing is lost, nothing done twice."""

from collections.abc import AsyncIterator

import pytest

from .acts import ask_for_the_film, film_is_imported, let_recovery_act, one_job_ended, repairs_begun
from .demo.evidence import Evidence
from .stack.sabnzbd import missing_reason
from .stack.stack import Stack
from .stack.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(240),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]


@pytest.fixture
async def evidence(stack: Stack) -> AsyncIterator[Evidence]:
    """Return what the services themselves say."""
    async with Evidence(stack) as asking:
        yield asking


@pytest.mark.parametrize("sudden", [False, True], ids=["stopped", "killed"])
async def test_a_failure_while_home_assistant_was_away_is_repaired_once(
    stack: Stack, evidence: Evidence, sudden: bool
) -> None:
    """The download goes on without Home Assistant and fails before it is back."""
    await let_recovery_act(stack)
    await stack.news.behave(delay=1.0)
    await ask_for_the_film(stack)
    await until(stack.sabnzbd.queue)
    await (stack.hass.kill() if sudden else stack.hass.stop())
    await stack.news.behave(delay=0.0)
    failed = await one_job_ended(evidence, "Failed")
    await stack.hass.start()

    await film_is_imported(evidence)
    assert await repairs_begun(stack) == ["recovery.next_release"]
    assert await evidence.blocklisted() == [failed["name"]]
    assert len(await evidence.grabs()) == 2
