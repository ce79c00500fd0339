"""What the voice tests share: one who speaks, as a user or through a satellite, and the house around."""

from dataclasses import dataclass, field
from typing import Any

from homeassistant.components.conversation import ConversationResult, async_converse
from homeassistant.core import Context, HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.fakes.http import FakeService
from tests.integration.setup import new_entry, subentry

AGENT = "conversation.autoarr"


async def house(hass: HomeAssistant, *services: FakeService, **options: Any) -> MockConfigEntry:
    """Set up a hub with these services and options."""
    entry = new_entry([await subentry(hass, service) for service in services])
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def the_entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the only hub entry."""
    [entry] = hass.config_entries.async_entries("autoarr")
    assert isinstance(entry, MockConfigEntry)
    return entry


def resident(hass: HomeAssistant, name: str = "Anna") -> MockUser:
    """Return a user who is no administrator."""
    return MockUser(name=name, groups=[]).add_to_hass(hass)


@dataclass(kw_only=True)
class Speaker:
    """Somebody in a conversation; `heard` is what was answered, the newest last."""

    hass: HomeAssistant
    user: MockUser | None = None
    agent: str | None = AGENT
    language: str = "en"
    satellite: str | None = None
    device: str | None = None
    conversation: str | None = None
    results: list[ConversationResult] = field(default_factory=list)

    async def say(self, text: str) -> str:
        """Say something and return the answer; the conversation goes on."""
        result = await async_converse(
            self.hass,
            text,
            self.conversation,
            Context(user_id=None if self.user is None else self.user.id),
            language=self.language,
            agent_id=self.agent,
            device_id=self.device,
            satellite_id=self.satellite,
        )
        self.results.append(result)
        self.conversation = result.conversation_id
        return str(result.response.speech["plain"]["speech"])

    @property
    def asked(self) -> bool:
        """Say whether an answer is waited for."""
        return self.results[-1].continue_conversation
