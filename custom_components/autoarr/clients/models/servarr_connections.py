"""The connections ("notifications") of Radarr and Sonarr: whom they call when something happens."""

from dataclasses import dataclass
from typing import Self

from .decode import JsonObject, JsonValue, children, flag, integer, text_or

WEBHOOK = "Webhook"
"""The implementation that posts JSON to an address."""

_POST = 1
"""Its field `method`: 1 is POST, 2 is PUT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A connection; `url` is where a webhook posts to, "" for every other kind."""

    id: int
    name: str
    implementation: str
    url: str = ""
    on_manual_interaction: bool = False

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a NotificationResource."""
        implementation = text_or(raw, "implementation")
        fields = dict(children(raw, "fields", _field))
        url = fields.get("url") if implementation == WEBHOOK else None
        return cls(
            id=integer(raw, "id"),
            name=text_or(raw, "name"),
            implementation=implementation,
            url=url if isinstance(url, str) else "",
            on_manual_interaction=flag(raw, "onManualInteractionRequired"),
        )


def webhook_body(name: str, url: str) -> JsonObject:
    """Return the NotificationResource of a webhook that is called when somebody has to look at an import.

    It has no tags: with tags it would be called only for titles that carry one of them.
    """
    return {
        "name": name,
        "implementation": WEBHOOK,
        "implementationName": WEBHOOK,
        "configContract": "WebhookSettings",
        "fields": [
            {"name": "url", "value": url},
            {"name": "method", "value": _POST},
            {"name": "username", "value": ""},
            {"name": "password", "value": ""},
        ],
        "onManualInteractionRequired": True,
        "tags": [],
    }


def _field(raw: JsonObject) -> tuple[str, JsonValue]:
    """Decode the name and value of a Field."""
    return text_or(raw, "name"), raw.get("value")
