"""A phone with Home Assistant's app, registered over HTTP: what it is notified of, and its buttons."""

import asyncio
from dataclasses import dataclass
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import slugify
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.fakes.push import FakePushServer
from tests.integration.house import until


@dataclass(frozen=True, kw_only=True)
class Phone:
    """A registered phone."""

    hass: HomeAssistant
    push: FakePushServer
    client: TestClient[Any, Any]
    name: str
    webhook: str

    @property
    def action(self) -> str:
        """Return its notify action."""
        return f"notify.mobile_app_{slugify(self.name)}"

    @property
    def received(self) -> list[dict[str, Any]]:
        """Return what it was notified of, in order."""
        return self.push.received(self.name)

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Return the notifications that it shows now: a tag is shown once, and can be cleared."""
        shown: dict[str, dict[str, Any]] = {}
        for number, notification in enumerate(self.received):
            tag = notification.get("data", {}).get("tag", str(number))
            shown.pop(tag, None)
            if notification["message"] != "clear_notification":
                shown[tag] = notification
        return list(shown.values())

    async def notified(self, count: int = 1) -> dict[str, Any]:
        """Wait until it shows so many notifications, and return the newest."""
        await until(lambda: len(self.shown) >= count, f"{self.name} shows no {count} notifications")
        return self.shown[-1]

    async def press(self, notification: dict[str, Any], button: str) -> None:
        """Press a button of a notification."""
        [key] = [
            offered["action"]
            for offered in notification["data"]["actions"]
            if offered["title"] == button
        ]
        await self.fire(key)

    async def fire(self, key: str) -> None:
        """Tell Home Assistant that a button was pressed, in the name of the owner."""
        answer = await self.client.post(
            f"/api/webhook/{self.webhook}",
            json={
                "type": "fire_event",
                "data": {
                    "event_type": "mobile_app_notification_action",
                    "event_data": {"action": key},
                },
            },
        )
        assert answer.status == 200
        await settled(self.hass)


async def settled(hass: HomeAssistant) -> None:
    """Wait until nothing is about to be sent; push channels stay open for ever and are not waited for."""
    for _ in range(3):
        await hass.async_block_till_done()
        await asyncio.sleep(0.05)


async def register_phone(
    hass: HomeAssistant,
    clients: ClientSessionGenerator,
    push: FakePushServer,
    owner: User,
    name: str,
) -> Phone:
    """Register a phone for a user, as the app does when somebody signs in."""
    # Once a client is there, no component can add pages of its own.
    for component in (
        "homeassistant",
        "mobile_app",
        "notify",
        "calendar",
        "todo",
        "conversation",
        "repairs",
    ):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    refresh = await hass.auth.async_create_refresh_token(owner, "https://app.example/")
    client = await clients(hass.auth.async_create_access_token(refresh))
    answer = await client.post(
        "/api/mobile_app/registrations",
        json={
            "app_data": {"push_token": name, "push_url": f"{push.url}/push"},
            "app_id": "app",
            "app_name": "App",
            "app_version": "1",
            "device_id": slugify(name),
            "device_name": name,
            "manufacturer": "Maker",
            "model": "Model",
            "os_name": "OS",
            "os_version": "1",
            "supports_encryption": False,
        },
    )
    assert answer.status == 201, await answer.text()
    await hass.async_block_till_done()
    webhook = (await answer.json())["webhook_id"]
    return Phone(hass=hass, push=push, client=client, name=name, webhook=webhook)
