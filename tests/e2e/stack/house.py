"""AutoArr as a person sees it in Home Assistant: set up through its flows, used through actions and entities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .homeassistant import RealHomeAssistant
from .waiting import until

DOMAIN = "autoarr"
READY_SECONDS = 120.0
UNUSABLE = ("unavailable", "unknown")

# What a person who reads the form would choose; the rest stays as suggested.
CHOICES: Mapping[str, str] = {"profile_2160p": "Ultra-HD", "profile_1080p": "HD-1080p"}


class SetUpFailed(RuntimeError):
    """A flow did not end with an entry; the text says at which step and why."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service to connect: its kind, address and API key or token."""

    kind: str
    url: str
    key: str = field(repr=False)


class House:
    """AutoArr in one Home Assistant."""

    def __init__(self, hass: RealHomeAssistant) -> None:
        """Know the Home Assistant; nothing is set up yet."""
        self._hass = hass
        self.entry_id = ""
        self.services: dict[str, str] = {}
        """The subentry of each kind of service."""

    async def set_up(self, *services: Service) -> None:
        """Add the hub and its services through the config flows; raises SetUpFailed."""
        api = self._hass.api
        added = await api.flow("flow", DOMAIN, {})
        if added["type"] != "create_entry":
            raise SetUpFailed(f"the hub was not added: {_why(added)}")
        self.entry_id = added["result"]["entry_id"]
        await self.add(*services)

    async def add(self, *services: Service) -> None:
        """Add services, wait until AutoArr hears them and Home Assistant has stored them; raises SetUpFailed."""
        for service in services:
            await self._add(service)
            known = await self._hass.api.command(
                "config_entries/subentries/list", entry_id=self.entry_id
            )
            self.services |= {each["subentry_type"]: each["subentry_id"] for each in known}
        await until(self._heard, seconds=READY_SECONDS)
        await self._hass.stored(*self.services.values())

    async def connect_app(self, url: str, token: str) -> None:
        """Connect the companion app through the hub's own form, and wait until it is heard; raises SetUpFailed."""
        api = self._hass.api
        base = "/api/config/config_entries/flow"
        asked = {"handler": DOMAIN, "entry_id": self.entry_id}
        step = await api.call("POST", base, asked)
        if step["type"] == "form":
            filled = {"url": url, "token": token, "more": {"verify_ssl": True}}
            step = await api.call("POST", f"{base}/{step['flow_id']}", filled)
        if step.get("reason") != "reconfigure_successful":
            raise SetUpFailed(f"the app was not connected: {_why(step)}")
        await until(self._app_answers, seconds=READY_SECONDS)

    async def ask(self, action: str, **data: object) -> dict[str, Any]:
        """Run one of AutoArr's actions and return its response."""
        return await self._hass.api.ask(f"{DOMAIN}.{action}", **data)

    async def tell(self, action: str, **data: object) -> None:
        """Run one of AutoArr's actions that answers nothing."""
        await self._hass.api.action(f"{DOMAIN}.{action}", **data)

    async def press(self, kind: str, key: str) -> None:
        """Press a button of a service."""
        await self._hass.api.action("button.press", entity_id=await self.entity(kind, key))

    async def entities(self) -> dict[str, str]:
        """Return the entity id of each of AutoArr's unique ids."""
        listed = await self._hass.api.command("config/entity_registry/list")
        rows = [row for row in listed if row["platform"] == DOMAIN]
        registered = await self._hass.api.command(
            "config/entity_registry/get_entries", entity_ids=[row["entity_id"] for row in rows]
        )
        return {row["unique_id"]: entity_id for entity_id, row in registered.items()}

    async def entity(self, kind: str, key: str) -> str:
        """Return an entity id by the kind of service ("hub" for AutoArr's own) and the entity's key."""
        owner = self.entry_id if kind == "hub" else self.services[kind]
        return (await self.entities())[f"{owner}_{key}"]

    async def state(self, kind: str, key: str) -> dict[str, Any]:
        """Return the state of one entity and its attributes."""
        return await self._hass.api.state(await self.entity(kind, key))

    async def device(self, kind: str) -> str:
        """Return the device id of a service."""
        wanted = [DOMAIN, self.services[kind]]
        for device in await self._hass.api.command("config/device_registry/list"):
            if wanted in device["identifiers"]:
                found: str = device["id"]
                return found
        raise LookupError(f"there is no device for {kind}")

    async def diagnostics(self) -> str:
        """Return what a person downloads to attach to a bug report."""
        path = f"/api/diagnostics/config_entry/{self.entry_id}"
        return str(await self._hass.api.call("GET", path))

    async def _add(self, service: Service) -> None:
        """Walk through the flow of one service; raises SetUpFailed."""
        api = self._hass.api
        base = "/api/config/config_entries/subentries/flow"
        step = await api.call("POST", base, {"handler": [self.entry_id, service.kind]})
        asked: set[str] = set()
        while step["type"] == "form":
            if step.get("errors") or step["step_id"] in asked:
                break
            asked.add(step["step_id"])
            filled = (
                {"url": service.url, "api_key": service.key}
                if step["step_id"] == "connection"
                else _filled(step)
            )
            step = await api.call("POST", f"{base}/{step['flow_id']}", filled)
        if step["type"] != "create_entry":
            raise SetUpFailed(f"{service.kind} was not added: {_why(step)}")

    @property
    def app_id(self) -> str:
        """Return what the unique ids of the companion app's entities begin with."""
        return f"{self.entry_id}_app"

    async def _app_answers(self) -> bool:
        """Say whether AutoArr runs again and hears its app."""
        known = await self.entities()
        entity = known.get(f"{self.app_id}_connectivity")
        states = await self._hass.api.states()
        return entity is not None and states.get(entity, {}).get("state") == "on"

    async def _heard(self) -> bool:
        """Say whether the entry is loaded and every service has answered once."""
        entries = await self._hass.api.command("config_entries/get", domain=DOMAIN)
        if not all(entry["state"] == "loaded" for entry in entries):
            return False
        known = await self.entities()
        states = await self._hass.api.states()
        connected = [known.get(f"{subentry}_connectivity") for subentry in self.services.values()]
        return all(
            entity is not None and states.get(entity, {}).get("state") == "on"
            for entity in connected
        )


def _filled(step: Mapping[str, Any]) -> dict[str, object]:
    """Return a form filled in: our choices by their labels, else what it suggests."""
    values: dict[str, object] = {}
    for field_ in step["data_schema"]:
        name = field_["name"]
        options = field_.get("selector", {}).get("select", {}).get("options", [])
        wanted = [
            option["value"]
            for option in options
            if isinstance(option, dict) and option["label"] == CHOICES.get(name)
        ]
        if wanted:
            values[name] = wanted[0]
        elif field_.get("required") and "default" in field_:
            values[name] = field_["default"]
    return values


def _why(step: Mapping[str, Any]) -> str:
    """Return why a flow went no further."""
    return (
        f"{step['type']} {step.get('step_id', '')} {step.get('errors') or step.get('reason', '')}"
    )
