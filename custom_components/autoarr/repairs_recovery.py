"""Fix flows of what lasts: test a provider, resume a queue, decide again who handles the failures of a Radarr or Sonarr."""

from abc import ABC, abstractmethod
from typing import Any, Final, override

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.helpers import issue_registry as ir
import probatio

from .clients.errors import ServiceError
from .clients.sabnzbd import SabnzbdClient
from .const import DOMAIN
from .hub import AutoarrConfigEntry, AutoarrHub
from .issues import plain_text
from .recovery.messages import RecoveryRefused
from .recovery.models import Mode
from .runtime import ServiceRuntime
from .troubles import Trouble


class TroubleFlow(RepairsFlow, ABC):
    """Explains what lasts at a service, then does something about it."""

    def __init__(self, subentry_id: str) -> None:
        """Remember whose trouble it is."""
        self._subentry_id = subentry_id
        self._failed = ""

    @property
    def _hub(self) -> AutoarrHub | None:
        """Return the running hub."""
        entries: list[AutoarrConfigEntry] = self.hass.config_entries.async_loaded_entries(DOMAIN)
        return entries[0].runtime_data if entries else None

    @property
    def _runtime(self) -> ServiceRuntime | None:
        """Return the service; None when it was removed or nothing runs."""
        return hub.services.get(self._subentry_id) if (hub := self._hub) else None

    @property
    def _placeholders(self) -> dict[str, str]:
        """Return what the issue mentions, and why the last try failed."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        said = dict((issue.translation_placeholders if issue else None) or {})
        return said | {"error": plain_text(self._failed)}

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Explain first."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Explain, then do it; where that fails the form says why."""
        if (runtime := self._runtime) is None:
            return self.async_abort(reason="service_removed")
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                return await self._mend(runtime)
            except (ServiceError, RecoveryRefused) as err:
                self._failed = str(err)
                errors["base"] = "not_mended"
        return self.async_show_form(
            step_id="confirm",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders=self._placeholders,
        )

    @abstractmethod
    async def _mend(self, runtime: ServiceRuntime) -> RepairsFlowResult:
        """Do something about it. Raises ServiceError or RecoveryRefused."""


class ProviderFlow(TroubleFlow):
    """Lets SABnzbd log in to each of its news servers; when that works a queue AutoArr paused goes on."""

    @override
    async def _mend(self, runtime: ServiceRuntime) -> RepairsFlowResult:
        """Test, and leave the issue: it closes when SABnzbd shows that its servers are well."""
        client = _sabnzbd(runtime)
        servers = (await client.server_status()).servers
        for server in servers:
            test = await client.test_server(server.name)
            if not test.ok:
                said = {"server": plain_text(server.name), "message": plain_text(test.message)}
                return self.async_abort(reason="still_down", description_placeholders=said)
        if not servers:
            return self.async_abort(reason="no_server")
        if (hub := self._hub) is not None and self._subentry_id in hub.recovery.pauses():
            await client.resume()
        runtime.coordinator.async_look_soon()
        return self.async_abort(reason="answers_again")


class ResumeQueueFlow(TroubleFlow):
    """Resumes a queue that AutoArr paused and could not resume."""

    @override
    async def _mend(self, runtime: ServiceRuntime) -> RepairsFlowResult:
        """Resume it as a person would; AutoArr then takes the pause for theirs to end."""
        await _sabnzbd(runtime).resume()
        runtime.coordinator.async_look_soon()
        return self.async_create_entry(data={})


class OwnershipFlow(TroubleFlow):
    """Settles who handles the failures of an instance whose switches somebody has turned on again."""

    CHOICES: Final = ("take_over", "give_back")

    @override
    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Offer both ways."""
        if self._runtime is None:
            return self.async_abort(reason="service_removed")
        return self.async_show_menu(
            step_id="confirm",
            menu_options=list(self.CHOICES),
            description_placeholders=self._placeholders,
        )

    async def async_step_take_over(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Turn the switches off once more, and remember how they were."""
        return await self._decide(Mode.ASSIST, Mode.MANAGE)

    async def async_step_give_back(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Leave the failures to the instance."""
        return await self._decide(Mode.ASSIST)

    @override
    async def _mend(self, runtime: ServiceRuntime) -> RepairsFlowResult:
        """Do nothing without a choice."""
        return await self.async_step_confirm()

    async def _decide(self, *modes: Mode) -> RepairsFlowResult:
        """Go through these modes; where one is refused the flow ends and says why."""
        if (hub := self._hub) is None or self._runtime is None:
            return self.async_abort(reason="service_removed")
        try:
            for mode in modes:
                await hub.recovery.set_mode(self._subentry_id, mode)
            await hub.troubles.async_compare()
        except RecoveryRefused as err:
            self._failed = str(err)
            return self.async_abort(
                reason="not_decided", description_placeholders=self._placeholders
            )
        return self.async_create_entry(data={})


_FLOWS: Final[dict[str, type[TroubleFlow]]] = {
    Trouble.PROVIDER_DOWN: ProviderFlow,
    Trouble.QUEUE_STAYS_PAUSED: ResumeQueueFlow,
    Trouble.OWNERSHIP: OwnershipFlow,
}


def trouble_flow(trouble: str, subentry_id: str) -> RepairsFlow | None:
    """Return the flow that mends a trouble; None for one that is mended elsewhere."""
    flow = _FLOWS.get(trouble)
    return flow(subentry_id) if flow else None


def _sabnzbd(runtime: ServiceRuntime) -> SabnzbdClient:
    """Return the client of a SABnzbd; only its queue is paused, and only it has news servers."""
    if not isinstance(runtime.client, SabnzbdClient):
        raise TypeError(f"{runtime.ref.name} is no SABnzbd")
    return runtime.client
