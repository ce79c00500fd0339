"""The simulated month behaves as the services do, and small months do no harm."""

from dataclasses import replace

import pytest

from custom_components.autoarr.clients.service import ServiceKind
from tests.bench.recovery.arr_model import By
from tests.bench.recovery.indexers import Indexers
from tests.bench.recovery.play import Way, play
from tests.bench.recovery.posts import HD, Fate, Listing, Post, Title
from tests.bench.recovery.referee import Referee
from tests.bench.recovery.result import result_of
from tests.bench.recovery.sabnzbd import Phase, SimSabnzbd
from tests.bench.recovery.servarr import SimServarr
from tests.bench.recovery.timeline import DAY, HOUR, NEVER, Timeline
from tests.bench.recovery.weather import WORLDS, Outage, OutageSpan, Span, Weather, World

FILM = Title(
    number=0,
    kind=ServiceKind.RADARR,
    media_id=1,
    episode=0,
    name="Film",
    profile=HD,
    wanted_at=HOUR,
    aired_at=-100 * DAY,
)
CALM = Weather(outages=(), disk=(), indexers=((), (), ()))


def post(number: int, fate: Fate = Fate.HEALTHY, *, lines: int = 1080) -> Post:
    """Return an old post of the film; the one with the lower number is the better one."""
    return Post(
        number=number,
        titles=(FILM,),
        resolution=lines,
        size_bytes=4_000_000_000 + number,
        posted=-10.0 * DAY,
        gone_at=NEVER,
        fate=fate,
    )


def listed(what: Post, *, indexer: int = 0, name: str = "") -> Listing:
    """Return a post as an indexer lists it."""
    return Listing(
        guid=f"{indexer}-{what.number}",
        indexer=indexer,
        name=name or f"Film.1080p-GRP{what.number}",
        post=what,
        published=what.posted - what.number,
    )


class Alone:
    """A SABnzbd and a Radarr that handles failures by itself."""

    def __init__(self, *listings: Listing, weather: Weather = CALM) -> None:
        """Begin with these listings."""
        self.time = Timeline()
        self.indexers = Indexers(time=self.time, weather=weather, world=WORLDS[0])
        self.referee = Referee(time=self.time)
        self.sabnzbd = SimSabnzbd(time=self.time, weather=weather)
        self.radarr = SimServarr(
            kind=ServiceKind.RADARR,
            time=self.time,
            sabnzbd=self.sabnzbd,
            indexers=self.indexers,
            referee=self.referee,
            titles=(FILM,),
            listings=listings,
        )

    def day(self) -> None:
        """Let a day go by."""
        self.time.run_until(self.time.seconds + DAY)

    @property
    def lines(self) -> int:
        """Return the quality of the film in the library."""
        return self.radarr.library.lines(FILM)

    @property
    def blocked(self) -> list[int]:
        """Return the posts on the blocklist."""
        return [row.listing.post.number for row in self.radarr.blocklist.values()]


def test_what_is_healthy_is_in_the_library_within_the_hour() -> None:
    """One search, one file, one import; nothing is left in SABnzbd."""
    house = Alone(listed(post(1)))
    house.time.run_until(2 * HOUR)
    assert house.lines == 1080
    assert not house.sabnzbd.jobs
    assert house.indexers.hits == 4


@pytest.mark.parametrize("fate", [Fate.MISSING, Fate.DAMAGED, Fate.BROKEN, Fate.FAKE])
def test_a_release_that_fails_is_blocklisted_and_replaced(fate: Fate) -> None:
    """Radarr removes it and takes the next one by itself."""
    house = Alone(listed(post(1, fate)), listed(post(2)))
    house.day()
    assert house.lines == 1080
    assert house.blocked == [1]
    assert not house.referee.loops


@pytest.mark.parametrize("fate", [Fate.ENCRYPTED, Fate.STUCK])
def test_what_hangs_hangs_for_ever(fate: Fate) -> None:
    """Radarr sees a download that goes on, and takes nothing else of that quality."""
    house = Alone(listed(post(1, fate)), listed(post(2)))
    house.day()
    assert house.lines == 0
    (job,) = house.sabnzbd.jobs.values()
    assert job.phase in (Phase.PAUSED, Phase.STUCK)


@pytest.mark.parametrize("fate", [Fate.WRONG, Fate.DANGEROUS, Fate.UNCONFIRMED])
def test_what_is_not_imported_waits_for_somebody(fate: Fate) -> None:
    """The download is whole, and Radarr says why it does nothing."""
    house = Alone(listed(post(1, fate)), listed(post(2)))
    house.day()
    assert house.lines == 0
    (tracked,) = house.radarr.tracked.values()
    assert tracked.blocked


def test_the_same_post_under_another_name_is_grabbed_again() -> None:
    """Radarr's blocklist goes by the name; that is a loop, and counted as its own."""
    bad = post(1, Fate.MISSING)
    house = Alone(listed(bad), listed(bad, indexer=1, name="Film.1080p.xpost"))
    house.day()
    assert [by for by, _ in house.referee.loops] == [By.ARR]


def test_the_same_post_under_its_name_is_refused_at_every_indexer() -> None:
    """By its date, or by date and size together."""
    bad = post(1, Fate.MISSING)
    again = replace(listed(bad, indexer=1), published=bad.posted + 60)
    house = Alone(listed(bad), again)
    house.day()
    assert not house.referee.loops
    assert house.referee.grabs == 1


def test_a_silent_outage_fails_nothing() -> None:
    """The job waits at the byte where it was and ends when the server is back."""
    span = OutageSpan(begin=HOUR + 60, end=5 * HOUR, kind=Outage.SILENT)
    house = Alone(listed(post(1)), weather=replace(CALM, outages=(span,)))
    house.time.run_until(4 * HOUR)
    (job,) = house.sabnzbd.jobs.values()
    assert house.sabnzbd.standing_still()
    assert 0 < house.sabnzbd.bytes_done(job) < job.size
    house.day()
    assert house.lines == 1080


@pytest.mark.parametrize("kind", [Outage.HOLLOW, Outage.HOLLOW_UNSEEN])
def test_a_hollow_outage_blames_every_healthy_release(kind: Outage) -> None:
    """Radarr blocklists one after the other; grabbed again later they are no loop."""
    span = OutageSpan(begin=0, end=5 * HOUR, kind=kind)
    house = Alone(listed(post(1)), listed(post(2)), weather=replace(CALM, outages=(span,)))
    house.day()
    assert house.blocked == [1, 2]
    assert house.lines == 0
    assert len(house.referee.left_blocked(list(house.radarr.blocklist.values()))) == 2
    house.radarr.blocklist.clear()
    house.radarr.search("MoviesSearch", (FILM,), By.AUTOARR)
    house.day()
    assert house.lines == 1080
    assert not house.referee.loops


def test_a_full_disk_has_a_whole_download_deleted() -> None:
    """Radarr removes what failed, although nothing of it was missing."""
    house = Alone(listed(post(1)), weather=replace(CALM, disk=(Span(begin=0, end=5 * HOUR),)))
    house.day()
    assert [by for by, _ in house.referee.removed] == [By.ARR]


def test_a_retry_processes_what_is_on_disk() -> None:
    """Under a new id, which Radarr imports by its name when it is whole."""
    house = Alone(listed(post(1)), weather=replace(CALM, disk=(Span(begin=0, end=5 * HOUR),)))
    house.radarr.remove_failed = house.radarr.redownload = False
    house.day()
    (job,) = house.sabnzbd.jobs.values()
    assert house.sabnzbd.retry(job.id).id != job.id
    house.time.run_until(house.time.seconds + HOUR)
    assert house.lines == 1080


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
async def test_a_small_month_does_no_harm_and_recovers_more(world: World) -> None:
    """With AutoArr nothing healthy is removed, and more is in the library than without it."""
    found = {}
    for way in Way:
        house, beside = await play(world, 1, way, 0.04)
        found[way] = result_of(house, beside, 1, way)
    for way in (Way.ASSIST, Way.MANAGE):
        assert not [what for by, what in found[way].deleted if by is By.AUTOARR]
        assert found[way].in_library >= found[Way.NATIVE].in_library
