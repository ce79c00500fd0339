"""The notification of a question about failures: its words, and its buttons with their single-use tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
import hashlib
import secrets
from typing import TYPE_CHECKING, Final

from homeassistant.util import dt as dt_util

from .asking_plan import Due
from .asking_words import button_text, question_text, question_title
from .links import OVERVIEW
from .notify_targets import Message, owner_of, takes_buttons
from .question_book import Asked, Button, digest
from .questions import Question, choices_of
from .responses import Sentences

if TYPE_CHECKING:
    from .hub import AutoarrHub

PREFIX: Final = "AUTOARR_ASK_"
"""How the id of a button begins; its token follows."""

TOKEN_BYTES: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A question on its way to a target."""

    question: str
    target: str
    message: Message


def compose(
    hub: AutoarrHub, sentences: Sentences, due: Due, before: Asked | None, note: str = ""
) -> tuple[Asked, list[Outgoing]]:
    """Return a question as the book has it from now on, and what is to be sent; nothing is sent here.

    Buttons that were given for another state of it are good no longer. `note` is said first.
    """
    question = due.question
    same = before is not None and before.state == question.state
    targets: dict[str, Mapping[str, Button]] = dict(before.targets) if same and before else {}
    text = " ".join(filter(None, (note, question_text(hub, sentences, question))))
    outgoing: list[Outgoing] = []
    for target in due.targets:
        shown, targets[target] = _buttons(hub, sentences, question, target)
        where = "" if shown else f" {sentences.line('ask_where', {})}"
        message = Message(
            title=question_title(sentences, question),
            text=f"{text}{where}",
            tag=tag_of(question.key),
            path=OVERVIEW,
            buttons=shown,
        )
        outgoing.append(Outgoing(question=question.key, target=target, message=message))
    asked = Asked(failures=due.since, state=question.state, sent=dt_util.utcnow(), targets=targets)
    return asked, outgoing


def tag_of(key: str) -> str:
    """Return the tag of the notification of a question; its key may hold anything."""
    return f"autoarr_ask_{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _buttons(
    hub: AutoarrHub, sentences: Sentences, question: Question, target: str
) -> tuple[tuple[tuple[str, str], ...], Mapping[str, Button]]:
    """Return the buttons a target is shown, and what is kept of them; a phone of nobody certain has none."""
    user = owner_of(hub.hass, target)
    if user is None or not takes_buttons(hub.hass, target):
        return (), {}
    shown: list[tuple[str, str]] = []
    kept: dict[str, Button] = {}
    for choice in choices_of(question, admin=hub.people.is_admin(user)):
        token = secrets.token_urlsafe(TOKEN_BYTES)
        shown.append((f"{PREFIX}{token}", button_text(sentences, question, choice)))
        kept[digest(token)] = Button(user=user, choice=choice)
    return tuple(shown), kept
