"""The to-do list of requests: what is wished for, how far it is, and new wishes as items."""

from collections.abc import Coroutine, Iterator
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final, override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.intent import IntentHandleError
from homeassistant.helpers.restore_state import ExtraStoredData, RestoredExtraData, RestoreEntity
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .entity import HubEntity
from .errors import service_errors
from .hub import AutoarrConfigEntry, AutoarrHub
from .requests.models import Answer, AnswerStatus, ExactId, Request, RequestState
from .requests.parsed import Intent, ParsedRequest
from .requests.parser import MAX_CHARS, parse_request, parse_title
from .requests.people import HOUSEHOLD, Source, Via
from .responses import Sentences, message_of

PARALLEL_UPDATES = 0

REQUESTS = EntityDescription(key="requests", translation_key="requests")
ENDED_STAYS: Final = timedelta(days=7)
MOST_HIDDEN: Final = 1000
HIDDEN: Final = "hidden"

DONE: Final = frozenset(
    {
        AnswerStatus.ADDED,
        AnswerStatus.MONITORED,
        AnswerStatus.PROPOSED,
        AnswerStatus.CHOICES,
        AnswerStatus.APPROVAL,
    }
)

_CALLER: ContextVar[Context | None] = ContextVar("autoarr_todo_caller", default=None)
"""Who runs the action of Home Assistant that is under way; None where an assistant acts.

An action tells its context to the entity before it calls it. The intents that assistants use (also
the language models, whose tools are these intents) call the entity without one, so that nobody knows
who spoke: what they add waits for a yes, and what they delete is not cancelled.
"""


class RequestList(HubEntity, TodoListEntity, RestoreEntity):
    """The requests as to-do items."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
    )

    def __init__(self, hub: AutoarrHub) -> None:
        """Show the requests of the hub."""
        super().__init__(hub, REQUESTS)
        self._hidden: dict[str, None] = {}
        self._sentences = Sentences({})

    @override
    async def async_added_to_hass(self) -> None:
        """Read the words, and which ended requests somebody has put away."""
        self._sentences = await Sentences.load(self.hass)
        if (stored := await self.async_get_last_extra_data()) is not None:
            hidden = stored.as_dict().get(HIDDEN)
            if isinstance(hidden, list):
                self._hidden = dict.fromkeys(str(one) for one in hidden[-MOST_HIDDEN:])
        await super().async_added_to_hass()
        self._attr_todo_items = list(self._items())

    @property
    @override
    def extra_restore_state_data(self) -> ExtraStoredData:
        """Keep what was put away, also over a restart."""
        return RestoredExtraData({HIDDEN: list(self._hidden)})

    @override
    async def async_request_call[T](self, coro: Coroutine[Any, Any, T]) -> T:
        """Run an action of Home Assistant; it tells its context within this call."""
        before = _CALLER.set(None)
        try:
            return await super().async_request_call(coro)
        finally:
            _CALLER.reset(before)

    @callback
    @override
    def async_set_context(self, context: Context) -> None:
        """Hear who runs the action."""
        super().async_set_context(context)
        _CALLER.set(context)

    @callback
    @override
    def _hub_changed(self) -> None:
        """Show the requests as they are now."""
        self._attr_todo_items = list(self._items())
        self.async_write_ha_state()

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Take an item as a wish; raises a translated error when nothing came of it.

        One clear match of somebody who is known is added at once, as far as they may; all else
        waits for an answer, and the item says for which one.
        """
        caller = _CALLER.get()
        user = None if caller is None else caller.user_id
        source = Source(
            requester=HOUSEHOLD if caller is None else user,
            via=Via.TODO,
            language=self.hass.config.language,
        )
        known = user is not None and self.hub.people.is_active(user)
        with service_errors("AutoArr"):
            answer = await self._asked(item.summary or "", source, confirmed=known)
        if {part.status for part in answer.parts or (answer,)} - DONE:
            raise self._error("todo_not_added", message=message_of(answer, self._sentences))

    async def _asked(self, text: str, source: Source, *, confirmed: bool) -> Answer:
        """Ask for what an item names: every text is a wish here, also one that is a question elsewhere."""
        requests, languages = self.hub.requests, (self.hass.config.language,)
        short = " ".join(text.split())[: MAX_CHARS + 1]
        today = dt_util.now().date()
        intent = parse_request(short, today=today, languages=languages).intent
        if intent not in (Intent.ADD, Intent.NONE) and ExactId.parse(text) is None:
            title = parse_title(short, today=today, languages=languages)
            if title is not None:
                wish = ParsedRequest(text=short, intent=Intent.ADD, items=(title,))
                return await requests.request_parsed(wish, source=source, confirmed=confirmed)
        return await requests.request(text, source=source, confirmed=confirmed)

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Refuse to be ticked off or renamed: an item follows its request."""
        request = self.hub.requests.get(item.uid or "")
        title = request.title if request else (item.summary or "")
        if request is None or request.ended:
            raise self._error("todo_follows", title=title)
        if item.summary != request.title:
            raise self._error("todo_rename", title=title)
        if request.state is RequestState.PROPOSED:
            raise self._error("todo_tick_proposed", title=title)
        if request.state is RequestState.APPROVAL:
            raise self._error("todo_tick_approval", title=title)
        raise self._error("todo_tick", title=title)

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Cancel what is open, put away what has ended; raises a translated error for what must stay.

        Nothing open is cancelled for an assistant: a misheard word would end a download, and the
        list cannot ask back. The error tells it to ask the person, with AutoArr's own dialogue.
        """
        caller, refused = _CALLER.get(), list[str]()
        is_open = [one for one in self.hub.requests.requests() if one.open and one.id in uids]
        if caller is None and is_open:
            raise self._error("todo_ask_first", title=is_open[0].title)
        for request in is_open:
            source = Source(requester=caller.user_id if caller else HOUSEHOLD, via=Via.TODO)
            with service_errors("AutoArr"):
                answer = await self.hub.requests.cancel(request.id, source=source)
            if (now := self.hub.requests.get(request.id)) is not None and now.open:
                refused.append(message_of(answer, self._sentences))
                uids = [uid for uid in uids if uid != request.id]
        self._hidden |= dict.fromkeys(uids)
        while len(self._hidden) > MOST_HIDDEN:
            del self._hidden[next(iter(self._hidden))]
        self._hub_changed()
        if refused:
            raise self._error("request_not_done", message=" ".join(refused))

    def _items(self) -> Iterator[TodoItem]:
        """Yield the items: what is open, the newest first, then what has ended lately."""
        requests = self.hub.requests.requests()
        since = dt_util.utcnow() - ENDED_STAYS
        shown = [one for one in requests if one.open or one.updated > since]
        for request in sorted(shown, key=lambda one: (one.open, one.created), reverse=True):
            if request.open or request.id not in self._hidden:
                yield self._item(request)

    def _item(self, request: Request) -> TodoItem:
        """Return a request as an item."""
        choices = request.choices if request.chosen is None else (request.chosen,)
        due = choices[0].release_date if len(choices) == 1 and not choices[0].released else None
        return TodoItem(
            uid=request.id,
            summary=request.title,
            status=TodoItemStatus.NEEDS_ACTION if request.open else TodoItemStatus.COMPLETED,
            due=due if request.open else None,
            description="\n".join(self._lines(request)),
            completed=None if request.open else request.updated,
        )

    def _lines(self, request: Request) -> Iterator[str]:
        """Yield how far a request is, why, what is to be done, and who asked."""
        say = self._sentences
        state = say.of_request(f"state_{request.state}", {})
        progress = request.progress if request.moving else None
        yield (
            say.line("todo_state", {"state": state})
            if progress is None
            else say.line("todo_progress", {"state": state, "percent": str(progress)})
        )
        if request.note is not None:
            yield say.of_request(request.note.key, request.note.placeholders)
        if request.state in (RequestState.PROPOSED, RequestState.APPROVAL):
            yield say.line(f"todo_{request.state}", {})
        if name := self.hub.people.name(request.requester):
            yield say.line("todo_asked_by", {"name": say.word(name)})

    def _error(self, key: str, **placeholders: str) -> HomeAssistantError:
        """Return what a person reads; an assistant is told the words, which it would not get otherwise."""
        error = ServiceValidationError(
            translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
        )
        return error if _CALLER.get() is not None else IntentHandleError(str(error))


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the list."""
    async_add_entities([RequestList(entry.runtime_data)])
