"""What the actions share: the hub that runs, the device they are about, who calls."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.service import async_get_config_entry
import probatio

from ..clients.service import ServiceKind
from ..const import DOMAIN
from ..hub import AutoarrConfigEntry, AutoarrHub
from ..requests.people import Source, Via


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDescription:
    """An action: its handler, what it accepts, what it answers, and who may run it."""

    handler: Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]
    schema: probatio.Schema
    response: SupportsResponse = SupportsResponse.OPTIONAL
    admin_only: bool = False


def running_hub(hass: HomeAssistant) -> AutoarrHub:
    """Return the hub that runs; raises a translated error where there is none."""
    entry: AutoarrConfigEntry = async_get_config_entry(hass, DOMAIN, None)
    return entry.runtime_data


def source_of(call: ServiceCall) -> Source:
    """Return who calls an action."""
    return Source(requester=call.context.user_id, via=Via.ACTION)


async def async_is_admin(call: ServiceCall) -> bool:
    """Say whether an administrator calls an action; an automation without a user was written by one."""
    if (user_id := call.context.user_id) is None:
        return True
    user = await call.hass.auth.async_get_user(user_id)
    return user is not None and user.is_admin


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Return a translated error about what was given."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )


def instance_of(
    hass: HomeAssistant, hub: AutoarrHub, device_id: str, kinds: tuple[ServiceKind, ...]
) -> str:
    """Return the service a device stands for; raises a translated error for any other device."""
    device = dr.async_get(hass).async_get(device_id)
    for domain, key in device.identifiers if device else ():
        runtime = hub.services.get(key) if domain == DOMAIN else None
        if runtime is not None and runtime.ref.kind in kinds:
            return key
    named = (device.name_by_user or device.name or device_id) if device else device_id[:100]
    kind = " / ".join(kind.label for kind in kinds)
    raise refusal("device_not_a_service", device=named, kind=kind)
