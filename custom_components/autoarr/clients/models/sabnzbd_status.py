"""What SABnzbd tells about its news servers and its troubles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from .decode import JsonObject, children, flag, integer, integer_or, opt_epoch, size, text, text_or


@dataclass(frozen=True, slots=True, kw_only=True)
class SabWarning:
    """A warning or error out of SABnzbd's log; the text is translated."""

    text: str
    type: str
    time: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an entry of mode=warnings."""
        return cls(
            text=text_or(raw, "text"), type=text_or(raw, "type"), time=opt_epoch(raw, "time")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsServer:
    """A news server while SABnzbd runs; one that refuses or hangs leaves `error` and `warning` empty."""

    name: str
    active: bool
    connections: int
    active_connections: int
    error: str
    warning: str
    priority: int
    optional: bool
    speed_bytes: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an entry of status.servers; `connections` are the configured ones."""
        return cls(
            name=text(raw, "servername"),
            active=flag(raw, "serveractive"),
            connections=integer_or(raw, "servertotalconn"),
            active_connections=integer_or(raw, "serveractiveconn"),
            error=text_or(raw, "servererror"),
            warning=text_or(raw, "serverwarning"),
            priority=integer_or(raw, "serverpriority"),
            optional=flag(raw, "serveroptional"),
            speed_bytes=size(text_or(raw, "serverbps")) or 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """SABnzbd's own state: its servers, its warnings, its folders, its language."""

    version: str
    paused: bool
    paused_all: bool
    have_warnings: int
    language: str
    download_dir: str
    complete_dir: str
    servers: tuple[NewsServer, ...]
    warnings: tuple[SabWarning, ...]
    uptime: timedelta | None = None
    """How long it has run at most: SABnzbd tells whole minutes, hours or days, rounded down."""

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the answer to mode=status; the key it shows is not kept."""
        return cls(
            version=text(raw, "version"),
            paused=flag(raw, "paused"),
            paused_all=flag(raw, "paused_all"),
            have_warnings=integer_or(raw, "have_warnings"),
            language=text_or(raw, "active_lang", "en"),
            download_dir=text_or(raw, "downloaddir"),
            complete_dir=text_or(raw, "completedir"),
            servers=children(raw, "servers", NewsServer.from_json),
            warnings=children(raw, "warnings", SabWarning.from_json),
            uptime=_uptime(text_or(raw, "uptime")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTraffic:
    """What one news server delivered, in bytes; articles by day (`2026-11-23`).

    SABnzbd 4.5 and 5.1 count the articles that failed under the name `articles_success`
    (bpsmeter.py, seen at a running server).
    """

    total: int
    month: int
    week: int
    day: int
    articles_tried: Mapping[str, int]
    articles_failed: Mapping[str, int]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an entry of mode=server_stats."""
        return cls(
            total=integer_or(raw, "total"),
            month=integer_or(raw, "month"),
            week=integer_or(raw, "week"),
            day=integer_or(raw, "day"),
            articles_tried=_counts(raw, "articles_tried"),
            articles_failed=_counts(raw, "articles_success"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStats:
    """What all news servers delivered, in bytes, and each by its name."""

    total: int
    month: int
    week: int
    day: int
    servers: Mapping[str, ServerTraffic]

    @property
    def articles_tried(self) -> int:
        """Return how many articles were asked for, over all servers and days."""
        return sum(sum(server.articles_tried.values()) for server in self.servers.values())

    @property
    def articles_failed(self) -> int:
        """Return how many articles did not come, over all servers and days."""
        return sum(sum(server.articles_failed.values()) for server in self.servers.values())

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the answer to mode=server_stats."""
        servers = raw.get("servers")
        return cls(
            total=integer(raw, "total"),
            month=integer(raw, "month"),
            week=integer(raw, "week"),
            day=integer(raw, "day"),
            servers={
                name: ServerTraffic.from_json(entry)
                for name, entry in (servers.items() if isinstance(servers, dict) else ())
                if isinstance(entry, dict)
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTest:
    """Whether SABnzbd can log in to a news server, and what was said."""

    ok: bool
    message: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the answer to config/test_server."""
        return cls(ok=flag(raw, "result"), message=text_or(raw, "message"))


def _counts(raw: JsonObject, name: str) -> Mapping[str, int]:
    """Return counts by day."""
    found = raw.get(name)
    if not isinstance(found, dict):
        return {}
    return {day: count for day, count in found.items() if isinstance(count, int)}


_UPTIME_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _uptime(words: str) -> timedelta | None:
    """Return the most that an age like `12m`, `3h` or `2d` can stand for."""
    number, unit = words[:-1], _UPTIME_UNITS.get(words[-1:])
    if unit is None or not number.isdecimal() or len(number) > 6:
        return None
    return (int(number) + 1) * unit
