"""Repairs about the app: raised and closed by its coordinator."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..clients.errors import AppIncompatible, ServiceError, ServiceUnauthorised
from ..clients.models.app import HistoryState
from ..clients.negotiation import Outdated
from ..const import DOMAIN
from ..issues import UNREACHABLE_AFTER, plain_text


class AppIssue(StrEnum):
    """What can be wrong with the app; the ids and translation keys of the repairs."""

    MISSING = "app_missing"
    AUTH = "app_auth"
    APP_OUTDATED = "app_incompatible_app"
    INTEGRATION_OUTDATED = "app_incompatible_integration"
    HISTORY_DAMAGED = "app_history_damaged"


_CONNECTION: Final = frozenset(AppIssue) - {AppIssue.HISTORY_DAMAGED}
_LEADS_TO_THE_FORM: Final = frozenset({AppIssue.MISSING, AppIssue.AUTH})
_OUTDATED: Final = {
    Outdated.APP: AppIssue.APP_OUTDATED,
    Outdated.INTEGRATION: AppIssue.INTEGRATION_OUTDATED,
}


def issue_of(error: ServiceError, down_for: timedelta, *, uninstalled: bool) -> AppIssue | None:
    """Return what an error amounts to that has lasted for `down_for`; None while it may pass by itself."""
    match error:
        case AppIncompatible():
            return _OUTDATED[error.outdated]
        case ServiceUnauthorised():
            return AppIssue.AUTH
        case _:
            gone = uninstalled or down_for >= UNREACHABLE_AFTER
            return AppIssue.MISSING if gone else None


@callback
def async_raise_app_issue(
    hass: HomeAssistant,
    entry: ConfigEntry,
    error: ServiceError,
    *,
    down_for: timedelta,
    uninstalled: bool,
) -> None:
    """Open the repair that an error of the app calls for, if any; safe to call in every failed cycle."""
    if (issue := issue_of(error, down_for, uninstalled=uninstalled)) is None:
        return
    for other in _CONNECTION - {issue}:
        ir.async_delete_issue(hass, DOMAIN, other)
    placeholders = {"error": plain_text(str(error))}
    if isinstance(error, AppIncompatible):
        placeholders = {"version": plain_text(error.version)}
    _create(hass, entry, issue, ir.IssueSeverity.ERROR, placeholders)


@callback
def async_judge_history(hass: HomeAssistant, entry: ConfigEntry, history: HistoryState) -> None:
    """Open the repair about a damaged history in the app's own words, or close it."""
    if history.healthy and not history.detail:
        ir.async_delete_issue(hass, DOMAIN, AppIssue.HISTORY_DAMAGED)
        return
    severity = ir.IssueSeverity.WARNING if history.healthy else ir.IssueSeverity.ERROR
    detail = {"detail": plain_text(history.detail) or "?"}
    _create(hass, entry, AppIssue.HISTORY_DAMAGED, severity, detail)


@callback
def async_clear_connection_issues(hass: HomeAssistant) -> None:
    """Close every repair of an app that answers again."""
    for issue in _CONNECTION:
        ir.async_delete_issue(hass, DOMAIN, issue)


@callback
def async_clear_app_issues(hass: HomeAssistant) -> None:
    """Close every repair about the app: there is none any more."""
    for issue in AppIssue:
        ir.async_delete_issue(hass, DOMAIN, issue)


def _create(
    hass: HomeAssistant,
    entry: ConfigEntry,
    issue: AppIssue,
    severity: ir.IssueSeverity,
    placeholders: dict[str, str],
) -> None:
    """Open or update one repair."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        data={"entry_id": entry.entry_id},
        is_fixable=issue in _LEADS_TO_THE_FORM,
        severity=severity,
        translation_key=issue,
        translation_placeholders=placeholders,
    )
