"""What is wrong with a service, in plain words, each with the button that helps."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ...audit.models import Severity
from ...audit.texts import plain
from ...chain import LOW_DISK_BYTES
from ...clients.errors import (
    ServiceError,
    ServiceLoginPage,
    ServiceRateLimited,
    ServiceTimeout,
    ServiceTlsError,
    ServiceUnauthorised,
    ServiceUnreachable,
    WrongService,
)
from ...clients.models.servarr import HealthLevel
from ...const import DOMAIN
from ...issues import ServiceIssue
from ...runtime import ServiceRuntime
from ...snapshot import SabnzbdData, ServarrData
from ...troubles import Trouble
from ..glance import Glance

INTEGRATION: Final = f"/config/integrations/integration/{DOMAIN}"
REPAIRS: Final = "/config/repairs"

MOST_WARNINGS: Final = 5
MOST_FINDINGS: Final = 5
"""More than that of one service is read on a page of its own."""

RECENT: Final = timedelta(days=1)
"""SABnzbd keeps a warning until somebody clears it."""

TEXT_CHARS: Final = 500

_LEVELS: Final = {
    HealthLevel.ERROR: "error",
    HealthLevel.WARNING: "warning",
    HealthLevel.NOTICE: "info",
}
_KEYS: Final[tuple[tuple[type[ServiceError], str], ...]] = (
    (ServiceTimeout, "problem_timeout"),
    (ServiceTlsError, "problem_tls"),
    (ServiceUnreachable, "problem_unreachable"),
    (ServiceUnauthorised, "problem_unauthorised"),
    (ServiceLoginPage, "problem_login_page"),
    (WrongService, "problem_wrong_service"),
    (ServiceRateLimited, "problem_rate_limited"),
)
"""What is said of an error: the first that it is."""


def error_of(runtime: ServiceRuntime) -> ServiceError | None:
    """Return why the last look at a service failed, None where it did not."""
    coordinator = runtime.coordinator
    err = coordinator.last_exception
    if err is None or coordinator.last_update_success:
        return None
    return err.__cause__ if isinstance(err.__cause__, ServiceError) else None


def error_text(glance: Glance, runtime: ServiceRuntime) -> str | None:
    """Return why a service is down as a person reads it; addresses are for administrators."""
    coordinator = runtime.coordinator
    if coordinator.last_exception is None or coordinator.last_update_success:
        return None
    err = error_of(runtime)
    key = next((key for kind, key in _KEYS if isinstance(err, kind)), "problem_failed")
    found = plain(err.found) if isinstance(err, WrongService) else ""
    text = glance.words.say(key, service=runtime.ref.name, found=found)
    return f"{text} ({err})" if glance.viewer.admin and err is not None else text


def problems_of(
    glance: Glance, runtime: ServiceRuntime, device_id: str | None
) -> list[JsonObjectType]:
    """Return the problems of a service, the gravest first."""
    found: dict[str, JsonObjectType] = {}
    device = f"/config/devices/device/{device_id}" if device_id else None
    for key, level, text, label, path in _all(glance, runtime, device):
        shown = label and path and (glance.viewer.admin or path.startswith(f"/{DOMAIN}/"))
        found.setdefault(
            key,
            {
                "id": key,
                "level": level,
                "text": glance.viewer.shown(text),
                "help": {"label": glance.words.say(label), "path": path} if shown else None,
            },
        )
    order = ("error", "warning", "info")
    return sorted(found.values(), key=lambda one: order.index(str(one["level"])))


type _Problem = tuple[str, str, str, str, str | None]
"""Id, level, text, and the button that helps: the key of its label, and its path."""


def _all(glance: Glance, runtime: ServiceRuntime, device: str | None) -> Iterator[_Problem]:
    """Yield everything that is known to be wrong."""
    error = error_text(glance, runtime)
    if error is not None:
        yield "connection", "error", error, "help_connection", INTEGRATION
    yield from _repairs(glance, runtime, down=error is not None)
    data = runtime.coordinator.data
    if isinstance(data, ServarrData):
        yield from _of_servarr(glance, data, device)
    elif isinstance(data, SabnzbdData):
        yield from _of_sabnzbd(glance, data, device)
    if glance.viewer.admin:
        yield from _findings(glance, runtime)


def _repairs(glance: Glance, runtime: ServiceRuntime, *, down: bool) -> Iterator[_Problem]:
    """Yield the repairs about a service; why it is down was said already."""
    registry = ir.async_get(glance.hub.hass)
    kinds: list[Trouble | ServiceIssue] = [*Trouble]
    kinds += [ServiceIssue.UNSUPPORTED_VERSION] if down else [*ServiceIssue]
    for kind in kinds:
        issue = registry.async_get_issue(DOMAIN, kind.issue_id(runtime.ref.id))
        if issue is None or not issue.active or issue.dismissed_version is not None:
            continue
        text = glance.words.issue(kind, issue.translation_placeholders or {})
        yield f"repair:{kind}", "error", text, "help_repair", REPAIRS


def _of_servarr(glance: Glance, data: ServarrData, device: str | None) -> Iterator[_Problem]:
    """Yield what a Radarr or Sonarr says of itself, and the folders that are full or gone."""
    for message in data.health or ():
        if (level := _LEVELS.get(message.type)) is not None:
            text = _words(message.message)
            yield f"health:{message.source}:{_mark(text)}", level, text, "help_device", device
    for folder in data.root_folders or ():
        path = _words(folder.path)
        if not folder.accessible:
            text = glance.words.say("problem_folder_gone", path=path)
            yield f"disk:{path}", "error", text, "help_device", device
        elif folder.free_bytes is not None:
            yield from _disk(glance, path, folder.free_bytes, device)


def _of_sabnzbd(glance: Glance, data: SabnzbdData, device: str | None) -> Iterator[_Problem]:
    """Yield what SABnzbd complains of: its news servers, its disks, its warnings."""
    status = data.servers
    for server in status.servers if status else ():
        if server.error:
            text = glance.words.say(
                "problem_news_server", server=_words(server.name), message=_words(server.error)
            )
            yield f"server:{server.name}", "error", text, "help_device", device
    if (queue := data.queue) is not None:
        download = _words(status.download_dir) if status else "download"
        complete = _words(status.complete_dir) if status else "complete"
        yield from _disk(glance, download, queue.download_free_bytes, device)
        yield from _disk(glance, complete, queue.complete_free_bytes, device)
    now = dt_util.utcnow()
    recent = [one for one in data.warnings if one.time is None or now - one.time < RECENT]
    oldest = datetime.min.replace(tzinfo=now.tzinfo)
    recent.sort(key=lambda one: one.time or oldest, reverse=True)
    for warning in recent[:MOST_WARNINGS]:
        text = _words(warning.text)
        level = "error" if warning.type.upper() == "ERROR" else "warning"
        yield f"warning:{_mark(text)}", level, text, "help_device", device


def _disk(glance: Glance, path: str, free: int, device: str | None) -> Iterator[_Problem]:
    """Yield that a disk is nearly full."""
    if free < LOW_DISK_BYTES:
        text = glance.words.say("problem_disk_low", free=str(free // 1_000_000), path=path)
        yield f"disk:{path}", "error", text, "help_device", device


def _findings(glance: Glance, runtime: ServiceRuntime) -> Iterator[_Problem]:
    """Yield the gravest findings about how a service is set."""
    report = glance.hub.audit.report
    grave = [
        finding
        for finding in (report.findings if report else ())
        if finding.service.id == runtime.ref.id and finding.rule.severity is not Severity.INFO
    ]
    for finding in grave[:MOST_FINDINGS]:
        # What is set wrong is no breakdown: the service works.
        level = "warning" if finding.rule.severity is Severity.ERROR else "info"
        path = f"/{DOMAIN}/audit/{quote(finding.key, safe='')}"
        yield (
            f"finding:{finding.key}",
            level,
            glance.words.rules.title(finding),
            "help_finding",
            path,
        )


def _words(text: str) -> str:
    """Return the words of a service as one line of a bounded length."""
    return " ".join(text.split())[:TEXT_CHARS]


def _mark(text: str) -> str:
    """Return a short name for a text."""
    return sha256(text.encode()).hexdigest()[:12]
