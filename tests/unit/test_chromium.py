"""Which Chromium the browser tests of the panel take, and what is said where there is none."""

from pathlib import Path

import pytest

from tests.e2e.stack import browser
from tests.e2e.stack.browser import chromium_path, missing_reason


def program(path: Path) -> Path:
    """Make something that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a machine without any browser."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("CHROMIUM", "AUTOARR_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(browser, "_LAUNCHER", tmp_path / "unpacked" / "chromium")
    monkeypatch.setattr(browser, "_REASON", tmp_path / "chromium-missing")
    return tmp_path


def test_the_one_that_is_named_goes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then one on the path, then the one that was unpacked."""
    unpacked = program(machine / "unpacked" / "chromium")
    assert chromium_path() == unpacked
    installed = program(machine / "bin" / "google-chrome")
    assert chromium_path() == installed
    named = program(machine / "mine" / "chrome")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium_path() == named
    assert missing_reason() is None

    monkeypatch.setenv("AUTOARR_BROWSER", "debian")
    assert chromium_path() == unpacked


def test_a_machine_without_one_says_why(machine: Path) -> None:
    """In the words of scripts/setup where it has run, else with what to run."""
    assert chromium_path() is None
    assert missing_reason() == "no Chromium: run scripts/setup, or name one in CHROMIUM"
    (machine / "chromium-missing").write_text("it could not be unpacked\n")
    assert missing_reason() == "it could not be unpacked"
