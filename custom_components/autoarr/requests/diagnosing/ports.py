"""What a diagnosis asks beside Radarr and Sonarr, and how it cleans what they say."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from ...clients.errors import ServiceError
from ...clients.plex import PlexClient
from ...clients.sabnzbd import SabnzbdClient
from ...clients.service import ServiceRef
from ..messages import MESSAGES
from .facts import Silent

TEXT_CHARS: Final = 200

type Clean = Callable[[str], str]
"""Takes credentials, markup and length out of the words of a service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdService:
    """A SABnzbd that can be asked."""

    ref: ServiceRef
    client: SabnzbdClient


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexService:
    """A Plex server that can be asked."""

    ref: ServiceRef
    client: PlexClient


async def answer_of[T](
    service: str, call: Coroutine[Any, Any, T], *, end: float, clean: Clean
) -> T | Silent:
    """Return what a service answers until `end` (the loop's time), or that it did not."""
    try:
        async with asyncio.timeout_at(end):
            return await call
    except TimeoutError:
        return Silent(service=service, reason=MESSAGES["why_late"])
    except ServiceError as err:
        return Silent(service=service, reason=clean(str(err)))
