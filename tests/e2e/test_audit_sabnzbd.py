"""The audit's rules for SABnzbd against real ones: set wrong, found, applied, held, gone, undone to the letter."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from custom_components.autoarr.audit.predicates import same
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.clients.service import ServiceKind
from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.unit.audit.driver import WRONG, assert_mends_and_undoes, set_wrong
from tests.unit.audit.stack import Stack

from .causes.shared import SharedSabnzbd
from .stack.sabnzbd import Edition, command_of, missing_reason, reason_without

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]

RULES: Final = {rule.id: rule for rule in load() if rule.applicable}
ASKING: Final = "stack.category_missing"
"""A rule about Radarr and Sonarr that writes to SABnzbd as well."""

FULL: Final = [
    *(name for name, rule in RULES.items() if ServiceKind.SABNZBD in rule.services),
    ASKING,
]
REDUCED: Final = [
    "sabnzbd.safe_postproc",
    "sabnzbd.pause_on_pwrar",
    "sabnzbd.unwanted_extensions",
    "sabnzbd.no_dupes",
    "sabnzbd.postprocessing",
    "sabnzbd.history_retention",
    "sabnzbd.download_free",
    "sabnzbd.fulldisk_autoresume",
    "sabnzbd.server_priority",
    "sabnzbd.server_timeout",
    "stack.sorter_active",
    ASKING,
]
"""At least one of each way to be stored: switch, number, list, size, row, row that is made."""

CASES: Final = [
    *(pytest.param(Edition.FIRST, name, id=f"first-{name}") for name in FULL),
    *(pytest.param(Edition.OLDER, name, id=f"older-{name}") for name in REDUCED),
]
UNWRITABLE: Final = frozenset({"api_key", "nzb_key", "config_lock", "history_retention_number"})
"""What is not written back: keys, which the client does not know, what SABnzbd's API protects, and a number whose
default, as long as nobody has set it, lies below its own minimum."""

ROWS: Final = ("categories", "servers", "sorters")


class Settled:
    """A real SABnzbd whose settings are after each test what they were before the first."""

    def __init__(self, command: list[str], folder: Path) -> None:
        """Prepare it; it starts with the first test."""
        self.sabnzbd = SharedSabnzbd(command, folder)
        self._first: dict[str, Any] = {}

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[SharedSabnzbd]:
        """Lend it to one test."""
        async with self.sabnzbd as sabnzbd:
            self._first = self._first or await configuration(sabnzbd)
            try:
                yield sabnzbd
            finally:
                await self._settle()

    async def _settle(self) -> None:
        """Set what differs from the first settings, and remove rows that were not there."""
        now = await configuration(self.sabnzbd)
        for name, value in self._first["misc"].items():
            if not same(now["misc"][name], value):
                call = {"section": "misc", "keyword": name, "value": written(value)}
                await self.sabnzbd.api("set_config", **call)
        for section in ROWS:
            first = {row["name"]: row for row in self._first.get(section) or ()}
            for row in now.get(section) or ():
                call = {"section": section, "keyword": row["name"]}
                if row["name"] not in first:
                    await self.sabnzbd.api("del_config", **call)
                elif row != (wanted := first[row["name"]]):
                    fields = {key: written(wanted[key]) for key in row if row[key] != wanted[key]}
                    await self.sabnzbd.api("set_config", **call, **fields)


@dataclass(frozen=True, slots=True)
class RealService:
    """What the audit's stack wants to know of a service that runs by itself."""

    url: str
    api_key: str = field(repr=False)


@pytest.fixture(scope="module")
def fleet() -> Iterator[dict[Edition, Settled]]:
    """Return the SABnzbds that run already; they end with the module."""
    running: dict[Edition, Settled] = {}
    yield running
    for one in running.values():
        one.sabnzbd.end()


@pytest.fixture
async def sabnzbd(
    fleet: dict[Edition, Settled], edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SharedSabnzbd]:
    """Return one of them, as it was at first; skips the test where it cannot be had."""
    command = command_of(edition)
    if command is None:
        pytest.skip(str(reason_without(edition)))
    if edition not in fleet:
        fleet[edition] = Settled(command, tmp_path_factory.mktemp(f"audit-{edition}"))
    async with fleet[edition].lent() as lent:
        yield lent


@asynccontextmanager
async def a_stack(sabnzbd: SharedSabnzbd, folder: Path, *, asking: bool) -> AsyncIterator[Stack]:
    """Run the engine's stack: the real SABnzbd, and where rules are about them, a Radarr and a Sonarr that ask it."""
    address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
    fakes: dict[ServiceKind, Any] = {ServiceKind.SABNZBD: RealService(sabnzbd.url, sabnzbd.api_key)}
    async with AsyncExitStack() as running:
        if asking:
            for kind, make in ((ServiceKind.RADARR, FakeRadarr), (ServiceKind.SONARR, FakeSonarr)):
                fake = make(root_folder=folder / kind, sabnzbd=address, refresh_interval=None)
                fakes[kind] = await running.enter_async_context(fake)
        session = await running.enter_async_context(aiohttp.ClientSession())
        stack = Stack(fakes)
        stack.connect(session)
        yield stack


async def configuration(sabnzbd: SharedSabnzbd) -> dict[str, Any]:
    """Return the whole configuration as it stores it, past AutoArr."""
    answer: dict[str, Any] = await sabnzbd.api("get_config")
    config: dict[str, Any] = answer["config"]
    return config


def written(value: Any) -> str:
    """Return a value as a form field."""
    if isinstance(value, list):
        return ",".join(str(one) for one in value)
    return str(int(value)) if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(("edition", "name"), CASES)
async def test_a_rule_mends_a_real_sabnzbd_and_can_be_undone(
    sabnzbd: SharedSabnzbd, name: str, tmp_path: Path
) -> None:
    """From a wrong setting to the right one and back; no other setting is touched, of any section."""
    rule = RULES[name]
    asking = name.startswith("stack.") or "servarr_connected" in rule.when.facts
    async with a_stack(sabnzbd, tmp_path, asking=asking) as stack:
        await set_wrong(stack, WRONG[name])
        before = json.dumps(await configuration(sabnzbd))
        await assert_mends_and_undoes(stack, rule)
    assert json.dumps(await configuration(sabnzbd)) == before


@pytest.mark.parametrize("edition", list(Edition), ids=["first", "older"])
async def test_what_is_written_back_unchanged_stays_as_it_was(
    sabnzbd: SharedSabnzbd, tmp_path: Path
) -> None:
    """Every value of every section: the second time byte for byte, as a switch that was never set reads `0`."""
    async with a_stack(sabnzbd, tmp_path, asking=False) as stack:
        client = stack.clients[ServiceKind.SABNZBD]
        await set_wrong(stack, WRONG["stack.sorter_active"])
        states = [await configuration(sabnzbd)]
        for _ in range(2):
            misc = await client.document("misc")
            kept = {key: value for key, value in misc.items() if key not in UNWRITABLE}
            await client.write_config("misc", "", kept)
            for section in ROWS:
                for row in await client.document(section):
                    await client.write_config(section, row["name"], row)
            states.append(await configuration(sabnzbd))
    first, once, twice = states
    assert json.dumps(twice) == json.dumps(once)
    misc, known = once.pop("misc"), first.pop("misc")
    assert once == first
    assert {key: value for key, value in misc.items() if not same(known[key], value)} == {}
