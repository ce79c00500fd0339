"""Searching indexers, deciding, grabbing, waiting: DownloadDecisionMaker, ProcessDownloadDecisions, DownloadService."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

from tests.fakes.releases import Indexer, IndexerError, Release

from .core import Core
from .decisions import RSS, Decision, Facts, Rejection, Search, decide
from .resources import flag, number, stamp
from .sabnzbd import DownloadClientError, DownloadRejectedError
from .state import Event, Pending, Source, Subject

CACHE = timedelta(minutes=30)
BACK_OFF = tuple(timedelta(seconds=s) for s in (0, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600))


class Searcher:
    """Finds releases and hands them to the download client."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._cache: dict[tuple[int, str], tuple[datetime, Decision]] = {}
        self._failures: dict[int, tuple[int, datetime]] = {}

    # ── searching ──

    async def search(self, wanted: Subject, search: Search) -> list[Decision]:
        """Ask every indexer that is not backing off and judge what they list."""
        found: list[Decision] = []
        for indexer in self._available():
            try:
                listed = self._core.library.search(indexer, wanted)
            except IndexerError:
                self._failed(indexer)
                continue
            self._failures.pop(indexer.identifier, None)
            found += [self._judge(release, search, wanted) for release in listed]
            await asyncio.sleep(0)
        return self._ordered(found)

    async def rss(self) -> int:
        """Read the feeds and what waits, grab what is wanted (RssSync); return how many."""
        found: dict[str, Decision] = {}
        for indexer in self._available():
            try:
                listed = indexer.recent()
            except IndexerError:
                self._failed(indexer)
                continue
            found |= {release.guid: self._judge(release, RSS) for release in listed}
        waiting = {p.release.guid: self._judge(p.release, RSS) for p in self._core.state.pending}
        return await self.process(self._ordered((found | waiting).values()), Source.RSS)

    def disabled(self) -> dict[int, datetime]:
        """Return the indexers that back off after failures, and until when."""
        return {i: until for i, (_, until) in self._failures.items() if until > self._core.now()}

    def _available(self) -> list[Indexer]:
        """Return the indexers that may be asked."""
        return [i for i in self._core.indexers if i.identifier not in self.disabled()]

    def _failed(self, indexer: Indexer) -> None:
        """Back off from an indexer, longer each time."""
        level = self._failures.get(indexer.identifier, (0, self._core.now()))[0]
        until = self._core.now() + BACK_OFF[min(level, len(BACK_OFF) - 1)]
        self._failures[indexer.identifier] = (level + 1, until)

    def _judge(self, release: Release, search: Search, wanted: Subject | None = None) -> Decision:
        """Return the decision on one release."""
        library = self._core.library
        by_title = library.match_title(release.title)
        subject = by_title or library.match_ids(release)
        if subject is None:
            reason = f"Unknown {library.media}. Unable to match to correct {library.media.lower()} using release title."
            return Decision(release=release, subject=None, rejections=(Rejection(reason=reason),))
        wrong = library.mismatch(wanted, subject) if wanted else None
        rejections: tuple[Rejection, ...] = (Rejection(reason=wrong),) if wrong else ()
        rejections += decide(
            release, self._facts(subject), search, self._core.qualities, self._core.now()
        )
        return Decision(
            release=release,
            subject=subject,
            rejections=rejections,
            by_title=by_title is not None,
        )

    def _facts(self, subject: Subject) -> Facts:
        """Collect what the decision depends on."""
        core, library = self._core, self._core.library
        profile = core.profile(library.profile_id(subject))
        if profile is None:
            raise ValueError(f"no quality profile {library.profile_id(subject)}")
        delay = core.delay_profile(library.tags(subject))
        indexer = core.config["indexer"]
        state = core.state
        return Facts(
            media=library.media,
            monitored=library.monitored(subject),
            unavailable=library.unavailable(subject),
            profile=profile,
            file_qualities=tuple(f.quality for f in library.files(subject)),
            queued_qualities=tuple(
                t.quality
                for t in state.tracked.values()
                if t.in_queue and t.subject and _overlap(t.subject, subject)
            ),
            blocklist=tuple(b for b in state.blocklist if b.subject.media_id == subject.media_id),
            delay=timedelta(minutes=number(delay, "usenetDelay")),
            bypass_if_best=flag(delay, "bypassIfHighestQuality"),
            pending_since=min(
                (p.release.publish_date for p in state.pending if _overlap(p.subject, subject)),
                default=None,
            ),
            minimum_age=timedelta(minutes=number(indexer, "minimumAge")),
            maximum_size=number(indexer, "maximumSize") * 1024 * 1024,
            grabbed_at=max(
                (
                    row.date
                    for row in state.history
                    if row.event is Event.GRABBED
                    and row.media_id == subject.media_id
                    and row.episode_id in (subject.episode_ids or (None,))
                ),
                default=None,
            ),
        )

    def _ordered(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Put the best first: quality, then age in steps, then size (DownloadDecisionComparer)."""

        def merit(decision: Decision) -> tuple[int, int, int]:
            release = decision.release
            age = self._core.now() - release.publish_date
            steps = (timedelta(hours=1), timedelta(days=1), timedelta(days=7))
            freshness = sum(age <= step for step in steps)
            return self._core.qualities.weight(release.quality), freshness, release.size

        return sorted(decisions, key=merit, reverse=True)

    # ── grabbing ──

    async def process(self, decisions: list[Decision], source: Source) -> int:
        """Grab the best of what is wanted, let wait what must; return how many were grabbed."""
        grabbed: list[Subject] = []
        for decision in decisions:
            subject = decision.subject
            if subject is None or any(_overlap(subject, g) for g in grabbed):
                continue
            if decision.temporary:
                self._wait(decision, "delay")
            if not decision.approved:
                continue
            try:
                await self.grab(decision, source)
            except DownloadRejectedError:
                continue
            except DownloadClientError as error:
                self._core.state.client_error = str(error)
                self._wait(decision, "downloadClientUnavailable")
            except IndexerError:
                continue
            grabbed.append(subject)
        return len(grabbed)

    async def grab(self, decision: Decision, source: Source) -> str:
        """Fetch the NZB, hand it to the download client, write history; return the download id.

        Raises DownloadClientError or IndexerError.
        """
        core, release, subject = self._core, decision.release, decision.subject
        client = core.client_row
        if core.downloads is None or client is None or subject is None:
            raise DownloadClientError("No download client is available")
        indexer = next(i for i in core.indexers if i.identifier == release.indexer_id)
        nzb = indexer.download(release)
        download_id = await core.downloads.add(release.title, nzb)
        now = core.now()
        age = now - release.publish_date
        core.state.record(
            Event.GRABBED,
            subject,
            date=now,
            title=release.title,
            quality=release.quality,
            languages=release.languages,
            download_id=download_id,
            data={
                "indexer": release.indexer,
                "releaseGroup": release.group or "",
                "age": str(age.days),
                "ageHours": f"{age.total_seconds() / 3600:.2f}",
                "ageMinutes": f"{age.total_seconds() / 60:.2f}",
                "publishedDate": stamp(release.publish_date),
                "downloadClient": "SABnzbd",
                "downloadClientName": str(client["name"]),
                "size": str(release.size),
                "downloadUrl": f"http://indexer.invalid/get/{release.guid}",
                "guid": release.guid,
                "protocol": "1",
                "releaseSource": source.value,
                f"{core.library.media.lower()}MatchType": "Title" if decision.by_title else "Id",
            },
        )
        state = core.state
        state.pending = [p for p in state.pending if not _overlap(p.subject, subject)]
        core.library.touched(subject, "updated")
        core.on_queue_change()
        return download_id

    def _wait(self, decision: Decision, reason: str) -> None:
        """Let a release wait (PendingReleaseService); one wait a release."""
        state, subject, release = self._core.state, decision.subject, decision.release
        if subject is None or any(p.release.guid == release.guid for p in state.pending):
            return
        profile = self._core.delay_profile(self._core.library.tags(subject))
        delay = timedelta(minutes=number(profile, "usenetDelay"))
        state.pending.append(
            Pending(
                id=state.next_id("pending"),
                release=release,
                subject=subject,
                reason=reason,
                added=self._core.now(),
                due=release.publish_date + delay,
            )
        )
        self._core.on_queue_change()

    async def grab_pending(self, pending: Pending) -> None:
        """Grab what waits, now (POST /queue/grab/{id})."""
        await self.grab(
            Decision(release=pending.release, subject=pending.subject, rejections=()),
            Source.USER_SEARCH,
        )

    # ── the cache behind interactive search ──

    def remember(self, decisions: Iterable[Decision]) -> None:
        """Keep what an interactive search showed, for 30 minutes."""
        until = self._core.now() + CACHE
        for decision in decisions:
            self._cache[decision.release.indexer_id, decision.release.guid] = (until, decision)

    def remembered(self, indexer_id: int, guid: str) -> Decision | None:
        """Return what an interactive search showed, unless that is too long ago."""
        until, decision = self._cache.get((indexer_id, guid), (self._core.now(), None))
        return decision if until > self._core.now() else None


def _overlap(one: Subject, other: Subject) -> bool:
    """Say whether two subjects share a movie or an episode."""
    if one.media_id != other.media_id:
        return False
    return not one.episode_ids or bool(set(one.episode_ids) & set(other.episode_ids))
