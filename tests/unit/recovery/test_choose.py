"""Which release is taken in place of one that failed, and what counts as the same post."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import DownloadProtocol, Release
from custom_components.autoarr.recovery.acting.choose import (
    choose_lower,
    choose_next,
    choose_several,
    lines_of,
    refused_for_quality_only,
)
from custom_components.autoarr.recovery.acting.same_post import post_guid, same_post
from custom_components.autoarr.recovery.records import Tried

from .releases import GIGABYTE, NOT_WANTED, POSTED, release, tried, unwanted

titles = st.sampled_from([f"Dune.2021.{n}-GRP" for n in range(6)])
posts = st.integers(0, 5).map(lambda days: POSTED - timedelta(days=days))
sizes = st.integers(0, 5).map(lambda number: number * GIGABYTE)
reasons = st.lists(
    st.sampled_from(
        [
            NOT_WANTED,
            "Release is blocklisted",
            "Bluray-480p is not wanted in profile",
            "Sample",
            "3.2 GB is larger than maximum allowed 2 GB (for Dune)",
        ]
    ),
    max_size=2,
    unique=True,
).map(tuple)


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Return any release a search may list."""
    against = draw(reasons)
    lines = draw(st.sampled_from([0, 480, 720, 1080, 2160]))
    names = ["BR-DISK", "CAM", "Unknown"]
    return release(
        draw(titles),
        guid=draw(st.sampled_from(["a", "b", "c", "d"])),
        publish_date=draw(st.none() | posts),
        size_bytes=draw(sizes),
        resolution=lines,
        quality=draw(st.sampled_from([f"WEBDL-{lines}p", *names])),
        quality_weight=lines + draw(st.integers(0, 99)),
        protocol=draw(st.sampled_from(DownloadProtocol)),
        approved=not against,
        download_allowed=draw(st.booleans()),
        media_id=draw(st.sampled_from([7, 8, None])),
        rejections=against,
    )


tries = st.builds(
    Tried,
    guid=st.sampled_from(["", "a", "b"]),
    title=titles,
    published=st.none() | posts,
    size_bytes=sizes,
)


@given(st.lists(releases(), max_size=8), st.lists(tries, max_size=4))
def test_the_next_release_is_the_first_the_service_would_take_itself(
    listed: Sequence[Release], before: Sequence[Tried]
) -> None:
    """By usenet, of the title, and no post that was tried; nothing before it in the list was all that."""

    def fits(one: Release) -> bool:
        """Say whether a release may be taken."""
        return (
            one.approved
            and one.download_allowed
            and one.protocol is DownloadProtocol.USENET
            and one.media_id == 7
            and not any(same_post(one, old) for old in before)
        )

    found = choose_next(listed, before, media_id=7)
    assert found == next((one for one in listed if fits(one)), None)


@given(
    st.lists(releases(), max_size=8),
    st.lists(tries, max_size=4),
    st.sampled_from([0, 480, 720, 1080]),
    st.sampled_from(["WEBDL-2160p", "WEBDL-1080p", "WEBDL-720p"]),
)
def test_a_lower_quality_is_never_below_the_floor_nor_better_than_what_was_grabbed(
    listed: Sequence[Release], before: Sequence[Tried], floor: int, quality: str
) -> None:
    """And only its quality speaks against it."""
    found = choose_lower(listed, before, floor, quality=quality, media_id=7)
    if found is None:
        return
    assert refused_for_quality_only(found)
    assert floor <= found.resolution <= lines_of(quality)
    assert found.quality not in {"BR-DISK", "CAM", "Unknown"}
    assert found.media_id == 7
    assert not any(same_post(found, old) for old in before)


def test_the_best_of_the_lower_qualities_is_taken_and_among_equals_the_services_first() -> None:
    """Quality before everything else."""
    small = unwanted("A", quality="SDTV", resolution=480, quality_weight=201)
    first, second = unwanted("B", publish_date=None), unwanted("C", publish_date=None)
    listed = (small, first, second)
    assert choose_lower(listed, (), 480, quality="WEBDL-1080p") is first
    assert choose_lower((small,), (), 720, quality="WEBDL-1080p") is None
    assert choose_lower((small,), (), 480, quality="WEBDL-1080p") is small


def test_what_is_better_than_what_was_grabbed_is_no_lower_quality() -> None:
    """More lines, or a better source with as many; the list itself shows how good that is."""
    huge = unwanted("A", quality="WEBDL-2160p", resolution=2160, quality_weight=1801)
    remux = unwanted("B", quality="Remux-1080p", resolution=1080, quality_weight=1701)
    failed = release("C")
    assert choose_lower((huge, remux, failed), (), 480, quality="WEBDL-1080p") is None
    assert choose_lower((huge,), (), 480, quality="") is None
    dvd = unwanted("D", quality="DVD", resolution=480, quality_weight=301)
    assert choose_lower((dvd,), (), 480, quality="DVD") is dvd


@pytest.mark.parametrize(
    "against",
    [
        (),
        (NOT_WANTED, "Release is blocklisted"),
        ("Custom Formats have score -10000 below Movie's profile minimum 0",),
        ("Movie is not wanted in profile of anybody",),
    ],
)
def test_a_release_with_anything_else_against_it_is_not_taken(against: tuple[str, ...]) -> None:
    """Only a quality the profile leaves out is waived, and nothing that only looks like it."""
    other = unwanted(rejections=against)
    assert choose_lower((other,), (), 480, quality="WEBDL-1080p") is None


def test_episodes_are_brought_all_and_a_lower_quality_brings_no_others() -> None:
    """What is in the library stays as good as it is."""
    one = release("One", episode_ids=(31,))
    both = release("Both", episode_ids=(31, 32))
    assert choose_next((one, both), (), episodes=(31, 32)) is both
    assert choose_next((both,), (), episodes=(31,)) is both
    lower = unwanted("Both", episode_ids=(31, 32))
    assert choose_lower((lower,), (), 480, quality="WEBDL-1080p", episodes=(31,)) is None
    assert choose_lower((lower,), (), 480, quality="WEBDL-1080p", episodes=(31, 32)) is lower


episodes = st.sets(st.integers(1, 4), max_size=4)


@given(
    st.lists(
        st.tuples(releases(), episodes).map(
            lambda pair: replace(pair[0], episode_ids=tuple(sorted(pair[1])))
        ),
        max_size=8,
    ),
    st.lists(tries, max_size=4),
    episodes.filter(bool),
    episodes,
)
def test_of_several_episodes_each_is_brought_once_by_the_best_that_was_not_tried(
    listed: Sequence[Release], before: Sequence[Tried], missing: set[int], more: set[int]
) -> None:
    """None that is not allowed is brought, and none is left out that one release would bring with the rest."""
    allowed = missing | more
    fits = [
        one
        for one in listed
        if one.approved
        and one.download_allowed
        and one.protocol is DownloadProtocol.USENET
        and one.media_id == 7
        and not any(same_post(one, old) for old in before)
        and set(one.episode_ids) <= allowed
        and not missing.isdisjoint(one.episode_ids)
    ]
    found = choose_several(listed, before, media_id=7, missing=missing, allowed=allowed)
    assert all(one in fits for one in found)
    brought = [episode for one in found for episode in one.episode_ids]
    assert len(brought) == len(set(brought))
    if not missing <= set(brought):
        assert not any(missing <= set(one.episode_ids) for one in fits)
        left = missing - set(brought)
        rest = allowed - set(brought)
        assert not any(left & set(one.episode_ids) and set(one.episode_ids) <= rest for one in fits)
    if fits and len(found) != 1:
        assert fits[0] in found


def test_a_pack_is_taken_where_single_episodes_would_leave_one_out() -> None:
    """Where they bring all of it in a better quality, they are."""
    one, two = release("One", episode_ids=(31,)), release("Two", episode_ids=(32,))
    both, wanted = release("Both", episode_ids=(31, 32)), {31, 32}
    assert choose_several((one, both), (), missing=wanted, allowed=wanted) == (both,)
    assert choose_several((one, both, two), (), missing=wanted, allowed=wanted) == (one, two)
    assert choose_several((both, one, two), (), missing=wanted, allowed=wanted) == (both,)
    assert choose_several((both,), (), missing={31}, allowed={31}) == ()
    assert choose_several((release("Unknown"),), (), missing=wanted, allowed=wanted) == ()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (release("X", guid="g1", size_bytes=9, publish_date=None), True),
        (release("X", publish_date=POSTED + timedelta(minutes=2)), True),
        (release("X", publish_date=POSTED + timedelta(minutes=3)), False),
        (release("X", size_bytes=4 * GIGABYTE + 3 * 1024**2), False),
        (release("dune 2021 1080p web dl one.nzb", publish_date=None), True),
        (release(publish_date=None, size_bytes=5 * GIGABYTE), False),
        (release(publish_date=None, size_bytes=0), True),
        (release("X", publish_date=None), False),
        (release("", publish_date=None), False),
    ],
)
def test_a_post_is_known_by_its_guid_its_time_and_size_or_its_name_and_size(
    other: Release, *, same: bool
) -> None:
    """Also under another name, and at another indexer."""
    assert same_post(other, tried(guid="g1")) is same


def test_of_what_only_its_name_is_known_the_name_is_enough() -> None:
    """The blocklist of the services tells no more."""
    listed = Tried(guid="", title="Dune.2021.1080p.WEB-DL-ONE")
    assert same_post(release(), listed)
    assert not same_post(release("Other"), listed)


def test_a_guid_is_kept_without_the_key_some_indexers_write_into_it() -> None:
    """And is recognised all the same."""
    guid = "https://indexer.example/api?t=details&id=5&apikey=0123456789abcdef0123456789abcdef"
    kept = post_guid(guid)
    assert "0123456789abcdef" not in kept
    other = release("X", guid=guid, size_bytes=1, publish_date=None)
    assert same_post(other, tried("Y", guid=kept))
    assert not same_post(replace(other, guid=guid.replace("id=5", "id=6")), tried("Y", guid=kept))
