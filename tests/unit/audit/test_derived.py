"""What several rules need is worked out once for each estate, and never taken over to another one."""

from dataclasses import replace

from custom_components.autoarr.audit.checks.links import clients_of
from custom_components.autoarr.audit.checks.places import root_folders
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.stack import estate_of, right_stack


def test_another_estate_with_the_same_services_is_read_anew() -> None:
    """The clients of a Radarr depend on which SABnzbd is there."""
    estate = estate_of(right_stack())
    (radarr,) = estate.of_kind(ServiceKind.RADARR)
    (known,) = clients_of(estate, radarr)
    assert known.sabnzbd is not None
    assert clients_of(estate, radarr) is clients_of(estate, radarr)

    alone = replace(estate, services=(radarr,))
    (unknown,) = clients_of(alone, radarr)
    assert unknown.sabnzbd is None


def test_a_service_whose_documents_changed_is_read_anew() -> None:
    """A later look makes snapshots of its own."""
    (radarr,) = estate_of(right_stack()).of_kind(ServiceKind.RADARR)
    assert root_folders(radarr)
    assert root_folders(radarr) is root_folders(radarr)
    assert root_folders(replace(radarr, documents={"rootfolder": []})) == ()
