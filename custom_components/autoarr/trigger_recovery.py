"""Triggers: a download failed, something is done about it, it recovered, or it was given up."""

from typing import ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from .matching import validated
from .matching_failures import OPTIONS, WantedFailures
from .recovery_steps import RecoveryNews, RecoveryStep, async_follow_recovery

_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): OPTIONS})


class _RecoveryTrigger(Trigger):
    """Fires at one step of recovery."""

    step: ClassVar[RecoveryStep]

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return validated(config, _SCHEMA)

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know what is waited for."""
        super().__init__(hass, config)
        self._wanted = WantedFailures.of(config.options or {})

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the actions whenever the step is taken for a download that is meant."""

        @callback
        def stepped(news: RecoveryNews) -> None:
            """Run the actions if the download is meant."""
            if news.step is self.step and self._wanted.takes(
                self._hass, news.instances, news.cause
            ):
                run_action(dict(news.told), f"{news.told['title']}: {news.step}")

        return async_follow_recovery(self._hass, stepped)


class DownloadFailedTrigger(_RecoveryTrigger):
    """Fires when a download failed, is stuck, or is not imported."""

    step = RecoveryStep.DOWNLOAD_FAILED


class RecoveryStartedTrigger(_RecoveryTrigger):
    """Fires when AutoArr begins to do something about it."""

    step = RecoveryStep.RECOVERY_STARTED


class RecoveredTrigger(_RecoveryTrigger):
    """Fires when the title is in the library after all."""

    step = RecoveryStep.RECOVERED


class GaveUpTrigger(_RecoveryTrigger):
    """Fires when AutoArr tries nothing more."""

    step = RecoveryStep.GAVE_UP


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    trigger.step.value: trigger
    for trigger in (
        DownloadFailedTrigger,
        RecoveryStartedTrigger,
        RecoveredTrigger,
        GaveUpTrigger,
    )
}
