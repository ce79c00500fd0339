"""How titles of a library stand, and where others would go: decisions without any service."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import sentinel

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import QualityProfile, RootFolder
from custom_components.autoarr.clients.models.sonarr import Episode
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.requests.episode_lists import judge
from custom_components.autoarr.requests.lookup import Shelves
from custom_components.autoarr.requests.media import (
    ArrInstance,
    Candidate,
    Choice,
    MediaRef,
    Note,
    RequestDefaults,
    Scope,
    SeasonFact,
)
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem, Quality
from custom_components.autoarr.requests.placing import There, place
from custom_components.autoarr.requests.scoping import ranges

from .test_profiles import FULL_HD, UHD, profile

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BOTH = replace(profile(7, 1080, 2160), upgrade_allowed=True)


def instance(name: str = "radarr", kind: ServiceKind = ServiceKind.RADARR) -> ArrInstance:
    """Return an instance that is never asked."""
    return ArrInstance(
        ref=ServiceRef(id=name, kind=kind, name=name.title()),
        client=sentinel.client,
        defaults=RequestDefaults(),
    )


def film(**facts: object) -> Candidate:
    """Return a film of the library."""
    media = MediaRef(media_type=MediaType.MOVIE, title="Dune", year=2021, tmdb_id=438631)
    known = {"instance_id": "radarr", "rank": 0, "media_id": 1, "monitored": True, "profile_id": 7}
    return Candidate(media=media, **{**known, **facts})  # type: ignore[arg-type]


def show(*seasons: SeasonFact, **facts: object) -> Candidate:
    """Return a series of the library."""
    media = MediaRef(media_type=MediaType.TV, title="Lost", year=2004, tvdb_id=73739)
    known = {"instance_id": "sonarr", "rank": 0, "media_id": 1, "monitored": True, "profile_id": 7}
    return Candidate(media=media, seasons=seasons, **{**known, **facts})  # type: ignore[arg-type]


def outcome(
    view: Candidate, profiles: Sequence[QualityProfile] = (BOTH,), **asked: object
) -> Choice | There | Note:
    """Return what is to be done about one title at one instance."""
    kind = ServiceKind.RADARR if view.media.is_movie else ServiceKind.SONARR
    folder = RootFolder(id=1, path="/library", accessible=True, free_bytes=1)
    shelves = Shelves(profiles=tuple(profiles), folders=(folder,))
    item = ParsedItem(titles=("x",), **asked)  # type: ignore[arg-type]
    return place([view], [instance(view.instance_id, kind)], {view.instance_id: shelves}, item)


def key(found: Choice | There | Note) -> str:
    """Return what a person would be told, nothing for a choice."""
    match found:
        case There() as there:
            return there.note.key
        case Note() as note:
            return note.key
        case _:
            return ""


@pytest.mark.parametrize(
    ("facts", "quality", "expected"),
    [
        ({"has_file": True}, None, "already_available"),
        ({"has_file": True, "file_quality": "WEBDL-1080p"}, None, "already_available_in"),
        (
            {"has_file": True, "file_quality": "WEBDL-1080p", "file_lines": 1080},
            Quality.FULL_HD,
            "already_available_in",
        ),
        (
            {"has_file": True, "file_quality": "WEBDL-1080p", "file_lines": 1080},
            Quality.UHD,
            "already_upgrading",
        ),
        (
            {
                "has_file": True,
                "file_quality": "WEBDL-1080p",
                "file_lines": 1080,
                "monitored": False,
            },
            Quality.UHD,
            "already_lower",
        ),
        ({}, None, "already_monitored"),
        ({"monitored": False}, None, ""),
        ({"released": False}, None, "already_unreleased_undated"),
        ({"profile_id": 4}, Quality.UHD, "already_other_profile"),
    ],
)
def test_a_film_of_the_library(
    facts: dict[str, object], quality: Quality | None, expected: str
) -> None:
    """On disk and in which quality, looked for, or to be monitored again."""
    found = outcome(film(**facts), (BOTH, FULL_HD, UHD), quality=quality)
    assert key(found) == expected


def season(number: int, files: int = 0, missing: int = 0, **facts: object) -> SeasonFact:
    """Return a monitored season."""
    return SeasonFact(
        number=number,
        monitored=True,
        files=files,
        missing=missing,
        **facts,  # type: ignore[arg-type]
    )


def test_a_series_of_the_library() -> None:
    """Whole, in part, or not at all; what is not monitored is a choice."""
    whole = show(season(1, 10), season(2, 8))
    part = show(season(1, 10), season(2, 2, 6))
    assert key(outcome(whole, all_seasons=True)) == "already_available"
    assert key(outcome(part, seasons=(1,))) == "already_available"
    assert key(outcome(show(season(1, 0, 10)), all_seasons=True)) == "already_monitored"
    found = outcome(part, all_seasons=True)
    assert isinstance(found, There)
    assert found.note.key == "already_partly"
    assert (found.note.placeholders["have"], found.note.placeholders["total"]) == ("12", "18")
    assert key(outcome(show(SeasonFact(number=1), season(2, 2)), seasons=(1,))) == ""


def test_the_latest_season_is_one_that_has_begun() -> None:
    """An announced one is not; without dates it is the last."""
    view = show(season(1, aired=True), season(2, aired=True), season(3, aired=False), media_id=None)
    unknown = show(season(1), season(2), season(3), media_id=None)
    for candidate, expected in ((view, (2,)), (unknown, (3,))):
        found = outcome(candidate, latest=True)
        assert isinstance(found, Choice)
        assert found.seasons == expected


def test_specials_are_a_season_on_request() -> None:
    """The label says so; asked for with all others they are not lost."""
    view = show(season(0), season(1), season(2), media_id=None)
    specials = outcome(view, seasons=(0,))
    assert isinstance(specials, Choice)
    assert (specials.scope, specials.seasons) == (Scope.SEASONS, (0,))
    assert specials.label == "Lost (2004) specials"
    everything = outcome(view, seasons=(0, 1, 2))
    assert isinstance(everything, Choice)
    assert everything.seasons == (0, 1, 2)
    assert key(outcome(show(season(1), season(2), media_id=None), seasons=(0,))) == "no_specials"


def test_episodes_beyond_the_end_are_refused_where_their_number_is_known() -> None:
    """By the lookup's statistics; for the library Sonarr's list tells."""
    view = show(season(1, episodes=10), season(2, episodes=8), media_id=None)
    found = outcome(view, seasons=(2,), episodes=(8, 9, 12))
    assert isinstance(found, Note)
    assert found.key == "no_such_episode"
    assert found.placeholders["episodes"] == "9, 12"
    assert found.placeholders["options"] == "1-8"
    assert isinstance(outcome(view, seasons=(2,), episodes=(8,)), Choice)


def episode(number: int, *, file: bool = False, days: int | None = -10) -> Episode:
    """Return an episode of season 1 that aired, or airs, so many days from now."""
    return Episode(
        id=number,
        series_id=1,
        season_number=1,
        number=number,
        absolute_number=None,
        title="",
        air_date=None if days is None else NOW + timedelta(days=days),
        monitored=False,
        has_file=file,
    )


def wanted(*numbers: int) -> Choice:
    """Return a choice of episodes of season 1."""
    found = outcome(show(season(1)), seasons=(1,), episodes=numbers)
    assert isinstance(found, Choice)
    return found


def test_episodes_are_held_against_the_list() -> None:
    """There, to come, or not existing; an empty list tells nothing."""
    listed = [episode(1, file=True), episode(2), episode(3, days=9), episode(4, days=None)]
    there = judge(wanted(1), listed, NOW)
    assert isinstance(there, Choice)
    assert there.there is not None
    assert there.there.key == "already_available"
    some = judge(wanted(1, 2), listed, NOW)
    assert isinstance(some, Choice)
    assert some.there is None
    assert some.released
    coming = judge(wanted(3, 4), listed, NOW)
    assert isinstance(coming, Choice)
    assert (coming.released, str(coming.release_date)) == (False, "2026-12-02")
    missing = judge(wanted(2, 9), listed, NOW)
    assert isinstance(missing, Note)
    assert missing.placeholders["options"] == "1-4"
    assert judge(wanted(9), [], NOW) == wanted(9)


def test_an_owner_that_could_not_be_read_is_not_said_to_lack_a_quality() -> None:
    """Nobody looked."""
    view = film(profile_id=4)
    item = ParsedItem(titles=("x",), quality=Quality.UHD)
    found = place([view], [instance()], {"radarr": TimeoutError()}, item)
    assert key(found) == "unavailable_for"


@given(st.lists(st.integers(0, 60), min_size=1))
def test_ranges_name_every_number_once(numbers: list[int]) -> None:
    """In short: "1-3, 5"."""
    named: list[int] = []
    for part in ranges(numbers).split(", "):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(set(numbers))
