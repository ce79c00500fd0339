"""The configuration a real SABnzbd is started with: no wizard, no outside world, no waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NEWS_SERVER = "news"

# Switches of SABnzbd 4.5 and 5.1 that matter to a test; what a release does not know it ignores.
_MISC: Mapping[str, str] = {
    "check_new_rel": "0",
    "auto_browser": "0",
    "enable_broadcast": "0",
    "helpful_warnings": "0",
    "notified_new_skin": "2",
    "language": "en",
    "ipv6_servers": "0",
    "no_penalties": "1",
    # After its last job it would hang up, and let the next one wait for five seconds.
    "auto_disconnect": "0",
    # "Automatic" would switch it on after the first job and change the stages of the later ones.
    "direct_unpack": "0",
    "direct_unpack_tested": "1",
    "dirscan_speed": "0",
    "rss_rate": "1440",
    "cache_limit": "64M",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdSettings:
    """What a test chooses; `misc` goes over the defaults, as `{"pause_on_pwrar": "2"}`."""

    port: int
    api_key: str = field(repr=False)
    nzb_key: str = field(repr=False)
    nntp_port: int
    nntp_username: str
    nntp_password: str = field(repr=False)
    connections: int = 4
    categories: Sequence[str] = ("movies", "tv")
    misc: Mapping[str, str] = field(default_factory=dict)


def sabnzbd_ini(settings: SabnzbdSettings, folder: Path) -> str:
    """Return the text of `sabnzbd.ini` for a data folder."""
    misc = {
        "host": "127.0.0.1",
        "port": str(settings.port),
        "api_key": settings.api_key,
        "nzb_key": settings.nzb_key,
        "download_dir": str(folder / "incomplete"),
        "complete_dir": str(folder / "complete"),
        "script_dir": str(folder / "scripts"),
        **_MISC,
        **settings.misc,
    }
    server = {
        "name": NEWS_SERVER,
        "displayname": NEWS_SERVER,
        "host": "127.0.0.1",
        "port": str(settings.nntp_port),
        "username": settings.nntp_username,
        "password": settings.nntp_password,
        "connections": str(settings.connections),
        "timeout": "20",
        "ssl": "0",
        "enable": "1",
    }
    lines = [
        "__version__ = 19",
        "__encoding__ = utf-8",
        "[misc]",
        *_pairs(misc),
        "[servers]",
        f"[[{NEWS_SERVER}]]",
    ]
    lines += _pairs(server)
    lines += [
        "[categories]",
        "[[*]]",
        *_pairs(_category("*", 0, pp="3", script="None", folder="", priority="0")),
    ]
    for order, name in enumerate(settings.categories, 1):
        category = _category(name, order, pp="", script="Default", folder=name, priority="-100")
        lines += [f"[[{name}]]", *_pairs(category)]
    return "\n".join((*lines, ""))


def _category(
    name: str, order: int, *, pp: str, script: str, folder: str, priority: str
) -> dict[str, str]:
    """Return the settings of one category."""
    return {
        "name": name,
        "order": str(order),
        "pp": pp,
        "script": script,
        "dir": folder,
        "newzbin": "",
        "priority": priority,
    }


def _pairs(values: Mapping[str, str]) -> list[str]:
    """Return `key = value` lines."""
    return [f'{key} = "{value}"' for key, value in values.items()]
