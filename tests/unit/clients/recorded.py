"""Answers of a real SABnzbd 4.5.0 and 5.1.3."""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from typing import Any

from tests.recorded import SABNZBD

VERSIONS = ("4.5.0", "5.1.3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One call and its answer, as they went over the wire."""

    name: str
    version: str
    request: dict[str, str]
    status: int
    content_type: str
    text: str
    body: Any


def recordings() -> Iterator[Recording]:
    """Return every recorded call of both versions."""
    for version in VERSIONS:
        for path in sorted((SABNZBD / version).glob("*.json")):
            raw = json.loads(path.read_text("utf-8"))
            if "http_status" not in raw:
                continue
            text = raw["body_text"] if "body_text" in raw else json.dumps(raw["body"])
            yield Recording(
                name=path.stem,
                version=version,
                request={name: str(value) for name, value in raw.get("request", {}).items()},
                status=raw["http_status"],
                content_type=raw.get("content_type", "application/json"),
                text=text,
                body=json.loads(text) if text.startswith("{") else None,
            )


def scenarios() -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every recorded scenario of both versions: what was seen while a job went its way."""
    for version in VERSIONS:
        for path in sorted((SABNZBD / version).glob("scenario_*.json")) if SABNZBD.is_dir() else ():
            yield f"{version}-{path.stem}", json.loads(path.read_text("utf-8"))
