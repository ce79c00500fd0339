"""The sound of an imported file against the languages that are wanted."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.recovery.arrs.languages import (
    CODES,
    heard_languages,
    judge_sound,
    wanted_languages,
)
from custom_components.autoarr.recovery.causes import FaultOf, Kind


@pytest.mark.parametrize(
    ("profile", "original", "promised", "wanted"),
    [
        ("Any", "French", ("English",), None),
        ("Original", "French", ("English",), {"French"}),
        ("German", "French", ("English",), {"German"}),
        ("Original", "", (), None),
        ("", "French", ("German", "English"), {"German", "English"}),
        ("", "Japanese", ("Original", "German"), {"Japanese", "German"}),
        ("", "Japanese", ("Unknown",), None),
        ("", "Japanese", (), None),
    ],
)
def test_what_is_wanted_is_told_by_the_profile_or_promised_by_the_release(
    profile: str, original: str, promised: tuple[str, ...], wanted: set[str] | None
) -> None:
    """Where nothing is wanted in particular, nothing can be wrong."""
    assert wanted_languages(profile, original, promised) == wanted


@pytest.mark.parametrize(
    ("tracks", "heard"),
    [
        ("eng/ger", {"English", "German"}),
        ("deu", {"German"}),
        ("pt-BR", {"Portuguese", "Portuguese (Brazil)"}),
        ("dut, nld", {"Dutch", "Flemish"}),
        ("JPN", {"Japanese"}),
        ("", None),
        ("und", None),
        ("eng/und", None),
        ("eng/xyz", None),
    ],
)
def test_the_codes_of_tracks_are_read(tracks: str, heard: set[str] | None) -> None:
    """One that says nothing, or that nobody knows, may be the wanted one."""
    assert heard_languages(tracks) == heard


def test_a_file_in_another_language_is_found_and_says_so() -> None:
    """With what was heard and what was wanted."""
    found = judge_sound(frozenset({"German"}), "eng/fra")
    assert found is not None
    assert (found.kind, found.at_fault) == (Kind.WRONG_LANGUAGE, FaultOf.RELEASE)
    assert found.evidence == ("sound: eng/fra", "wanted: German")


@pytest.mark.parametrize(
    ("wanted", "tracks"),
    [(None, "eng"), (frozenset({"German"}), ""), (frozenset({"Klingon"}), "eng")],
    ids=["any will do", "the file was not read", "a language nobody knows"],
)
def test_what_is_not_known_is_not_judged(wanted: frozenset[str] | None, tracks: str) -> None:
    """Silence is better than a false alarm."""
    assert judge_sound(wanted, tracks) is None


names = st.sampled_from(sorted(CODES))


@given(wanted=st.frozensets(names, min_size=1), heard=st.lists(names, min_size=1, max_size=4))
def test_a_file_that_can_be_heard_in_a_wanted_language_is_never_wrong(
    wanted: frozenset[str], heard: list[str]
) -> None:
    """Whichever of its codes the file uses."""
    for place in range(2):
        tracks = "/".join(CODES[name].split()[place] for name in heard)
        found = judge_sound(wanted, tracks)
        if not wanted.isdisjoint(heard):
            assert found is None


@given(wanted=st.none() | st.frozensets(st.text(max_size=20)), tracks=st.text(max_size=100))
def test_any_text_can_be_judged(wanted: frozenset[str] | None, tracks: str) -> None:
    """The texts are those of services and files."""
    judge_sound(wanted, tracks)
    assert wanted_languages(tracks, tracks, wanted or ()) != frozenset()
