"""Requests that wait for an approval: asked on the phones of those who decide, and in a repair."""

import asyncio
from collections.abc import Collection
import logging
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import Event, callback
from homeassistant.util import dt as dt_util

from .again import SecondLook
from .announce import is_quiet
from .issues import async_show_approvals
from .links import request_path
from .notify_targets import (
    Message,
    NotTold,
    async_notify,
    async_withdraw,
    owner_of,
    plain_words,
    takes_buttons,
)
from .people_options import PeopleOptions
from .requests.models import Answer, AnswerStatus, Request, RequestState
from .requests.people import Source
from .responses import Sentences
from .telling import Telling

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

EVENT_PRESSED: Final = "mobile_app_notification_action"
"""What Home Assistant's phone app fires, in the name of the user who registered the phone."""

APPROVE: Final = "AUTOARR_APPROVE_"
DENY: Final = "AUTOARR_DENY_"
_BUTTON: Final = re.compile(rf"({APPROVE}|{DENY})([0-9A-Z]{{26}})")

NOT_DONE: Final = frozenset(
    {AnswerStatus.REJECTED, AnswerStatus.UNAVAILABLE, AnswerStatus.NOT_FOUND}
)
"""What an approval or a denial answers when it came to nothing."""


class ApprovalDesk:
    """Asks those who decide, once for each request, and takes the question back when it is decided."""

    def __init__(self, hub: AutoarrHub, telling: Telling) -> None:
        """Ask about the requests of this hub."""
        self._hub = hub
        self._telling = telling
        self._turn = asyncio.Lock()
        self._again = SecondLook(hub.hass, self._changed)

    @callback
    def start(self) -> None:
        """Ask what was not asked yet, and listen to the answers."""
        hub = self._hub
        hub.entry.async_on_unload(hub.requests.subscribe(self._changed))
        hub.entry.async_on_unload(hub.hass.bus.async_listen(EVENT_PRESSED, self._pressed))
        self._changed()

    @callback
    def stop(self) -> None:
        """Ask nothing more."""
        self._again.stop()

    @property
    def _approvers(self) -> tuple[str, ...]:
        """Return the targets that are asked."""
        return PeopleOptions.of(self._hub.entry).approvers

    def waiting(self) -> dict[str, Request]:
        """Return the requests that wait for an approval, by their id, the oldest first."""
        return waiting_of(self._hub)

    @callback
    def _changed(self) -> None:
        """Show what waits, and ask or take back where that is due."""
        if self._again.stopped:
            return
        waiting = self.waiting()
        async_show_approvals(self._hub.hass, [request.title for request in waiting.values()])
        asked = self._telling.asked.keys()
        if asked - waiting.keys() or (self._approvers and waiting.keys() - asked):
            self._hub.entry.async_create_background_task(
                self._hub.hass, self._settle(), "autoarr asks for approvals"
            )

    async def _settle(self) -> None:
        """Take back what is decided, and ask what is new unless it is quiet."""
        async with self._turn:
            if self._again.stopped:
                return
            waiting, asked = self.waiting(), self._telling.asked
            over = {key: reached for key, reached in asked.items() if key not in waiting}
            new = [request for key, request in waiting.items() if key not in asked]
            targets = self._approvers
            if is_quiet(PeopleOptions.of(self._hub.entry).quiet_hours, dt_util.now()):
                if new and targets:
                    self._again.plan()
                new = []
            elif not targets:
                new = []
            if not over and not new:
                return
            self._telling.asked = {
                **{key: reached for key, reached in asked.items() if key in waiting},
                **{request.id: targets for request in new},
            }
            await self._telling.save()
            for key, reached in over.items():
                await self._withdraw(key, reached)
            for request in new:
                await self._ask(request, targets)

    async def _ask(self, request: Request, targets: tuple[str, ...]) -> None:
        """Put the question to everybody who decides."""
        hass = self._hub.hass
        sentences = await Sentences.load(hass)
        chosen = request.chosen
        filled = {
            "name": plain_words(self._hub.people.name(request.requester)),
            "title": plain_words(request.title),
            "profile": "" if chosen is None else plain_words(chosen.profile_name),
        }
        if not filled["name"]:
            filled["name"] = sentences.of_request("somebody", {})
        text = sentences.of_request("approval_text", filled)
        where = sentences.of_request("approval_where", {})
        buttons = (
            (f"{APPROVE}{request.id}", sentences.of_request("approval_yes", {})),
            (f"{DENY}{request.id}", sentences.of_request("approval_no", {})),
        )
        for target in targets:
            message = Message(
                title=sentences.of_request("approval_title", {}),
                text=text if takes_buttons(hass, target) else f"{text} {where}",
                tag=_tag(request.id),
                path=request_path(request.id),
                buttons=buttons,
            )
            await self._send(target, message)

    async def _withdraw(self, request_id: str, targets: tuple[str, ...]) -> None:
        """Take the question back, where it was put."""
        for target in targets:
            try:
                await async_withdraw(self._hub.hass, target, _tag(request_id))
            except NotTold as err:
                _LOGGER.debug("A question could not be taken back from %s: %s", target, err)

    async def _send(self, target: str, message: Message) -> None:
        """Send a message; one that cannot be sent hinders no other."""
        try:
            await async_notify(self._hub.hass, target, message)
        except NotTold as err:
            _LOGGER.warning("Nobody was asked through %s: %s", target, err)

    async def _pressed(self, event: Event[dict[str, Any]]) -> None:
        """Do what somebody pressed, if it is for them to decide."""
        button = _BUTTON.fullmatch(str(event.data.get("action", "")))
        if button is None or self._again.stopped:
            return
        user_id = event.context.user_id
        if user_id is None or not self._hub.people.permissions(user_id).admin:
            _LOGGER.warning(
                "A request was not decided: who pressed the button neither administers Home"
                " Assistant nor has a phone among those that are asked"
            )
            return
        source = Source(requester=user_id)
        decide = self._hub.requests.approve if button[1] == APPROVE else self._hub.requests.deny
        answer = await decide(button[2], source=source)
        if answer.status in NOT_DONE:
            await self._report(user_id, button[2], answer)

    async def _report(self, user_id: str, request_id: str, answer: Answer) -> None:
        """Tell whoever decided that it came to nothing, on the phone they pressed the button on."""
        hass = self._hub.hass
        text = _words_of(await Sentences.load(hass), answer)
        for target in self._approvers:
            if owner_of(hass, target) == user_id:
                await self._send(
                    target, Message(text=text, tag=_tag(request_id), path=request_path(request_id))
                )


def waiting_of(hub: AutoarrHub) -> dict[str, Request]:
    """Return the requests of a hub that wait for an approval, by their id, the oldest first."""
    return {
        request.id: request
        for request in hub.requests.requests()
        if request.state is RequestState.APPROVAL
    }


async def async_decide(
    hub: AutoarrHub, yes: Collection[str], no: Collection[str], *, by: str
) -> str:
    """Approve and deny what an administrator chose; return why the last failed one did, else ""."""
    source = Source(requester=by or None)
    failed = ""
    sentences = await Sentences.load(hub.hass)
    for request_id in (*yes, *no):
        decide = hub.requests.approve if request_id in yes else hub.requests.deny
        answer = await decide(request_id, source=source)
        if answer.status in NOT_DONE:
            failed = _words_of(sentences, answer)
    return failed


def _words_of(sentences: Sentences, answer: Answer) -> str:
    """Return an answer as a notification or a form may show it."""
    filled = {name: plain_words(text) for name, text in answer.placeholders.items()}
    return sentences.of_request(answer.key, filled)


def _tag(request_id: str) -> str:
    """Return the tag of the notification about a request."""
    return f"autoarr_approval_{request_id}"
