"""The main job, step by step, on one fresh stack: asked, failed, repaired (or, as a control, not), watched."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import override

from tests.e2e.stack.posts import FADED, WHOLE
from tests.e2e.stack.stack import Stack

from .dialogue import ask_for_the_film, ask_how_it_stands
from .evidence import Evidence, Row
from .narrator import Narrator
from .timeline import line, repairs, since_failure, timeline

SENTENCE = "Add the Dune movie from 2021 in 4K"
TMDB_ID = 438631
POLL = 60.0
"""Seconds between two looks of AutoArr at an idle SABnzbd: the longest time a failure stays unseen."""


@dataclass(frozen=True, kw_only=True)
class FailedDownload:
    """The failure both runs have in common."""

    name: str
    message: str
    ended: float

    @override
    def __str__(self) -> str:
        """Return what SABnzbd says of it."""
        return f"{self.name}: {self.message}"


class MainJob:
    """One run of the main job."""

    def __init__(self, stack: Stack, evidence: Evidence, narrator: Narrator) -> None:
        """Drive one stack."""
        self._stack = stack
        self._house = stack.house
        self._evidence = evidence
        self._tell = narrator

    async def control(self) -> FailedDownload:
        """Let the download fail with recovery off, and prove that the film stays missing."""
        await self._manage()
        await self._policies("report")
        await self._request()
        failed = await self._first_failure()
        await self._only_reported()
        await self._stays_missing(failed)
        return failed

    async def recovery(self) -> FailedDownload:
        """Let the same download fail with recovery on, and prove that the film gets to the screen."""
        await self._manage()
        self._tell.step("Recovery on: autoarr.set_policy with the recommended preset.")
        await self._house.tell("set_policy", preset="recommended")
        await self._policies("auto")
        await ask_for_the_film(self._stack, self._tell)
        await self._added()
        failed = await self._first_failure()
        await self._next_release(failed)
        await self._imported()
        await self._watchable()
        await ask_how_it_stands(self._stack, self._tell)
        return failed

    # ── before the request ──

    async def _manage(self) -> None:
        """Let AutoArr own Radarr's failures, so that nobody else repairs them."""
        self._tell.step("AutoArr takes over Radarr's failed downloads: autoarr.set_mode, manage.")
        device = await self._house.device("radarr")
        answer = await self._house.ask("set_mode", device_id=device, mode="manage")
        settings = await self._evidence.redownloads()
        self._tell.shows("POST /api/services/autoarr/set_mode", f"{answer}")
        self._tell.shows(
            "Radarr, GET /api/v3/config/downloadclient",
            f"autoRedownloadFailed: {settings['autoRedownloadFailed']}",
        )
        self._tell.claim(
            settings["autoRedownloadFailed"] is False, "Radarr itself no longer searches again"
        )

    async def _policies(self, expected: str) -> None:
        """Prove what recovery may do."""
        policies = (await self._house.ask("get_failures"))["policies"]
        self._tell.shows("POST /api/services/autoarr/get_failures", f"policies: {policies}")
        if expected == "report":
            self._tell.claim(
                set(policies.values()) == {expected}, "every strategy of recovery is only told"
            )
        else:
            worse = policies.pop("lower_quality")
            self._tell.claim(
                (set(policies.values()), worse) == ({expected}, "ask"),
                "every strategy of recovery is carried out, only a lower quality is asked about",
            )

    async def _request(self) -> None:
        """Ask for the film in one sentence."""
        self._tell.step(f'Asked: autoarr.request "{SENTENCE}"')
        answer = await self._house.ask("request", confirm=True, text=SENTENCE)
        self._tell.shows(
            "POST /api/services/autoarr/request",
            f"{answer['message']}",
            f"status: {answer['status']}, state: {answer['state']}",
        )
        await self._added()

    async def _added(self) -> None:
        """Prove that Radarr has the film as it was asked for."""
        movie = await self._evidence.movie(TMDB_ID)
        self._tell.claim(movie is not None, "Radarr has the movie, found by its TMDB id")
        if movie is not None:
            profile = await self._evidence.profile(movie["qualityProfileId"])
            self._tell.shows(
                f"Radarr, GET /api/v3/movie?tmdbId={TMDB_ID}",
                f"{movie['title']} ({movie['year']}), profile {profile}, "
                f"monitored: {movie['monitored']}, hasFile: {movie['hasFile']}",
            )
            self._tell.claim(
                profile == "Ultra-HD" and movie["monitored"] and not movie["hasFile"],
                "it is monitored in 4K and has no file yet",
            )

    async def _first_failure(self) -> FailedDownload:
        """Wait until the real SABnzbd has given the first release up."""
        self._tell.step("Radarr grabs the best release; a part of its articles is gone.")
        first = await self._tell.wait(self._evidence.grabs, "Radarr's grab", seconds=30)
        self._tell.shows("Radarr, GET /api/v3/history", f"grabbed {first[0]['sourceTitle']}")
        jobs = await self._tell.wait(self._evidence.jobs, "the end of the download", seconds=60)
        job = jobs[0]
        self._tell.shows(
            "SABnzbd, mode=history", f"{job['name']}: {job['status']}", f"{job['fail_message']}"
        )
        self._tell.claim(
            job["status"] == "Failed" and FADED in job["name"],
            "the download failed in the real SABnzbd",
        )
        return FailedDownload(
            name=job["name"], message=job["fail_message"], ended=float(job["completed"])
        )

    # ── with recovery off ──

    async def _only_reported(self) -> None:
        """Wait until AutoArr says what it would have done."""
        self._tell.step(
            f"AutoArr looks when Radarr tells of a change, at the latest after {POLL:.0f} s; waiting."
        )
        told = await self._tell.wait(
            self._would_have_done, "AutoArr's dry-run line", seconds=POLL + 30
        )
        self._tell.shows(
            "POST /api/services/autoarr/get_failures",
            f"would have done: {told['strategy']} because of {told['cause']}",
            f"{told['message']}",
        )
        self._tell.claim(told["strategy"] == "next_release", "it would have taken the next release")

    async def _would_have_done(self) -> Row | None:
        """Return the line of the dry run."""
        lines = (await self._house.ask("get_failures"))["would_have_done"]
        return next((each for each in lines if FADED in each["name"]), None)

    async def _stays_missing(self, failed: FailedDownload) -> None:
        """Prove that nobody did anything about it."""
        looks = 4
        seconds = looks * self._stack.look_every
        self._tell.step(f"Radarr looks at SABnzbd {looks} more times; the film must stay missing.")
        await asyncio.sleep(seconds)
        movie = await self._evidence.movie(TMDB_ID) or {}
        grabs, jobs = await self._evidence.grabs(), await self._evidence.jobs()
        events = await self._events()
        self._tell.shows(
            "Radarr, GET /api/v3/movie, /history, /command",
            f"hasFile: {movie.get('hasFile')}, grabs: {len(grabs)}, "
            f"searches by others: {len(await self._evidence.searches())}",
        )
        self._tell.shows("SABnzbd, mode=history", *(f"{j['name']}: {j['status']}" for j in jobs))
        self._tell.shows(
            "POST /api/services/autoarr/get_timeline", *map(line, since_failure(events))
        )
        self._tell.claim(not repairs(events), "recovery acted on nothing")
        self._tell.claim(
            movie.get("hasFile") is False and len(grabs) == 1 and len(jobs) == 1,
            "the film is missing, and no second release was tried",
        )

    # ── with recovery on ──

    async def _next_release(self, failed: FailedDownload) -> None:
        """Wait until AutoArr has had another release searched for."""
        self._tell.step(
            f"AutoArr looks when Radarr tells of a change, at the latest after {POLL:.0f} s; waiting."
        )
        done = await self._tell.wait(self._action_finished, "AutoArr's action", seconds=POLL + 45)
        after = datetime.fromisoformat(done["at"]).timestamp() - failed.ended
        events = await self._events()
        self._tell.shows(
            "POST /api/services/autoarr/get_timeline",
            *map(line, since_failure(events)),
        )
        self._tell.claim(
            [e["data"]["action"] for e in repairs(events)] == ["recovery.next_release"],
            f"AutoArr took the next release, {after:.0f} s after SABnzbd gave up, and did nothing else",
        )
        blocklisted = await self._evidence.blocklisted()
        self._tell.shows("Radarr, GET /api/v3/blocklist", *blocklisted)
        self._tell.claim(blocklisted == [failed.name], "the failed release is blocklisted, once")
        grabs = await self._tell.wait(self._second_grab, "Radarr's second grab", seconds=30)
        self._tell.shows("Radarr, GET /api/v3/history", f"grabbed {grabs[1]['sourceTitle']}")
        self._tell.claim(
            len(grabs) == 2 and WHOLE in grabs[1]["sourceTitle"], "another release was grabbed"
        )

    async def _action_finished(self) -> Row | None:
        """Return the end of recovery's action."""
        return next(iter(repairs(await self._events(), "action_finished")), None)

    async def _second_grab(self) -> list[Row] | None:
        """Return Radarr's grabs once there are two."""
        grabs = await self._evidence.grabs()
        return grabs if len(grabs) > 1 else None

    async def _imported(self) -> None:
        """Wait until the film lies in Radarr's folder."""
        self._tell.step("SABnzbd downloads it, Radarr imports it.")
        movie = await self._tell.wait(self._movie_with_file, "the import", seconds=90)
        jobs = await self._evidence.jobs()
        self._tell.shows("SABnzbd, mode=history", *(f"{j['name']}: {j['status']}" for j in jobs))
        file = await self._evidence.movie_file(movie["id"]) or {}
        path = Path(str(file.get("path")))
        self._tell.shows(
            "Radarr, GET /api/v3/moviefile", f"{path} ({file.get('size')} bytes, as it says)"
        )
        on_disk = await asyncio.to_thread(_size, path)
        self._tell.claim(on_disk is not None, f"the file is on disk, {on_disk} bytes")

    async def _movie_with_file(self) -> Row | None:
        """Return the movie once it has a file."""
        movie = await self._evidence.movie(TMDB_ID)
        return movie if movie and movie["hasFile"] else None

    async def _watchable(self) -> None:
        """Wait until Plex has the film and AutoArr says so."""
        self._tell.step("Plex scans its library; AutoArr looks whether it can be watched.")
        guid = f"tmdb://{TMDB_ID}"
        item = await self._tell.wait(
            lambda: self._evidence.in_plex(guid), "the film in Plex", seconds=60
        )
        self._tell.shows(
            "Plex, GET /library/sections/…/all", f"{item['title']} ({item['year']}), {guid}"
        )
        request = await self._tell.wait(self._available, "AutoArr's request", seconds=90)
        self._tell.shows(
            "POST /api/services/autoarr/get_requests",
            f"{request['title']}: {request['state']} ({request['state_text']})",
        )
        self._tell.claim(True, "the request is available: the film can be watched")

    async def _available(self) -> Row | None:
        """Return the request once it is available."""
        requests: list[Row] = (await self._house.ask("get_requests"))["requests"]
        return next((r for r in requests if r["state"] == "available"), None)

    async def _events(self) -> list[Row]:
        """Return AutoArr's one timeline of the film, over all services, oldest first."""
        (request,) = (await self._house.ask("get_requests"))["requests"]
        return await timeline(self._house, request["correlation"])


def _size(path: Path) -> int | None:
    """Return the size of a file in bytes, None when there is none."""
    return path.stat().st_size if path.is_file() else None
