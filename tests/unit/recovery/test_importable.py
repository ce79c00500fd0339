"""Which blocked imports may be made: only those whose every file is of what was grabbed."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import ImportCandidate
from custom_components.autoarr.recovery.acting.importable import NEVER, brings, importable
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.models import Grab

from .builders import GRAB, SEASON
from .releases import candidate

PACK = replace(GRAB, item=SEASON)
KIND = Kind.MANUAL_IMPORT
WAIVED = "Found matching movie via grab history, but release was matched to movie by ID."
TASTE = "Not an upgrade for existing movie file. Existing quality: WEBDL-1080p. New Quality SDTV."
objections = st.lists(
    st.sampled_from(
        [
            WAIVED,
            TASTE,
            "Sample",
            "Not enough free space",
            "No audio tracks detected",
            "File is still being unpacked",
            "Unable to parse file",
            "Something nobody has seen",
        ]
    ),
    max_size=2,
    unique=True,
).map(tuple)
candidates = st.lists(
    st.builds(
        candidate,
        st.sampled_from(["a.mkv", "b.mkv", "c.mkv"]),
        media_id=st.sampled_from([None, 3, 7]),
        episode_ids=st.sampled_from([(), (31,), (32,), (31, 32), (33,)]),
        rejections=objections,
    ),
    max_size=4,
)


def episode(name: str, *ids: int, **fields: object) -> ImportCandidate:
    """Return a file that is of some episodes."""
    return candidate(name, media_id=SEASON.media_id, episode_ids=ids, **fields)


@given(candidates, st.sampled_from([GRAB, PACK]), st.sampled_from(Kind), st.booleans())
def test_what_is_imported_is_of_what_was_grabbed_and_nothing_else(
    listed: Sequence[ImportCandidate], grab: Grab, kind: Kind, asked: bool
) -> None:
    """Every file maps to the title and to grabbed episodes, none twice, and nothing grave speaks against it."""
    found = importable(listed, grab, kind, asked=asked)
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert found
    assert kind not in NEVER
    wanted = grab.item.episode_ids
    brought = [number for file in found for number in file.episode_ids]
    assert all(file.media_id == grab.item.media_id for file in found)
    assert set(brought) <= set(wanted)
    assert len(brought) == len(set(brought))
    if not wanted:
        assert len(found) == 1
    elif not asked:
        assert set(brought) == set(wanted)
    grave = {"Not enough free space", "No audio tracks detected", "Something nobody has seen"}
    against = {why for file in found for why in file.rejections}
    assert not against & (grave | {"Sample", "File is still being unpacked"})
    if not asked:
        assert TASTE not in against
    # What was left behind is nothing but samples.
    assert all("Sample" in file.rejections for file in listed if file not in found)
    assert brings(found) == (len(brought) or 1)


def test_what_is_known_by_its_grab_alone_is_imported() -> None:
    """By id, or with a name that says nothing."""
    for why in (WAIVED, "Unable to parse file", "Movie title mismatch, automatic import is not …"):
        file = candidate(rejections=(why,))
        assert importable((file,), GRAB, KIND) == (file,)


def test_a_sample_stays_where_it_is_and_is_never_all_there_is() -> None:
    """It is no objection to the rest."""
    film, sample = candidate(), candidate("sample.mkv", rejections=("Sample",))
    assert importable((sample, film), GRAB, KIND) == (film,)
    assert importable((sample,), GRAB, KIND) == "No file that can be imported was found."


@pytest.mark.parametrize(
    ("listed", "grab", "words"),
    [
        ((), GRAB, "No file that can be imported was found."),
        ((candidate(media_id=None),), GRAB, "dune.mkv: nothing says what it is."),
        ((candidate(media_id=8),), GRAB, "dune.mkv: it is of another title."),
        ((candidate(), candidate("b.mkv")), GRAB, "There are several films in it."),
        ((episode("e.mkv"),), PACK, "e.mkv: nothing says which episode it is."),
        ((episode("e.mkv", 33),), PACK, "e.mkv: it is of an episode that was not grabbed."),
        ((episode("e.mkv", 31), episode("f.mkv", 31)), PACK, "Two files are of the same episode."),
        ((episode("e.mkv", 31),), PACK, "One episode is missing."),
        ((candidate(rejections=("No audio tracks detected",)),), GRAB, "dune.mkv: No audio"),
        ((candidate("n" * 200, media_id=8),), GRAB, "…: it is of another title."),
    ],
)
def test_what_is_not_certain_is_not_imported_and_the_reason_is_a_sentence(
    listed: tuple[ImportCandidate, ...], grab: Grab, words: str
) -> None:
    """With the name of the file it is about, cut."""
    found = importable(listed, grab, KIND)
    assert isinstance(found, str)
    assert words in found
    assert len(found) < 200


def test_episodes_of_the_job_that_were_imported_before_are_not_missing() -> None:
    """Only one of a pack was blocked."""
    file = episode("f.mkv", 32)
    assert importable((file,), PACK, KIND, imported={31}) == (file,)


def test_a_person_may_set_aside_what_is_a_matter_of_taste() -> None:
    """No upgrade, or not all of a pack; never what is dangerous."""
    worse = candidate(rejections=(TASTE,))
    assert isinstance(importable((worse,), GRAB, Kind.NOT_AN_UPGRADE), str)
    assert importable((worse,), GRAB, Kind.NOT_AN_UPGRADE, asked=True) == (worse,)
    part = episode("e.mkv", 31)
    assert importable((part,), PACK, KIND, asked=True) == (part,)
    assert isinstance(importable((candidate(),), GRAB, Kind.DANGEROUS_FILE, asked=True), str)
