"""News servers that refuse, fall silent or break off: the queue waits, and no release is blamed."""

import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.models import Failure, Mode, Strategy
from tests.e2e.stack.sabnzbd import Edition
from tests.fakes.usenet import NntpMode

from .editions import BOTH, needs_sabnzbd
from .evidence import DUNE
from .house import SABNZBD, House
from .stories import PAUSED, RESUMED, SEARCHED

pytestmark = needs_sabnzbd

OTHERS = (603, 27205)
SLOW = 0.3
"""Seconds an article takes in a download that has to last."""


async def paused_by_us(house: House) -> Kind:
    """Go on until AutoArr holds the queue, and return what for."""

    async def ours() -> bool:
        return bool(house.engine.pauses())

    await house.until(ours)
    assert (await house.client.queue()).paused
    return house.engine.pauses()[SABNZBD.id].kind


async def resumed_by_us(house: House, *, impatient: bool = False) -> None:
    """Go on until AutoArr has let the queue go, which it tests after 1, 2 and then 5 minutes."""
    await house.later(minutes=1)

    async def running() -> bool:
        return not house.engine.pauses()

    await house.in_time(running)
    assert not (await house.client.queue()).paused
    if impatient:
        # SABnzbd leaves a connection alone for 20 s that was refused.
        await house.sabnzbd.connect_anew()


async def completes(house: House) -> None:
    """Go on until the download is imported; the queue was held while the provider refused, and let go afterwards.

    Minutes pass in no time here: a refusal that SABnzbd was told of before can come after the queue was let go,
    which is then held until the next test.
    """

    async def there() -> bool:
        return house.has_file()

    await house.in_time(there)
    await house.imported(seconds=60)
    done = house.done()
    assert done == [PAUSED, RESUMED] * (len(done) // 2) != []


def nobody_is_blamed(house: House) -> None:
    """See that the download was grabbed once, and nothing was written at Radarr."""
    assert len(house.grabs()) == len(house.indexer.downloads) == len(house.indexer.searches) == 1
    assert house.marked() == house.blocklisted() == house.writes() == []
    assert house.engine.failures() == ()


@pytest.mark.parametrize(
    ("edition", "news", "kind"),
    [
        (Edition.FIRST, NntpMode.AUTH_REJECT, Kind.LOGIN_REFUSED),
        (Edition.OLDER, NntpMode.AUTH_REJECT, Kind.LOGIN_REFUSED),
        (Edition.FIRST, NntpMode.AUTH_EXPIRED, Kind.ACCOUNT_EXPIRED),
        (Edition.FIRST, NntpMode.TOO_MANY, Kind.TOO_MANY_CONNECTIONS),
    ],
)
async def test_a_provider_that_refuses_stops_the_queue_until_it_is_well(
    house: House, news: NntpMode, kind: Kind
) -> None:
    """SABnzbd names the reason; AutoArr pauses, tests, resumes, and the same download completes."""
    house.offer("WHOLE")
    await house.settle_in()
    await house.news.behave(mode=news)
    await house.grab()
    assert await paused_by_us(house) is kind
    await house.later(minutes=30)
    assert (await house.client.queue()).paused

    await house.news.recover()
    await house.later(minutes=5)
    await resumed_by_us(house, impatient=news is NntpMode.TOO_MANY)
    await completes(house)
    nobody_is_blamed(house)


@pytest.mark.parametrize("news", [NntpMode.DOWN, NntpMode.DROP, NntpMode.HANG, NntpMode.REFUSE])
async def test_a_provider_that_says_nothing_is_found_out_by_a_test(
    house: House, news: NntpMode
) -> None:
    """SABnzbd shows a download that gets nothing; after two minutes AutoArr has the server tested."""
    house.offer("WHOLE")
    await house.settle_in()
    await house.news.behave(mode=news)
    await house.grab()
    await house.look()
    assert house.engine.pauses() == {}
    await house.later(minutes=2)
    await paused_by_us(house)

    await house.news.recover()
    await resumed_by_us(house)
    await completes(house)
    nobody_is_blamed(house)


async def test_a_pause_of_somebody_else_is_never_lifted(house: House) -> None:
    """A person paused first: AutoArr neither pauses nor resumes."""
    house.offer("WHOLE")
    await house.settle_in()
    await house.sabnzbd.api("pause")
    await house.news.behave(mode=NntpMode.AUTH_REJECT)
    await house.grab()
    await house.rounds()
    await house.later(minutes=10)
    await house.news.recover()
    await house.later(minutes=10)
    assert (await house.client.queue()).paused
    assert house.done() == []
    await house.sabnzbd.api("resume")
    await house.sabnzbd.connect_anew()
    await house.imported()
    nobody_is_blamed(house)


async def two_lost_to_an_outage(house: House, mode: Mode) -> tuple[Failure, Failure]:
    """Let an outage begin while two films download; return their failures.

    The provider first denies every article, which ends both jobs, and then refuses the login.
    """
    for film in (DUNE, *OTHERS):
        house.offer("WHOLE", film=film)
    await house.settle_in(mode)
    await house.news.behave(delay=SLOW)
    jobs = [await house.grab(film) for film in (DUNE, OTHERS[0])]

    async def under_way() -> bool:
        return house.news.counters.articles > 3

    await house.until(under_way)
    await house.news.behave(missing=["@"], delay=0.0)
    for job in jobs:
        await house.sabnzbd.ended(job)
    await house.news.behave(mode=NntpMode.AUTH_EXPIRED)
    await house.grab(OTHERS[1])

    async def both() -> bool:
        return len(house.engine.failures()) == 2

    await house.until(both)
    first, second = house.engine.failures()
    return first, second


async def all_arrive(house: House) -> None:
    """Go on until Radarr has all three films: first the one that waited, then the two that failed."""

    async def last_one() -> bool:
        return house.has_file(OTHERS[1])

    async def all_there() -> bool:
        return all(house.has_file(film) for film in (DUNE, *OTHERS))

    await house.until(last_one, seconds=60)
    await house.in_time(all_there)


async def test_an_outage_that_begins_during_downloads(house: House) -> None:
    """Two jobs fail in it, which Radarr blocklists; the queue is held, and afterwards both are found again."""
    failures = await two_lost_to_an_outage(house, Mode.MANAGE)
    assert {(f.cause, f.kind, f.at_fault) for f in failures} == {
        (Cause.PROVIDER_DOWN, Kind.OUTAGE, FaultOf.PROVIDER)
    }
    await paused_by_us(house)
    await house.rounds()
    assert len(house.blocklisted()) == 2
    assert len(house.grabs()) == 3

    await house.news.recover()
    await resumed_by_us(house)
    await all_arrive(house)
    assert house.blocklisted() == []
    assert len(house.grabs()) == 5
    assert house.done() == [PAUSED, RESUMED, SEARCHED, SEARCHED]
    assert len(house.indexer.searches) == 5
    await house.imported()
    assert {f.strategy for f in house.engine.failures()} == {Strategy.RETRY_LATER}


async def test_an_outage_of_which_radarr_has_blamed_the_releases(house: House) -> None:
    """In assist Radarr searches at once; it has nothing else, and AutoArr takes the blame off afterwards."""
    await two_lost_to_an_outage(house, Mode.ASSIST)
    await paused_by_us(house)
    await house.rounds()
    assert len(house.blocklisted()) == 2

    await house.news.recover()
    await resumed_by_us(house)
    await all_arrive(house)
    assert house.blocklisted() == []


@BOTH
async def test_a_provider_that_greets_with_a_refusal(house: House) -> None:
    """5.1 waits; 4.5 fails the job as if its articles were gone, which is not believed."""
    house.offer("WHOLE")
    await house.settle_in()
    await house.news.behave(mode=NntpMode.DOWN)
    nzo_id = await house.grab()
    if house.sabnzbd.version.startswith("4."):
        await house.sabnzbd.ended(nzo_id)
        failure = await house.failed()
        assert (failure.cause, failure.kind) == (Cause.PROVIDER_DOWN, Kind.OUTAGE)
        await house.rounds()
        assert len(house.blocklisted()) == 1
        await house.news.recover()
        await house.sabnzbd.connect_anew()

        async def there() -> bool:
            return house.has_file()

        await house.in_time(there)
    else:
        await house.rounds()
        assert house.engine.failures() == ()
        await house.news.recover()
        await house.sabnzbd.connect_anew()
        await house.look()
        if house.engine.pauses():
            # SABnzbd calls its server inactive for a moment; AutoArr holds the queue when it sees that.
            await resumed_by_us(house)
    await house.imported(seconds=60)
    assert house.blocklisted() == []
