"""Whom Radarr and Sonarr call: their connections."""

from typing import Any

import pytest

from custom_components.autoarr.clients.errors import ServiceRejected
from custom_components.autoarr.clients.models.servarr_connections import Connection
from custom_components.autoarr.clients.servarr import ServarrClient

from .contract import needs_contract, operation, problems, sample
from .service import ScriptedService, fails, says

PATH = "/api/v3/notification"
URL = "http://192.168.1.5:8123/api/webhook/autoarr_x"


def row(**fields: Any) -> dict[str, Any]:
    """Return a connection as the services write it."""
    made = {"id": 4, "name": "AutoArr", "implementation": "Webhook", "fields": []}
    return made | fields


async def test_a_webhook_is_read_with_its_address(
    client: ServarrClient, service: ScriptedService
) -> None:
    """The address of another kind of connection is none of ours; a list may stand where a text is expected."""
    url = [{"name": "method", "value": 1}, {"name": "url", "value": URL}]
    rows = [
        row(fields=url, onManualInteractionRequired=True),
        row(id=5, name="Mail", implementation="Email", fields=url),
        row(id=6, name="Odd", fields=[{"name": "url", "value": ["x"]}, {"name": "other"}]),
    ]
    service.on("GET", PATH, says(rows))
    assert await client.notifications() == [
        Connection(
            id=4, name="AutoArr", implementation="Webhook", url=URL, on_manual_interaction=True
        ),
        Connection(id=5, name="Mail", implementation="Email"),
        Connection(id=6, name="Odd", implementation="Webhook"),
    ]


async def test_a_webhook_is_added_and_removed(
    client: ServarrClient, service: ScriptedService
) -> None:
    """It is called for nothing else, for all titles; what the service says against it is told."""
    service.on("POST", PATH, says(row(), status=201))
    service.on("DELETE", f"{PATH}/4", fails(200))
    assert (await client.add_notification("AutoArr", URL)).id == 4
    await client.delete_notification(4)
    sent = service.seen[0].json
    assert {key for key in sent if key.startswith("on")} == {"onManualInteractionRequired"}
    assert sent["tags"] == []

    said = [{"propertyName": "Url", "errorMessage": "Unable to send test message: refused"}]
    service.on("POST", PATH, says(said, status=400))
    with pytest.raises(ServiceRejected, match="Unable to send test message"):
        await client.add_notification("AutoArr", URL)
    assert len(service.seen) == 3, "asked once"


@needs_contract
async def test_both_keep_to_the_specification(
    client: ServarrClient, service: ScriptedService, app: str
) -> None:
    """What is sent, and every field of what is read."""
    service.on("GET", PATH, says([sample(app, "NotificationResource")]))
    service.on("POST", PATH, says(sample(app, "NotificationResource"), status=201))
    assert len(await client.notifications()) == 1
    await client.add_notification("AutoArr", URL)
    assert problems(app, "NotificationResource", service.seen[-1].json) == []
    assert operation(app, "DELETE", f"{PATH}/{{id}}")
