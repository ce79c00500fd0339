"""Things of which one party only must take care: failures, and waiting for a post to spread."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch, Place, SkipReason
from ..predicates import same
from .base import CannotJudge, Check, document
from .links import clients_at, clients_of
from .values import changed, number, text

_PAUSES: Final = {
    "pause": ("resume",),
    "pause_all": ("resume",),
    "pause_post": ("resume_post",),
    "pause_all_low": ("resume_all_low",),
    "pause_all_normal": ("resume_all_normal",),
    "pause_all_high": ("resume_all_high",),
}
"""What a schedule of SABnzbd stops, and what sets it going again."""


def _remove_failed(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the clients in a known SABnzbd whose failed downloads the wrong party removes."""
    wanted = params["wanted"]
    for client in clients_of(estate, service):
        if client.sabnzbd is None:
            continue
        if "removeFailedDownloads" not in client.row:
            raise CannotJudge(SkipReason.NO_FIELD, "downloadclient has no removeFailedDownloads")
        found = client.row["removeFailedDownloads"]
        if not same(found, wanted):
            place = Place(
                instance=service.ref.id,
                document="downloadclient",
                row=client.id,
                path="removeFailedDownloads",
            )
            yield Mismatch(
                subject=client.id,
                found=found,
                wanted=wanted,
                edits=(Edit(place=place, before=found, after=wanted),),
                words={"name": client.name},
            )


def _propagation_twice(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield a delay of SABnzbd when every Radarr and Sonarr that uses it waits for posts to spread already."""
    misc = document(service, "misc")
    if number(misc, "misc", "propagation_delay") <= 0:
        return
    owners = {client.owner.ref.id: client.owner for client in clients_at(estate, service)}
    if owners and all(_minimum_age(owner) > 0 for owner in owners.values()):
        yield Mismatch(
            found=misc["propagation_delay"],
            wanted=0,
            edits=changed(service, "misc", "", misc, {"propagation_delay": 0}),
            words={"owners": ", ".join(owner.ref.name for owner in owners.values())},
        )


def _minimum_age(servarr: ServiceSnapshot) -> float:
    """Return how old a post must be, in minutes; raises CannotJudge."""
    return number(document(servarr, "config/indexer"), "config/indexer", "minimumAge")


def _schedule_pauses(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield what the schedule of SABnzbd pauses and never resumes."""
    lines = document(service, "misc").get("schedlines")
    if not isinstance(lines, list):
        raise CannotJudge(SkipReason.NO_FIELD, "misc has no list schedlines")
    actions = {action for line in lines if (action := _action(text(line)))}
    for action, ends in _PAUSES.items():
        if action in actions and not actions.intersection(ends):
            yield Mismatch(subject=action, found=action, words={"action": action})


def _action(line: str) -> str:
    """Return what a line of the schedule does (`enabled minute hour days action …`), nothing where it is off."""
    parts = line.split()
    return parts[4].casefold() if len(parts) > 4 and parts[0] == "1" else ""


CHECKS: Final[Mapping[str, Check]] = {
    "remove_failed": _remove_failed,
    "propagation_twice": _propagation_twice,
    "schedule_pauses": _schedule_pauses,
}
