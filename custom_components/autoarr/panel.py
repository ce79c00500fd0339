"""The panel and the cards: where their files are served, and what Home Assistant's frontend is told of them."""

from dataclasses import dataclass
import json
import logging
from pathlib import Path
from typing import Final, Self

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_LOGGER = logging.getLogger(__name__)

PANEL: Final = DOMAIN
"""The path of the panel in the frontend."""

STATIC: Final = f"/{DOMAIN}_static"
BUNDLE: Final = Path(__file__).parent / "frontend"
MANIFEST: Final = "entries.json"

_COMPONENT: Final = "autoarr-panel"
_TITLE: Final = "AutoArr"
_ICON: Final = "mdi:movie-cog-outline"
_PANEL_ENTRY: Final = "src/panel.ts"
_CARDS_ENTRY: Final = "src/cards.ts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The addresses of the built modules; their names carry a hash of what is in them."""

    panel: str
    cards: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read what was built (blocking). Raises OSError and ValueError when that is not all there."""
        entries = json.loads((folder / MANIFEST).read_bytes())
        return cls(
            panel=_address(folder, entries, _PANEL_ENTRY),
            cards=_address(folder, entries, _CARDS_ENTRY),
        )


SHOWN: HassKey[Bundle] = HassKey(f"{DOMAIN}_panel")
"""What the frontend was told; it stays while the hub is loaded anew."""


async def async_serve_bundle(hass: HomeAssistant) -> None:
    """Serve the files of the panel from now on; browsers keep them, for a change has another name."""
    await hass.http.async_register_static_paths(
        [StaticPathConfig(STATIC, str(BUNDLE), cache_headers=True)]
    )


async def async_show_panel(hass: HomeAssistant) -> None:
    """Put the panel into the sidebar and let dashboards know the cards; without a bundle say what to do."""
    try:
        bundle = await hass.async_add_executor_job(Bundle.read, BUNDLE)
    except OSError, ValueError:
        _LOGGER.exception(
            "The panel and the cards are missing, everything else works: %s cannot be used. "
            "Install AutoArr again; from a checkout, build it with: "
            "npm --prefix frontend ci && npm --prefix frontend run build",
            BUNDLE / MANIFEST,
        )
        return
    if hass.data.get(SHOWN) == bundle:
        return
    async_hide_panel(hass)
    await panel_custom.async_register_panel(
        hass,
        frontend_url_path=PANEL,
        webcomponent_name=_COMPONENT,
        sidebar_title=_TITLE,
        sidebar_icon=_ICON,
        module_url=bundle.panel,
        embed_iframe=False,
        require_admin=False,
    )
    frontend.add_extra_js_url(hass, bundle.cards)
    hass.data[SHOWN] = bundle


@callback
def async_hide_panel(hass: HomeAssistant) -> None:
    """Take the panel and the cards away, if they are there."""
    if (bundle := hass.data.pop(SHOWN, None)) is None:
        return
    frontend.async_remove_panel(hass, PANEL, warn_if_unknown=False)
    frontend.remove_extra_js_url(hass, bundle.cards)


def _address(folder: Path, entries: object, source: str) -> str:
    """Return where a module is served. Raises ValueError when it was not built."""
    entry = entries.get(source) if isinstance(entries, dict) else None
    name = entry.get("file") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not (folder / name).is_file():
        raise ValueError(f"the module of {source} is not there")
    return f"{STATIC}/{name}"
