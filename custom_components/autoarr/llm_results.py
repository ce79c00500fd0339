"""What the tools for models take and return: bounded, with the words of others fenced."""

from collections.abc import Iterable, Mapping
import re
from typing import Any, Final

from homeassistant.components.conversation import UserContent
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import ToolResult
from homeassistant.util.json import JsonObjectType, JsonValueType

from .conversing import async_spoken
from .requests.diagnosing.models import Diagnosis
from .requests.dialogue.consent import Turn
from .requests.dialogue.saying import Said
from .requests.media import Choice, Note
from .requests.models import Answer, AnswerStatus, Request
from .requests.parsed import Intent, MediaType, ParsedItem, ParsedRequest, Quality
from .requests.people import Source
from .requests.titles import shown

_MAX_CHOICES: Final = 10
_TITLE_CHARS: Final = 120
_ABOUT_CHARS: Final = 200
_MESSAGE_CHARS: Final = 1_000
_STEP_CHARS: Final = 300
_FENCE: Final = re.compile(r"<\s*/?\s*catalogue\s*>", re.IGNORECASE)

_NEXT: Final[Mapping[AnswerStatus, str]] = {
    AnswerStatus.PROPOSED: "Ask the person. Confirm with the token only after their yes.",
    AnswerStatus.CHOICES: "Ask the person which one. Confirm its token only after their answer.",
    AnswerStatus.APPROVAL: "Tell the person that an admin has to approve it.",
}


def turn_now() -> Turn | None:
    """Return the conversation a tool is called in and how often its person spoke; None without one."""
    chat_log = current_chat_log.get()
    if chat_log is None:
        return None
    said = sum(isinstance(content, UserContent) for content in chat_log.content)
    return Turn(conversation=chat_log.conversation_id, number=said)


def wish_of(arguments: Mapping[str, Any]) -> ParsedRequest:
    """Return the arguments of a tool as a wish."""
    title = shown(arguments["title"], _TITLE_CHARS)
    quality = arguments.get("quality")
    item = ParsedItem(
        media_type=MediaType(arguments.get("media_type", MediaType.UNKNOWN)),
        titles=(title,),
        year=arguments.get("year"),
        seasons=tuple(arguments.get("seasons", ())),
        episodes=tuple(arguments.get("episodes", ())),
        quality=None if quality is None else Quality(quality),
        latest=arguments.get("latest", False),
        all_seasons=arguments.get("all_seasons", False),
    )
    return ParsedRequest(text=title, intent=Intent.ADD, items=(item,), confidence=1.0)


def refused(reason: str, message: str) -> ToolResult:
    """Return why a tool did nothing."""
    return ToolResult(data={"error": reason, "message": message}, error=True)


async def answered(hass: HomeAssistant, answer: Answer, source: Source) -> ToolResult:
    """Return an answer of the manager."""
    parts = answer.parts or (answer,)
    told: list[JsonValueType] = [await _part(hass, part, source) for part in parts[:_MAX_CHOICES]]
    return ToolResult(data={"results": told})


async def conclusion(hass: HomeAssistant, diagnosis: Diagnosis, source: Source) -> ToolResult:
    """Return a diagnosis: the sentence, and what every step came to."""
    steps: list[JsonValueType] = [
        {
            "link": step.link.value,
            "finding": step.finding.value,
            "message": fenced(await _said(hass, step.note, source), _STEP_CHARS),
        }
        for step in diagnosis.steps
    ]
    message = fenced(await _said(hass, diagnosis.note, source), _MESSAGE_CHARS)
    return ToolResult(data={"message": message, "steps": steps})


def offered(offers: Iterable[tuple[str, Request]]) -> ToolResult:
    """Return what could be cancelled, with a token each."""
    requests: list[JsonValueType] = [
        {
            "token": token,
            "title": fenced(request.title, _TITLE_CHARS),
            "state": request.state.value,
        }
        for token, request in offers
    ]
    ask = "Ask the person which one to cancel; cancel with its token only after their yes."
    return ToolResult(
        data={"requests": requests, "next": ask if requests else "There is no such open request."}
    )


def fenced(text: str, most: int) -> str:
    """Return words that may be a service's between marks which they cannot close."""
    return f"<catalogue>{shown(_FENCE.sub('', text[: most * 8]), most)}</catalogue>"


async def _said(hass: HomeAssistant, note: Note, source: Source) -> str:
    """Return a sentence in the language of the conversation."""
    return await async_spoken(hass, Said(lines=(note,)), source.language)


async def _part(hass: HomeAssistant, answer: Answer, source: Source) -> JsonObjectType:
    """Return the answer about one title."""
    note = Note(key=answer.key, placeholders=answer.placeholders)
    tokens = answer.tokens or (None,) * len(answer.choices)
    choices = zip(answer.choices, tokens, strict=True)
    result: JsonObjectType = {
        "status": answer.status.value,
        "message": fenced(await _said(hass, note, source), _MESSAGE_CHARS),
        "choices": [_choice(choice, token) for choice, token in list(choices)[:_MAX_CHOICES]],
    }
    if answer.state is not None:
        result["state"] = answer.state.value
    if answer.status in _NEXT:
        result["next"] = _NEXT[answer.status]
    return result


def _choice(choice: Choice, token: str | None) -> JsonObjectType:
    """Return one choice."""
    told: JsonObjectType = {
        "title": fenced(choice.label, _TITLE_CHARS),
        "year": choice.media.year,
        "media_type": choice.media.media_type.value,
        "quality_profile": fenced(choice.profile_name, _TITLE_CHARS),
        "in_library": choice.there is not None,
    }
    if choice.overview:
        told["about"] = fenced(choice.overview, _ABOUT_CHARS)
    if token is not None:
        told["token"] = token
    return told
