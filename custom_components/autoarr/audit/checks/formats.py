"""Custom formats that the guides name: whether they are there, and whether they count."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch
from .arr import edit, identifier, label, listed, number, setting, words
from .base import Check, rows
from .handling import MEDIA, PROPERS
from .profile_rows import NAME, Profile, in_use


def formats_missing(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a custom format of each name; `params` may hold more for one kind of service."""
    known = {str(row.get("name")).casefold() for row in rows(service, "customformat")}
    wanted = (*words(params, "formats"), *words(params, service.ref.kind.value))
    missing = [name for name in wanted if name.casefold() not in known]
    if missing:
        yield Mismatch(
            wanted=list[JsonValue](missing), words={"formats": listed(missing, len(wanted))}
        )


def formats_unscored(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect formats that exist only to refuse something to be scored so."""
    score = int(number(params.get("score")) or 0)
    scores = {name.casefold(): score for name in words(params, "formats")}
    for profile in in_use(service):
        yield from _unscored(service, profile, scores)


def repack_scores(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect repaired releases to be scored where nothing else prefers them."""
    if setting(service, MEDIA, PROPERS) != "doNotPrefer":
        return
    wanted = params.get("formats")
    scores = {
        name.casefold(): int(number(score) or 0)
        for name, score in (wanted if isinstance(wanted, dict) else {}).items()
    }
    for profile in in_use(service):
        if profile.row.get("upgradeAllowed") is True:
            yield from _unscored(service, profile, scores)


def _unscored(
    service: ServiceSnapshot, profile: Profile, scores: Mapping[str, int]
) -> Iterable[Mismatch]:
    """Yield the formats of a profile that have no score though they should; one finding a profile."""
    edits: list[Edit] = []
    names: list[str] = []
    for one in sorted(profile.named[name] for name in scores.keys() & profile.named.keys()):
        if one.score != 0:
            continue
        names.append(one.name)
        edits.append(
            edit(
                service,
                NAME,
                f"formatItems[format={one.format}].score",
                before=0,
                after=scores[one.name.casefold()],
                row=identifier(profile.row),
            )
        )
    if edits:
        yield Mismatch(
            subject=identifier(profile.row),
            found=dict.fromkeys(names, 0),
            wanted={name: scores[name.casefold()] for name in names},
            edits=tuple(edits),
            words={"name": label(profile.row), "formats": listed(names)},
        )


CHECKS: Final[Mapping[str, Check]] = {
    "formats_missing": formats_missing,
    "formats_unscored": formats_unscored,
    "repack_scores": repack_scores,
}
