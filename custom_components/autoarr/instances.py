"""The connected services as the engines want them: those that titles are added to, those that downloads fail at."""

from collections.abc import Mapping

from .clients.radarr import RadarrClient
from .clients.sabnzbd import SabnzbdClient
from .clients.sonarr import SonarrClient
from .recovery.targets import SabnzbdTarget, ServarrTarget
from .requests.models import ArrInstance
from .runtime import ServiceRuntime


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
