"""/queue and /blocklist."""

from collections.abc import Callable

from aiohttp import web

from .core import Core
from .downloads import DownloadMonitor
from .resources import (
    ApiError,
    Resource,
    answer,
    asked,
    asked_list,
    body_of,
    hashed_id,
    not_found,
    numbers,
    page,
    path_id,
    span,
    stamp,
)
from .sabnzbd import DownloadClientError
from .search import Searcher
from .state import BlocklistRow, Pending, TrackedDownload


class QueueApi:
    """What is on its way: tracked downloads and pending releases; and what is not wanted again."""

    def __init__(
        self,
        core: Core,
        monitor: DownloadMonitor,
        searcher: Searcher,
        again: Callable[[], None],
    ) -> None:
        self._core = core
        self._monitor = monitor
        self._searcher = searcher
        self._again = again

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            web.get("/api/v3/queue", self._list),
            web.get("/api/v3/queue/status", self._status),
            web.get("/api/v3/queue/details", self._details),
            web.delete("/api/v3/queue/bulk", self._delete_many),
            web.delete("/api/v3/queue/{id}", self._delete),
            web.post("/api/v3/queue/grab/{id}", self._grab),
            web.get("/api/v3/blocklist", self._blocklist),
            web.delete("/api/v3/blocklist/bulk", self._unblock_many),
            web.delete("/api/v3/blocklist/{id}", self._unblock),
        ]

    def rows(self, *, unknown: bool = True, embed: bool = False) -> list[Resource]:
        """Return the rows of the queue: one a movie or an episode."""
        state, key = self._core.state, self._core.library.media_key
        rows = [r for t in state.tracked.values() if t.in_queue for r in self._tracked_rows(t)]
        rows += [r for p in state.pending for r in self._pending_rows(p)]
        if not unknown:
            rows = [row for row in rows if row.get(key)]
        return [self._embedded(row) for row in rows] if embed else rows

    def _embedded(self, row: Resource) -> Resource:
        """Return a row with the entry it is of inside."""
        media, episode = row.get(self._core.library.media_key), row.get("episodeId")
        if not isinstance(media, int):
            return row
        wanted = episode if isinstance(episode, int) else None
        return row | self._core.library.embedded(media, wanted)

    def _tracked_rows(self, tracked: TrackedDownload) -> list[Resource]:
        """Return the rows of one download; each episode of a season pack is a row of the whole size."""
        core, item = self._core, tracked.item
        ids: list[Resource] = core.library.ids(tracked.subject) if tracked.subject else [{}]
        warning = bool(tracked.messages) or item.status == "warning"
        status = "error" if item.status == "failed" else "warning" if warning else "ok"
        remaining = item.remaining_time
        common: Resource = {
            "languages": languages(tracked.languages),
            "quality": core.qualities.named(tracked.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "size": item.total,
            "title": item.title,
            "estimatedCompletionTime": stamp(core.now() + remaining) if remaining else None,
            "added": stamp(tracked.added),
            "status": item.status,
            "trackedDownloadStatus": status,
            "trackedDownloadState": tracked.state.value,
            "statusMessages": [{"title": t, "messages": m} for t, m in tracked.messages],
            "errorMessage": item.message,
            "downloadId": item.download_id,
            "protocol": item.protocol,
            "downloadClient": str((core.client_row or {}).get("name", "SABnzbd")),
            "downloadClientHasPostImportCategory": False,
            "indexer": tracked.indexer,
            "outputPath": str(item.output_path) if item.output_path else None,
            "sizeleft": item.remaining,
            "timeleft": span(remaining) if remaining is not None else None,
        }
        return [self._with_id(f"trackedDownload-1-{item.download_id}", row, common) for row in ids]

    def _pending_rows(self, pending: Pending) -> list[Resource]:
        """Return the rows of a release that waits."""
        core, release = self._core, pending.release
        left = pending.due - core.now()
        common: Resource = {
            "languages": languages(release.languages),
            "quality": core.qualities.named(release.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "size": release.size,
            "title": release.title,
            "estimatedCompletionTime": stamp(pending.due),
            "added": stamp(pending.added),
            "status": pending.reason,
            "statusMessages": [],
            "protocol": release.protocol,
            "downloadClientHasPostImportCategory": False,
            "indexer": release.indexer,
            "sizeleft": release.size,
            "timeleft": span(left),
        }
        ids = core.library.ids(pending.subject)
        return [self._with_id(f"pending-{pending.id}", row, common) for row in ids]

    def _with_id(self, base: str, ids: Resource, common: Resource) -> Resource:
        """Return a row with its own id."""
        episode = ids.get("episodeId")
        row = {"id": hashed_id(f"{base}-ep{episode or 0}")} | ids | common
        if episode is not None:
            row["episodeHasFile"] = self._core.library.has_file(ids)
        return row

    async def _list(self, request: web.Request) -> web.Response:
        media = self._core.library.media
        rows = self.rows(
            unknown=asked(request, f"includeUnknown{media}Items"),
            embed=asked(request, f"include{media}") or asked(request, "includeEpisode"),
        )
        if wanted := asked_list(request, f"{media.lower()}Ids"):
            rows = [r for r in rows if str(r.get(self._core.library.media_key)) in wanted]
        if statuses := asked_list(request, "status"):
            rows = [r for r in rows if r["status"] in statuses]
        return answer(page(rows, request, sort_key="timeleft"))

    async def _details(self, request: web.Request) -> web.Response:
        key = self._core.library.media_key
        rows = self.rows(embed=asked(request, f"include{self._core.library.media}"))
        wanted = request.query.get(key)
        episodes = asked_list(request, "episodeIds")
        return answer(
            [
                r
                for r in rows
                if (wanted is None or str(r.get(key)) == wanted)
                and (not episodes or str(r.get("episodeId")) in episodes)
            ]
        )

    async def _status(self, request: web.Request) -> web.Response:
        return answer(self.status())

    def status(self) -> Resource:
        """Return the numbers of /queue/status."""
        rows, key = self.rows(), self._core.library.media_key
        known = [r for r in rows if r.get(key)]
        unknown = [r for r in rows if not r.get(key)]

        def has(of: list[Resource], status: str) -> bool:
            return any(r.get("trackedDownloadStatus") == status for r in of)

        return {
            "id": 1,
            "totalCount": len(rows),
            "count": len(known),
            "unknownCount": len(unknown),
            "errors": has(known, "error"),
            "warnings": has(known, "warning"),
            "unknownErrors": has(unknown, "error"),
            "unknownWarnings": has(unknown, "warning"),
        }

    def _find(self, wanted: int) -> TrackedDownload | Pending:
        """Return what a row of the queue stands for."""
        state = self._core.state
        for tracked in state.tracked.values():
            if tracked.in_queue and any(r["id"] == wanted for r in self._tracked_rows(tracked)):
                return tracked
        for pending in state.pending:
            if any(r["id"] == wanted for r in self._pending_rows(pending)):
                return pending
        raise ApiError(404, {"message": "NotFound"})

    async def _delete(self, request: web.Request) -> web.Response:
        await self._take_off(self._find(path_id(request)), request)
        return answer({})

    async def _delete_many(self, request: web.Request) -> web.Response:
        found = [self._find(i) for i in numbers(await body_of(request), "ids")]
        done: list[object] = []
        for thing in found:
            if not any(thing is d for d in done):
                done.append(thing)
                await self._take_off(thing, request)
        return answer({})

    async def _take_off(self, thing: TrackedDownload | Pending, request: web.Request) -> None:
        """Remove one thing from the queue, as the query asks."""
        blocklist = asked(request, "blocklist")
        if isinstance(thing, TrackedDownload):
            await self._monitor.delete(
                thing,
                remove=asked(request, "removeFromClient", default=True),
                blocklist=blocklist,
                skip_redownload=asked(request, "skipRedownload"),
            )
            self._again()
            return
        state = self._core.state
        state.pending.remove(thing)
        if blocklist:
            release = thing.release
            state.blocklist.append(
                BlocklistRow(
                    id=state.next_id("blocklist"),
                    subject=thing.subject,
                    source_title=release.title,
                    quality=release.quality,
                    languages=release.languages,
                    date=self._core.now(),
                    published=release.publish_date,
                    size=release.size,
                    indexer=release.indexer,
                    message="Pending release manually blocklisted",
                )
            )
        self._core.on_queue_change()

    async def _grab(self, request: web.Request) -> web.Response:
        thing = self._find(path_id(request))
        if isinstance(thing, TrackedDownload):
            raise ApiError(404, {"message": "NotFound"})
        try:
            await self._searcher.grab_pending(thing)
        except DownloadClientError as error:
            raise ApiError(500, {"message": str(error)}) from error
        return answer({})

    # ── blocklist ──

    def _block_row(self, row: BlocklistRow) -> Resource:
        """Return a row of the blocklist as JSON."""
        ids: Resource = {self._core.library.media_key: row.subject.media_id}
        if row.subject.episode_ids:
            ids["episodeIds"] = list(row.subject.episode_ids)
        resource = {"id": row.id} | ids
        resource |= {
            "sourceTitle": row.source_title,
            "languages": languages(row.languages),
            "quality": self._core.qualities.named(row.quality).model(),
            "customFormats": [],
            "date": stamp(row.date),
            "protocol": row.protocol,
            "indexer": row.indexer,
            "message": row.message,
        }
        if self._core.library.exists(row.subject.media_id):
            resource |= self._core.library.embedded(row.subject.media_id, None)
        return resource

    async def _blocklist(self, request: web.Request) -> web.Response:
        rows = [self._block_row(row) for row in self._core.state.blocklist]
        media = self._core.library.media
        if wanted := asked_list(request, f"{media.lower()}Ids"):
            rows = [r for r in rows if str(r[self._core.library.media_key]) in wanted]
        return answer(page(rows, request, sort_key="date", descending=True))

    async def _unblock(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        if all(row.id != wanted for row in self._core.state.blocklist):
            raise not_found("Blocklist", wanted)
        self._forget({wanted})
        return answer({})

    async def _unblock_many(self, request: web.Request) -> web.Response:
        self._forget(set(numbers(await body_of(request), "ids")))
        return answer({})

    def _forget(self, ids: set[int]) -> None:
        """Drop rows of the blocklist."""
        state = self._core.state
        state.blocklist = [row for row in state.blocklist if row.id not in ids]


def languages(names: tuple[str, ...]) -> list[Resource]:
    """Return languages as JSON."""
    ids = {"English": 1, "French": 2, "Spanish": 3, "German": 4, "Japanese": 8}
    return [{"id": ids.get(name, 0), "name": name} for name in names]
