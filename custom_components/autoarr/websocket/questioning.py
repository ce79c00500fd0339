"""Questions of recovery in the panel: who may answer, and with what; the rules are those of the phones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import hashlib
import hmac

from homeassistant.util.json import JsonObjectType, JsonValueType

from ..asking_words import button_text, question_text, question_title
from ..hub import AutoarrHub
from ..notify_targets import owner_of
from ..questions import Choice, Question, choices_of
from ..recovery_options import RecoveryOptions
from .glance import Glance


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHere:
    """A question as the panel shows it: the token that answers it as long as it says the same, and its buttons."""

    token: str
    buttons: tuple[tuple[Choice, str], ...]

    def as_dict(self) -> JsonObjectType:
        """Return what is sent."""
        actions: list[JsonValueType] = [
            {"action": choice.value, "text": text} for choice, text in self.buttons
        ]
        return {"token": self.token, "actions": actions}


def may_answer(hub: AutoarrHub, user_id: str) -> bool:
    """Say whether somebody may answer: administrators, and the owners of the phones that are asked."""
    people = hub.people
    if not people.is_active(user_id):
        return False
    return people.is_admin(user_id) or any(
        owner_of(hub.hass, target) == user_id for target in RecoveryOptions.of(hub.entry).ask
    )


def may_decide(hub: AutoarrHub, user_id: str, question: Question) -> bool:
    """Say whether somebody may answer a question in the panel: one about a whole queue is for administrators."""
    return may_answer(hub, user_id) and (question.queue is None or hub.people.is_admin(user_id))


def asked_here(glance: Glance) -> Mapping[str, AskedHere]:
    """Return the questions that a viewer is shown, by the key of each failure they are about."""
    found: dict[str, AskedHere] = {}
    for question in glance.hub.asking.questions().values():
        if question.queue is not None:
            continue
        found |= dict.fromkeys(question.subjects, _asked(glance, question))
    return found


def asked_of_queues(glance: Glance) -> Iterator[JsonObjectType]:
    """Yield the questions about whole queues that a viewer may answer, in the words of the phones."""
    hub, sentences = glance.hub, glance.words.sentences
    for question in hub.asking.questions().values():
        if question.queue is None or not may_decide(hub, glance.viewer.user_id, question):
            continue
        yield {
            "title": question_title(sentences, question),
            "text": question_text(hub, sentences, question),
            **_asked(glance, question).as_dict(),
        }


def _asked(glance: Glance, question: Question) -> AskedHere:
    """Return a question as a viewer is shown it, with the words of the phones on its buttons."""
    sentences = glance.words.sentences
    return AskedHere(
        token=token_of(glance.secret, question),
        buttons=tuple(
            (choice, button_text(sentences, question, choice))
            for choice in choices_of(question, admin=glance.viewer.admin)
        ),
    )


def token_of(secret: bytes, question: Question) -> str:
    """Return the token of a question; once it says something else or is asked anew, it is another one. Pure."""
    since = question.queue.since.isoformat() if question.queue else ""
    said = f"{question.key}\0{question.state}\0{since}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()[:32]
