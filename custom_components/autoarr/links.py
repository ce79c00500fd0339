"""Where a notification or a repair leads: the pages of the panel."""

from typing import Final
from urllib.parse import quote

from .const import DOMAIN

OVERVIEW: Final = f"/{DOMAIN}/overview"
REQUESTS: Final = f"/{DOMAIN}/requests"
AUDIT: Final = f"/{DOMAIN}/audit"


def request_path(request_id: str) -> str:
    """Return where a request is shown."""
    return f"{REQUESTS}/{quote(request_id, safe='')}"


def in_repair(path: str) -> str:
    """Return a page as a repair links to it: the frontend opens such an address in itself."""
    return f"homeassistant:/{path}"
