"""Settings: /config/* objects and the tables behind tags, root folders, clients, indexers, profiles."""

from collections.abc import Awaitable, Callable, Sequence
import copy
import hashlib
from pathlib import Path
import re
import shutil

from aiohttp import web

from .core import Core
from .provider_tests import ProviderTests
from .resources import (
    ApiError,
    Resource,
    answer,
    asked,
    body_of,
    children,
    flag,
    invalid,
    not_found,
    path_id,
    text,
)
from .validators import PROVIDERS, SIZE_LIMITS, problems
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
    "importlist": "ImportList",
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

NULLABLE = {"qualitydefinition": ("minSize", "maxSize", "preferredSize")}

type Handler = Callable[[web.Request], Awaitable[web.Response]]


class SettingsApi:
    """Reads and writes settings the way the real ones do: whole objects, secrets masked."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.webhooks = Webhooks(core)
        self._tests = ProviderTests(core, self.webhooks)

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        routes = [
            web.get("/api/v3/tag/detail", self._tag_details),
            web.get("/api/v3/qualitydefinition/limits", self._size_limits),
            web.put("/api/v3/qualitydefinition/update", self._put_definitions),
            *self._tests.routes(),
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
            return answer(self._shown(f"config/{name}", self._core.config[name]))

        return get

    def _put_config(self, name: str) -> Handler:
        async def put(request: web.Request) -> web.Response:
            body = await body_of(request)
            fresh = self._kept(f"config/{name}", self._core.config[name], body)
            if wrong := problems(self._core, f"config/{name}", fresh):
                raise ApiError(400, wrong)
            if name == "host":
                fresh = _account(self._core.config[name], fresh)
            self._core.config[name] = fresh
            return answer(self._shown(f"config/{name}", fresh), 202)

        return put

    def _kept(self, name: str, old: Resource, body: Resource) -> Resource:
        """Return an object after a PUT; what this version does not have stays as it was."""
        hidden = self._core.left_out.get(name, frozenset())
        unseen = {key: value for key, value in old.items() if key in hidden}
        return _replaced(old, body, NULLABLE.get(name, ())) | unseen

    # ── tables ──

    def _rows(self, name: str) -> list[Resource]:
        """Return a table as it is answered."""
        if name == "rootfolder":
            return [self._root_folder(row) for row in self._core.tables[name]]
        return [self._shown(name, _masked(row)) for row in self._core.tables[name]]

    def _shown(self, name: str, row: Resource) -> Resource:
        """Return an object without the fields that this version does not have."""
        hidden = self._core.left_out.get(name, frozenset())
        return {key: value for key, value in row.items() if key not in hidden}

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
            if name == "rootfolder":
                return answer(self._root_folder(row))
            return answer(self._shown(name, _masked(row)))

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
            if wrong := problems(self._core, name, body):
                raise ApiError(400, wrong)
            if name == "notification":
                await self._tests.check(name, body)
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
            fresh = self._kept(name, row, _unmasked(row, body))
            if wrong := problems(self._core, name, fresh):
                raise ApiError(400, wrong)
            tested = name in PROVIDERS and flag(fresh, "enable", default=True) and fresh != row
            if tested and not asked(request, "forceSave"):
                await self._tests.check(name, fresh)
            row.clear()
            row.update(fresh)
            return answer(self._shown(name, _masked(row)), 202)

        return put

    async def _put_definitions(self, request: web.Request) -> web.Response:
        """Save many quality definitions, or none when one of them is wrong."""
        rows = {row["id"]: row for row in self._core.tables["qualitydefinition"]}
        bodies = [body for body in await request.json() if body.get("id") in rows]
        name = "qualitydefinition"
        fresh = [self._kept(name, rows[body["id"]], body) for body in bodies]
        if wrong := [found for one in fresh for found in problems(self._core, name, one)]:
            raise ApiError(400, wrong)
        for one in fresh:
            rows[one["id"]].clear()
            rows[one["id"]].update(one)
        return answer(self._rows(name), 202)

    async def _size_limits(self, request: web.Request) -> web.Response:
        return answer({"min": 0, "max": SIZE_LIMITS[self._core.app]})

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
        return {"accessible": there, "freeSpace": free, "unmappedFolders": []} | row

    def _check_root_folder(self, body: Resource) -> None:
        """Refuse a root folder that is not there or known."""
        path = text(body, "path")
        if not Path(path).is_dir():
            raise invalid("Path", f"Folder '{path}' does not exist", value=path)
        if Path(path) in self._core.root_folders():
            raise invalid("Path", "Path is already configured as a root folder", value=path)


def _account(old: Resource, fresh: Resource) -> Resource:
    """Return a host as it is kept: the password hashed when it is a new one, never what was typed twice."""
    password = text(fresh, "password")
    if password != old.get("password"):
        password = hashlib.sha256(password.encode()).hexdigest()
    return fresh | {"password": password, "passwordConfirmation": ""}


def _replaced(old: Resource, body: Resource, nullable: Sequence[str] = ()) -> Resource:
    """Return an object after a PUT: what is missing becomes its type's default, as deserialising does."""
    fresh = {k: v for k, v in body.items() if v is not None}
    for name, value in old.items():
        if name not in fresh and name not in nullable:
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
