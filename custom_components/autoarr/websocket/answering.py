"""The command that answers a question of recovery in the panel."""

import hmac
from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import probatio

from ..asking_deeds import async_do_all
from ..const import DOMAIN
from ..errors import recovery_errors
from ..hub import AutoarrHub
from ..questions import Choice, Question, choices_of
from ..services.common import running_hub
from .board import board_of
from .questioning import may_answer, may_decide, token_of


@websocket_command(
    {
        probatio.Required("type"): "autoarr/answer",
        probatio.Required("token"): probatio.All(str, probatio.Length(min=16, max=64)),
        probatio.Required("action"): probatio.Coerce(Choice),
    }
)
@async_response
async def ws_answer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Do what was chosen about a failure or a queue that a question is about; raises translated errors."""
    hub, user_id = running_hub(hass), connection.user.id
    if not may_answer(hub, user_id):
        raise Unauthorized(user_id=user_id)
    board, choice = board_of(hass), msg["action"]
    question = next(
        (
            one
            for one in hub.asking.questions().values()
            if hmac.compare_digest(token_of(board.secret, one), msg["token"])
        ),
        None,
    )
    if question is None or not board.take(msg["token"]):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="question_not_open")
    try:
        offered = choices_of(question, admin=hub.people.is_admin(user_id))
        if choice not in offered or not may_decide(hub, user_id, question):
            raise Unauthorized(user_id=user_id)
        with recovery_errors():
            done = await async_answered(hub, question, choice)
    finally:
        board.give_back(msg["token"])
        board.hasten()
    connection.send_result(msg["id"], {"done": done})


async def async_answered(hub: AutoarrHub, question: Question, choice: Choice) -> int:
    """Do what was chosen about each subject; return for how many, and raise RecoveryRefused for none."""
    done, refused = await async_do_all(hub.recovery, choice, question.subjects.values())
    if refused is not None:
        raise refused
    return done
