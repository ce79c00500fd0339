"""Trigger sentences: a request can be started on plain Assist, without an agent or a model."""

from hassil.recognize import RecognizeResult
from homeassistant.components.conversation import (
    HOME_ASSISTANT_AGENT,
    ConversationInput,
    async_converse,
    async_get_chat_log,
    async_handle_intents,
)
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.chat_session import async_get_chat_session

from .const import DOMAIN
from .conversing import async_spoken, source_of
from .hub import AutoarrConfigEntry
from .requests.dialogue.orders import without_name
from .requests.dialogue.saying import Said, line
from .requests.people import Via
from .sentence_templates import SENTENCES


@callback
def async_register_sentences(hass: HomeAssistant, entry: AutoarrConfigEntry) -> CALLBACK_TYPE:
    """Register the sentences of all languages; a house may speak several."""

    async def answer(user_input: ConversationInput, result: RecognizeResult) -> str:
        """Answer a sentence that matched; what is not about media goes where it would have gone."""
        del result
        return await _async_answer(hass, entry, user_input)

    templates = [sentence for language in SENTENCES.values() for sentence in language]
    return get_agent_manager(hass).register_trigger(templates, answer)


async def _async_answer(
    hass: HomeAssistant, entry: AutoarrConfigEntry, user_input: ConversationInput
) -> str:
    """Return the answer of AutoArr, else that of whoever the sentence was meant for."""
    chat_log = current_chat_log.get()
    if chat_log is not None:
        user_input.conversation_id = chat_log.conversation_id
    source = source_of(hass, entry, user_input, via=Via.SENTENCE)
    named, _ = without_name(user_input.text)
    said = await entry.runtime_data.talker.say(user_input.text, source=source, named=named)
    if said is None:
        others = await _async_others(hass, user_input)
        if others is not None:
            return others
        said = Said(lines=(line("not_understood"),))
    return await async_spoken(hass, said, user_input.language)


async def _async_others(hass: HomeAssistant, user_input: ConversationInput) -> str | None:
    """Return what Home Assistant's own sentences, or the agent of the pipeline, say to it."""
    with (
        async_get_chat_session(hass, user_input.conversation_id) as session,
        async_get_chat_log(hass, session) as chat_log,
    ):
        own = await async_handle_intents(hass, user_input, chat_log)
    if own is not None:
        return str(own.speech.get("plain", {}).get("speech", ""))
    if user_input.agent_id in {None, HOME_ASSISTANT_AGENT} or _is_ours(hass, user_input.agent_id):
        return None
    # In a conversation of its own: in this one the sentence counts as answered by a trigger.
    result = await async_converse(
        hass,
        user_input.text,
        None,
        user_input.context,
        language=user_input.language,
        agent_id=user_input.agent_id,
        device_id=user_input.device_id,
        satellite_id=user_input.satellite_id,
        extra_system_prompt=user_input.extra_system_prompt,
    )
    return str(result.response.speech.get("plain", {}).get("speech", ""))


def _is_ours(hass: HomeAssistant, agent_id: str) -> bool:
    """Say whether an agent is AutoArr's."""
    entity = er.async_get(hass).async_get(agent_id)
    return entity is not None and entity.platform == DOMAIN
