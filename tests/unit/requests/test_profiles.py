"""Which profile and which folder."""

from unittest.mock import sentinel

from hypothesis import given, strategies as st

from custom_components.autoarr.clients.models.servarr import (
    AllowedQuality,
    QualityProfile,
    RootFolder,
)
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.requests.media import ArrInstance, RequestDefaults
from custom_components.autoarr.requests.parsed import Quality
from custom_components.autoarr.requests.profiles import (
    allows,
    assures,
    choose_profile,
    choose_root_folder,
    meant_for,
)


def profile(key: int, *lines: int) -> QualityProfile:
    """Return a profile that allows these resolutions."""
    allowed = tuple(
        AllowedQuality(id=height, name=f"{height}p", source="web", resolution=height)
        for height in lines
    )
    return QualityProfile(
        id=key, name=f"profile {key}", upgrade_allowed=True, cutoff=1, allowed=allowed
    )


ANY = profile(1, 480, 720, 1080, 2160)
SD = profile(2, 480, 576)
HD = profile(3, 720)
FULL_HD = profile(4, 1080)
UHD = profile(5, 2160)
MIXED = profile(6, 720, 1080)
ALL = [ANY, SD, HD, FULL_HD, UHD, MIXED]


def chosen(profiles: list[QualityProfile], mapped: dict[str, int], quality: Quality | None) -> int:
    """Return the id of the profile that is chosen, 0 for none."""
    found = choose_profile(profiles, mapped, quality)
    return 0 if found is None else found.id


def test_a_mapped_profile_is_taken_as_it_is() -> None:
    """The person chose it."""
    assert chosen(ALL, {"2160p": 1}, Quality.UHD) == 1
    assert chosen(ALL, {"any": 6, "1080p": 4}, None) == 6
    assert chosen(ALL, {"1080p": 4}, None) == 4


def test_a_mapped_profile_that_is_gone_is_chosen_anew() -> None:
    """Somebody deleted it."""
    assert chosen(ALL, {"2160p": 99}, Quality.UHD) == 5


def test_a_mapped_profile_that_lacks_the_quality_is_not_taken() -> None:
    """Somebody changed it since; nothing is added in another quality than was asked."""
    assert chosen(ALL, {"2160p": 4}, Quality.UHD) == 5
    assert chosen([HD, FULL_HD], {"2160p": 4}, Quality.UHD) == 0
    assert chosen(ALL, {"any": 3, "1080p": 3}, None) == 3


def test_what_a_profile_assures_and_an_instance_is_named_for() -> None:
    """Nothing below the quality; the 4K one for 4K."""
    assert [assures(one, Quality.FULL_HD) for one in (ANY, FULL_HD, UHD, MIXED)] == [
        False,
        True,
        True,
        False,
    ]
    for name, uhd in (("Radarr 4K", True), ("UHD films", True), ("Radarr", False)):
        assert meant_for(name, Quality.UHD) is uhd
        assert meant_for(name, Quality.HD) is not uhd


def test_without_a_mapping_the_profile_that_ends_there() -> None:
    """With the fewest other resolutions."""
    assert chosen(ALL, {}, Quality.UHD) == 5
    assert chosen(ALL, {}, Quality.FULL_HD) == 4
    assert chosen([ANY, MIXED], {}, Quality.FULL_HD) == 6
    assert chosen([ANY], {}, Quality.FULL_HD) == 1
    assert chosen(ALL, {}, Quality.HD) == 3
    assert chosen(ALL, {}, Quality.SD) == 2
    assert chosen([FULL_HD, HD], {}, Quality.UHD) == 0


def test_nothing_asked() -> None:
    """The only one, one that ends at 1080p, or the first."""
    assert chosen([UHD], {}, None) == 5
    assert chosen([], {}, None) == 0
    assert chosen([UHD, ANY, MIXED], {}, None) == 6
    assert chosen([UHD, SD], {}, None) == 5


@given(
    st.lists(st.sampled_from(ALL), unique=True),
    st.dictionaries(st.sampled_from(["any", *Quality]), st.integers(0, 7)),
    st.sampled_from(Quality),
)
def test_what_is_not_mapped_always_allows_the_quality(
    profiles: list[QualityProfile], mapped: dict[str, int], quality: Quality
) -> None:
    """A profile that cannot is never taken by itself."""
    found = choose_profile(profiles, mapped, quality)
    if found is None:
        assert not any(allows(one, quality) for one in profiles)
    else:
        assert allows(found, quality)
    assert not allows(None, quality)


def folder(path: str, free: int | None = 1, *, accessible: bool = True) -> RootFolder:
    """Return a root folder."""
    return RootFolder(id=1, path=path, accessible=accessible, free_bytes=free)


def instance(**defaults: str | None) -> ArrInstance:
    """Return an instance that asks nobody."""
    return ArrInstance(
        ref=ServiceRef(id="x", kind=ServiceKind.RADARR, name="Radarr"),
        client=sentinel.client,
        defaults=RequestDefaults(**defaults),  # type: ignore[arg-type]
    )


def test_the_chosen_folder_or_the_one_with_most_space() -> None:
    """A slash more or less is the same folder."""
    folders = [folder("/a/", 5), folder("/b", 9), folder("/c", 99, accessible=False)]
    wanted = instance(root_folder="/a", anime_root_folder="/b/")

    assert choose_root_folder(folders, wanted, anime=False) == ("/a/", None)
    assert choose_root_folder(folders, wanted, anime=True) == ("/b", None)
    assert choose_root_folder(folders, instance(root_folder="/x"), anime=True) == (None, "/x")
    assert choose_root_folder(folders, instance(), anime=False) == ("/b", None)
    assert choose_root_folder([folder("/n", None)], instance(), anime=False) == ("/n", None)
    assert choose_root_folder([], instance(), anime=False) == (None, None)
