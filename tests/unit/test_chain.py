"""Where the chain from a wish to the screen is broken: the first link counts."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.chain import (
    LOW_DISK_BYTES,
    ChainState,
    Link,
    LinkState,
    first_broken_link,
)
from custom_components.autoarr.clients.models.sabnzbd import SabQueue, ServerStatus
from custom_components.autoarr.clients.models.servarr import HealthMessage, RootFolder
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.snapshot import PlexData, SabnzbdData, ServarrData

GIGABYTES = LOW_DISK_BYTES / 1024**3


def ref(kind: ServiceKind, name: str = "") -> ServiceRef:
    """Return who a service is."""
    return ServiceRef(id=name or kind, kind=kind, name=name or kind.label)


def queue(download: float = 100.0, complete: float = 100.0) -> SabQueue:
    """Return a queue with so many free gigabytes."""
    return SabQueue.from_json(
        {
            "version": "5.1.3",
            "status": "Idle",
            "paused": False,
            "diskspace1": f"{download}",
            "diskspace2": f"{complete}",
            "slots": [],
        }
    )


def servers(*errors: str) -> ServerStatus:
    """Return news servers with these errors."""
    return ServerStatus.from_json(
        {
            "version": "5.1.3",
            "servers": [
                {"servername": f"news{number}", "servererror": error, "serveractive": True}
                for number, error in enumerate(errors)
            ],
            "warnings": [],
        }
    )


def health(kind: str, source: str = "Check") -> HealthMessage:
    """Return a health message of a level, from one of the service's checks."""
    return HealthMessage.from_json(
        {"source": source, "type": kind, "message": "said", "wikiUrl": None}
    )


def folder(*, accessible: bool = True, free: int | None = 10 * LOW_DISK_BYTES) -> RootFolder:
    """Return a root folder."""
    return RootFolder(id=1, path="/films", accessible=accessible, free_bytes=free)


def state(
    kind: ServiceKind,
    data: ServarrData | SabnzbdData | PlexData | None = None,
    *,
    answers: bool | None = True,
    name: str = "",
) -> LinkState:
    """Return what is known of a service."""
    return LinkState(ref=ref(kind, name), answers=answers, data=data)


WELL = (
    state(ServiceKind.RADARR, ServarrData(health=(health("warning"),), root_folders=(folder(),))),
    state(ServiceKind.SONARR, ServarrData()),
    state(ServiceKind.SABNZBD, SabnzbdData(queue=queue(), servers=servers(""))),
    state(ServiceKind.PLEX, PlexData()),
)


def test_a_house_that_is_well() -> None:
    """Warnings break nothing."""
    assert first_broken_link(WELL) == ChainState(link=Link.OK)


def test_a_house_without_services() -> None:
    """There is no chain yet."""
    assert first_broken_link(()) == ChainState(link=Link.NOT_SET_UP)


@pytest.mark.parametrize(
    ("broken", "link"),
    [
        (state(ServiceKind.RADARR, answers=False), Link.RADARR),
        (state(ServiceKind.SONARR, ServarrData(health=(health("error"),))), Link.SONARR),
        (state(ServiceKind.SABNZBD, answers=False), Link.SABNZBD),
        (
            state(ServiceKind.SABNZBD, SabnzbdData(queue=queue(), servers=servers("", "refused"))),
            Link.PROVIDER,
        ),
        (state(ServiceKind.SABNZBD, SabnzbdData(queue=queue(download=0.5))), Link.DISK),
        (state(ServiceKind.SABNZBD, SabnzbdData(queue=queue(complete=0.0))), Link.DISK),
        (
            state(ServiceKind.RADARR, ServarrData(root_folders=(folder(accessible=False),))),
            Link.DISK,
        ),
        (state(ServiceKind.RADARR, ServarrData(root_folders=(folder(free=5),))), Link.DISK),
        (state(ServiceKind.PLEX, answers=False), Link.PLEX),
    ],
)
def test_each_link_can_break(broken: LinkState, link: Link) -> None:
    """It is named with the instance where it is."""
    others = [one for one in WELL if one.ref.kind is not broken.ref.kind]

    assert first_broken_link([*others, broken]) == ChainState(link=link, instance=broken.ref.name)


@pytest.mark.parametrize("answers", [True, False])
def test_a_complaint_about_the_download_client_is_none_about_who_complains(answers: bool) -> None:
    """Where SABnzbd is down, Radarr says so too: SABnzbd is named. Where it is not, Radarr cannot reach it."""
    complaint = ServarrData(health=(health("error", "DownloadClientStatusCheck"),))
    states = [state(ServiceKind.RADARR, complaint), state(ServiceKind.SABNZBD, answers=answers)]

    assert first_broken_link(states).link is (Link.RADARR if answers else Link.SABNZBD)


def test_a_folder_whose_space_is_not_known_is_no_problem() -> None:
    """Some mounts cannot tell."""
    data = ServarrData(root_folders=(folder(free=None),))

    assert first_broken_link([state(ServiceKind.RADARR, data)]).link is Link.OK


def test_the_second_of_two_instances_is_named() -> None:
    """Radarr for 4K is down, the other one is not."""
    found = first_broken_link(
        [
            state(ServiceKind.RADARR, name="Radarr"),
            state(ServiceKind.RADARR, answers=False, name="Radarr 4K"),
        ]
    )

    assert found == ChainState(link=Link.RADARR, instance="Radarr 4K")


@given(st.permutations(WELL), st.sets(st.sampled_from(list(ServiceKind))))
def test_the_order_of_the_links_counts_not_that_of_the_services(
    states: list[LinkState], dead: set[ServiceKind]
) -> None:
    """Whoever is asked first, the first link of the chain that does not hold is named."""
    order = (ServiceKind.RADARR, ServiceKind.SONARR, ServiceKind.SABNZBD, ServiceKind.PLEX)
    found = first_broken_link(
        LinkState(ref=one.ref, answers=one.ref.kind not in dead, data=one.data) for one in states
    )

    if not dead:
        assert found.link is Link.OK
    elif dead == {ServiceKind.RADARR, ServiceKind.SONARR}:
        assert found.link in (Link.RADARR, Link.SONARR)
    else:
        first = next(kind for kind in order if kind in dead)
        servarr = {ServiceKind.RADARR, ServiceKind.SONARR}
        expected = dead & servarr if first in servarr else {first}
        assert ServiceKind(found.link) in expected


@given(st.sets(st.sampled_from(list(ServiceKind)), min_size=1))
def test_who_was_never_heard_breaks_nothing_but_leaves_it_open(silent: set[ServiceKind]) -> None:
    """Right after the start."""
    states = [
        LinkState(ref=one.ref, answers=None, data=None) if one.ref.kind in silent else one
        for one in WELL
    ]

    assert first_broken_link(states) == ChainState(link=Link.UNKNOWN)
