"""Failures of one season: which leaves an episode to which, and which goes on with what another left. Pure."""

from dataclasses import replace

from hypothesis import given, strategies as st

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.deciding.season import goes_on_with, without_own_stories
from custom_components.autoarr.recovery.deciding.sight import Sight
from custom_components.autoarr.recovery.models import Failure, Grab, Item
from tests.support.clock import START

from .builders import failure

episodes = st.sets(st.integers(1, 6), min_size=1).map(lambda ids: tuple(sorted(ids)))


def grab(*ids: int, at: int = 10, series: int = 5) -> Grab:
    """Return a grab of some episodes; `at` is its place in the history."""
    return Grab(
        item=Item(
            instance="sonarr1", kind=ServiceKind.SONARR, media_id=series, episode_ids=tuple(ids)
        ),
        download_id=f"job{at}",
        history_id=at,
        source_title=f"Show.{at}",
        grabbed_at=START,
        correlation="tv:tvdb:1",
        label="Show",
    )


def failed(*ids: int, at: int = 11, series: int = 5) -> Failure:
    """Return the failure of a grab of some episodes."""
    return failure(jobs=(f"job{at}",), key=f"sab1:job{at}", grab=grab(*ids, at=at, series=series))


@given(episodes, st.lists(st.tuples(episodes, st.integers(1, 20)), max_size=5))
def test_a_pack_leaves_those_episodes_alone_whose_own_later_download_failed(
    mine: tuple[int, ...], others: list[tuple[tuple[int, ...], int]]
) -> None:
    """These are looked after by themselves; with none left the pack is replaced."""
    before = Sight(wanted=mine)
    failures = [failed(*ids, at=at) for ids, at in others]
    after = without_own_stories(before, grab(*mine), failures)
    theirs = {e for ids, at in others if at > 10 and set(ids) < set(mine) for e in ids}
    assert after.wanted == tuple(e for e in mine if e not in theirs)
    assert after.replaced is not bool(after.wanted)


def test_what_is_of_the_time_before_or_of_another_series_takes_nothing_over() -> None:
    """Nobody looks after an episode there."""
    pack, sight = grab(1, 2), Sight(wanted=(1, 2))
    assert without_own_stories(sight, pack, [failed(1, series=6)]) == sight
    assert without_own_stories(sight, pack, [replace(failed(1), baseline=True)]) == sight
    assert without_own_stories(sight, pack, [replace(failed(1), torrent=True)]) == sight
    assert without_own_stories(sight, pack, [failed(1)]).wanted == (2,)


def test_a_later_download_goes_on_with_what_an_earlier_one_left() -> None:
    """The same episodes, or some of those that a pack was to bring."""
    pack = grab(1, 2, 3)
    assert goes_on_with(pack, failed(1, 2, 3, at=5))
    assert goes_on_with(pack, failed(1, 2, at=5))
    assert not goes_on_with(pack, failed(1, 2, at=12))
    assert not goes_on_with(pack, failed(1, 4, at=5))
    assert not goes_on_with(pack, failed(1, at=5, series=6))
    assert not goes_on_with(pack, replace(failed(1, at=5), baseline=True))
    assert not goes_on_with(pack, failure())
