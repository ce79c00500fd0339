"""The composition root: one hub entry's services, engines, journal, and how they hear of each other."""

from collections.abc import Callable, Iterable
from functools import partial
import logging
import random
from typing import Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .announcing import Announcer
from .approvals import ApprovalDesk
from .asking import AskDesk
from .audit import rulebook
from .audit.engine import AuditEngine
from .audit_desk import AuditDesk
from .availability import PlexAvailability
from .chain import ChainState, LinkState, first_broken_link
from .companion.link import AppLink, async_forget_app
from .const import CONF_APP, EVENT_AUTOARR
from .diagnoses import diagnoser_of
from .errors import recovery_errors
from .feeder import Feeder
from .first_refreshes import async_first_refreshes
from .house import house_settings
from .household import Household
from .instances import arr_instances, audit_targets, sabnzbd_targets, servarr_targets
from .issues import async_show_storm
from .journal.events import Event
from .journal.journal import Journal
from .mode_wishes import ModeWishes
from .model_help import ModelHelp
from .people_options import PeopleOptions
from .pushing import async_start_push_channels
from .recovery.engine import RecoveryEngine
from .recovery.messages import RecoveryRefused
from .recovery.models import PRESETS, Mode, Policy, Preset
from .recovery.targets import ModeChange
from .requests.dialogue.consent import Offers
from .requests.dialogue.talker import Talker
from .requests.manager import RequestManager
from .requests.resolver import Resolver
from .runtime import ServiceRuntime, build_runtime, secrets_of
from .steps import async_tell_steps
from .store import HomeAssistantClock, StateFile
from .telling import Telling
from .trouble_desk import TroubleDesk
from .webhook import WebhookDesk

_LOGGER = logging.getLogger(__name__)

STORES = (
    "journal_pending",
    "journal",
    "requests",
    "recovery",
    "announcements",
    "audit",
    "audit_snapshots",
)

type AutoarrConfigEntry = ConfigEntry[AutoarrHub]


class Desk(Protocol):
    """Something that works beside the engines from the end of set-up until the stop."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Begin nothing more."""


class AutoarrHub:
    """Everything that runs for the hub entry; lives from set-up to unload."""

    def __init__(self, hass: HomeAssistant, entry: AutoarrConfigEntry) -> None:
        """Compose the engines; nothing is read or asked yet."""
        self.hass = hass
        self.entry = entry
        self.services: dict[str, ServiceRuntime] = {}
        self._listeners: list[Callable[[], None]] = []
        self._feeder = Feeder(self)
        self._stopped = False
        clock = HomeAssistantClock()
        pending, ring, requests, recovery, told, audit, snapshots = (
            StateFile(hass, key) for key in STORES
        )
        self.people = Household(hass, entry)
        self.journal = Journal(
            clock=clock, pending=pending, ring=ring, secrets=lambda: secrets_of(entry)
        )
        self.diagnoser = diagnoser_of(self)
        self.requests = RequestManager(
            resolver=Resolver(instances=partial(arr_instances, self.services), clock=clock),
            instances=partial(arr_instances, self.services),
            journal=self.journal,
            store=requests,
            clock=clock,
            availability=PlexAvailability(self),
            diagnoser=self.diagnoser,
            people=self.people,
            storm=lambda: self.recovery.storm_since is not None,
            reader=ModelHelp(
                hass, chosen=PeopleOptions.of(entry).model_entity, app=lambda: self.app
            ),
        )
        self.talker = Talker(manager=self.requests, clock=clock)
        self.offers = Offers()
        writing: set[str] = set()
        self.recovery = RecoveryEngine(
            journal=self.journal,
            store=recovery,
            clock=clock,
            rng=random.Random(),  # noqa: S311
            sabnzbd=partial(sabnzbd_targets, self.services),
            servarr=partial(servarr_targets, self.services),
            settings=house_settings(hass, entry),
            writing=writing,
        )
        self.audit = AuditEngine(
            rules=rulebook.load,
            journal=self.journal,
            store=audit,
            snapshots=snapshots,
            clock=clock,
            targets=partial(audit_targets, self.services),
            modes=self._modes,
            secrets=lambda: secrets_of(entry),
            writing=writing,
        )
        self._telling = Telling(told, clock)
        self.asking = AskDesk(self, self._telling)
        self.troubles = TroubleDesk(self)
        self.webhooks = WebhookDesk(self)
        self.audits = AuditDesk(self)
        self._desks: tuple[Desk, ...] = (
            Announcer(self, self._telling),
            ApprovalDesk(self, self._telling),
            self.asking,
            self.troubles,
            self.webhooks,
            ModeWishes(self),
            self.audits,
        )
        self.app = (
            AppLink(
                hass,
                entry,
                journal=self.journal,
                requests=self.requests,
                recovery=self.recovery,
                audit=self.audit,
            )
            if CONF_APP in entry.data
            else None
        )

    async def async_setup(self) -> None:
        """Load the state, ask every service once and start the engines."""
        await self.people.async_load()
        await self.journal.load()
        await self.requests.load()
        await self._telling.load()
        self.entry.async_on_unload(self.journal.subscribe(self._publish))
        for subentry in self.entry.subentries.values():
            runtime = await build_runtime(self.hass, self.entry, subentry)
            self.services[subentry.subentry_id] = runtime
            self.entry.async_on_unload(
                runtime.coordinator.async_add_listener(partial(self._feeder.updated, runtime))
            )
        await self.recovery.load()
        await self.audit.load()
        await self.async_forget_services(self._known_instances() - self.services.keys())
        async_start_push_channels(self)
        if self.app is None:
            await async_forget_app(self.hass)
        else:
            await self.app.async_start()
        await async_first_refreshes(self)
        self.entry.async_on_unload(async_tell_steps(self.hass, self.requests, self.people))
        self.entry.async_on_unload(self.requests.subscribe(self.async_update_listeners))
        self.entry.async_on_unload(self.recovery.subscribe(self._recovery_changed))
        self.entry.async_on_unload(self.audit.subscribe(self.async_update_listeners))
        self._recovery_changed()
        for desk in self._desks:
            desk.start()
        self._feeder.start()

    async def async_stop(self) -> None:
        """Begin nothing new, let the action in flight end, and write everything down."""
        if self._stopped:
            return
        self._stopped = True
        for desk in self._desks:
            desk.stop()
        self._feeder.stop()
        await self.diagnoser.stop()
        await self.recovery.stop()
        await self.requests.stop()
        await self.audit.stop()
        await self.audits.end()
        await self._feeder.end()
        await self.journal.flush()
        if self.app is not None:
            await self.app.async_stop()

    async def async_forget_services(self, gone: Iterable[str]) -> None:
        """Drop what is stored about services that were removed."""
        for instance_id in gone:
            await self._give_back(instance_id)
            await self.webhooks.async_forget(instance_id)
            await self.requests.close_for_instance(instance_id)
            await self.recovery.forget_instance(instance_id)
            await self.audit.forget_instance(instance_id)

    async def async_leave(self) -> None:
        """Give everything back before the hub is removed for good; runs without having been set up."""
        await self.journal.load()
        for subentry in self.entry.subentries.values():
            self.services[subentry.subentry_id] = await build_runtime(
                self.hass, self.entry, subentry
            )
        await self.recovery.load()
        for instance_id in self.services:
            await self._give_back(instance_id)
            await self.webhooks.async_forget(instance_id)
        await self.async_stop()

    def _known_instances(self) -> set[str]:
        """Return every service that something open is stored about, also one removed while nothing ran."""
        failed, report = self.recovery.failures(), self.audit.report
        return {
            *(change.instance for change in self.audit.changes()),
            *((*report.scores, *report.unread) if report else ()),
            *(failure.sabnzbd for failure in failed),
            *(failure.item.instance for failure in failed if failure.item),
            *(one.instance_id for one in self.requests.requests() if one.open and one.instance_id),
        }

    def _modes(self) -> dict[str, str]:
        """Return who owns the failures of each Radarr and Sonarr."""
        targets = servarr_targets(self.services)
        return {instance_id: self.recovery.mode(instance_id).value for instance_id in targets}

    async def _give_back(self, instance_id: str) -> None:
        """Leave a service as it was found: a managed *arr with its own handling, a SABnzbd running."""
        await self.recovery.release_queue(instance_id)
        if self.recovery.mode(instance_id) is Mode.MANAGE:
            try:
                await self.recovery.set_mode(instance_id, Mode.ASSIST)
            except RecoveryRefused as err:
                _LOGGER.warning(
                    "%s keeps the settings of manage mode: %s", self.name_of(instance_id), err
                )

    def name_of(self, instance_id: str) -> str:
        """Return the name of a service; its id where it was removed."""
        runtime = self.services.get(instance_id)
        return runtime.ref.name if runtime else instance_id

    @property
    def policy_name(self) -> str:
        """Return in one word what recovery may do by itself."""
        policies = self.recovery.policies()
        for name, preset in (("dry_run", Preset.REPORT), ("recommended", Preset.RECOMMENDED)):
            if policies == PRESETS[preset]:
                return name
        return "off" if set(policies.values()) == {Policy.OFF} else "custom"

    @property
    def chain(self) -> ChainState:
        """Return where the chain is broken."""
        return first_broken_link(
            LinkState(ref=runtime.ref, answers=_answers(runtime), data=runtime.coordinator.data)
            for runtime in self.services.values()
        )

    async def async_set_mode(self, instance_id: str, mode: Mode) -> ModeChange:
        """Decide who owns the failures of one *arr; raises translated errors."""
        with recovery_errors():
            return await self.recovery.set_mode(instance_id, mode)

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Tell `listener` when anything that the hub shows may have changed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_update_listeners(self) -> None:
        """Tell everybody who listens."""
        for listener in tuple(self._listeners):
            listener()

    @callback
    def _recovery_changed(self) -> None:
        """Show whether a storm of failures stopped everything, and whatever else changed."""
        async_show_storm(self.hass, raging=self.recovery.storm_since is not None)
        self.async_update_listeners()

    @callback
    def _publish(self, event: Event) -> None:
        """Put milestones on the bus."""
        if event.milestone:
            self.hass.bus.async_fire(EVENT_AUTOARR, event.as_dict())


def _answers(runtime: ServiceRuntime) -> bool | None:
    """Return whether the service answers, `None` while it was never heard."""
    coordinator = runtime.coordinator
    never_heard = coordinator.last_exception is None and not coordinator.answered
    return None if never_heard else coordinator.last_update_success
