"""The connected services as the engines want them: those that titles are added to, those that downloads fail at, all that are set up somehow."""

from collections.abc import Mapping

from yarl import URL

from .audit.targets import AuditTarget
from .clients.radarr import RadarrClient
from .clients.sabnzbd import SabnzbdClient
from .clients.sonarr import SonarrClient
from .recovery.targets import SabnzbdTarget, ServarrTarget
from .requests.models import ArrInstance
from .runtime import ServiceRuntime
from .snapshot import ServarrData


def arr_instances(services: Mapping[str, ServiceRuntime]) -> list[ArrInstance]:
    """Return the instances that titles can be added to."""
    return [
        ArrInstance(ref=runtime.ref, client=runtime.client, defaults=runtime.defaults)
        for runtime in services.values()
        if isinstance(runtime.client, RadarrClient | SonarrClient) and runtime.defaults is not None
    ]


def sabnzbd_targets(services: Mapping[str, ServiceRuntime]) -> dict[str, SabnzbdTarget]:
    """Return the SABnzbd instances that recovery may act on."""
    return {
        key: SabnzbdTarget(ref=runtime.ref, client=runtime.client)
        for key, runtime in services.items()
        if isinstance(runtime.client, SabnzbdClient)
    }


def servarr_targets(services: Mapping[str, ServiceRuntime]) -> dict[str, ServarrTarget]:
    """Return the *arr instances that recovery may act on."""
    return {
        key: ServarrTarget(ref=runtime.ref, client=runtime.client)
        for key, runtime in services.items()
        if isinstance(runtime.client, RadarrClient | SonarrClient)
    }


def audit_targets(services: Mapping[str, ServiceRuntime]) -> dict[str, AuditTarget]:
    """Return the services whose configuration is looked at, each with its address as seen from here."""
    return {
        key: AuditTarget(
            ref=runtime.ref,
            client=runtime.client,
            address=str(URL(runtime.url).origin()),
            used_profiles=used_profiles(runtime),
        )
        for key, runtime in services.items()
    }


def used_profiles(runtime: ServiceRuntime) -> frozenset[int] | None:
    """Return the quality profiles that titles have or that AutoArr adds titles with; None while no title is known."""
    data = runtime.coordinator.data
    if not isinstance(data, ServarrData) or data.library is None or not data.library.profiles:
        return None
    chosen = runtime.defaults.profiles.values() if runtime.defaults else ()
    return data.library.profiles.union(chosen)
