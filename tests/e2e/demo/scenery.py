"""Brings a stack into a state that is worth a picture: watched, downloading, failed, repaired, asked."""

from collections.abc import Awaitable, Callable
import colorsys
import hashlib
import io
from typing import Any

from PIL import Image, ImageDraw

from tests.e2e.stack.stack import Stack
from tests.e2e.stack.waiting import until

from .audit import RENAME, set_wrong
from .dashboard import make_assistant, make_dashboard
from .evidence import Row

SECONDS = 180.0
SLOW = "150K"
"""Bytes a second that SABnzbd may take, so that downloads are under way for some minutes."""
VIDEO = 12_000_000
"""Bytes of what is downloaded then."""
WATCHED = (
    "Add the Dune movie from 2021 in 4K",
    "Get Chernobyl season 1",
    "Add the movie Interstellar",
)
ASKED_ABOUT = "Add the movie Oppenheimer"
ON_THEIR_WAY = ("Add the movie Coco", "Add Blade Runner 2049 in 4K")
CARDS_PATH = "autoarr-cards"
POSTER = (240, 360)


async def set_scene(stack: Stack) -> None:
    """Set everything up and let things happen, until a failure waits for an answer and others download."""
    stack.radarr.covers.drawn = stack.sonarr.covers.drawn = poster
    await set_wrong(stack)
    await stack.set_up()
    await stack.connect_app()
    await make_assistant(stack.hass, stack.house)
    await make_dashboard(stack.hass, stack.house)
    await make_cards(stack)
    for kind in ("radarr", "sonarr"):
        device = await stack.house.device(kind)
        await stack.house.ask("set_mode", device_id=device, mode="manage")
    await stack.house.tell("set_policy", preset="recommended")
    await mend_one(stack)
    await ask_for(stack, *WATCHED)
    await until(requests_in(stack, "available", len(WATCHED)), seconds=SECONDS, pause=1)
    await stack.house.tell("set_policy", strategy="next_release", policy="ask")
    await ask_for(stack, ASKED_ABOUT)
    await until(lambda: a_question(stack), seconds=SECONDS, pause=1)
    await stack.news.recover()
    stack.indexer.video_size = VIDEO
    await stack.sabnzbd.api("config", name="speedlimit", value=SLOW)
    await ask_for(stack, *ON_THEIR_WAY)
    await stack.house.press("sabnzbd", "refresh")
    await until(lambda: under_way(stack), seconds=SECONDS, pause=1)


async def ask_for(stack: Stack, *sentences: str) -> None:
    """Ask for titles; raises RuntimeError where one is not added."""
    for sentence in sentences:
        answer = await stack.house.ask("request", confirm=True, text=sentence)
        if answer["status"] != "added":
            raise RuntimeError(f"{sentence}: {answer['message']}")


def requests_in(stack: Stack, state: str, count: int) -> Callable[[], Awaitable[bool]]:
    """Return what says whether so many requests are in a state."""

    async def reached() -> bool:
        requests: list[Row] = (await stack.house.ask("get_requests"))["requests"]
        return [request["state"] for request in requests].count(state) >= count

    return reached


async def a_question(stack: Stack) -> bool:
    """Say whether recovery asks before it acts."""
    failures: list[Row] = (await stack.house.ask("get_failures"))["failures"]
    return any(failure["state"] == "asked" for failure in failures)


async def under_way(stack: Stack) -> bool:
    """Say whether a download has come a third of its way, as SABnzbd tells it."""
    answer: dict[str, Any] = await stack.sabnzbd.api("queue")
    return any(int(slot["percentage"]) >= 33 for slot in answer["queue"]["slots"])


async def mend_one(stack: Stack) -> None:
    """Look at the settings, mend one, and look again."""
    report = await stack.house.ask("audit")
    keys = [one["finding_key"] for one in report["findings"] if one["rule"] == RENAME]
    preview = await stack.house.ask("preview_change", finding_keys=keys)
    await stack.house.ask("apply_change", finding_keys=keys, fingerprint=preview["fingerprint"])
    await stack.house.ask("audit")


async def make_cards(stack: Stack) -> None:
    """Make a dashboard of AutoArr's cards."""
    api = stack.hass.api
    await api.command(
        "lovelace/dashboards/create",
        url_path=CARDS_PATH,
        title="Films and series",
        icon="mdi:sofa",
        mode="storage",
        show_in_sidebar=True,
        require_admin=False,
    )
    sections = [
        [{"type": "custom:autoarr-stack-card"}, {"type": "custom:autoarr-request-card"}],
        [{"type": "custom:autoarr-queue-card", "max_rows": 4}],
    ]
    view = {
        "title": "Films and series",
        "type": "sections",
        "max_columns": 2,
        "sections": [{"type": "grid", "cards": cards} for cards in sections],
    }
    await api.command(
        "lovelace/config/save",
        url_path=CARDS_PATH,
        config={"views": [view]},
    )


def poster(path: str) -> bytes:
    """Return a made-up poster for a path: two colours that run into each other, and a reel."""
    hue = int.from_bytes(hashlib.sha256(path.encode()).digest()[:2]) % 360
    top, bottom = (_colour(hue, 0.3), _colour(hue + 50, 0.6))
    picture = Image.new("RGB", POSTER)
    draw = ImageDraw.Draw(picture)
    width, height = POSTER
    for y in range(height):
        mixed = [round(a + (b - a) * y / height) for a, b in zip(top, bottom, strict=True)]
        draw.line([(0, y), (width, y)], fill=(mixed[0], mixed[1], mixed[2]))
    x, y, light = width // 2, height // 2, (255, 255, 255)
    draw.circle((x, y), 70, outline=light, width=8)
    for right, down in ((0, -38), (0, 38), (-38, 0), (38, 0)):
        draw.circle((x + right, y + down), 13, fill=light)
    draw.circle((x, y), 6, fill=light)
    body = io.BytesIO()
    picture.save(body, "PNG")
    return body.getvalue()


def _colour(hue: int, light: float) -> tuple[int, ...]:
    """Return a colour of a wheel of 360 degrees."""
    return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue % 360 / 360, light, 0.5))
