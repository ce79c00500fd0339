"""What the app is sent about requests and failures: always what its protocol allows, never a credential."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from hypothesis import HealthCheck, given, settings, strategies as st
import orjson
import pytest

from autoarr_app.protocol.records import FailureRecord, RequestRecord
from custom_components.autoarr.clients.app import AppClient
from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.companion.mirror import Mirror
from custom_components.autoarr.companion.records import Stamp, failure_record, request_record
from custom_components.autoarr.companion.sink import positions_in
from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.journal.records import encode
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.keeping.codec import decode_failure
from custom_components.autoarr.recovery.models import Failure, FailureState, Grab, Item, Strategy
from custom_components.autoarr.requests.media import Choice, MediaRef, Note, Scope
from custom_components.autoarr.requests.models import Request, RequestState, Source
from custom_components.autoarr.requests.parsed import MediaType, Quality
from tests.fakes.app import FakeApp

SECRET = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

words = st.one_of(st.text(max_size=300), st.just(f"key {SECRET} end"), st.just("x" * 5_000))
moments = st.integers(0, 10**8).map(lambda seconds: NOW + timedelta(seconds=seconds))
media = st.builds(
    MediaRef,
    media_type=st.sampled_from([MediaType.MOVIE, MediaType.TV]),
    title=words,
    year=st.none() | st.integers(0, 3_000),
    tmdb_id=st.none() | st.integers(1, 10**9),
    tvdb_id=st.none() | st.integers(1, 10**9),
    imdb_id=st.none() | st.just("tt1160419"),
)
choices = st.builds(
    Choice,
    media=media,
    instance_id=st.text(max_size=150),
    instance_name=words,
    profile_id=st.integers(1, 9),
    profile_name=words,
    root_folder=words,
    scope=st.sampled_from(Scope),
)
requests = st.builds(
    Request,
    id=st.text(max_size=120),
    created=moments,
    updated=moments,
    state=st.sampled_from(RequestState),
    text=words,
    source=st.builds(Source, requester=st.none() | words),
    quality=st.none() | st.sampled_from(Quality),
    note=st.none() | st.just(Note(key="not_found", placeholders={"title": SECRET})),
    chosen=st.none() | choices,
)
grabs = st.builds(
    Grab,
    item=st.builds(
        Item, instance=words, kind=st.just(ServiceKind.RADARR), media_id=st.integers(1, 9)
    ),
    download_id=words,
    history_id=st.integers(1, 9),
    source_title=words,
    grabbed_at=moments,
    correlation=words,
    label=words,
    indexer=words,
    quality=words,
)
failures = st.builds(
    Failure,
    key=words,
    sabnzbd=st.text(max_size=150),
    jobs=st.lists(st.text(max_size=120), min_size=1, max_size=80).map(tuple),
    name=words,
    cause=st.sampled_from(Cause),
    at_fault=st.sampled_from(FaultOf),
    evidence=st.lists(words, max_size=25).map(tuple),
    first_seen=moments,
    size_bytes=st.integers(-5, 2**60),
    grab=st.none() | grabs,
    state=st.sampled_from(FailureState),
    strategy=st.none() | st.sampled_from(Strategy),
)


def failure(**how: Any) -> Failure:
    """Return a failure; keywords replace parts of it."""
    made = Failure(
        key="s:1",
        sabnzbd="s",
        jobs=("SABnzbd_nzo_1",),
        name="Dune",
        cause=Cause.UNPACK,
        at_fault=FaultOf.LOCAL,
        first_seen=NOW,
    )
    return replace(made, **how)


@given(requests)
def test_a_request_is_what_the_protocol_allows(request: Request) -> None:
    """Whatever people and services write into it."""
    record = request_record(request, [SECRET])
    RequestRecord.model_validate_json(orjson.dumps(record), strict=True)
    assert SECRET not in str(record)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(failures, moments)
def test_a_failure_is_what_the_protocol_allows(one: Failure, now: datetime) -> None:
    """Whatever SABnzbd and the *arr write into it."""
    record, stamp = failure_record(one, [SECRET], known=None, now=now)
    FailureRecord.model_validate_json(orjson.dumps(record), strict=True)
    assert SECRET not in str(record)
    assert (stamp.updated, stamp.ended) == (now, now if one.state.settled else None)
    assert Stamp.from_dict(stamp.as_dict()) == stamp


def test_a_failure_that_did_not_change_keeps_its_times() -> None:
    """Also when it is looked at again after a restart."""
    _, first = failure_record(failure(), [], known=None, now=NOW)
    later = NOW + timedelta(hours=1)
    record, again = failure_record(failure(), [], known=first, now=later)
    assert again is first
    assert (record["updated"], record["ended"]) == (NOW.isoformat(), None)


def test_a_failure_that_ended_keeps_that_time() -> None:
    """What changes afterwards does not end it again; what opens it again does away with the end."""
    hours = [NOW + timedelta(hours=number) for number in range(4)]
    _, stamp = failure_record(failure(), [], known=None, now=hours[0])
    ended = failure(state=FailureState.RECOVERED)
    _, stamp = failure_record(ended, [], known=stamp, now=hours[1])
    assert (stamp.updated, stamp.ended) == (hours[1], hours[1])
    record, stamp = failure_record(replace(ended, name="Dune 2021"), [], known=stamp, now=hours[2])
    assert (stamp.updated, stamp.ended) == (hours[2], hours[1])
    assert record["outcome"] == "recovered"
    _, stamp = failure_record(failure(), [], known=stamp, now=hours[3])
    assert stamp.ended is None


def test_a_failure_of_an_earlier_version_is_still_read() -> None:
    """It did not write down indexer and quality of the grab."""
    grab = Grab(
        item=Item(instance="r", kind=ServiceKind.RADARR, media_id=1),
        download_id="SABnzbd_nzo_1",
        history_id=1,
        source_title="Dune",
        grabbed_at=NOW,
        correlation="movie:tmdb:438631",
        label="Dune (2021)",
        indexer="An indexer",
        quality="WEBDL-2160p",
    )
    stored: Any = encode(failure(grab=grab))
    assert decode_failure(stored) == failure(grab=grab)
    del stored["grab"]["indexer"], stored["grab"]["quality"]
    assert decode_failure(stored) == failure(grab=replace(grab, indexer="", quality=""))


@pytest.mark.parametrize(
    "raw", [None, 5, {}, {"digest": "x"}, {"digest": "x", "updated": "never", "ended": None}]
)
def test_a_damaged_stamp_is_none(raw: Any) -> None:
    """The failure is taken for changed then, which harms nobody."""
    assert Stamp.from_dict(raw) is None


@given(st.lists(st.tuples(st.text(), st.text())))
def test_pointers_of_anything_are_read(fields: list[tuple[str, str]]) -> None:
    """Never raises."""
    positions_in(fields)


def test_pointers_name_events() -> None:
    """By their position in the batch."""
    fields = [("/events/3/at", "x"), ("/events/12", "x"), ("/events", "x"), ("/events/1x", "x")]
    assert positions_in(fields) == {3, 12}


# ── the mirror ──


class Copy:
    """A mirror of numbered things in a fake app."""

    def __init__(self, app: FakeApp, client: AppClient) -> None:
        """Begin with nothing."""
        self.app = app
        self.things: dict[str, str] = {}
        self.ready = True
        self.mirror = Mirror[str](
            name="requests",
            things=lambda: self.things,
            record=self.record,
            put=client.put_requests,
            ready=lambda: self.ready,
            linger=0.0,
        )

    @staticmethod
    def record(key: str, state: str) -> JsonObject:
        """Return a request in this state."""
        moment = NOW.isoformat()
        return {"id": key, "created": moment, "updated": moment, "state": state}

    @property
    def there(self) -> dict[str, str]:
        """Return what the app has."""
        return {key: record["state"] for key, record in self.app.records["requests"].items()}

    @property
    def sent(self) -> int:
        """Return how many messages it took."""
        return len(self.app.requests_to("/api/v1/requests"))


@pytest.fixture
async def copy() -> AsyncIterator[Copy]:
    """Return a mirror with its app."""
    async with FakeApp() as app, aiohttp.ClientSession() as session:
        endpoint = Endpoint(url=app.url, api_key=app.api_key)
        yield Copy(app, AppClient(session, endpoint, limits=RequestLimits(retries=0)))


async def test_only_what_changed_is_sent(copy: Copy) -> None:
    """In few messages."""
    copy.things = {f"r{number}": "added" for number in range(150)}
    await copy.mirror.send()
    assert (copy.there, copy.sent) == (copy.things, 2)
    await copy.mirror.send()
    assert copy.sent == 2

    copy.things["r7"] = "available"
    await copy.mirror.send()
    assert (copy.there["r7"], copy.sent) == ("available", 3)


async def test_what_could_not_be_sent_is_sent_later(copy: Copy) -> None:
    """In its latest state, and only while the app is ready."""
    copy.things = {"r1": "added"}
    copy.app.misbehave("error")
    await copy.mirror.send()
    copy.app.behave()
    copy.ready = False
    await copy.mirror.send()
    assert not copy.there

    copy.things = {"r1": "available"}
    copy.ready = True
    await copy.mirror.send()
    assert copy.there == {"r1": "available"}


async def test_one_that_the_app_refuses_does_not_keep_the_others_away(
    copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and not tried again before it changes."""
    copy.things = {"r1": "added", "r2": "No State", "r3": "added"}
    await copy.mirror.send()
    assert copy.there == {"r1": "added", "r3": "added"}
    assert "does not take one of the requests" in caplog.text

    before = copy.sent
    await copy.mirror.send()
    assert copy.sent == before
    copy.things["r2"] = "added"
    await copy.mirror.send()
    assert copy.there["r2"] == "added"


async def test_an_app_that_forgot_is_told_everything_again(copy: Copy) -> None:
    """Nobody has to change anything for it."""
    copy.things = {"r1": "added"}
    await copy.mirror.send()
    copy.app.records["requests"].clear()
    copy.mirror.forget()
    await copy.mirror.send()
    assert copy.there == {"r1": "added"}
