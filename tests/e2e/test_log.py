"""The scan at the end of each end-to-end test finds what it is there for."""

from pathlib import Path

import pytest

from .stack.log import complaints, leaks

pytestmark = pytest.mark.e2e

KEY = "0123456789abcdef0123456789abcdef"
STARTED = "2026-11-23 16:04:34.617 WARNING (MainThread) [homeassistant.bootstrap] Skipping pip"
CUSTOM = (
    "2026-11-23 16:04:34.622 WARNING (SyncWorker_0) [homeassistant.loader] "
    "We found a custom integration autoarr which has not been tested by Home Assistant."
)
OWN = "2026-11-23 16:04:35.000 WARNING (MainThread) [custom_components.autoarr.hub] Radarr is slow"


def test_an_ordinary_log_is_clean() -> None:
    """Warnings of others and of AutoArr itself are what a log is for."""
    assert complaints(f"{STARTED}\n{CUSTOM}\n{OWN}") == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-23 16:04:35.000 ERROR (MainThread) [homeassistant] Error doing job: Task exception",
        "2026-11-23 16:04:35.000 ERROR (MainThread) [custom_components.autoarr.hub] failed",
        (
            "2026-11-23 16:04:35.000 WARNING (MainThread) [homeassistant.util.loop] "
            "Detected blocking call to open with args inside the event loop"
        ),
        (
            "2026-11-23 16:04:35.000 WARNING (MainThread) [homeassistant.helpers.frame] "
            "Detected that custom integration 'autoarr' uses something deprecated"
        ),
        "Traceback (most recent call last):",
    ],
)
def test_a_bad_line_is_found(line: str) -> None:
    """One is enough, and it is told as it stands."""
    assert complaints(f"{STARTED}\n{line}\n") == [line]
    assert complaints(line, expected=[line]) == ([line] if line.startswith("Traceback") else [])


def test_a_traceback_is_a_detail_only_below_a_debug_line() -> None:
    """Home Assistant shows there, for developers, what it has told in a line of its own."""
    debug = "2026-11-23 16:04:35.000 DEBUG (MainThread) [custom_components.autoarr.hub] Full error:"
    traceback = "Traceback (most recent call last):"
    assert complaints(f"{debug}\n{traceback}\n  File\n\n{traceback}") == []
    assert complaints(f"{debug}\n{OWN}\n{traceback}") == [traceback]


@pytest.mark.parametrize(
    "place", ["console.log", ".storage/autoarr.journal", "home-assistant_v2.db"]
)
def test_a_credential_is_found_wherever_it_lies(tmp_path: Path, place: str) -> None:
    """The finding itself does not repeat it."""
    (tmp_path / ".storage").mkdir()
    (tmp_path / place).write_bytes(b"\0..." + KEY.encode() + b"...")
    assert leaks(tmp_path, {}, [KEY]) == [f"{place}: a credential is in it"]


def test_a_credential_is_found_on_the_bus_and_allowed_in_the_config_entry(tmp_path: Path) -> None:
    """Home Assistant has to keep it somewhere."""
    (tmp_path / ".storage").mkdir()
    (tmp_path / ".storage" / "core.config_entries").write_text(KEY)
    told = {"events": f"[{{'event_type': 'x', 'data': '{KEY}'}}]", "diagnostics": "{}"}
    assert leaks(tmp_path, told, [KEY]) == ["events: a credential is in it"]
