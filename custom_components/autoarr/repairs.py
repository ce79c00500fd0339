"""Fix flows: each leads to the form where its cause is changed."""

from abc import ABC, abstractmethod
from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import CONF_APP, DOMAIN
from .hub import AutoarrConfigEntry
from .issues import STORM


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


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow that fixes an issue."""
    if issue_id == STORM:
        return ResumeFlow()
    match data:
        case {"entry_id": str(entry_id), "subentry_id": str(subentry_id)}:
            return ReconfigureFlow(entry_id, subentry_id)
        case {"entry_id": str(entry_id)}:
            return AppFlow(entry_id)
        case _:
            return ConfirmRepairFlow()
