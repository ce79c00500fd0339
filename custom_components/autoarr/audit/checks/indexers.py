"""Whether anything can be found, and whether what is found can be completed."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from ..predicates import same
from .arr import edit, identifier, number, setting
from .base import CannotJudge, Check, rows


def indexers(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect an indexer."""
    if not any(True for _ in rows(service, "indexer")):
        yield Mismatch()


def indexer_switch(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a switch to be on for one indexer at least; else it is turned on for all that can."""
    switch, supported = str(params.get("switch")), str(params.get("supported"))
    known = [row for row in rows(service, "indexer") if isinstance(row.get(switch), bool)]
    if not known or any(row[switch] is True for row in known):
        return
    yield Mismatch(
        found=False,
        wanted=True,
        edits=tuple(
            edit(service, "indexer", switch, before=False, after=True, row=identifier(row))
            for row in known
            if row.get(supported) is True
        ),
    )


def retention(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect no older posts to be taken than the servers of SABnzbd keep, or than any provider does."""
    name, path = "config/indexer", "retention"
    before = setting(service, name, path)
    present = number(before)
    if present is None:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"{name} {path} is not a number")
    known = _kept(estate)
    kept = known or int(number(params.get("longest")) or 0)
    if present > kept:
        after = known or 0
        yield Mismatch(
            found=before,
            wanted=after,
            edits=(edit(service, name, path, before=before, after=after),),
            words={"days": f"{present:.0f}", "kept": str(kept)},
        )


def _kept(estate: Estate) -> int:
    """Return for how many days the servers in use keep posts; 0 where one of them does not say."""
    days: list[float] = []
    for sabnzbd in estate.of_kind(ServiceKind.SABNZBD):
        servers = sabnzbd.documents.get("servers")
        if not isinstance(servers, list):
            return 0
        days += [
            _days(row.get("retention"))
            for row in servers
            if isinstance(row, dict) and same(row.get("enable"), True)
        ]
    return 0 if not days or 0 in days else int(max(days))


def _days(value: JsonValue) -> float:
    """Return days as SABnzbd writes them, a number or a text of one; 0 for what is none."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 7:
        return int(value)
    return max(number(value) or 0, 0)


CHECKS: Final[Mapping[str, Check]] = {
    "indexers": indexers,
    "indexer_switch": indexer_switch,
    "retention": retention,
}
