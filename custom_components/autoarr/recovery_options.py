"""The options of recovery, typed: when to wait, how much is done, who is asked, which *arr calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigEntry

from .const import (
    CONF_ACTIONS,
    CONF_ASK,
    CONF_DISK_FLOOR,
    CONF_HOLDS,
    CONF_INSTANCE_SEARCHES,
    CONF_ITEM_SEARCHES,
    CONF_QUALITY_FLOOR,
    CONF_QUIET_HOURS,
    CONF_RECOVERY,
    CONF_SERIES_ACTIONS,
    CONF_STUCK_AFTER,
    CONF_WEBHOOKS,
)
from .people_options import QuietHours
from .recovery.world import Limits, Settings

GIGABYTE: Final = 1024**3

_DEFAULTS: Final = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryOptions:
    """What the house wants of recovery.

    `holds` are entities, `disk_floor` is in GiB, `quality_floor` in lines of picture, `stuck_after` in
    hours, `ask` are notify targets, and `webhooks` maps a Radarr or Sonarr to the id of its webhook.
    """

    holds: tuple[str, ...] = ()
    disk_floor: float = 0.0
    quality_floor: int = _DEFAULTS.quality_floor
    limits: Limits = _DEFAULTS.limits
    stuck_after: float = _DEFAULTS.stuck_after / timedelta(hours=1)
    ask: tuple[str, ...] = ()
    quiet_hours: QuietHours | None = None
    webhooks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: ConfigEntry) -> Self:
        """Return the options of an entry, with the defaults for what was never chosen."""
        stored: Mapping[str, Any] = entry.options.get(CONF_RECOVERY, {})
        default, limits = cls(), _DEFAULTS.limits
        return cls(
            holds=tuple(stored.get(CONF_HOLDS, ())),
            disk_floor=float(stored.get(CONF_DISK_FLOOR, default.disk_floor)),
            quality_floor=int(stored.get(CONF_QUALITY_FLOOR, default.quality_floor)),
            limits=Limits(
                item_searches=int(stored.get(CONF_ITEM_SEARCHES, limits.item_searches)),
                instance_searches=int(stored.get(CONF_INSTANCE_SEARCHES, limits.instance_searches)),
                actions=int(stored.get(CONF_ACTIONS, limits.actions)),
                series_actions=int(stored.get(CONF_SERIES_ACTIONS, limits.series_actions)),
            ),
            stuck_after=float(stored.get(CONF_STUCK_AFTER, default.stuck_after)),
            ask=tuple(stored.get(CONF_ASK, ())),
            quiet_hours=QuietHours.of(stored.get(CONF_QUIET_HOURS)),
            webhooks=dict(stored.get(CONF_WEBHOOKS, {})),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the options as they are stored."""
        return {
            CONF_HOLDS: list(self.holds),
            CONF_DISK_FLOOR: self.disk_floor,
            CONF_QUALITY_FLOOR: self.quality_floor,
            CONF_ITEM_SEARCHES: self.limits.item_searches,
            CONF_INSTANCE_SEARCHES: self.limits.instance_searches,
            CONF_ACTIONS: self.limits.actions,
            CONF_SERIES_ACTIONS: self.limits.series_actions,
            CONF_STUCK_AFTER: self.stuck_after,
            CONF_ASK: list(self.ask),
            CONF_QUIET_HOURS: None if self.quiet_hours is None else self.quiet_hours.as_dict(),
            CONF_WEBHOOKS: dict(self.webhooks),
        }

    def settings(self, holding: tuple[str, ...]) -> Settings:
        """Return what the engine goes by, while these names ask to wait."""
        return Settings(
            limits=self.limits,
            quality_floor=self.quality_floor,
            disk_floor_bytes=round(self.disk_floor * GIGABYTE),
            holds=holding,
            stuck_after=timedelta(hours=self.stuck_after),
        )
