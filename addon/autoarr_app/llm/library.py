"""The models there are: catalogue, files, downloads, licences, and which one this machine takes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
import logging
from pathlib import Path

from ..protocol.state import CatalogModel, Machine
from .catalog import CatalogEntry, Catalogue, shipped_catalogue
from .choose import Candidate, could_ever_fit, default_of, room, too_big
from .download import Downloader
from .downloads import Downloads, PushListener
from .errors import (
    DoesNotFit,
    InvalidModelFile,
    LicenceNotAccepted,
    ModelInUse,
    NoModel,
    UnknownModel,
)
from .files import Contents, ModelFolder, OtherFile
from .ledger import Ledger
from .listing import Listing
from .machine import read_machine

_LOGGER = logging.getLogger(__name__)


def _utc_now() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySettings:
    """Where the models lie, and what the library stands on."""

    models_dir: Path
    catalogue: Catalogue = field(default_factory=shipped_catalogue)
    downloader: Downloader = field(default_factory=Downloader)
    machine: Callable[[], Machine] = read_machine
    now: Callable[[], datetime] = _utc_now


class ModelLibrary:
    """Knows which models can be used here, fetches them and hands out their files."""

    def __init__(self, settings: LibrarySettings) -> None:
        """Look at nothing yet."""
        self._settings = settings
        self._entries = {entry.id: entry for entry in settings.catalogue.models}
        self._ledger = Ledger(settings.models_dir)
        self._folder = ModelFolder(settings.models_dir, settings.catalogue, self._ledger)
        self._downloads = Downloads(self._folder, self._ledger, settings.downloader)

    async def start(self) -> None:
        """Make the folder, and go on with the downloads that a shutdown cut. Raises NoModel."""
        await asyncio.to_thread(self._prepare)
        for model_id in list(self._ledger.memory.unfinished):
            entry = self._entries.get(model_id)
            if entry is None:
                await asyncio.to_thread(self._ledger.end, model_id)
            else:
                self._downloads.begin(entry)

    async def close(self) -> None:
        """Stop the downloads; what was received stays and is continued at the next start."""
        await self._downloads.close()

    def machine(self) -> Machine:
        """Return what this machine has now."""
        return self._settings.machine()

    async def entries(self, *, active: str | None, loaded: bool = False) -> list[CatalogModel]:
        """Return the catalogue and the other model files; `loaded`: the active one is in memory."""
        contents = await self._contents()
        machine = self.machine()
        held = self._held(contents, active) if loaded else 0
        listing = Listing(
            catalogue=self._settings.catalogue,
            contents=contents,
            machine=machine,
            default=default_of(machine, self._candidates(), held_bytes=held),
            held_bytes=held,
            active=active,
            downloads=dict(self._downloads.progress),
        )
        return listing.models()

    async def default_model(self, *, loaded: str | None = None) -> str | None:
        """Return the id that `auto` means here, None when the machine should carry none.

        The machine's own default comes first. When it is not downloaded but another model of the
        catalogue is, and fits, that one is taken: whoever downloaded it wants it used.
        """
        contents = await self._contents()
        machine = self.machine()
        held = self._held(contents, loaded)
        default = default_of(machine, self._candidates(), held_bytes=held)
        if default in contents.known:
            return default
        usable = [
            entry
            for entry in self._entries.values()
            if entry.id in contents.known and entry.memory_bytes <= room(machine, held)
        ]
        best = max(usable, key=lambda entry: entry.size_bytes, default=None)
        return best.id if best else default

    async def path_of(self, model_id: str) -> Path:
        """Return the checked file of a model; the first check of a large file takes some seconds.

        Raises UnknownModel, NoModel (it is not downloaded) and InvalidModelFile.
        """
        entry = self._entries.get(model_id)
        contents = await self._contents()
        if entry is None:
            other = self._other(contents, model_id)
            if other.problem:
                raise InvalidModelFile(other.problem)
            return other.path
        if model_id in contents.known:
            return await asyncio.to_thread(self._folder.check, entry)
        if await asyncio.to_thread(self._folder.target(entry).exists):
            raise InvalidModelFile(self._not_its_file(entry))
        raise NoModel(f"{entry.name} is not downloaded yet. Download it first.")

    async def require_fit(self, model_id: str, *, loaded: str | None = None) -> None:
        """Raise DoesNotFit when less than 1 GB would be left; `loaded` is what would make room."""
        contents = await self._contents()
        candidate = self._candidate(contents, model_id)
        machine = self.machine()
        held = self._held(contents, loaded)
        if candidate.memory_bytes > room(machine, held):
            raise DoesNotFit(too_big(machine, candidate, held_bytes=held))

    async def start_download(self, model_id: str, *, accept_licence: bool) -> None:
        """Start a download; what becomes of it is told to listeners and stands in the entry.

        Raises UnknownModel, InvalidModelFile (another file has its name), LicenceNotAccepted,
        DoesNotFit and DownloadRunning. For a model that is there already nothing is done.
        """
        entry = self._entries.get(model_id)
        contents = await self._contents()
        if entry is None:
            self._other(contents, model_id)
            return
        if model_id in contents.known:
            return
        if await asyncio.to_thread(self._folder.target(entry).exists):
            raise InvalidModelFile(self._not_its_file(entry))
        machine = self.machine()
        if not could_ever_fit(machine, self._candidate(contents, model_id)):
            raise DoesNotFit(too_big(machine, self._candidate(contents, model_id)))
        await self._require_licence(entry, accepted=accept_licence)
        self._downloads.begin(entry)

    async def delete(self, model_id: str, *, active: str | None) -> None:
        """Stop a model's download and remove its file. Raises UnknownModel and ModelInUse."""
        entry = self._entries.get(model_id)
        if model_id == active:
            raise ModelInUse(f"{model_id} is in use. Choose another model, or none, first.")
        if entry is None:
            other = self._other(await self._contents(), model_id)
            await asyncio.to_thread(self._folder.remove, other.path)
            return
        await self._downloads.stop(model_id)
        contents = await self._contents()
        paths = [self._folder.part(entry)]
        if model_id in contents.known:
            paths.append(self._folder.target(entry))
        await asyncio.to_thread(self._folder.remove, *paths)

    def subscribe(self, listener: PushListener) -> Callable[[], None]:
        """Be told how downloads go on; the progress is None when one is done or was given up."""
        return self._downloads.subscribe(listener)

    def _prepare(self) -> None:
        """Make the folder and read what was remembered."""
        folder = self._settings.models_dir
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._ledger.load()
        except OSError as err:
            raise NoModel(
                f"The model folder {folder} cannot be used: {err.strerror}. Check that it exists and "
                "belongs to the app."
            ) from err

    async def _contents(self) -> Contents:
        """Look into the folder."""
        return await asyncio.to_thread(self._folder.scan)

    def _candidates(self) -> list[Candidate]:
        """Return what the choice needs to know of the catalogue."""
        return [
            Candidate(id=entry.id, memory_bytes=entry.memory_bytes)
            for entry in self._entries.values()
        ]

    def _candidate(self, contents: Contents, model_id: str) -> Candidate:
        """Return what the choice needs to know of one model; raises UnknownModel."""
        known = self._entries.get(model_id) or self._other(contents, model_id)
        return Candidate(id=model_id, memory_bytes=known.memory_bytes)

    def _held(self, contents: Contents, model_id: str | None) -> int:
        """Return what unloading a model gives back; its file is cache and counts as free already."""
        known = self._entries.get(model_id or "") or contents.others.get(model_id or "")
        return known.memory_bytes - known.size_bytes if known else 0

    def _other(self, contents: Contents, model_id: str) -> OtherFile:
        """Return a file that is not in the catalogue; raises UnknownModel."""
        other = contents.others.get(model_id)
        if other is None:
            raise UnknownModel(
                "There is no such model. The list of models names those of the catalogue and the "
                "files in the model folder."
            )
        return other

    def _not_its_file(self, entry: CatalogEntry) -> str:
        """Return what to do about a file in the place of another."""
        return (
            f"{entry.file} in the model folder is not the file of the catalogue "
            f"({entry.size_bytes} bytes, SHA-256 {entry.sha256}). Delete or rename it, then download "
            f"{entry.name}."
        )

    async def _require_licence(self, entry: CatalogEntry, *, accepted: bool) -> None:
        """Remember that the licence was accepted; raises LicenceNotAccepted when it never was."""
        if self._ledger.has_accepted(entry.id, entry.licence):
            return
        licence = self._settings.catalogue.licence_of(entry)
        if not accepted:
            raise LicenceNotAccepted(
                f"{entry.name} comes under the {licence.name}: {licence.url}. Read it, and accept it "
                "to download the model.",
                licence=licence.id,
            )
        await asyncio.to_thread(self._ledger.accept, entry.id, entry.licence, self._settings.now())
        _LOGGER.info("The %s of %s was accepted: %s", licence.name, entry.name, licence.url)
