"""A dashboard with each service's health, made of Home Assistant's own cards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.e2e.stack.homeassistant import RealHomeAssistant
from tests.e2e.stack.house import House

URL_PATH = "autoarr-demo"
TITLE = "Media services"
"""In the sidebar, above the panel that is called AutoArr."""
SCORE = "audit_score"
"""Unavailable until the settings were looked at for the first time."""

# Title and icon of each section, and the entities in it by their keys; what a service does not have is left out.
SECTIONS: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "hub": (
        "AutoArr",
        "mdi:movie-check",
        (
            "chain",
            "problem",
            "open_requests",
            "open_failures",
            "recovery",
            "would_have_done",
            SCORE,
        ),
    ),
    "radarr": (
        "Radarr",
        "mdi:movie-open",
        ("connectivity", "health", "queue", "missing", "library", SCORE, "version"),
    ),
    "sonarr": (
        "Sonarr",
        "mdi:television-classic",
        ("connectivity", "health", "queue", "missing", "library", SCORE, "version"),
    ),
    "sabnzbd": (
        "SABnzbd",
        "mdi:download",
        (
            "connectivity",
            "provider_problem",
            "status",
            "speed",
            "queue",
            "remaining",
            "failed",
            "warnings",
            "complete_free",
            "pause",
            "resume",
            "speed_limit",
            SCORE,
            "version",
        ),
    ),
    "plex": (
        "Plex",
        "mdi:plex",
        ("connectivity", "problem", "sessions", "library_1", "library_2", SCORE, "version"),
    ),
    "app": (
        "Companion app",
        "mdi:brain",
        ("connectivity", "model_status", "database_size", "version"),
    ),
}


# Cards over a whole section, by the key of the entity they show.
WIDE: Mapping[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "requests": ("Requests", lambda entity: {"type": "todo-list", "entity": entity}),
    "releases": ("What comes when", lambda entity: {"type": "calendar", "entities": [entity]}),
    "activity": (
        "Activity",
        lambda entity: {
            "type": "logbook",
            "target": {"entity_id": [entity]},
            "hours_to_show": 24,
            "grid_options": {"columns": "full"},
        },
    ),
}


async def make_assistant(hass: RealHomeAssistant, house: House) -> None:
    """Let Assist talk with AutoArr's agent, as somebody who follows docs/voice.md sets it up."""
    made = await hass.api.command(
        "assist_pipeline/pipeline/create",
        name="AutoArr",
        language="en",
        conversation_engine=await house.entity("hub", "conversation"),
        conversation_language="en",
        stt_engine=None,
        stt_language=None,
        tts_engine=None,
        tts_language=None,
        tts_voice=None,
        wake_word_entity=None,
        wake_word_id=None,
    )
    await hass.api.command("assist_pipeline/pipeline/set_preferred", pipeline_id=made["id"])


async def make_dashboard(hass: RealHomeAssistant, house: House) -> str:
    """Make the dashboard, open it by default, and return its address."""
    entities = await house.entities()
    await hass.api.command(
        "lovelace/dashboards/create",
        url_path=URL_PATH,
        title=TITLE,
        icon="mdi:heart-pulse",
        mode="storage",
        show_in_sidebar=True,
        require_admin=False,
    )
    await hass.api.command(
        "lovelace/config/save", url_path=URL_PATH, config=_views(house, entities)
    )
    await hass.api.command("frontend/set_user_data", key="core", value={"default_panel": URL_PATH})
    return f"{hass.url}/{URL_PATH}/health"


async def dashboard_entities(hass: RealHomeAssistant) -> list[str]:
    """Return the entities on the dashboard's tiles, as Home Assistant has stored it."""
    stored = await hass.api.command("lovelace/config", url_path=URL_PATH)
    cards = [card for section in stored["views"][0]["sections"] for card in section["cards"]]
    return [card["entity"] for card in cards if card["type"] == "tile"]


def _views(house: House, entities: Mapping[str, str]) -> dict[str, Any]:
    """Return the dashboard: one view, a section a service."""
    owners = {"hub": house.entry_id, "app": house.app_id, **house.services}
    sections = []
    for kind, (title, icon, keys) in SECTIONS.items():
        shown = [entities.get(f"{owners[kind]}_{key}") for key in keys]
        if not any(shown):
            continue
        cards: list[dict[str, Any]] = [{"type": "heading", "heading": title, "icon": icon}]
        cards += [_tile(entity) for entity in shown if entity]
        sections.append({"type": "grid", "cards": cards})
    for key, (title, card) in WIDE.items():
        if (entity := entities.get(f"{owners['hub']}_{key}")) is not None:
            heading = {"type": "heading", "heading": title}
            sections.append({"type": "grid", "cards": [heading, card(entity)]})
    view = {"title": "Health", "path": "health", "type": "sections", "max_columns": 3}
    return {"views": [{**view, "sections": sections}]}


def _tile(entity: str) -> dict[str, Any]:
    """Return the card of one entity; its device is named by the heading above, and a button has no state."""
    tile: dict[str, Any] = {"type": "tile", "entity": entity, "name": {"type": "entity"}}
    if not entity.startswith("button."):
        return tile
    press = {"action": "perform-action", "perform_action": "button.press"}
    return tile | {"hide_state": True, "tap_action": {**press, "target": {"entity_id": entity}}}
