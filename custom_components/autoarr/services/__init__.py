"""The actions: their names, what each accepts, and who may run it."""

from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers.service import async_register_admin_service

from ..const import DOMAIN
from . import audit, recovery, requests
from .common import ActionDescription

__all__ = ["ACTIONS", "Action", "async_setup_services"]


class Action(StrEnum):
    """Names of the actions."""

    SEARCH = "search"
    REQUEST = "request"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    STATUS = "status"
    DIAGNOSE = "diagnose"
    APPROVE = "approve"
    DENY = "deny"
    GET_REQUESTS = "get_requests"
    GET_FAILURES = "get_failures"
    GET_JOBS = "get_jobs"
    RETRY = "retry"
    NEXT_RELEASE = "next_release"
    LOWER_QUALITY = "lower_quality"
    FORCE_IMPORT = "force_import"
    IGNORE_FAILURE = "ignore_failure"
    POSTPONE_FAILURE = "postpone_failure"
    UNDO_RECOVERY = "undo_recovery"
    GET_TIMELINE = "get_timeline"
    SET_POLICY = "set_policy"
    SET_MODE = "set_mode"
    AUDIT = "audit"
    PREVIEW_CHANGE = "preview_change"
    APPLY_CHANGE = "apply_change"
    UNDO_CHANGE = "undo_change"
    IGNORE_FINDING = "ignore_finding"
    GET_CHANGES = "get_changes"
    EXPLAIN_FINDINGS = "explain_findings"


ACTIONS: Final[dict[Action, ActionDescription]] = {
    Action.SEARCH: ActionDescription(
        handler=requests.async_search,
        schema=requests.SEARCH_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.REQUEST: ActionDescription(
        handler=requests.async_request, schema=requests.REQUEST_SCHEMA
    ),
    Action.CONFIRM: ActionDescription(
        handler=requests.async_confirm, schema=requests.CONFIRM_SCHEMA
    ),
    Action.CANCEL: ActionDescription(handler=requests.async_cancel, schema=requests.CANCEL_SCHEMA),
    Action.STATUS: ActionDescription(
        handler=requests.async_status,
        schema=requests.STATUS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.DIAGNOSE: ActionDescription(
        handler=requests.async_diagnose,
        schema=requests.DIAGNOSE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.APPROVE: ActionDescription(
        handler=requests.async_approve, schema=requests.APPROVE_SCHEMA
    ),
    Action.DENY: ActionDescription(handler=requests.async_deny, schema=requests.DENY_SCHEMA),
    Action.GET_REQUESTS: ActionDescription(
        handler=requests.async_get_requests,
        schema=requests.GET_REQUESTS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.GET_FAILURES: ActionDescription(
        handler=recovery.async_get_failures,
        schema=recovery.GET_FAILURES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.GET_JOBS: ActionDescription(
        handler=recovery.async_get_jobs,
        schema=recovery.GET_JOBS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.RETRY: ActionDescription(handler=recovery.async_retry, schema=recovery.FAILURE_SCHEMA),
    Action.NEXT_RELEASE: ActionDescription(
        handler=recovery.async_next_release, schema=recovery.FAILURE_SCHEMA
    ),
    Action.LOWER_QUALITY: ActionDescription(
        handler=recovery.async_lower_quality, schema=recovery.FAILURE_SCHEMA
    ),
    Action.FORCE_IMPORT: ActionDescription(
        handler=recovery.async_force_import, schema=recovery.FAILURE_SCHEMA, admin_only=True
    ),
    Action.IGNORE_FAILURE: ActionDescription(
        handler=recovery.async_ignore_failure, schema=recovery.FAILURE_SCHEMA
    ),
    Action.POSTPONE_FAILURE: ActionDescription(
        handler=recovery.async_postpone_failure, schema=recovery.POSTPONE_SCHEMA
    ),
    Action.UNDO_RECOVERY: ActionDescription(
        handler=recovery.async_undo_recovery, schema=recovery.FAILURE_SCHEMA, admin_only=True
    ),
    Action.GET_TIMELINE: ActionDescription(
        handler=recovery.async_get_timeline,
        schema=recovery.GET_TIMELINE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.SET_POLICY: ActionDescription(
        handler=recovery.async_set_policy,
        schema=recovery.SET_POLICY_SCHEMA,
        response=SupportsResponse.NONE,
        admin_only=True,
    ),
    Action.SET_MODE: ActionDescription(
        handler=recovery.async_set_mode, schema=recovery.SET_MODE_SCHEMA, admin_only=True
    ),
    Action.AUDIT: ActionDescription(handler=audit.async_audit, schema=audit.AUDIT_SCHEMA),
    Action.PREVIEW_CHANGE: ActionDescription(
        handler=audit.async_preview_change,
        schema=audit.PREVIEW_CHANGE_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.APPLY_CHANGE: ActionDescription(
        handler=audit.async_apply_change, schema=audit.APPLY_CHANGE_SCHEMA, admin_only=True
    ),
    Action.UNDO_CHANGE: ActionDescription(
        handler=audit.async_undo_change, schema=audit.UNDO_CHANGE_SCHEMA, admin_only=True
    ),
    Action.IGNORE_FINDING: ActionDescription(
        handler=audit.async_ignore_finding, schema=audit.IGNORE_FINDING_SCHEMA, admin_only=True
    ),
    Action.GET_CHANGES: ActionDescription(
        handler=audit.async_get_changes,
        schema=audit.GET_CHANGES_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
    Action.EXPLAIN_FINDINGS: ActionDescription(
        handler=audit.async_explain_findings,
        schema=audit.EXPLAIN_FINDINGS_SCHEMA,
        response=SupportsResponse.ONLY,
    ),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action."""
    for name, action in ACTIONS.items():
        if action.admin_only:
            async_register_admin_service(
                hass, DOMAIN, name, action.handler, action.schema, action.response
            )
        else:
            hass.services.async_register(
                DOMAIN, name, action.handler, action.schema, action.response
            )
