"""What the news server can be told to do wrong, and what it counted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Self


class NntpMode(StrEnum):
    """How the server meets a connection, and what SABnzbd 5.1.3 makes of it.

    `auth_reject`: error "Server X reported: 481 ..." at once, server inactive, a warning. `auth_expired`,
    `too_many`: the same with 502 (`too_many` leaves it active). `down` (greeting 400): inactive, tried again
    every 6 s, no error and no warning. `refuse`: nothing for 20 s (the server's timeout), then "Cannot connect
    to server X [Server name does not resolve]" and inactive for 10 min, 1 min with `no_penalties`.
    `drop`, `hang`: active, no error, no warning.
    """

    OK = "ok"
    AUTH_REJECT = "auth_reject"
    AUTH_EXPIRED = "auth_expired"
    TOO_MANY = "too_many"
    DOWN = "down"
    REFUSE = "refuse"
    DROP = "drop"
    HANG = "hang"


class UnknownFault(ValueError):
    """A fault was asked for that this server does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NntpFaults:
    """The present behaviour: one mode, a delay in seconds before each article, and faults of single articles.

    A pattern is a word anywhere in the message-id; `*` and `?` work inside it. One that is `stuck` is not answered as
    long as it is so, while the other connections go on.
    """

    mode: NntpMode = NntpMode.OK
    delay: float = 0.0
    missing: tuple[str, ...] = ()
    corrupt: tuple[str, ...] = ()
    err400: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()

    def changed(self, changes: Mapping[str, object]) -> Self:
        """Return these faults with some of them changed; raises UnknownFault and says which was not understood."""
        known = {field.name for field in fields(self)}
        if strangers := sorted(set(changes) - known):
            raise UnknownFault(
                f"unknown fault {', '.join(strangers)}; known are {', '.join(sorted(known))}"
            )
        values: dict[str, object] = asdict(self) | dict(changes)
        return type(self)(
            mode=_mode(values["mode"]),
            delay=_seconds(values["delay"]),
            missing=_patterns("missing", values["missing"]),
            corrupt=_patterns("corrupt", values["corrupt"]),
            err400=_patterns("err400", values["err400"]),
            stuck=_patterns("stuck", values["stuck"]),
        )

    def as_dict(self) -> dict[str, object]:
        """Return what `changed` accepts."""
        return asdict(self)


@dataclass(slots=True, kw_only=True)
class NntpCounters:
    """What the server has seen since it was made."""

    connections: int = 0
    logins: int = 0
    auth_failed: int = 0
    articles: int = 0
    missing: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the numbers by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def matches(patterns: Sequence[str], message_id: str) -> bool:
    """Say whether any pattern is found in a message-id."""
    return any(fnmatchcase(message_id, f"*{pattern}*") for pattern in patterns)


def _mode(value: object) -> NntpMode:
    """Return a mode by its name."""
    try:
        return NntpMode(str(value))
    except ValueError:
        raise UnknownFault(f"unknown mode {value!r}; known are {', '.join(NntpMode)}") from None


def _seconds(value: object) -> float:
    """Return a number of seconds that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UnknownFault(f"delay must be a number of seconds from 0, not {value!r}")
    return float(value)


def _patterns(name: str, value: object) -> tuple[str, ...]:
    """Return a list of words."""
    if not isinstance(value, list | tuple) or not all(
        isinstance(word, str) and word for word in value
    ):
        raise UnknownFault(f"{name} must be a list of words, not {value!r}")
    return tuple(value)
