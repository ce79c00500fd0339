"""How long the panel takes to open, and what its files weigh."""

import gzip
from pathlib import Path

from custom_components.autoarr.panel import BUNDLE
from tests.e2e.stack.browser import Browser
from tests.e2e.stack.homeassistant import RealHomeAssistant

from .panel_probe import Probe
from .table import percentile, table

RUNS = 10
BUDGET_MS = 300
MOST_KB = 80
FRAMED, PAINTED = "autoarr-panel-framed", "autoarr-panel-painted"
ENTRANCE = "/config/dashboard"
"""A page of Home Assistant that is light, to begin from."""


async def opened(probe: Probe, hass: RealHomeAssistant) -> tuple[float, float]:
    """Load Home Assistant anew, click on AutoArr, and return when its frame and its content could be seen (ms)."""
    page = probe.view.page
    await page.goto(f"{hass.url}{ENTRANCE}", wait_until="networkidle")
    link = page.locator('a[href="/autoarr"]')
    await link.wait_for()
    # Home Assistant fetches what it may need next when it has nothing else to do.
    await page.wait_for_load_state("networkidle")
    await page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))")
    await link.click()
    clicked = await probe.clicked()
    framed = await probe.marked(FRAMED, since=clicked)
    painted = await probe.marked(PAINTED, since=clicked)
    return framed - clicked, painted - clicked


async def run(browser: Browser, hass: RealHomeAssistant) -> None:
    """Print how long it takes from the click to what can be seen."""
    cold, warm = [], []
    for _ in range(RUNS):
        async with await browser.blank(hass) as view:
            cold.append(await opened(await Probe.into(view), hass))
    async with await browser.blank(hass) as view:
        probe = await Probe.into(view)
        await opened(probe, hass)
        warm = [await opened(probe, hass) for _ in range(RUNS)]
    rows = []
    for name, runs in (("never opened before", cold), ("its modules in the cache", warm)):
        for what, times, budget in (
            ("frame", [frame for frame, _ in runs], ""),
            ("content", [content for _, content in runs], verdict(runs)),
        ):
            spent = (f"{percentile(times, 0.5):.0f}", f"{max(times):.0f}")
            rows.append((f"{name}: {what}", str(len(times)), *spent, budget))
    table(("click to paint", "runs", "ms p50", "max", f"budget {BUDGET_MS}"), rows)


def verdict(runs: list[tuple[float, float]]) -> str:
    """Say whether the median holds the budget."""
    return within(percentile([content for _, content in runs], 0.5), BUDGET_MS)


def within(value: float, budget: float) -> str:
    """Say how a value stands to its budget."""
    return "ok" if value <= budget else "over"


def weigh() -> None:
    """Print the sizes of what was built: the code with its English, and the largest other language."""
    sizes = {path.stem: compressed(path) for path in BUNDLE.glob("*.js")}
    languages = {name: size for name, size in sizes.items() if name[2:3] == "-"}
    code = sum(sizes.values()) - sum(languages.values())
    largest = max(languages.values(), default=0)
    whole = (code + largest) / 1000
    table(
        ("gzip", "kB", f"budget {MOST_KB}"),
        [
            ("panel and cards, English", f"{code / 1000:.1f}", ""),
            ("the largest other language", f"{largest / 1000:.1f}", ""),
            ("together", f"{whole:.1f}", within(whole, MOST_KB)),
        ],
    )


def compressed(path: Path) -> int:
    """Return the size of a file in gzip, in bytes."""
    return len(gzip.compress(path.read_bytes(), 9))
