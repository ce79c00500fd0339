"""Names that more than one file of the glue uses."""

from typing import Final

DOMAIN: Final = "autoarr"

EVENT_AUTOARR: Final = "autoarr_event"
"""The one event type on the bus; only milestones of the journal are fired."""

# Data of every subentry.
CONF_URL: Final = "url"
CONF_API_KEY: Final = "api_key"
CONF_VERIFY_SSL: Final = "verify_ssl"

# Further data of a Radarr or Sonarr subentry.
CONF_IS_DEFAULT: Final = "is_default"
CONF_PROFILES: Final = "profiles"
CONF_ROOT_FOLDER: Final = "root_folder"
CONF_ANIME_ROOT_FOLDER: Final = "anime_root_folder"
CONF_MINIMUM_AVAILABILITY: Final = "minimum_availability"
CONF_TAGS: Final = "tags"
CONF_MODE_WISH: Final = "mode_wish"
"""The mode somebody chose when it was added, until that is set."""

# Further data of a Plex subentry.
CONF_MACHINE_IDENTIFIER: Final = "machine_identifier"

# Data of the hub entry: the connection to the companion app, while there is one.
CONF_APP: Final = "app"
CONF_TOKEN: Final = "token"
CONF_INSTANCE_ID: Final = "instance_id"
CONF_SLUG: Final = "slug"
CONF_APP_DECLINED: Final = "app_declined"
"""Somebody took the app away on purpose: Supervisor's next announcement asks before it is used again."""

MINIMUM_AVAILABILITIES: Final = ("announced", "inCinemas", "released")
DEFAULT_MINIMUM_AVAILABILITY: Final = "released"

# Options of the hub: structure, so a change of them reloads it.
CONF_PEOPLE: Final = "people"
CONF_HOUSEHOLD: Final = "household"
CONF_SATELLITES: Final = "satellites"
CONF_ANNOUNCE: Final = "announce"
CONF_QUIET_HOURS: Final = "quiet_hours"
CONF_APPROVERS: Final = "approvers"
CONF_MODEL_ENTITY: Final = "model_entity"
CONF_FALLBACK_AGENT: Final = "fallback_agent"
CONF_SENTENCES: Final = "sentences"

# The options of recovery, kept as one object below this key.
CONF_RECOVERY: Final = "recovery"
CONF_HOLDS: Final = "holds"
CONF_DISK_FLOOR: Final = "disk_floor"
CONF_QUALITY_FLOOR: Final = "quality_floor"
CONF_ITEM_SEARCHES: Final = "item_searches"
CONF_INSTANCE_SEARCHES: Final = "instance_searches"
CONF_ACTIONS: Final = "actions"
CONF_SERIES_ACTIONS: Final = "series_actions"
CONF_STUCK_AFTER: Final = "stuck_after"
CONF_ASK: Final = "ask"
CONF_WEBHOOKS: Final = "webhooks"

# The options of the audit, kept as one object below this key.
CONF_AUDIT: Final = "audit"
CONF_SCHEDULE: Final = "schedule"
CONF_TIME: Final = "time"
CONF_WEEKDAY: Final = "weekday"

# What is kept of one person, and of the household.
CONF_ALLOWED: Final = "allowed"
CONF_NEEDS_APPROVAL: Final = "needs_approval"
CONF_UHD: Final = "uhd"
CONF_MAX_OPEN: Final = "max_open"
CONF_NOTIFY: Final = "notify"

# The ends of the quiet hours.
CONF_START: Final = "start"
CONF_END: Final = "end"

MODEL_APP: Final = "app"
MODEL_NONE: Final = "none"
"""What helps to read a sentence, where it is not an AI Task entity."""
