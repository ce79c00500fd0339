"""The options: a menu of what AutoArr may do, who may ask, and how people are told."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult

from .options_announcements import AnnouncementSteps
from .options_assistant import AssistantSteps
from .options_audit import AuditSteps
from .options_people import PeopleSteps
from .options_recovery import RecoverySteps
from .options_satellites import SatelliteSteps

MENU: Final = (
    "recovery",
    "audit",
    "people",
    "household",
    "satellites",
    "announcements",
    "assistant",
)


class AutoarrOptionsFlow(
    RecoverySteps, AuditSteps, PeopleSteps, SatelliteSteps, AnnouncementSteps, AssistantSteps
):
    """Leads to one section at a time; each is saved by itself and leaves the others as they are."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the sections."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        return self.async_show_menu(step_id="init", menu_options=list(MENU))
