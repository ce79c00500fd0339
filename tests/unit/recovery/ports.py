"""Everything through which the engine leaves its process, and faults at each of these ports."""

from collections.abc import Mapping
from enum import StrEnum
from types import TracebackType
from typing import Any, override

import aiohttp

from custom_components.autoarr.journal.ports import JsonObject, StoreError
from tests.support.stores import MemoryStore, SimulatedCrash

LOOKS = frozenset(
    {
        "fullstatus",
        "get_cats",
        "get_config",
        "history",
        "queue",
        "server_stats",
        "status",
        "version",
        "warnings",
        "config test_server",
    }
)
"""The calls of SABnzbd that change nothing."""


class Fault(StrEnum):
    """What happens at a port.

    A crash comes before the port is passed. One that comes after it leaves services and disk as the
    crash before the next port does, so that going through all of them is going through both.
    """

    CRASH = "crash"
    UNSENT = "unsent"
    """The connection breaks before the request is there."""
    LOST = "lost"
    """The service does it, and the connection breaks before its answer."""
    REFUSED = "refused"
    """The disk does not take it."""

    def concerns(self, port: str) -> bool:
        """Say whether it can happen at a port."""
        saving = port.startswith("save ")
        return self is Fault.CRASH or saving is (self is Fault.REFUSED)


class Ports:
    """Counts what passes, and has one fault happen at one of the ports."""

    def __init__(self) -> None:
        """Let everything pass."""
        self.passed: list[str] = []
        self.dead = False
        self._fault: Fault | None = None
        self._at = 0

    def arm(self, fault: Fault | None = None, at: int = 0) -> None:
        """Count from now on; the fault happens at the port with this number, the first is 1."""
        self.passed, self._fault, self._at = [], fault, at

    def calm(self) -> None:
        """Let everything pass, in a process that lives."""
        self._fault, self.dead = None, False

    def kill(self) -> None:
        """End the process here."""
        self.dead = True

    def reach(self, port: str) -> Fault | None:
        """Return what happens at a port that the engine has reached; raises SimulatedCrash."""
        if self.dead:
            raise SimulatedCrash
        self.passed.append(port)
        if self._fault is None or len(self.passed) != self._at:
            return None
        if self._fault is Fault.CRASH:
            self.kill()
            raise SimulatedCrash
        return self._fault


class PortStore(MemoryStore):
    """A store behind a port."""

    def __init__(self, ports: Ports, name: str, data: JsonObject | None = None) -> None:
        """Hold `data`."""
        super().__init__(data)
        self.ports = ports
        self.name = name

    @override
    async def save(self, data: JsonObject) -> None:
        if self.ports.reach(f"save {self.name}") is Fault.REFUSED:
            raise StoreError("the file cannot be written: No space left on device")
        await super().save(data)

    @override
    def reopened(self) -> PortStore:
        return PortStore(self.ports, self.name, self.data)


class Wire:
    """A session whose requests that change or cost something pass a port; the rest goes straight through."""

    def __init__(self, session: aiohttp.ClientSession, ports: Ports) -> None:
        """Send through a session."""
        self._session = session
        self._ports = ports

    def request(self, method: str, url: object, **how: Any) -> _Exchange:
        """Return one request, to be entered."""
        form = how.get("data")
        name = _port(method, str(url), form if isinstance(form, Mapping) else None)
        return _Exchange(self._session.request(method, url, **how), self._ports, name)  # type: ignore[arg-type]


class _Exchange:
    """One request on its way."""

    def __init__(self, sent: Any, ports: Ports, port: str | None) -> None:
        """Hold what would be sent."""
        self._sent = sent
        self._ports = ports
        self._port = port

    async def __aenter__(self) -> aiohttp.ClientResponse:
        """Send it, unless something happens."""
        fault = self._reached()
        if fault is Fault.UNSENT:
            self._sent.close()
            raise aiohttp.ServerDisconnectedError
        response: aiohttp.ClientResponse = await self._sent.__aenter__()
        if fault is Fault.LOST:
            await response.read()
            await self._sent.__aexit__(None, None, None)
            raise aiohttp.ServerDisconnectedError
        return response

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Be done with the answer."""
        await self._sent.__aexit__(kind, error, traceback)

    def _reached(self) -> Fault | None:
        """Return what happens; a request that only looks passes, as long as the process lives."""
        try:
            if self._port is not None:
                return self._ports.reach(self._port)
            if self._ports.dead:
                raise SimulatedCrash
        except SimulatedCrash:
            self._sent.close()
            raise
        return None


def _port(method: str, url: str, form: Mapping[str, str] | None) -> str | None:
    """Return the name of the port of a request, None for one that only looks.

    A list of releases changes nothing and costs the indexers a hit.
    """
    if form is not None and "mode" in form:
        call = f"{form['mode']} {form.get('name', '')}".strip()
        return None if call in LOOKS else f"sabnzbd {call}"
    path = url.partition("/api/")[2].partition("?")[0]
    if method == "GET" and not path.endswith("/release"):
        return None
    return f"{method} {path}"
