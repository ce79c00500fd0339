"""What the routes have at hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..history.repository import History
from ..limits import Gate
from ..llm.service import ModelService
from ..push import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of the running app."""

    history: History
    model: ModelService
    hub: Hub
    exports: Gate
    """Exports take long: they have places of their own."""
    instance_id: str
    started: str
    """When the app started, ISO 8601 in UTC."""
    document: Callable[[], bytes]
    """Makes the OpenAPI document."""
    scrape: Callable[[], Awaitable[bytes]]
    """Makes the metrics in Prometheus' text format."""
