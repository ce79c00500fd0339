"""The panel in a real browser on a real Home Assistant: how soon it is there, and how long lists scroll."""

import asyncio
import os
from pathlib import Path
import tempfile

from tests.e2e.stack.browser import DESKTOP, PHONE, Browser, missing_reason
from tests.e2e.stack.homeassistant import RealHomeAssistant

from . import panel_open
from .options import Options
from .panel_house import PanelHouse, panel_house
from .panel_open import ENTRANCE, PAINTED, within
from .panel_probe import NO_TASK, Probe, Seen
from .panel_scroll import SECONDS, list_of, scroll
from .table import table

JOBS = 5_000
LONGEST_MS = 50
EVERY = 1.0
"""Seconds between two looks at the queue, of which AutoArr takes one every ten: each row changes each time."""
SETTLE = 4.0
"""Seconds after which Home Assistant has kept its icons in a database of the browser, once for each profile."""
PAGES = {"queue": "overview", "activity": "activity"}
ROWS = {"queue": "autoarr-job", "activity": "autoarr-event"}


async def run(options: Options) -> None:
    """Run the parts that are asked for."""
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if "bundle" in options.only:
        print("-- bundle", flush=True)
        panel_open.weigh()
    lists = [part for part in PAGES if part in options.only]
    if not lists and "open" not in options.only:
        return
    if (reason := missing_reason()) is not None:
        print(f"not measured: {reason}")
        return
    events = options.rows if "activity" in options.only else 0
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
        async with panel_house(Path(folder), events=events) as house, Browser() as browser:
            if "open" in options.only:
                print("-- open", flush=True)
                await panel_open.run(browser, house.hass)
            if "queue" in options.only:
                await house.fill(JOBS)
            for part in lists:
                print(f"-- {part}: {JOBS if part == 'queue' else events:,} rows", flush=True)
                await scrolled(browser, house, part)
    print(f"load average after: {os.getloadavg()[0]:.1f}")


async def scrolled(browser: Browser, house: PanelHouse, part: str) -> None:
    """Print what a page does while it is opened, and while its list is scrolled."""
    rows: list[tuple[str, ...]] = []
    held: list[tuple[str, ...]] = []
    for name, screen in (("wheel", DESKTOP), ("finger", PHONE)):
        async with await browser.blank(house.hass, screen=screen) as view:
            probe = await Probe.into(view)
            await painted(probe, house.hass, part)
            await asyncio.sleep(SETTLE)
            rows.append(line(f"{name}: first paint", await painted(probe, house.hass, part)))
            before = await memory(probe, part)
            async with probe.watching() as seen:
                went = await scroll(probe, touch=screen.touch)
            rows.append(line(f"{name}: scrolled {went:,} px", seen))
            held += [(f"{name}: before", *before), (f"{name}: after", *await memory(probe, part))]
            if part == "queue":
                await to_the_top(probe)
                async with house.moving(EVERY), probe.watching() as seen:
                    await scroll(probe, touch=screen.touch)
                rows.append(line(f"{name}: read anew each second", seen))
    head = ("", "long tasks", "longest ms", "processor ms", "largest gap ms", "messages")
    table((*head, f"budget {LONGEST_MS}"), rows)
    print(
        f"long tasks: of more than {NO_TASK:.0f} ms, as the page felt them; processor: the most that any task"
        f" took of it; each list was scrolled for {SECONDS:.0f} s"
    )
    table(("memory of the page", "JavaScript MB", "nodes", "rows drawn"), held)


async def painted(probe: Probe, hass: RealHomeAssistant, part: str) -> Seen:
    """Open a page inside a loaded Home Assistant and wait for its first rows."""
    page = probe.view.page
    await page.goto(f"{hass.url}{ENTRANCE}", wait_until="networkidle")
    async with probe.watching() as seen:
        since = await page.evaluate(
            """(path) => {
                history.pushState(null, "", path);
                dispatchEvent(new CustomEvent("location-changed"));
                return performance.now();
            }""",
            f"/autoarr/{PAGES[part]}",
        )
        await probe.marked(PAINTED, since=since)
        await page.locator(ROWS[part]).first.wait_for()
    return seen


async def to_the_top(probe: Probe) -> None:
    """Begin the list anew."""
    await list_of(probe).evaluate("(view) => view.scrollTo(0, 0)")


async def memory(probe: Probe, part: str) -> tuple[str, ...]:
    """Return what the page holds."""
    rows = await probe.view.page.locator(ROWS[part]).count()
    return f"{await probe.heap():.1f}", f"{await probe.nodes():,}", str(rows)


def line(name: str, seen: Seen) -> tuple[str, ...]:
    """Return a line of the table."""
    longest = max(seen.long_tasks, default=0)
    return (
        name,
        str(len(seen.long_tasks)),
        f"{longest:.0f}" if seen.long_tasks else f"< {NO_TASK:.0f}",
        f"{seen.processor:.0f}",
        f"{seen.gap:.0f}",
        str(seen.told),
        within(longest, LONGEST_MS),
    )
