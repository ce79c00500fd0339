"""How jobs end in a real SABnzbd: messages and stages as 4.5.0 and 5.1.3 gave them."""

from collections.abc import Mapping

from .model import Scenario, Stages, stages

_NOT_COMPLETE = "https://sabnzbd.org/not-complete"
_QUICK_CHECK = ("Repair", "[release] Quick Check OK")
_FETCHED = ("Servers", "news=654 MB")


def _after_download(*more: tuple[str, str]) -> Stages:
    """Return the stages of a job whose articles all came."""
    return stages(
        ("Download", "Downloaded in 9 seconds at an average of 72 MB/s<br/>Age: 83d"),
        _FETCHED,
        *more,
    )


def _incomplete(missing: int, *more: tuple[str, str]) -> Stages:
    """Return the stages of a job some of whose articles did not come."""
    return stages(("Download", f"{missing} articles were missing"), *more)


COMPLETE = Scenario(
    name="complete",
    stages=_after_download(
        _QUICK_CHECK, ("Unpack", "[release] Unpacked 1 files/folders in 0 seconds")
    ),
)

SCENARIOS: Mapping[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        COMPLETE,
        Scenario(
            name="not_enough_blocks",
            message="Repair failed, not enough repair blocks (16 short)",
            stages=_incomplete(
                9,
                _FETCHED,
                ("Repair", "[release] Repair failed, not enough repair blocks (16 short)"),
            ),
            fetched=0.9,
        ),
        Scenario(
            name="incomplete",
            message=f"Aborted, cannot be completed - {_NOT_COMPLETE}",
            stages=_incomplete(8),
            fetched=0.0,
        ),
        Scenario(
            name="not_on_servers",
            message=f"Download failed - Not on your server(s) - {_NOT_COMPLETE}",
            stages=stages(
                ("Download", f"Download failed - Not on your server(s) - {_NOT_COMPLETE}")
            ),
            fetched=0.0,
        ),
        Scenario(
            name="password",
            message="Unpacking failed, archive requires a password",
            stages=_after_download(
                _QUICK_CHECK, ("Unpack", "[release] Unpacking failed, archive requires a password")
            ),
        ),
        Scenario(
            name="encrypted",
            message="Aborted, encryption detected",
            stages=stages(("Download", ""), _FETCHED),
        ),
        Scenario(
            name="unwanted",
            message="Aborted, unwanted extension detected",
            stages=stages(("Download", ""), _FETCHED),
        ),
        Scenario(
            name="corrupt_rar",
            message="Corrupt RAR file",
            stages=_after_download(_QUICK_CHECK, ("Unpack", "[release] Corrupt RAR file")),
        ),
        Scenario(
            name="disk_full",
            message=(
                "Unpacking failed, write error or disk is full? "
                " in the file /downloads/complete/release.mkv [R]etry, [A]bort"
            ),
            stages=_after_download(
                _QUICK_CHECK, ("Unpack", "[release] Unpacking failed, write error or disk is full?")
            ),
        ),
        Scenario(
            name="broken_folder",
            message="Post-processing was aborted",
            stages=_after_download(_QUICK_CHECK),
        ),
        Scenario(
            name="script",
            message="Exit(3): no such host ",
            stages=_after_download(
                _QUICK_CHECK,
                ("Unpack", "[release] Unpacked 1 files/folders in 0 seconds"),
                ("Script", "Exit(3): no such host "),
            ),
        ),
        Scenario(
            name="url_not_found",
            message="URL Fetching failed; File not on server",
            stages=(
                (
                    "Source",
                    ("https://indexer.example/get", "URL Fetching failed", " File not on server"),
                ),
            ),
            fetched=0.0,
        ),
    )
}

# A retry fails the same way again, with an exception: after a script the files are moved, so nothing is found.
AFTER_RETRY: Mapping[str, Scenario] = {"script": SCENARIOS["not_on_servers"]}
# A retry with a password opens this one.
LOCKED = SCENARIOS["password"]

# What a real one writes among its warnings while it fails this way.
WARNINGS: Mapping[str, tuple[str, ...]] = {
    "broken_folder": (
        "Cannot create final folder {folder}/{name}",
        "Post Processing Failed for {name} (see logfile)",
    ),
}
