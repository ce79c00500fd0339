"""Reads AutoArr's journal as `autoarr.get_timeline` answers it."""

from collections.abc import Sequence

from tests.e2e.stack.house import House

from .evidence import Row

LIMIT = 500


async def timeline(house: House, correlation: str | None = None) -> list[Row]:
    """Return the events, oldest first: all, or those of one title over all services."""
    which = {} if correlation is None else {"correlation": correlation}
    events: list[Row] = (await house.ask("get_timeline", limit=LIMIT, **which))["events"]
    return sorted(events, key=lambda event: str(event["id"]))


def since_failure(events: Sequence[Row]) -> list[Row]:
    """Return what happened from the first failure on."""
    kinds = [event["kind"] for event in events]
    return list(events[kinds.index("failure_seen") :]) if "failure_seen" in kinds else []


def repairs(events: Sequence[Row], kind: str = "action_started") -> list[Row]:
    """Return the events of one kind that are about a repair: not about a request, nor about a mode."""
    return [
        event
        for event in events
        if event["kind"] == kind and event["data"]["action"] not in ("request.add", "recovery.mode")
    ]


def line(event: Row) -> str:
    """Return one event in a line."""
    data = event["data"]
    words = [data[key] for key in ("cause", "action", "reason", "outcome") if data.get(key)]
    return " | ".join((f"{event['at'][11:19]} {event['kind']}", event["title"], *words))
