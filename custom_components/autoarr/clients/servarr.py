"""What Radarr and Sonarr (API v3) have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar, override

import aiohttp

from . import payload
from .base import Call, Params
from .errors import ServiceError, ServiceNotFound, ServiceRejected, ServiceUnexpectedAnswer
from .images import MOST_IMAGE, Cover, Image
from .models.decode import Each, JsonObject, JsonValue, as_object, children, integer, text
from .models.servarr import (
    AppUpdate,
    BlocklistRow,
    Command,
    DiskSpace,
    DownloadClient,
    FailedHandling,
    HealthMessage,
    HistoryEvent,
    HistoryRecord,
    ImportCandidate,
    ImportMode,
    Indexer,
    Library,
    ParseResult,
    QualityProfile,
    QueueItem,
    QueueStatus,
    Release,
    RootFolder,
    SystemStatus,
    Tag,
)
from .models.servarr_connections import Connection, webhook_body
from .servarr_documents import ServarrDocuments

_API = "/api/v3"
_PAGE = 1000
_MOST_PAGES = 200
_DOWNLOAD_CONFIG = "/config/downloadclient"


class ServarrClient(ServarrDocuments):
    """Talks to one Radarr or Sonarr."""

    media_path: ClassVar[str]
    media_mark: ClassVar[bytes]
    event_names: ClassVar[Mapping[HistoryEvent, str]]

    @override
    def _headers(self) -> Mapping[str, str]:
        """Return the header with the key."""
        return {"X-Api-Key": self.endpoint.api_key}

    async def verify(self) -> SystemStatus:
        """Return the status when address, key and application are right.

        Raises WrongService for another application, ServiceUnexpectedAnswer for an API version we do not know.
        """
        try:
            return await self.system_status()
        except (ServiceNotFound, ServiceRejected, ServiceUnexpectedAnswer) as err:
            if isinstance(err, ServiceUnexpectedAnswer) and err.missing is None:
                raise
            foreign = await self._foreign(err)
            if foreign is None:
                raise
            raise foreign from err

    async def system_status(self) -> SystemStatus:
        """Return name and version; raises WrongService when it is another application."""
        status = await self._get("/system/status", _one(SystemStatus.from_json))
        if status.app_name.casefold() != self.kind.value:
            raise self.explain.wrong_service("/api/v3/system/status", status.app_name)
        return status

    async def ping(self) -> None:
        """Ask for a sign of life; needs no key."""
        await self._fetch(Call(method="GET", path="/ping"), as_object)

    async def health(self) -> list[HealthMessage]:
        """Return the service's own health messages."""
        return await self._get("/health", Each(HealthMessage.from_json))

    async def disk_space(self) -> list[DiskSpace]:
        """Return the space of every mount it uses."""
        return await self._get("/diskspace", Each(DiskSpace.from_json))

    async def root_folders(self) -> list[RootFolder]:
        """Return the folders of its library."""
        return await self._get("/rootfolder", Each(RootFolder.from_json))

    async def quality_profiles(self) -> list[QualityProfile]:
        """Return its quality profiles."""
        return await self._get("/qualityprofile", Each(QualityProfile.from_json))

    async def tags(self) -> list[Tag]:
        """Return all tags."""
        return await self._get("/tag", Each(Tag.from_json))

    async def ensure_tag(self, label: str) -> Tag:
        """Return the tag with this label (the services store it in lower case), made when missing."""
        wanted = label.strip().lower()
        for tag in await self.tags():
            if tag.label.lower() == wanted:
                return tag
        return await self._post("/tag", {"label": wanted}, _one(Tag.from_json))

    async def updates(self) -> list[AppUpdate]:
        """Return published versions, newest first."""
        return await self._get("/update", Each(AppUpdate.from_json), slow=True)

    async def queue(self) -> list[QueueItem]:
        """Return the whole queue, also downloads that belong to no known title."""
        unknown = {"includeUnknownMovieItems": True, "includeUnknownSeriesItems": True}
        items = await self._pages("/queue", QueueItem.from_json, unknown)
        return list({item.id: item for item in items}.values())

    async def queue_with_titles(self) -> list[QueueItem]:
        """Return the whole queue with whether its titles are monitored: large, not for each poll."""
        wanted = {
            "includeUnknownMovieItems": True,
            "includeUnknownSeriesItems": True,
            "includeMovie": True,
            "includeSeries": True,
            "includeEpisode": True,
        }
        items = await self._pages("/queue", QueueItem.from_json, wanted)
        return list({item.id: item for item in items}.values())

    async def queue_status(self) -> QueueStatus:
        """Return the queue in numbers: small, for polling."""
        return await self._get("/queue/status", _one(QueueStatus.from_json))

    async def delete_queue_item(
        self, item_id: int, *, remove_from_client: bool, blocklist: bool, skip_redownload: bool
    ) -> None:
        """Remove a queue item; with `blocklist` the service searches another release unless told to skip that."""
        await self._write(
            "DELETE",
            f"/queue/{item_id}",
            params={
                "removeFromClient": remove_from_client,
                "blocklist": blocklist,
                "skipRedownload": skip_redownload,
            },
        )

    async def wanted_missing_total(self) -> int:
        """Return how many monitored films or episodes are missing."""
        return await self._get(
            "/wanted/missing",
            _total_records,
            {"page": 1, "pageSize": 1, "monitored": True},
            slow=True,
        )

    async def library(self) -> Library:
        """Return how many films or series the library has, and with which quality profiles.

        The API has no count, only the whole list (megabytes): it is counted while it streams by, never decoded.
        """
        call = self._call("GET", self.media_path, slow=True)
        found = await self._tally(call, self.media_mark, b'"qualityProfileId":')
        return Library(total=found.total, profiles=found.numbers)

    async def history_of(self, download_id: str) -> list[HistoryRecord]:
        """Return what happened to one download, newest first."""
        params = {
            "downloadId": download_id,
            "sortKey": "date",
            "sortDirection": "descending",
        }
        return await self._pages("/history", HistoryRecord.from_json, params)

    async def history_of_media(self, media_id: int) -> list[HistoryRecord]:
        """Return what happened to the releases of one film or series, newest first."""
        name = self.media_path.removeprefix("/")
        params = {f"{name}Id": media_id}
        path = f"/history/{name}"
        found = await self._get(path, Each(HistoryRecord.from_json), params, slow=True)
        return sorted(found, key=lambda record: record.id, reverse=True)

    async def history_since(
        self, date: datetime, event: HistoryEvent | None = None
    ) -> list[HistoryRecord]:
        """Return what happened since a time (aware), all or one kind of event."""
        params = {"date": _stamp(date)}
        if event is not None and event in self.event_names:
            params["eventType"] = self.event_names[event]
        found = await self._get("/history/since", Each(HistoryRecord.from_json), params)
        return [record for record in found if event is None or record.event_type is event]

    async def mark_failed(self, history_id: int) -> None:
        """Mark a grab as failed: the service blocklists the release and, if it is set to, searches again."""
        await self._write("POST", f"/history/failed/{history_id}")

    async def blocklist(self) -> list[BlocklistRow]:
        """Return the whole blocklist, newest first."""
        params = {"sortKey": "date", "sortDirection": "descending"}
        return await self._pages("/blocklist", BlocklistRow.from_json, params)

    async def delete_blocklist_rows(self, ids: Sequence[int]) -> None:
        """Allow these releases again."""
        if ids:
            await self._write("DELETE", "/blocklist/bulk", {"ids": list(ids)})

    async def commands(self) -> list[Command]:
        """Return the tasks that run, wait or ended lately."""
        return await self._get("/command", Each(Command.from_json))

    async def command(self, command_id: int) -> Command:
        """Return one task; raises ServiceNotFound once it is forgotten."""
        return await self._get(f"/command/{command_id}", _one(Command.from_json))

    async def run_command(self, name: str, body: Mapping[str, JsonValue]) -> Command:
        """Start a task of the service by its own name."""
        return await self._post("/command", {"name": name, **body}, _one(Command.from_json))

    async def grab_release(self, guid: str, indexer_id: int) -> None:
        """Grab a release of a search not older than 30 minutes.

        Raises ServiceNotFound when it has left the cache, ServiceRejected (409) when the indexer fails.
        """
        await self._write("POST", "/release", {"guid": guid, "indexerId": indexer_id}, slow=True)

    async def parse_title(self, title: str) -> ParseResult:
        """Ask the service what a release name stands for."""
        return await self._get("/parse", _one(ParseResult.from_json), {"title": title})

    async def indexers(self) -> list[Indexer]:
        """Return the indexers it is set up with."""
        return await self._get("/indexer", Each(Indexer.from_json))

    async def download_clients(self) -> list[DownloadClient]:
        """Return the download clients it is connected to."""
        return await self._get("/downloadclient", Each(DownloadClient.from_json))

    async def set_remove_failed(self, client_id: int, *, enabled: bool) -> None:
        """Switch whether failed jobs are deleted in a download client; raises when it did not stick."""
        path = f"/downloadclient/{client_id}"
        raw = await self._get(path, as_object)
        await self._write(
            "PUT", path, {**raw, "removeFailedDownloads": enabled}, params={"forceSave": True}
        )
        if (await self._get(path, _one(DownloadClient.from_json))).remove_failed is not enabled:
            raise self.explain.unexpected(
                _API + path, "did not keep the switch for failed downloads"
            )

    async def failed_handling(self) -> FailedHandling:
        """Return whether it searches again by itself after a failure."""
        return await self._get(_DOWNLOAD_CONFIG, _one(FailedHandling.from_json))

    async def set_failed_handling(self, handling: FailedHandling) -> None:
        """Set whether it searches again by itself; raises ServiceUnexpectedAnswer when it did not stick."""
        raw, identifier = await self._get(_DOWNLOAD_CONFIG, _with_id)
        changed: JsonObject = {
            **raw,
            "autoRedownloadFailed": handling.auto_redownload,
            "autoRedownloadFailedFromInteractiveSearch": handling.auto_redownload_interactive,
        }
        await self._write("PUT", f"{_DOWNLOAD_CONFIG}/{identifier}", changed)
        if await self.failed_handling() != handling:
            raise self.explain.unexpected(
                _API + _DOWNLOAD_CONFIG, "did not keep the switches for failed downloads"
            )

    async def manual_import(self, download_id: str) -> list[ImportCandidate]:
        """Return the videos of a finished download and what speaks against each; none when it is not tracked."""
        return await self._get(
            "/manualimport", Each(ImportCandidate.from_json), {"downloadId": download_id}, slow=True
        )

    async def import_files(self, files: Sequence[ImportCandidate], mode: ImportMode) -> Command:
        """Start the import of these files as what they are mapped to; nothing is checked any more."""
        chosen: list[JsonValue] = [file.as_json() for file in files]
        return await self.run_command("ManualImport", {"files": chosen, "importMode": mode})

    async def notifications(self) -> list[Connection]:
        """Return whom it calls when something happens."""
        return await self._get("/notification", Each(Connection.from_json))

    async def add_notification(self, name: str, url: str) -> Connection:
        """Have it call a webhook when somebody has to look at an import; it calls it once before, as a test.

        Raises ServiceRejected when the test fails, or the name is taken.
        """
        body = webhook_body(name, url)
        return await self._fetch(
            self._call("POST", "/notification", None, body, slow=True), _one(Connection.from_json)
        )

    async def delete_notification(self, connection_id: int) -> None:
        """Remove a connection."""
        await self._write("DELETE", f"/notification/{connection_id}")

    async def poster(self, cover: Cover) -> Image:
        """Return an image it has or fetches for a lookup, asked for once.

        Raises ServiceUnexpectedAnswer for what is no picture or larger than MOST_IMAGE.
        """

        async def read(response: aiohttp.ClientResponse) -> Image | None:
            return Image.recognise(response.content_type, await payload.read(response, MOST_IMAGE))

        call = Call(method="GET", path=cover.place, repeatable=False)
        image = await self._send(call, read)
        if image is None:
            raise self.explain.unexpected(call.path, "sent something that is not a picture")
        return image

    def _call(
        self,
        method: str,
        path: str,
        params: Params | None = None,
        body: JsonValue = None,
        *,
        slow: bool = False,
        timeout: float | None = None,
    ) -> Call:
        """Describe a call below `/api/v3`."""
        return Call(
            method=method,
            path=_API + path,
            params=params or {},
            json=body,
            timeout=timeout or (self.limits.slow_timeout if slow else None),
        )

    async def _get[T](
        self,
        path: str,
        decode: Callable[[JsonValue], T],
        params: Params | None = None,
        *,
        slow: bool = False,
    ) -> T:
        """Read a path and decode its answer."""
        return await self._fetch(self._call("GET", path, params, slow=slow), decode)

    async def _post[T](self, path: str, body: JsonValue, decode: Callable[[JsonValue], T]) -> T:
        """Post a body and decode the answer."""
        return await self._fetch(self._call("POST", path, None, body), decode)

    async def _write(
        self,
        method: str,
        path: str,
        body: JsonValue = None,
        *,
        params: Params | None = None,
        slow: bool = False,
    ) -> None:
        """Send a change; its answer does not matter."""
        await self._tell(self._call(method, path, params, body, slow=slow))

    async def _search_releases(self, params: Params) -> list[Release]:
        """Ask the indexers, once: each time costs them a hit."""
        call = self._call("GET", "/release", params, timeout=self.limits.search_timeout)
        return await self._fetch(replace(call, repeatable=False), Each(Release.from_json))

    async def _pages[T](
        self, path: str, decoder: Callable[[JsonObject], T], params: Params
    ) -> list[T]:
        """Read every page of a list; one that grows meanwhile is read to its new end."""
        found: list[T] = []
        for page in range(1, _MOST_PAGES + 1):
            records, total = await self._get(
                path, partial(_page, decoder=decoder), {**params, "page": page, "pageSize": _PAGE}
            )
            found.extend(records)
            if len(records) < _PAGE or len(found) >= total:
                return found
        raise self.explain.unexpected(_API + path, f"lists more than {_MOST_PAGES * _PAGE} records")

    async def _foreign(self, err: ServiceError) -> ServiceError | None:
        """Tell an unknown API version from another application; None when it is neither."""
        try:
            current = await self._fetch(Call(method="GET", path="/api"), _api_version)
        except ServiceError:
            return self.explain.wrong_service(err.endpoint, "")
        if current == "v3":
            return None
        version = self.explain.clean(current)
        return self.explain.unexpected(
            "/api", f"speaks version {version} of its API; version v3 is needed"
        )


def between(start: datetime, end: datetime) -> dict[str, str]:
    """Return the parameters of a span of time (aware)."""
    return {"start": _stamp(start), "end": _stamp(end)}


def _stamp(moment: datetime) -> str:
    """Return an aware time as the services read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _one[T](decoder: Callable[[JsonObject], T]) -> Callable[[JsonValue], T]:
    """Return a decoder of one object."""
    return lambda value: decoder(as_object(value))


def _page[T](value: JsonValue, decoder: Callable[[JsonObject], T]) -> tuple[list[T], int]:
    """Decode a page: its records and how many there are in all."""
    raw = as_object(value)
    return list(children(raw, "records", decoder)), integer(raw, "totalRecords")


def _with_id(value: JsonValue) -> tuple[JsonObject, int]:
    """Return an object and its id."""
    raw = as_object(value)
    return raw, integer(raw, "id")


def _total_records(value: JsonValue) -> int:
    """Return how many records there are in all."""
    return integer(as_object(value), "totalRecords")


def _api_version(value: JsonValue) -> str:
    """Return the version of the API that answers."""
    return text(as_object(value), "current")
