"""AutoArr as an agent of Assist: it answers about films and series, and passes everything else on."""

from typing import Literal, override

from homeassistant.components.conversation import (
    HOME_ASSISTANT_AGENT,
    AssistantContent,
    ChatLog,
    ConversationEntity,
    ConversationInput,
    ConversationResult,
    async_converse,
    async_get_agent_info,
)
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .conversing import async_spoken, source_of
from .hub import AutoarrConfigEntry
from .people_options import PeopleOptions
from .requests.people import Source
from .sentences import async_register_sentences

PARALLEL_UPDATES = 0


class AutoarrAgent(ConversationEntity):
    """The agent; it controls nothing in the house, so it does not claim to."""

    _attr_has_entity_name = True
    _attr_name = None

    def __init__(self, entry: AutoarrConfigEntry) -> None:
        """Belong to the device of the hub."""
        self._entry = entry
        self._attr_unique_id = f"{entry.entry_id}_conversation"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry.entry_id)})

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Take every language: what is not understood is passed on to an agent that may know it."""
        return MATCH_ALL

    @override
    async def _async_handle_message(
        self, user_input: ConversationInput, chat_log: ChatLog
    ) -> ConversationResult:
        """Answer, or let the fallback agent answer in the same conversation."""
        user_input.conversation_id = chat_log.conversation_id
        source = source_of(self.hass, self._entry, user_input)
        said = await self._entry.runtime_data.talker.say(user_input.text, source=source)
        if said is None:
            return await self._async_pass_on(user_input, source)
        text = await async_spoken(self.hass, said, user_input.language)
        chat_log.async_add_assistant_content_without_tools(
            AssistantContent(agent_id=user_input.agent_id, content=text)
        )
        response = intent.IntentResponse(language=user_input.language)
        response.async_set_speech(text)
        return ConversationResult(
            response=response,
            conversation_id=chat_log.conversation_id,
            continue_conversation=said.asks,
        )

    async def _async_pass_on(
        self, user_input: ConversationInput, source: Source
    ) -> ConversationResult:
        """Let the fallback agent answer, and remember whether it asks something itself."""
        result = await async_converse(
            self.hass,
            user_input.text,
            user_input.conversation_id,
            user_input.context,
            language=user_input.language,
            agent_id=self._fallback(),
            device_id=user_input.device_id,
            satellite_id=user_input.satellite_id,
            extra_system_prompt=user_input.extra_system_prompt,
        )
        self._entry.runtime_data.talker.passed_on(source, goes_on=result.continue_conversation)
        return result

    def _fallback(self) -> str:
        """Return the agent for everything else; Home Assistant's own where the chosen one is gone."""
        chosen = PeopleOptions.of(self._entry).fallback_agent
        if chosen is None or chosen == self.entity_id:
            return HOME_ASSISTANT_AGENT
        known = async_get_agent_info(self.hass, chosen) is not None
        return chosen if known else HOME_ASSISTANT_AGENT


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the agent, and the sentences that need no agent."""
    async_add_entities([AutoarrAgent(entry)])
    if PeopleOptions.of(entry).sentences:
        entry.async_on_unload(async_register_sentences(hass, entry))
