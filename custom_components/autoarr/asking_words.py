"""How a question about failures is put into words, for a notification: translated, and without markup of others."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .notify_targets import plain_words
from .questions import Choice, Question
from .recovery.messages import RecoveryRefused
from .recovery.models import Failure, Strategy
from .responses import Sentences, reason_of

if TYPE_CHECKING:
    from .hub import AutoarrHub

NAMED: Final = 5
"""How many titles a question names."""


def question_title(sentences: Sentences, question: Question) -> str:
    """Return what a question is called."""
    return sentences.line("ask_title_queue" if question.queue else "ask_title", {})


def question_text(hub: AutoarrHub, sentences: Sentences, question: Question) -> str:
    """Return a question: what failed and why, what a model makes of it, and what could be done."""
    parts = [_what(hub, sentences, question), _guess(sentences, question)]
    if question.proposal is not None:
        parts.append(sentences.line(f"ask_whether_{question.proposal}", {}))
    else:
        parts.append(sentences.line("ask_what", {}))
    return " ".join(part for part in parts if part)


def button_text(sentences: Sentences, question: Question, choice: Choice) -> str:
    """Return what stands on a button; ending a job that is stuck is not called a retry."""
    ends = choice is Choice.RETRY and question.proposal is Strategy.END_JOB
    return sentences.line("ask_button_end_job" if ends else f"ask_button_{choice}", {})


async def async_refusal(hass: HomeAssistant, refused: RecoveryRefused) -> str:
    """Return why something is not done, as a sentence."""
    found = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
    key = f"component.{DOMAIN}.exceptions.recovery_{refused.refusal}.message"
    filled = {name: plain_words(text) for name, text in refused.placeholders.items()}
    return Sentences({key: found.get(key, str(refused))}).line(key, filled)


def _what(hub: AutoarrHub, sentences: Sentences, question: Question) -> str:
    """Return what failed and why."""
    if (queue := question.queue) is not None:
        trouble = sentences.recovery_word("kind", queue.kind)
        filled = {"name": plain_words(hub.name_of(queue.sabnzbd)), "cause": trouble}
        return sentences.line("ask_about_queue", filled)
    if len(question.failures) == 1:
        return _one(hub, sentences, question.failures[0])
    filled = {
        "count": str(len(question.failures)),
        "titles": _some(sentences, (failure.title for failure in question.failures)),
        "cause": sentences.recovery_word("cause", question.cause),
    }
    return sentences.line("ask_about_several", filled)


def _one(hub: AutoarrHub, sentences: Sentences, failure: Failure) -> str:
    """Return why one failure needs a person, after the title it was for."""
    title, name = plain_words(failure.title), plain_words(failure.name)
    plain = replace(failure, name=name, detail=plain_words(failure.detail))
    reason = reason_of(hub, plain, sentences, failure.reason) if failure.reason else name
    return reason if title == name else f"{title}: {reason}"


def _guess(sentences: Sentences, question: Question) -> str:
    """Return what the language model takes for the cause, marked as its words; "" where it said nothing."""
    guesses = {failure.suggested for failure in question.failures} - {None}
    if len(guesses) != 1:
        return ""
    cause = sentences.recovery_word("cause", str(guesses.pop()))
    return sentences.line("ask_guess", {"cause": cause})


def _some(sentences: Sentences, titles: Iterable[str]) -> str:
    """Return titles in a row, the first of them and how many more there are."""
    plain = list(dict.fromkeys(plain_words(title) for title in titles))
    named = ", ".join(plain[:NAMED])
    more = len(plain) - NAMED
    if more <= 0:
        return named
    return sentences.of_request("titles_and_more", {"titles": named, "count": str(more)})
