"""Settings: /config/* objects and the tables behind tags, root folders, clients, indexers, profiles."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
import copy
from pathlib import Path
import re
import shutil

from aiohttp import web

from .core import Core
from .resources import (
    ApiError,
    Resource,
    answer,
    asked,
    body_of,
    children,
    failure,
    flag,
    invalid,
    not_found,
    number,
    path_id,
    text,
)
from .sabnzbd import DownloadClientError
from .webhooks import Webhooks

MASK = "********"
SECRET = frozenset({"password", "apiKey"})
CONFIGS = ("downloadclient", "mediamanagement", "naming", "indexer", "host", "ui")
TABLES = {
    "tag": "Tag",
    "rootfolder": "RootFolder",
    "remotepathmapping": "RemotePathMapping",
    "delayprofile": "DelayProfile",
    "releaseprofile": "ReleaseProfile",
    "notification": "Notification",
    "customformat": "CustomFormat",
    "downloadclient": "DownloadClient",
    "indexer": "Indexer",
    "qualityprofile": "QualityProfile",
    "qualitydefinition": "QualityDefinition",
    "language": "Language",
    "autotagging": "AutoTagging",
}
NOT_SERVED = {
    "language": {"POST", "PUT", "DELETE"},
    "rootfolder": {"PUT"},
    "qualitydefinition": {"POST", "DELETE"},
}

type Handler = Callable[[web.Request], Awaitable[web.Response]]
type Rule = Callable[[Resource], Resource | None]


def _minimum(name: str, least: int) -> Rule:
    """Return a rule that a number is at least so much."""

    def check(body: Resource) -> Resource | None:
        if number(body, name) >= least:
            return None
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", name[0].upper() + name[1:])
        said = f"'{words}' must be greater than or equal to '{least}'."
        return failure(
            name[0].upper() + name[1:],
            said,
            value=body.get(name),
            code="GreaterThanOrEqualValidator",
        )

    return check


def _rss(body: Resource) -> Resource | None:
    """Return what is wrong with the RSS interval: 0, or 10 to 120 minutes."""
    value = number(body, "rssSyncInterval")
    if value == 0 or 10 <= value <= 120:
        return None
    return failure("RssSyncInterval", "Must be between 10 and 120 or 0 to disable", value=value)


RULES: Mapping[str, Sequence[Rule]] = {
    "mediamanagement": (_minimum("minimumFreeSpaceWhenImporting", 100),),
    "indexer": (_minimum("minimumAge", 0), _minimum("retention", 0), _rss),
}


class SettingsApi:
    """Reads and writes settings the way the real ones do: whole objects, secrets masked."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.webhooks = Webhooks(core)

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        routes = [
            web.get("/api/v3/tag/detail", self._tag_details),
            web.post("/api/v3/downloadclient/test", self._test_client),
            web.post("/api/v3/downloadclient/testall", self._test_clients),
            web.post("/api/v3/indexer/testall", self._test_indexers),
        ]
        for name in CONFIGS:
            path = f"/api/v3/config/{name}"
            routes += [
                web.get(path, self._config(name)),
                web.get(f"{path}/{{id}}", self._config(name)),
                web.put(f"{path}/{{id}}", self._put_config(name)),
            ]
        for name in TABLES:
            path = f"/api/v3/{name}"
            served = [
                web.get(path, self._list(name)),
                web.get(f"{path}/{{id}}", self._get(name)),
                web.post(path, self._post(name)),
                web.put(f"{path}/{{id}}", self._put(name)),
                web.delete(f"{path}/{{id}}", self._delete(name)),
            ]
            routes += [r for r in served if r.method not in NOT_SERVED.get(name, ())]
        return routes

    # ── config objects ──

    def _config(self, name: str) -> Handler:
        async def get(request: web.Request) -> web.Response:
            return answer(self._core.config[name])

        return get

    def _put_config(self, name: str) -> Handler:
        async def put(request: web.Request) -> web.Response:
            body = await body_of(request)
            wrong = [f for f in (rule(body) for rule in RULES.get(name, ())) if f]
            if wrong:
                raise ApiError(400, wrong)
            self._core.config[name] = _replaced(self._core.config[name], body)
            return answer(self._core.config[name], 202)

        return put

    # ── tables ──

    def _rows(self, name: str) -> list[Resource]:
        """Return a table as it is answered."""
        if name == "rootfolder":
            return [self._root_folder(row) for row in self._core.tables[name]]
        return [_masked(row) for row in self._core.tables[name]]

    def _row(self, name: str, request: web.Request) -> Resource:
        """Return the stored row a path names."""
        wanted = path_id(request)
        row = next((r for r in self._core.tables[name] if r.get("id") == wanted), None)
        if row is None:
            raise not_found(TABLES[name], wanted)
        return row

    def _list(self, name: str) -> Handler:
        async def get_all(request: web.Request) -> web.Response:
            return answer(self._rows(name))

        return get_all

    def _get(self, name: str) -> Handler:
        async def get(request: web.Request) -> web.Response:
            row = self._row(name, request)
            return answer(self._root_folder(row) if name == "rootfolder" else _masked(row))

        return get

    def _post(self, name: str) -> Handler:
        async def post(request: web.Request) -> web.Response:
            body = await body_of(request)
            rows = self._core.tables[name]
            if name == "tag":
                body = {"label": _label(body)}
                if existing := next((r for r in rows if r["label"] == body["label"]), None):
                    return answer(existing, 201)
            if name == "rootfolder":
                self._check_root_folder(body)
            if name == "notification":
                await self.webhooks.check(body)
            taken = [i for r in rows if isinstance(i := r.get("id"), int)]
            row = body | {"id": max(taken, default=0) + 1}
            rows.append(row)
            self._core.announce(name, "created", _masked(row))
            return answer(self._root_folder(row) if name == "rootfolder" else _masked(row), 201)

        return post

    def _put(self, name: str) -> Handler:
        async def put(request: web.Request) -> web.Response:
            row, body = self._row(name, request), await body_of(request)
            if name == "tag":
                body["label"] = _label(body)
            fresh = _replaced(row, _unmasked(row, body))
            if (
                name == "downloadclient"
                and flag(fresh, "enable")
                and not asked(request, "forceSave")
            ):
                await self._check_client()
            row.clear()
            row.update(fresh)
            return answer(_masked(row), 202)

        return put

    def _delete(self, name: str) -> Handler:
        async def delete(request: web.Request) -> web.Response:
            self._core.tables[name].remove(self._row(name, request))
            return answer({})

        return delete

    async def _tag_details(self, request: web.Request) -> web.Response:
        kinds = (
            "delayProfile",
            "importList",
            "notification",
            "indexer",
            "downloadClient",
            "autoTag",
        )
        return answer(
            [tag | {f"{kind}Ids": [] for kind in kinds} for tag in self._core.tables["tag"]]
        )

    # ── what has its own rules ──

    def _root_folder(self, row: Resource) -> Resource:
        """Return a root folder with what the disk says."""
        path = Path(str(row["path"]))
        there = path.is_dir()
        free = shutil.disk_usage(path).free if there else None
        return row | {"accessible": there, "freeSpace": free, "unmappedFolders": []}

    def _check_root_folder(self, body: Resource) -> None:
        """Refuse a root folder that is not there or known."""
        path = text(body, "path")
        if not Path(path).is_dir():
            raise invalid("Path", f"Folder '{path}' does not exist", value=path)
        if Path(path) in self._core.root_folders():
            raise invalid("Path", "Path is already configured as a root folder", value=path)

    async def _check_client(self) -> None:
        """Refuse to save a download client that does not answer."""
        try:
            if self._core.downloads:
                await self._core.downloads.version()
        except DownloadClientError as error:
            name = "APIKey" if "API Key" in str(error) else "Host"
            raise invalid(name, str(error)) from error

    async def _test_client(self, request: web.Request) -> web.Response:
        await body_of(request)
        await self._check_client()
        return answer({})

    async def _test_clients(self, request: web.Request) -> web.Response:
        results: list[Resource] = []
        for row in self._core.tables["downloadclient"]:
            try:
                await self._check_client()
                results.append({"id": row["id"], "isValid": True, "validationFailures": []})
            except ApiError as error:
                results.append(
                    {"id": row["id"], "isValid": False, "validationFailures": error.payload}
                )
        return answer(results)

    async def _test_indexers(self, request: web.Request) -> web.Response:
        return answer(
            [
                {"id": i.identifier, "isValid": i.fault is None, "validationFailures": []}
                for i in self._core.indexers
            ]
        )


def _replaced(old: Resource, body: Resource) -> Resource:
    """Return an object after a PUT: what is missing becomes its type's default, as deserialising does."""
    fresh = {k: v for k, v in body.items() if v is not None}
    for name, value in old.items():
        if name not in fresh:
            empty = False if isinstance(value, bool) else 0 if isinstance(value, int) else value
            fresh[name] = empty
    return fresh | {"id": old.get("id", 1)}


def _label(body: Resource) -> str:
    """Return the label of a tag: lower case; refuses what may not stand in one."""
    label = text(body, "label").lower()
    if not re.fullmatch(r"[a-z0-9-]+", label):
        raise invalid("Label", "Allowed characters a-z, 0-9 and -", value=label)
    return label


def _masked(row: Resource) -> Resource:
    """Return a row with its secrets as asterisks."""
    shown = copy.deepcopy(row)
    for item in children(shown, "fields"):
        if item.get("privacy") in SECRET and item.get("value"):
            item["value"] = MASK
    return shown


def _unmasked(old: Resource, body: Resource) -> Resource:
    """Return a body with the asterisks replaced by what was stored."""
    stored = {item.get("name"): item.get("value") for item in children(old, "fields")}
    fresh = copy.deepcopy(body)
    for item in children(fresh, "fields"):
        if item.get("value") == MASK:
            item["value"] = stored.get(item.get("name"))
    return fresh
