"""How SABnzbd says what went wrong, as data: labels, stages and (English) messages to kinds.

The texts are those of SABnzbd 4.5.0 and 5.1.3, most of them recorded from real runs. SABnzbd
translates them, its labels too, so that stages and untranslated parts are asked before any text,
and the texts of its other languages lie beside these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Final

from ..causes import KINDS, FaultOf, Kind
from .translated_labels import CRASHES_ELSEWHERE, LABELS_ELSEWHERE, WARNINGS_ELSEWHERE
from .translated_messages import FETCHING_ELSEWHERE, MESSAGES_ELSEWHERE

V45: Final = "4.5"
V51: Final = "5.1"
BOTH: Final = (V45, V51)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message, what it means, who is to blame, and the versions it was seen of in a real run.

    Without a version it is known from the sources of both.
    """

    pattern: re.Pattern[str]
    kind: Kind
    at_fault: FaultOf
    versions: tuple[str, ...] = ()


def _row(
    pattern: str, kind: Kind, *versions: str, at_fault: FaultOf | None = None, flags: int = 0
) -> MessageRow:
    """Return a row of the table; who is to blame goes by the kind where nothing else is said."""
    return MessageRow(
        pattern=re.compile(pattern, flags),
        kind=kind,
        at_fault=at_fault or KINDS[kind].at_fault,
        versions=versions,
    )


NOT_COMPLETE: Final = "sabnzbd.org/not-complete"
"""The end of every message about a job that cannot be completed, in any language."""

LABELS: Final[Mapping[str, Kind]] = {
    text: kind for kind, texts in LABELS_ELSEWHERE.items() for text in texts
} | {
    "ENCRYPTED": Kind.ENCRYPTED_PAUSED,
    "UNWANTED": Kind.UNWANTED_PAUSED,
    "TOO LARGE": Kind.TOO_LARGE,
    "DUPLICATE": Kind.DUPLICATE_PAUSED,
    "ALTERNATIVE": Kind.DUPLICATE_PAUSED,
}
"""What a label, in any language, means on a job that is paused; on any other job it is a remark."""

WAIT_LABEL: Final = re.compile(r"\d")
"""The label of a job whose NZB the indexer does not hand out at present: it counts the seconds."""

STAGES: Final[dict[str, Kind]] = {
    "Repair": Kind.REPAIR_ERROR,
    "Unpack": Kind.UNPACK_ERROR,
    "Script": Kind.SCRIPT_FAILED,
}
"""What failed when the last stage of a job carries the failure; stage names are not translated."""

DAMAGED_STAGES: Final[dict[str, Kind]] = {
    "Repair": Kind.NOT_VERIFIED,
    "Unpack": Kind.BROKEN_ARCHIVE,
}
"""What it was when the log of the stage also tells of damaged data (RAW_DAMAGE)."""

UNTRANSLATED: Final = (
    _row(r"^Exit\(\d+\): ", Kind.SCRIPT_FAILED, *BOTH),
    _row(r"\[R\]etry, \[A\]bort", Kind.DISK_FULL, V45),
    _row(r"No space left on device|\[Errno 28\]", Kind.DISK_FULL),
    _row(r"Permission denied|\[Errno 13\]|Read-only file system", Kind.NOT_WRITABLE),
)
"""Words of the operating system, of unrar, and of SABnzbd where it does not translate."""

SHORT_OF_BLOCKS: Final = re.compile(r"\(\d+ [^)]*\)\s*$")
"""The count of missing repair blocks at the end of the message, in any language."""

MESSAGES: Final = (
    _row(r"^Repair failed, not enough repair blocks \(\d+ short\)", Kind.TOO_FEW_BLOCKS, *BOTH),
    _row(r"^Aborted, cannot be completed", Kind.CANNOT_COMPLETE, *BOTH),
    _row(r"^Download failed - Not on your server\(s\)", Kind.NOT_ON_SERVERS, *BOTH),
    _row(r"^Download might fail, only .+ of required .+ available", Kind.TOO_FEW_ARTICLES),
    _row(r"^Aborted, encryption detected", Kind.ENCRYPTED, *BOTH),
    _row(r"^Unpacking failed, archive requires a password", Kind.ENCRYPTED, *BOTH),
    _row(r"^Aborted, unwanted extension detected", Kind.UNWANTED_FILE, *BOTH),
    _row(r"^RAR files failed to verify", Kind.NOT_VERIFIED, *BOTH),
    _row(r"^Corrupt RAR file", Kind.BROKEN_ARCHIVE, *BOTH),
    _row(r"^(Unusable RAR file|Unpacking failed, CRC error)", Kind.BROKEN_ARCHIVE),
    _row(r"^Unpacking failed, unable to find .+", Kind.MISSING_VOLUME),
    _row(r"^Some files failed to verify against", Kind.NOT_VERIFIED),
    _row(r"^File join of .+ failed", Kind.MISSING_VOLUME),
    _row(r"^Incomplete sequence of joinable files", Kind.MISSING_VOLUME),
    _row(r"^Unpacking failed, write error or disk is full\?", Kind.DISK_FULL, V45),
    _row(r"^Unpacking failed, disk full", Kind.DISK_FULL),
    _row(
        r"^Unpacking failed, (file too large for filesystem|path is too long)", Kind.PATH_TOO_LONG
    ),
    _row(r"^Repairing failed, Disk full", Kind.DISK_FULL),
    _row(r"^Repairing failed, |^Invalid par2 files or invalid PAR2 parameters", Kind.REPAIR_ERROR),
    _row(r"^ERROR: ", Kind.UNPACK_ERROR),
    _row(r"^Failed to move files|cannot be renamed to", Kind.NOT_WRITABLE),
    _row(r"^Unpacking failed, ", Kind.UNPACK_ERROR, at_fault=FaultOf.LOCAL),
    _row(r"^Post-processing was aborted", Kind.STOPPED, *BOTH, at_fault=FaultOf.UNKNOWN),
    _row(r"^Script exit code is", Kind.SCRIPT_FAILED),
    _row(r"^Duplicate NZB", Kind.DUPLICATE, *BOTH),
    _row(r"^Pre-queue script marked job as failed", Kind.REFUSED_BY_SCRIPT),
    _row(r"^URL Fetching failed; Unauthorized access", Kind.NZB_REFUSED, *BOTH),
    _row(r"^URL Fetching failed; File not on server", Kind.NZB_GONE, *BOTH),
    _row(r"^URL Fetching failed; Empty NZB file", Kind.NZB_EMPTY, *BOTH),
    _row(
        r"^URL Fetching failed; (Server name does not resolve|Server .* uses an untrusted HTTPS certificate)",
        Kind.INDEXER_UNKNOWN_HOST,
    ),
    _row(r"^URL Fetching failed;", Kind.NZB_NOT_FETCHED),
    _row(r"^Unusable NZB file", Kind.NZB_UNUSABLE),
)
"""What SABnzbd says in English; the first row that matches counts."""

ELSEWHERE: Final = tuple(
    _row(
        "^(" + "|".join(map(re.escape, texts)) + ")",
        kind,
        at_fault=FaultOf.UNKNOWN if kind is Kind.STOPPED else None,
    )
    for kind, texts in MESSAGES_ELSEWHERE.items()
)
"""What SABnzbd says in its other languages where no stage tells it."""

FETCHING: Final = tuple(
    _row("|".join(map(re.escape, texts)), kind) for kind, texts in FETCHING_ELSEWHERE.items()
)
"""What SABnzbd says in its other languages of an NZB that it could not fetch."""

ARR_MESSAGES: Final = (
    _row(r"^Manually marked as failed", Kind.STOPPED),
    _row(r"^Encrypted download detected", Kind.ENCRYPTED),
)
"""What Radarr and Sonarr write of a failure when it is not SABnzbd's own message."""

SERVER_MESSAGES: Final = (
    _row(
        r"expired|block (limit|account)|(used up|exceeded|out of|no more).*(quota|byte|block|volume|download|transfer)"
        r"|(quota|byte|block|volume|download|transfer).*(used up|exceeded|reached)|has used the specified quota",
        Kind.ACCOUNT_EXPIRED,
        *BOTH,
        flags=re.IGNORECASE,
    ),
    _row(
        r"too many|(connection|session|thread|ip|address|host)s? *(limit|exceeded)"
        r"|(limit|max\w*)( number)?( of)? *(concurrent |simultaneous )?(connection|session|thread|ip)",
        Kind.TOO_MANY_CONNECTIONS,
        *BOTH,
        flags=re.IGNORECASE,
    ),
    _row(
        r"(^|[\[ ])48[0-2] |authenti?c|username|passw|login|log-in",
        Kind.LOGIN_REFUSED,
        *BOTH,
        flags=re.IGNORECASE,
    ),
    _row(r"", Kind.UNREACHABLE, *BOTH),
)
"""What a news server's error, or SABnzbd's test of it, says; the server's own words are never translated."""

RAW_DAMAGE: Final = re.compile(r"CRC|checksum|corrupt", re.IGNORECASE)
"""Words of unrar in a stage's log that tell of damaged data; they are never translated."""


def _warning(*texts: str) -> re.Pattern[str]:
    """Return a pattern for warnings that begin with one of the texts."""
    return re.compile("^(" + "|".join(map(re.escape, texts)) + ")")


def _crash(text: str) -> re.Pattern[str]:
    """Return a pattern that finds the name of the job in such a warning."""
    before, after = text.split("%s", 1)
    return re.compile(f"^{re.escape(before)}(.+){re.escape(after).replace('%s', '.*')}")


DISK_WARNINGS: Final = _warning(
    "Too little diskspace forcing PAUSE",
    "Disk full! Forcing Pause",
    *WARNINGS_ELSEWHERE[Kind.PAUSED_FOR_SPACE],
)
QUOTA_WARNING: Final = _warning(
    "Quota spent, pausing downloading", *WARNINGS_ELSEWHERE[Kind.QUOTA_SPENT]
)
CRASH_WARNINGS: Final = tuple(
    map(_crash, ("Post Processing Failed for %s (%s)", *CRASHES_ELSEWHERE))
)
"""SABnzbd's own warnings, in any language, that name the reason of a paused queue or a crashed job."""
