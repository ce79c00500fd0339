"""The app at run time: what is sent to it, what is heard of it, while the hub runs."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from functools import partial
import logging
import random
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..audit.engine import AuditEngine
from ..audit.explain import Explainer
from ..clients.app import AppClient
from ..clients.endpoint import Endpoint
from ..const import CONF_APP, CONF_TOKEN
from ..journal.journal import RING_EVENTS, Journal
from ..journal.outbox import Outbox
from ..journal.ports import JsonObject, StoreError
from ..recovery.engine import RecoveryEngine
from ..recovery.models import Failure
from ..recovery.understanding.advice import Adviser
from ..requests.manager import RequestManager
from ..requests.models import Request
from ..runtime import secrets_of
from ..store import HomeAssistantClock, StateFile
from .configurations import BATCH, Configurations, Entry
from .coordinator import AppCoordinator
from .files import SegmentFiles, async_remove_outbox, outbox_folder
from .issues import async_clear_app_issues
from .mirror import Mirror
from .models import AppModels
from .opinion import Advice, AppOpinion, model_ready
from .records import Stamp, failure_record, request_record
from .sink import ActivitySink

if TYPE_CHECKING:
    from ..hub import AutoarrConfigEntry

_LOGGER = logging.getLogger(__name__)

APP_STORE: Final = "app"
SAVE_DELAY: Final = 30.0
STOP_WAIT: Final = 10.0
"""Seconds in which a stop tries to send what waits."""


def app_client(hass: HomeAssistant, connection: Mapping[str, Any]) -> AppClient:
    """Return a client of the app that a hub entry names."""
    endpoint = Endpoint(
        url=connection[CONF_URL],
        api_key=connection[CONF_TOKEN],
        verify_ssl=connection.get(CONF_VERIFY_SSL, True),
    )
    return AppClient(async_get_clientsession(hass), endpoint)


async def async_forget_app(hass: HomeAssistant) -> None:
    """Leave nothing behind of an app that is gone, nor anything that waits for it."""
    async_clear_app_issues(hass)
    await StateFile(hass, APP_STORE).remove()
    try:
        await async_remove_outbox(hass)
    except StoreError:
        _LOGGER.exception("Events that waited for an app that is gone could not be deleted")


class AppLink:
    """Sends events, requests, failures and configurations to the app. Everything else works without it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AutoarrConfigEntry,
        *,
        journal: Journal,
        requests: RequestManager,
        recovery: RecoveryEngine,
        audit: AuditEngine,
    ) -> None:
        """Compose the parts; nothing is read or asked yet."""
        self._hass = hass
        self._entry = entry
        self._journal = journal
        self._requests = requests
        self._recovery = recovery
        self._audit = audit
        self._clock = HomeAssistantClock()
        self._store = StateFile(hass, APP_STORE)
        self._instance_id: str | None = None
        self._started: datetime | None = None
        self._rows = 0
        self._stamps: dict[str, Stamp] = {}
        self._was_ready = False
        self._ends: list[Callable[[], None]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self.client = app_client(hass, entry.data[CONF_APP])
        self.coordinator = AppCoordinator(hass, entry, self.client)
        self.models = AppModels(self.client, self.coordinator)
        self.outbox = Outbox(
            segments=SegmentFiles(hass, outbox_folder(hass)),
            deliver=ActivitySink(self.client, self._ready),
            clock=self._clock,
            rng=random.Random(),  # noqa: S311
        )
        self._request_mirror = Mirror[Request](
            name="requests",
            things=lambda: {one.id: one for one in requests.requests()},
            record=lambda _, request: request_record(request, secrets_of(self._entry)),
            put=self.client.put_requests,
            ready=self._ready,
        )
        self._failure_mirror = Mirror[Failure](
            name="failures",
            things=self._failures,
            record=self._failure_record,
            put=self.client.put_failures,
            ready=self._ready,
        )
        self._configurations = Configurations(
            audit,
            kind_of=lambda instance: entry.subentries[instance].subentry_type,
            put=self.client.put_snapshots,
            secrets=lambda: secrets_of(self._entry),
            remembered=self._save_later,
        )
        self._configuration_mirror = Mirror[Entry](
            name="configurations",
            things=self._configurations.entries,
            record=self._configurations.record,
            put=self._configurations.put,
            ready=self._ready,
            batch=BATCH,
        )
        self.explainer = Explainer(lambda: self.client if model_ready(self.coordinator) else None)
        self._advice = Advice(
            Adviser(
                opinion=AppOpinion(self.client, self.coordinator),
                clock=self._clock,
                failures=recovery.failures,
                messages=recovery.unknown_messages,
                suggest=recovery.suggest,
            )
        )

    @property
    def _mirrors(self) -> tuple[Mirror[Request], Mirror[Failure], Mirror[Entry]]:
        """Return everything of which the app has a copy, beside the events."""
        return self._request_mirror, self._failure_mirror, self._configuration_mirror

    async def async_start(self) -> None:
        """Read what earlier runs left, and begin to listen and to send."""
        await self._load()
        await self.outbox.load()
        self._ends += [
            self._journal.subscribe(self.outbox.add),
            self._requests.subscribe(self._request_mirror.changed),
            self._recovery.subscribe(self._failure_mirror.changed),
            self._recovery.subscribe(self._advice.changed),
            self._audit.subscribe(self._configuration_mirror.changed),
            self.coordinator.async_add_listener(self._heard),
            self.coordinator.async_add_listener(self.models.heard),
        ]
        for work in (
            self.outbox.run,
            *(mirror.run for mirror in self._mirrors),
            self._advice.run,
            self.models.run,
        ):
            self._begin(work())

    async def async_stop(self) -> None:
        """Write everything down, and send what waits if the app takes it in time."""
        if not self._ends:
            return
        for end in self._ends:
            end()
        self._ends.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await self.outbox.keep()
        try:
            async with asyncio.timeout(STOP_WAIT):
                if self._ready():
                    for mirror in self._mirrors:
                        await mirror.send()
                    await self.outbox.flush()
        except TimeoutError:
            _LOGGER.debug("The app takes too long; what waits for it is sent after the next start")
        try:
            await self._store.save(self._state())
        except StoreError:
            _LOGGER.exception("What the app was sent last could not be written down")

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something for as long as the link does."""
        self._tasks.append(
            self._entry.async_create_background_task(self._hass, work, "autoarr app link")
        )

    def _ready(self) -> bool:
        """Say whether the app can be used now."""
        return self.coordinator.ready

    @callback
    def _heard(self) -> None:
        """Go on where the app left off: it answered, or ceased to."""
        info, ready = self.coordinator.data, self.coordinator.ready
        if ready and info is not None:
            self._advice.changed()
            began = not self._was_ready or info.started != self._started
            if info.instance_id != self._instance_id or (began and info.history.rows < self._rows):
                self._tell_again(info.instance_id)
            elif began:
                self._begin_again()
            else:
                for mirror in self._mirrors:
                    mirror.changed()
            self._started, self._rows = info.started, info.history.rows
        self._was_ready = ready

    @callback
    def _tell_again(self, instance_id: str) -> None:
        """Tell an app whose history is new, or older than it was, everything that the journal still holds."""
        for event in reversed(self._journal.recent(RING_EVENTS)):
            self.outbox.add(event)
        self._instance_id = instance_id
        self._configurations.sent.clear()
        self._save_later()
        self._begin_again()

    @callback
    def _begin_again(self) -> None:
        """Send what waits, and the state of everything: what was under way when it ended may be lost."""
        for mirror in self._mirrors:
            mirror.forget()
        self.outbox.retry_now()

    def _failures(self) -> dict[str, Failure]:
        """Return what the app hears of: not the baseline, which was there before AutoArr."""
        return {one.key: one for one in self._recovery.failures() if not one.baseline}

    def _failure_record(self, key: str, failure: Failure) -> JsonObject:
        """Return the record of a failure, and remember when it changed."""
        now: datetime = self._clock.now()
        known = self._stamps.get(key)
        record, stamp = failure_record(failure, secrets_of(self._entry), known=known, now=now)
        if stamp is not known:
            self._stamps[key] = stamp
            self._save_later()
        return record

    async def _load(self) -> None:
        """Bring back which app was told what."""
        try:
            stored = await self._store.load() or {}
        except StoreError:
            _LOGGER.exception("What the app was sent is not known; it is sent again")
            return
        instance_id, rows = stored.get("instance_id"), stored.get("rows")
        self._instance_id = instance_id if isinstance(instance_id, str) else None
        self._rows = rows if isinstance(rows, int) else 0
        stamps = stored.get("failures")
        for key, raw in stamps.items() if isinstance(stamps, dict) else ():
            if (stamp := Stamp.from_dict(raw)) is not None:
                self._stamps[key] = stamp
        sent = stored.get("configurations")
        self._configurations.sent.update(
            (key, digest)
            for key, digest in (sent.items() if isinstance(sent, dict) else ())
            if isinstance(digest, str)
        )

    def _save_later(self) -> None:
        """Have it written soon."""
        self._store.save_later(partial(self._state), SAVE_DELAY)

    def _state(self) -> JsonObject:
        """Return what is kept about the app."""
        present = self._failures()
        failures: JsonObject = {
            key: stamp.as_dict() for key, stamp in self._stamps.items() if key in present
        }
        sent: JsonObject = dict(self._configurations.sent)
        return {
            "instance_id": self._instance_id,
            "rows": self._rows,
            "failures": failures,
            "configurations": sent,
        }
