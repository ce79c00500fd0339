"""What several end-to-end tests do with a stack, and look for afterwards."""

from tests.e2e.demo.evidence import Evidence, Row
from tests.e2e.demo.main_job import SENTENCE, TMDB_ID
from tests.e2e.demo.timeline import repairs, timeline
from tests.e2e.stack.stack import Stack
from tests.e2e.stack.waiting import until

IMPORTED_SECONDS = 120.0


async def let_recovery_act(stack: Stack) -> None:
    """Let AutoArr own Radarr's failures, and carry out what it recommends."""
    await stack.house.ask("set_mode", device_id=await stack.house.device("radarr"), mode="manage")
    await stack.house.tell("set_policy", preset="recommended")


async def ask_for_the_film(stack: Stack) -> None:
    """Ask for the film of the main job and see that it was added."""
    answer = await stack.house.ask("request", confirm=True, text=SENTENCE)
    assert answer["status"] == "added", answer["message"]


async def one_job_ended(evidence: Evidence, status: str) -> Row:
    """Wait until SABnzbd has ended its first job and return it."""
    job = (await until(evidence.jobs, seconds=60))[0]
    assert job["status"] == status, job["fail_message"]
    return job


async def events(stack: Stack, kind: str) -> list[Row]:
    """Return the events of one kind in AutoArr's journal, oldest first."""
    return [event for event in await timeline(stack.house) if event["kind"] == kind]


async def repairs_begun(stack: Stack) -> list[str]:
    """Return what recovery has begun to do about failures, oldest first."""
    return [event["data"]["action"] for event in repairs(await timeline(stack.house))]


async def film_is_imported(evidence: Evidence) -> None:
    """Wait until Radarr has the film's file."""

    async def imported() -> bool:
        movie = await evidence.movie(TMDB_ID)
        return movie is not None and bool(movie["hasFile"])

    await until(imported, seconds=IMPORTED_SECONDS, pause=0.5)
