"""The fake SABnzbd in the words of the tests of recovery, at the tests' own time."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fakes.http import Json
from tests.fakes.sabnzbd.model import Scenario, stages
from tests.fakes.sabnzbd.server import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.support.clock import ManualClock

NOT_COMPLETE = "Aborted, cannot be completed - https://sabnzbd.org/not-complete"
SHORT = "Repair failed, not enough repair blocks (16 short)"
CORRUPT = "Corrupt RAR file"
FULL = "Unpacking failed, write error or disk is full?  in the file /x.mkv [R]etry, [A]bort"
MOVE = "Failed to move files"
ENCRYPTED = "Aborted, encryption detected"
SCRIPT = "Exit(3): no such host "
GIGABYTE = 1024**3

type Query = Mapping[str, str]
type Answer = Callable[[Query], Json]


class Downloader(FakeSabnzbd):
    """Takes NZBs; the test says what becomes of each job."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        """Keep jobs in a folder, and the time by a clock."""
        super().__init__(folder=folder)
        self.state.now = lambda: int(clock.now().timestamp())
        self.settings.set_category("movies")

    @property
    def address(self) -> SabnzbdAddress:
        """Return where it is, for the *arr."""
        return SabnzbdAddress(url=self.url, api_key=self.api_key)

    @property
    def jobs(self) -> list[str]:
        """Return the ids of the queue."""
        return list(self.state.queue)

    @property
    def ended(self) -> list[str]:
        """Return the jobs that were asked to end."""
        return [c["value"] for c in self.calls("queue") if c.get("name") == "priority"]

    @property
    def retries(self) -> list[tuple[str, str]]:
        """Return the jobs that were asked to be retried, each with its password."""
        return [(call["value"], call.get("password", "")) for call in self.calls("retry")]

    def enqueue(self, title: str, *, category: str = "movies") -> str:
        """Put a job into the queue; return its id."""
        return self.add_slot(title, category=category).nzo_id

    def fails(self, nzo_id: str, message: str = SHORT, *, stage: str = "Repair") -> None:
        """Let a job fail with a message at a stage."""
        log = stages(("Download", ""), (stage, f"[release] {message}"))
        self.state.end(nzo_id, Scenario(name="test", message=message, stages=log))

    def hold(self, nzo_id: str, label: str) -> None:
        """Pause a job as SABnzbd does by itself."""
        job = self.state.queue[nzo_id]
        job.status, job.labels = "Paused", [label]

    def resume(self, nzo_id: str) -> None:
        """Resume a job as a person does."""
        job = self.state.queue[nzo_id]
        job.status, job.labels = "Downloading", []

    def drop(self, nzo_id: str) -> None:
        """Remove a job as a person does."""
        self.state.queue.pop(nzo_id, None)
        self.state.history.pop(nzo_id, None)

    def space(self, gigabytes: float) -> None:
        """Leave so much space on both disks."""
        self.machine.free = (int(gigabytes * GIGABYTE), int(gigabytes * GIGABYTE))

    def outage(self, *, error: str = "") -> None:
        """Have the news server deliver nothing, with or without an error shown."""
        self.provider(active=not error, error=error, test="502 Go away")
        self.machine.speed = 0

    def back(self) -> None:
        """Have the news server deliver again."""
        self.provider(active=True)
        self.machine.speed = 60_000_000

    def once(self, mode: str, change: Callable[[Query, Answer], Json]) -> None:
        """Have `change` answer the next call of a mode that it does not pass on."""
        handlers = dict(self._modes._modes)
        usual = handlers[mode]

        def changed(query: Query) -> Json:
            """Answer, and be gone."""
            self._modes._modes = handlers
            return change(query, usual)

        self._modes._modes = handlers | {mode: changed}
