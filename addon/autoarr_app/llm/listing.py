"""The list of models as people see it: the catalogue, and the other files of the folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..protocol.state import CatalogModel, DownloadProgress, Licence, Machine
from .catalog import CatalogEntry, Catalogue
from .choose import Candidate, Verdict, judge
from .files import Contents, OtherFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything the list is made of, at one moment."""

    catalogue: Catalogue
    contents: Contents
    machine: Machine
    default: str | None
    held_bytes: int
    """What unloading the present model would give back."""
    active: str | None
    downloads: Mapping[str, DownloadProgress]

    def models(self) -> list[CatalogModel]:
        """Return the catalogue, then the other files."""
        listed = [self._of_catalogue(entry) for entry in self.catalogue.models]
        return listed + [self._of_file(other) for other in self.contents.others.values()]

    def _of_catalogue(self, entry: CatalogEntry) -> CatalogModel:
        """Return a model of the catalogue."""
        verdict = self._verdict(Candidate(id=entry.id, memory_bytes=entry.memory_bytes))
        return CatalogModel(
            id=entry.id,
            name=entry.name,
            parameters=entry.parameters,
            quantisation=entry.quantisation,
            size_bytes=entry.size_bytes,
            memory_bytes=entry.memory_bytes,
            sha256=entry.sha256,
            licence=self.catalogue.licence_of(entry),
            source_url=entry.source_url,
            fits=verdict.fits,
            recommended=verdict.recommended,
            detail=verdict.detail,
            downloaded=entry.id in self.contents.known,
            active=entry.id == self.active,
            download=self.downloads.get(entry.id),
        )

    def _of_file(self, other: OtherFile) -> CatalogModel:
        """Return a file that somebody put into the folder; it is never the default."""
        verdict = self._verdict(Candidate(id=other.id, memory_bytes=other.memory_bytes))
        header = other.header
        licence = header.licence if header else ""
        return CatalogModel(
            id=other.id,
            name=(header.name if header else "") or other.path.name,
            parameters=header.parameters if header else "",
            quantisation=header.quantisation if header else "",
            size_bytes=other.size_bytes,
            memory_bytes=other.memory_bytes,
            sha256="",
            licence=Licence(
                id="unknown",
                name=licence or "Not known: ask whoever made the file",
                url="",
                commercial_use=False,
            ),
            source_url="",
            fits=verdict.fits and not other.problem,
            recommended=False,
            detail=other.problem or verdict.detail,
            downloaded=True,
            active=other.id == self.active,
        )

    def _verdict(self, candidate: Candidate) -> Verdict:
        """Return what this machine makes of a model."""
        return judge(self.machine, candidate, default=self.default, held_bytes=self.held_bytes)
