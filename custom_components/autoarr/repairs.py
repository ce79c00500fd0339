"""Fix flows: each leads to the form where its cause is changed."""

from abc import ABC, abstractmethod
from typing import Any, Final, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from .approvals import async_decide, waiting_of
from .const import CONF_APP, DOMAIN
from .hub import AutoarrConfigEntry, AutoarrHub
from .issues import APPROVALS, STORM
from .notify_targets import plain_words
from .repairs_audit import FindingFlow
from .repairs_recovery import trouble_flow
from .requests.models import Request
from .signed_in import user_of_form

CONF_APPROVE: Final = "approve"
CONF_DENY: Final = "deny"


class LeadingFlow(RepairsFlow, ABC):
    """Explains what is wrong, then leads to the form where it is changed."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Explain first."""
        return await self.async_step_confirm()

    @abstractmethod
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Explain, or go on to the form."""

    def explained(self) -> RepairsFlowResult:
        """Show what the issue says."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return self.async_show_form(
            step_id="confirm",
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    def pointless(self, reason: str) -> RepairsFlowResult:
        """Close an issue about something that is gone."""
        ir.async_delete_issue(self.hass, DOMAIN, self.issue_id)
        return self.async_abort(reason=reason)


class ReconfigureFlow(LeadingFlow):
    """Leads to the reconfiguration of the service an issue is about."""

    def __init__(self, entry_id: str, subentry_id: str) -> None:
        """Remember whose issue it is."""
        self._entry_id = entry_id
        self._subentry_id = subentry_id

    @property
    def _subentry(self) -> ConfigSubentry | None:
        """Return the service; None when it was removed meanwhile."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        return entry.subentries.get(self._subentry_id) if entry else None

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Open the form, and leave the issue: the service closes it by answering again."""
        if (subentry := self._subentry) is None:
            return self.pointless("service_removed")
        if user_input is None:
            return self.explained()
        flow = await self.hass.config_entries.subentries.async_init(
            (self._entry_id, subentry.subentry_type),
            context={"source": SOURCE_RECONFIGURE, "subentry_id": self._subentry_id},
        )
        return self.async_abort(
            reason="reconfigure", next_flow=(FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"])
        )


class AppFlow(LeadingFlow):
    """Leads to the form of the companion app."""

    def __init__(self, entry_id: str) -> None:
        """Remember whose app it is."""
        self._entry_id = entry_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Open the form, and leave the issue: the app closes it by answering again."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or CONF_APP not in entry.data:
            return self.pointless("app_removed")
        if user_input is None:
            return self.explained()
        flow = await self.hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": self._entry_id}
        )
        return self.async_abort(
            reason="reconfigure", next_flow=(FlowType.CONFIG_FLOW, flow["flow_id"])
        )


class ResumeFlow(RepairsFlow):
    """Lets recovery act again after a storm of failures."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Explain first."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """End the storm."""
        if user_input is None:
            return self.async_show_form(step_id="confirm")
        entries: list[AutoarrConfigEntry] = self.hass.config_entries.async_loaded_entries(DOMAIN)
        for entry in entries:
            await entry.runtime_data.recovery.resume_actions()
        return self.async_create_entry(data={})


class ApprovalsFlow(RepairsFlow):
    """Lists the requests that wait for an approval, and decides about those that are chosen.

    Home Assistant lets only administrators through to a fix flow.
    """

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the list."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Approve and deny, until nothing waits or the dialogue is closed."""
        entries: list[AutoarrConfigEntry] = self.hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            return self.async_abort(reason="entry_not_loaded")
        hub = entries[0].runtime_data
        errors: dict[str, str] = {}
        failed = ""
        if user_input is not None:
            yes, no = user_input.get(CONF_APPROVE, []), user_input.get(CONF_DENY, [])
            if set(yes) & set(no):
                errors["base"] = "both"
            elif not yes and not no:
                errors["base"] = "nothing_chosen"
            elif failed := await async_decide(hub, yes, no, by=user_of_form()):
                errors["base"] = "not_decided"
        waiting = waiting_of(hub)
        if failed and not waiting:
            return self.async_abort(
                reason="not_decided", description_placeholders={"error": failed}
            )
        if not waiting:
            return self.async_create_entry(data={})
        names = {key: _who_and_what(hub, request) for key, request in waiting.items()}
        return self.async_show_form(
            step_id="confirm",
            data_schema=probatio.Schema(
                {
                    probatio.Optional(CONF_APPROVE, default=[]): _selector(names),
                    probatio.Optional(CONF_DENY, default=[]): _selector(names),
                }
            ),
            errors=errors,
            description_placeholders={"count": str(len(waiting)), "error": failed},
        )


def _who_and_what(hub: AutoarrHub, request: Request) -> str:
    """Return a request as the list shows it."""
    name = plain_words(hub.people.name(request.requester))
    title = plain_words(request.title)
    return f"{title} · {name}" if name else title


def _selector(names: dict[str, str]) -> SelectSelector:
    """Return a list of requests to tick."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=key, label=label) for key, label in names.items()],
            multiple=True,
            mode=SelectSelectorMode.LIST,
        )
    )


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow that fixes an issue."""
    if issue_id == STORM:
        return ResumeFlow()
    if issue_id == APPROVALS:
        return ApprovalsFlow()
    match data:
        case {"audit_finding": str(key)}:
            return FindingFlow(key)
        case {"trouble": str(trouble), "subentry_id": str(subentry_id)}:
            return trouble_flow(trouble, subentry_id) or ConfirmRepairFlow()
        case {"entry_id": str(entry_id), "subentry_id": str(subentry_id)}:
            return ReconfigureFlow(entry_id, subentry_id)
        case {"entry_id": str(entry_id)}:
            return AppFlow(entry_id)
        case _:
            return ConfirmRepairFlow()
