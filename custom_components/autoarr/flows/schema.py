"""The forms of the subentry flows as schemas."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import probatio

from ..const import (
    CONF_ANIME_ROOT_FOLDER,
    CONF_API_KEY,
    CONF_IS_DEFAULT,
    CONF_MINIMUM_AVAILABILITY,
    CONF_PROFILES,
    CONF_ROOT_FOLDER,
    CONF_TAGS,
    CONF_URL,
    CONF_VERIFY_SSL,
    MINIMUM_AVAILABILITIES,
)
from ..recovery.models import Mode
from .library import Library

SECTION_MORE: Final = "more"
CONF_EXISTING: Final = "existing"
CONF_MODE: Final = "mode"
AVAILABILITY_OPTIONS: Final = {name.lower(): name for name in MINIMUM_AVAILABILITIES}
"""The values of Radarr by their names in the form: translation keys are lower case."""

_URL = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
_KEY = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))


def connection_schema(*, keeps_key: bool) -> probatio.Schema:
    """Return address, key and certificate check; the key may be left blank where one is stored."""
    secret = probatio.Secret(CONF_API_KEY)
    return probatio.Schema(
        {
            probatio.Required(CONF_URL): _URL,
            probatio.Optional(secret) if keeps_key else probatio.Required(secret): _KEY,
            probatio.Optional(SECTION_MORE): section(
                probatio.Schema(
                    {probatio.Required(CONF_VERIFY_SSL, default=True): BooleanSelector()}
                ),
                {"collapsed": True},
            ),
        }
    )


def existing_schema(titles: Mapping[str, str]) -> probatio.Schema:
    """Return the choice among services Home Assistant already knows."""
    return probatio.Schema({probatio.Required(CONF_EXISTING): _select(titles)})


def profile_field(quality: str) -> str:
    """Return the name of the form's field for the profile of a quality."""
    return f"profile_{quality}"


def library_schema(
    library: Library,
    values: Mapping[str, Any],
    *,
    asks_default: bool,
    asks_availability: bool,
) -> probatio.Schema:
    """Return what is to be chosen of a library, the present values filled in."""
    fields: dict[probatio.Marker, Any] = {
        probatio.Required(
            profile_field(quality), default=str(values[CONF_PROFILES][quality])
        ): _select({str(profile.id): profile.name for profile in library.choices(quality)})
        for quality in library.asked_qualities()
    }
    if len(library.root_folders) > 1:
        folders = _select({path: path for path in library.root_folders})
        fields[probatio.Required(CONF_ROOT_FOLDER, default=values[CONF_ROOT_FOLDER])] = folders
        fields[_suggested(CONF_ANIME_ROOT_FOLDER, values)] = folders
    if asks_default:
        fields[probatio.Required(CONF_IS_DEFAULT, default=values[CONF_IS_DEFAULT])] = (
            BooleanSelector()
        )
    fields[probatio.Optional(SECTION_MORE)] = section(
        _more_schema(library, values, asks_availability), {"collapsed": True}
    )
    return probatio.Schema(fields)


def ownership_schema() -> probatio.Schema:
    """Return who handles failures; the instance itself, as long as nobody says otherwise."""
    return probatio.Schema(
        {
            probatio.Required(CONF_MODE, default=Mode.ASSIST.value): SelectSelector(
                SelectSelectorConfig(
                    options=[mode.value for mode in Mode],
                    translation_key=CONF_MODE,
                    mode=SelectSelectorMode.LIST,
                )
            )
        }
    )


def _more_schema(
    library: Library, values: Mapping[str, Any], asks_availability: bool
) -> probatio.Schema:
    """Return what most people leave as it is."""
    fields: dict[probatio.Marker, Any] = {}
    if asks_availability:
        key = probatio.Required(
            CONF_MINIMUM_AVAILABILITY, default=values[CONF_MINIMUM_AVAILABILITY].lower()
        )
        fields[key] = SelectSelector(
            SelectSelectorConfig(
                options=list(AVAILABILITY_OPTIONS),
                translation_key=CONF_MINIMUM_AVAILABILITY,
                mode=SelectSelectorMode.DROPDOWN,
            )
        )
    fields[probatio.Optional(CONF_TAGS, default=values[CONF_TAGS])] = SelectSelector(
        SelectSelectorConfig(
            options=sorted({*library.tags, *values[CONF_TAGS]}),
            multiple=True,
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
    return probatio.Schema(fields)


def _suggested(key: str, values: Mapping[str, Any]) -> probatio.Optional:
    """Return a field that can be emptied, its present value suggested."""
    return probatio.Optional(key, description={"suggested_value": values[key]})


def _select(options: Mapping[str, str]) -> SelectSelector:
    """Return a drop-down of values with their labels."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=value, label=label) for value, label in options.items()
            ],
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def flattened(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form with those of its section beside the others."""
    flat = {key: value for key, value in user_input.items() if key != SECTION_MORE}
    flat.update(user_input.get(SECTION_MORE, {}))
    return flat
