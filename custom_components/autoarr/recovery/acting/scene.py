"""What an action needs, what it leaves behind, and how it looks whether it did what it should."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ..deciding.sight import Sight
from ..models import Failure, FailureState, Grab, Item, Strategy
from ..records import Tried
from ..targets import SabnzbdTarget, ServarrTarget

LOOKS: Final = 4
PAUSE: Final = 0.5
"""How often a change is looked for, and the seconds between two looks."""

FIRST_LOOK: Final = timedelta(minutes=1)
"""When a started action is followed up for the first time."""

NO_SIGHT: Final = Sight()


class NotVerified(Exception):
    """An action was done, but what it should have changed cannot be seen; the text says what."""


class NothingFound(Exception):
    """What an action would take is not there: it ends without having grabbed or imported anything."""


class NotImportable(NothingFound):
    """The files of a blocked import may not be imported, or the import took none; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything one action needs; `owner`, `grab` and `sight` are missing for jobs of other programs.

    `tried` are the releases that were tried for the item, `floor` the least resolution (lines of
    picture) that the house is content with; `cleans_up` says that AutoArr owns the failures of the
    owner, which then removes no failed job itself. A torrent has no SABnzbd.
    """

    failure: Failure
    sabnzbd: SabnzbdTarget | None
    owner: ServarrTarget | None = None
    grab: Grab | None = None
    sight: Sight = NO_SIGHT
    tried: tuple[Tried, ...] = ()
    floor: int = 0
    cleans_up: bool = False
    password: str | None = field(default=None, repr=False)
    asked: bool = False
    steps: list[str] = field(default_factory=list)
    """What was changed so far: a refusal after the first step is no refusal of the whole."""

    @property
    def item(self) -> Item | None:
        """What the download was for."""
        return self.grab.item if self.grab else None

    @property
    def service(self) -> str:
        """The kind of service that most is changed at."""
        target = self.owner or self.sabnzbd
        return target.ref.kind if target else ""

    @property
    def downloader(self) -> SabnzbdTarget:
        """The SABnzbd that holds the job; raises ValueError for a torrent."""
        if self.sabnzbd is None:
            raise ValueError(f"{self.failure.key} is no job of a SABnzbd")
        return self.sabnzbd

    def owned(self) -> tuple[ServarrTarget, Grab]:
        """Return the owner of a job and its grab; raises ValueError for the job of another program."""
        if self.owner is None or self.grab is None:
            raise ValueError(f"{self.failure.key} belongs to no Radarr or Sonarr")
        return self.owner, self.grab


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an action has done: a sentence for the journal, and the failure as it stands now."""

    outcome: str
    failure: Failure


class Patience:
    """Looks whether a change shows, a few times."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Wait between two looks with `sleep`."""
        self._sleep = sleep

    async def seen(self, check: Callable[[], Awaitable[bool]], looks: int = LOOKS) -> bool:
        """Say whether it is seen within so many looks."""
        for number in range(looks):
            if number:
                await self._sleep(PAUSE)
            if await check():
                return True
        return False

    async def see(self, check: Callable[[], Awaitable[bool]], what: str) -> None:
        """Look; raises NotVerified when it is never seen."""
        if not await self.seen(check):
            raise NotVerified(f"cannot see {what}")


def following(
    failure: Failure, strategy: Strategy, now: datetime, *, since: datetime | None = None
) -> Failure:
    """Return the failure as one whose outcome is watched from now on; `since` is when it was acted on, if earlier."""
    return replace(
        failure,
        state=FailureState.FOLLOWING,
        strategy=strategy,
        following_since=min(since or now, now),
        next_try=now + FIRST_LOOK,
        detail="",
    )
