"""/history."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from .core import Core
from .resources import (
    ApiError,
    Resource,
    answer,
    asked,
    asked_list,
    asked_number,
    moment,
    not_found,
    page,
    path_id,
    stamp,
)
from .state import Event, HistoryRow


class HistoryApi:
    """What happened to the titles of the library."""

    def __init__(
        self,
        core: Core,
        mark_failed: Callable[[HistoryRow], Awaitable[None]],
        again: Callable[[], None],
        event_ids: dict[str, Event],
        languages: Callable[[tuple[str, ...]], list[Resource]],
    ) -> None:
        self._core = core
        self._mark_failed = mark_failed
        self._again = again
        self._event_ids = event_ids
        self._languages = languages

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        media = self._core.library.media.lower()
        return [
            web.get("/api/v3/history", self._list),
            web.get("/api/v3/history/since", self._since),
            web.get(f"/api/v3/history/{media}", self._of_media),
            web.post("/api/v3/history/failed/{id}", self._failed),
        ]

    def resource(self, row: HistoryRow, *, embed: bool = False) -> Resource:
        """Return a row as JSON."""
        core = self._core
        resource: Resource = {"id": row.id, core.library.media_key: row.media_id}
        if row.episode_id is not None:
            resource["episodeId"] = row.episode_id
        resource |= {
            "sourceTitle": row.source_title,
            "languages": self._languages(row.languages),
            "quality": core.qualities.named(row.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "qualityCutoffNotMet": False,
            "date": stamp(row.date),
            "downloadId": row.download_id,
            "eventType": row.event.value,
            "data": row.data,
        }
        if embed and core.library.exists(row.media_id):
            resource |= core.library.embedded(row.media_id, row.episode_id)
        return resource

    async def _list(self, request: web.Request) -> web.Response:
        rows = self._of_event(self._core.state.history, asked_list(request, "eventType"))
        if download := request.query.get("downloadId"):
            # The real ones keep the id's case but compare without it.
            rows = [r for r in rows if (r.download_id or "").lower() == download.lower()]
        if episode := asked_number(request, "episodeId"):
            rows = [r for r in rows if r.episode_id == episode]
        media = self._core.library.media
        if wanted := asked_list(request, f"{media.lower()}Ids"):
            rows = [r for r in rows if str(r.media_id) in wanted]
        embed = asked(request, f"include{media}")
        newest_first = [self.resource(r, embed=embed) for r in reversed(rows)]
        direction = request.query.get("sortDirection")
        if request.query.get("sortKey", "date") == "date" and direction != "ascending":
            ids = {r["id"]: place for place, r in enumerate(reversed(newest_first))}
            keys = {"date": lambda r: f"{ids[r['id']]:09}"}
            return answer(page(newest_first, request, sort_key="date", keys=keys, descending=True))
        return answer(page(newest_first, request, sort_key="date", descending=True))

    async def _since(self, request: web.Request) -> web.Response:
        since = moment(request.query.get("date", "0001-01-01T00:00:00Z"))
        rows = self._of_event(self._core.state.history, asked_list(request, "eventType"))
        rows = sorted((r for r in rows if r.date >= since), key=lambda r: r.date)
        embed = asked(request, f"include{self._core.library.media}")
        return answer([self.resource(r, embed=embed) for r in rows])

    async def _of_media(self, request: web.Request) -> web.Response:
        wanted = asked_number(request, self._core.library.media_key)
        rows = self._of_event(self._core.state.history, asked_list(request, "eventType"))
        rows = [r for r in rows if r.media_id == wanted]
        return answer([self.resource(r) for r in reversed(rows)])

    async def _failed(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        row = next((r for r in self._core.state.history if r.id == wanted), None)
        if row is None:
            raise not_found("History", wanted)
        await self._mark_failed(row)
        self._again()
        return answer({})

    def _of_event(self, rows: list[HistoryRow], wanted: list[str]) -> list[HistoryRow]:
        """Return the rows of the wanted event types: numbers as documented, or names."""
        if not wanted:
            return list(rows)
        events = set[Event | None]()
        for name in wanted:
            if name not in self._event_ids and name not in list(Event) and not name.isdigit():
                raise ApiError(400, {"message": f"The value '{name}' is not valid."})
            events.add(self._event_ids.get(name) or (Event(name) if name in list(Event) else None))
        return [r for r in rows if r.event in events]
