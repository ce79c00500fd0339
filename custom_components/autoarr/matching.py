"""Which requests an automation is about: by step, kind of title and person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
import probatio

from .requests.models import Request, RequestState
from .requests.parsed import MediaType
from .requests.people import HOUSEHOLD

CONF_STEPS: Final = "steps"
CONF_MEDIA_TYPE: Final = "media_type"
CONF_REQUESTER: Final = "requester"

ANY: Final = "any"
MEDIA_TYPES: Final = (ANY, MediaType.MOVIE.value, MediaType.TV.value)
STEPS: Final = tuple(state.value for state in RequestState)

PEOPLE: Final = probatio.All(cv.ensure_list, [probatio.Any(HOUSEHOLD, cv.entity_domain("person"))])

OPTIONS: Final = {
    probatio.Required(CONF_STEPS): probatio.All(
        cv.ensure_list, probatio.Length(min=1), [probatio.In(STEPS)]
    ),
    probatio.Optional(CONF_MEDIA_TYPE, default=ANY): probatio.In(MEDIA_TYPES),
    probatio.Optional(CONF_REQUESTER, default=list): PEOPLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an automation asks for; nobody named means anybody."""

    steps: frozenset[str]
    media_type: str
    people: tuple[str, ...]

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return what validated options say."""
        return cls(
            steps=frozenset(options[CONF_STEPS]),
            media_type=options[CONF_MEDIA_TYPE],
            people=tuple(options[CONF_REQUESTER]),
        )

    def takes(self, hass: HomeAssistant, request: Request) -> bool:
        """Say whether a request is meant, as it is now."""
        return (
            request.state in self.steps
            and self.media_type in (ANY, kind_of(request))
            and (not self.people or bool(self._users(hass) & set(askers(request))))
        )

    def _users(self, hass: HomeAssistant) -> set[str]:
        """Return the requesters that the chosen people are; somebody without a user asks for nothing."""
        found: set[str] = set()
        for person in self.people:
            if person == HOUSEHOLD:
                found.add(person)
            elif (state := hass.states.get(person)) and (user := state.attributes.get("user_id")):
                found.add(str(user))
        return found


def kind_of(request: Request) -> str:
    """Return whether a film or a series is asked for, as far as that is known."""
    choices = request.choices if request.chosen is None else (request.chosen,)
    kinds = {choice.media.media_type for choice in choices}
    return kinds.pop().value if len(kinds) == 1 else MediaType.UNKNOWN.value


def askers(request: Request) -> Iterable[str]:
    """Yield who asked for it, the first and those who joined."""
    for source in (request.source, *request.followers):
        if source.requester is not None:
            yield source.requester


def validated(config: ConfigType, schema: probatio.Schema) -> ConfigType:
    """Return a validated configuration. Raises probatio.Invalid."""
    result: ConfigType = schema(config)
    return result
