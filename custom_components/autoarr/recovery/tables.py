"""How SABnzbd says what went wrong, as data: labels, stages and (English) messages to causes.

The texts are those of SABnzbd 4.5.0 and 5.1.3, most of them recorded from real runs. SABnzbd
translates them, so that stages, labels and untranslated parts are asked before this text is.
"""

from dataclasses import dataclass
import re
from typing import Final

from .causes import Cause, FaultOf


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message of a failed job, what it means, and whether it was seen in a real run."""

    pattern: re.Pattern[str]
    cause: Cause
    at_fault: FaultOf
    recorded: bool = False


def _row(pattern: str, cause: Cause, at_fault: FaultOf, *, recorded: bool = False) -> MessageRow:
    """Return a row of the table."""
    return MessageRow(
        pattern=re.compile(pattern), cause=cause, at_fault=at_fault, recorded=recorded
    )


NOT_COMPLETE: Final = "sabnzbd.org/not-complete"
"""The end of every message about a job that cannot be completed, in any language."""

LABELS: Final[dict[str, tuple[Cause, FaultOf]]] = {
    "ENCRYPTED": (Cause.PASSWORD, FaultOf.RELEASE),
    "UNWANTED": (Cause.UNWANTED_CONTENT, FaultOf.RELEASE),
    "TOO LARGE": (Cause.UNWANTED_CONTENT, FaultOf.CONFIG),
    "DUPLICATE": (Cause.DUPLICATE, FaultOf.CONFIG),
    "ALTERNATIVE": (Cause.DUPLICATE, FaultOf.CONFIG),
}
"""What a label means on a job that is paused; on any other job it is a remark."""

WAIT_LABEL: Final = re.compile(r"^WAIT \d+ ")
"""The label of a job whose NZB the indexer does not hand out at present."""

STAGES: Final[dict[str, tuple[Cause, FaultOf]]] = {
    "Repair": (Cause.PAR2_DAMAGED, FaultOf.UNKNOWN),
    "Unpack": (Cause.UNPACK, FaultOf.UNKNOWN),
    "Script": (Cause.SCRIPT, FaultOf.LOCAL),
}
"""What failed when the last stage of a job carries the failure; stage names are not translated."""

UNTRANSLATED: Final = (
    _row(r"^Exit\(\d+\): ", Cause.SCRIPT, FaultOf.LOCAL, recorded=True),
    _row(r"\[R\]etry, \[A\]bort", Cause.DISK_FULL, FaultOf.LOCAL, recorded=True),
    _row(r"No space left on device|\[Errno 28\]", Cause.DISK_FULL, FaultOf.LOCAL),
    _row(r"Permission denied|\[Errno 13\]|Read-only file system", Cause.PERMISSIONS, FaultOf.LOCAL),
)
"""Words of the operating system, of unrar, and of SABnzbd where it does not translate."""

SHORT_OF_BLOCKS: Final = re.compile(r"\(\d+ [^)]*\)\s*$")
"""The count of missing repair blocks at the end of the message, in any language."""

MESSAGES: Final = (
    _row(
        r"^Repair failed, not enough repair blocks \(\d+ short\)",
        Cause.PAR2_DAMAGED,
        FaultOf.RELEASE,
        recorded=True,
    ),
    _row(r"^Aborted, cannot be completed", Cause.ARTICLE_MISSING, FaultOf.RELEASE, recorded=True),
    _row(
        r"^Download failed - Not on your server\(s\)",
        Cause.ARTICLE_MISSING,
        FaultOf.RELEASE,
        recorded=True,
    ),
    _row(
        r"^Download might fail, only .+ of required .+ available",
        Cause.ARTICLE_MISSING,
        FaultOf.RELEASE,
    ),
    _row(r"^Aborted, encryption detected", Cause.PASSWORD, FaultOf.RELEASE, recorded=True),
    _row(
        r"^Unpacking failed, archive requires a password",
        Cause.PASSWORD,
        FaultOf.RELEASE,
        recorded=True,
    ),
    _row(
        r"^Aborted, unwanted extension detected",
        Cause.UNWANTED_CONTENT,
        FaultOf.RELEASE,
        recorded=True,
    ),
    _row(r"^RAR files failed to verify", Cause.PAR2_DAMAGED, FaultOf.RELEASE, recorded=True),
    _row(
        r"^(Corrupt RAR file|Unusable RAR file|Unpacking failed, CRC error)",
        Cause.UNPACK,
        FaultOf.RELEASE,
        recorded=True,
    ),
    _row(r"^Unpacking failed, unable to find .+", Cause.UNPACK, FaultOf.RELEASE),
    _row(r"^Some files failed to verify against", Cause.PAR2_DAMAGED, FaultOf.RELEASE),
    _row(r"^File join of .+ failed", Cause.UNPACK, FaultOf.RELEASE),
    _row(r"^Incomplete sequence of joinable files", Cause.UNPACK, FaultOf.RELEASE),
    _row(
        r"^Unpacking failed, write error or disk is full\?",
        Cause.DISK_FULL,
        FaultOf.LOCAL,
        recorded=True,
    ),
    _row(r"^Unpacking failed, disk full", Cause.DISK_FULL, FaultOf.LOCAL),
    _row(
        r"^Unpacking failed, (file too large for filesystem|path is too long)",
        Cause.PERMISSIONS,
        FaultOf.LOCAL,
    ),
    _row(r"^Repairing failed, Disk full", Cause.DISK_FULL, FaultOf.LOCAL),
    _row(
        r"^Repairing failed, |^Invalid par2 files or invalid PAR2 parameters",
        Cause.PAR2_DAMAGED,
        FaultOf.UNKNOWN,
    ),
    _row(r"^ERROR: ", Cause.UNPACK, FaultOf.UNKNOWN),
    _row(r"^Failed to move files|cannot be renamed to", Cause.PERMISSIONS, FaultOf.LOCAL),
    _row(r"^Unpacking failed, ", Cause.UNPACK, FaultOf.LOCAL),
    _row(r"^Post-processing was aborted", Cause.USER_STOPPED, FaultOf.UNKNOWN, recorded=True),
    _row(r"^Script exit code is", Cause.SCRIPT, FaultOf.LOCAL),
    _row(r"^Duplicate NZB", Cause.DUPLICATE, FaultOf.CONFIG, recorded=True),
    _row(r"^Pre-queue script marked job as failed", Cause.SCRIPT, FaultOf.CONFIG),
    _row(
        r"^URL Fetching failed; Unauthorized access", Cause.INDEXER, FaultOf.CONFIG, recorded=True
    ),
    _row(
        r"^URL Fetching failed; (Server name does not resolve|Server .* uses an untrusted HTTPS certificate)",
        Cause.INDEXER,
        FaultOf.LOCAL,
    ),
    _row(r"^URL Fetching failed;", Cause.INDEXER, FaultOf.INDEXER, recorded=True),
    _row(r"^Unusable NZB file", Cause.INDEXER, FaultOf.RELEASE),
)
"""What SABnzbd says in English; the first row that matches counts."""

ARR_MESSAGES: Final = (
    _row(r"^Manually marked as failed", Cause.USER_STOPPED, FaultOf.NONE),
    _row(r"^Encrypted download detected", Cause.PASSWORD, FaultOf.RELEASE),
)
"""What Radarr and Sonarr write of a failure when it is not SABnzbd's own message."""

RAW_DAMAGE: Final = re.compile(r"CRC|checksum|corrupt", re.IGNORECASE)
"""Words of unrar in a stage's log that tell of damaged data; they are never translated."""

DISK_WARNINGS: Final = re.compile(r"^(Too little diskspace forcing PAUSE|Disk full! Forcing Pause)")
QUOTA_WARNING: Final = re.compile(r"^Quota spent, pausing downloading")
CRASH_WARNING: Final = re.compile(r"^Post Processing Failed for (.+) \(")
"""SABnzbd's own warnings (English) that name the reason of a paused queue or a crashed job."""
