"""Whether every service is well, by what the dashboard in Home Assistant shows."""

from collections.abc import Sequence

from tests.e2e.stack.stack import Stack

from .dashboard import SCORE, dashboard_entities
from .narrator import Narrator


async def show_health(stack: Stack, tell: Narrator) -> None:
    """Prove that every service is well and on the dashboard; raises ClaimFailed."""
    tell.step("Health, as the dashboard in Home Assistant shows it:")
    tiles = await dashboard_entities(stack.hass)
    states = await stack.hass.api.states()
    wanted: Sequence[tuple[str, str, str]] = (
        *((kind, "connectivity", "on") for kind in stack.house.services),
        ("radarr", "health", "ok"),
        ("sonarr", "health", "ok"),
        ("sabnzbd", "provider_problem", "off"),
        ("plex", "problem", "off"),
        ("hub", "chain", "ok"),
    )
    known = [(await stack.house.entity(kind, key), expected) for kind, key, expected in wanted]
    tell.shows(
        "websocket lovelace/config, GET /api/states",
        *(f"{entity}: {states[entity]['state']}" for entity, _ in known),
    )
    bad = [entity for entity, expected in known if states[entity]["state"] != expected]
    bad += [entity for entity, _ in known if entity not in tiles]
    bad += [
        entity
        for entity in tiles
        if states[entity]["state"] == "unavailable" and SCORE not in entity
    ]
    claim = f"every service is well, on {len(tiles)} tiles"
    tell.claim(not bad, f"{claim}, but look at {', '.join(bad)}" if bad else claim)
