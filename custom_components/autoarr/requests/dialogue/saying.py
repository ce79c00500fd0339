"""Words what is said in a conversation: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..media import Choice, Note, Scope, in_words
from ..models import Answer, AnswerStatus, Request
from ..parsed import Quality
from ..people import Source, Via
from ..standing import date_note
from ..titles import shown
from .talks import Purpose, Question

_ABOUT_CHARS: Final = 100
_MAX_OPTIONS: Final = 10
_SPOKEN: Final = {Quality.UHD: "4K"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What AutoArr says, and whether it waits for an answer."""

    lines: tuple[Note, ...]
    asks: bool = False


def line(key: str, **placeholders: str) -> Note:
    """Return a sentence."""
    return Note(key=key, placeholders=placeholders)


def is_brief(source: Source) -> bool:
    """Say whether somebody listens rather than reads."""
    return source.via in {Via.VOICE, Via.SENTENCE}


def question_lines(question: Question, request: Request, source: Source) -> list[Note]:
    """Return how a question is asked; who reads gets the choices as a list."""
    if question.purpose is Purpose.CANCEL:
        return [line("ask_cancel", title=request.title)]
    if question.chosen is not None:
        return [shall(request.choices[question.chosen - 1], request)]
    note = request.note or line("which_title", options=", ".join(_labels(request)))
    if note.key == "proposed" and request.choices:
        return [shall(request.choices[0], request)]
    if is_brief(source) or len(request.choices) < 2:
        return [note]
    return [note, *_options(request.choices)]


def shall(choice: Choice, request: Request) -> Note:
    """Ask whether to do exactly this: what, how much of it, and in which quality."""
    title = choice.media.label
    if not choice.released:
        return date_note("ask_unreleased", choice.release_date, title=choice.label)
    if choice.scope is Scope.SEASONS and 0 not in choice.seasons:
        return line("ask_season", title=title, seasons=in_words(choice.seasons))
    if request.quality is not None:
        quality = _SPOKEN.get(request.quality, request.quality.value)
        return line("ask_add", title=choice.label, quality=quality)
    return line("ask_add_profile", title=choice.label, profile=choice.profile_name)


def told(answer: Answer, source: Source) -> Note:
    """Return an answer of the manager as a sentence, shorter where somebody listens."""
    if is_brief(source) and answer.status is AnswerStatus.ADDED and answer.key == "added":
        return line("added_short", title=answer.placeholders.get("title", ""))
    return Note(key=answer.key, placeholders=answer.placeholders)


def hint(question: Question, request: Request) -> Note:
    """Say how to answer where nobody listens until AutoArr is named."""
    open_choice = question.purpose is Purpose.ADD and question.chosen is None
    return line("say_which" if open_choice and len(request.choices) > 1 else "say_yes")


def _labels(request: Request) -> list[str]:
    """Return the choices by name."""
    return [choice.label for choice in request.choices]


def _options(choices: Sequence[Choice]) -> list[Note]:
    """List the choices with a few words about each."""
    return [
        line("option_about", number=str(number), title=choice.label, about=about)
        if (about := shown(choice.overview, _ABOUT_CHARS))
        else line("option", number=str(number), title=choice.label)
        for number, choice in enumerate(choices[:_MAX_OPTIONS], 1)
    ]
