"""The command queue: POST /command answers at once, the work is done afterwards, one at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
import re

from aiohttp import web

from .core import Core
from .decisions import Search
from .downloads import DownloadMonitor
from .imports import Importer
from .resources import (
    ApiError,
    Resource,
    answer,
    body_of,
    children,
    invalid,
    maybe_stamp,
    path_id,
    span,
    stamp,
    text,
)
from .search import Searcher
from .state import Source, Subject

_LOGGER = logging.getLogger(__name__)
KEPT = timedelta(minutes=5)

type Work = Callable[["CommandRow"], Awaitable[str]]


@dataclass(slots=True, kw_only=True)
class CommandRow:
    """One command and how far it is."""

    id: int
    name: str
    body: Resource
    trigger: str
    queued: datetime
    status: str = "queued"
    started: datetime | None = None
    ended: datetime | None = None
    message: str = ""
    exception: str | None = None

    @property
    def manual(self) -> bool:
        """Say whether it came through the API, which is what "user invoked" means."""
        return self.trigger == "manual"


class Commands:
    """Runs commands; `delay` (seconds) keeps each one queued and started long enough to be seen."""

    def __init__(
        self,
        core: Core,
        searcher: Searcher,
        monitor: DownloadMonitor,
        importer: Importer,
        *,
        delay: float,
    ) -> None:
        self._core = core
        self._searcher = searcher
        self._monitor = monitor
        self._importer = importer
        self.delay = delay
        self._rows: list[CommandRow] = []
        self._waiting: asyncio.Queue[CommandRow] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._work: dict[str, Work] = {
            "RefreshMonitoredDownloads": self._refresh,
            "ProcessMonitoredDownloads": self._refresh,
            "RssSync": self._rss,
            "ManualImport": self._manual_import,
            "CheckHealth": _nothing,
            "Backup": _nothing,
            "RenameFiles": _nothing,
            "MessagingCleanup": _nothing,
        }

    @property
    def all(self) -> list[CommandRow]:
        """Return the commands not ended for more than five minutes."""
        now = self._core.now()
        self._rows = [row for row in self._rows if row.ended is None or now - row.ended < KEPT]
        return self._rows

    def know(self, work: Mapping[str, Work]) -> None:
        """Learn the commands of one app."""
        self._work |= work

    async def start(self) -> None:
        """Start working."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop working."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def done(self) -> None:
        """Wait until no command is left to do."""
        await self._waiting.join()

    def push(
        self, name: str, body: Resource | None = None, *, trigger: str = "unspecified"
    ) -> CommandRow:
        """Queue a command; one that is the same as a waiting one is not queued twice."""
        fields = {k: v for k, v in (body or {}).items() if k != "name"}
        for row in self._rows:
            if row.name == name and row.body == fields and row.status in ("queued", "started"):
                return row
        row = CommandRow(
            id=self._core.state.next_id("command"),
            name=name,
            body=fields,
            trigger=trigger,
            queued=self._core.now(),
        )
        self._rows.append(row)
        self._waiting.put_nowait(row)
        self._core.announce("command", "updated", self.resource(row))
        return row

    def search_again(self) -> None:
        """Queue the searches that failures asked for; these are not user invoked."""
        while self._monitor.search_again:
            subject = self._monitor.search_again.pop(0)
            name, body = self._core.library.search_again(subject)
            self.push(name, body)

    async def search(self, wanted: Iterable[Subject], row: CommandRow) -> str:
        """Search for each of the wanted and grab; return what the command says at its end."""
        grabbed = 0
        search = Search(user_invoked=row.manual)
        source = Source.USER_SEARCH if row.manual else Source.SEARCH
        for subject in wanted:
            decisions = await self._searcher.search(subject, search)
            grabbed += await self._searcher.process(decisions, source)
        return f"{self._core.library.media} search completed. {grabbed} reports downloaded."

    def resource(self, row: CommandRow) -> Resource:
        """Return a command as JSON."""
        common: Resource = {
            "sendUpdatesToClient": True,
            "updateScheduledTask": True,
            "requiresDiskAccess": False,
            "isExclusive": False,
            "isLongRunning": False,
            "name": row.name,
            "trigger": row.trigger,
            "suppressMessages": False,
        }
        return {
            "id": row.id,
            "name": row.name,
            "commandName": re.sub(r"(?<!^)(?=[A-Z])", " ", row.name),
            "message": row.message,
            "body": common | row.body,
            "priority": "normal",
            "status": row.status,
            "result": {"completed": "successful", "failed": "unsuccessful"}.get(
                row.status, "unknown"
            ),
            "queued": stamp(row.queued),
            "started": maybe_stamp(row.started),
            "ended": maybe_stamp(row.ended),
            "duration": span(row.ended - row.started) if row.ended and row.started else None,
            "exception": row.exception,
            "trigger": row.trigger,
            "stateChangeTime": stamp(row.ended or row.started or row.queued),
            "sendUpdatesToClient": True,
            "updateScheduledTask": True,
        }

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            web.get("/api/v3/command", self._list),
            web.post("/api/v3/command", self._post),
            web.get("/api/v3/command/{id}", self._get),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        return answer([self.resource(row) for row in self.all])

    async def _get(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        row = next((row for row in self.all if row.id == wanted), None)
        if row is None:
            raise ApiError(404, {"message": "NotFound"})
        return answer(self.resource(row))

    async def _post(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        name = next((n for n in self._work if n.lower() == text(body, "name").lower()), None)
        if name is None:
            raise invalid(
                "Name", f"There is no command '{text(body, 'name')}'", value=body.get("name")
            )
        return answer(self.resource(self.push(name, body, trigger="manual")), 201)

    async def _run(self) -> None:
        """Do one command after the other."""
        while True:
            row = await self._waiting.get()
            await asyncio.sleep(self.delay)
            row.status, row.started = "started", self._core.now()
            self._core.announce("command", "updated", self.resource(row))
            await asyncio.sleep(self.delay)
            try:
                row.message = await self._work[row.name](row)
                row.status = "completed"
            except Exception as error:  # the real queue survives any command, so does this one
                _LOGGER.exception("%s failed", row.name)
                row.status, row.message, row.exception = "failed", "Failed", repr(error)
            row.ended = self._core.now()
            self._core.announce("command", "updated", self.resource(row))
            self._waiting.task_done()

    async def _refresh(self, row: CommandRow) -> str:
        await self._monitor.refresh()
        self.search_again()
        return "Completed"

    async def _rss(self, row: CommandRow) -> str:
        return f"RSS Sync Completed. Reports grabbed: {await self._searcher.rss()}"

    async def _manual_import(self, row: CommandRow) -> str:
        move = text(row.body, "importMode", "auto").lower() != "copy"
        for tracked in await self._importer.manual(children(row.body, "files"), move=move):
            await self._monitor.completed(tracked)
        self._core.on_queue_change()
        return "Manually imported files"


async def _nothing(row: CommandRow) -> str:
    """Do nothing, successfully: the fakes have nothing to do for this command."""
    return "Completed"
