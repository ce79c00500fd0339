"""How a SABnzbd is set wrong, by the rule that finds it and can mend it.

The news server is called `news`. A setting with a row and no path makes that row.
"""

from collections.abc import Mapping
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonObject, JsonValue

from .wrong import Setting, Wrong

SERVER: Final = "news"
BLOCK: Final[JsonObject] = {
    "displayname": "block",
    "host": "block.example.org",
    "port": 563,
    "timeout": 60,
    "connections": 8,
    "ssl": 1,
    "ssl_verify": 3,
    "enable": 1,
    "optional": 0,
    "quota": "500G",
    "priority": 0,
}


def _row(document: str, row: str, path: str, value: JsonValue) -> Setting:
    """Return a setting of a category, server or sorter."""
    return (ServiceKind.SABNZBD, document, row, path, value)


def _misc(**values: JsonValue) -> Wrong:
    """Return settings of `misc`."""
    return Wrong(
        settings=tuple(
            (ServiceKind.SABNZBD, "misc", "", name, value) for name, value in values.items()
        )
    )


def _touched(switch: str) -> Wrong:
    """Return a switch of `misc` that is off by default, off: SABnzbd writes it as `0` until it was on once, then as `false`."""
    return Wrong(
        settings=tuple((ServiceKind.SABNZBD, "misc", "", switch, on) for on in (True, False))
    )


_SWITCHES: Final[Mapping[str, JsonValue]] = {
    "auto_sort": "avg_age desc",
    "action_on_unwanted_extensions": 1,
    "cache_limit": "64M",
    "deobfuscate_final_filenames": False,
    "enable_7zip": False,
    "enable_all_par": True,
    "enable_recursive": False,
    "enable_unrar": False,
    "fail_hopeless_jobs": False,
    "fast_fail": False,
    "flat_unpack": True,
    "folder_rename": False,
    "ignore_samples": True,
    "max_url_retries": 60,
    "new_nzb_on_failure": True,
    "no_dupes": 1,
    "no_smart_dupes": 3,
    "pause_on_post_processing": True,
    "pause_on_pwrar": 1,
    "pre_check": True,
    "propagation_delay": 120,
    "safe_postproc": False,
    "script_can_fail": True,
    "sfv_check": False,
    "start_paused": True,
    "top_only": True,
}
"""Rules that are about one setting of `misc` and are called after it."""

WRONG: Final[Mapping[str, Wrong]] = {
    **{f"sabnzbd.{name}": _misc(**{name: value}) for name, value in _SWITCHES.items()},
    "sabnzbd.unwanted_extensions": _misc(
        unwanted_extensions_mode=0, unwanted_extensions=["exe", "rar"]
    ),
    **{f"sabnzbd.{name}": _touched(name) for name in ("fulldisk_autoresume", "wait_for_dfolder")},
    "sabnzbd.quota_resume": Wrong(
        settings=(*_misc(quota_size="500G").settings, *_touched("quota_resume").settings)
    ),
    "sabnzbd.history_retention": _misc(
        history_retention_number=3, history_retention_option="days-delete"
    ),
    "sabnzbd.download_free": _misc(download_free=""),
    "sabnzbd.complete_free": _misc(complete_free=""),
    "sabnzbd.postprocessing": Wrong(
        settings=(_row("categories", "*", "pp", "1"), _row("categories", "tv", "pp", "0"))
    ),
    "sabnzbd.category_adds_paused": Wrong(settings=(_row("categories", "movies", "priority", -2),)),
    "sabnzbd.server_timeout": Wrong(settings=(_row("servers", SERVER, "timeout", 20),)),
    "sabnzbd.server_priority": Wrong(settings=(_row("servers", "block", "", BLOCK),)),
    "sabnzbd.server_optional": Wrong(settings=(_row("servers", SERVER, "optional", 1),)),
}
