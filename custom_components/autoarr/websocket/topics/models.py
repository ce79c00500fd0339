"""The topic of the models, for administrators: what the app can use, and how far a download is."""

from dataclasses import replace
from typing import Final

from homeassistant.util.json import JsonObjectType

from ...clients.errors import ServiceError
from ...clients.models.app import CatalogModel
from ..delta import TopicState
from ..glance import Glance

EVERY: Final = 30.0
WHILE_MOVING: Final = 2.0
"""Seconds for which an answer of the app is good; the second while it pushes nothing of a download."""

FAILED: Final = "failed"
"""What the app calls a download that broke off."""


async def look(glance: Glance) -> TopicState:
    """Return the models of the catalogue; none without an app."""
    hub, catalogue = glance.hub, glance.catalogue
    await _ask(glance)
    info = hub.app.coordinator.data if hub.app else None
    meta: JsonObjectType = {
        "active": info.model.model if info else None,
        "state": info.model.status.value if info else "none",
        "error": catalogue.error or ((info.model.detail or None) if info else None),
    }
    pushed = hub.app.models.downloads if hub.app else {}
    shown = [replace(one, download=pushed.get(one.id, one.download)) for one in catalogue.models]
    return TopicState(meta, {one.id: _row(one) for one in shown})


async def _ask(glance: Glance) -> None:
    """Ask the app again when its last answer is too old."""
    app, catalogue = glance.hub.app, glance.catalogue
    if app is None:
        catalogue.models, catalogue.error = (), None
        return
    now = glance.hub.hass.loop.time()
    polled = catalogue.moving and not app.models.connected
    fresh = now - catalogue.asked_at < (WHILE_MOVING if polled else EVERY)
    if fresh and catalogue.revision == app.models.revision:
        return
    catalogue.revision = app.models.revision
    catalogue.asked_at = now
    if not app.coordinator.ready:
        catalogue.error = None
        return
    try:
        catalogue.models = await app.client.models()
        catalogue.error = None
    except ServiceError as err:
        catalogue.error = str(err)


def _row(model: CatalogModel) -> JsonObjectType:
    """Return one model."""
    download = model.download
    failed = download is not None and download.status == FAILED and not model.downloaded
    moving = download is not None and not failed and not model.downloaded
    return {
        "id": model.id,
        "name": model.name,
        "size_bytes": model.size_bytes,
        "memory_bytes": model.memory_bytes or None,
        "licence": model.licence.name or model.licence.id,
        "licence_url": model.licence.url if model.licence.url.startswith("https://") else None,
        "accuracy": model.detail or None,
        "state": _state(model, moving=moving, failed=failed),
        "progress": {"done": download.received_bytes, "total": download.total_bytes}
        if moving and download
        else None,
        "error": download.error if failed and download else None,
    }


def _state(model: CatalogModel, *, moving: bool, failed: bool) -> str:
    """Return in one word how a model is."""
    if model.active and model.downloaded:
        return "active"
    if moving:
        return "downloading"
    if failed:
        return "failed"
    return "present" if model.downloaded else "absent"
