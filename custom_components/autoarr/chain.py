"""Where the chain from a wish to the screen is broken: Radarr/Sonarr, SABnzbd, provider, disk, Plex."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .clients.models.servarr import HealthLevel
from .clients.service import ServiceKind, ServiceRef
from .snapshot import PlexData, SabnzbdData, ServarrData

LOW_DISK_BYTES = 1 << 30
"""Below 1 GiB neither an unpack nor an import of a film can be expected to end well."""

JUDGED_FACETS = ("health", "root_folders")
"""The parts of a service that are judged here, besides what is read in every cycle."""

CLIENT_CHECKS = "DownloadClient"
"""How the checks of Radarr and Sonarr are called that look at the download client (their HealthCheck/Checks)."""


class Link(StrEnum):
    """A link of the chain, in the order in which a download passes them."""

    OK = "ok"
    UNKNOWN = "unknown"
    NOT_SET_UP = "not_set_up"
    RADARR = "radarr"
    SONARR = "sonarr"
    SABNZBD = "sabnzbd"
    PROVIDER = "provider"
    DISK = "disk"
    PLEX = "plex"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """What is known of one service: `answers` is `None` before its first answer or error."""

    ref: ServiceRef
    answers: bool | None
    data: ServarrData | SabnzbdData | PlexData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """The first broken link and the instance where it is."""

    link: Link
    instance: str = ""


def first_broken_link(states: Iterable[LinkState]) -> ChainState:
    """Return the first link that does not hold; services that were never asked judge nothing."""
    known = list(states)
    if not known:
        return ChainState(link=Link.NOT_SET_UP)
    for kinds, judge in _ORDER:
        for state in known:
            if state.ref.kind in kinds and (link := judge(state)) is not None:
                return ChainState(link=link, instance=state.ref.name)
    if any(state.answers is None for state in known):
        return ChainState(link=Link.UNKNOWN)
    return ChainState(link=Link.OK)


def _service(state: LinkState) -> Link | None:
    """Judge whether the service answers and reports no error of its own."""
    if state.answers is False:
        return Link(state.ref.kind)
    return _complains(state, of_client=False)


def _way_to_client(state: LinkState) -> Link | None:
    """Judge whether Radarr or Sonarr reaches SABnzbd: looked at after SABnzbd, whose fault it mostly is."""
    return _complains(state, of_client=True)


def _complains(state: LinkState, *, of_client: bool) -> Link | None:
    """Judge the errors that a Radarr or Sonarr reports, those about its download client or the others."""
    if isinstance(state.data, ServarrData) and any(
        message.type is HealthLevel.ERROR and message.source.startswith(CLIENT_CHECKS) is of_client
        for message in state.data.health or ()
    ):
        return Link(state.ref.kind)
    return None


def _provider(state: LinkState) -> Link | None:
    """Judge SABnzbd's news servers by what they report."""
    data = state.data
    if not isinstance(data, SabnzbdData) or data.servers is None:
        return None
    return Link.PROVIDER if any(server.error for server in data.servers.servers) else None


def _disk(state: LinkState) -> Link | None:
    """Judge the free space where SABnzbd works and where the library is."""
    data = state.data
    if isinstance(data, SabnzbdData) and data.queue is not None:
        free = (data.queue.download_free_bytes, data.queue.complete_free_bytes)
        if any(value is not None and value < LOW_DISK_BYTES for value in free):
            return Link.DISK
    if isinstance(data, ServarrData) and any(
        not folder.accessible
        or (folder.free_bytes is not None and folder.free_bytes < LOW_DISK_BYTES)
        for folder in data.root_folders or ()
    ):
        return Link.DISK
    return None


_SERVARR = (ServiceKind.RADARR, ServiceKind.SONARR)
_ORDER = (
    (_SERVARR, _service),
    ((ServiceKind.SABNZBD,), _service),
    (_SERVARR, _way_to_client),
    ((ServiceKind.SABNZBD,), _provider),
    ((*_SERVARR, ServiceKind.SABNZBD), _disk),
    ((ServiceKind.PLEX,), _service),
)
