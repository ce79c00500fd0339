"""What the sections of the options of recovery share."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import callback

from ..clients.service import ServiceKind, ServiceRef
from ..const import CONF_RECOVERY
from ..recovery_options import RecoveryOptions
from .options_base import OptionsSteps


class RecoverySection(OptionsSteps):
    """A section of the options of recovery."""

    @property
    def instances(self) -> list[ServiceRef]:
        """Return the Radarr and Sonarr instances: each has a mode, and can call."""
        kinds = (ServiceKind.RADARR, ServiceKind.SONARR)
        return [runtime.ref for runtime in self.hub.services.values() if runtime.ref.kind in kinds]

    @property
    def wanted(self) -> RecoveryOptions:
        """Return the options of recovery as they are now."""
        return RecoveryOptions.of(self.config_entry)

    @callback
    def save_recovery(self, **changes: Any) -> ConfigFlowResult:
        """Store what one section of recovery chose beside what the others did."""
        return self.save({CONF_RECOVERY: self.wanted.as_dict() | changes})
