"""Fix flows of findings: show what would be changed and ask, or name the steps and look again; or ignore it."""

from datetime import date, datetime, time
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import DateSelector, TextSelector, TextSelectorConfig
from homeassistant.util import dt as dt_util
import probatio

from .audit.messages import AuditRefused
from .audit.models import Finding
from .audit.report import Preview
from .audit_issues import async_finding_words
from .audit_words import diff_lines, in_markdown, in_title
from .const import DOMAIN
from .errors import async_refusal_text
from .hub import AutoarrConfigEntry, AutoarrHub
from .signed_in import user_of_form

CONF_REASON: Final = "reason"
CONF_UNTIL: Final = "until"


class FindingFlow(RepairsFlow):
    """Explains a finding, then does what is chosen. Home Assistant lets only administrators through."""

    def __init__(self, key: str) -> None:
        """Remember which finding it is about."""
        self._key = key
        self._preview: Preview | None = None
        self._failed = ""

    @property
    def _hub(self) -> AutoarrHub | None:
        """Return the running hub."""
        entries: list[AutoarrConfigEntry] = self.hass.config_entries.async_loaded_entries(DOMAIN)
        return entries[0].runtime_data if entries else None

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Explain first."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Offer what can be done about it."""
        if (hub := self._hub) is None:
            return self.async_abort(reason="entry_not_loaded")
        if (finding := finding_of(hub, self._key)) is None:
            return self._pointless()
        return self.async_show_menu(
            step_id="confirm",
            menu_options=["apply" if finding.applicable else "look_again", "ignore"],
            description_placeholders=await async_finding_words(self.hass, finding),
        )

    async def async_step_apply(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show exactly what would be written; submitted, write that and nothing else."""
        if (hub := self._hub) is None:
            return self.async_abort(reason="entry_not_loaded")
        if (finding := finding_of(hub, self._key)) is None:
            return self._pointless()
        errors: dict[str, str] = {}
        if user_input is not None and self._preview is not None:
            try:
                await hub.audit.apply(
                    [self._key], fingerprint=self._preview.fingerprint, by=user_of_form()
                )
            except AuditRefused as err:
                self._failed = in_markdown(await async_refusal_text(self.hass, err))
                errors["base"] = "not_done"
            else:
                return self.async_create_entry(data={})
        try:
            # After a refusal too: what is there now may be something else.
            self._preview = await hub.audit.preview([self._key])
        except AuditRefused as err:
            return await self._refused(err)
        return self.async_show_form(
            step_id="apply",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders={
                "service": in_title(finding.service.name),
                "changes": diff_lines(
                    (hub.name_of(edit.place.instance), edit) for edit in self._preview.edits
                ),
                "error": self._failed,
            },
        )

    async def async_step_look_again(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Look whether it is mended."""
        if (hub := self._hub) is None:
            return self.async_abort(reason="entry_not_loaded")
        try:
            await hub.audit.audit()
        except AuditRefused as err:
            return await self._refused(err)
        if finding_of(hub, self._key) is not None:
            return self.async_abort(reason="still_so")
        return self.async_create_entry(data={})

    async def async_step_ignore(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask why, and until when; then hear nothing more of it."""
        if (hub := self._hub) is None:
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            until = _start_of(user_input.get(CONF_UNTIL))
            if until is not None and until <= dt_util.utcnow():
                errors[CONF_UNTIL] = "until_past"
            else:
                try:
                    await hub.audit.ignore(
                        self._key,
                        reason=user_input[CONF_REASON],
                        until=until,
                        by=user_of_form(),
                    )
                except AuditRefused as err:
                    self._failed = in_markdown(await async_refusal_text(self.hass, err))
                    errors["base"] = "not_done"
                else:
                    return self.async_create_entry(data={})
        schema = probatio.Schema(
            {
                probatio.Required(CONF_REASON): TextSelector(TextSelectorConfig(multiline=True)),
                probatio.Optional(CONF_UNTIL): DateSelector(),
            }
        )
        return self.async_show_form(
            step_id="ignore",
            data_schema=self.add_suggested_values_to_schema(schema, user_input or {}),
            errors=errors,
            description_placeholders={"error": self._failed},
        )

    def _pointless(self) -> RepairsFlowResult:
        """Close the issue about what is no longer so."""
        ir.async_delete_issue(self.hass, DOMAIN, self.issue_id)
        return self.async_abort(reason="already_mended")

    async def _refused(self, err: AuditRefused) -> RepairsFlowResult:
        """End, and say why; the issue stays."""
        return self.async_abort(
            reason="not_done",
            description_placeholders={
                "error": in_markdown(await async_refusal_text(self.hass, err))
            },
        )


def finding_of(hub: AutoarrHub, key: str) -> Finding | None:
    """Return a finding that is open."""
    report = hub.audit.report
    return next((one for one in report.findings if one.key == key), None) if report else None


def _start_of(day: str | None) -> datetime | None:
    """Return when a day begins here, in UTC."""
    if not day:
        return None
    midnight = datetime.combine(date.fromisoformat(day), time(), dt_util.get_default_time_zone())
    return dt_util.as_utc(midnight)
