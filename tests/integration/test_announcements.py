"""News of requests reach whoever asked: where they asked or on what they carry, once, and not at night."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_mock_service,
)

from custom_components.autoarr.requests.models import RequestState
from custom_components.autoarr.requests.people import HOUSEHOLD, Source, Via
from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.state import MediaFile, Subject
from tests.integration.house import hub_of, poll, restart, until
from tests.integration.night import later, quiet_now
from tests.integration.phone import settled
from tests.integration.setup import set_up

ANNA = "a" * 32
BOB = "b" * 32
PHONE = "notify.annas_phone"
KITCHEN = "assist_satellite.kitchen"
CHAT = Source(requester=ANNA, via=Via.CHAT)
SPOKEN = Source(requester=ANNA, via=Via.VOICE, satellite=KITCHEN)

FILMS = {
    438631: "Add the Dune movie from 2021",
    335984: "Add the movie Blade Runner 2049",
    530915: "Add the movie 1917",
    12: "Add the movie Finding Nemo",
    127380: "Add the movie Finding Dory",
}


@pytest.fixture
def notified(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what Anna's phone is notified of."""
    return async_mock_service(hass, "notify", "annas_phone")


@pytest.fixture
def spoken(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what the satellite in the kitchen says; it is free."""
    hass.states.async_set(KITCHEN, "idle")
    return async_mock_service(hass, "assist_satellite", "announce")


def texts(calls: list[ServiceCall]) -> list[str]:
    """Return what was said."""
    return [call.data["message"] for call in calls]


async def house(hass: HomeAssistant, radarr: FakeRadarr, **options: Any) -> MockConfigEntry:
    """Set up a hub in whose house Anna carries a phone."""
    MockUser(id=ANNA, name="Anna", groups=[]).add_to_hass(hass)
    MockUser(id=BOB, name="Bob", groups=[]).add_to_hass(hass)
    entry = await set_up(hass, radarr)
    await choose(hass, entry, people={ANNA: {"notify": PHONE}}, **options)
    return entry


async def choose(hass: HomeAssistant, entry: MockConfigEntry, **options: Any) -> None:
    """Change the options."""
    hass.config_entries.async_update_entry(entry, options={**entry.options, **options})
    await hass.async_block_till_done()


async def wish(entry: MockConfigEntry, film: int = 438631, source: Source = CHAT) -> str:
    """Let somebody ask for a film, and return the request."""
    answer = await hub_of(entry).requests.request(FILMS[film], source=source, confirmed=True)
    assert answer.request_id is not None, answer.text
    return answer.request_id


async def arrives(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, film: int
) -> None:
    """Let the file of a film be there, and AutoArr see it."""
    movie = radarr.movie(film)
    movie.file = MediaFile(
        id=radarr.core.state.next_id("file"),
        subject=Subject(media_id=movie.id),
        season=None,
        path=Path(movie.path) / "film.mkv",
        size=1_000_000_000,
        quality="WEBDL-1080p",
        languages=("English",),
        source_title="Film",
        group=None,
        added=radarr.core.now(),
    )
    radarr.core.state.files[movie.file.id] = movie.file
    await poll(hass, entry)
    [runtime] = hub_of(entry).services.values()
    await hub_of(entry).requests.refresh(runtime.ref.id)
    await settled(hass)


async def test_who_asked_on_a_dashboard_is_told_on_the_phone(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Once, when it is ready, and not before."""
    entry = await house(hass, radarr)
    await wish(entry)
    await settled(hass)
    assert not notified

    await arrives(hass, entry, radarr, 438631)
    await poll(hass, entry)
    await settled(hass)

    assert texts(notified) == ["Dune (2021) is ready to watch."]


async def test_who_asked_a_satellite_is_told_there(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    notified: list[ServiceCall],
    spoken: list[ServiceCall],
) -> None:
    """In the room where the wish was made, not on the phone."""
    entry = await house(hass, radarr)
    await wish(entry, source=SPOKEN)

    await arrives(hass, entry, radarr, 438631)

    [call] = spoken
    assert call.data == {"entity_id": KITCHEN, "message": "Dune (2021) is ready to watch."}
    assert not notified


async def test_a_satellite_that_is_gone_or_fails(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """The phone steps in; the failure does not keep the next from being told."""
    entry = await house(hass, radarr)
    await wish(entry, 438631, SPOKEN)
    await wish(entry, 335984, SPOKEN)
    hass.states.async_set(KITCHEN, "unavailable")
    await arrives(hass, entry, radarr, 438631)
    assert texts(notified) == ["Dune (2021) is ready to watch."]

    async def refuse(_call: ServiceCall) -> None:
        raise HomeAssistantError("no speaker")

    hass.states.async_set(KITCHEN, "idle")
    hass.services.async_register("assist_satellite", "announce", refuse)
    await arrives(hass, entry, radarr, 335984)
    assert texts(notified)[1:] == ["Blade Runner 2049 (2017) is ready to watch."]


async def test_a_satellite_in_use_is_not_interrupted(
    hass: HomeAssistant, radarr: FakeRadarr, spoken: list[ServiceCall]
) -> None:
    """Whoever speaks to it ends first."""
    entry = await house(hass, radarr)
    await wish(entry, source=SPOKEN)
    hass.states.async_set(KITCHEN, "listening")
    await arrives(hass, entry, radarr, 438631)
    assert not spoken

    hass.states.async_set(KITCHEN, "idle")
    await later(hass, lambda: spoken, hours=0.1)


async def test_everybody_who_asked_for_it_is_told(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Also whoever came second."""
    bobs = async_mock_service(hass, "notify", "bobs_phone")
    entry = await house(hass, radarr)
    people = entry.options["people"] | {BOB: {"notify": "notify.bobs_phone"}}
    await choose(hass, entry, people=people)
    await wish(entry)
    await wish(entry, source=Source(requester=BOB, via=Via.CHAT))

    await arrives(hass, entry, radarr, 438631)

    assert texts(notified) == texts(bobs) == ["Dune (2021) is ready to watch."]


async def test_a_denied_wish(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Whoever asked is told by whom."""
    entry = await house(hass, radarr)
    await choose(hass, entry, people={ANNA: {"notify": PHONE, "needs_approval": True}, BOB: {}})
    request_id = await wish(entry)
    boss = MockUser(id="c" * 32, name="Boss", is_owner=True).add_to_hass(hass)
    await hub_of(entry).people.async_load()

    await hub_of(entry).requests.deny(request_id, source=Source(requester=boss.id))
    await settled(hass)

    [told] = texts(notified)
    assert told.startswith("Dune (2021) was not approved.")
    assert "Boss" in told


async def test_a_service_that_is_removed(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """A request that cannot go on is not left in silence."""
    entry = await house(hass, radarr)
    await wish(entry)
    [subentry] = entry.subentries

    hass.config_entries.async_remove_subentry(entry, subentry)
    await settled(hass)

    [told] = texts(notified)
    assert told.startswith("Dune (2021) did not work out.")


async def test_what_fails_within_the_conversation_is_not_repeated(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """The answer said it already."""
    entry = await house(hass, radarr)
    proposal = await hub_of(entry).requests.request(FILMS[438631], source=CHAT)
    radarr.misbehave("error")

    await hub_of(entry).requests.confirm(proposal.request_id or "", 1, source=CHAT)
    await settled(hass)

    assert not notified


async def test_a_wish_from_the_list_that_needs_an_answer(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Nobody was there to be asked when it was written down."""
    entry = await house(hass, radarr)

    await hub_of(entry).requests.request("Dune", source=Source(requester=ANNA, via=Via.TODO))
    await settled(hass)

    [told] = texts(notified)
    assert told.startswith("Dune waits for you.")
    assert "2021" in told


async def test_at_night_nothing_is_told_and_nothing_is_lost(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Held back over a restart, and told once in the morning."""
    entry = await house(hass, radarr, quiet_hours=quiet_now())
    await wish(entry)
    await arrives(hass, entry, radarr, 438631)
    assert not notified

    await restart(hass, entry)
    await settled(hass)
    assert not notified

    await later(hass, lambda: notified, hours=2)
    await restart(hass, entry)
    await settled(hass)
    assert texts(notified) == ["Dune (2021) is ready to watch."]


async def test_much_that_was_held_back_is_summed_up(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """One notification in the morning, not five."""
    entry = await house(hass, radarr, quiet_hours=quiet_now())
    for film in FILMS:
        await wish(entry, film)
    for film in FILMS:
        await arrives(hass, entry, radarr, film)
    assert not notified

    await later(hass, lambda: notified, hours=2)

    [told] = texts(notified)
    assert told.startswith("Ready to watch: ")
    assert "Finding Dory (2016)" in told


async def test_what_grew_old_is_not_told(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Home Assistant was off for two days."""
    entry = await house(hass, radarr, quiet_hours=quiet_now())
    await wish(entry)
    await arrives(hass, entry, radarr, 438631)

    await later(hass, lambda: not hub_of(entry)._telling.held, hours=50)
    await settled(hass)

    assert not notified


async def test_a_new_install_tells_nothing_of_before(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    notified: list[ServiceCall],
    hass_storage: dict[str, Any],
) -> None:
    """What was ready before announcements existed is old news."""
    entry = await house(hass, radarr, announce=False)
    await wish(entry)
    await arrives(hass, entry, radarr, 438631)
    await hass.config_entries.async_unload(entry.entry_id)
    hass_storage.pop("autoarr.announcements")
    hass.config_entries.async_update_entry(entry, options={**entry.options, "announce": True})

    assert await hass.config_entries.async_setup(entry.entry_id)
    await settled(hass)

    assert not notified


async def test_a_damaged_book_of_what_was_told(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    notified: list[ServiceCall],
    hass_storage: dict[str, Any],
) -> None:
    """What can be read of it counts, the rest is left out."""
    entry = await house(hass, radarr, quiet_hours=quiet_now())
    await wish(entry)
    await arrives(hass, entry, radarr, 438631)
    await hass.config_entries.async_unload(entry.entry_id)
    book = hass_storage["autoarr.announcements"]["data"]
    book["held"] = [{"request_id": 1}, "nonsense", *book["held"]]
    book["told"] |= {"broken": "yesterday"}
    book["asked"] = {"x": 3}

    assert await hass.config_entries.async_setup(entry.entry_id)
    await settled(hass)
    await later(hass, lambda: notified, hours=2)

    assert texts(notified) == ["Dune (2021) is ready to watch."]


async def test_without_announcements(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """Nobody is told, then or later."""
    entry = await house(hass, radarr, announce=False)
    await wish(entry)
    await arrives(hass, entry, radarr, 438631)
    await choose(hass, entry, announce=True)
    await settled(hass)

    assert not notified


async def test_the_household_without_a_phone(
    hass: HomeAssistant, radarr: FakeRadarr, spoken: list[ServiceCall]
) -> None:
    """The satellite it asked is all there is; the news waits for it."""
    entry = await house(hass, radarr, household={"needs_approval": False})
    await wish(entry, source=Source(requester=HOUSEHOLD, via=Via.VOICE, satellite=KITCHEN))
    hass.states.async_remove(KITCHEN)
    await arrives(hass, entry, radarr, 438631)
    assert not spoken

    hass.states.async_set(KITCHEN, "idle")
    await later(hass, lambda: spoken, hours=0.1)


async def test_a_stop_tells_nothing_more(
    hass: HomeAssistant, radarr: FakeRadarr, notified: list[ServiceCall]
) -> None:
    """What happens after Home Assistant began to stop is told by the next run."""
    entry = await house(hass, radarr)
    request_id = await wish(entry)
    hub = hub_of(entry)
    await hub.async_stop()
    request = hub.requests.get(request_id)
    assert request is not None
    assert request.state is not RequestState.AVAILABLE

    radarr.movie(438631).monitored = True
    await restart(hass, entry)
    await arrives(hass, entry, radarr, 438631)

    await until(lambda: texts(notified) == ["Dune (2021) is ready to watch."])
