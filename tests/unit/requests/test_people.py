"""What people may: every combination has one ruling, and no right is gained by lacking another."""

from dataclasses import replace

from hypothesis import given, strategies as st

from custom_components.autoarr.requests.messages import MESSAGES
from custom_components.autoarr.requests.parsed import Quality
from custom_components.autoarr.requests.people import (
    HOUSEHOLD,
    OpenHouse,
    Permissions,
    Ruling,
    judge,
)

permissions = st.builds(
    Permissions,
    allowed=st.booleans(),
    needs_approval=st.booleans(),
    may_uhd=st.booleans(),
    max_open=st.none() | st.integers(min_value=0, max_value=5),
    admin=st.booleans(),
)
qualities = st.none() | st.sampled_from(Quality)
counts = st.integers(min_value=0, max_value=10)
ORDER = (Ruling.REFUSED, Ruling.APPROVAL, Ruling.GO_ON)


@given(permissions, qualities, st.booleans(), counts)
def test_there_is_always_a_ruling_and_a_reason_when_it_is_no(
    may: Permissions, quality: Quality | None, uhd: bool, count: int
) -> None:
    """Who goes on needs no words; everybody else is told why, in a sentence that exists."""
    verdict = judge(may, quality=quality, uhd=uhd, open_requests=count)

    assert (verdict.note is None) is (verdict.ruling is Ruling.GO_ON)
    if verdict.note is not None:
        assert verdict.note.key in MESSAGES


@given(permissions, qualities, st.booleans(), counts)
def test_nothing_goes_on_that_may_not(
    may: Permissions, quality: Quality | None, uhd: bool, count: int
) -> None:
    """Neither the forbidden nor, for others than admins, 4K, too many or the unapproved."""
    if judge(may, quality=quality, uhd=uhd, open_requests=count).ruling is not Ruling.GO_ON:
        return
    assert may.allowed
    if may.admin:
        return
    assert not may.needs_approval
    assert may.may_uhd or not (uhd or quality is Quality.UHD)
    assert may.max_open is None or count < may.max_open


@given(permissions, qualities, st.booleans(), counts)
def test_more_rights_never_lead_to_less(
    may: Permissions, quality: Quality | None, uhd: bool, count: int
) -> None:
    """Each right alone keeps or improves the ruling."""

    def rank(one: Permissions) -> int:
        return ORDER.index(judge(one, quality=quality, uhd=uhd, open_requests=count).ruling)

    for more in (
        replace(may, allowed=True),
        replace(may, needs_approval=False),
        replace(may, may_uhd=True),
        replace(may, max_open=None),
        replace(may, admin=True),
    ):
        assert rank(more) >= rank(may)


def test_who_may_what_where_nothing_is_set_up() -> None:
    """Automations decide, users add, the household asks and has no 4K."""
    house = OpenHouse()

    assert house.permissions(None).admin
    assert house.permissions("a user") == Permissions()
    asked = judge(house.permissions(HOUSEHOLD))
    assert asked.ruling is Ruling.APPROVAL
    in_4k = judge(house.permissions(HOUSEHOLD), quality=Quality.UHD)
    assert in_4k.ruling is Ruling.REFUSED
