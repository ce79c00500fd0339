"""Scrolls as people do: strokes of a wheel, and a finger that drags, lets go and drags again."""

import asyncio
from time import monotonic

from playwright.async_api import Locator

from .panel_probe import Probe

SECONDS = 10.0
WHEEL_SPEED = 4_000
"""Pixels a second."""
WHEEL_STROKE = 2_000
FINGER_STEP = 40
"""Pixels between two touches of a drag, of which there is one each frame."""
FRAME = 1 / 60
MARGIN = 20


def list_of(probe: Probe) -> Locator:
    """Return what scrolls on a page."""
    return probe.view.page.locator("autoarr-list .view")


async def scroll(probe: Probe, *, touch: bool) -> int:
    """Scroll the list on a page down for ten seconds; return how many pixels it went."""
    page, view = probe.view.page, list_of(probe)
    await view.evaluate("(view) => view.scrollIntoView({ block: 'center' })")
    box, size = await view.bounding_box(), page.viewport_size
    if box is None or size is None:
        raise RuntimeError("there is no list on the page")
    top, bottom = max(box["y"], 0), min(box["y"] + box["height"], size["height"])
    x = box["x"] + box["width"] / 2
    began: float = await view.evaluate("(view) => view.scrollTop")
    end = monotonic() + SECONDS
    while monotonic() < end:
        if touch:
            await _drag(probe, x, bottom - MARGIN, top + MARGIN)
        else:
            await _turn(probe, x, (top + bottom) / 2)
    went: float = await view.evaluate("(view) => view.scrollTop") - began
    if went <= 0:
        raise RuntimeError("the list did not move")
    return round(went)


async def _turn(probe: Probe, x: float, y: float) -> None:
    """Turn the wheel."""
    gesture = {
        "x": round(x),
        "y": round(y),
        "yDistance": -WHEEL_STROKE,
        "speed": WHEEL_SPEED,
        "gestureSourceType": "mouse",
    }
    await probe.devtools.send("Input.synthesizeScrollGesture", gesture)


async def _drag(probe: Probe, x: float, low: float, high: float) -> None:
    """Put a finger down, move it up, and take it away."""
    await _touch(probe, "touchStart", {"x": x, "y": low})
    y = low
    while y > high:
        y = max(y - FINGER_STEP, high)
        began = monotonic()
        await _touch(probe, "touchMove", {"x": x, "y": y})
        await asyncio.sleep(max(0, FRAME - (monotonic() - began)))
    await _touch(probe, "touchEnd")


async def _touch(probe: Probe, kind: str, *points: dict[str, float]) -> None:
    """Send one event of a finger."""
    await probe.devtools.send(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)}
    )
