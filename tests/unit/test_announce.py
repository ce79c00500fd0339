"""Who is told what, where and when: nothing at night, nothing twice, nothing stale, nothing lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.announce import (
    SINGLY,
    STALE_AFTER,
    News,
    Place,
    Target,
    Topic,
    is_quiet,
    news_of,
    plan,
    topic_of,
)
from custom_components.autoarr.people_options import PeopleOptions, PersonOptions, QuietHours
from custom_components.autoarr.requests.media import MediaRef, Note
from custom_components.autoarr.requests.models import Choice, Request, RequestState, Scope
from custom_components.autoarr.requests.parsed import MediaType
from custom_components.autoarr.requests.people import HOUSEHOLD, Source, Via

ZURICH: Final = ZoneInfo("Europe/Zurich")
NOON: Final = datetime(2026, 8, 1, 12, 0, tzinfo=ZURICH)
NIGHT: Final = QuietHours(start=time(22), end=time(7))
KITCHEN: Final = "assist_satellite.kitchen"
PHONE: Final = "notify.mobile_app_phone"
ANNA: Final = Source(requester="anna", via=Via.CHAT)
AT_THE_SATELLITE: Final = Source(requester=HOUSEHOLD, via=Via.VOICE, satellite=KITCHEN)
WITH_PHONE: Final = PeopleOptions(people={"anna": PersonOptions(notify=PHONE)})

DUNE: Final = Choice(
    media=MediaRef(media_type=MediaType.MOVIE, title="Dune", year=2021, tmdb_id=438631),
    instance_id="radarr",
    instance_name="Radarr",
    profile_id=1,
    profile_name="HD",
    root_folder="/films",
    scope=Scope.MOVIE,
)


def request(state: RequestState, **how: Any) -> Request:
    """Return a request for a film, in a state."""
    plain = Request(
        id="01J00000000000000000000000",
        created=NOON.astimezone(UTC),
        updated=NOON.astimezone(UTC),
        state=state,
        source=ANNA,
        chosen=DUNE,
    )
    return replace(plain, **how)


def news(number: int = 0, *, listener: Source = ANNA, at: datetime = NOON) -> News:
    """Return a piece of news."""
    return News(
        request_id=f"request{number}",
        topic=Topic.AVAILABLE,
        title=f"Film {number}",
        at=at,
        listener=listener,
    )


def note(key: str) -> Note:
    """Return a note."""
    return Note(key=key)


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        (request(RequestState.AVAILABLE), Topic.AVAILABLE),
        (request(RequestState.FAILED, media_id=7), Topic.FAILED),
        (request(RequestState.FAILED, approved_by="boss"), Topic.FAILED),
        (request(RequestState.FAILED), None),
        (request(RequestState.CANCELLED, note=note("denied")), Topic.DENIED),
        (request(RequestState.CANCELLED, note=note("approval_lapsed")), Topic.DENIED),
        (request(RequestState.CANCELLED, note=note("by_person")), None),
        (request(RequestState.PROPOSED, source=replace(ANNA, via=Via.TODO)), Topic.DECISION),
        (request(RequestState.PROPOSED), None),
        (request(RequestState.IMPORTING, note=note("import_blocked")), Topic.DECISION),
        (request(RequestState.IMPORTING), None),
        (request(RequestState.DOWNLOADING, progress=50), None),
        (request(RequestState.APPROVAL), None),
    ],
)
def test_what_is_worth_telling(asked: Request, topic: Topic | None) -> None:
    """What was said in the conversation already, and what somebody did themselves, is not."""
    assert topic_of(asked) is topic


@given(st.sampled_from(RequestState), st.sampled_from(Via))
def test_every_request_has_an_answer(state: RequestState, via: Via) -> None:
    """No state is forgotten, and nobody is told of an automation's request."""
    asked = request(state, source=Source(requester=None, via=via))
    assert news_of(asked) == []


def test_everybody_who_asked_is_told_once() -> None:
    """Also those who asked for the same later, however often."""
    bob = Source(requester="bob", via=Via.CHAT)
    told = news_of(request(RequestState.AVAILABLE, followers=(bob, bob, ANNA)))
    assert [one.listener.requester for one in told] == ["anna", "bob"]


@pytest.mark.parametrize(
    ("hours", "clock", "quiet"),
    [
        (NIGHT, time(21, 59), False),
        (NIGHT, time(22), True),
        (NIGHT, time(3), True),
        (NIGHT, time(7), False),
        (QuietHours(start=time(13), end=time(15)), time(14), True),
        (QuietHours(start=time(13), end=time(15)), time(15), False),
        (QuietHours(start=time(9), end=time(9)), time(9), False),
        (None, time(3), False),
    ],
)
def test_quiet_hours(hours: QuietHours | None, clock: time, quiet: bool) -> None:
    """They may pass midnight; their end is no longer quiet."""
    assert is_quiet(hours, datetime.combine(NOON, clock, ZURICH)) is quiet


def test_a_satellite_says_what_was_asked_there() -> None:
    """Also where its household has a phone, which only steps in."""
    options = PeopleOptions(household=PersonOptions(notify=PHONE))
    planned = plan([news(listener=AT_THE_SATELLITE)], options, {KITCHEN: Place.IDLE}, NOON)
    [delivery] = planned.deliveries
    assert delivery.target == Target(satellite=KITCHEN, instead=PHONE)


def test_a_busy_satellite_is_not_interrupted() -> None:
    """The news waits until it is free."""
    planned = plan([news(listener=AT_THE_SATELLITE)], WITH_PHONE, {KITCHEN: Place.BUSY}, NOON)
    assert (planned.deliveries, len(planned.kept)) == ((), 1)


def test_a_satellite_that_is_gone() -> None:
    """The phone is told instead; without one the news waits for the satellite."""
    speaker = replace(ANNA, satellite=KITCHEN)
    planned = plan([news(listener=speaker)], WITH_PHONE, {}, NOON)
    assert planned.deliveries[0].target == Target(notify=PHONE)
    assert not planned.kept

    planned = plan([news(listener=speaker)], PeopleOptions(), {}, NOON)
    assert (planned.deliveries, len(planned.kept)) == ((), 1)


def test_who_cannot_be_reached_is_not_waited_for() -> None:
    """Nothing piles up for somebody without a satellite or a phone."""
    planned = plan([news()], PeopleOptions(), {}, NOON)
    assert (planned.deliveries, planned.kept) == ((), ())


def test_without_announcements_nothing_is_told_or_kept() -> None:
    """Turning them on later does not bring back what was."""
    planned = plan([news()], replace(WITH_PHONE, announce=False), {}, NOON)
    assert (planned.deliveries, planned.kept) == ((), ())


@pytest.mark.parametrize("count", [1, SINGLY, SINGLY + 1, 20])
def test_many_news_become_a_summary(count: int) -> None:
    """Up to three are told one by one."""
    [delivery] = plan([news(n) for n in range(count)], WITH_PHONE, {}, NOON).deliveries
    assert len(delivery.news) == count
    assert delivery.summed_up is (count > SINGLY)


def test_two_people_with_one_phone_hear_it_once() -> None:
    """A target is told each thing once."""
    options = PeopleOptions(
        people={"anna": PersonOptions(notify=PHONE), "bob": PersonOptions(notify=PHONE)}
    )
    waiting = [news(), news(listener=replace(ANNA, requester="bob"))]
    [delivery] = plan(waiting, options, {}, NOON).deliveries
    assert len(delivery.news) == 1


moments = st.integers(0, 230 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 20, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
hours = st.none() | st.builds(QuietHours, start=clocks, end=clocks)
listeners = st.sampled_from([ANNA, AT_THE_SATELLITE, Source(requester="nobody", via=Via.TOOL)])
places: st.SearchStrategy[dict[str, Place]] = st.fixed_dictionaries(
    {KITCHEN: st.sampled_from(Place)}
) | st.just({})


@st.composite
def waits(draw: st.DrawFn) -> list[News]:
    """Return news from around the days when the clocks change."""
    count = draw(st.integers(0, 8))
    return [
        news(draw(st.integers(0, 5)), listener=draw(listeners), at=draw(moments))
        for _ in range(count)
    ]


@given(waits(), hours, places, moments)
def test_a_plan_is_honest(
    waiting: list[News],
    quiet: QuietHours | None,
    satellites: Mapping[str, Place],
    now: datetime,
) -> None:
    """Nothing in the quiet hours, nothing stale, nothing told and kept, nothing told twice."""
    options = replace(WITH_PHONE, quiet_hours=quiet)
    planned = plan(waiting, options, satellites, now.astimezone(ZURICH))
    told = [(delivery.target, one) for delivery in planned.deliveries for one in delivery.news]
    if is_quiet(quiet, now.astimezone(ZURICH)):
        assert not told
    assert all(abs(now - one.at) <= STALE_AFTER for _, one in told)
    assert all(abs(now - one.at) <= STALE_AFTER for one in planned.kept)
    assert not {one.key for _, one in told} & {one.key for one in planned.kept}
    assert len({(target, one.request_id, one.topic) for target, one in told}) == len(told)
    assert all(
        target.satellite is None or satellites[target.satellite] is Place.IDLE for target, _ in told
    )


@given(
    st.lists(st.integers(-3 * 60, 6 * 60), min_size=1, max_size=60),
    hours,
    st.sampled_from(
        [datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)]
    ),
)
def test_news_is_told_once_whatever_the_clock_does(
    steps: list[int], quiet: QuietHours | None, begin: datetime
) -> None:
    """Over the nights the clocks change, and when the clock jumps: told once, or grown stale in the quiet."""
    options = replace(WITH_PHONE, quiet_hours=quiet)
    now, told = begin, 0
    held: tuple[News, ...] = (news(at=begin),)
    for minutes in steps:
        now += timedelta(minutes=minutes)
        planned = plan(held, options, {}, now.astimezone(ZURICH))
        told += sum(len(delivery.news) for delivery in planned.deliveries)
        assert not (planned.deliveries and is_quiet(quiet, now.astimezone(ZURICH)))
        if held and not planned.deliveries and not planned.kept:
            assert abs(now - begin) > STALE_AFTER
        held = planned.kept
    assert told <= 1
