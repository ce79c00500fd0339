"""Questions to the model; the answers always validate, and never decide anything by themselves."""

from typing import Final

from ..problems import ProblemType as P
from ..protocol.questions import (
    ClassifyAnswer,
    ClassifyQuestion,
    ExplainAnswer,
    ExplainQuestion,
    ParseAnswer,
    ParseAnswers,
    ParseBatch,
    ParseQuestion,
)
from .route import SMALL_BODY, route
from .services import Services

_ASKED: Final = frozenset({P.NO_MODEL, P.MODEL_BUSY, P.MODEL_TIMEOUT, P.MODEL_CRASHED})

_SECONDS: Final = 150.0
"""More than the longest deadline a question may have: the model keeps that by itself."""


@route(
    "POST",
    "/requests/parse",
    tag="model",
    problems=_ASKED,
    seconds=_SECONDS,
    most_body=SMALL_BODY,
    example={"text": "the one where they dream inside dreams", "known": {"media_type": "movie"}},
)
async def parse(services: Services, body: ParseQuestion) -> ParseAnswer:
    """Understand a sentence that rules did not understand."""
    return await services.model.parse(body)


@route(
    "POST",
    "/requests/parse/batch",
    tag="model",
    problems=_ASKED,
    seconds=_SECONDS,
    most_body=SMALL_BODY,
    example={"questions": [{"text": "that film with the spinning top"}]},
)
async def parse_batch(services: Services, body: ParseBatch) -> ParseAnswers:
    """Understand several sentences at once."""
    return await services.model.parse_batch(body)


@route(
    "POST",
    "/failures/classify",
    tag="model",
    problems=_ASKED,
    seconds=_SECONDS,
    most_body=SMALL_BODY,
    example={"message": "Unpacking failed, archive requires a password", "stage": "Unpack"},
)
async def classify(services: Services, body: ClassifyQuestion) -> ClassifyAnswer:
    """Find the cause of a failure in a message that no table knows."""
    return await services.model.classify(body)


@route(
    "POST",
    "/audit/explain",
    tag="model",
    problems=_ASKED,
    seconds=_SECONDS,
    most_body=SMALL_BODY,
    example={
        "findings": [
            {
                "id": "sabnzbd.direct_unpack",
                "service": "sabnzbd",
                "severity": "warning",
                "title": "Direct unpack is on although the disk is slow",
            }
        ],
        "language": "en",
    },
)
async def explain(services: Services, body: ExplainQuestion) -> ExplainAnswer:
    """Explain findings of the audit in a person's words, and put them in order."""
    return await services.model.explain(body)
