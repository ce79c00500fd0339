"""/release (interactive search), /parse and /manualimport."""

from pathlib import Path

from aiohttp import web

from tests.fakes.releases import IndexerError

from .core import Core
from .decisions import Decision, Search
from .imports import Importer
from .parsing import parse
from .resources import (
    ApiError,
    Resource,
    answer,
    asked_list,
    body_of,
    hashed_id,
    number,
    stamp,
    text,
)
from .sabnzbd import DownloadClientError
from .search import Searcher
from .state import Source, Subject


class ReleaseApi:
    """Searches a person looks at, release by release."""

    def __init__(self, core: Core, searcher: Searcher, importer: Importer) -> None:
        self._core = core
        self._searcher = searcher
        self._importer = importer

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            web.get("/api/v3/release", self._search),
            web.post("/api/v3/release", self._grab),
            web.get("/api/v3/parse", self._parse),
            web.get("/api/v3/manualimport", self._manual),
        ]

    async def _search(self, request: web.Request) -> web.Response:
        wanted = self._wanted(request)
        decisions = await self._searcher.search(wanted, Search(user_invoked=True, interactive=True))
        self._searcher.remember(decisions)
        ordered = sorted(decisions, key=lambda d: not d.approved)
        return answer([self._resource(d, place) for place, d in enumerate(ordered)])

    def _wanted(self, request: web.Request) -> Subject:
        """Return what the query asks for."""
        library = self._core.library
        media = request.query.get(library.media_key, "")
        episodes = asked_list(request, "episodeId")
        season = request.query.get("seasonNumber")
        subject = library.subject_of(
            int(media) if media.isdigit() else 0,
            [int(e) for e in episodes if e.isdigit()]
            or ([-int(season) - 1] if season and season.isdigit() else []),
        )
        if subject is None:
            raise ApiError(404, {"message": "NotFound"})
        return subject

    def _resource(self, decision: Decision, place: int) -> Resource:
        """Return a release as JSON."""
        core, release, subject = self._core, decision.release, decision.subject
        age = core.now() - release.publish_date
        own = core.library.release_fields(release, subject)
        return {
            "id": hashed_id(f"{release.indexer_id}_{release.guid}"),
            "guid": release.guid,
            "quality": core.qualities.named(release.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "qualityWeight": core.qualities.weight(release.quality) * 100 + 1,
            "age": age.days,
            "ageHours": age.total_seconds() / 3600,
            "ageMinutes": age.total_seconds() / 60,
            "size": release.size,
            "indexerId": release.indexer_id,
            "indexer": release.indexer,
            "releaseGroup": release.group,
            "title": release.title,
            "sceneSource": False,
            "languages": [{"id": 1, "name": name} for name in release.languages],
            "approved": decision.approved,
            "temporarilyRejected": decision.temporary,
            "rejected": bool(decision.rejections) and not decision.temporary,
            "rejections": [r.reason for r in decision.rejections],
            "publishDate": stamp(release.publish_date),
            "commentUrl": f"http://indexer.invalid/details/{release.guid}",
            "downloadUrl": f"http://indexer.invalid/get/{release.guid}",
            "infoUrl": f"http://indexer.invalid/details/{release.guid}",
            "downloadAllowed": subject is not None,
            "releaseWeight": place,
            "indexerFlags": 0,
            "protocol": release.protocol,
        } | own

    async def _grab(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        decision = self._searcher.remembered(number(body, "indexerId"), text(body, "guid"))
        if decision is None:
            said = "Couldn't find requested release in cache, try searching again"
            raise ApiError(404, {"message": said})
        try:
            await self._searcher.grab(decision, Source.INTERACTIVE)
        except IndexerError as error:
            raise ApiError(409, {"message": "Getting release from indexer failed"}) from error
        except DownloadClientError as error:
            raise ApiError(500, {"message": str(error)}) from error
        return answer(body)

    async def _parse(self, request: web.Request) -> web.Response:
        title = request.query.get("title", "")
        return answer(self._core.library.parse_resource(title) if title else {})

    async def _manual(self, request: web.Request) -> web.Response:
        tracked = self._core.state.tracked.get(request.query.get("downloadId", ""))
        folder = request.query.get("folder")
        if tracked is None and not folder:
            return answer([])
        path = self._importer.local_path(tracked) if tracked else Path(folder or "")
        rows: list[Resource] = []
        judged = await self._importer.candidates(path, tracked)
        for place, (video, subject, reasons) in enumerate(judged):
            read = parse(tracked.item.title if tracked else video.stem)
            quality = self._core.qualities.named(
                tracked.quality if tracked else read.quality if read else "Unknown"
            )
            rows.append(
                {
                    "id": hashed_id(str(video)) or place + 1,
                    "path": str(video),
                    "relativePath": video.name,
                    "folderName": path.name,
                    "name": video.stem,
                    "size": video.stat().st_size,
                    "releaseGroup": read.group if read else None,
                    "quality": quality.model(),
                    "languages": [{"id": 1, "name": "English"}],
                    "qualityWeight": self._core.qualities.weight(quality.name) * 100 + 1,
                    "downloadId": tracked.item.download_id if tracked else None,
                    "customFormats": [],
                    "customFormatScore": 0,
                    "indexerFlags": 0,
                    "rejections": [{"reason": r, "type": "permanent"} for r in reasons],
                }
                | self._core.library.manual_fields(subject)
            )
        return answer(rows)
