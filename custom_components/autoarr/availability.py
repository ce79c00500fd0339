"""Whether Plex can play a title: the port through which requests ask."""

import logging
from typing import TYPE_CHECKING

from .clients.errors import ServiceError
from .clients.plex import PlexClient
from .requests.models import MediaRef

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)


class PlexAvailability:
    """Whether Plex can play a title."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Ask the Plex servers of this hub."""
        self._hub = hub

    async def available(self, media: MediaRef) -> bool | None:
        """Return whether any Plex server has it, `None` where no Plex is set up or none answers."""
        answers: list[bool] = []
        for runtime in self._hub.services.values():
            if not isinstance(runtime.client, PlexClient):
                continue
            try:
                found = await runtime.client.find(
                    guid=media.guid,
                    section_type="movie" if media.is_movie else "show",
                    title=media.title,
                    year=media.year,
                )
            except ServiceError as err:
                _LOGGER.debug("%s: %s not looked up: %s", runtime.ref.name, media.guid, err)
            else:
                answers.append(found is not None)
        return any(answers) if answers else None
