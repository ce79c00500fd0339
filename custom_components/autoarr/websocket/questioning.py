"""Questions of recovery in the panel: who may answer, and with what; the rules are those of the phones."""

from collections.abc import Mapping
from dataclasses import dataclass
import hashlib
import hmac

from homeassistant.util.json import JsonObjectType, JsonValueType

from ..hub import AutoarrHub
from ..notify_targets import owner_of
from ..questions import Choice, Question, choices_of, questions_of
from ..recovery_options import RecoveryOptions
from .glance import Glance


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHere:
    """A question as the panel shows it: the token that answers it as long as it says the same."""

    token: str
    choices: tuple[Choice, ...]

    def as_dict(self) -> JsonObjectType:
        """Return what is sent."""
        actions: list[JsonValueType] = [choice.value for choice in self.choices]
        return {"token": self.token, "actions": actions}


def may_answer(hub: AutoarrHub, user_id: str) -> bool:
    """Say whether somebody may answer: administrators, and the owners of the phones that are asked."""
    people = hub.people
    if not people.is_active(user_id):
        return False
    return people.is_admin(user_id) or any(
        owner_of(hub.hass, target) == user_id for target in RecoveryOptions.of(hub.entry).ask
    )


def asked_here(glance: Glance) -> Mapping[str, AskedHere]:
    """Return the questions that a viewer is shown, by the key of each failure they are about."""
    found: dict[str, AskedHere] = {}
    for question in questions_of(glance.hub.recovery.failures()).values():
        shown = AskedHere(
            token=token_of(glance.secret, question),
            choices=choices_of(question, admin=glance.viewer.admin),
        )
        found |= dict.fromkeys(question.subjects, shown)
    return found


def token_of(secret: bytes, question: Question) -> str:
    """Return the token of a question; once it says something else, it is another one. Pure."""
    said = f"{question.key}\0{question.state}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()[:32]
