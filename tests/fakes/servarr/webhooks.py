"""The webhooks of a fake *arr: tested when they are saved, called when an import needs a person."""

import aiohttp

from .core import Core
from .resources import ApiError, Resource, children, failure, flag, text

MANUAL = "ManualInteractionRequired"


class Webhooks:
    """Calls the connections of the kind Webhook."""

    def __init__(self, core: Core) -> None:
        """Call those of this *arr."""
        self._core = core

    async def check(self, body: Resource) -> None:
        """Refuse a connection whose name is taken, or whose address does not take a test (ProviderControllerBase)."""
        rows = self._core.tables["notification"]
        if any(
            row.get("name") == body.get("name") and row.get("id") != body.get("id") for row in rows
        ):
            raise ApiError(400, [failure("Name", "Should be unique", value=body.get("name"))])
        if text(body, "implementation") != "Webhook" or not _enabled(body):
            return
        if (said := await _post(_url(body), {"eventType": "Test"})) is not None:
            raise ApiError(400, [failure("Url", f"Unable to send test message: {said}")])

    async def manual_interaction(self, download_id: str, **more: object) -> None:
        """Call whoever wants to know of an import that needs a person."""
        for row in list(self._core.tables["notification"]):
            if flag(row, "onManualInteractionRequired"):
                body = {"eventType": MANUAL, "downloadId": download_id, **more}
                await _post(_url(row), body)


def _enabled(body: Resource) -> bool:
    """Say whether anything makes the connection call (NotificationDefinition.Enable)."""
    return any(name.startswith("on") and value is True for name, value in body.items())


def _url(body: Resource) -> str:
    """Return where a webhook posts to."""
    fields = {text(field, "name"): field.get("value") for field in children(body, "fields")}
    return str(fields.get("url") or "")


async def _post(url: str, body: Resource) -> str | None:
    """Post a body; return what went wrong, None when it was taken."""
    try:
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
            return None if answer.ok else f"HTTP {answer.status}"
    except (aiohttp.ClientError, ValueError) as error:
        return str(error) or type(error).__name__
