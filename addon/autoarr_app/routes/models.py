"""The models that can be used: see, download, switch to, delete."""

from ..problems import ProblemType as P
from ..protocol.state import CatalogModel, CatalogPage, DownloadOrder, ModelState
from .route import SMALL_BODY, route
from .services import Services


@route("GET", "/models", tag="models")
async def models(services: Services) -> CatalogPage:
    """List all models, whether they fit, and where their downloads stand."""
    return await services.model.catalog()


@route(
    "POST",
    "/models/{model_id}/download",
    tag="models",
    problems=frozenset(
        {
            P.UNKNOWN_MODEL,
            P.LICENCE_NOT_ACCEPTED,
            P.MODEL_DOES_NOT_FIT,
            P.DOWNLOAD_RUNNING,
            P.DOWNLOAD_FAILED,
            P.INVALID_MODEL_FILE,
            P.INSUFFICIENT_STORAGE,
        }
    ),
    status=202,
    finishes=True,
    most_body=SMALL_BODY,
    body_required=False,
    example={"accept_licence": True},
)
async def download(services: Services, model_id: str, body: DownloadOrder) -> CatalogModel:
    """Start the download of a model; its progress comes over the WebSocket."""
    return await services.model.download(model_id, accept_licence=body.accept_licence)


@route(
    "POST",
    "/models/{model_id}/activate",
    tag="models",
    problems=frozenset(
        {
            P.UNKNOWN_MODEL,
            P.NO_MODEL,
            P.MODEL_DOES_NOT_FIT,
            P.DOWNLOAD_RUNNING,
            P.INVALID_MODEL_FILE,
            P.INSUFFICIENT_STORAGE,
            P.MODEL_CRASHED,
            P.MODEL_BUSY,
        }
    ),
    seconds=150.0,
    finishes=True,
)
async def activate(services: Services, model_id: str) -> ModelState:
    """Use this model from now on; `auto` takes the machine's default, `none` does without."""
    return await services.model.activate(model_id)


@route(
    "DELETE",
    "/models/{model_id}",
    tag="models",
    problems=frozenset(
        {P.UNKNOWN_MODEL, P.MODEL_IN_USE, P.DOWNLOAD_RUNNING, P.INSUFFICIENT_STORAGE}
    ),
    finishes=True,
)
async def delete(services: Services, model_id: str) -> CatalogPage:
    """Delete the file of a model that is not in use."""
    return await services.model.delete(model_id)
