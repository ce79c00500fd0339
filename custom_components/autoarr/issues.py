"""Repairs about one service: which error becomes which issue, raised and cleared by its coordinator."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
import re
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .clients.errors import ServiceError, ServiceLoginPage, ServiceUnauthorised, WrongService
from .clients.service import ServiceRef
from .const import DOMAIN
from .links import OVERVIEW, in_repair
from .troubles import Trouble
from .versions import MINIMUM_VERSIONS, too_old

UNREACHABLE_AFTER: Final = timedelta(hours=1)
"""An update or a restart of a service is over by then; what lasts longer needs a person."""

FIXABLE: Final = frozenset({Trouble.PROVIDER_DOWN, Trouble.QUEUE_STAYS_PAUSED, Trouble.OWNERSHIP})
"""The lasting troubles about which AutoArr itself can do something."""

STORM: Final = "storm"
APPROVALS: Final = "approvals"

_PLACEHOLDER_LENGTH: Final = 200
_MARKDOWN: Final = re.compile(r"[\x00-\x1f\x7f\[\]<>()*_`|#!\\{}~]+")


class ServiceIssue(StrEnum):
    """What can be wrong with a service for longer than one poll; the translation keys of the repairs."""

    AUTH = "auth"
    LOGIN_PAGE = "login_page"
    UNREACHABLE = "unreachable"
    UNSUPPORTED_VERSION = "unsupported_version"
    WRONG_SERVICE = "wrong_service"

    def issue_id(self, subentry_id: str) -> str:
        """Return the id of this issue of one service."""
        return f"{self}_{subentry_id}"


def issue_of(error: ServiceError, down_for: timedelta) -> ServiceIssue | None:
    """Return what an error that lasts for `down_for` amounts to; None while it may pass by itself."""
    match error:
        case ServiceUnauthorised():
            return ServiceIssue.AUTH
        case WrongService():
            return ServiceIssue.WRONG_SERVICE
        case ServiceLoginPage():
            return ServiceIssue.LOGIN_PAGE
        case _:
            return ServiceIssue.UNREACHABLE if down_for >= UNREACHABLE_AFTER else None


def plain_text(text: str) -> str:
    """Return a service's own words fit for a repair: no markup, no control characters, one short line."""
    return " ".join(_MARKDOWN.sub(" ", text).split())[:_PLACEHOLDER_LENGTH]


@callback
def async_raise_service_issue(
    hass: HomeAssistant,
    entry: ConfigEntry,
    ref: ServiceRef,
    error: ServiceError,
    *,
    down_for: timedelta = timedelta(0),
) -> None:
    """Open the repair an error of a service calls for, if any; safe to call in every failed cycle."""
    if (issue := issue_of(error, down_for)) is None:
        return
    placeholders = {"service": ref.name}
    if isinstance(error, WrongService):
        placeholders |= {"expected": error.expected, "found": error.found}
    if issue is ServiceIssue.UNREACHABLE:
        placeholders["error"] = str(error)
    _create(hass, entry, ref, issue, placeholders)


@callback
def async_judge_version(
    hass: HomeAssistant, entry: ConfigEntry, ref: ServiceRef, version: str
) -> None:
    """Open the repair about a service too old for AutoArr, or close it."""
    issue = ServiceIssue.UNSUPPORTED_VERSION
    if too_old(ref.kind, version):
        placeholders = {"found": version, "minimum": MINIMUM_VERSIONS[ref.kind]}
        _create(hass, entry, ref, issue, {"service": ref.name} | placeholders)
    else:
        ir.async_delete_issue(hass, DOMAIN, issue.issue_id(ref.id))


@callback
def async_clear_service_issues(hass: HomeAssistant, subentry_id: str) -> None:
    """Close every repair of a service that answers again."""
    for issue in ServiceIssue:
        ir.async_delete_issue(hass, DOMAIN, issue.issue_id(subentry_id))


@callback
def async_show_trouble(
    hass: HomeAssistant, trouble: Trouble, ref: ServiceRef, words: Mapping[str, str] | None
) -> None:
    """Open or update the repair about what lasts at a service; close it without `words`."""
    issue_id = trouble.issue_id(ref.id)
    if words is None:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        data={"trouble": trouble.value, "subentry_id": ref.id},
        is_fixable=trouble in FIXABLE,
        learn_more_url=in_repair(OVERVIEW),
        severity=ir.IssueSeverity.ERROR,
        translation_key=trouble,
        translation_placeholders={key: plain_text(text) for key, text in words.items()},
    )


@callback
def async_clear_troubles(hass: HomeAssistant, subentry_id: str) -> None:
    """Close the repairs about what lasted at a service that is gone."""
    for trouble in Trouble:
        ir.async_delete_issue(hass, DOMAIN, trouble.issue_id(subentry_id))


@callback
def async_show_storm(hass: HomeAssistant, *, raging: bool) -> None:
    """Open the repair that lets a person resume the actions a storm of failures stopped, or close it."""
    if not raging:
        ir.async_delete_issue(hass, DOMAIN, STORM)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        STORM,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="storm",
    )


@callback
def async_show_approvals(hass: HomeAssistant, titles: Sequence[str]) -> None:
    """Open the repair in which administrators decide about these requests; close it without any."""
    if not titles:
        ir.async_delete_issue(hass, DOMAIN, APPROVALS)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        APPROVALS,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="approvals",
        translation_placeholders={
            "count": str(len(titles)),
            "titles": plain_text(", ".join(titles)),
        },
    )


@callback
def async_clear_orphan_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Close the repairs of services that were removed from the entry."""
    registry = ir.async_get(hass)
    for domain, issue_id in list(registry.issues):
        subentry_id = issue_id.rpartition("_")[2]
        if (
            domain == DOMAIN
            and issue_id in _issue_ids(subentry_id)
            and subentry_id not in entry.subentries
        ):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_ids(subentry_id: str) -> set[str]:
    """Return the ids of all repairs there can be about a service."""
    return {
        *(issue.issue_id(subentry_id) for issue in ServiceIssue),
        *(trouble.issue_id(subentry_id) for trouble in Trouble),
    }


def _create(
    hass: HomeAssistant,
    entry: ConfigEntry,
    ref: ServiceRef,
    issue: ServiceIssue,
    placeholders: dict[str, str],
) -> None:
    """Open or update one repair that leads to the reconfiguration of the service."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue.issue_id(ref.id),
        data={"entry_id": entry.entry_id, "subentry_id": ref.id},
        is_fixable=issue is not ServiceIssue.UNSUPPORTED_VERSION,
        severity=ir.IssueSeverity.ERROR,
        translation_key=issue,
        translation_placeholders={key: plain_text(text) for key, text in placeholders.items()},
    )
