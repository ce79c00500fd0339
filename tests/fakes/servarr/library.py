"""The door between what both apps share and what is theirs: movies here, series there."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from tests.fakes.releases import Indexer, Release

from .resources import Resource
from .state import MediaFile, Subject


class Library(ABC):
    """The movies or series of an app, as far as searching, downloading and importing need them."""

    media: str
    """What an entry is called: "Movie" or "Series"."""

    @property
    def media_key(self) -> str:
        """Return the name of its id in JSON."""
        return f"{self.media.lower()}Id"

    @abstractmethod
    def name_of(self, subject: Subject) -> str:
        """Return the title of an entry."""

    @abstractmethod
    def exists(self, media_id: int) -> bool:
        """Say whether the entry is still there."""

    @abstractmethod
    def match_title(self, title: str) -> Subject | None:
        """Return what a release title names, when it is in the library."""

    @abstractmethod
    def match_ids(self, release: Release) -> Subject | None:
        """Return what the indexer says a release is of, when it is in the library."""

    @abstractmethod
    def search(self, indexer: Indexer, wanted: Subject) -> Sequence[Release]:
        """Ask an indexer for the wanted."""

    @abstractmethod
    def mismatch(self, wanted: Subject, found: Subject) -> str | None:
        """Return why a found release is not what was searched for, or None."""

    @abstractmethod
    def monitored(self, subject: Subject) -> bool:
        """Say whether it is monitored."""

    @abstractmethod
    def unavailable(self, subject: Subject) -> str | None:
        """Return why it is too early for it, or None."""

    @abstractmethod
    def profile_id(self, subject: Subject) -> int:
        """Return the quality profile."""

    @abstractmethod
    def tags(self, subject: Subject) -> frozenset[int]:
        """Return the tags."""

    @abstractmethod
    def files(self, subject: Subject) -> list[MediaFile]:
        """Return the files there are of it."""

    @abstractmethod
    def ids(self, subject: Subject) -> list[Resource]:
        """Return the id fields of its rows in queue and history: one row a movie, one an episode."""

    @abstractmethod
    def embedded(self, media_id: int, episode_id: int | None) -> Resource:
        """Return the fields that embed the entry itself."""

    @abstractmethod
    def has_file(self, row: Resource) -> bool:
        """Say whether the thing of a queue row has a file."""

    @abstractmethod
    def search_again(self, subject: Subject) -> tuple[str, Resource]:
        """Return the command that searches for it again after a failure."""

    @abstractmethod
    def placements(
        self, subject: Subject, title: str, videos: Sequence[Path]
    ) -> list[tuple[Path, Path, Subject]]:
        """Return which video goes where as what: (from, to, subject)."""

    @abstractmethod
    def attach(self, file: MediaFile) -> None:
        """Take a file in."""

    @abstractmethod
    def touched(self, subject: Subject, action: str) -> None:
        """Tell listeners that an entry changed."""

    @abstractmethod
    def release_fields(self, release: Release, subject: Subject | None) -> Resource:
        """Return the fields of a found release that only this app has."""

    @abstractmethod
    def parse_resource(self, title: str) -> Resource:
        """Return the answer of /parse."""

    @abstractmethod
    def recent(self) -> Sequence[Subject]:
        """Return what is monitored and missing."""

    @abstractmethod
    def subject_of(self, media_id: int, episode_ids: Sequence[int]) -> Subject | None:
        """Return the subject of ids a person gave (manual import), or None."""

    @abstractmethod
    def manual_fields(self, subject: Subject | None) -> Resource:
        """Return the fields of a manual import row that name the subject."""
