"""Lets a Radarr or Sonarr call Home Assistant when somebody has to look at an import: optional, and removed again."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from functools import partial
import logging
import re
from typing import TYPE_CHECKING, Final

from aiohttp.hdrs import METH_POST
from aiohttp.web import Request, Response
from homeassistant.components.webhook import (
    async_generate_id,
    async_generate_path,
    async_register,
    async_unregister,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util.json import json_loads

from .clients.errors import ServiceError
from .clients.models.servarr_connections import WEBHOOK, Connection
from .clients.servarr import ServarrClient
from .const import DOMAIN
from .coordinator import ServarrCoordinator
from .recovery_options import RecoveryOptions

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

NAME: Final = "AutoArr"
"""What the connection is called in Radarr or Sonarr."""

LARGEST: Final = 256 * 1024
"""Bytes of a call at most."""

AGAIN: Final = 3600.0
"""Seconds until a connection that could not be seen to is looked at once more."""

MANUAL: Final = "ManualInteractionRequired"
_DOWNLOAD_ID: Final = re.compile(r"[\w.-]{1,128}")


class NoAddress(Exception):
    """Home Assistant does not know an address at which it is reached in its own network."""


class WebhookDesk:
    """The webhooks of one hub; each belongs to one Radarr or Sonarr and has an id nobody can guess."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Serve this hub."""
        self._hub = hub
        self._turn = asyncio.Lock()
        self._heard: set[str] = set()
        self._again: CALLBACK_TYPE | None = None
        self._stopped = False

    @property
    def chosen(self) -> dict[str, str]:
        """Return the ids of the webhooks by the service that calls them."""
        stored = RecoveryOptions.of(self._hub.entry).webhooks
        return {key: stored[key] for key in stored if self._client(key) is not None}

    @callback
    def start(self) -> None:
        """Listen, and see that every chosen service calls."""
        for instance, webhook_id in self.chosen.items():
            self._listen(instance, webhook_id)
        self._see_to_all()

    @callback
    def stop(self) -> None:
        """Listen no more; the services go on calling, and are heard after the next start."""
        self._stopped = True
        if self._again is not None:
            self._again()
            self._again = None
        for webhook_id in tuple(self._heard):
            self._unlisten(webhook_id)

    async def async_enable(self, instance: str) -> str:
        """Have a service call from now on; return the id of its webhook, to be kept in the options.

        Raises NoAddress, or ServiceError when the service cannot reach Home Assistant.
        """
        webhook_id = self.chosen.get(instance) or f"{DOMAIN}_{async_generate_id()}"
        self._listen(instance, webhook_id)
        try:
            await self._connect(instance, webhook_id)
        except NoAddress, ServiceError:
            if webhook_id not in self.chosen.values():
                self._unlisten(webhook_id)
            raise
        return webhook_id

    async def async_disable(self, instance: str) -> None:
        """Have a service call no more. Raises ServiceError."""
        webhook_id = self.chosen.get(instance, "")
        async with self._turn:
            if (client := self._client(instance)) is not None:
                await _remove(client, self._ours(await client.notifications(), webhook_id))
        self._unlisten(webhook_id)

    async def async_forget(self, instance: str) -> None:
        """Remove what was set up in a service that is being removed, if it answers."""
        if instance not in self.chosen:
            return
        try:
            await self.async_disable(instance)
        except ServiceError as err:
            name = self._hub.name_of(instance)
            _LOGGER.warning("%s keeps its connection %s; remove it there: %s", name, NAME, err)

    # ── the connection in Radarr or Sonarr ──

    @callback
    def _see_to_all(self, _now: datetime | None = None) -> None:
        """See in the background that every chosen service calls."""
        self._again = None
        if self.chosen and not self._stopped:
            self._hub.entry.async_create_background_task(
                self._hub.hass, self._see_to(), "autoarr sees that it is called"
            )

    async def _see_to(self) -> None:
        """Mend the connections; what cannot be is tried again later."""
        for instance, webhook_id in self.chosen.items():
            try:
                await self._connect(instance, webhook_id)
            except (NoAddress, ServiceError) as err:
                _LOGGER.warning(
                    "%s does not call Home Assistant, and is polled as ever: %s",
                    self._hub.name_of(instance),
                    err,
                )
                if self._again is None and not self._stopped:
                    self._again = async_call_later(self._hub.hass, AGAIN, self._see_to_all)

    async def _connect(self, instance: str, webhook_id: str) -> None:
        """Leave exactly one connection of ours in a service. Raises NoAddress or ServiceError."""
        url = f"{self._base()}{async_generate_path(webhook_id)}"
        async with self._turn:
            if (client := self._client(instance)) is None:
                return
            found = await client.notifications()
            ours = self._ours(found, webhook_id)
            good = [one for one in ours if one.url == url and one.on_manual_interaction]
            await _remove(client, [one for one in ours if one not in good[:1]])
            if not good:
                taken = {one.name.casefold() for one in found if one not in ours}
                await client.add_notification(_free_name(taken), url)

    def _ours(self, connections: Iterable[Connection], webhook_id: str) -> list[Connection]:
        """Return the connections this Home Assistant made, also one that a crash has orphaned."""
        try:
            beginning = f"{self._base()}{async_generate_path(DOMAIN)}_"
        except NoAddress:
            beginning = ""
        return [
            one
            for one in connections
            if one.implementation == WEBHOOK
            and (
                (webhook_id and one.url.endswith(async_generate_path(webhook_id)))
                or (beginning and one.url.startswith(beginning))
            )
        ]

    def _base(self) -> str:
        """Return where Home Assistant is reached in its own network. Raises NoAddress."""
        try:
            return get_url(
                self._hub.hass, allow_external=False, allow_cloud=False, prefer_external=False
            )
        except NoURLAvailableError as err:
            raise NoAddress("Home Assistant knows no address of its own network") from err

    def _client(self, instance: str) -> ServarrClient | None:
        """Return the client of a Radarr or Sonarr; None for what is none, or gone."""
        runtime = self._hub.services.get(instance)
        client = runtime.client if runtime else None
        return client if isinstance(client, ServarrClient) else None

    # ── being called ──

    @callback
    def _listen(self, instance: str, webhook_id: str) -> None:
        """Take calls of a service, from the own network only."""
        if webhook_id in self._heard:
            return
        async_register(
            self._hub.hass,
            DOMAIN,
            f"{NAME}: {self._hub.name_of(instance)}",
            webhook_id,
            partial(self._called, instance),
            local_only=True,
            allowed_methods=[METH_POST],
        )
        self._heard.add(webhook_id)

    @callback
    def _unlisten(self, webhook_id: str) -> None:
        """Take no more calls; harmless where none were taken."""
        if webhook_id in self._heard:
            self._heard.discard(webhook_id)
            async_unregister(self._hub.hass, webhook_id)

    async def _called(
        self, instance: str, hass: HomeAssistant, webhook_id: str, request: Request
    ) -> Response:
        """Look at the queue of whoever called; nothing that is written in the call is believed."""
        runtime = self._hub.services.get(instance)
        body = await _body(request)
        if (
            body is not None
            and asks_to_look(body)
            and runtime is not None
            and isinstance(runtime.coordinator, ServarrCoordinator)
            and not self._stopped
        ):
            runtime.coordinator.async_look_soon()
        return Response()


def asks_to_look(body: bytes) -> bool:
    """Say whether a call tells of an import that waits for somebody; a test and anything else does not."""
    try:
        told = json_loads(body)
    except ValueError:
        return False
    if not isinstance(told, dict) or told.get("eventType") != MANUAL:
        return False
    download_id = told.get("downloadId")
    return isinstance(download_id, str) and _DOWNLOAD_ID.fullmatch(download_id) is not None


async def _body(request: Request) -> bytes | None:
    """Return the body of a call, None for one that is too large; not more than allowed is read."""
    body = b""
    while chunk := await request.content.read(LARGEST + 1 - len(body)):
        body += chunk
        if len(body) > LARGEST:
            return None
    return body


async def _remove(client: ServarrClient, connections: Iterable[Connection]) -> None:
    """Remove connections. Raises ServiceError."""
    for connection in connections:
        await client.delete_notification(connection.id)


def _free_name(taken: set[str]) -> str:
    """Return our name, numbered where somebody else's connection has it."""
    number, name = 1, NAME
    while name.casefold() in taken:
        number += 1
        name = f"{NAME} {number}"
    return name
