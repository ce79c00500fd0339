"""What can be subscribed to: each topic works its state out from a glance at the hub."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..delta import TopicState
from ..glance import Glance
from . import audit, failures, jobs, models, overview, requests, settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic: how it is looked at, whether only administrators may, and what must be read for it."""

    look: Callable[[Glance], Awaitable[TopicState]]
    admin_only: bool = False
    facets: frozenset[str] = frozenset()


TOPICS: Final[Mapping[str, Topic]] = {
    "overview": Topic(look=overview.look, facets=overview.FACETS),
    "jobs": Topic(look=jobs.look),
    "failures": Topic(look=failures.look),
    "requests": Topic(look=requests.look),
    "audit": Topic(look=audit.look, admin_only=True),
    "changes": Topic(look=audit.look_at_changes, admin_only=True),
    "drift": Topic(look=audit.look_at_drift, admin_only=True),
    "settings": Topic(look=settings.look, admin_only=True),
    "models": Topic(look=models.look, admin_only=True),
}


def facets_of(topics: Iterable[str]) -> frozenset[str]:
    """Return the parts of the services that topics show."""
    return frozenset().union(*(TOPICS[name].facets for name in topics))
