"""One Home Assistant with the demo's stack, and one Chromium, for all tests of the panel."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
import pytest_socket

from tests.e2e.conftest import clean_stack
from tests.e2e.demo.audit import set_wrong
from tests.e2e.demo.evidence import Evidence
from tests.e2e.stack import browser, sabnzbd
from tests.e2e.stack.browser import Browser
from tests.e2e.stack.house import READY_SECONDS
from tests.e2e.stack.stack import Stack
from tests.e2e.stack.waiting import until

from .judge import AXE
from .rooms import Rooms

SHARED: Final = "package"
"""How long what is shared lives, and the loop it lives on."""


def _missing() -> str | None:
    """Return why the panel cannot be looked at here, None when it can."""
    if (reason := sabnzbd.missing_reason() or browser.missing_reason()) is not None:
        return reason
    return None if AXE.is_file() else "no axe: run scripts/setup, with Node.js at hand"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip it where a program is missing."""
    missing = _missing()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(240))
            item.add_marker(pytest.mark.asyncio(loop_scope=SHARED), append=False)
            if missing is not None:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture
def verify_cleanup() -> None:
    """Look for nothing that is left over: what the tests share outlives each of them."""


@pytest_asyncio.fixture(scope=SHARED, loop_scope=SHARED)
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Stack, Browser]]:
    """Run everything once: AutoArr set up, its app connected, some settings of the services wrong."""
    # What every test is let do; this comes before the first.
    pytest_socket.enable_socket()
    async with clean_stack(tmp_path_factory.mktemp("stack")) as stack, Browser() as chromium:
        await set_wrong(stack)
        await stack.set_up()
        await stack.connect_app()
        await stack.house.ask(
            "set_mode", device_id=await stack.house.device("radarr"), mode="manage"
        )

        async def heard() -> bool:
            chain = await stack.house.state("hub", "chain")
            return bool(chain["state"] == "ok")

        await until(heard, seconds=READY_SECONDS)
        yield stack, chromium


@pytest_asyncio.fixture(loop_scope=SHARED)
async def rooms(running: tuple[Stack, Browser], tmp_path: Path) -> AsyncIterator[Rooms]:
    """Return what runs, as a fresh install leaves recovery: it only reports."""
    stack, chromium = running
    await stack.house.tell("set_policy", preset="report")
    async with Evidence(stack) as evidence:
        yield Rooms(stack, chromium, evidence, tmp_path)
