"""The configuration, as `get_config` and `set_config` show and take it.

`misc` has the settings that matter to us, with the defaults of the real ones; the real ones have about 160.
"""

from collections.abc import Mapping

from ..http import Json
from .model import NewsServer, Release

_MISC: Mapping[str, Json] = {
    "language": "en",
    "host": "127.0.0.1",
    "port": "8080",
    "url_base": "",
    "username": "",
    "password": "",
    "bandwidth_max": "",
    "bandwidth_perc": 100,
    "cache_limit": "1G",
    "permissions": "",
    "download_dir": "Downloads/incomplete",
    "download_free": "",
    "complete_dir": "Downloads/complete",
    "complete_free": "",
    "fulldisk_autoresume": 0,
    "script_dir": "",
    "script_can_fail": False,
    "max_art_tries": 3,
    "sfv_check": 1,
    "flat_unpack": 0,
    "par_option": "",
    "pre_check": False,
    "fail_hopeless_jobs": True,
    "fast_fail": 1,
    "no_dupes": 0,
    "no_smart_dupes": 0,
    "pause_on_pwrar": 1,
    "ignore_samples": 0,
    "deobfuscate_final_filenames": 1,
    "direct_unpack": True,
    "propagation_delay": 0,
    "folder_rename": 1,
    "replace_spaces": 0,
    "safe_postproc": 1,
    "pause_on_post_processing": 0,
    "enable_all_par": 0,
    "cleanup_list": [],
    "unwanted_extensions": [],
    "action_on_unwanted_extensions": 0,
    "history_retention": "",
    "history_retention_option": "all",
    "history_retention_number": 0,
    "quota_size": "",
    "enable_unrar": 1,
    "enable_7zip": 1,
    "enable_filejoin": 1,
    "enable_tsjoin": 1,
    "check_new_rel": 0,
    "no_penalties": 0,
    "req_completion_rate": 100.2,
    "size_limit": "",
    "history_limit": 10,
    "host_whitelist": ["vm"],
    "local_ranges": [],
    "inet_exposure": 0,
    "receive_threads": 2,
    "email_to": [],
}
_ONLY: Mapping[Release, Mapping[str, Json]] = {
    Release.V45: {"empty_postproc": 0},
    Release.V51: {
        "enable_tar": 1,
        "direct_write": 1,
        "assembler_max_queue_size": 12,
        "outgoing_nntp_ip": "",
    },
}


class Settings:
    """The `misc` settings, the categories and the news servers of one SABnzbd."""

    def __init__(self, release: Release, *, api_key: str, nzb_key: str) -> None:
        keys: dict[str, Json] = {"api_key": api_key, "nzb_key": nzb_key}
        self._defaults: dict[str, Json] = {**_MISC, **_ONLY[release], **keys}
        self.misc = dict(self._defaults)
        self.categories: dict[str, dict[str, Json]] = {}
        self.servers: dict[str, NewsServer] = {}
        self._pipelining = release is Release.V51
        self.set_category("*", pp="3", script="None", dir="", priority="0")
        for name in ("movies", "tv"):
            self.set_category(name, dir=name)

    def set_category(self, name: str, **given: str) -> dict[str, Json]:
        """Add a category or change it; returns it as it is now."""
        order = len(self.categories)
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
        if "priority" in given:
            category["priority"] = int(given["priority"])
        return category

    def set_misc(self, keyword: str, value: str) -> Json:
        """Set one setting and return what it is now: a value that does not fit leaves the default, silently."""
        default = self._defaults[keyword]
        match default:
            case bool():
                self.misc[keyword] = value.lower() in ("1", "true", "on", "yes")
            case int() | float():
                self.misc[keyword] = type(default)(value) if _is_number(value) else default
            case list():
                self.misc[keyword] = [part.strip() for part in value.split(",") if part.strip()]
            case _:
                self.misc[keyword] = value
        return self.misc[keyword]

    def read(self, section: str | None, keyword: str | None) -> Json:
        """Return the configuration, one section of it or one setting; None when there is none such."""
        whole: dict[str, Json] = {
            "misc": dict(self.misc),
            "categories": [*self.categories.values()],
            "servers": [self._server(server) for server in self.servers.values()],
        }
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
            "password": "*" * 10,
            "connections": server.connections,
            "ssl": 0,
            "ssl_verify": 3,
            "ssl_ciphers": "",
            "enable": int(server.enable),
            "required": 0,
            "optional": 0,
            **pipelining,
            "retention": 0,
            "expire_date": "",
            "quota": "",
            "usage_at_start": 0,
            "priority": 0,
            "notes": "",
        }


def _name(entry: Json) -> Json:
    """Return the name of a category or server."""
    return entry["name"] if isinstance(entry, dict) else None


def _is_number(text: str) -> bool:
    """Say whether a text is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True
