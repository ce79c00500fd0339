"""Looks into a page while it is used: its long tasks, the gaps between its frames, its marks, its memory."""

import asyncio
from collections.abc import AsyncIterator, Sequence
import contextlib
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.async_api import CDPSession

from tests.e2e.stack.browser import View

NO_TASK = 50.0
"""Browsers tell of tasks that are longer than so many milliseconds, and of no others."""

_CATEGORIES = "toplevel,__metadata"
_TASKS = ("ThreadControllerImpl::RunTask", "RunTask")

_PROBE = """
(() => {
  const kept = { tasks: [], gap: 0, clicked: 0 };
  window.autoarrBench = {
    begin() { kept.tasks = []; kept.gap = 0; last = 0; },
    told: () => kept,
    mark: (name, since) => new Promise((resolve) => {
      const found = () => performance.getEntriesByName(name).find((one) => one.startTime >= since);
      if (found()) resolve(found().startTime);
      else new PerformanceObserver((_, observer) => {
        if (!found()) return;
        observer.disconnect();
        resolve(found().startTime);
      }).observe({ type: "mark" });
    }),
  };
  let last = 0;
  const beat = (now) => {
    if (last) kept.gap = Math.max(kept.gap, now - last);
    last = now;
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
  new PerformanceObserver((list) => {
    kept.tasks.push(...list.getEntries().map((one) => one.duration));
  }).observe({ type: "longtask" });
  addEventListener("click", (event) => { kept.clicked = event.timeStamp; }, { capture: true });
})();
"""


@dataclass(kw_only=True)
class Seen:
    """What a page did in a window of time; milliseconds."""

    long_tasks: list[float] = field(default_factory=list)
    """As a person feels them; those of a machine that is busy otherwise are in it."""
    processor: float = 0.0
    """What the longest of all tasks took of the processor: what is ours."""
    gap: float = 0.0
    """The longest time between two frames."""
    told: int = 0
    """Messages of the topics that arrived."""


class Probe:
    """One page that is looked into; made by `into`, before the page goes anywhere."""

    def __init__(self, view: View, devtools: CDPSession) -> None:
        """Look into a page over its DevTools."""
        self.view = view
        self.devtools = devtools
        self._trace: list[dict[str, Any]] = []
        self._told = 0
        devtools.on("Tracing.dataCollected", lambda told: self._trace.extend(told["value"]))
        view.page.on("websocket", lambda socket: socket.on("framereceived", self._received))

    @classmethod
    async def into(cls, view: View) -> Self:
        """Begin with the next document of a page."""
        await view.context.add_init_script(_PROBE)
        return cls(view, await view.context.new_cdp_session(view.page))

    async def clicked(self) -> float:
        """Return when the last click was made, in the page's time."""
        return float(await self.view.page.evaluate("autoarrBench.told().clicked"))

    async def marked(self, name: str, *, since: float) -> float:
        """Wait for a mark that is not older than a moment and return when it was made."""
        return float(
            await self.view.page.evaluate(
                "([name, since]) => autoarrBench.mark(name, since)", [name, since]
            )
        )

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[Seen]:
        """Watch a window of time; what was seen is filled in at its end."""
        seen = Seen()
        before = self._told
        self._trace.clear()
        await self.devtools.send(
            "Tracing.start", {"categories": _CATEGORIES, "transferMode": "ReportEvents"}
        )
        await self.view.page.evaluate("autoarrBench.begin()")
        yield seen
        told = await self.view.page.evaluate("autoarrBench.told()")
        seen.long_tasks, seen.gap, seen.told = told["tasks"], told["gap"], self._told - before
        ended = asyncio.get_running_loop().create_future()
        self.devtools.once("Tracing.tracingComplete", lambda told: ended.set_result(told))
        await self.devtools.send("Tracing.end")
        await ended
        seen.processor = longest_task(self._trace)

    def _received(self, message: str | bytes) -> None:
        """Count what the topics told."""
        if isinstance(message, str):
            self._told += message.count('"kind":"delta"') + message.count('"kind":"snapshot"')

    async def heap(self) -> float:
        """Return the megabytes of JavaScript objects that are still needed."""
        await self.devtools.send("HeapProfiler.collectGarbage")
        used = await self.devtools.send("Runtime.getHeapUsage")
        return float(used["usedSize"]) / 1e6

    async def nodes(self) -> int:
        """Return the number of nodes of all documents."""
        await self.devtools.send("Performance.enable")
        told = await self.devtools.send("Performance.getMetrics")
        return next(int(one["value"]) for one in told["metrics"] if one["name"] == "Nodes")


def longest_task(trace: Sequence[dict[str, Any]]) -> float:
    """Return the most processor time (ms) that a task of the page's main thread took, of a trace."""
    mains = {
        (one["pid"], one["tid"])
        for one in trace
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    spent = (
        one["tdur"]
        for one in trace
        if one["name"] in _TASKS and (one["pid"], one["tid"]) in mains and "tdur" in one
    )
    return max(spent, default=0) / 1000
