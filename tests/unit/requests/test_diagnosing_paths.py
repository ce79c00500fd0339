"""Two programs, two names for the same folder."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.diagnosing.paths import covers, parts_of, which_cover

names = st.text("abcXYZ ()2", min_size=1, max_size=5).filter(lambda name: name.strip() == name)
paths = st.lists(names, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("location", "folder", "fits"),
    [
        ("/films", "/films/Dune (2021)", True),
        ("/data/media/films", "/films/Dune (2021)", True),
        ("/films", "/data/media/films/Dune (2021)", True),
        ("/media", "/data/media/films/Dune (2021)", True),
        ("/mnt/share/Films/", "/films/Dune (2021)", True),
        ("D:\\Media\\Films", "/films/Dune (2021)", True),
        ("/films-4k", "/films/Dune (2021)", False),
        ("/films/old", "/films/Dune (2021)", False),
        ("/tv", "/films/Dune (2021)", False),
        ("/", "/films/Dune (2021)", False),
        ("", "/films", False),
        ("/films", "", False),
    ],
)
def test_the_end_of_a_location_is_what_counts(location: str, folder: str, *, fits: bool) -> None:
    """Containers mount the same disk elsewhere."""
    assert covers(location, folder) is fits


def test_a_library_that_fits_from_the_root_is_the_one() -> None:
    """The others only look alike."""
    places = [("old", "/backup/films"), ("films", "/data/films")]
    assert which_cover(places, "/data/films/Dune (2021)") == ["films"]
    assert which_cover(places, "/films/Dune (2021)") == ["old", "films"]
    assert which_cover(places, "/tv/Fargo") == []


@given(paths, paths, paths)
def test_a_folder_is_covered_by_what_it_lies_in_however_both_are_mounted(
    here: list[str], there: list[str], below: list[str]
) -> None:
    """As long as the last name is the same, with either kind of slash."""
    location = "/".join(["", *here])
    folder = "\\".join(["C:", *there, here[-1], *below])
    assert covers(location, folder)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(location: str, folder: str) -> None:
    """A service may say anything."""
    assert isinstance(covers(location, folder), bool)
    assert all(parts_of(location))
