"""What nobody understands yet, as actions answer it: the messages to report, and where."""

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .diagnostics import hidden_words
from .journal.redact import redact
from .recovery.records import UnknownMessage
from .responses import Sentences

if TYPE_CHECKING:
    from .hub import AutoarrHub


async def async_unknown_messages(hass: HomeAssistant, hub: AutoarrHub) -> JsonObjectType:
    """Return the messages no table knows, the newest first, and where to report them (None for none)."""
    sentences = await Sentences.load(hass)
    newest_first = sorted(hub.recovery.unknown_messages(), key=lambda one: one.at, reverse=True)
    integration = await async_get_integration(hass, DOMAIN)
    url = integration.issue_tracker or ""
    hidden = hidden_words(hub.entry)
    return {
        "unknown_messages": [_unknown(one, sentences, hidden) for one in newest_first],
        "report_unknown": sentences.line("report_unknown", {"url": url}) if newest_first else None,
    }


def _unknown(
    message: UnknownMessage, sentences: Sentences, hidden: frozenset[str]
) -> JsonObjectType:
    """Return one message, fit to be shown to others."""
    guess = message.suggested
    return {
        "service": message.service,
        "version": message.version,
        "text": redact(message.text, hidden),
        "count": message.count,
        "last_seen": message.at.isoformat(),
        "suggested": guess,
        "suggested_text": None if guess is None else sentences.recovery_word("cause", guess),
    }
