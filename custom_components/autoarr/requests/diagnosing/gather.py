"""Asks the services what a diagnosis needs to know, in parallel and only until a deadline."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ...clients.models.sabnzbd import JobStatus
from ...clients.radarr import RadarrClient
from ...clients.sonarr import SonarrClient
from ...journal.ports import Clock
from ..media import ArrInstance, MediaRef
from . import reading
from .facts import Facts, Health, Indexers, Job, Jobs, Plex, Silent, Title, Wish
from .ports import Clean, PlexService, SabnzbdService, answer_of
from .titles import Target
from .view import View


class Gatherer:
    """Reads the facts of one title; changes nothing anywhere."""

    def __init__(
        self,
        *,
        sabnzbd: Callable[[], Sequence[SabnzbdService]],
        plex: Callable[[], Sequence[PlexService]],
        clock: Clock,
        clean: Clean,
    ) -> None:
        """Ask the services that are set up when a question comes."""
        self._sabnzbd = sabnzbd
        self._plex = plex
        self._clock = clock
        self._clean = clean

    async def gather(self, target: Target, *, end: float) -> Facts:
        """Return what can be learnt until `end` (the loop's time); no error of a service is raised."""
        now = self._clock.now()
        title, plex = await asyncio.gather(
            self._title(target, now, end), self._all_plex(target, end)
        )
        facts = Facts(
            label=target.label,
            media_type=target.media_type,
            now=now,
            wish=_wish(target),
            instance="" if target.instance is None else target.instance.ref.name,
            services=target.services,
            instance_gone=target.instance_gone,
            title=title,
            plex=plex,
        )
        if target.instance is None or not isinstance(title, Title):
            return facts
        if View(facts).missing:
            return await self._while_missing(facts, title, target.instance, end)
        return await self._when_there(facts, title, target.instance, end)

    async def _title(self, target: Target, now: datetime, end: float) -> Title | Silent | None:
        """Return the title as its service knows it, None when no service has it."""
        media, instance = target.media, target.instance
        if media is None or instance is None:
            if not target.silent:
                return None
            names = " & ".join(one.service for one in target.silent)
            return Silent(service=names, reason=target.silent[0].reason)
        call = _read_title(instance, media, target, now)
        return await answer_of(instance.ref.name, call, end=end, clean=self._clean)

    async def _when_there(
        self, facts: Facts, title: Title, instance: ArrInstance, end: float
    ) -> Facts:
        """Add when it was imported, and whether its folder is still there."""
        client, name, clean = instance.client, instance.ref.name, self._clean
        history, condition = await asyncio.gather(
            answer_of(name, client.history_of_media(title.media_id), end=end, clean=clean),
            answer_of(name, _condition(instance, clean), end=end, clean=clean),
        )
        return replace(
            facts,
            history=history if isinstance(history, Silent) else reading.of_history(history, clean),
            health=condition if isinstance(condition, Silent) else condition[1],
        )

    async def _while_missing(
        self, facts: Facts, title: Title, instance: ArrInstance, end: float
    ) -> Facts:
        """Add what the service knows of releases and downloads, and what SABnzbd knows of these."""
        client, name, clean = instance.client, instance.ref.name, self._clean
        queue, history, condition, commands = await asyncio.gather(
            answer_of(name, client.queue(), end=end, clean=clean),
            answer_of(name, client.history_of_media(title.media_id), end=end, clean=clean),
            answer_of(name, _condition(instance, clean), end=end, clean=clean),
            answer_of(name, client.commands(), end=end, clean=clean),
        )
        known = replace(
            facts,
            queue=queue
            if isinstance(queue, Silent)
            else reading.of_queue(queue, title.media_id, clean),
            history=history if isinstance(history, Silent) else reading.of_history(history, clean),
            indexers=condition if isinstance(condition, Silent) else condition[0],
            health=condition if isinstance(condition, Silent) else condition[1],
            searching=commands
            if isinstance(commands, Silent)
            else reading.is_searching(commands, title),
        )
        view = View(known)
        ids = {row.download_id for row in view.rows} | {one.download_id for one in view.lost}
        wanted = sorted(one for one in ids if one)
        return replace(known, jobs=await self._jobs(wanted, end)) if wanted else known

    async def _jobs(self, ids: Sequence[str], end: float) -> Jobs:
        """Return the jobs with these ids, wherever they are."""
        services = self._sabnzbd()
        seen = await asyncio.gather(
            *(
                answer_of(one.ref.name, _jobs_at(one, ids, self._clean), end=end, clean=self._clean)
                for one in services
            )
        )
        found: dict[str, Job] = {}
        for answer in seen:
            if not isinstance(answer, Silent):
                found |= answer
        silent = tuple(one for one in seen if isinstance(one, Silent))
        return Jobs(found=found, asked=len(services), silent=silent)

    async def _all_plex(self, target: Target, end: float) -> tuple[Plex | Silent, ...]:
        """Return what every Plex server has of the title."""
        media = target.media
        if media is None:
            return ()
        seen = await asyncio.gather(
            *(
                answer_of(one.ref.name, _plex_at(one, media), end=end, clean=self._clean)
                for one in self._plex()
            )
        )
        return tuple(seen)


async def _read_title(
    instance: ArrInstance, media: MediaRef, target: Target, now: datetime
) -> Title | None:
    """Read a title in the library of its service. Raises ServiceError."""
    client = instance.client
    if isinstance(client, RadarrClient):
        movie = None if media.tmdb_id is None else await client.movie_by_tmdb(media.tmdb_id)
        return None if movie is None else reading.of_film(movie, now=now)
    series = None if media.tvdb_id is None else await client.series_by_tvdb(media.tvdb_id)
    if series is None or series.id is None:
        return None
    return reading.of_series(
        series,
        await client.episodes(series.id),
        seasons=target.seasons,
        numbers=target.episodes,
        latest=target.latest,
        everything=target.everything,
        now=now,
    )


async def _condition(instance: ArrInstance, clean: Clean) -> tuple[Indexers, Health]:
    """Read how a service is: its indexers, its download client, its folders. Raises ServiceError."""
    client: RadarrClient | SonarrClient = instance.client
    health = await client.health()
    indexers = reading.of_indexers(await client.indexers(), health, clean)
    return indexers, reading.of_health(health, await client.root_folders(), clean)


async def _jobs_at(service: SabnzbdService, ids: Sequence[str], clean: Clean) -> Mapping[str, Job]:
    """Read jobs of one SABnzbd, and its news servers when one of them stands still. Raises ServiceError."""
    client = service.client
    queue = await client.queue(nzo_ids=ids)
    history = await client.history(nzo_ids=ids, limit=len(ids))
    still = queue.speed_bytes == 0 and any(
        slot.status is JobStatus.DOWNLOADING for slot in queue.slots
    )
    servers = await client.server_status() if still else None
    slots = () if history is None else history.slots
    return reading.of_jobs(service.ref.name, queue, slots, servers, clean)


async def _plex_at(service: PlexService, media: MediaRef) -> Plex:
    """Read the libraries of one Plex server, and whether it shows the title. Raises ServiceError."""
    client, kind = service.client, "movie" if media.is_movie else "show"
    sections = [one for one in await client.sections() if one.type == kind]
    item = await client.find(guid=media.guid, section_type=kind, title=media.title, year=media.year)
    episodes: frozenset[tuple[int, int]] | None = None
    if not media.is_movie:
        episodes = frozenset() if item is None else await client.episodes(item.rating_key)
    return Plex(
        service=service.ref.name,
        sections=tuple(reading.of_section(one) for one in sections),
        found=item is not None,
        episodes=episodes,
    )


def _wish(target: Target) -> Wish | None:
    """Return the request, as far as it matters."""
    request = target.request
    if request is None:
        return None
    return Wish(request_id=request.id, state=request.state, note=request.note)
