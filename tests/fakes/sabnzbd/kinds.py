"""What kind of value each setting takes (sabnzbd/cfg.py of 4.5.0 and 5.1.3)."""

from collections.abc import Mapping

from ..http import Json

FRESH: Mapping[str, Json] = {
    "host": "127.0.0.1",
    "port": "8080",
    "script_dir": "",
    "direct_unpack": True,
}
"""What a fresh install has instead of what the recorded one was set to."""

LEAST: Mapping[str, float] = {
    "bandwidth_perc": 0,
    "direct_unpack_threads": 1,
    "dirscan_speed": 0,
    "downloader_sleep_time": 0,
    "history_limit": 0,
    "history_retention_number": 1,
    "max_art_tries": 2,
    "max_foldername_length": 20,
    "max_url_retries": 1,
    "propagation_delay": 0,
    "queue_limit": 0,
    "receive_threads": 1,
    "req_completion_rate": 100,
    "rss_rate": 15,
    "ssdp_broadcast_interval": 1,
    "switchinterval": 0.001,
    "wait_ext_drive": 1,
}
MOST: Mapping[str, float] = {
    "bandwidth_perc": 100,
    "dirscan_speed": 3600,
    "email_endjob": 2,
    "max_foldername_length": 65000,
    "req_completion_rate": 200,
    "rss_rate": 1440,
    "ssdp_broadcast_interval": 600,
    "wait_ext_drive": 60,
}
NUMBERS = frozenset(
    {
        *LEAST,
        *MOST,
        "action_on_unwanted_extensions",
        "check_new_rel",
        "config_conversion_version",
        "email_endjob",
        "inet_exposure",
        "no_dupes",
        "no_series_dupes",
        "no_smart_dupes",
        "notified_new_skin",
        "pause_on_pwrar",
        "refresh_rate",
        "unwanted_extensions_mode",
        "assembler_max_queue_size",
        "win_process_prio",
    }
)
"""The other whole numbers of `misc` are switches (OptionBool), although they look the same until they are set."""

PROTECTED = frozenset({"api_warnings", "inet_exposure", "local_ranges"})
PASSWORDS = frozenset({"email_pwd", "password"})
EXTENSIONS = frozenset(
    {"cleanup_list", "ext_rename_ignore", "quick_check_ext_ignore", "unwanted_extensions"}
)
MASK = "*" * 10

SERVER_DEFAULTS: Mapping[str, Json] = {
    "timeout": 60,
    "ssl": 0,
    "ssl_verify": 3,
    "ssl_ciphers": "",
    "required": 0,
    "optional": 0,
    "retention": 0,
    "expire_date": "",
    "quota": "",
    "usage_at_start": 0,
    "priority": 0,
    "notes": "",
}
