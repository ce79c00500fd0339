"""The heart of a fake *arr: what all its rooms share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.fakes.releases import Indexer
from tests.fakes.signalr import Hub

from .library import Library
from .quality import Profile, Qualities
from .resources import Resource, flag, number
from .sabnzbd import SabnzbdDownloads
from .state import DownloadItem, State


@dataclass(slots=True, kw_only=True)
class Core:
    """State, settings and neighbours of one fake *arr.

    `config` holds the objects of /config/*, `tables` the rows of simple resources (tags, root folders, ...),
    `elsewhere` the downloads of a client that is no SABnzbd. `told` is what it says of the machine (`diskspace`)
    instead of the truth, `left_out` the fields an older version does not have, by document, `failing_tests` what the
    test of a provider says, by the table it is in.
    """

    app: str
    library: Library
    qualities: Qualities
    indexers: Sequence[Indexer]
    clock: Callable[[], datetime]
    hub: Hub
    config: dict[str, Resource]
    tables: dict[str, list[Resource]]
    downloads: SabnzbdDownloads | None
    state: State = field(default_factory=State)
    refused_imports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubted_imports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sounds: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, DownloadItem] = field(default_factory=dict)
    told: dict[str, list[Resource]] = field(default_factory=dict)
    left_out: dict[str, frozenset[str]] = field(default_factory=dict)
    failing_tests: dict[str, str] = field(default_factory=dict)
    on_queue_change: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Return the time."""
        return self.clock()

    def profile(self, identifier: int) -> Profile | None:
        """Return a quality profile."""
        rows = self.tables["qualityprofile"]
        row = next((r for r in rows if r.get("id") == identifier), None)
        return self.qualities.read(row) if row else None

    @property
    def client_row(self) -> Resource | None:
        """Return the enabled download client's settings."""
        return next((row for row in self.tables["downloadclient"] if flag(row, "enable")), None)

    def delay_profile(self, tags: frozenset[int]) -> Resource:
        """Return the delay profile that applies: the first with a shared tag, else the default."""
        rows = sorted(self.tables["delayprofile"], key=lambda row: number(row, "order"))
        for row in rows:
            own = row.get("tags")
            if not own or (isinstance(own, list) and tags & set(own)):
                return row
        return {}

    def setting(self, section: str, name: str) -> object:
        """Return one setting."""
        return self.config[section].get(name)

    def switch(self, section: str, name: str) -> bool:
        """Return one setting that is a yes or no."""
        return flag(self.config[section], name)

    def root_folders(self) -> list[Path]:
        """Return the root folders."""
        return [Path(str(row["path"])) for row in self.tables["rootfolder"]]

    def announce(
        self, name: str, action: str, resource: Mapping[str, object] | None = None
    ) -> None:
        """Tell the listeners of the SignalR hub."""
        self.hub.send(name, action, resource)
