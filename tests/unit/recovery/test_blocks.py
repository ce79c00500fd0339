"""Why an import is blocked: every message of Radarr and Sonarr, and what several of them say together."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.arrs.blocks import classify_row
from custom_components.autoarr.recovery.arrs.import_tables import BLOCKS, row_of
from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.classify import EVIDENCE_CHARS

from .rows import arr_row

RADARR, SONARR = ServiceKind.RADARR, ServiceKind.SONARR
HEADING = (
    "One or more episodes expected in this release were not imported or missing from the release"
)
KNOWN = [
    pytest.param(service, text, row.kind, row.at_fault, row.passes, id=f"{service}-{text[:40]}")
    for row in BLOCKS
    for service, text in row.examples.items()
]
OLDER = {
    "Movie title mismatch, Manual Import required.": Kind.WRONG_TITLE,
    "Series title mismatch, automatic import is not possible.": Kind.WRONG_TITLE,
    "Found matching series via grab history, but release title doesn't match series title."
    " Automatic import is not possible.": Kind.MANUAL_IMPORT,
    "Not a quality revision upgrade for existing episode file(s)": Kind.NOT_AN_UPGRADE,
    "Not a language upgrade for existing episode file(s)": Kind.NOT_AN_UPGRADE,
    "Not a preferred word upgrade for existing episode file(s)": Kind.NOT_AN_UPGRADE,
    "Not a custom format upgrade for existing movie file(s)": Kind.NOT_AN_UPGRADE,
    "Not an upgrade for existing episode file(s)": Kind.NOT_AN_UPGRADE,
    "Episode Number 5 was unexpected considering the Show.S01E02 folder name": Kind.WRONG_EPISODE,
    "Episode numbers 5, 6 were unexpected considering the Show folder name": Kind.WRONG_EPISODE,
    "Single episode file contains all episodes in seasons": Kind.WRONG_SEASON,
    "Caution: Found potentially dangerous file with extension: .lnk": Kind.DANGEROUS_FILE,
    "Caution: Found potentially dangerous file": Kind.DANGEROUS_FILE,
    "Caution: Found executable file": Kind.DANGEROUS_FILE,
    "Caution: Found executable file with user defined rejected extension: '.7z'": Kind.DANGEROUS_FILE,
    "Episode does not have a title and recently aired": Kind.TITLE_TO_BE_ANNOUNCED,
    "Episode does not have an absolute episode number and recently aired": (
        Kind.TITLE_TO_BE_ANNOUNCED
    ),
    "Failed to import movie": Kind.NOT_ALLOWED_TO_IMPORT,
    "Failed to import movie, Destination already exists.": Kind.NOT_ALLOWED_TO_IMPORT,
    "Failed to import episode, Root folder missing.": Kind.PATH_MISSING,
    "Unknown Movie": Kind.WRONG_TITLE,
    "Invalid movie": Kind.WRONG_TITLE,
    "Unable to parse file": Kind.WRONG_TITLE,
    "Extras are not supported": Kind.INCOMPLETE_IMPORT,
    "File is Multi-Disc, Radarr doesn't support": Kind.INCOMPLETE_IMPORT,
}
"""Messages of other versions, and their kinds."""


@pytest.mark.parametrize(("service", "text", "kind", "at_fault", "passes"), KNOWN)
def test_every_message_of_the_table_gives_its_kind(
    service: ServiceKind, text: str, kind: Kind, at_fault: FaultOf, passes: bool
) -> None:
    """In a queue of the service that writes it; what may pass by itself is not final."""
    found = classify_row(arr_row(text), service)
    assert found is not None
    assert (found.kind, found.at_fault, found.final) == (kind, at_fault, not passes)
    assert found.evidence[0].startswith(f"import: {text}"[:EVIDENCE_CHARS])


@pytest.mark.parametrize(("text", "kind"), OLDER.items())
def test_messages_of_other_versions_are_known_too(text: str, kind: Kind) -> None:
    """The wording has changed more often than the meaning."""
    found = classify_row(arr_row(text), RADARR)
    assert found is not None
    assert found.kind is kind


def test_each_row_of_the_table_is_reached_by_its_own_examples() -> None:
    """No row hides behind an earlier one."""
    for row in BLOCKS:
        assert row.examples
        assert all(row_of(text) is row for text in row.examples.values())


def test_every_kind_of_a_block_is_one_of_an_import() -> None:
    """A block is never taken for a broken download."""
    allowed = {Cause.IMPORT_BLOCKED, Cause.UNWANTED_CONTENT, Cause.DISK_FULL, Cause.PERMISSIONS}
    assert {KINDS[row.kind].cause for row in BLOCKS} <= allowed


@pytest.mark.parametrize(
    "row",
    [
        arr_row(state="importPending"),
        arr_row(state="importing"),
        arr_row("Not enough free space", state="imported"),
        arr_row("The download is stalled", state="downloading", status="downloading"),
        arr_row("Download has failed", state="failedPending", status="failed"),
        arr_row("Download wasn't grabbed by Radarr and not in a category, Skipping."),
        arr_row(
            "Download has failed wasn't grabbed by Radarr, skipping automatic download handling"
        ),
    ],
    ids=["pending", "importing", "imported", "downloading", "failed", "foreign", "foreign failed"],
)
def test_what_is_no_block_is_left_alone(row: object) -> None:
    """Nothing is said of what is on its way, was imported, or is of another program."""
    assert classify_row(row, RADARR) is None  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_seen_is_found_although_the_state_says_downloading() -> None:
    """Radarr and Sonarr do not even begin to import then."""
    text = "[/done/Dune] is not a valid local path. You may need a Remote Path Mapping."
    found = classify_row(arr_row(text, state="downloading"), RADARR)
    assert found is not None
    assert (found.kind, found.final) == (Kind.PATH_MISSING, False)


def test_a_lasting_reason_is_final_also_while_the_import_is_pending() -> None:
    """Radarr leaves a download of one file pending and tries it again each minute, in vain."""
    text = (
        "Not an upgrade for existing movie file. Existing quality: Bluray-1080p. New Quality DVD."
    )
    found = classify_row(arr_row(text, state="importPending"), RADARR)
    assert found is not None
    assert (found.kind, found.final) == (Kind.NOT_AN_UPGRADE, True)


@pytest.mark.parametrize(("state", "final"), [("importBlocked", True), ("importPending", False)])
def test_a_message_nobody_knows_is_kept_as_it_is(state: str, final: bool) -> None:
    """The cause stays open; it is final only where the service itself has given up."""
    found = classify_row(arr_row("Sample", "The moon is in the wrong house", state=state), SONARR)
    assert found is not None
    assert (found.kind, found.at_fault) == (Kind.OTHER_BLOCK, FaultOf.UNKNOWN)
    assert found.final is final
    assert found.evidence == ("import: The moon is in the wrong house",)


def test_a_block_without_a_word_is_a_block() -> None:
    """The state alone says enough to ask a person."""
    found = classify_row(arr_row(), SONARR)
    assert found is not None
    assert (found.kind, found.final) == (Kind.OTHER_BLOCK, True)
    assert "Sonarr" in found.evidence[0]


def test_some_versions_write_the_message_where_the_name_belongs() -> None:
    """Sonarr until 4.0.10, Radarr until 5.19."""
    found = classify_row(arr_row(("Caution: Found executable file", ())), RADARR)
    assert found is not None
    assert found.kind is Kind.DANGEROUS_FILE


@pytest.mark.parametrize(
    ("files", "kind", "at_fault"),
    [
        ((("a.mkv", ["Sample"]),), Kind.SAMPLE_ONLY, FaultOf.RELEASE),
        ((("a.mkv", ["No audio tracks detected"]),), Kind.NO_AUDIO, FaultOf.RELEASE),
        (
            (("a.mkv", ["Sample"]), ("b.mkv", ["No audio tracks detected"])),
            Kind.NO_AUDIO,
            FaultOf.RELEASE,
        ),
        (
            (("a.mkv", ["Sample"]), ("b.mkv", ["Not enough free space"])),
            Kind.NO_SPACE_TO_IMPORT,
            FaultOf.LOCAL,
        ),
        (
            (("a.mkv", ["Sample", "Not an upgrade for existing episode file(s)"]),),
            Kind.SAMPLE_ONLY,
            FaultOf.RELEASE,
        ),
        (
            (
                ("a.mkv", ["Not an upgrade for existing episode file(s)"]),
                ("b.mkv", ["Episode 1x05 was not found in the grabbed release: Show.S01"]),
            ),
            Kind.INCOMPLETE_IMPORT,
            FaultOf.UNKNOWN,
        ),
        (
            (
                ("a.mkv", ["Episode 2x01 was not found in the grabbed release: Show.S01"]),
                ("b.mkv", ["Episode 2x02 was not found in the grabbed release: Show.S01"]),
            ),
            Kind.WRONG_SEASON,
            FaultOf.RELEASE,
        ),
        (
            (("a.mkv", ["No such message"]), ("b.exe", ["Caution: Found executable file"])),
            Kind.DANGEROUS_FILE,
            FaultOf.RELEASE,
        ),
        (
            (
                ("a.mkv", ["Episode file already imported at 01/01/2026"]),
                ("b.mkv", ["Failed to import episode"]),
            ),
            Kind.NOT_ALLOWED_TO_IMPORT,
            FaultOf.LOCAL,
        ),
        ((), Kind.INCOMPLETE_IMPORT, FaultOf.UNKNOWN),
    ],
    ids=[
        "one sample",
        "one without sound",
        "a sample beside one without sound",
        "a sample beside the rest",
        "a sample that is also no upgrade",
        "different reasons",
        "another season",
        "a dangerous file",
        "rights before all else",
        "only the heading",
    ],
)
def test_what_is_said_of_several_files_is_taken_together(
    files: tuple[tuple[str, list[str]], ...], kind: Kind, at_fault: FaultOf
) -> None:
    """The release is blamed only for what holds for every file."""
    found = classify_row(arr_row((HEADING, ()), *files, seasonNumber=1), SONARR)
    assert found is not None
    assert (found.kind, found.at_fault) == (kind, at_fault)


@pytest.mark.parametrize(("season", "kind"), [(1, Kind.WRONG_EPISODE), (2, Kind.WRONG_SEASON)])
def test_one_file_of_another_season_is_told_from_another_episode(season: int, kind: Kind) -> None:
    """By the season that was grabbed."""
    text = "Episode 1x05 was not found in the grabbed release: Show.S01E02"
    found = classify_row(arr_row(text, seasonNumber=season), SONARR)
    assert found is not None
    assert found.kind is kind


def test_credentials_in_a_message_never_reach_the_evidence() -> None:
    """The text is untrusted and may be an address."""
    found = classify_row(arr_row("Failed: https://x/api?apikey=0123456789abcdef0123"), RADARR)
    assert found is not None
    assert "0123456789abcdef" not in "".join(found.evidence)


texts = st.one_of(
    st.text(max_size=700),
    st.sampled_from([text for row in BLOCKS for text in row.examples.values()]),
)
states = st.sampled_from(
    ["downloading", "importBlocked", "importPending", "importing", "imported", "failed", "odd"]
)


@given(
    files=st.lists(st.tuples(texts, st.lists(texts, max_size=3)), max_size=6),
    state=states,
    status=st.sampled_from(["completed", "downloading", "warning", "odd"]),
    season=st.none() | st.integers(0, 30),
    service=st.sampled_from([RADARR, SONARR]),
)
def test_any_row_is_classified_or_left_alone(
    files: list[tuple[str, list[str]]],
    state: str,
    status: str,
    season: int | None,
    service: ServiceKind,
) -> None:
    """Total, bounded, and never blaming a release for what nobody knows."""
    row = arr_row(*files, state=state, status=status, seasonNumber=season)
    found = classify_row(row, service)
    if found is None:
        return
    assert state in ("importBlocked", "importPending", "downloading")
    assert all(len(part) <= EVIDENCE_CHARS for part in found.evidence)
    assert len(found.evidence) <= 3
    if found.at_fault is FaultOf.RELEASE:
        assert any(
            (known := row_of(text.strip()[:500])) is not None and known.at_fault is FaultOf.RELEASE
            for name, messages in files
            for text in (*messages, name)
        )
    if not files:
        assert found.kind is Kind.OTHER_BLOCK
