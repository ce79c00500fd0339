"""All subscriptions and the hub they look at: when they are told, and what a reload means to them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
import logging
import secrets
from typing import TYPE_CHECKING, Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.issue_registry import (
    EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED,
    EventIssueRegistryUpdatedData,
)
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..hub import AutoarrHub
from .delta import TopicState
from .glance import Catalogue, Glance, Moment, Rows, Viewer, Words
from .topics import TOPICS, facets_of

if TYPE_CHECKING:
    from .subscription import Subscription

_LOGGER = logging.getLogger(__name__)

BURST: Final = 0.02
"""Seconds in which what changes together is told together."""

AT_ONCE: Final = 0.0
"""For whoever has just come and waits for the first state."""

AFTER_DEED: Final = 0.1
"""Seconds between two looks when an engine or a person did something."""

PROGRESS: Final = 1.0
"""Seconds between two looks while only something moves on."""

DOWNLOADING: Final = 3.0
"""Seconds between two looks at the download of a model, of which nobody tells."""

REST: Final = 4.0
"""A look is followed by a pause that is so many times as long as it took."""


class View:
    """What one viewer is shown, kept so that the next look costs only what has changed."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._rows: defaultdict[str, Rows] = defaultdict(Rows)
        self._places: dict[str, float] = {}

    async def look(
        self, viewer: Viewer, topics: Iterable[str], moment: Moment, board: Board
    ) -> dict[str, TopicState]:
        """Return the state of topics."""
        glance = Glance(
            hub=moment.hub,
            viewer=viewer,
            words=await Words.load(moment.hub.hass, viewer.language),
            moment=moment,
            rows=self._rows,
            places=self._places,
            secret=board.secret,
            catalogue=board.catalogue,
        )
        return {name: await TOPICS[name].look(glance) for name in topics}


class Board:
    """All subscriptions, and the hub while there is one."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Have nobody who listens."""
        self._hass = hass
        self._subscriptions: list[Subscription] = []
        self._views: dict[Viewer, View] = {}
        self._hub: AutoarrHub | None = None
        self._ends: list[CALLBACK_TYPE] = []
        self._timer: asyncio.TimerHandle | None = None
        self._looking: asyncio.Task[None] | None = None
        self._rested_at = float("-inf")
        self._pause = 0.0
        self._again: float | None = None
        """What was asked for while a look was under way."""
        self.catalogue = Catalogue()
        self._answering: set[str] = set()
        self.secret = secrets.token_bytes(16)
        """Makes the tokens of questions; new with every start, and so are they."""

    @callback
    def start(self) -> None:
        """Follow the hub from now on."""
        async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed)

    @callback
    def subscribe(self, subscription: Subscription) -> CALLBACK_TYPE:
        """Tell a subscription everything from now on; return what ends that."""
        first = not self._subscriptions
        self._subscriptions.append(subscription)
        if first:
            self._attach(_running_hub(self._hass))
        elif self._hub is not None:
            self._follow(self._hub)
        if self._hub is None:
            subscription.unloaded()
        else:
            self._soon(AT_ONCE)

        @callback
        def end() -> None:
            """Forget it; whoever was the last lets everything rest."""
            subscription.end()
            self._subscriptions.remove(subscription)
            viewers = {one.viewer for one in self._subscriptions}
            self._views = {key: view for key, view in self._views.items() if key in viewers}
            if not self._subscriptions:
                self._detach()

        return end

    @callback
    def hasten(self) -> None:
        """Look soon: somebody did something."""
        self._soon(AFTER_DEED)

    def take(self, token: str) -> bool:
        """Say whether nobody is answering a question at this moment; from now on somebody is."""
        if token in self._answering:
            return False
        self._answering.add(token)
        return True

    def give_back(self, token: str) -> None:
        """Let a question be answered again, if it still is one."""
        self._answering.discard(token)

    # ── the hub ──

    @callback
    def _entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Follow the hub when it is loaded, and let it go when it is not."""
        if entry.domain != DOMAIN or not self._subscriptions:
            return
        hub = _running_hub(self._hass)
        if hub is self._hub:
            return
        self._attach(hub)
        for subscription in self._subscriptions if hub is None else ():
            subscription.unloaded()

    @callback
    def _attach(self, hub: AutoarrHub | None) -> None:
        """Listen to a hub, and to no other."""
        self._detach()
        self._hub = hub
        if hub is not None:
            self._follow(hub)
            self._soon(AT_ONCE)

    @callback
    def _follow(self, hub: AutoarrHub) -> None:
        """Hear of every change, and have read what the topics show."""
        self._unfollow()
        self._ends += [
            hub.async_add_listener(self._progressed),
            hub.recovery.subscribe(self.hasten),
            hub.requests.subscribe(self.hasten),
            hub.audit.subscribe(self.hasten),
            self._hass.bus.async_listen(EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._issue_changed),
        ]
        if hub.app is not None:
            self._ends += [
                hub.app.coordinator.async_add_listener(self._progressed),
                hub.app.models.async_add_listener(self._progressed),
            ]
        wanted = facets_of(self._wanted())
        for runtime in hub.services.values():
            facets = {facet.name for facet in runtime.coordinator.facets} & wanted
            self._ends += [
                runtime.coordinator.async_add_listener(_heard, facet) for facet in sorted(facets)
            ]

    def _wanted(self) -> set[str]:
        """Return the topics that somebody listens to."""
        return {topic for one in self._subscriptions for topic in one.topics}

    @callback
    def _unfollow(self) -> None:
        """Hear of nothing."""
        for end in self._ends:
            end()
        self._ends.clear()

    @callback
    def _detach(self) -> None:
        """Let the hub go, with all that was worked out from it."""
        self._unfollow()
        self._hub = None
        self._views.clear()
        self.catalogue = Catalogue()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._again = None

    @callback
    def _progressed(self) -> None:
        """Look at what moved on."""
        self._soon(PROGRESS)

    @callback
    def _issue_changed(self, event: Event[EventIssueRegistryUpdatedData]) -> None:
        """Look at the problems of services."""
        if event.data["domain"] == DOMAIN:
            self._soon(PROGRESS)

    # ── looking ──

    @callback
    def _soon(self, gap: float) -> None:
        """Look so many seconds after the last look, and after its pause unless at once; the earliest counts."""
        if self._hub is None:
            return
        if self._looking is not None:
            self._again = gap if self._again is None else min(gap, self._again)
            return
        loop = self._hass.loop
        due = loop.time() + BURST
        if gap > AT_ONCE:
            due = max(due, self._rested_at + max(gap, self._pause))
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = loop.call_at(due, self._begin)

    @callback
    def _begin(self) -> None:
        """Look, in the background."""
        self._timer = None
        self._looking = self._hass.async_create_background_task(
            self._look(), "autoarr tells the panel", eager_start=False
        )

    async def _look(self) -> None:
        """Look at what anybody listens to, and tell them; no mistake may end that."""
        loop = self._hass.loop
        began = loop.time()
        try:
            if (hub := self._hub) is not None:
                await self._tell_all(hub)
        except Exception:
            _LOGGER.exception("The panel could not be told what has changed")
        finally:
            self._looking = None
            self._rested_at = loop.time()
            self._pause = REST * (self._rested_at - began)
            again, self._again = self._again, None
            if again is not None:
                self._soon(again)
            elif self.catalogue.moving and "models" in self._wanted():
                self._soon(DOWNLOADING)

    async def _tell_all(self, hub: AutoarrHub) -> None:
        """Tell every subscription; a hub that goes meanwhile ends that."""
        moment = Moment(hub)
        by_viewer: dict[Viewer, list[Subscription]] = {}
        for subscription in self._subscriptions:
            by_viewer.setdefault(subscription.viewer, []).append(subscription)
        for viewer, listening in by_viewer.items():
            topics = dict.fromkeys(topic for one in listening for topic in one.topics)
            view = self._views.setdefault(viewer, View())
            states = await view.look(viewer, topics, moment, self)
            for one in listening:
                if self._hub is not hub:
                    return
                await one.tell(states)


BOARD: HassKey[Board] = HassKey(f"{DOMAIN}_board")
"""Where the subscriptions are: they belong to the integration, not to a hub."""


@callback
def board_of(hass: HomeAssistant) -> Board:
    """Return the board, made when it is first asked for."""
    if (board := hass.data.get(BOARD)) is None:
        board = hass.data[BOARD] = Board(hass)
        board.start()
    return board


def _running_hub(hass: HomeAssistant) -> AutoarrHub | None:
    """Return the hub, None while it is not loaded."""
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            hub: AutoarrHub = entry.runtime_data
            return hub
    return None


@callback
def _heard() -> None:
    """Do nothing: the hub tells of every change, the listener only keeps a facet read."""
