"""The flows of Radarr and Sonarr: address and key, then how titles are added."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry, SubentryFlowResult

from ..clients.errors import ServiceError
from ..clients.service import ServiceKind
from ..const import (
    CONF_ANIME_ROOT_FOLDER,
    CONF_IS_DEFAULT,
    CONF_MINIMUM_AVAILABILITY,
    CONF_MODE_WISH,
    CONF_PROFILES,
    CONF_ROOT_FOLDER,
    CONF_TAGS,
)
from ..issues import plain_text
from ..recovery.models import Mode
from ..responses import Sentences
from ..switches import read_switches
from .connection import Refused, refusal_of
from .library import Library, clean_tags, read_library, suggestions
from .schema import (
    AVAILABILITY_OPTIONS,
    CONF_MODE,
    flattened,
    library_schema,
    ownership_schema,
    profile_field,
)
from .service import ServiceFlow


class ServarrFlow(ServiceFlow):
    """Adds or changes a Radarr or Sonarr."""

    def __init__(self) -> None:
        """Start without a library."""
        super().__init__()
        self._library: Library | None = None
        self._values: dict[str, Any] = {}

    @property
    def _siblings(self) -> list[ConfigSubentry]:
        """Return the other instances of the same kind."""
        return [other for other in self._others if other.subentry_type == self.kind]

    @override
    async def _choose(self, stored: Mapping[str, Any]) -> SubentryFlowResult:
        """Read what the instance offers; ask only where there is a choice, or when somebody came to change it."""
        if self._connected is None or self._connected.servarr is None:
            raise RuntimeError("a library is read only after its service has answered")
        try:
            self._library = await read_library(
                self._connected.servarr, keep=stored.get(CONF_ROOT_FOLDER)
            )
        except ServiceError as err:
            raise refusal_of(err) from err
        self._values = suggestions(self._library, stored)
        if self._siblings or stored or self._library.asks():
            return await self.async_step_library()
        return await self._own(self._values | {CONF_IS_DEFAULT: True})

    async def async_step_library(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for profiles, folders and the like, as far as there is a choice."""
        if self._library is None:
            raise RuntimeError("the library is read before it is asked about")
        refused: Refused | None = None
        if user_input is not None:
            self._values = self._chosen(self._library, flattened(user_input))
            try:
                self._values[CONF_TAGS] = clean_tags(self._values[CONF_TAGS])
            except Refused as err:
                refused = err
            else:
                if self._values[CONF_IS_DEFAULT]:
                    self._take_over_default()
                return await self._own(self._values)
        schema = library_schema(
            self._library,
            self._values,
            asks_default=bool(self._siblings),
            asks_availability=self.kind is ServiceKind.RADARR,
        )
        return self._show("library", schema, refused)

    async def _own(self, values: dict[str, Any]) -> SubentryFlowResult:
        """Ask who handles the failures of a new instance; that of an old one is changed in the options."""
        self._values = values
        if self.source == SOURCE_RECONFIGURE:
            stored = self._changed.data if self._changed else {}
            open_wish = {key: stored[key] for key in (CONF_MODE_WISH,) if key in stored}
            return self._finish(values | open_wish)
        return await self.async_step_ownership()

    async def async_step_ownership(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what the modes mean on this very instance; nothing is written to it without a choice."""
        if user_input is not None:
            manages = user_input[CONF_MODE] == Mode.MANAGE
            wish = {CONF_MODE_WISH: Mode.MANAGE.value} if manages else {}
            return self._finish(self._values | wish)
        return self._show(
            "ownership", ownership_schema(), placeholders={"switches": await self._switches()}
        )

    async def _switches(self) -> str:
        """Return what managing would turn off in this instance, in words."""
        sentences = await Sentences.load(self.hass)
        if self._connected is None or self._connected.servarr is None:
            raise RuntimeError("switches are read only after their service has answered")
        try:
            return plain_text((await read_switches(self._connected.servarr)).listed(sentences))
        except ServiceError:
            return sentences.line("switch_unknown", {})

    def _chosen(self, library: Library, entered: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values with what was entered; a folder for anime may be emptied."""
        profiles = {
            quality: int(entered[profile_field(quality)]) for quality in library.asked_qualities()
        }
        plain = {
            key: entered[key]
            for key in (CONF_ROOT_FOLDER, CONF_TAGS, CONF_IS_DEFAULT)
            if key in entered
        }
        chosen = self._values | plain
        chosen[CONF_PROFILES] = self._values[CONF_PROFILES] | profiles
        chosen[CONF_ANIME_ROOT_FOLDER] = entered.get(CONF_ANIME_ROOT_FOLDER)
        if CONF_MINIMUM_AVAILABILITY in entered:
            option = entered[CONF_MINIMUM_AVAILABILITY]
            chosen[CONF_MINIMUM_AVAILABILITY] = AVAILABILITY_OPTIONS[option]
        if not self._siblings:
            chosen[CONF_IS_DEFAULT] = True
        return chosen

    def _take_over_default(self) -> None:
        """Make this instance the only default of its kind."""
        for other in self._siblings:
            if other.data.get(CONF_IS_DEFAULT):
                self.hass.config_entries.async_update_subentry(
                    self._get_entry(), other, data={**other.data, CONF_IS_DEFAULT: False}
                )


class RadarrFlow(ServarrFlow):
    """Adds or changes a Radarr."""

    kind = ServiceKind.RADARR


class SonarrFlow(ServarrFlow):
    """Adds or changes a Sonarr."""

    kind = ServiceKind.SONARR
