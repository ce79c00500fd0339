"""Milestones as lines of the logbook."""

from homeassistant.core import Event, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.autoarr.const import DOMAIN, EVENT_AUTOARR
from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.logbook import async_describe_events, describe
from tests.fakes.radarr import FakeRadarr
from tests.integration.house import ask
from tests.integration.setup import set_up


def line(**data: object) -> str:
    """Return the line of an event as a person reads it."""
    shown = describe(Event(EVENT_AUTOARR, dict(data)))
    assert str(shown["icon"]).startswith("mdi:")
    return f"{shown['name']} {shown['message']}"


def test_a_line_names_the_title_and_the_detail() -> None:
    """What happened to what, and why."""
    assert (
        line(kind="failure_seen", title="Dune (2021)", data={"cause": "disk_full"})
        == "Dune (2021) failed to download: the disk is full"
    )
    assert (
        line(kind="failure_seen", title="Dune", data={"cause": "unpack", "kind": "broken_archive"})
        == "Dune failed to download: the archive is broken"
    )
    assert line(kind="failure_seen", title="Dune", data={"cause": "of_a_later_version"}) == (
        "Dune failed to download: of a later version"
    )
    assert line(kind="action_failed", title="Dune", data={"outcome": "no file_id"}) == (
        "Dune could not be acted on: no file_id"
    )
    assert line(kind="queue_paused", title="SABnzbd", data={"kind": "login_refused"}) == (
        "SABnzbd was paused until the news server delivers again: the news server refuses the login"
    )
    assert line(kind="queue_resumed", title="SABnzbd", data={"kind": "login_refused"}) == (
        "SABnzbd goes on"
    )
    assert line(kind="queue_resumed", title="SABnzbd", data={"by_us": False}) == (
        "SABnzbd goes on, because somebody resumed it"
    )
    assert line(kind="service_up", title="Radarr", data={}) == "Radarr answers again"
    assert line(kind="storm", title="", data=None) == (
        "AutoArr saw too many failures at once and paused"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"state": "available", "message": ""}, "Dune is ready to watch"),
        (
            {"state": "searching", "message": "The download failed."},
            "Dune is being searched for: The download failed.",
        ),
        ({"state": "teleporting"}, "Dune moved on: teleporting"),
    ],
)
def test_a_request_that_moves_on_says_where_to(data: dict[str, str], said: str) -> None:
    """With the reason, where there is one."""
    assert line(kind="request_state", title="Dune", data=data) == said
    assert line(kind="request_approval", title="Dune", data={"message": "An admin decides."}) == (
        "Dune waits for an approval: An admin decides."
    )


async def test_the_life_of_a_request_is_read_in_the_logbook(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """From the events on the bus, as the logbook gets them."""
    seen = async_capture_events(hass, EVENT_AUTOARR)
    await set_up(hass, radarr)
    asked = await ask(hass, "request", text="Add the movie Inception", confirm=True)
    await ask(hass, "cancel", request_id=asked["request_id"])
    await hass.async_block_till_done()

    said = [line(**event.data) for event in seen]
    assert "Inception (2010) was cancelled: A person cancelled it." in said
    assert any("is being searched for" in each or "was requested" in each for each in said)


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_words_of_its_own(kind: EventKind) -> None:
    """No milestone is "something"."""
    assert "something" not in line(kind=kind, title="Dune")


def test_a_kind_of_a_later_version_is_shown_too() -> None:
    """An old logbook line must not break the page."""
    assert line(kind="teleported", title="Dune") == "Dune noted something"
    assert line(kind="recovered", title="Dune", data="other data") == "Dune recovered"


def test_the_logbook_is_told_of_the_one_event_type(hass: HomeAssistant) -> None:
    """Home Assistant asks the platform when it loads it."""
    told: list[tuple[str, str]] = []

    async_describe_events(hass, lambda domain, kind, _: told.append((domain, kind)))

    assert told == [(DOMAIN, EVENT_AUTOARR)]
