"""Why Radarr or Sonarr does not import what was downloaded: pure, from one row of its queue."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
import re
from typing import Final

from ...clients.models.servarr import (
    QueueItem,
    QueueStatusName,
    StatusMessage,
    TrackedState,
    TrackedStatus,
)
from ...clients.service import ServiceKind
from ...journal.redact import redact
from ..causes import FaultOf, Kind
from ..classify import Classification, of_kind
from .import_tables import EXTRAS, HEADING, NOT_OURS, ImportRow, row_of

MESSAGES: Final = 200
"""So many messages are read of a download; a pack can have one for each of its files."""

TEXT_CHARS: Final = 500
SHOWN: Final = 3

_SETTLED_FOR: Final = (FaultOf.LOCAL, FaultOf.CONFIG)
"""Who is mended first where the files of one download are refused for different reasons."""

_WORDLESS: Final = "the import is blocked without a word"
_EPISODE: Final = re.compile(r"\b(\d+)x\d+\b(?=.* (?:was|were) )")
"""How Sonarr names the episode a file is of, before it says what is wrong with it."""


def waits_for_import(row: QueueItem) -> bool:
    """Say whether a download is whole and its Radarr or Sonarr has something against importing it."""
    if row.tracked_state is TrackedState.IMPORT_BLOCKED:
        return True
    whole = row.tracked_state is TrackedState.IMPORT_PENDING or (
        # Where the folder cannot be seen the state stays as it was.
        row.tracked_state is TrackedState.DOWNLOADING and row.status is QueueStatusName.COMPLETED
    )
    warned = row.tracked_status in (TrackedStatus.WARNING, TrackedStatus.ERROR)
    return whole and warned and bool(row.status_messages)


def classify_row(row: QueueItem, kind: ServiceKind) -> Classification | None:
    """Return why a download is not imported, None while nothing speaks against it.

    `kind` is the service whose queue it is. `final` is False while the service may get past it
    by itself; a message that nobody knows is final only where the import is blocked for good.
    """
    if not waits_for_import(row):
        return None
    blocked = row.tracked_state is TrackedState.IMPORT_BLOCKED
    return _classify(row.status_messages[:MESSAGES], row.season_number, kind, blocked)


# A poll shows the same again and again.
@lru_cache(maxsize=8192)
def _classify(
    statuses: tuple[StatusMessage, ...], season: int | None, kind: ServiceKind, blocked: bool
) -> Classification | None:
    """Return why a download is not imported by what is said of it."""
    files = tuple(_files(statuses))
    if any(NOT_OURS.match(text) for texts in files for text in texts):
        return None
    if not files:
        return of_kind(Kind.OTHER_BLOCK, f"import: {kind.label}: {_WORDLESS}")
    if unknown := [text for texts in files for text in texts if row_of(text) is None]:
        return _unknown(files, unknown, final=blocked)
    verdicts = [verdict for texts in files if (verdict := _of_file(texts)) is not None]
    found = _of_download(verdicts)
    shown = [text for texts in files for text in texts if row_of(text) is not HEADING]
    pack = len(verdicts) > 1 or _of_other_season(shown, season)
    wrong_pack = pack and (found.kind, found.at_fault) == (Kind.WRONG_EPISODE, FaultOf.RELEASE)
    return of_kind(
        Kind.WRONG_SEASON if wrong_pack else found.kind,
        *_evidence(shown or files[0]),
        at_fault=found.at_fault,
        final=not any(verdict.passes for verdict in verdicts),
    )


def _files(statuses: Sequence[StatusMessage]) -> Iterable[tuple[str, ...]]:
    """Yield what is said of each file, or of the whole; some versions write the text where its name belongs."""
    nothing_else = not any(status.messages for status in statuses)
    for status in statuses:
        texts = [text.strip()[:TEXT_CHARS] for text in status.messages or (status.title,)]
        if not status.messages and not nothing_else and row_of(texts[0]) is None:
            continue
        if said := tuple(text for text in texts if text):
            yield said


def _of_other_season(texts: Iterable[str], season: int | None) -> bool:
    """Say whether all episodes that Sonarr names are of another season than the grabbed one."""
    named = {int(number) for text in texts for number in _EPISODE.findall(text)}
    return season is not None and bool(named) and season not in named


def _unknown(
    files: Sequence[tuple[str, ...]], unknown: list[str], *, final: bool
) -> Classification:
    """Return the classification of a download of which something is said that nobody knows.

    A dangerous file is one whatever else is said.
    """
    known = (row_of(text) for texts in files for text in texts)
    if any(row is not None and row.kind is Kind.DANGEROUS_FILE for row in known):
        return of_kind(Kind.DANGEROUS_FILE, *_evidence(text for texts in files for text in texts))
    return of_kind(Kind.OTHER_BLOCK, *_evidence(unknown), final=final)


def _of_file(texts: tuple[str, ...]) -> ImportRow | None:
    """Return what weighs most of all that is said of one file, None for a heading."""
    rows = [row for text in texts if (row := row_of(text)) is not None and row is not HEADING]
    return min(rows, key=lambda row: _WEIGHT[row.kind], default=None)


def _of_download(verdicts: Sequence[ImportRow]) -> ImportRow:
    """Return what the files say together: what holds for all, else who has to mend something first.

    The release is blamed only where that holds for every file.
    """
    if dangerous := [row for row in verdicts if row.kind is Kind.DANGEROUS_FILE]:
        return dangerous[0]
    real = [row for row in verdicts if row.kind not in EXTRAS] or list(verdicts)
    if not real:
        return HEADING
    if len({(row.kind, row.at_fault) for row in real}) == 1:
        return real[0]
    mended = [row for row in real if row.at_fault in _SETTLED_FOR]
    return min(mended, key=lambda row: _WEIGHT[row.kind]) if mended else HEADING


def _evidence(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what was read, redacted, each text once: it is untrusted."""
    return tuple(dict.fromkeys(f"import: {redact(text)}" for text in texts))[:SHOWN]


_ORDER: Final = (
    Kind.DANGEROUS_FILE,
    Kind.SAMPLE_ONLY,
    Kind.NO_AUDIO,
    Kind.NO_SPACE_TO_IMPORT,
    Kind.NOT_ALLOWED_TO_IMPORT,
    Kind.PATH_MISSING,
    Kind.OTHER_BLOCK,
    Kind.NO_FILES,
    Kind.ALREADY_IMPORTED,
    Kind.NOT_AN_UPGRADE,
    Kind.WRONG_TITLE,
    Kind.WRONG_SEASON,
    Kind.WRONG_EPISODE,
    Kind.TITLE_TO_BE_ANNOUNCED,
    Kind.MANUAL_IMPORT,
    Kind.INCOMPLETE_IMPORT,
)
"""What weighs more where several things are said of one file: what ends the question comes first."""

_WEIGHT: Final = {kind: place for place, kind in enumerate(_ORDER)}
