"""How what runs beside the server waits for it, and for others: again and again, with growing pauses."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession

from .protocol import API_PREFIX

type Sleep = Callable[[float], Awaitable[None]]
type Say = Callable[[str], None]


class NotYet(Exception):
    """It did not work now; later it may."""


class Refused(Exception):
    """The answer is no, and would be so again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How to wait, and whom to tell why."""

    sleep: Sleep = asyncio.sleep
    say: Say = field(default=lambda _: None)

    async def keep_trying[T](self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try until it works and return what came of it; the same reason is said only once."""
        said = ""
        waits = pauses()
        while True:
            try:
                return await attempt()
            except NotYet as err:
                if str(err) != said:
                    said = str(err)
                    self.say(f"{said}; trying again")
            await self.sleep(next(waits))


def pauses(first: float = 0.5, most: float = 60.0) -> Iterator[float]:
    """Yield the seconds to wait after each failure: twice as long each time, up to a limit."""
    pause = first
    while True:
        yield pause
        pause = min(pause * 2, most)


async def look(session: ClientSession, app: str) -> None:
    """Ask whether the app answers at this address; raises NotYet."""
    try:
        async with session.get(f"{app}{API_PREFIX}/health") as response:
            if response.status != 200:
                raise NotYet(f"the app answers with status {response.status}")
    except TimeoutError, ClientError:
        raise NotYet("the app does not answer yet") from None


def read_token(path: Path) -> str:
    """Return the access token of the app; raises NotYet."""
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as err:
        raise NotYet(f"the token file {path} cannot be read ({type(err).__name__})") from None
