"""What "try again" means when a person says it."""

from dataclasses import replace

from hypothesis import given
import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.deciding.person import answer
from custom_components.autoarr.recovery.messages import REFUSALS, RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Item,
    Mode,
    Strategy,
)
from custom_components.autoarr.recovery.world import TitleState, World

from .builders import MOVIE, failure
from .strategies import failures, items, worlds

WISHES = (Strategy.NEXT_RELEASE, Strategy.LOWER_QUALITY, Strategy.FORCE_IMPORT)
MANAGE = World(mode=Mode.MANAGE)
ASSIST = World(mode=Mode.ASSIST, arr_searches=True)
LARGE = failure(Cause.UNWANTED_CONTENT, FaultOf.CONFIG, paused=True)
BLOCKED = failure(Cause.IMPORT_BLOCKED, FaultOf.NONE, kind=Kind.MANUAL_IMPORT, blocked=True)


@given(items, failures(), worlds)
def test_there_is_always_an_action_or_a_refusal(
    item: Item | None, seen: Failure, world: World
) -> None:
    """And what is under way is never disturbed."""
    for wish in (None, *WISHES):
        found = answer(item, seen, world, wish)
        assert found in ACTING or found in REFUSALS
        if world.in_flight:
            assert found is Refusal.IN_FLIGHT
        if item is not None and found is Strategy.RETRY_NOW:
            assert world.mode is Mode.MANAGE
        if seen.torrent:
            assert found is Strategy.FORCE_IMPORT or found in REFUSALS
        if found is Strategy.FORCE_IMPORT:
            assert seen.blocked
            assert world.importable
            assert not world.imported
        if found is Strategy.LOWER_QUALITY:
            assert not world.has_file


@pytest.mark.parametrize(
    ("cause", "at_fault", "world", "expected"),
    [
        (Cause.ARTICLE_MISSING, FaultOf.RELEASE, MANAGE, Strategy.NEXT_RELEASE),
        (Cause.ARTICLE_MISSING, FaultOf.RELEASE, ASSIST, Strategy.NEXT_RELEASE),
        (Cause.PERMISSIONS, FaultOf.LOCAL, MANAGE, Strategy.RETRY_NOW),
        (Cause.PERMISSIONS, FaultOf.LOCAL, ASSIST, Strategy.RETRY_LATER),
        (Cause.SCRIPT, FaultOf.LOCAL, MANAGE, Strategy.RETRY_LATER),
        (Cause.UNKNOWN, FaultOf.UNKNOWN, MANAGE, Strategy.RETRY_NOW),
        (Cause.UNKNOWN, FaultOf.UNKNOWN, ASSIST, Strategy.NEXT_RELEASE),
        (Cause.PROVIDER_DOWN, FaultOf.PROVIDER, MANAGE, Strategy.RETRY_LATER),
        (Cause.INDEXER, FaultOf.INDEXER, ASSIST, Strategy.RETRY_LATER),
    ],
)
def test_the_answer_fits_mode_and_cause(
    cause: Cause, at_fault: FaultOf, world: World, expected: Strategy
) -> None:
    """A retry at SABnzbd where the release may be fine and AutoArr owns failures."""
    assert answer(MOVIE, failure(cause, at_fault), world) is expected


def test_baseline_budgets_and_storms_do_not_bind_a_person() -> None:
    """They are there for what happens by itself."""
    world = replace(MANAGE, storm=True)
    assert answer(MOVIE, failure(baseline=True), world) is Strategy.NEXT_RELEASE


@pytest.mark.parametrize(
    ("world", "refusal"),
    [
        (replace(MANAGE, imported=True), Refusal.IMPORTED),
        (replace(MANAGE, replaced=True), Refusal.REPLACED),
        (replace(MANAGE, title=TitleState.GONE), Refusal.TITLE_GONE),
        (replace(MANAGE, title=TitleState.UNMONITORED), Refusal.TITLE_UNMONITORED),
        (replace(MANAGE, title=TitleState.UNAVAILABLE), Refusal.TITLE_UNAVAILABLE),
        (replace(MANAGE, in_flight=True), Refusal.IN_FLIGHT),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(world: World, refusal: Refusal) -> None:
    """Rather than done twice or against the person's own settings."""
    assert answer(MOVIE, failure(), world) is refusal


def test_a_job_that_is_being_acted_on_is_left_alone() -> None:
    """Its end is not known yet."""
    assert answer(MOVIE, failure(state=FailureState.ACTING), MANAGE) is Refusal.IN_FLIGHT


def test_a_stuck_job_is_ended_or_left_to_the_settings_that_paused_it() -> None:
    """Encrypted: ended; too large: decided in SABnzbd."""
    assert answer(MOVIE, failure(Cause.PASSWORD, paused=True), ASSIST) is Strategy.END_JOB
    large = failure(Cause.UNWANTED_CONTENT, FaultOf.CONFIG, paused=True)
    assert answer(MOVIE, large, ASSIST) is Refusal.DECIDE_IN_SABNZBD


def test_a_job_of_another_program_is_simply_retried() -> None:
    """No Radarr or Sonarr is blinded by it."""
    assert answer(None, failure(grab=None), ASSIST) is Strategy.RETRY_NOW
    gone = replace(ASSIST, retryable=False)
    assert answer(None, failure(grab=None), gone) is Refusal.NOT_RETRYABLE


def test_a_password_is_used_in_either_mode() -> None:
    """Only SABnzbd can unpack with it."""
    seen = failure(Cause.PASSWORD)
    assert answer(MOVIE, seen, ASSIST, password=True) is Strategy.RETRY_NOW
    gone = replace(ASSIST, retryable=False)
    assert answer(MOVIE, seen, gone, password=True) is Refusal.NOT_RETRYABLE


@pytest.mark.parametrize(
    ("wish", "seen", "world", "expected"),
    [
        (Strategy.NEXT_RELEASE, failure(), MANAGE, Strategy.NEXT_RELEASE),
        (Strategy.NEXT_RELEASE, LARGE, ASSIST, Strategy.END_JOB),
        (Strategy.LOWER_QUALITY, failure(), ASSIST, Strategy.LOWER_QUALITY),
        (Strategy.LOWER_QUALITY, failure(), replace(MANAGE, has_file=True), Refusal.HAS_FILE),
        (Strategy.FORCE_IMPORT, BLOCKED, replace(MANAGE, importable=True), Strategy.FORCE_IMPORT),
        (Strategy.FORCE_IMPORT, BLOCKED, MANAGE, Refusal.NOT_IMPORTABLE),
        (Strategy.FORCE_IMPORT, failure(), MANAGE, Refusal.NOT_BLOCKED),
        (None, BLOCKED, replace(MANAGE, importable=True), Strategy.FORCE_IMPORT),
        (None, replace(BLOCKED, torrent=True), MANAGE, Refusal.TORRENT),
    ],
)
def test_a_wish_is_granted_or_refused_with_the_reason(
    wish: Strategy | None, seen: Failure, world: World, expected: Strategy | Refusal
) -> None:
    """A job that SABnzbd holds is ended first; nothing worse replaces what is there."""
    assert answer(MOVIE, seen, world, wish) is expected


def test_nothing_is_searched_for_the_job_of_another_program() -> None:
    """Nobody knows what it is."""
    for wish in WISHES:
        assert answer(None, failure(grab=None, blocked=True), MANAGE, wish) is Refusal.FOREIGN_JOB


def test_a_refusal_is_a_sentence() -> None:
    """With what it is about."""
    error = RecoveryRefused(Refusal.REPLACED, name="Dune")
    assert str(error) == "Another release is already on its way in place of Dune."
    assert error.placeholders == {"name": "Dune"}
