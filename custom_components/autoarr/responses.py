"""What the actions answer: plain data, with each sentence in Home Assistant's language."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations
from homeassistant.util.json import JsonObjectType, JsonValueType

from .const import DOMAIN
from .recovery.messages import REASONS
from .recovery.models import Failure
from .recovery.records import WouldHaveDone
from .requests.diagnosing.models import Diagnosis
from .requests.messages import MESSAGES, Sentence
from .requests.models import Answer, Request
from .requests.people import People

if TYPE_CHECKING:
    from .hub import AutoarrHub

REQUEST_TEXT = "request_"
RECOVERY_TEXT = "recovery_"
"""How the keys of the sentences begin in the translations, under `common`."""

DATE: Final = "date"
"""The placeholder of a day, as ISO 8601; under `common` too: how a day is said, and the months."""

_WORDS: Final = {text: key for key, text in MESSAGES.items() if "{" not in text}
"""English words that requests put into their sentences (a state, a reason), by their text."""


class Sentences:
    """What AutoArr says, in the language of Home Assistant; English where a translation lacks."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the translated templates by key."""
        self._texts = texts

    @classmethod
    async def load(cls, hass: HomeAssistant, language: str | None = None) -> Sentences:
        """Return the sentences in a language, Home Assistant's where none is given.

        Regional variants ("de-CH") have the words of their language.
        """
        chosen = (language or hass.config.language).replace("_", "-").split("-")[0].lower()
        texts = await async_get_translations(hass, chosen, "common", {DOMAIN})
        prefix = f"component.{DOMAIN}.common."
        return cls({key.removeprefix(prefix): text for key, text in texts.items()})

    @classmethod
    def at_hand(cls, hass: HomeAssistant) -> Sentences:
        """Return the sentences in Home Assistant's language, which it keeps at hand while AutoArr runs."""
        texts = async_get_cached_translations(hass, hass.config.language, "common", DOMAIN)
        prefix = f"component.{DOMAIN}.common."
        return cls({key.removeprefix(prefix): text for key, text in texts.items()})

    def of_request(self, key: str, placeholders: Mapping[str, str]) -> str:
        """Return a sentence about a request; what fills it may itself be words of ours."""
        words = {name: self.word(value) for name, value in placeholders.items()}
        if DATE in words:
            words[DATE] = self.day(words[DATE])
        return self._filled(REQUEST_TEXT + key, MESSAGES.get(key, key), words)

    def of_recovery(self, reason: str, placeholders: Mapping[str, str]) -> str:
        """Return a sentence about a failure; no reason yet is no sentence."""
        english = {key.value: text for key, text in REASONS.items()}.get(reason, reason)
        return self._filled(RECOVERY_TEXT + reason, english, placeholders)

    def word(self, text: str) -> str:
        """Return words of ours (a state, a reason) in this language, and others as they are."""
        if isinstance(text, Sentence):
            return self.of_request(text.key, text.placeholders)
        return self._texts.get(REQUEST_TEXT + _WORDS[text], text) if text in _WORDS else text

    def day(self, text: str) -> str:
        """Return a day as it is said: "16 December 2026"; what is no day as it is."""
        try:
            when = date.fromisoformat(text)
        except ValueError:
            return text
        month = self._texts.get(f"month_{when.month}", "")
        if not month:
            return text
        filled = {"day": str(when.day), "month": month, "year": str(when.year)}
        return self._filled("day_of_year", text, filled)

    def line(self, key: str, placeholders: Mapping[str, str]) -> str:
        """Return a line of the calendar or the to-do list."""
        return self._filled(key, key, placeholders)

    def _filled(self, key: str, english: str, placeholders: Mapping[str, str]) -> str:
        """Return a template with its placeholders filled; words of services are never templates."""
        text = self._texts.get(key, english)
        parts = text.split("{")
        return parts[0] + "".join(
            placeholders.get(name, f"{{{name}}}") + rest
            for name, _, rest in (part.partition("}") for part in parts[1:])
        )


async def async_answer(hass: HomeAssistant, answer: Answer) -> JsonObjectType:
    """Return an answer to a person as data."""
    return _answer(answer, await Sentences.load(hass))


def message_of(answer: Answer, sentences: Sentences) -> str:
    """Return what an answer says, all its parts in a row."""
    parts = answer.parts or (answer,)
    return " ".join(sentences.of_request(part.key, part.placeholders) for part in parts)


def _answer(answer: Answer, sentences: Sentences) -> JsonObjectType:
    """Return an answer, and those it consists of, with translated sentences."""
    parts: list[JsonValueType] = [_answer(part, sentences) for part in answer.parts]
    return {**answer.as_dict(), "message": message_of(answer, sentences), "parts": parts}


async def async_diagnosis(hass: HomeAssistant, diagnosis: Diagnosis) -> JsonObjectType:
    """Return why a title is not here as data, with translated sentences."""
    sentences = await Sentences.load(hass)
    steps: list[JsonValueType] = [
        {**step.as_dict(), "message": sentences.of_request(step.note.key, step.note.placeholders)}
        for step in diagnosis.steps
    ]
    note = diagnosis.note
    message = sentences.of_request(note.key, note.placeholders)
    return {**diagnosis.as_dict(), "message": message, "steps": steps}


async def async_requests(
    hass: HomeAssistant, requests: tuple[Request, ...], people: People
) -> JsonObjectType:
    """Return requests as data, the newest first."""
    sentences = await Sentences.load(hass)
    newest_first = sorted(requests, key=lambda request: request.created, reverse=True)
    return {"requests": [_request(request, sentences, people) for request in newest_first]}


def _request(request: Request, sentences: Sentences, people: People) -> JsonObjectType:
    """Return one request: what, where it is, and why."""
    note = request.note
    return {
        "request_id": request.id,
        "title": request.title,
        "media_id": request.media.key if request.media else None,
        "quality": request.quality,
        "state": request.state,
        "state_text": sentences.of_request(f"state_{request.state}", {}),
        "note": sentences.of_request(note.key, note.placeholders) if note else None,
        "progress": request.progress,
        "choices": [choice.label for choice in request.choices],
        "requester": request.requester,
        "requester_name": sentences.word(people.name(request.requester)),
        "instance": request.chosen.instance_name if request.chosen else None,
        "correlation": request.correlation,
        "created": request.created.isoformat(),
        "updated": request.updated.isoformat(),
    }


async def async_failures(hass: HomeAssistant, hub: AutoarrHub) -> JsonObjectType:
    """Return the failures, the newest first, and what a dry run would have done."""
    sentences = await Sentences.load(hass)
    newest_first = sorted(
        hub.recovery.failures(), key=lambda one: one.completed or one.first_seen, reverse=True
    )
    return {
        "policies": {
            strategy.value: policy for strategy, policy in hub.recovery.policies().items()
        },
        "failures": [_failure(hub, failure, sentences) for failure in newest_first],
        "would_have_done": [
            _would(hub, line, sentences) for line in reversed(hub.recovery.would_have_done())
        ],
    }


def _failure(hub: AutoarrHub, failure: Failure, sentences: Sentences) -> JsonObjectType:
    """Return one failure: what, why, whose fault, and what is done about it."""
    item = failure.item
    words = _words(hub, failure.name, failure.cause, item.instance if item else None)
    words["detail"] = failure.detail
    return {
        "failure_id": failure.job_id,
        "name": failure.name,
        "cause": failure.cause,
        "at_fault": failure.at_fault,
        "evidence": list(failure.evidence),
        "state": failure.state,
        "strategy": failure.strategy,
        "proposed": failure.proposed,
        "reason": failure.reason,
        "message": sentences.of_recovery(failure.reason, words) if failure.reason else None,
        "baseline": failure.baseline,
        "sabnzbd": hub.name_of(failure.sabnzbd),
        "instance": hub.name_of(item.instance) if item else None,
        "correlation": failure.correlation,
        "failed_at": (failure.completed or failure.first_seen).isoformat(),
        "next_try": failure.next_try.isoformat() if failure.next_try else None,
    }


def _would(hub: AutoarrHub, line: WouldHaveDone, sentences: Sentences) -> JsonObjectType:
    """Return one line of the dry run."""
    return {
        "at": line.at.isoformat(),
        "name": line.name,
        "cause": line.cause,
        "strategy": line.strategy,
        "message": sentences.of_recovery(
            line.reason, _words(hub, line.name, line.cause, line.instance)
        ),
        "instance": hub.name_of(line.instance),
    }


def _words(hub: AutoarrHub, name: str, cause: str, instance: str | None) -> dict[str, str]:
    """Return what the sentences of recovery can mention."""
    return {"name": name, "cause": cause, "service": hub.name_of(instance) if instance else ""}
