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
