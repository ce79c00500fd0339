"""Reads Home Assistant's log as a strict operator would, and looks for credentials where none may be."""

from collections.abc import Iterable, Mapping
from pathlib import Path
import re

_LEVEL = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:.]+ (?P<level>[A-Z]+) \([^)]*\) \[(?P<logger>[^]]*)\] (?P<text>.*)"
)
_GRAVE = frozenset({"ERROR", "CRITICAL", "FATAL"})
_OWN = "custom_components.autoarr"
# What Home Assistant says of every custom integration.
_ALWAYS = "We found a custom integration autoarr"

# Home Assistant keeps what a person entered in the first, and its own tokens in the others.
_MAY_KNOW = frozenset({"core.config_entries", "auth", "auth_provider.homeassistant"})


def complaints(log: str, expected: Iterable[str] = ()) -> list[str]:
    """Return every error, every traceback and every warning of Home Assistant about AutoArr.

    A traceback below a debug line is a detail of something that was told before, and judged there.
    """
    allowed = (_ALWAYS, *expected)
    found = []
    detail = False
    for line in log.splitlines():
        if line.startswith("Traceback") and not detail:
            found.append(line)
        if (told := _LEVEL.match(line)) is None:
            continue
        detail = told["level"] == "DEBUG"
        about_us = told["level"] == "WARNING" and (
            "autoarr" in told["text"].lower() or "Detected" in told["text"]
        )
        ours = told["logger"].startswith(_OWN)
        if (told["level"] in _GRAVE or (about_us and not ours)) and not any(
            words in line for words in allowed
        ):
            found.append(line)
    return found


def leaks(workdir: Path, told: Mapping[str, str], secrets: Iterable[str]) -> list[str]:
    """Return where a secret is found: in a log, in `.storage`, in the recorder, in what Home Assistant has `told`.

    The secret itself is not in the answer.
    """
    wanted = [secret.encode() for secret in secrets if secret]
    places = {name: text.encode() for name, text in told.items()}
    for path in sorted(workdir.rglob("*")):
        inside = path.relative_to(workdir)
        if inside.parts[0] == "custom_components" or not path.is_file():
            continue
        if inside.parts[0] == ".storage" and path.name in _MAY_KNOW:
            continue
        places[str(inside)] = path.read_bytes()
    return [
        f"{place}: a credential is in it"
        for place, content in places.items()
        if any(secret in content for secret in wanted)
    ]
