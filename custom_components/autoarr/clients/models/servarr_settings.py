"""How Radarr and Sonarr (API v3) are set up: quality profiles, indexers and download clients."""

from dataclasses import dataclass, field
from typing import Self

from .decode import (
    JsonObject,
    JsonValue,
    Tolerant,
    children,
    flag,
    integer,
    integer_or,
    opt_child,
    text,
    text_or,
)


class DownloadProtocol(Tolerant):
    """How a release is transferred."""

    USENET = "usenet"
    TORRENT = "torrent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedQuality:
    """One quality a profile accepts; `resolution` in lines (0 = unknown)."""

    id: int
    name: str
    source: str
    resolution: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Quality."""
        return cls(
            id=integer(raw, "id"),
            name=text(raw, "name"),
            source=text_or(raw, "source", "unknown"),
            resolution=integer_or(raw, "resolution"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProfileItem:
    """A quality of a profile, or a named group of them."""

    allowed: bool
    quality: AllowedQuality | None
    items: tuple[_ProfileItem, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a QualityProfileQualityItemResource."""
        return cls(
            allowed=flag(raw, "allowed"),
            quality=opt_child(raw, "quality", AllowedQuality.from_json),
            items=children(raw, "items", _ProfileItem.from_json),
        )

    def qualities(self) -> tuple[AllowedQuality, ...]:
        """Return what is in here; a group decides for all of its members."""
        if self.quality is not None:
            return (self.quality,)
        return tuple(quality for item in self.items for quality in item.qualities())


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityProfile:
    """A quality profile: what is accepted, and where upgrading ends."""

    id: int
    name: str
    upgrade_allowed: bool
    cutoff: int
    allowed: tuple[AllowedQuality, ...]
    language: str = ""
    """The language it wants, "Any" or "Original"; only Radarr's name one."""

    @property
    def resolutions(self) -> frozenset[int]:
        """Return the resolutions (lines) the profile accepts, without "unknown"."""
        return frozenset(quality.resolution for quality in self.allowed if quality.resolution)

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a QualityProfileResource."""
        items = children(raw, "items", _ProfileItem.from_json)
        return cls(
            id=integer(raw, "id"),
            name=text(raw, "name"),
            upgrade_allowed=flag(raw, "upgradeAllowed"),
            cutoff=integer_or(raw, "cutoff"),
            allowed=tuple(q for item in items if item.allowed for q in item.qualities()),
            language=opt_child(raw, "language", lambda found: text_or(found, "name")) or "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadClient:
    """A download client as the service knows it; `raw` is the whole object, its secrets masked by the service."""

    id: int
    name: str
    implementation: str
    protocol: DownloadProtocol
    enable: bool
    remove_completed: bool
    remove_failed: bool
    raw: JsonObject = field(repr=False, compare=False)

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a DownloadClientResource."""
        return cls(
            id=integer(raw, "id"),
            name=text_or(raw, "name"),
            implementation=text(raw, "implementation"),
            protocol=DownloadProtocol(text_or(raw, "protocol", "unknown")),
            enable=flag(raw, "enable"),
            remove_completed=flag(raw, "removeCompletedDownloads"),
            remove_failed=flag(raw, "removeFailedDownloads"),
            raw=raw,
        )

    def setting(self, name: str) -> JsonValue:
        """Return a setting of its own (host, port, movieCategory, tvCategory, ...), or None."""
        fields = self.raw.get("fields")
        for entry in fields if isinstance(fields, list) else ():
            if isinstance(entry, dict) and entry.get("name") == name:
                return entry.get("value")
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexer:
    """An indexer as the service is set up with it; its secrets are not read."""

    id: int
    name: str
    protocol: DownloadProtocol
    rss: bool
    automatic_search: bool
    interactive_search: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an IndexerResource."""
        return cls(
            id=integer(raw, "id"),
            name=text_or(raw, "name"),
            protocol=DownloadProtocol(text_or(raw, "protocol", "unknown")),
            rss=flag(raw, "enableRss"),
            automatic_search=flag(raw, "enableAutomaticSearch"),
            interactive_search=flag(raw, "enableInteractiveSearch"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedHandling:
    """Whether the service searches again by itself after a failed download."""

    auto_redownload: bool
    auto_redownload_interactive: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the two switches of a DownloadClientConfigResource (the second is newer)."""
        automatic = flag(raw, "autoRedownloadFailed")
        return cls(
            auto_redownload=automatic,
            auto_redownload_interactive=flag(
                raw, "autoRedownloadFailedFromInteractiveSearch", default=automatic
            ),
        )
