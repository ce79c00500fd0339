"""The configuration, as `get_config` and `set_config` show and take it (sabnzbd/config.py and cfg.py of 4.5.0 and 5.1.3).

`misc` and the sections of the notifications are those of the recorded answers.
"""

from collections.abc import Mapping
import copy
from functools import cache
import json
import re
from typing import Any

from tests.recorded import SABNZBD

from ..http import Json
from .kinds import (
    EXTENSIONS,
    FRESH,
    LEAST,
    MASK,
    MOST,
    NUMBERS,
    PASSWORDS,
    PROTECTED,
    SERVER_DEFAULTS,
)
from .model import NewsServer, Release

_LIST = re.compile(r"""'.*?'|".*?"|[^'",\s][^,]*""")


@cache
def _recorded(release: Release) -> Mapping[str, dict[str, Json]]:
    """Return the configuration of the real one, as it was recorded."""
    file = json.loads((SABNZBD / release.value / "get_config.json").read_text())
    found: Mapping[str, dict[str, Json]] = file["body"]["config"]
    return found


class Settings:
    """The settings of one SABnzbd: `misc` and its like, categories, news servers, sorters; `locked` takes none."""

    def __init__(self, release: Release, *, api_key: str, nzb_key: str) -> None:
        keys: dict[str, Json] = {"api_key": api_key, "nzb_key": nzb_key}
        recorded = copy.deepcopy(_recorded(release))
        self._defaults: dict[str, Json] = {**recorded["misc"], **FRESH, **keys}
        self.misc = copy.deepcopy(self._defaults)
        self._others: dict[str, Json] = {
            name: section
            for name, section in recorded.items()
            if name not in ("misc", "categories", "servers", "sorters")
        }
        self.sorters: dict[str, dict[str, Json]] = {}
        self.categories: dict[str, dict[str, Json]] = {}
        self.servers: dict[str, NewsServer] = {}
        self._pipelining = release is Release.V51
        self.set_category("*", pp="3", script="None", dir="", priority="0")
        for name in ("movies", "tv"):
            self.set_category(name, dir=name)

    def set_category(self, name: str, **given: str) -> dict[str, Json]:
        """Add a category or change it; returns it as it is now."""
        order = 0 if "order" in given else len(self.categories)
        category = self.categories.setdefault(
            name,
            {
                "name": name,
                "order": order,
                "pp": "",
                "script": "Default",
                "dir": "",
                "newzbin": "",
                "priority": -100,
            },
        )
        for key in ("pp", "script", "dir", "newzbin"):
            if key in given:
                category[key] = given[key]
        for key, default in (("order", 0), ("priority", -100)):
            if key in given:
                category[key] = _whole(given[key], default)
        return category

    def set_misc(self, keyword: str, value: str) -> Json:
        """Set one setting and return what it is now; what does not fit leaves a default or the old value, silently."""
        default, present = self._defaults[keyword], self.misc[keyword]
        fresh = present if keyword in PROTECTED else self._taken(keyword, default, value)
        if fresh != present or isinstance(fresh, list):
            self.misc[keyword] = fresh
        return self.misc[keyword]

    def _taken(self, keyword: str, default: Json, value: str) -> Json:
        """Return what a value becomes."""
        if keyword in PASSWORDS:
            return MASK if value.strip("*") else "" if value == "" else self.misc[keyword]
        if isinstance(default, list):
            return _listed(keyword, value)
        if isinstance(default, float) or keyword in NUMBERS:
            kind = float if isinstance(default, float) else int
            try:
                number: float = kind(value)
            except ValueError:
                number = float(str(default)) if kind is float else int(str(default))
            number = min(number, MOST.get(keyword, number))
            return max(number, LEAST.get(keyword, number))
        if isinstance(default, int):
            return bool(_whole(value, 0))
        if keyword == "permissions" and value and not re.fullmatch(r"0*[1-7][0-7]*", value):
            return self.misc[keyword]
        return value.strip()

    def set_server(self, name: str, given: Mapping[str, str]) -> None:
        """Change a news server, or add one; a quota that is not given counts as changed."""
        server = self.servers.setdefault(name, NewsServer(name=name))
        if given.get("quota", "") != server.more.get("quota", ""):
            server.more["usage_at_start"] = server.total
        for key, value in given.items():
            match key:
                case "host":
                    server.host = value.lower().strip()
                case "username":
                    server.username = value.strip()
                case "password" if value == "" or value.strip("*"):
                    server.password = value
                case "port" | "connections":
                    most = 65535 if key == "port" else 500
                    setattr(
                        server, key, min(max(_whole(value, 119 if key == "port" else 1), 0), most)
                    )
                case "enable":
                    server.enable = bool(_whole(value, 0))
                case _ if key in SERVER_DEFAULTS:
                    server.more[key] = _server_value(key, value)

    def set_sorter(self, name: str, given: Mapping[str, str]) -> dict[str, Json]:
        """Change a sorter, or add one."""
        sorter = self.sorters.setdefault(
            name,
            {
                "name": name,
                "order": len(self.sorters),
                "min_size": "50M",
                "multipart_label": "",
                "sort_string": "",
                "sort_cats": [],
                "sort_type": [],
                "is_active": 0,
            },
        )
        for key in ("min_size", "multipart_label", "sort_string"):
            if key in given:
                sorter[key] = given[key].strip()
        if "order" in given:
            sorter["order"] = min(max(_whole(given["order"], 0), 0), 100)
        if "sort_cats" in given:
            sorter["sort_cats"] = _listed("sort_cats", given["sort_cats"])
        if "sort_type" in given:
            sorter["sort_type"] = [
                int(str(one)) for one in _listed("sort_type", given["sort_type"])
            ]
        if "is_active" in given:
            sorter["is_active"] = int(_whole(given["is_active"], 0) != 0)
        return sorter

    def delete(self, section: str, name: str) -> bool:
        """Remove a row; says whether there was one."""
        tables: Mapping[str, dict[str, Any]] = {
            "categories": self.categories,
            "servers": self.servers,
            "sorters": self.sorters,
        }
        return tables.get(section, {}).pop(name, None) is not None

    def read(self, section: str | None, keyword: str | None) -> Json:
        """Return the configuration, one section of it or one setting; None when there is none such."""
        whole: dict[str, Json] = {
            "misc": dict(self.misc),
            **self._others,
            "categories": _ordered(self.categories),
            "servers": [self._server(server) for server in self.servers.values()],
        }
        if self.sorters:
            whole["sorters"] = _ordered(self.sorters)
        if section is None:
            return whole
        found = whole.get(section)
        if isinstance(found, dict):
            if keyword is None:
                return {section: found}
            return {section: {keyword: found[keyword]}} if keyword in found else None
        if isinstance(found, list):
            named = [each for each in found if keyword in (None, _name(each))]
            return {section: [*named]} if named or keyword is None else None
        return None

    def _server(self, server: NewsServer) -> dict[str, Json]:
        """Return a news server with its password masked."""
        pipelining: dict[str, Json] = {"pipelining_requests": 1} if self._pipelining else {}
        return {
            "name": server.name,
            "displayname": server.name,
            "host": server.host,
            "port": server.port,
            "timeout": 60,
            "username": server.username,
            "password": MASK if server.password else "",
            "connections": server.connections,
            "ssl": 0,
            "ssl_verify": 3,
            "ssl_ciphers": "",
            "enable": int(server.enable),
            "required": 0,
            "optional": 0,
            **pipelining,
            **SERVER_DEFAULTS,
            **server.more,
        }


def _ordered(rows: Mapping[str, dict[str, Json]]) -> list[Json]:
    """Return rows in the order people gave them, the default category first."""
    return [*sorted(rows.values(), key=lambda row: (row["name"] != "*", int(str(row["order"]))))]


def _name(entry: Json) -> Json:
    """Return the name of a category or server."""
    return entry["name"] if isinstance(entry, dict) else None


def _server_value(key: str, value: str) -> Json:
    """Return what a value of a news server becomes."""
    match key:
        case "ssl" | "required" | "optional":
            return int(_whole(value, 0) != 0)
        case "timeout":
            return min(max(_whole(value, 60), 20), 240)
        case "priority":
            return min(max(_whole(value, 0), 0), 99)
        case "ssl_verify":
            return _whole(value, 3)
        case "retention" | "usage_at_start":
            return _whole(value, 0)
    return value.strip()


def _listed(keyword: str, value: str) -> list[Json]:
    """Return the entries of a list: split at commas, or without any and without quotes at spaces."""
    found = _LIST.findall(value) if "," in value or '"' in value else value.split()
    if keyword in EXTENSIONS:
        return [entry.lower().strip(" .") for entry in found]
    if keyword == "host_whitelist":
        return [entry.lower().strip() for entry in found]
    return [*found]


def _whole(text: str, default: int) -> int:
    """Return a whole number, the default for what is none."""
    try:
        return int(text)
    except ValueError:
        return default
