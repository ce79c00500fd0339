"""What Plex Media Server tells: itself, its libraries, what plays, what is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from .decode import (
    JsonObject,
    children,
    flag,
    integer_or,
    opt_child,
    opt_epoch,
    opt_integer,
    opt_text,
    text,
    text_or,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexIdentity:
    """Which server answers; needs no token."""

    machine_identifier: str
    version: str
    claimed: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the container of `GET /identity`."""
        return cls(
            machine_identifier=text(raw, "machineIdentifier"),
            version=text(raw, "version"),
            claimed=flag(raw, "claimed"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexServerInfo:
    """How the server calls itself, and what it runs on."""

    machine_identifier: str
    friendly_name: str
    version: str
    platform: str
    platform_version: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the container of `GET /`."""
        return cls(
            machine_identifier=text(raw, "machineIdentifier"),
            friendly_name=text_or(raw, "friendlyName", "Plex"),
            version=text(raw, "version"),
            platform=text_or(raw, "platform"),
            platform_version=text_or(raw, "platformVersion"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySection:
    """A library and the folders it lives in; `type` is movie, show, artist or photo."""

    key: str
    type: str
    title: str
    locations: tuple[str, ...]
    refreshing: bool
    scanned_at: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Directory of `GET /library/sections`."""
        return cls(
            key=text(raw, "key"),
            type=text(raw, "type"),
            title=text_or(raw, "title"),
            locations=children(raw, "Location", lambda location: text(location, "path")),
            refreshing=flag(raw, "refreshing"),
            scanned_at=opt_epoch(raw, "scannedAt"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexSession:
    """Something that plays now."""

    key: str
    user: str
    title: str
    type: str
    player: str
    state: str
    transcoding: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Metadata of `GET /status/sessions`; an episode is named after its series."""
        series = opt_text(raw, "grandparentTitle")
        title = text_or(raw, "title")
        player = opt_child(raw, "Player", _player)
        return cls(
            key=text_or(raw, "sessionKey"),
            user=opt_child(raw, "User", _title) or "",
            title=f"{series} – {title}" if series else title,
            type=text_or(raw, "type"),
            player=player[0] if player else "",
            state=player[1] if player else "",
            transcoding=isinstance(raw.get("TranscodeSession"), dict),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexItem:
    """A film, series or episode in a library; `guids` are like `tmdb://438631`."""

    rating_key: str
    type: str
    title: str
    year: int | None
    guids: tuple[str, ...]
    added_at: datetime | None
    leaf_count: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Metadata of a library; `leaf_count` is the number of episodes of a series."""
        return cls(
            rating_key=text(raw, "ratingKey"),
            type=text_or(raw, "type"),
            title=text_or(raw, "title"),
            year=opt_integer(raw, "year"),
            guids=children(raw, "Guid", lambda guid: text(guid, "id")),
            added_at=opt_epoch(raw, "addedAt"),
            leaf_count=integer_or(raw, "leafCount"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexUpdate:
    """A newer version of the server; it can install it itself on some platforms only."""

    version: str
    state: str
    can_install: bool
    changes: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self | None:
        """Decode the container of `GET /updater/status`, if it offers a Release."""
        releases = children(raw, "Release", _release)
        if not releases:
            return None
        version, state, changes = releases[0]
        return cls(
            version=version, state=state, can_install=flag(raw, "canInstall"), changes=changes
        )


def _release(raw: JsonObject) -> tuple[str, str, str]:
    """Return version, state and notes of a release."""
    changes = (text_or(raw, "added"), text_or(raw, "fixed"))
    return text(raw, "version"), text_or(raw, "state"), "\n".join(part for part in changes if part)


def _player(raw: JsonObject) -> tuple[str, str]:
    """Return name and state of a player."""
    return text_or(raw, "title", text_or(raw, "product")), text_or(raw, "state")


def _title(raw: JsonObject) -> str:
    """Return the title of an element."""
    return text_or(raw, "title")
