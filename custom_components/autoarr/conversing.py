"""What the agent, the trigger sentences and the tools for models share: who speaks, and in which language."""

from typing import TYPE_CHECKING, Final

from homeassistant.components.conversation import ConversationInput
from homeassistant.core import HomeAssistant

from .people_options import requester_of
from .requests.dialogue.saying import Said
from .requests.people import Source, Via
from .responses import Sentences

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry

_ON_ITS_OWN_LINE: Final = frozenset({"option", "option_about"})


def source_of(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    user_input: ConversationInput,
    *,
    via: Via | None = None,
) -> Source:
    """Return who said something, and where: the user, else the owner of the satellite."""
    satellite, device = user_input.satellite_id, user_input.device_id
    placed = satellite is not None or device is not None
    return Source(
        requester=requester_of(
            hass,
            entry,
            user_id=user_input.context.user_id,
            satellite=satellite,
            device=device,
        ),
        via=via or (Via.VOICE if placed else Via.CHAT),
        satellite=satellite,
        device=device,
        conversation=user_input.conversation_id,
        language=user_input.language or hass.config.language,
    )


async def async_spoken(hass: HomeAssistant, said: Said, language: str | None) -> str:
    """Return what is said, in a language."""
    sentences = await Sentences.load(hass, language)
    text = ""
    for line in said.lines:
        glue = "\n" if line.key in _ON_ITS_OWN_LINE else " "
        sentence = sentences.of_request(line.key, line.placeholders)
        text = f"{text}{glue}{sentence}" if text else sentence
    return text
