"""The actions of the audit: look, show a change before it is made, make it, take it back, ignore, explain."""

from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from ..audit.models import Severity
from ..clients.service import ServiceKind
from ..errors import audit_errors
from ..explaining import async_explained
from ..hub import AutoarrHub
from ..responses_audit import async_applied, async_report, change_data, history_data, preview_data
from .common import instance_of, refusal, running_hub

ATTR_FINDING_KEYS: Final = "finding_keys"
ATTR_FINDING_KEY: Final = "finding_key"
ATTR_CHANGE_ID: Final = "change_id"
ATTR_SEVERITY: Final = "severity"
ATTR_FINGERPRINT: Final = "fingerprint"
ATTR_DRY_RUN: Final = "dry_run"
ATTR_REASON: Final = "reason"
ATTR_UNTIL: Final = "until"
ATTR_STOP_IGNORING: Final = "stop_ignoring"
ATTR_LANGUAGE: Final = "language"
ATTR_LIMIT: Final = "limit"

MOST_KEYS: Final = 200
MOST_EXPLAINED: Final = 20
KEY_CHARS: Final = 500
REASON_CHARS: Final = 500

_KEY: Final = probatio.All(cv.string, probatio.Length(min=1, max=KEY_CHARS))
_KEYS: Final = probatio.All(cv.ensure_list, [_KEY], probatio.Length(min=1, max=MOST_KEYS))

AUDIT_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_SEVERITY, default=Severity.INFO): probatio.Coerce(Severity),
    }
)


async def async_audit(call: ServiceCall) -> ServiceResponse:
    """Look at every service, and return what is set wrong."""
    hub, data = running_hub(call.hass), call.data
    instance = _service_of(call, hub)
    with audit_errors():
        report = await hub.audit.audit()
    return await async_report(hub, report, instance=instance, least=data[ATTR_SEVERITY])


PREVIEW_CHANGE_SCHEMA = probatio.Schema({probatio.Required(ATTR_FINDING_KEYS): _KEYS})


async def async_preview_change(call: ServiceCall) -> ServiceResponse:
    """Return exactly what applying findings would send; nothing is changed."""
    hub = running_hub(call.hass)
    with audit_errors():
        preview = await hub.audit.preview(call.data[ATTR_FINDING_KEYS])
    return preview_data(hub, preview)


APPLY_CHANGE_SCHEMA = PREVIEW_CHANGE_SCHEMA.extend(
    {
        probatio.Optional(ATTR_FINGERPRINT): cv.string,
        probatio.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


async def async_apply_change(call: ServiceCall) -> ServiceResponse:
    """Mend findings, and return what became of it in each service."""
    hub, data = running_hub(call.hass), call.data
    with audit_errors():
        applied = await hub.audit.apply(
            data[ATTR_FINDING_KEYS],
            by=call.context.user_id or "",
            dry_run=data[ATTR_DRY_RUN],
            fingerprint=data.get(ATTR_FINGERPRINT),
        )
    return await async_applied(hub, applied)


UNDO_CHANGE_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_CHANGE_ID): _KEY,
        probatio.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


async def async_undo_change(call: ServiceCall) -> ServiceResponse:
    """Take a change back, if the values are still AutoArr's."""
    hub, data = running_hub(call.hass), call.data
    with audit_errors():
        change = await hub.audit.undo(
            data[ATTR_CHANGE_ID], by=call.context.user_id or "", dry_run=data[ATTR_DRY_RUN]
        )
    return {"dry_run": data[ATTR_DRY_RUN], "change": change_data(hub, change)}


IGNORE_FINDING_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_FINDING_KEY): _KEY,
        probatio.Optional(ATTR_REASON): probatio.All(
            cv.string, probatio.Length(min=1, max=REASON_CHARS)
        ),
        probatio.Optional(ATTR_UNTIL): cv.datetime,
        probatio.Optional(ATTR_STOP_IGNORING, default=False): cv.boolean,
    }
)


async def async_ignore_finding(call: ServiceCall) -> ServiceResponse:
    """Hear nothing more of a finding, for a while or for ever; or hear of it again."""
    hub, data = running_hub(call.hass), call.data
    key, reason, until = data[ATTR_FINDING_KEY], data.get(ATTR_REASON), data.get(ATTR_UNTIL)
    with audit_errors():
        if data[ATTR_STOP_IGNORING]:
            await hub.audit.unignore(key)
        elif reason is None:
            raise refusal("ignore_needs_reason")
        elif until is not None and dt_util.as_utc(until) <= dt_util.utcnow():
            raise refusal("ignore_until_past")
        else:
            await hub.audit.ignore(
                key,
                reason=reason,
                until=dt_util.as_utc(until) if until else None,
                by=call.context.user_id or "",
            )
    return {"ignored": key in {one.key for one in hub.audit.ignored()}}


GET_CHANGES_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_LIMIT, default=50): probatio.All(
            probatio.Coerce(int), probatio.Range(1, 500)
        ),
    }
)


async def async_get_changes(call: ServiceCall) -> ServiceResponse:
    """Return what AutoArr changed, what somebody else changed, and what is ignored."""
    hub = running_hub(call.hass)
    return history_data(hub, _service_of(call, hub), call.data[ATTR_LIMIT])


EXPLAIN_FINDINGS_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_FINDING_KEYS): probatio.All(
            cv.ensure_list, [_KEY], probatio.Length(min=1, max=MOST_EXPLAINED)
        ),
        probatio.Optional(ATTR_LANGUAGE): cv.string,
    }
)


async def async_explain_findings(call: ServiceCall) -> ServiceResponse:
    """Return what the app's model says about findings, and the order it would see to them in."""
    hub, data = running_hub(call.hass), call.data
    with audit_errors():
        return await async_explained(
            hub,
            data.get(ATTR_FINDING_KEYS),
            data.get(ATTR_LANGUAGE, call.hass.config.language),
        )


def _service_of(call: ServiceCall, hub: AutoarrHub) -> str | None:
    """Return the service whose device was given; raises a translated error for any other device."""
    device_id = call.data.get(ATTR_DEVICE_ID)
    return None if device_id is None else instance_of(call.hass, hub, device_id, tuple(ServiceKind))
