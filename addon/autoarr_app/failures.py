"""What the parts of the app raise, as problems: one table."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web
from aiohttp.hdrs import ALLOW

from .history import errors as history
from .llm import errors as llm
from .problems import ProblemError, ProblemType as P, retry_after

_AGAIN_SECONDS: Final = 5.0
"""When asking again is promising, for what says nothing of it."""

_TABLE: Final[Mapping[type[Exception], P]] = {
    history.HistoryFull: P.HISTORY_FULL,
    history.HistoryBusy: P.OVERLOADED,
    history.HistoryError: P.HISTORY_UNAVAILABLE,
    llm.NoModel: P.NO_MODEL,
    llm.ModelBusy: P.MODEL_BUSY,
    llm.ModelTimeout: P.MODEL_TIMEOUT,
    llm.ModelCrashed: P.MODEL_CRASHED,
    llm.UnknownModel: P.UNKNOWN_MODEL,
    llm.LicenceNotAccepted: P.LICENCE_NOT_ACCEPTED,
    llm.DoesNotFit: P.MODEL_DOES_NOT_FIT,
    llm.NoSpace: P.INSUFFICIENT_STORAGE,
    llm.InvalidModelFile: P.INVALID_MODEL_FILE,
    llm.DownloadRunning: P.DOWNLOAD_RUNNING,
    llm.DownloadFailed: P.DOWNLOAD_FAILED,
    llm.ModelInUse: P.MODEL_IN_USE,
    llm.ModelError: P.MODEL_CRASHED,
}
"""The nearest class in the order of inheritance counts."""

_PASSING: Final = frozenset({P.OVERLOADED, P.MODEL_BUSY, P.HISTORY_UNAVAILABLE})
"""Problems that go away by themselves."""

type Expected = history.HistoryError | llm.ModelError


def problem_of(err: Expected) -> ProblemError:
    """Return the problem that an error of the history or the model is for a client."""
    kind = next(_TABLE[parent] for parent in type(err).__mro__ if parent in _TABLE)
    seconds = err.retry_after if isinstance(err, llm.ModelBusy) else _AGAIN_SECONDS
    more = {"licence": err.licence} if isinstance(err, llm.LicenceNotAccepted) else None
    return ProblemError(
        kind,
        str(err),
        headers=retry_after(seconds) if kind in _PASSING else None,
        more=more,
    )


def unrouted(err: web.HTTPException, method: str, path: str) -> ProblemError:
    """Return the problem of a request that no route takes."""
    if isinstance(err, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(err.allowed_methods))
        return ProblemError(
            P.METHOD_NOT_ALLOWED,
            f"{method[:20]} is not known at this address, only {allowed}.",
            headers={ALLOW: allowed},
        )
    if err.status == 404:
        return ProblemError(
            P.NOT_FOUND,
            f"There is nothing at {path[:200]}; /openapi.json lists everything there is.",
        )
    return ProblemError(P.INVALID_REQUEST, err.reason or "The request cannot be understood.")
