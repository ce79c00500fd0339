"""Completed download handling and manual import: from SABnzbd's folder into the library."""

import asyncio
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
import shutil

from .core import Core
from .parsing import VIDEO, parse
from .resources import Resource, number, numbers, text
from .state import Event, MediaFile, Source, Subject, Tracked, TrackedDownload

DANGEROUS = frozenset({".exe", ".lnk", ".scr", ".bat", ".ps1", ".vbs", ".zipx"})
EXPECTED = "One or more {} expected in this release were not imported or missing"


class Importer:
    """Moves finished downloads into root folders; says why where it does not."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def check(self, tracked: TrackedDownload) -> None:
        """Judge whether a completed job may be imported by itself (CompletedDownloadService.Check)."""
        core, item = self._core, tracked.item
        if item.status != "completed":
            return
        if item.output_path is None or not self.local_path(tracked).exists():
            tracked.warn((item.title, [_not_local(item.output_path)]))
            return
        media = core.library.media
        if core.library.match_title(item.title) is None:
            if tracked.subject is None:
                self._block(
                    tracked,
                    f"{media} title mismatch, automatic import is not possible. Manual Import required.",
                )
                return
            grabs = core.state.history_of(item.download_id, Event.GRABBED)
            data = grabs[0].data if grabs else {}
            by_id = data.get(f"{media.lower()}MatchType") == "Id"
            if by_id and data.get("releaseSource") != Source.INTERACTIVE:
                self._block(
                    tracked,
                    f"Found matching {media.lower()} via grab history, but release was matched to"
                    f" {media.lower()} by ID. Automatic import is not possible.",
                )
                return
        if tracked.subject is None:
            tracked.subject = core.library.match_title(item.title)
        tracked.state = Tracked.IMPORT_PENDING

    async def run(self, tracked: TrackedDownload) -> bool:
        """CompletedDownloadService.Import: import what is there; say whether it was all."""
        core, item, subject = self._core, tracked.item, tracked.subject
        path = self.local_path(tracked)
        if subject is None:
            return False
        tracked.state = Tracked.IMPORTING
        core.on_queue_change()
        files = await asyncio.to_thread(_files, path)
        videos = [f for f in files if f.suffix.lower() in VIDEO]
        dangerous = next((f for f in files if f.suffix.lower() in DANGEROUS), None)
        if dangerous:
            reason = f"Caution: Found executable file with extension: '{dangerous.suffix}'"
            self._refuse(tracked, [(dangerous.name, [reason])])
            return False
        if not videos:
            tracked.state = Tracked.IMPORT_PENDING
            tracked.warn((item.title, [f"No files found are eligible for import in {path}"]))
            return False
        doubted = core.doubted_imports.get(item.title) or core.doubted_imports.get("*")
        if doubted:
            # RejectedImportService: the only file was refused, and the import stays pending.
            tracked.state = Tracked.IMPORT_PENDING
            tracked.warn((item.title, list(doubted)))
            return False
        refused = core.refused_imports.get(item.title) or core.refused_imports.get("*")
        if refused:
            self._refuse(tracked, [(video.name, list(refused)) for video in videos])
            return False
        placements = core.library.placements(subject, item.title, videos)
        missing = await self._place(placements, tracked)
        if missing or not placements:
            self._refuse(tracked, [])
            return False
        tracked.state = Tracked.IMPORTED
        tracked.messages = []
        return True

    async def manual(self, files: Sequence[Resource], *, move: bool) -> list[TrackedDownload]:
        """Import the files a person or a program chose; return the downloads that are now complete."""
        core = self._core
        imported: dict[str, set[int]] = {}
        for row in files:
            media, episodes = number(row, core.library.media_key), numbers(row, "episodeIds")
            subject = core.library.subject_of(media, episodes)
            source = Path(text(row, "path"))
            if subject is None or not await asyncio.to_thread(source.exists):
                continue
            tracked = core.state.tracked.get(text(row, "downloadId"))
            title = tracked.item.title if tracked else source.stem
            placements = core.library.placements(subject, title, [source])
            await self._place(placements, tracked, title=title, move=move)
            if tracked:
                imported.setdefault(tracked.item.download_id, set()).update(subject.episode_ids)
        complete: list[TrackedDownload] = []
        for download_id, episode_ids in imported.items():
            tracked = core.state.tracked[download_id]
            if tracked.subject is None or set(tracked.subject.episode_ids) <= episode_ids:
                tracked.state, tracked.messages = Tracked.IMPORTED, []
                complete.append(tracked)
        return complete

    def local_path(self, tracked: TrackedDownload) -> Path:
        """Return where a job lies here, through the remote path mappings."""
        path = str(tracked.item.output_path)
        for row in self._core.tables["remotepathmapping"]:
            remote = text(row, "remotePath")
            if remote and PurePosixPath(path).is_relative_to(remote):
                rest = PurePosixPath(path).relative_to(remote)
                return Path(text(row, "localPath")) / rest
        return Path(path)

    async def candidates(
        self, path: Path, tracked: TrackedDownload | None
    ) -> list[tuple[Path, Subject | None, list[str]]]:
        """Return the videos in a folder, or the file itself: what each is of, and what speaks against it.

        What blocks the download as a whole is not among it (ManualImportService).
        """
        files = await asyncio.to_thread(_files, path)
        videos = [f for f in files if f.suffix.lower() in VIDEO]
        return [self._judged(video, path, tracked, alone=len(videos) == 1) for video in videos]

    def _judged(
        self, video: Path, folder: Path, tracked: TrackedDownload | None, *, alone: bool
    ) -> tuple[Path, Subject | None, list[str]]:
        """Judge one video (ImportDecisionMaker)."""
        core, library = self._core, self._core.library
        grabbed = tracked.subject if tracked else None
        if library.media == "Movie":
            subject = library.match_title(folder.name) or grabbed or library.match_title(video.stem)
        else:
            subject = library.match_title(video.stem)
            if subject is None and (alone or grabbed is None):
                subject = library.match_title(folder.name) or grabbed
            elif subject is None and grabbed is not None:
                return video, Subject(media_id=grabbed.media_id), ["Invalid season or episode"]
        if subject is None:
            return video, None, [f"Unknown {library.media}"]
        reasons: list[str] = []
        if "sample" in video.stem.lower():
            reasons.append("Sample")
        if grabbed and not _within(subject, grabbed):
            reasons.append(_not_grabbed(library.media, library.name_of(subject), tracked))
        title = tracked.item.title if tracked else video.stem
        reasons += core.refused_imports.get(title) or core.refused_imports.get("*") or ()
        return video, subject, reasons

    def _block(self, tracked: TrackedDownload, reason: str) -> None:
        """Leave the import to a person."""
        tracked.state = Tracked.IMPORT_BLOCKED
        tracked.warn((tracked.item.title, [reason]))

    def _refuse(self, tracked: TrackedDownload, reasons: list[tuple[str, list[str]]]) -> None:
        """Say what was not imported and why."""
        many = "movies" if self._core.library.media == "Movie" else "episodes"
        tracked.state = Tracked.IMPORT_BLOCKED
        tracked.warn((EXPECTED.format(many), []), *reasons)

    async def _place(
        self,
        placements: Sequence[tuple[Path, Path, Subject]],
        tracked: TrackedDownload | None,
        *,
        title: str | None = None,
        move: bool = True,
    ) -> set[int]:
        """Put files in place and write history; return the episodes that found no file."""
        core = self._core
        wanted = set(tracked.subject.episode_ids) if tracked and tracked.subject else set[int]()
        for source, target, subject in placements:
            size = await asyncio.to_thread(_put, source, target, move=move)
            name = title or (tracked.item.title if tracked else source.stem)
            read = parse(name)
            file = MediaFile(
                id=core.state.next_id("file"),
                subject=subject,
                season=read.season if read else None,
                path=target,
                size=size,
                quality=tracked.quality if tracked else (read.quality if read else "Unknown"),
                languages=tracked.languages if tracked else ("English",),
                source_title=name,
                group=read.group if read else None,
                added=core.now(),
                sound=core.sounds.get(name) or core.sounds.get("*", ""),
            )
            core.state.files[file.id] = file
            core.library.attach(file)
            core.state.record(
                Event.IMPORTED,
                subject,
                date=core.now(),
                title=name,
                quality=file.quality,
                languages=file.languages,
                download_id=tracked.item.download_id if tracked else None,
                data={
                    "fileId": str(file.id),
                    "droppedPath": str(source),
                    "importedPath": str(target),
                    "downloadClient": "SABnzbd",
                    "downloadClientName": str((core.client_row or {}).get("name", "SABnzbd")),
                    "releaseGroup": file.group or "",
                    "size": str(size),
                },
            )
            core.library.touched(subject, "updated")
            wanted -= set(subject.episode_ids)
        return wanted


def _within(found: Subject, grabbed: Subject) -> bool:
    """Say whether a file is of what was grabbed."""
    same = found.media_id == grabbed.media_id
    return same and set(found.episode_ids) <= set(grabbed.episode_ids)


def _not_grabbed(media: str, name: str, tracked: TrackedDownload | None) -> str:
    """Return the objection to a file of something else (MatchesGrabSpecification)."""
    what = f"Movie {name}" if media == "Movie" else "Episode"
    title = tracked.item.title if tracked else ""
    return f"{what} was not found in the grabbed release: {title}"


def _not_local(path: Path | None) -> str:
    """Return the warning about a path that is not there."""
    return f"[{path or ''}] is not a valid local path. You may need a Remote Path Mapping."


def _files(path: Path) -> list[Path]:
    """Return the files under a path, biggest first."""
    if path.is_file():
        return [path]
    found = [f for f in path.rglob("*") if f.is_file()]
    return sorted(found, key=lambda f: f.stat().st_size, reverse=True)


def _put(source: Path, target: Path, *, move: bool) -> int:
    """Move or copy a file to its place and return its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if move:
        shutil.move(source, target)
    else:
        shutil.copyfile(source, target)
    return target.stat().st_size
