"""The command that answers a question of recovery in the panel."""

import hmac
from typing import Any, Final

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import probatio

from ..asking_deeds import async_do
from ..const import DOMAIN
from ..errors import recovery_errors
from ..hub import AutoarrHub
from ..questions import Choice, Question, choices_of, questions_of
from ..recovery.messages import RecoveryRefused, Refusal
from ..services.common import running_hub
from .board import board_of
from .questioning import may_answer, token_of

SETTLED_ELSEWHERE: Final = frozenset(
    {Refusal.IN_FLIGHT, Refusal.REPLACED, Refusal.IMPORTED, Refusal.SETTLED}
)
"""Refusals that mean that a failure was taken care of, e.g. with another one of its season."""


@websocket_command(
    {
        probatio.Required("type"): "autoarr/answer",
        probatio.Required("token"): probatio.All(str, probatio.Length(min=16, max=64)),
        probatio.Required("action"): probatio.Coerce(Choice),
    }
)
@async_response
async def ws_answer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Do what was chosen for each failure of a question; raises translated errors."""
    hub, user_id = running_hub(hass), connection.user.id
    if not may_answer(hub, user_id):
        raise Unauthorized(user_id=user_id)
    board, choice = board_of(hass), msg["action"]
    question = next(
        (
            one
            for one in questions_of(hub.recovery.failures()).values()
            if hmac.compare_digest(token_of(board.secret, one), msg["token"])
        ),
        None,
    )
    if question is None or not board.take(msg["token"]):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="question_not_open")
    try:
        if choice not in choices_of(question, admin=hub.people.is_admin(user_id)):
            raise Unauthorized(user_id=user_id)
        with recovery_errors():
            done = await async_answered(hub, question, choice)
    finally:
        board.give_back(msg["token"])
        board.hasten()
    connection.send_result(msg["id"], {"done": done})


async def async_answered(hub: AutoarrHub, question: Question, choice: Choice) -> int:
    """Do what was chosen for each failure; return for how many, and raise RecoveryRefused for none."""
    done, refusals = 0, list[RecoveryRefused]()
    for subject in question.subjects.values():
        try:
            await async_do(hub.recovery, choice, subject)
            done += 1
        except RecoveryRefused as err:
            refusals.append(err)
    real = [err for err in refusals if err.refusal not in SETTLED_ELSEWHERE]
    reported = real or ([] if done else refusals)
    if reported:
        raise reported[0]
    return done
