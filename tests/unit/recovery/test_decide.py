"""What is done about a failure: one safe answer for everything there can be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.decide import SEARCHING, decide
from custom_components.autoarr.recovery.deciding.backoff import CEILING
from custom_components.autoarr.recovery.deciding.budgets import (
    DAY,
    IMPORTS,
    QUALITY_STEPS,
    RELEASES,
    RETRIES,
)
from custom_components.autoarr.recovery.messages import REASONS, Reason
from custom_components.autoarr.recovery.models import (
    ACTING,
    PRESETS,
    Failure,
    FailureState,
    Item,
    Mode,
    Policy,
    Preset,
    Strategy,
)
from custom_components.autoarr.recovery.world import (
    Decision,
    Health,
    ItemHistory,
    TitleState,
    World,
)

from .builders import MOVIE, SEASON, failure
from .strategies import NOW, auto, failures, histories, items, policies, worlds

AUTO = dict.fromkeys(ACTING, Policy.AUTO)
RECOMMENDED = PRESETS[Preset.RECOMMENDED]
REPORT = PRESETS[Preset.REPORT]
MANAGE = World(mode=Mode.MANAGE)
ASSIST = World(mode=Mode.ASSIST, arr_searches=True)

many = settings(max_examples=400)


def decided(
    seen: Failure,
    world: World = MANAGE,
    history: ItemHistory | None = None,
    item: Item | None = MOVIE,
    policies: Mapping[Strategy, Policy] = AUTO,
) -> Decision:
    """Return the decision, with every policy on auto where nothing else is said."""
    return decide(item, seen, history or ItemHistory(), policies, world, NOW)


# ── rules that hold whatever happens ──


@many
@given(items, failures(), histories, policies, worlds)
def test_there_is_always_one_answer_with_a_reason(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """Total, deterministic, explained, and never both now and later."""
    decision = decide(item, seen, history, allowed, world, NOW)
    assert decision == decide(item, seen, history, allowed, world, NOW)
    assert decision.reason in REASONS
    assert not (decision.act and decision.due is not None)
    if decision.due is not None:
        assert NOW < decision.due <= NOW + CEILING


@many
@given(items, failures(), histories, policies, worlds)
def test_nothing_is_done_that_must_not_be_done(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """Baseline, storm, foreign jobs, replaced or unwanted titles, and all limits."""
    decision = decide(item, seen, history, allowed, world, NOW)
    if not decision.act:
        return
    assert decision.strategy in ACTING
    assert allowed[decision.strategy] is Policy.AUTO
    assert item is not None
    assert not seen.baseline
    assert not seen.state.settled
    assert not seen.undone
    assert not seen.torrent
    assert not any((world.storm, world.in_flight, world.held, world.replaced))
    assert not world.imported
    assert world.title is not TitleState.GONE
    assert sum(NOW - time < DAY for time in world.actions) < world.limits.actions
    if world.series_actions:
        used = sum(NOW - time < DAY for time in world.series_actions)
        assert used < world.limits.series_actions


@many
@given(items, failures(), histories, auto, worlds)
def test_searches_are_few_and_only_for_wanted_titles(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """Never for an unmonitored or unavailable title, and within the indexers' patience."""
    decision = decide(item, seen, history, allowed, world, NOW)
    if decision.act and decision.strategy in SEARCHING:
        limits = world.limits
        assert world.title is TitleState.WANTED
        assert world.indexers is not Health.DOWN
        assert not world.disk_low
        assert sum(NOW - time < DAY for time in history.searches) < limits.item_searches
        assert sum(NOW - time < DAY for time in world.instance_searches) < limits.instance_searches


@many
@given(items, failures(), histories, auto, worlds)
def test_a_release_is_only_blamed_when_it_may_be(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """An outage, an indexer, this machine or a setting never put a release on the blocklist."""
    decision = decide(item, seen, history, allowed, world, NOW)
    if decision.strategy in (Strategy.NEXT_RELEASE, Strategy.END_JOB):
        waits = seen.paused or seen.blocked
        assert waits or seen.cause not in (Cause.PROVIDER_DOWN, Cause.UNKNOWN)
        assert waits or seen.cause not in (Cause.DUPLICATE, Cause.USER_STOPPED)
    if decision.act and decision.strategy is Strategy.NEXT_RELEASE:
        assert history.releases < RELEASES
        if not seen.blocked:
            assert not world.arr_searches
            assert world.provider is not Health.DOWN
            assert not world.has_file
    if decision.strategy is Strategy.END_JOB:
        assert seen.at_fault is FaultOf.RELEASE
        assert seen.paused


@many
@given(items, failures(), histories, auto, worlds)
def test_a_failed_job_is_retried_only_in_manage_mode_and_once(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """A retry blinds the *arr, so that AutoArr must own the failure."""
    decision = decide(item, seen, history, allowed, world, NOW)
    if decision.strategy is Strategy.RETRY_NOW and decision.act:
        assert world.mode is Mode.MANAGE
        assert world.retryable
        assert history.retries < RETRIES
        assert seen.cause is not Cause.DISK_FULL or world.disk_free


@many
@given(items, failures(), histories, auto, worlds)
def test_worse_and_foreign_files_are_rare_and_certain(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """A lower quality only for what is missing and searched for in vain; an import only of what was grabbed."""
    decision = decide(item, seen, history, allowed, world, NOW)
    if decision.strategy is Strategy.LOWER_QUALITY:
        assert seen.in_vain
        assert not world.has_file
        assert history.quality_steps < QUALITY_STEPS
    if decision.strategy is Strategy.FORCE_IMPORT:
        assert seen.blocked
        assert world.importable
        assert history.imports < IMPORTS
        assert seen.at_fault is not FaultOf.RELEASE


@many
@given(items, failures(), histories, policies, worlds, st.sampled_from([*Cause, None]))
def test_the_models_opinion_decides_nothing(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
    opinion: Cause | None,
) -> None:
    """It is shown to people, no more."""
    told = replace(seen, suggested=opinion)
    assert decide(item, told, history, allowed, world, NOW) == decide(
        item, seen, history, allowed, world, NOW
    )


@many
@given(items, failures(), histories, worlds)
def test_a_fresh_install_never_acts(
    item: Item | None, seen: Failure, history: ItemHistory, world: World
) -> None:
    """Every policy on report is the dry run: nothing is done, nothing waits to be done."""
    decision = decide(item, seen, history, REPORT, world, NOW)
    assert not decision.act
    assert decision.due is None


# ── each cause ──


@pytest.mark.parametrize(
    ("cause", "at_fault"),
    [
        (Cause.ARTICLE_MISSING, FaultOf.RELEASE),
        (Cause.PAR2_DAMAGED, FaultOf.RELEASE),
        (Cause.UNPACK, FaultOf.RELEASE),
        (Cause.PASSWORD, FaultOf.RELEASE),
        (Cause.UNWANTED_CONTENT, FaultOf.RELEASE),
        (Cause.INDEXER, FaultOf.RELEASE),
    ],
)
class TestABadRelease:
    """A release that is to blame."""

    def test_is_left_to_an_arr_that_searches_itself(self, cause: Cause, at_fault: FaultOf) -> None:
        """In assist mode, or when somebody switched it on again in manage mode."""
        assert decided(failure(cause, at_fault), ASSIST).reason is Reason.ARR_SEARCHES
        both = replace(MANAGE, arr_searches=True)
        assert decided(failure(cause, at_fault), both).strategy is Strategy.LEAVE

    def test_gets_another_release_in_manage_mode(self, cause: Cause, at_fault: FaultOf) -> None:
        """Blocklist and search."""
        decision = decided(failure(cause, at_fault))
        assert (decision.strategy, decision.act) == (Strategy.NEXT_RELEASE, True)

    def test_ends_after_three_releases(self, cause: Cause, at_fault: FaultOf) -> None:
        """Within seven days."""
        decision = decided(failure(cause, at_fault), history=ItemHistory(releases=3))
        assert (decision.gives_up, decision.reason) == (True, Reason.RELEASES_SPENT)

    def test_is_only_reported_for_an_unmonitored_title(
        self, cause: Cause, at_fault: FaultOf
    ) -> None:
        """A search would go past the person's wish."""
        world = replace(MANAGE, title=TitleState.UNMONITORED)
        assert decided(failure(cause, at_fault), world).reason is Reason.TITLE_UNMONITORED
        world = replace(MANAGE, title=TitleState.UNAVAILABLE)
        assert decided(failure(cause, at_fault), world).reason is Reason.TITLE_UNAVAILABLE

    def test_waits_while_the_provider_is_down(self, cause: Cause, at_fault: FaultOf) -> None:
        """Another release would fail as well."""
        decision = decided(failure(cause, at_fault), replace(MANAGE, provider=Health.DOWN))
        assert (decision.strategy, decision.reason) == (Strategy.HOLD, Reason.PROVIDER_DOWN)


def test_a_local_cause_is_retried_once_in_manage_mode_and_told_in_assist_mode() -> None:
    """SABnzbd's retry does not fetch again what is on disk."""
    seen = failure(Cause.PERMISSIONS, FaultOf.LOCAL)
    assert decided(seen).strategy is Strategy.RETRY_NOW
    assert decided(seen, ASSIST).reason is Reason.LOCAL_IN_ASSIST
    assert decided(seen, history=ItemHistory(retries=1)).gives_up
    gone = replace(MANAGE, retryable=False)
    assert decided(seen, gone).reason is Reason.NOT_RETRYABLE


def test_unpacking_that_failed_locally_is_a_local_cause() -> None:
    """E.g. a path that is too long."""
    assert decided(failure(Cause.UNPACK, FaultOf.LOCAL)).reason is Reason.LOCAL_CAUSE


def test_damage_without_a_culprit_is_retried_once_and_then_replaced() -> None:
    """A message of another language, or a raw error of unrar."""
    seen = failure(Cause.UNPACK, FaultOf.UNKNOWN)
    assert decided(seen).reason is Reason.MAYBE_LOCAL
    assert decided(seen, history=ItemHistory(retries=1)).strategy is Strategy.NEXT_RELEASE
    alone = replace(ASSIST, arr_searches=False)
    assert decided(seen, alone).strategy is Strategy.NEXT_RELEASE


class TestAFullDisk:
    """Nothing helps before there is space."""

    seen = failure(Cause.DISK_FULL, FaultOf.LOCAL)

    def test_is_waited_for(self) -> None:
        """With backoff."""
        first = decided(self.seen, replace(MANAGE, disk_free=False))
        later = decided(replace(self.seen, waits=3), replace(MANAGE, disk_free=False))
        assert first.due == NOW + timedelta(minutes=15)
        assert later.due == NOW + timedelta(minutes=120)

    def test_is_retried_once_there_is_space(self) -> None:
        """In manage mode; a second time it is a person's."""
        assert decided(self.seen).reason is Reason.DISK_FREE_AGAIN
        assert decided(self.seen).strategy is Strategy.RETRY_NOW
        assert decided(self.seen, history=ItemHistory(retries=1)).gives_up

    def test_ends_with_a_search_where_nothing_can_be_retried(self) -> None:
        """The *arr may have removed the job, and in assist mode nothing is retried."""
        waited = replace(self.seen, waits=1, state=FailureState.WAITING)
        gone = decided(waited, replace(MANAGE, retryable=False))
        assert (gone.strategy, gone.act) == (Strategy.RETRY_LATER, True)
        assert decided(waited, ASSIST).strategy is Strategy.RETRY_LATER

    def test_that_is_not_to_be_retried_by_itself_is_not_waited_for(self) -> None:
        """The hold would promise what is never done."""
        policies = {**AUTO, Strategy.RETRY_NOW: Policy.REPORT}
        full = replace(MANAGE, disk_free=False)
        decision = decide(MOVIE, self.seen, ItemHistory(), policies, full, NOW)
        assert (decision.strategy, decision.due) == (Strategy.RETRY_NOW, None)
        off = {**AUTO, Strategy.RETRY_NOW: Policy.OFF}
        decision = decide(MOVIE, self.seen, ItemHistory(), off, full, NOW)
        assert decision.reason is Reason.POLICY_OFF


class TestAnOutage:
    """A provider that is down."""

    seen = failure(Cause.PROVIDER_DOWN, FaultOf.PROVIDER)

    def test_is_waited_for_with_backoff(self) -> None:
        """15 minutes, doubling."""
        down = replace(MANAGE, provider=Health.DOWN)
        assert decided(self.seen, down).due == NOW + timedelta(minutes=15)
        assert decided(replace(self.seen, waits=2), down).due == NOW + timedelta(minutes=60)
        unsure = replace(MANAGE, provider=Health.UNKNOWN)
        assert decided(self.seen, unsure).strategy is Strategy.HOLD

    def test_that_is_over_takes_the_release_off_the_blocklist_and_searches_once(self) -> None:
        """In both modes, never at the first look."""
        first = decided(self.seen, MANAGE)
        assert (first.strategy, first.act) == (Strategy.RETRY_LATER, False)
        assert first.due is not None
        waited = replace(self.seen, waits=1, state=FailureState.WAITING)
        for world in (MANAGE, ASSIST):
            assert decided(waited, world) == Decision(
                strategy=Strategy.RETRY_LATER,
                reason=Reason.PROVIDER_BACK,
                act=True,
                policy=Policy.AUTO,
            )

    def test_of_two_weeks_is_no_longer_waited_for(self) -> None:
        """It would wait for ever."""
        old = replace(self.seen, first_seen=NOW - timedelta(days=15))
        assert decided(old, replace(MANAGE, provider=Health.DOWN)).gives_up

    def test_that_is_over_searches_nothing_for_an_unmonitored_title(self) -> None:
        """It was switched off meanwhile."""
        waited = replace(self.seen, waits=1, state=FailureState.WAITING)
        world = replace(MANAGE, title=TitleState.UNMONITORED)
        assert decided(waited, world).reason is Reason.TITLE_UNMONITORED


def test_missing_articles_while_the_provider_is_down_are_not_blamed_on_the_release() -> None:
    """Even when the cause was not yet put right."""
    decision = decided(failure(), replace(ASSIST, provider=Health.DOWN))
    assert decision.reason is Reason.PROVIDER_DOWN


def test_an_indexer_that_gave_nothing_is_asked_again_later() -> None:
    """Unless the *arr does so, or its settings are wrong."""
    seen = failure(Cause.INDEXER, FaultOf.INDEXER)
    assert decided(seen).due == NOW + timedelta(minutes=15)
    assert decided(seen, ASSIST).strategy is Strategy.LEAVE
    assert decided(failure(Cause.INDEXER, FaultOf.CONFIG)).reason is Reason.INDEXER_SETTINGS


class TestAStuckJob:
    """Paused by SABnzbd itself, for ever."""

    def test_is_ended_when_the_release_is_to_blame(self) -> None:
        """Encrypted or unwanted, in both modes: the *arr never notice."""
        for cause in (Cause.PASSWORD, Cause.UNWANTED_CONTENT):
            for world in (MANAGE, ASSIST):
                assert decided(failure(cause, paused=True), world).strategy is Strategy.END_JOB

    def test_is_asked_about_when_a_setting_paused_it(self) -> None:
        """Too large, or a duplicate."""
        for cause in (Cause.UNWANTED_CONTENT, Cause.DUPLICATE):
            decision = decided(failure(cause, FaultOf.CONFIG, paused=True))
            assert (decision.strategy, decision.act) == (Strategy.ASK, False)

    def test_of_an_unmonitored_title_is_only_reported(self) -> None:
        """Nobody waits for it."""
        world = replace(MANAGE, title=TitleState.UNMONITORED)
        seen = failure(Cause.PASSWORD, paused=True)
        assert decided(seen, world).strategy is Strategy.REPORT


class TestASearchInVain:
    """Searched, nothing grabbed."""

    seen = failure(in_vain=True)

    def test_is_repeated_ever_later(self) -> None:
        """Also where the *arr itself had searched."""
        assert decided(self.seen, ASSIST).due == NOW + timedelta(minutes=15)
        again = replace(self.seen, waits=2)
        assert decided(again, ASSIST, policies=RECOMMENDED).due == NOW + timedelta(minutes=60)
        due = replace(self.seen, waits=1, state=FailureState.WAITING)
        assert decided(due, ASSIST).act

    def test_ends_after_a_few(self) -> None:
        """New posts still reach the *arr by its feeds."""
        done = ItemHistory(quality_steps=1)
        assert decided(replace(self.seen, waits=4), history=done).reason is Reason.NOTHING_FOUND
        last = replace(self.seen, waits=4, state=FailureState.WAITING)
        assert decided(last, history=done).strategy is Strategy.RETRY_LATER

    def test_leads_to_a_lower_quality_soon_where_that_is_allowed(self) -> None:
        """After the second one; once in seven days."""
        first = decided(replace(self.seen, waits=1))
        second = decided(replace(self.seen, waits=2))
        assert first.strategy is Strategy.RETRY_LATER
        assert (second.strategy, second.act) == (Strategy.LOWER_QUALITY, True)
        spent = decided(replace(self.seen, waits=2), history=ItemHistory(quality_steps=1))
        assert spent.strategy is Strategy.RETRY_LATER

    def test_leads_to_a_question_when_nothing_else_is_left(self) -> None:
        """What is recommended: a person says whether worse will do."""
        early = decided(replace(self.seen, waits=2), policies=RECOMMENDED)
        assert early.strategy is Strategy.RETRY_LATER
        last = decided(replace(self.seen, waits=4), policies=RECOMMENDED)
        assert (last.strategy, last.policy, last.act) == (
            Strategy.LOWER_QUALITY,
            Policy.ASK,
            False,
        )

    def test_of_an_upgrade_ends_at_once(self) -> None:
        """Upgrades are never chased down the ladder."""
        world = replace(MANAGE, has_file=True)
        assert decided(replace(self.seen, waits=2), world).reason is Reason.UPGRADE_ONLY


class TestABlockedImport:
    """Downloaded, and not taken into the library."""

    def blocked(self, kind: Kind, at_fault: FaultOf) -> Failure:
        """Return a download that is not imported."""
        return failure(KINDS[kind].cause, at_fault, kind=kind, blocked=True)

    def test_is_imported_when_every_file_is_what_was_asked_for(self) -> None:
        """Matched by its id: the *arr only wants somebody to say yes; once in seven days."""
        seen = self.blocked(Kind.MANUAL_IMPORT, FaultOf.NONE)
        for mode in (MANAGE, ASSIST):
            sure = replace(mode, importable=True)
            assert decided(seen, sure).strategy is Strategy.FORCE_IMPORT
            assert decided(seen, mode).strategy is Strategy.ASK
        again = decided(seen, replace(MANAGE, importable=True), ItemHistory(imports=1))
        assert again.strategy is Strategy.ASK

    def test_with_wrong_content_gets_another_release_also_in_assist_mode(self) -> None:
        """No *arr takes a blocked import for a failure."""
        for kind in (
            Kind.WRONG_EPISODE,
            Kind.DANGEROUS_FILE,
            Kind.SAMPLE_ONLY,
            Kind.NO_AUDIO,
        ):
            seen = self.blocked(kind, FaultOf.RELEASE)
            for mode in (MANAGE, ASSIST):
                assert decided(seen, mode).strategy is Strategy.NEXT_RELEASE
            assert decided(seen, MANAGE, ItemHistory(releases=3)).gives_up

    def test_that_is_no_upgrade_is_a_persons(self) -> None:
        """It is whole, and nobody needs it: import it anyway, or not."""
        seen = self.blocked(Kind.NOT_AN_UPGRADE, FaultOf.NONE)
        assert decided(seen, replace(MANAGE, importable=True)).strategy is Strategy.ASK

    def test_by_the_machine_is_reported(self) -> None:
        """A folder that is not seen, a full library."""
        seen = self.blocked(Kind.PATH_MISSING, FaultOf.CONFIG)
        assert decided(seen).reason is Reason.IMPORT_NEEDS_A_PERSON

    def test_of_a_torrent_is_left_to_a_person(self) -> None:
        """It may still be shared."""
        seen = replace(self.blocked(Kind.MANUAL_IMPORT, FaultOf.NONE), torrent=True)
        assert decided(seen, replace(MANAGE, importable=True)).reason is Reason.TORRENT


class TestAStalledJob:
    """At the same byte for hours."""

    seen = failure(Cause.STALLED, paused=True)

    def test_is_ended_when_the_provider_is_proven_well(self) -> None:
        """In both modes: no *arr notices."""
        for mode in (MANAGE, ASSIST):
            well = replace(mode, provider=Health.OK)
            assert decided(self.seen, well).strategy is Strategy.END_JOB

    def test_waits_for_that_proof(self) -> None:
        """Else a healthy release would be blamed for an outage."""
        for health in (Health.DOWN, Health.UNKNOWN):
            decision = decided(self.seen, replace(MANAGE, provider=health))
            assert (decision.strategy, decision.reason) == (Strategy.HOLD, Reason.STUCK_UNPROVEN)


def test_an_upgrade_that_failed_is_left() -> None:
    """There is something to watch; the feeds bring a better one."""
    decision = decided(failure(), replace(MANAGE, has_file=True))
    assert (decision.strategy, decision.reason) == (Strategy.LEAVE, Reason.UPGRADE_ONLY)


def test_what_a_person_took_back_is_left_alone() -> None:
    """Doing it again would undo the undoing."""
    assert decided(failure(undone=True)).reason is Reason.UNDONE


@pytest.mark.parametrize(
    ("cause", "strategy"),
    [
        (Cause.DUPLICATE, Strategy.REPORT),
        (Cause.IMPORT_BLOCKED, Strategy.ASK),
        (Cause.SCRIPT, Strategy.REPORT),
        (Cause.WRONG_LANGUAGE, Strategy.REPORT),
        (Cause.USER_STOPPED, Strategy.LEAVE),
        (Cause.UNKNOWN, Strategy.ASK),
    ],
)
def test_what_only_a_person_can_judge_is_told(cause: Cause, strategy: Strategy) -> None:
    """And never acted on."""
    assert decided(failure(cause, FaultOf.UNKNOWN)).strategy is strategy


def test_an_unknown_cause_is_left_to_an_arr_that_searches_itself() -> None:
    """It has done so already."""
    assert decided(failure(Cause.UNKNOWN, FaultOf.UNKNOWN), ASSIST).strategy is Strategy.LEAVE


# ── what comes before the cause ──


@pytest.mark.parametrize(
    ("seen", "world", "item", "reason"),
    [
        (failure(state=FailureState.RECOVERED), MANAGE, MOVIE, Reason.SETTLED),
        (failure(baseline=True), MANAGE, MOVIE, Reason.BASELINE),
        (failure(), MANAGE, None, Reason.FOREIGN_JOB),
        (failure(), replace(MANAGE, imported=True), MOVIE, Reason.IMPORTED),
        (failure(), replace(MANAGE, replaced=True), MOVIE, Reason.REPLACED),
        (failure(), replace(MANAGE, title=TitleState.GONE), MOVIE, Reason.TITLE_GONE),
        (failure(), replace(MANAGE, storm=True), MOVIE, Reason.STORM),
        (failure(), replace(MANAGE, in_flight=True), MOVIE, Reason.IN_FLIGHT),
        (failure(), replace(MANAGE, held=True), MOVIE, Reason.HOUSE_HOLDS),
        (failure(), replace(MANAGE, disk_low=True), MOVIE, Reason.DISK_LOW),
        (failure(), replace(MANAGE, indexers=Health.DOWN), MOVIE, Reason.INDEXERS_DOWN),
        (failure(), replace(MANAGE, series_actions=(NOW,) * 6), SEASON, Reason.SERIES_LIMIT),
        (failure(), replace(MANAGE, actions=(NOW,) * 20), MOVIE, Reason.DAILY_LIMIT),
        (failure(), replace(MANAGE, instance_searches=(NOW,) * 20), MOVIE, Reason.SEARCH_LIMIT),
    ],
)
def test_what_stops_an_action_is_named(
    seen: Failure, world: World, item: Item | None, reason: Reason
) -> None:
    """So that a person can read why nothing happens."""
    decision = decided(seen, world, item=item)
    assert (decision.reason, decision.act) == (reason, False)


def test_a_limit_ends_when_its_oldest_use_is_a_day_old() -> None:
    """Two searches a day for one title."""
    used = (NOW - timedelta(hours=20), NOW - timedelta(hours=2))
    decision = decided(failure(), history=ItemHistory(searches=used))
    assert decision.due == NOW + timedelta(hours=4)


def test_asking_waits_for_an_answer() -> None:
    """The strategy that a person is asked about is kept."""
    policies = {**AUTO, Strategy.NEXT_RELEASE: Policy.ASK}
    decision = decide(MOVIE, failure(), ItemHistory(), policies, MANAGE, NOW)
    assert (decision.strategy, decision.policy) == (Strategy.NEXT_RELEASE, Policy.ASK)
    assert not decision.act
