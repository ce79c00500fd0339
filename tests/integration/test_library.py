"""What is clear about a Radarr's or Sonarr's library without asking, and what is not."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import AllowedQuality, QualityProfile
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.flows.connection import Refused, unique_id_of
from custom_components.autoarr.flows.library import QUALITIES, Library, clean_tags, suggestions
from custom_components.autoarr.versions import MINIMUM_VERSIONS, too_old


def profile(number: int, *resolutions: int) -> QualityProfile:
    """Return a profile that accepts these resolutions."""
    allowed = tuple(
        AllowedQuality(id=lines, name=f"WEB {lines}p", source="web", resolution=lines)
        for lines in resolutions
    )
    return QualityProfile(
        id=number, name=f"Profile {number}", upgrade_allowed=True, cutoff=0, allowed=allowed
    )


def library(*profiles: QualityProfile, folders: tuple[str, ...] = ("/movies",)) -> Library:
    """Return a library with these profiles."""
    return Library(profiles=profiles, root_folders=folders, tags=())


ANY = profile(1, 480, 720, 1080, 2160)
HD = profile(2, 720, 1080)
FULL_HD = profile(3, 1080)
UHD = profile(4, 2160)


def test_the_profile_most_made_for_a_quality_is_suggested() -> None:
    """Somebody who has a profile for 4K means it."""
    offered = library(ANY, HD, FULL_HD, UHD)

    assert suggestions(offered, {})["profiles"] == {
        "2160p": 4,
        "1080p": 3,
        "720p": 2,
        "480p": 1,
        "any": 3,
    }


def test_a_quality_no_profile_accepts_is_left_out() -> None:
    """A request for it goes to another instance."""
    assert suggestions(library(HD), {})["profiles"] == {"1080p": 2, "720p": 2, "any": 2}


def test_one_profile_and_one_folder_leave_nothing_to_ask() -> None:
    """One choice is used without asking."""
    assert not library(HD).asks()
    assert library(HD, FULL_HD).asks()
    assert library(HD, folders=("/movies", "/more")).asks()


def test_what_was_chosen_stays_while_it_exists() -> None:
    """A changed service keeps its choices, except those it no longer offers."""
    stored = {
        "profiles": {"2160p": 1, "1080p": 99},
        "root_folder": "/gone",
        "anime_root_folder": "/anime",
        "minimum_availability": "inCinemas",
        "tags": ["kids"],
        "is_default": True,
    }

    now = suggestions(library(ANY, UHD, FULL_HD, folders=("/movies", "/anime")), stored)

    assert now["profiles"]["2160p"] == 1
    assert now["profiles"]["1080p"] == 3
    assert now["root_folder"] == "/movies"
    assert now["anime_root_folder"] == "/anime"
    assert now["minimum_availability"] == "inCinemas"
    assert (now["tags"], now["is_default"]) == (["kids"], True)


profiles = st.lists(
    st.sets(st.sampled_from([0, 360, 480, 576, 720, 1080, 2160])), min_size=1, max_size=6
).map(lambda sets: [profile(number, *lines) for number, lines in enumerate(sets, 1)])


@given(profiles)
def test_every_suggestion_can_deliver_what_it_is_for(offered: list[QualityProfile]) -> None:
    """A suggested profile accepts the quality; a question is asked exactly where several do."""
    choice = library(*offered)
    found = suggestions(choice, {})["profiles"]

    for quality in QUALITIES:
        able = {p.id for p in choice.choices(quality)}
        assert (found[quality] in able) if able else quality not in found
        assert (quality in choice.asked_qualities()) is (len(able) > 1)
    assert "any" in found


def test_tags_are_written_as_the_services_write_them() -> None:
    """People write capitals and spaces."""
    assert clean_tags(["Kids", " Movie night ", "kids"]) == ["kids", "movie-night"]


@pytest.mark.parametrize("label", ["ümlaut", "a/b", "", "tag!"])
def test_a_tag_the_services_refuse_is_refused_first(label: str) -> None:
    """Radarr would answer 400 at the first request instead."""
    with pytest.raises(Refused, match="invalid_tag"):
        clean_tags([label])


@pytest.mark.parametrize(
    ("kind", "version", "old"),
    [
        (ServiceKind.RADARR, "3.2.2.5080", True),
        (ServiceKind.RADARR, "5.11.0.9244", False),
        (ServiceKind.SONARR, "3.0.10.1567", True),
        (ServiceKind.SONARR, "4.0.0.0", False),
        (ServiceKind.SABNZBD, "3.7.2", True),
        (ServiceKind.SABNZBD, "4.5.0", False),
        (ServiceKind.SABNZBD, "5.1.3", False),
        (ServiceKind.SABNZBD, "10.0.0Beta1", False),
        (ServiceKind.SABNZBD, "develop", False),
        (ServiceKind.PLEX, "1.41.0.8994-f2c27da23", False),
        (ServiceKind.PLEX, "1.2.3", True),
    ],
)
def test_versions_are_compared_as_numbers(kind: ServiceKind, version: str, *, old: bool) -> None:
    """10 is newer than 4, and a developer's build is given the benefit of the doubt."""
    assert too_old(kind, version) is old
    assert not too_old(kind, MINIMUM_VERSIONS[kind])


@given(st.text(min_size=8))
def test_a_unique_id_gives_no_key_away(key: str) -> None:
    """It is a digest, the same for the same key."""
    unique_id = unique_id_of(ServiceKind.RADARR, key)

    assert key not in unique_id
    assert unique_id == unique_id_of(ServiceKind.RADARR, key)
