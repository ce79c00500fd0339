"""How a service is set wrong, so that a rule finds it: data for the drivers."""

from dataclasses import dataclass

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue

type Setting = tuple[ServiceKind, str, str, str, JsonValue]
"""Service, document, name or id of a row (empty where the document is one object), path, value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is set before a rule is applied, in this order."""

    settings: tuple[Setting, ...]
