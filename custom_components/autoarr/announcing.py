"""Tells people what became of their requests: at the satellite they asked, or where else they are reached."""

import asyncio
from collections.abc import Iterable
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .again import SecondLook
from .announce import Delivery, News, Place, Topic, news_of, plan
from .links import REQUESTS, request_path
from .notify_targets import Message, NotTold, async_announce, async_notify, plain_words
from .people_options import PeopleOptions
from .responses import Sentences
from .telling import Telling

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

NAMED: Final = 5
"""How many titles a summary names."""

_SINGLE: Final = {
    Topic.AVAILABLE: "news_available",
    Topic.FAILED: "news_failed",
    Topic.DENIED: "news_denied",
    Topic.DECISION: "news_decision",
}
_SUMMED_UP: Final = {
    Topic.AVAILABLE: "summary_available",
    Topic.FAILED: "summary_failed",
    Topic.DENIED: "summary_denied",
    Topic.DECISION: "summary_decision",
}
"""The sentences about one piece of news, and about several of one topic."""


class Announcer:
    """Between the requests and the people who made them."""

    def __init__(self, hub: AutoarrHub, telling: Telling) -> None:
        """Tell about the requests of this hub."""
        self._hub = hub
        self._telling = telling
        self._turn = asyncio.Lock()
        self._satellites: dict[str, asyncio.Lock] = {}
        self._again = SecondLook(hub.hass, self._begin)

    @callback
    def start(self) -> None:
        """Tell what happened while nothing ran, then whatever happens; the first time, only the latter."""
        if self._telling.fresh:
            self._telling.note(self._news())
        self._hub.entry.async_on_unload(self._hub.requests.subscribe(self._changed))
        self._changed()
        if self._telling.held or self._telling.fresh:
            self._begin()

    @callback
    def stop(self) -> None:
        """Tell nothing more; what waits is told when it runs again."""
        self._again.stop()

    def _news(self) -> Iterable[News]:
        """Yield what all requests give to tell."""
        return (news for request in self._hub.requests.requests() for news in news_of(request))

    @callback
    def _changed(self) -> None:
        """Notice what is new."""
        if not self._again.stopped and (new := self._telling.note(self._news())):
            self._telling.held += tuple(new)
            self._begin()

    @callback
    def _begin(self) -> None:
        """Look at once at what waits."""
        self._hub.entry.async_create_background_task(
            self._hub.hass, self._look(), "autoarr looks at what is to be told"
        )

    async def _look(self) -> None:
        """Decide about what waits, write that down, then tell."""
        hass, entry = self._hub.hass, self._hub.entry
        async with self._turn:
            if self._again.stopped:
                return
            held = self._telling.held
            planned = plan(held, PeopleOptions.of(entry), _places(hass, held), dt_util.now())
            self._telling.held = planned.kept
            self._telling.prune({request.id for request in self._hub.requests.requests()})
            await self._telling.save()
        for delivery in planned.deliveries:
            entry.async_create_background_task(hass, self._deliver(delivery), "autoarr tells news")
        if self._telling.held:
            self._again.plan()

    async def _deliver(self, delivery: Delivery) -> None:
        """Tell one target; when a satellite cannot, tell what its person carries."""
        hass, target = self._hub.hass, delivery.target
        languages = {news.listener.language for news in delivery.news}
        language = languages.pop() if len(languages) == 1 else None
        lines = lines_of(await Sentences.load(hass, language), delivery)
        notify = target.notify
        if target.satellite is not None:
            try:
                async with self._satellites.setdefault(target.satellite, asyncio.Lock()):
                    await async_announce(hass, target.satellite, " ".join(lines))
            except NotTold as err:
                _LOGGER.warning("%s announced nothing: %s", target.satellite, err)
                notify = target.instead
            else:
                return
        if notify is None:
            return
        only = delivery.news[0].request_id if len(delivery.news) == 1 else None
        message = Message(
            text="\n".join(lines),
            tag=None if only is None else f"autoarr_{only}",
            path=REQUESTS if only is None else request_path(only),
        )
        try:
            await async_notify(hass, notify, message)
        except NotTold as err:
            _LOGGER.warning("Nobody was told through %s: %s", notify, err)


def lines_of(sentences: Sentences, delivery: Delivery) -> list[str]:
    """Return what is said: a sentence for each news, or one for each topic when there are many."""
    if not delivery.summed_up:
        return [_line(sentences, news) for news in delivery.news]
    found: list[str] = []
    for topic in Topic:
        titles = [plain_words(news.title) for news in delivery.news if news.topic is topic]
        if titles:
            filled = {"titles": _some(sentences, titles)}
            found.append(sentences.of_request(_SUMMED_UP[topic], filled))
    return found


def _line(sentences: Sentences, news: News) -> str:
    """Return one sentence."""
    reason = ""
    if news.note is not None:
        filled = {name: plain_words(text) for name, text in news.note.placeholders.items()}
        reason = sentences.of_request(news.note.key, filled)
    filled = {"title": plain_words(news.title), "reason": reason}
    return sentences.of_request(_SINGLE[news.topic], filled).strip()


def _some(sentences: Sentences, titles: list[str]) -> str:
    """Return titles in a row, the first of them and how many more there are."""
    named = ", ".join(titles[:NAMED])
    more = len(titles) - NAMED
    if more <= 0:
        return named
    return sentences.of_request("titles_and_more", {"titles": named, "count": str(more)})


def _places(hass: HomeAssistant, held: Iterable[News]) -> dict[str, Place]:
    """Return how the satellites are that something waits for."""
    named = {news.listener.satellite for news in held if news.listener.satellite is not None}
    return {satellite: _place(hass, satellite) for satellite in named}


def _place(hass: HomeAssistant, satellite: str) -> Place:
    """Return how a satellite is: one that listens or speaks is not interrupted."""
    state = hass.states.get(satellite)
    if state is None or state.state == STATE_UNAVAILABLE:
        return Place.GONE
    return Place.IDLE if state.state in ("idle", STATE_UNKNOWN) else Place.BUSY
