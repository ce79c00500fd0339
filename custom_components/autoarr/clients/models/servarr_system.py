"""What Radarr and Sonarr (API v3) tell about themselves: status, health, disks, tags, versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from .decode import (
    JsonObject,
    Tolerant,
    as_object,
    flag,
    integer,
    moment,
    opt_integer,
    opt_moment,
    opt_text,
    text,
    text_or,
    texts,
)


class HealthLevel(Tolerant):
    """How bad a health message is."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """How many films or series there are, and the ids of the quality profiles that they have."""

    total: int
    profiles: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemStatus:
    """Which application answers, and in which version."""

    app_name: str
    version: str
    instance_name: str
    url_base: str
    branch: str
    is_docker: bool
    start_time: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a SystemResource."""
        app_name = text(raw, "appName")
        return cls(
            app_name=app_name,
            version=text(raw, "version"),
            instance_name=text_or(raw, "instanceName", app_name),
            url_base=text_or(raw, "urlBase"),
            branch=text_or(raw, "branch"),
            is_docker=flag(raw, "isDocker"),
            start_time=opt_moment(raw, "startTime"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthMessage:
    """One health message of the service, in its own words."""

    source: str
    type: HealthLevel
    message: str
    wiki_url: str | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a HealthResource; older versions send the wiki address as an object."""
        wiki = raw.get("wikiUrl")
        return cls(
            source=text_or(raw, "source"),
            type=HealthLevel(text(raw, "type")),
            message=text_or(raw, "message"),
            wiki_url=opt_text(wiki, "fullUri")
            if isinstance(wiki, dict)
            else opt_text(raw, "wikiUrl"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskSpace:
    """Space on one mount that the service sees."""

    path: str
    label: str
    free_bytes: int
    total_bytes: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a DiskSpaceResource."""
        return cls(
            path=text(raw, "path"),
            label=text_or(raw, "label"),
            free_bytes=integer(raw, "freeSpace"),
            total_bytes=integer(raw, "totalSpace"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFolder:
    """A folder the library lives in."""

    id: int
    path: str
    accessible: bool
    free_bytes: int | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a RootFolderResource."""
        return cls(
            id=integer(raw, "id"),
            path=text(raw, "path"),
            accessible=flag(raw, "accessible", default=True),
            free_bytes=opt_integer(raw, "freeSpace"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A label the service puts on titles."""

    id: int
    label: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a TagResource."""
        return cls(id=integer(raw, "id"), label=text(raw, "label"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AppUpdate:
    """One published version of the application; `changes` is its change log as lines of text."""

    version: str
    release_date: datetime
    installed: bool
    installable: bool
    latest: bool
    changes: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an UpdateResource."""
        found = raw.get("changes")
        changes = as_object(found) if isinstance(found, dict) else {}
        return cls(
            version=text(raw, "version"),
            release_date=moment(raw, "releaseDate"),
            installed=flag(raw, "installed"),
            installable=flag(raw, "installable"),
            latest=flag(raw, "latest"),
            changes="\n".join((*texts(changes, "new"), *texts(changes, "fixed"))),
        )
