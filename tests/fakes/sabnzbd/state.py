"""The queue and the history of one SABnzbd, and what moves jobs between them."""

from collections.abc import Callable, Iterator
from pathlib import Path
import random
import shutil
import string
import uuid

from .model import Job, Past, Release, Scenario, Warned
from .scenarios import AFTER_RETRY, COMPLETE, LOCKED, WARNINGS

_FILM = b"\x1aE\xdf\xa3 a made-up film"


class State:
    """Jobs by id; the history's newest entry is the last. `updates` is what `last_history_update` tells."""

    def __init__(self, release: Release, now: Callable[[], int], folder: Path | None) -> None:
        self.release = release
        self.now = now
        self.folder = folder
        self.queue: dict[str, Job] = {}
        self.history: dict[str, Past] = {}
        self.warnings: list[Warned] = []
        self.paused = False
        self.updates = 1

    def new_id(self) -> str:
        """Return an id as this release makes them."""
        if self.release is Release.V51:
            return str(uuid.uuid4())
        return "SABnzbd_nzo_" + "".join(
            random.choices(string.ascii_lowercase + string.digits + "_", k=8)
        )

    def folder_of(self, what: str, category: str = "") -> Path:
        """Return where jobs are downloaded (`incomplete`) or moved to (`complete`)."""
        return (self.folder or Path("/downloads")) / what / ("" if category == "*" else category)

    def end(self, nzo_id: str, scenario: Scenario | None = None) -> Past:
        """Take a job from the queue into the history, as planned or as told; raises KeyError."""
        job = self.queue.pop(nzo_id)
        planned = job.outcomes[0] if job.outcomes else COMPLETE
        how = scenario or planned
        past = Past(
            nzo_id=job.nzo_id,
            name=job.name,
            category=job.category,
            status="Failed" if how.failed else "Completed",
            message=how.message,
            stages=how.stages
            if job.url and how.failed
            else (("Source", (f"{job.name}.nzb",)), *how.stages),
            path=str(self.folder_of("incomplete") / job.name),
            size=int(job.size * how.fetched),
            completed=self.now(),
            added=job.added,
            url=job.url,
            retry=how.failed,
            outcomes=job.outcomes[1:] or [AFTER_RETRY.get(how.name, how)],
        )
        past.storage = self._failed_storage(past) if how.failed else self._finished_storage(past)
        place = self.folder_of("complete", job.category)
        for text in WARNINGS.get(how.name, ()):
            self.warn(text.format(name=job.name, folder=place), type_="ERROR")
        return self.record(past)

    def record(self, past: Past) -> Past:
        """Put something into the history."""
        self.history[past.nzo_id] = past
        self.touch()
        return past

    def retry(self, nzo_id: str, password: str | None) -> Job | None:
        """Put a failed job back into the queue under a new id; None when there is none to retry."""
        past = self.history.get(nzo_id)
        if past is None or past.archived or past.status != "Failed" or past.loaded:
            return None
        del self.history[nzo_id]
        self.touch()
        job = Job(
            nzo_id=self.new_id(),
            name=past.name,
            category=past.category,
            size=past.size or 700_000_000,
            left=0,
            added=self.now(),
            url=past.url,
            password=password or "",
            outcomes=[COMPLETE] if password and past.outcomes[:1] == [LOCKED] else past.outcomes,
        )
        self.queue[job.nzo_id] = job
        return job

    def forget(self, past: Past, *, archive: bool, delete_files: bool) -> None:
        """Take something out of the history, or into its archive."""
        if archive:
            past.archived = True
        else:
            self.history.pop(past.nzo_id, None)
        if delete_files and past.status == "Failed":
            shutil.rmtree(past.path, ignore_errors=True)
        self.touch()

    def listed(self, *, archive: bool) -> Iterator[Past]:
        """Yield the history: what is in post-processing first, then the newest."""
        newest = [past for past in reversed(self.history.values()) if past.archived is archive]
        yield from (past for past in newest if past.loaded)
        yield from (past for past in newest if not past.loaded)

    def warn(self, text: str, *, type_: str = "WARNING") -> None:
        """Add a warning."""
        self.warnings.append(Warned(text=text, time=self.now(), type=type_))

    def touch(self) -> None:
        """Tell that the history changed."""
        self.updates += 1

    def _finished_storage(self, past: Past) -> str:
        """Return where a finished job lies, with a file in it when there is a disk."""
        place = self.folder_of("complete", past.category) / past.name
        film = place / f"{past.name}.mkv"
        if self.folder is not None:
            place.mkdir(parents=True, exist_ok=True)
            film.write_bytes(_FILM)
        return str(film)

    def _failed_storage(self, past: Past) -> str:
        """Return where a failed job lies: after the unpacking it has a folder among the finished ones."""
        stages = {name for name, _ in past.stages}
        if "Unpack" in stages:
            mark = "" if "Script" in stages else "_FAILED_"
            return str(self.folder_of("complete", past.category) / f"{mark}{past.name}")
        return "" if past.url else past.path
