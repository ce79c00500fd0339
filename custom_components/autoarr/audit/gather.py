"""Fetches every document of every service at the same time; what cannot be had is said, never waited for."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from ..clients.errors import (
    ServiceError,
    ServiceNotFound,
    ServiceTimeout,
    ServiceUnauthorised,
    ServiceUnreachable,
)
from ..clients.service import ServiceKind, ServiceRef
from ..journal.ports import JsonValue
from ..journal.redact import redact
from .clean import clean
from .documents import DOCUMENTS
from .estate import Estate, ServiceSnapshot
from .targets import AuditTarget

DEADLINE: Final = 30.0
"""Seconds that one service has for all its documents."""

_AT_ONCE: Final = 4
_VERSION_IN: Final[Mapping[ServiceKind, str]] = {
    ServiceKind.RADARR: "system/status",
    ServiceKind.SONARR: "system/status",
    ServiceKind.SABNZBD: "status",
    ServiceKind.PLEX: "identity",
}


async def gather(
    targets: Iterable[AuditTarget],
    *,
    now: Callable[[], datetime],
    modes: Mapping[str, str],
    secrets: Iterable[str] = (),
    deadline: float = DEADLINE,
) -> Estate:
    """Return the estate as it is, cleaned; never raises for a service that is down, slow or answers nonsense.

    `secrets` are masked wherever they stand, beside what is a credential by its place. `deadline` in seconds.
    """
    known = tuple(secrets)
    snapshots = await asyncio.gather(
        *(snapshot(target, secrets=known, deadline=deadline) for target in targets)
    )
    return Estate(at=now(), services=tuple(snapshots), modes=dict(modes))


async def snapshot(
    target: AuditTarget, *, secrets: Iterable[str] = (), deadline: float = DEADLINE
) -> ServiceSnapshot:
    """Return what one service says of itself within so many seconds, cleaned."""
    known = tuple(secrets)
    documents: dict[str, JsonValue] = {}
    unread: dict[str, str] = {}
    places = asyncio.Semaphore(_AT_ONCE)
    gone = ""

    async def read(name: str) -> None:
        nonlocal gone
        try:
            async with places:
                if gone:
                    unread[name] = gone
                    return
                raw = await target.client.document(name)
        except ServiceError as err:
            unread[name] = redact(_why(err, target.ref), known)
            if isinstance(err, ServiceUnreachable) and not isinstance(err, ServiceTimeout):
                gone = unread[name]
        else:
            documents[name] = await asyncio.to_thread(
                clean, raw, kind=target.ref.kind, document_name=name, secrets=known
            )

    names = tuple(DOCUMENTS[target.ref.kind])
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    try:
        await asyncio.wait(tasks.values(), timeout=deadline)
    finally:
        late = [name for name, task in tasks.items() if not task.done()]
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    for name, task in tasks.items():
        if name not in late and (err := task.exception()) is not None:
            raise err
    said = f"{target.ref.kind.label} did not answer within {deadline:.3g} seconds"
    unread |= dict.fromkeys((name for name in late if name not in documents), said)
    return ServiceSnapshot(
        ref=target.ref,
        address=target.address,
        version=_version(target.ref.kind, documents),
        documents={name: documents[name] for name in names if name in documents},
        unread={name: unread[name] for name in names if name in unread},
        used_profiles=target.used_profiles,
    )


def _why(err: ServiceError, ref: ServiceRef) -> str:
    """Say in a person's words why a document could not be read."""
    label = ref.kind.label
    match err:
        case ServiceNotFound():
            return f"this version of {label} does not have it"
        case ServiceUnauthorised():
            return f"{label} does not let AutoArr read it: check the API key and its rights"
        case ServiceTimeout():
            return f"{label} did not answer in time"
        case _:
            return str(err)


def _version(kind: ServiceKind, documents: Mapping[str, JsonValue]) -> str:
    """Return the version of a service, "" when it is not known."""
    found = documents.get(_VERSION_IN[kind])
    version = found.get("version") if isinstance(found, dict) else None
    return version if isinstance(version, str) else ""
