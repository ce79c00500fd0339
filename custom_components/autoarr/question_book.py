"""What was asked about failures, where, and with which buttons: records, and how they are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
import hashlib
import logging
from typing import Final

from .journal.ports import JsonObject, JsonValue
from .questions import Choice

_LOGGER = logging.getLogger(__name__)

DIGEST: Final = 64
"""Length of a digest in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that was shown: who may press it, and what it means. Its token is known to the phone only."""

    user: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was put: about which failures since when, what it said, when, and its buttons.

    `targets` maps each target to its buttons by the digest of their tokens; one that takes none has
    an empty mapping.
    """

    failures: Mapping[str, datetime]
    state: str
    sent: datetime
    targets: Mapping[str, Mapping[str, Button]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button that was found by its token."""

    question: str
    target: str
    button: Button


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(book: Mapping[str, Asked], token: str) -> Pressed | None:
    """Return the button a token belongs to, None for one that was used, replaced, or never given."""
    wanted = digest(token)
    for key, asked in book.items():
        for target, buttons in asked.targets.items():
            if (button := buttons.get(wanted)) is not None:
                return Pressed(question=key, target=target, button=button)
    return None


def stored(book: Mapping[str, Asked]) -> JsonObject:
    """Return a book as JSON."""
    return {
        key: {
            "failures": {failure: at.isoformat() for failure, at in asked.failures.items()},
            "state": asked.state,
            "sent": asked.sent.isoformat(),
            "targets": {
                target: {
                    hashed: {"user": button.user, "choice": button.choice.value}
                    for hashed, button in buttons.items()
                }
                for target, buttons in asked.targets.items()
            },
        }
        for key, asked in book.items()
    }


def readable(value: JsonValue) -> dict[str, Asked]:
    """Return the book of its JSON; a question that cannot be understood is left out and asked again."""
    return dict(_readable(value))


def _readable(value: JsonValue) -> Iterable[tuple[str, Asked]]:
    """Yield the questions that can be understood."""
    for key, raw in value.items() if isinstance(value, dict) else ():
        try:
            yield key, _asked(_object(raw))
        except (KeyError, TypeError, ValueError) as err:
            _LOGGER.warning("A question that was asked is left out: %s", err)


def _asked(raw: Mapping[str, JsonValue]) -> Asked:
    """Return a question of its JSON. Raises KeyError, TypeError or ValueError."""
    return Asked(
        failures={key: _moment(at) for key, at in _object(raw["failures"]).items()},
        state=str(raw["state"]),
        sent=_moment(raw["sent"]),
        targets={
            target: {
                hashed: _button(_object(button))
                for hashed, button in _object(buttons).items()
                if len(hashed) == DIGEST
            }
            for target, buttons in _object(raw["targets"]).items()
        },
    )


def _button(raw: Mapping[str, JsonValue]) -> Button:
    """Return a button of its JSON. Raises KeyError or ValueError."""
    return Button(user=str(raw["user"]), choice=Choice(str(raw["choice"])))


def _moment(value: JsonValue) -> datetime:
    """Return an aware time. Raises ValueError."""
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("a time has no zone")
    return at


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return an object. Raises TypeError."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
