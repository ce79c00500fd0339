"""The configuration of every connected service at one moment, without secrets."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..clients.service import ServiceKind, ServiceRef
from ..journal.ports import JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSnapshot:
    """What one service says of itself: documents by name (`documents.py` lists them), and what it did not hand out."""

    ref: ServiceRef
    address: str = ""
    """Its URL without path and credentials, as Home Assistant reaches it."""
    version: str = ""
    documents: Mapping[str, JsonValue] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    """Document -> why it could not be read, in words for a person."""
    used_profiles: frozenset[int] | None = None
    """The quality profiles of a Radarr or Sonarr that titles have or will get; None where that is not known."""
    derived: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What checks worked out of the documents, so that it is worked out once (`checks.base.once`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """Every service, and what only AutoArr knows of them."""

    at: datetime
    services: tuple[ServiceSnapshot, ...] = ()
    modes: Mapping[str, str] = field(default_factory=dict)
    """Instance id of a Radarr or Sonarr -> `assist` or `manage`."""
    derived: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What checks worked out of several services together."""

    def of_kind(self, *kinds: ServiceKind) -> Iterator[ServiceSnapshot]:
        """Yield the services of some kinds."""
        return (service for service in self.services if service.ref.kind in kinds)

    def get(self, instance: str) -> ServiceSnapshot | None:
        """Return one service."""
        return next((one for one in self.services if one.ref.id == instance), None)
