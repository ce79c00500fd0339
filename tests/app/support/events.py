"""Made-up events of the journal."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ulid import ULID

START = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def event(number: int = 0, **fields: object) -> dict[str, Any]:
    """Return an event as JSON; each number is another one, later ones happened later."""
    at = START + timedelta(seconds=number)
    # The time is in the first half, the number makes the second half its own.
    made = ULID(int(at.timestamp() * 1000).to_bytes(6) + number.to_bytes(10))
    return {
        "id": str(made),
        "at": at.isoformat().replace("+00:00", "Z"),
        "kind": "recovered",
        "severity": "info",
        "correlation": f"tmdb:{number % 7}",
        "service": "sabnzbd",
        "instance": "SABnzbd",
        "title": f"Made Up Film {number}",
        "data": {"number": number},
        **fields,
    }


def events(count: int, first: int = 0, **fields: object) -> list[dict[str, Any]]:
    """Return so many events as JSON."""
    return [event(number, **fields) for number in range(first, first + count)]
