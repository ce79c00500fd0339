"""Which failure a person means: the one they name, or the newest that can still be helped."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .hub import AutoarrHub
from .recovery.causes import FaultOf
from .recovery.models import Failure, FailureState


def services_of(failure: Failure) -> frozenset[str]:
    """Return the services a failure is of: the SABnzbd that has it, and the *arr that asked for it."""
    owner = failure.item.instance if failure.item else failure.sabnzbd
    return frozenset({failure.sabnzbd, owner})


def is_open(failure: Failure) -> bool:
    """Say whether something may still be done about a failure of AutoArr's own time."""
    return not failure.state.settled and not failure.baseline


def open_failures(hub: AutoarrHub) -> list[Failure]:
    """Return the failures of a hub about which something may still be done."""
    return [failure for failure in hub.recovery.failures() if is_open(failure)]


def waits_for_import(failure: Failure) -> bool:
    """Say whether taking a failure up again means to import it: what only administrators may ask for."""
    return failure.blocked and failure.at_fault is not FaultOf.RELEASE


def is_open_to_all(failure: Failure) -> bool:
    """Say whether everybody may take a failure up again."""
    return is_open(failure) and not waits_for_import(failure)


def failures_of(hub: AutoarrHub, job_id: str) -> list[Failure]:
    """Return the failures with this id in their chain: one, unless two SABnzbd gave the same."""
    return [failure for failure in hub.recovery.failures() if job_id in failure.jobs]


def newest_job(
    hub: AutoarrHub,
    instance_id: str | None = None,
    among: Callable[[Failure], bool] = is_open,
) -> str:
    """Return the job of the failure that needs a person most; raises a translated error where there is none."""
    of_service = [
        failure
        for failure in hub.recovery.failures()
        if among(failure) and (instance_id is None or instance_id in services_of(failure))
    ]
    if not of_service:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="nothing_failed")
    return max(of_service, key=_urgency).job_id


def _urgency(failure: Failure) -> tuple[bool, datetime]:
    """Order failures by who needs a person more: those nothing is done about, then the newest."""
    under_way = failure.state in (FailureState.ACTING, FailureState.FOLLOWING)
    return not under_way, failure.completed or failure.first_seen
