"""What a person may do about a failure: no button that is bound to be refused, none for those who may not."""

from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.recovery.causes import FaultOf
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Failure, FailureState, Strategy
from custom_components.autoarr.websocket.topics.failures import actions_of
from tests.unit.asking.builders import asked

EVERYBODY = {"retry", "next_release", "lower_quality", "postpone_failure", "ignore_failure"}


def offered(failure: Failure, *, admin: bool = True) -> set[str]:
    """Return the actions that are offered."""
    return set(actions_of(failure, admin=admin))


def test_a_failed_download_has_the_buttons_of_everybody() -> None:
    """And nothing that only administrators may, nor what was not done."""
    assert offered(asked(), admin=False) == EVERYBODY
    assert offered(asked()) == EVERYBODY


@given(
    state=st.sampled_from(FailureState),
    fault=st.sampled_from(FaultOf),
    flags=st.fixed_dictionaries(
        {name: st.booleans() for name in ("paused", "blocked", "torrent", "baseline", "undone")}
    ),
    strategy=st.none() | st.sampled_from(Strategy),
)
def test_nobody_is_offered_what_only_administrators_may(
    state: FailureState, fault: FaultOf, flags: dict[str, Any], strategy: Strategy | None
) -> None:
    """Whatever failed how; and what an administrator may is at least as much."""
    failure = replace(asked(), state=state, at_fault=fault, strategy=strategy, **flags)
    theirs = offered(failure, admin=False)

    assert theirs <= EVERYBODY
    assert theirs <= offered(failure)


@pytest.mark.parametrize(
    ("failure", "missing"),
    [
        (replace(asked(), state=FailureState.ACTING), EVERYBODY),
        (replace(asked(), state=FailureState.RECOVERED), EVERYBODY),
        (replace(asked(), torrent=True), EVERYBODY - {"postpone_failure", "ignore_failure"}),
        (replace(asked(), state=FailureState.FOLLOWING), {"postpone_failure"}),
        (replace(asked(), reason=Reason.POSTPONED), {"postpone_failure"}),
        (replace(asked(), grab=None), {"next_release", "lower_quality"}),
        (replace(asked(), paused=True, at_fault=FaultOf.CONFIG), {"retry"}),
    ],
)
def test_what_would_be_refused_is_not_offered(failure: Failure, missing: set[str]) -> None:
    """While something is done, after the end, for torrents, for jobs of others, for what SABnzbd holds."""
    assert not offered(failure) & missing


def test_what_waits_for_its_import_is_for_administrators() -> None:
    """They may import it, by force or by trying again."""
    failure = replace(asked(), blocked=True, at_fault=FaultOf.CONFIG)

    assert offered(failure, admin=False) == EVERYBODY - {"retry"}
    assert offered(failure) == EVERYBODY | {"force_import"}


def test_what_was_done_can_be_taken_back_once_by_administrators() -> None:
    """Not what was only asked or reported, and not again."""
    done = replace(asked(), state=FailureState.RECOVERED, strategy=Strategy.NEXT_RELEASE)

    assert offered(done) == {"undo_recovery"}
    assert not offered(done, admin=False)
    assert not offered(replace(done, undone=True))
    assert offered(replace(done, state=FailureState.ASKED)) == EVERYBODY
