"""The rules for Radarr and Sonarr, and a whole estate in which none of them finds anything."""

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.servarr import right

from .judging import Documents, judged, rules_in, with_settings

RADARR, SONARR = ServiceKind.RADARR, ServiceKind.SONARR
RULES = {rule.id: rule for name in ("servarr", "radarr", "sonarr") for rule in rules_in(name)}


def estate() -> dict[ServiceKind, Documents]:
    """Return the documents of a whole estate in which nothing is wrong."""
    return {kind: deepcopy(documents) for kind, documents in RIGHT.items()}


RIGHT: Mapping[ServiceKind, Documents] = MappingProxyType(
    {
        RADARR: right(RADARR),
        SONARR: right(SONARR),
        ServiceKind.SABNZBD: {
            "misc": {"port": "8080", "https_port": "", "enable_https": 0},
            "servers": [{"name": "news", "enable": 1, "retention": 0}],
        },
        ServiceKind.PLEX: {"prefs": {"allowMediaDeletion": True}},
    }
)


def found_in(rule_id: str, *settings_: tuple[ServiceKind, str, str, str, Any]) -> list[Any]:
    """Return the findings of a rule after some settings were changed."""
    return list(judged(RULES[rule_id], with_settings(estate(), settings_)).findings)
