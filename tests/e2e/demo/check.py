"""`scripts/demo --check`: the main job with recovery off, then on, each on a fresh stack."""

from pathlib import Path

from tests.e2e.stack.stack import LOOK_EVERY, Stack

from .audit import Audit, set_wrong
from .dashboard import make_dashboard
from .evidence import Evidence
from .health import show_health
from .main_job import SENTENCE, FailedDownload, MainJob
from .narrator import Narrator


async def check(folder: Path, tell: Narrator, *, look_every: float = LOOK_EVERY) -> None:
    """Run both and compare; raises ClaimFailed where the story does not hold."""
    tell.chapter(f'Control: "{SENTENCE}" with recovery off, as after a fresh install')
    control = await run(folder / "control", tell, recovery=False, look_every=look_every)
    tell.chapter("The same again from nothing, with recovery on")
    repaired = await run(folder / "recovery", tell, recovery=True, look_every=look_every)
    tell.chapter("Both runs compared")
    tell.shows("without recovery", str(control), "the film stayed missing")
    tell.shows("with recovery", str(repaired), "the film can be watched")
    tell.claim(
        (control.name, control.message) == (repaired.name, repaired.message),
        "it was the same failure; only AutoArr's recovery made the difference",
    )


async def run(folder: Path, tell: Narrator, *, recovery: bool, look_every: float) -> FailedDownload:
    """Run the main job once, on a stack of its own; raises ClaimFailed."""
    tell.step("Starting SABnzbd, Home Assistant, and the fakes of Radarr, Sonarr and Plex.")
    async with Stack(folder, look_every=look_every) as stack:
        try:
            await set_wrong(stack)
            await stack.set_up()
            await make_dashboard(stack.hass, stack.house)
            await _introduce(stack, tell)
            async with Evidence(stack) as evidence:
                job = MainJob(stack, evidence, tell)
                await show_health(stack, tell)
                failed = await (job.recovery() if recovery else job.control())
                if recovery:
                    await show_health(stack, tell)
                    await Audit(stack, evidence, tell).run()
            diagnostics = await stack.house.diagnostics()
        except Exception:
            tell.shows("The end of Home Assistant's log", *stack.hass.log_tail().splitlines())
            raise
    clean(stack, tell, diagnostics)
    return failed


def clean(stack: Stack, tell: Narrator, diagnostics: str) -> None:
    """Prove that Home Assistant's log and storage are clean, after it has stopped; raises ClaimFailed."""
    tell.step("Home Assistant has stopped; looking through what it wrote.")
    complaints = stack.hass.complaints()
    leaks = stack.hass.leaks(stack.secrets, diagnostics=diagnostics)
    tell.shows(
        "its log", *(complaints or ["no error, no blocking call, no complaint about AutoArr"])
    )
    tell.claim(not complaints, "its log is clean")
    tell.shows(
        "its log, .storage, recorder, events and diagnostics", *(leaks or ["no API key, no token"])
    )
    tell.claim(not leaks, "no credential is anywhere but in the config entry")


async def _introduce(stack: Stack, tell: Narrator) -> None:
    """Say what runs, by its own word."""
    sabnzbd = await stack.sabnzbd.api("version")
    hass = await stack.hass.api.call("GET", "/api/config")
    tell.shows(
        "running",
        f"Home Assistant {hass['version']} (real) at {stack.hass.url}",
        f"SABnzbd {sabnzbd['version']} (real) at {stack.sabnzbd.url}, with a news server of made-up articles",
        f"Radarr, Sonarr, Plex (fakes that look every {stack.look_every:.0f} s) at "
        f"{stack.radarr.url}, {stack.sonarr.url}, {stack.plex.url}",
    )
    tell.claim(
        sorted(stack.house.services) == ["plex", "radarr", "sabnzbd", "sonarr"],
        "AutoArr was set up through its config flows: the hub and four services",
    )
