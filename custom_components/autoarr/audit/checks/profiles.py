"""What quality profiles mean: what they allow, how far they upgrade, which scores they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch
from .arr import edit, identifier, label, listed, number, whole, words
from .base import Check
from .profile_rows import NAME, Choice, choices, in_use


def profile_empty(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a profile to allow something."""
    for profile in in_use(service):
        if profile.lines and not any(line.allowed for line in profile.lines):
            yield _mismatch(profile.row)


def profile_cutoff(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect upgrading to end at a quality that is allowed."""
    for profile in in_use(service):
        row = profile.row
        if row.get("upgradeAllowed") is True and (change := _cutoff(service, row, profile.lines)):
            yield _mismatch(row, found=change.before, wanted=change.after)


def profile_upgrades(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect upgrades where there is more than one quality to choose from."""
    for profile in in_use(service):
        row = profile.row
        several = sum(line.allowed for line in profile.lines) > 1
        if row.get("upgradeAllowed") is False and several:
            switch = _edit(service, row, "upgradeAllowed", after=True)
            goal = _cutoff(service, row, profile.lines)
            yield _mismatch(row, *((switch, goal) if goal else (switch,)), found=False, wanted=True)


def unwanted_qualities(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect no filmed screens, unfinished copies or raw discs among what is allowed."""
    names = {name.casefold() for name in words(params, "qualities")}
    for profile in in_use(service):
        taken = [
            name
            for line in profile.lines
            if line.allowed
            for name in line.names
            if name.casefold() in names
        ]
        if not taken:
            continue
        row = profile.row
        after = _without(row, names)
        changed = {**row, "items": after}
        lines = choices(changed)
        edits: list[Edit] = []
        if any(line.allowed for line in lines):
            edits.append(_edit(service, row, "items", after=after))
            if goal := _cutoff(service, changed, lines):
                edits.append(goal)
        yield _mismatch(
            row, *edits, found=list[JsonValue](taken), words={"qualities": listed(taken)}
        )


def _without(profile: JsonObject, names: set[str]) -> list[JsonValue]:
    """Return the lines of a profile with some qualities no longer allowed, all else the very same."""
    made: list[JsonValue] = []
    entries = profile.get("items")
    for item in entries if isinstance(entries, list) else ():
        if not isinstance(item, dict):
            made.append(item)
            continue
        inner = item.get("items")
        if isinstance(inner, list) and inner:
            below = [_refused(one, names) for one in inner]
            some = any(isinstance(one, dict) and one.get("allowed") is True for one in below)
            made.append({**item, "items": below, "allowed": some and item.get("allowed")})
        else:
            made.append(_refused(item, names))
    return made


def _refused(item: JsonValue, names: set[str]) -> JsonValue:
    """Return a quality of a profile, not allowed if it is one of these."""
    quality = item.get("quality") if isinstance(item, dict) else None
    if (
        isinstance(item, dict)
        and isinstance(quality, dict)
        and str(quality.get("name")).casefold() in names
    ):
        return {**item, "allowed": False}
    return item


def profile_minimum_score(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect that what is scored to be refused is refused."""
    unwanted = number(params.get("unwanted")) or 0
    for profile in in_use(service):
        row, least = profile.row, whole(profile.row, "minFormatScore", NAME)
        refused = [one for score, one in profile.first.items() if least <= score <= unwanted]
        taken = min(refused, default=None)
        if taken is not None:
            yield _mismatch(
                row,
                _edit(service, row, "minFormatScore", after=params.get("minimum")),
                found=least,
                wanted=params.get("minimum"),
                words={
                    "format": taken.name,
                    "score": f"{taken.score:.0f}",
                    "minimum": str(least),
                },
            )


def profile_unreachable_score(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect that the score a profile asks for can be reached."""
    for profile in in_use(service):
        least, most = whole(profile.row, "minFormatScore", NAME), profile.together
        if least > most:
            yield _mismatch(
                profile.row, found=least, words={"minimum": str(least), "most": f"{most:.0f}"}
            )


def profile_cutoff_score(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect scores to drive upgrades as far as at least one custom format alone reaches."""
    usual = int(number(params.get("score")) or 0)
    for profile in in_use(service):
        row, most = profile.row, max(profile.first, default=0)
        if row.get("upgradeAllowed") is not True or most <= 0:
            continue
        cutoff = whole(row, "cutoffFormatScore", NAME)
        if cutoff < most:
            after = max(usual, int(most))
            yield _mismatch(
                row,
                _edit(service, row, "cutoffFormatScore", after=after),
                found=cutoff,
                wanted=after,
                words={"most": f"{most:.0f}", "cutoff": str(cutoff)},
            )


def _cutoff(service: ServiceSnapshot, profile: JsonObject, lines: Sequence[Choice]) -> Edit | None:
    """Return what makes the goal of upgrading the best allowed quality, None where it is an allowed one."""
    if "cutoff" not in profile:
        return None
    present = profile["cutoff"]
    if any(line.allowed and (present == line.id or present in line.ids) for line in lines):
        return None
    wanted = _best(lines)
    return None if wanted is None else _edit(service, profile, "cutoff", after=wanted)


def _best(lines: Sequence[Choice]) -> int | None:
    """Return the id of the best quality that is allowed; one nobody wants only where there is no other."""
    allowed = [line for line in lines if line.allowed and line.id is not None]
    good = [line for line in allowed if line.good]
    return next((line.id for line in reversed(good or allowed)), None)


def _edit(service: ServiceSnapshot, profile: JsonObject, path: str, *, after: JsonValue) -> Edit:
    """Return an edit of a profile."""
    return edit(service, NAME, path, before=profile.get(path), after=after, row=identifier(profile))


def _mismatch(
    profile: JsonObject,
    *edits: Edit,
    found: JsonValue = None,
    wanted: JsonValue = None,
    words: Mapping[str, str] | None = None,
) -> Mismatch:
    """Return what is wrong with a profile."""
    return Mismatch(
        subject=identifier(profile),
        found=found,
        wanted=wanted,
        edits=edits,
        words={"name": label(profile), **(words or {})},
    )


CHECKS: Final[Mapping[str, Check]] = {
    "profile_empty": profile_empty,
    "profile_cutoff": profile_cutoff,
    "profile_upgrades": profile_upgrades,
    "unwanted_qualities": unwanted_qualities,
    "profile_minimum_score": profile_minimum_score,
    "profile_unreachable_score": profile_unreachable_score,
    "profile_cutoff_score": profile_cutoff_score,
}
