"""Write the table of docs/recovery.md: every kind of failure, how it is recognised, and what is done about it.

What is done is asked of `decide` and `guard_step`, nothing of it is typed here. `--check` only says whether
the page is up to date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
import sys
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.decide import decide
from custom_components.autoarr.recovery.guarding.pausing import GuardStep, QueueView, guard_step
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Grab,
    Item,
    Mode,
    Policy,
    Strategy,
)
from custom_components.autoarr.recovery.words import CAUSE_WORDS, FAULT_WORDS, KIND_WORDS
from custom_components.autoarr.recovery.world import Decision, Health, ItemHistory, World
from scripts.toolchain.generated import ROOT, between, keep

PAGE: Final = ROOT / "docs" / "recovery.md"
BEGIN: Final = "<!-- table of kinds: written by scripts/docs -->"
END: Final = "<!-- end of the table of kinds -->"

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
STEPS: Final = 5
"""More steps than any story has."""


class Place(StrEnum):
    """Where a download is when a kind of failure is seen."""

    FAILED = "failed"
    HELD = "held"
    """SABnzbd would keep it in its queue for ever."""
    QUEUED = "queued"
    """It may still go on by itself: no failure is made of it."""
    BLOCKED = "blocked"
    GONE = "gone"
    """Nothing of it is left to act on."""


_PLACES: Final = {
    Place.HELD: (
        Kind.ENCRYPTED_PAUSED,
        Kind.DUPLICATE_PAUSED,
        Kind.UNWANTED_PAUSED,
        Kind.TOO_LARGE,
        Kind.STUCK,
    ),
    Place.QUEUED: (
        Kind.PAUSED_FOR_SPACE,
        Kind.NO_SERVER,
        Kind.NOTHING_COMES,
        Kind.UNREACHABLE,
        Kind.LOGIN_REFUSED,
        Kind.ACCOUNT_EXPIRED,
        Kind.TOO_MANY_CONNECTIONS,
        Kind.QUOTA_SPENT,
        Kind.NZB_AWAITED,
    ),
    Place.BLOCKED: (
        Kind.DANGEROUS_FILE,
        Kind.SAMPLE_ONLY,
        Kind.NO_AUDIO,
        Kind.NOT_AN_UPGRADE,
        Kind.WRONG_EPISODE,
        Kind.WRONG_SEASON,
        Kind.WRONG_TITLE,
        Kind.MANUAL_IMPORT,
        Kind.NO_FILES,
        Kind.INCOMPLETE_IMPORT,
        Kind.ALREADY_IMPORTED,
        Kind.PATH_MISSING,
        Kind.NO_SPACE_TO_IMPORT,
        Kind.NOT_ALLOWED_TO_IMPORT,
        Kind.TITLE_TO_BE_ANNOUNCED,
        Kind.OTHER_BLOCK,
    ),
    Place.GONE: (Kind.WRONG_LANGUAGE, Kind.REMOVED_FROM_CLIENT),
}

PLACE_OF: Final = {kind: place for place, kinds in _PLACES.items() for kind in kinds}
"""Where a download is, by kind; those that are missing here have failed."""

ITEM: Final = Item(instance="radarr", kind=ServiceKind.RADARR, media_id=1)
GRAB: Final = Grab(
    item=ITEM,
    download_id="job",
    history_id=1,
    source_title="A.Release",
    grabbed_at=NOW,
    correlation="movie:tmdb:1",
    label="A film",
)

DOES: Final = {
    Strategy.RETRY_NOW: "SABnzbd retries it",
    Strategy.RETRY_LATER: "waits, then searches again",
    Strategy.NEXT_RELEASE: "takes another release",
    Strategy.LOWER_QUALITY: "takes a lower quality",
    Strategy.FORCE_IMPORT: "imports it",
    Strategy.END_JOB: "ends the job",
    Strategy.ASK: "a person is asked",
    Strategy.REPORT: "reported",
    Strategy.LEAVE: "left alone",
}
"""What each strategy does, as a table says it."""

WAITS_FOR: Final = {
    Reason.PROVIDER_DOWN: "waits until the news server delivers",
    Reason.DISK_FULL: "waits until there is space",
}
"""What is waited for."""

ARR_DOES: Final = "Radarr or Sonarr searches for another one"
PAUSES: Final = "pauses the queue until a news server passes a test"
STAYS: Final = "nothing: it may go on by itself"
CERTAIN: Final = "every file is certain to be what was grabbed"
SAME: Final = "the same"

UNLESS_AUTO: Final = {
    Policy.ASK: "asked",
    Policy.REPORT: "only reported",
    Policy.OFF: "left alone",
}
"""What becomes of an action under the other policies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A failure and the world it is decided in."""

    failure: Failure
    world: World
    history: ItemHistory


def canonical(kind: Kind) -> Failure:
    """Return a failure of a kind as it is when it is new: a film, nothing tried yet."""
    place = PLACE_OF.get(kind, Place.FAILED)
    return Failure(
        key="sabnzbd:job",
        sabnzbd="sabnzbd",
        jobs=("job",),
        name="A.Release",
        cause=KINDS[kind].cause,
        at_fault=KINDS[kind].at_fault,
        kind=kind,
        paused=place is Place.HELD,
        blocked=place is Place.BLOCKED,
        first_seen=NOW,
        grab=GRAB,
    )


def setting_of(kind: Kind, mode: Mode, *, importable: bool = False) -> Setting:
    """Return a new failure of a kind in the world that goes with it.

    `importable` says that every file of a blocked import is certain to be right.
    """
    failed = PLACE_OF.get(kind, Place.FAILED) is Place.FAILED
    world = World(
        mode=mode,
        # The *arr searches by itself after failures, but never because of a blocked import.
        arr_searches=mode is Mode.ASSIST and PLACE_OF.get(kind) is not Place.BLOCKED,
        provider=Health.DOWN if KINDS[kind].cause is Cause.PROVIDER_DOWN else Health.OK,
        disk_free=KINDS[kind].cause is not Cause.DISK_FULL,
        importable=importable,
        retryable=failed and KINDS[kind].cause is not Cause.INDEXER,
    )
    return Setting(failure=canonical(kind), world=world, history=ItemHistory())


def decisions(
    kind: Kind, mode: Mode, policy: Policy, *, importable: bool = False
) -> Iterator[Decision]:
    """Yield what is decided about a failure, step by step, when each step does not suffice."""
    now, setting = NOW, setting_of(kind, mode, importable=importable)
    policies = dict.fromkeys(ACTING, policy)
    for _ in range(STEPS):
        decision = decide(ITEM, setting.failure, setting.history, policies, setting.world, now)
        yield decision
        following = _after(decision, setting)
        if following is None:
            return
        now, setting = max(now, decision.due or now) + timedelta(minutes=1), following


def _after(decision: Decision, setting: Setting) -> Setting | None:
    """Return where a failure stands when a step is done and did not end it; None when nothing follows."""
    failure = setting.failure
    if decision.due is not None:
        # What was waited for has come.
        world = replace(setting.world, provider=Health.OK, disk_free=True)
        waiting = replace(failure, state=FailureState.WAITING, waits=failure.waits + 1)
        return replace(setting, failure=waiting, world=world)
    if not decision.act:
        return None
    if decision.strategy is Strategy.END_JOB:
        ended = replace(failure, paused=False, state=FailureState.NEW, ended_by_us=True)
        return replace(setting, failure=ended)
    if decision.strategy is Strategy.RETRY_NOW:
        again = replace(failure, state=FailureState.NEW, waits=0)
        return replace(setting, failure=again, history=replace(setting.history, retries=1))
    return None


def queue_step(kind: Kind, policy: Policy) -> GuardStep:
    """Return what is done about the queue while a job waits in it for this reason."""
    provider = KINDS[kind].cause is Cause.PROVIDER_DOWN
    view = QueueView(
        paused=kind in (Kind.PAUSED_FOR_SPACE, Kind.QUOTA_SPENT),
        waiting=True,
        enabled=kind is not Kind.NO_SERVER,
        down=provider,
        proof=Health.DOWN if provider else Health.UNKNOWN,
        policy=policy,
    )
    return guard_step(view, NOW)


def done(kind: Kind, mode: Mode, policy: Policy) -> str:
    """Return what is done about a kind of failure, in words."""
    if PLACE_OF.get(kind) is Place.QUEUED:
        return _of_queue(queue_step(kind, policy))
    certain = _story(kind, mode, policy, importable=True)
    text = _story(kind, mode, policy, importable=False)
    if policy is not Policy.AUTO or text == certain:
        return certain
    return f"{certain} when {CERTAIN}, else {text}"


def _story(kind: Kind, mode: Mode, policy: Policy, *, importable: bool) -> str:
    """Return the steps of a story in words."""
    words: list[str] = []
    retried = False
    for decision in decisions(kind, mode, policy, importable=importable):
        if decision.policy not in (None, Policy.AUTO) or decision.reason is Reason.POLICY_OFF:
            words.append(UNLESS_AUTO[policy])
            break
        text = _words(decision)
        if text not in words:
            words.append(f"if it fails again: {text}" if retried else text)
        retried = decision.act and decision.strategy is Strategy.RETRY_NOW
    return "; ".join(_joined(words))


def _joined(words: list[str]) -> Iterator[str]:
    """Yield the steps of a story; what is waited for is said once."""
    for place, text in enumerate(words):
        waited = place > 0 and words[place - 1].startswith("waits until")
        yield text.removeprefix("waits, then ") if waited else text


def _of_queue(step: GuardStep) -> str:
    """Return what is done about a queue, in words."""
    if step is GuardStep.PAUSE:
        return PAUSES
    if step is GuardStep.ASK:
        return UNLESS_AUTO[Policy.ASK]
    return UNLESS_AUTO[Policy.REPORT] if step is GuardStep.TELL else STAYS


def _words(decision: Decision) -> str:
    """Return a decision in words."""
    if decision.gives_up:
        return "gives up"
    if decision.strategy is Strategy.HOLD:
        return WAITS_FOR.get(decision.reason, "waits")
    if decision.reason is Reason.ARR_SEARCHES:
        return ARR_DOES
    return DOES[decision.strategy]


def other(kind: Kind, policy: Policy) -> str:
    """Return what another policy than auto changes, in words."""
    found = {}
    for mode in Mode:
        text = done(kind, mode, policy)
        found[mode] = SAME if text == done(kind, mode, Policy.AUTO) else text
    assist, manage = found[Mode.ASSIST], found[Mode.MANAGE]
    if assist == manage:
        return assist
    return "; ".join(f"*{mode}*: {text}" for mode, text in found.items() if text != SAME)


HEAD: Final = (
    "what is seen",
    "how it is recognised",
    "to blame",
    "`auto` in *assist*",
    "`auto` in *manage*",
    "`ask`",
    "`report`",
    "`off`",
)


def row(kind: Kind) -> tuple[str, ...]:
    """Return the cells of a kind."""
    facts = KINDS[kind]
    return (
        f"**{KIND_WORDS[kind]}** (`{kind}`)",
        facts.seen_by,
        FAULT_WORDS[facts.at_fault] if facts.at_fault is not FaultOf.UNKNOWN else "unclear",
        done(kind, Mode.ASSIST, Policy.AUTO),
        done(kind, Mode.MANAGE, Policy.AUTO),
        other(kind, Policy.ASK),
        other(kind, Policy.REPORT),
        other(kind, Policy.OFF),
    )


def table() -> str:
    """Return the tables of all kinds, one for each cause."""
    lines: list[str] = []
    for cause in Cause:
        words = CAUSE_WORDS[cause]
        lines += [f"### {words[0].upper()}{words[1:]}: `{cause}`", ""]
        lines += ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
        kinds = (kind for kind in Kind if KINDS[kind].cause is cause)
        lines += ["| " + " | ".join(row(kind)) + " |" for kind in kinds]
        lines.append("")
    return "\n".join(lines)


def written(page: str) -> str:
    """Return a page with the table as it is now; raises ValueError for a page without its markers."""
    return between(page, BEGIN, END, table())


def fresh() -> bytes:
    """Return the page as it should be; raises ValueError."""
    return written(PAGE.read_text(encoding="utf-8")).encode()


if __name__ == "__main__":
    sys.exit(keep(PAGE, fresh, __doc__))
