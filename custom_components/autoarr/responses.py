"""What the actions answer: plain data, with each sentence in Home Assistant's language."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations
from homeassistant.util.json import JsonObjectType, JsonValueType

from .const import DOMAIN
from .recovery.causes import Cause, Kind
from .recovery.messages import REASONS
from .recovery.models import Failure
from .recovery.records import WouldHaveDone
from .recovery.words import WORDS, key_of, word_of
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
        """Return a sentence about a failure, with words in place of codes; no reason yet is no sentence."""
        english = {key.value: text for key, text in REASONS.items()}.get(reason, reason)
        words = {name: self.recovery_word(name, value) for name, value in placeholders.items()}
        return self._filled(RECOVERY_TEXT + reason, english, words)

    def recovery_word(self, topic: str, code: str) -> str:
        """Return what a code of recovery is called within a sentence, and any other text as it is.

        `topic` is what the code is of ("cause", "kind", "at_fault", "strategy", "policy"); a kind given
        as a cause is said as the kind that it is.
        """
        word = code if isinstance(code, Cause | Kind) else word_of(topic, code)
        return code if word is None else self._texts.get(key_of(word), WORDS[key_of(word)])

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


def reason_of(hub: AutoarrHub, failure: Failure, sentences: Sentences, reason: str) -> str:
    """Return why something is done about a failure, or nothing, as a sentence."""
    owner = failure.item.instance if failure.item else None
    words = _words(hub, failure.name, failure.kind, owner)
    return sentences.of_recovery(reason, words | {"detail": failure.detail})


def reason_of_line(hub: AutoarrHub, line: WouldHaveDone, sentences: Sentences) -> str:
    """Return why a dry run would have done something, as a sentence."""
    words = _words(hub, line.name, line.cause, line.instance)
    return sentences.of_recovery(line.reason, words)


def _words(hub: AutoarrHub, name: str, cause: str, instance: str | None) -> dict[str, str]:
    """Return what the sentences of recovery can mention; `cause` is the code of a cause or a kind."""
    return {"name": name, "cause": cause, "service": hub.name_of(instance) if instance else ""}
