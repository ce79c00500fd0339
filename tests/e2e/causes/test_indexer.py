"""NZBs that SABnzbd cannot fetch: from an indexer that lost them, refuses, or sends something else."""

from collections.abc import AsyncIterator

from aiohttp import web
import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Strategy

from .editions import BOTH, needs_sabnzbd
from .evidence import Seen
from .house import House
from .stories import SEARCHED, left_alone

pytestmark = needs_sabnzbd


@pytest.fixture
async def indexer_url() -> AsyncIterator[str]:
    """Return the address of an indexer that hands out nothing of use."""

    async def gone(_: web.Request) -> web.Response:
        return web.Response(status=404)

    async def refused(_: web.Request) -> web.Response:
        return web.Response(status=401)

    async def empty(_: web.Request) -> web.Response:
        return web.Response(body=b"", content_type="application/x-nzb")

    async def html(_: web.Request) -> web.Response:
        page = "<html><body>API limit reached</body></html>"
        return web.Response(text=page, content_type="text/html")

    async def busy(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "3600"})

    app = web.Application()
    for path, handler in (
        ("/gone.nzb", gone),
        ("/refused.nzb", refused),
        ("/empty.nzb", empty),
        ("/html.nzb", html),
        ("/busy.nzb", busy),
    ):
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


FETCHES = pytest.mark.parametrize(
    ("path", "kind", "at_fault"),
    [
        ("gone", Kind.NZB_GONE, FaultOf.INDEXER),
        ("refused", Kind.NZB_REFUSED, FaultOf.CONFIG),
        ("empty", Kind.NZB_EMPTY, FaultOf.INDEXER),
        ("html", Kind.NZB_EMPTY, FaultOf.INDEXER),
    ],
)


@FETCHES
async def test_an_nzb_of_another_program_is_only_reported(
    house: House, indexer_url: str, path: str, kind: Kind, at_fault: FaultOf
) -> None:
    """No Radarr asked for it, so there is nothing to search for."""
    await house.settle_in()
    nzo_id = await house.sabnzbd.add_url(f"{indexer_url}/{path}.nzb")
    failure = await house.failed()
    assert failure.job_id == nzo_id
    assert Seen(cause=failure.cause, kind=failure.kind, at_fault=failure.at_fault) == Seen(
        cause=Cause.INDEXER, kind=kind, at_fault=at_fault
    )
    await left_alone(house)
    assert house.failure().reason == Reason.FOREIGN_JOB


@BOTH
async def test_an_nzb_that_radarr_asked_for_is_searched_again_later(
    house: House, indexer_url: str
) -> None:
    """Radarr blocklists the release for it; AutoArr takes that back and has it searched once more."""
    post = house.offer("WHOLE")
    await house.settle_in()
    nzo_id = await house.sabnzbd.add_url(f"{indexer_url}/gone.nzb")
    house.record_grab(nzo_id, post.name)
    await house.failed()
    await house.rounds()
    assert house.blocklisted() == [post.name]

    async def there() -> bool:
        return house.has_file()

    await house.in_time(there)
    assert house.done() == [SEARCHED]
    assert house.blocklisted() == []
    assert len(house.indexer.searches) == len(house.indexer.downloads) == 1
    await house.imported()
    assert house.failure().strategy is Strategy.RETRY_LATER


async def test_an_indexer_that_refuses_the_key_is_a_persons_business(
    house: House, indexer_url: str
) -> None:
    """Searching again would be refused again."""
    post = house.offer("WHOLE")
    await house.settle_in()
    nzo_id = await house.sabnzbd.add_url(f"{indexer_url}/refused.nzb")
    house.record_grab(nzo_id, post.name)
    await house.failed()
    await house.rounds()
    await house.later(hours=4)
    assert house.done() == []
    assert house.failure().reason == Reason.INDEXER_SETTINGS
    assert house.indexer.searches == []


async def test_an_indexer_that_asks_to_wait_is_waited_for(house: House, indexer_url: str) -> None:
    """SABnzbd tries again by itself: nothing has failed."""
    await house.settle_in()
    await house.sabnzbd.add_url(f"{indexer_url}/busy.nzb")

    async def waiting() -> bool:
        return any("WAIT" in str(slot["labels"]) for slot in await house.sabnzbd.queue())

    await house.until(waiting)
    await left_alone(house)
    assert house.engine.failures() == ()
