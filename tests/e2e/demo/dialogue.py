"""Talks to AutoArr as a person does: sentence by sentence, through Home Assistant's conversation API."""

from typing import Any

from tests.e2e.stack.stack import Stack

from .narrator import Narrator

ASKED = "Add Dune in 4K"
CHOSEN = "the new one"
CONFIRMED = "yes please"
WATCHED = "Is Dune ready to watch?"


class Dialogue:
    """One conversation with the AutoArr agent of Assist."""

    def __init__(self, stack: Stack, narrator: Narrator) -> None:
        """Begin a new conversation with the first sentence."""
        self._api = stack.hass.api
        self._house = stack.house
        self._tell = narrator
        self._conversation: str | None = None
        self.listening = False
        """Whether the microphone of a satellite would stay open now."""

    async def say(self, text: str) -> str:
        """Say a sentence and return what is answered."""
        self._tell.step(f"“{text}”")
        result: dict[str, Any] = await self._api.command(
            "conversation/process",
            text=text,
            language="en",
            agent_id=await self._house.entity("hub", "conversation"),
            conversation_id=self._conversation,
        )
        self._conversation = result["conversation_id"]
        self.listening = result["continue_conversation"]
        answer = str(result["response"]["speech"]["plain"]["speech"])
        ends = "and goes on listening" if self.listening else "and is done"
        self._tell.shows(f"conversation/process, {ends}", f"“{answer}”")
        return answer


async def ask_for_the_film(stack: Stack, tell: Narrator) -> None:
    """Ask for a title there are several of, choose one, say yes; raises ClaimFailed."""
    talk = Dialogue(stack, tell)
    question = await talk.say(ASKED)
    tell.claim(
        talk.listening and "1984" in question and "2021" in question,
        "it asks which one, instead of taking the first",
    )
    await _nothing_is_added(stack, tell)
    proposal = await talk.say(CHOSEN)
    tell.claim(
        talk.listening and "2021" in proposal and "1984" not in proposal,
        "it says exactly what it would add, and asks for a yes",
    )
    await _nothing_is_added(stack, tell)
    done = await talk.say(CONFIRMED)
    tell.claim(not talk.listening and "added" in done, "it is added, and the conversation is over")


async def ask_how_it_stands(stack: Stack, tell: Narrator) -> None:
    """Ask whether it can be watched now; raises ClaimFailed."""
    answer = await Dialogue(stack, tell).say(WATCHED)
    tell.claim("ready to watch" in answer, "asked aloud, it says so too")


async def _nothing_is_added(stack: Stack, tell: Narrator) -> None:
    """Prove that no request is more than a question; raises ClaimFailed."""
    requests = (await stack.house.ask("get_requests"))["requests"]
    states = {request["state"] for request in requests}
    tell.claim(states == {"proposed"}, "nothing is added before the yes")
