"""Failures that wait for a person: asked on the phones that were chosen, each question once, updated in place."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
import logging
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import CALLBACK_TYPE, Event, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .again import SecondLook
from .announce import is_quiet
from .asking_deeds import async_do_all
from .asking_messages import PREFIX, Outgoing, compose, tag_of
from .asking_plan import PAUSE, Due, lapsed_of, plan, without, without_lapsed
from .asking_words import async_refusal
from .links import OVERVIEW
from .notify_targets import Message, NotTold, async_notify, async_withdraw, owner_of
from .question_book import Asked, Pressed, find
from .questions import ADMINS_ONLY, Question, questions_of, questions_of_queues
from .recovery_options import RecoveryOptions
from .responses import Sentences
from .telling import Telling

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

EVENT_PRESSED: Final = "mobile_app_notification_action"
"""What Home Assistant's phone app fires, in the name of the user who registered the phone."""

_BUTTON: Final = re.compile(rf"{PREFIX}([\w-]{{16,64}})")

GATHER: Final = 5.0
"""Seconds in which what fails together becomes one question."""


class AskDesk:
    """Asks those who were chosen about what is on `ask`, and takes a question back when it is decided."""

    def __init__(self, hub: AutoarrHub, telling: Telling) -> None:
        """Ask about the failures of this hub."""
        self._hub = hub
        self._telling = telling
        self._turn = asyncio.Lock()
        self._again = SecondLook(hub.hass, self._look)
        self._gathering: CALLBACK_TYPE | None = None
        self._silent: dict[str, datetime] = {}
        """Targets that could not be reached, and when that was tried last."""

    @callback
    def start(self) -> None:
        """Ask what was not asked yet, and listen to the answers."""
        hub = self._hub
        hub.entry.async_on_unload(hub.recovery.subscribe(self._changed))
        hub.entry.async_on_unload(hub.hass.bus.async_listen(EVENT_PRESSED, self._pressed))
        self._forget_used()
        self._look()

    @callback
    def stop(self) -> None:
        """Ask nothing more; what stands on the phones still can be answered after the next start."""
        self._again.stop()
        if self._gathering is not None:
            self._gathering()
            self._gathering = None

    @callback
    def _forget_used(self) -> None:
        """Ask again on a phone whose button was used up by an answer that a crash cut off."""
        self._telling.questions = {
            key: replace(
                asked,
                targets={
                    target: buttons
                    for target, buttons in asked.targets.items()
                    if buttons or owner_of(self._hub.hass, target) is None
                },
            )
            for key, asked in self._telling.questions.items()
        }

    def questions(self) -> dict[str, Question]:
        """Return every open question, by its key: what may be answered at present, on a phone or in the panel."""
        found, book = self._to_ask(), self._telling.questions
        return without_lapsed(found, lapsed_of(found, book, self._telling.lapsed, dt_util.utcnow()))

    def _to_ask(self) -> dict[str, Question]:
        """Return what recovery wants to know, also what nobody is asked about any longer."""
        recovery = self._hub.recovery
        queues = questions_of_queues(recovery.wanted_pauses())
        return questions_of(recovery.failures()) | queues

    @property
    def _options(self) -> RecoveryOptions:
        """Return the options as they are now."""
        return RecoveryOptions.of(self._hub.entry)

    # ── asking ──

    @callback
    def _changed(self) -> None:
        """Take back at once; look soon at what there is to ask, when what fails with it has failed too."""
        if self._again.stopped or not self._matters():
            return
        if self._telling.questions.keys() - self._to_ask().keys():
            self._look()
        elif self._gathering is None:
            self._gathering = async_call_later(self._hub.hass, GATHER, self._gathered)

    def _matters(self) -> bool:
        """Say whether there is something to ask or to take back."""
        return bool(self._telling.questions or self._telling.lapsed or self._to_ask())

    @callback
    def _gathered(self, _now: datetime) -> None:
        """Look, now that it is time."""
        self._gathering = None
        self._look()

    @callback
    def _look(self) -> None:
        """Put and take back what is due."""
        if not self._again.stopped and self._matters():
            self._hub.entry.async_create_background_task(
                self._hub.hass, self._settle(), "autoarr asks about failures"
            )

    async def _settle(self) -> None:
        """Decide what is due, write that down, then tell."""
        async with self._turn:
            if self._again.stopped:
                return
            options, book = self._options, self._telling.questions
            due = plan(
                self._to_ask(),
                book,
                self._telling.lapsed,
                options.ask,
                quiet=is_quiet(options.quiet_hours, dt_util.now()),
                now=dt_util.utcnow(),
            )
            messages: list[Outgoing] = []
            written = without(book, due.taken_back)
            sentences = await Sentences.load(self._hub.hass)
            for one in self._reachable(due.put):
                asked, said = compose(self._hub, sentences, one, written.get(one.question.key))
                written[one.question.key] = asked
                messages += said
            unanswered = due.lapsed.keys() - self._telling.lapsed.keys()
            if written != book or due.lapsed != self._telling.lapsed:
                self._telling.questions, self._telling.lapsed = written, dict(due.lapsed)
                await self._telling.save()
            for key, targets in due.taken_back.items():
                await self._withdraw(key, targets)
            await self._send_all(messages)
            for failure in self._hub.recovery.failures():
                if failure.key in unanswered:
                    await self._hub.recovery.lapse(failure.job_id)
            if due.again:
                self._again.plan()

    def _reachable(self, put: Iterable[Due]) -> Iterable[Due]:
        """Yield what is put, without targets that could not be reached a moment ago."""
        now = dt_util.utcnow()
        resting = {target for target, at in self._silent.items() if abs(now - at) < PAUSE}
        for due in put:
            if targets := tuple(target for target in due.targets if target not in resting):
                yield replace(due, targets=targets)

    async def _withdraw(self, key: str, targets: tuple[str, ...]) -> None:
        """Take a question back, where it was put."""
        for target in targets:
            try:
                await async_withdraw(self._hub.hass, target, tag_of(key))
            except NotTold as err:
                _LOGGER.debug("A question could not be taken back from %s: %s", target, err)

    async def _send_all(self, messages: Iterable[Outgoing]) -> None:
        """Send questions; one that does not arrive is struck off the book, and so is asked again later."""
        failed = [
            (one.question, one.target)
            for one in messages
            if not await self._send(one.target, one.message)
        ]
        for key, target in failed:
            if asked := self._telling.questions.get(key):
                left = {name: kept for name, kept in asked.targets.items() if name != target}
                self._telling.questions[key] = replace(asked, targets=left)
        if failed:
            await self._telling.save()

    async def _send(self, target: str, message: Message) -> bool:
        """Send a message and say whether it arrived; one that does not hinders no other."""
        try:
            await async_notify(self._hub.hass, target, message)
        except NotTold as err:
            level = logging.DEBUG if target in self._silent else logging.WARNING
            _LOGGER.log(level, "Nobody was asked through %s: %s", target, err)
            self._silent[target] = dt_util.utcnow()
            return False
        self._silent.pop(target, None)
        return True

    # ── the answers ──

    async def _pressed(self, event: Event[dict[str, Any]]) -> None:
        """Do what somebody pressed, if the button was theirs and was not used before."""
        button = _BUTTON.fullmatch(str(event.data.get("action", "")))
        if button is None or self._again.stopped:
            return
        user, people = event.context.user_id, self._hub.people
        async with self._turn:
            pressed = find(self._telling.questions, button[1])
            if user is None or not people.is_active(user):
                _LOGGER.warning("A question was not answered: nobody knows who pressed the button")
                return
            if pressed is None:
                await self._too_late(user)
                return
            allowed = pressed.button.choice not in ADMINS_ONLY or people.is_admin(user)
            if pressed.button.user != user or not allowed:
                _LOGGER.warning(
                    "A question was not answered: the button was not of whoever pressed it"
                )
                return
            asked = self._telling.questions[pressed.question]
            targets = {**asked.targets, pressed.target: {}}
            self._telling.questions[pressed.question] = replace(asked, targets=targets)
            await self._telling.save()
        await self._answer(pressed, asked)

    async def _answer(self, pressed: Pressed, asked: Asked) -> None:
        """Do what was chosen for each failure of the question that still waits, or for its queue."""
        question = self.questions().get(pressed.question)
        subjects = [
            subject
            for key, subject in (question.subjects if question else {}).items()
            if key in asked.failures
        ]
        _, refused = await async_do_all(self._hub.recovery, pressed.button.choice, subjects)
        sentences = await Sentences.load(self._hub.hass)
        if refused is not None:
            reason = await async_refusal(self._hub.hass, refused)
            await self._refuse(pressed, sentences.line("ask_not_done", {"reason": reason}))
        elif not subjects:
            await self._refuse(pressed, sentences.line("ask_too_late", {}))
        self._changed()

    async def _refuse(self, pressed: Pressed, note: str) -> None:
        """Say on the phone why nothing came of it; what still is a question is asked there again."""
        async with self._turn:
            asked = self._telling.questions.get(pressed.question)
            question = self.questions().get(pressed.question)
            if asked is None or question is None or asked.state != question.state:
                await self._send(
                    pressed.target, Message(text=note, tag=tag_of(pressed.question), path=OVERVIEW)
                )
                return
            due = Due(question=question, targets=(pressed.target,), since=asked.failures)
            sentences = await Sentences.load(self._hub.hass)
            written, messages = compose(self._hub, sentences, due, asked, note)
            self._telling.questions[pressed.question] = written
            await self._telling.save()
            await self._send_all(messages)

    async def _too_late(self, user: str) -> None:
        """Tell somebody whose button is not good any more, on the phones of theirs that are asked."""
        text = (await Sentences.load(self._hub.hass)).line("ask_too_late", {})
        for target in self._options.ask:
            if owner_of(self._hub.hass, target) == user:
                await self._send(target, Message(text=text, tag=tag_of("too_late")))
