"""What can be wrong with a download: causes, what exactly was seen, and who is to blame, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Cause(StrEnum):
    """Why a download failed or is stuck: the closed set."""

    ARTICLE_MISSING = "article_missing"
    PAR2_DAMAGED = "par2_damaged"
    PASSWORD = "password"
    UNPACK = "unpack"
    DISK_FULL = "disk_full"
    PERMISSIONS = "permissions"
    SCRIPT = "script"
    PROVIDER_DOWN = "provider_down"
    INDEXER = "indexer"
    DUPLICATE = "duplicate"
    UNWANTED_CONTENT = "unwanted_content"
    IMPORT_BLOCKED = "import_blocked"
    STALLED = "stalled"
    WRONG_LANGUAGE = "wrong_language"
    USER_STOPPED = "user_stopped"
    UNKNOWN = "unknown"


class FaultOf(StrEnum):
    """Who is to blame; only a release that is to blame may end on a blocklist."""

    RELEASE = "release"
    PROVIDER = "provider"
    INDEXER = "indexer"
    LOCAL = "local"
    CONFIG = "config"
    NONE = "none"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What exactly was seen; each kind belongs to one cause."""

    CANNOT_COMPLETE = "cannot_complete"
    NOT_ON_SERVERS = "not_on_servers"
    TOO_FEW_ARTICLES = "too_few_articles"
    TOO_FEW_BLOCKS = "too_few_blocks"
    REPAIR_ERROR = "repair_error"
    NOT_VERIFIED = "not_verified"
    ENCRYPTED = "encrypted"
    ENCRYPTED_PAUSED = "encrypted_paused"
    BROKEN_ARCHIVE = "broken_archive"
    MISSING_VOLUME = "missing_volume"
    UNPACK_ERROR = "unpack_error"
    CRASHED = "crashed"
    DISK_FULL = "disk_full"
    PAUSED_FOR_SPACE = "paused_for_space"
    NOT_WRITABLE = "not_writable"
    PATH_TOO_LONG = "path_too_long"
    SCRIPT_FAILED = "script_failed"
    REFUSED_BY_SCRIPT = "refused_by_script"
    OUTAGE = "outage"
    NO_SERVER = "no_server"
    NOTHING_COMES = "nothing_comes"
    UNREACHABLE = "unreachable"
    LOGIN_REFUSED = "login_refused"
    ACCOUNT_EXPIRED = "account_expired"
    TOO_MANY_CONNECTIONS = "too_many_connections"
    QUOTA_SPENT = "quota_spent"
    NZB_GONE = "nzb_gone"
    NZB_REFUSED = "nzb_refused"
    NZB_EMPTY = "nzb_empty"
    NZB_NOT_FETCHED = "nzb_not_fetched"
    NZB_AWAITED = "nzb_awaited"
    NZB_UNUSABLE = "nzb_unusable"
    INDEXER_UNKNOWN_HOST = "indexer_unknown_host"
    DUPLICATE = "duplicate"
    DUPLICATE_PAUSED = "duplicate_paused"
    UNWANTED_FILE = "unwanted_file"
    UNWANTED_PAUSED = "unwanted_paused"
    TOO_LARGE = "too_large"
    DANGEROUS_FILE = "dangerous_file"
    SAMPLE_ONLY = "sample_only"
    NO_AUDIO = "no_audio"
    NOT_AN_UPGRADE = "not_an_upgrade"
    WRONG_EPISODE = "wrong_episode"
    WRONG_SEASON = "wrong_season"
    WRONG_TITLE = "wrong_title"
    MANUAL_IMPORT = "manual_import"
    NO_FILES = "no_files"
    INCOMPLETE_IMPORT = "incomplete_import"
    ALREADY_IMPORTED = "already_imported"
    PATH_MISSING = "path_missing"
    NO_SPACE_TO_IMPORT = "no_space_to_import"
    NOT_ALLOWED_TO_IMPORT = "not_allowed_to_import"
    TITLE_TO_BE_ANNOUNCED = "title_to_be_announced"
    OTHER_BLOCK = "other_block"
    STUCK = "stuck"
    WRONG_LANGUAGE = "wrong_language"
    STOPPED = "stopped"
    REMOVED_FROM_CLIENT = "removed_from_client"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """The cause a kind belongs to, who is to blame as a rule, and how it is recognised (docs/recovery.md)."""

    cause: Cause
    at_fault: FaultOf
    seen_by: str


def _facts(cause: Cause, at_fault: FaultOf, seen_by: str) -> KindFacts:
    """Return the facts of a kind."""
    return KindFacts(cause=cause, at_fault=at_fault, seen_by=seen_by)


KINDS: Final[Mapping[Kind, KindFacts]] = {
    Kind.CANNOT_COMPLETE: _facts(
        Cause.ARTICLE_MISSING,
        FaultOf.RELEASE,
        'SABnzbd failed it with "Aborted, cannot be completed" or the not-complete address (any language)',
    ),
    Kind.NOT_ON_SERVERS: _facts(
        Cause.ARTICLE_MISSING,
        FaultOf.RELEASE,
        'SABnzbd failed it with "Not on your server(s)": no article came at all',
    ),
    Kind.TOO_FEW_ARTICLES: _facts(
        Cause.ARTICLE_MISSING,
        FaultOf.RELEASE,
        "SABnzbd's check before the download found too few articles",
    ),
    Kind.TOO_FEW_BLOCKS: _facts(
        Cause.PAR2_DAMAGED,
        FaultOf.RELEASE,
        "stage Repair failed, and the message counts the blocks that are missing (any language)",
    ),
    Kind.REPAIR_ERROR: _facts(
        Cause.PAR2_DAMAGED,
        FaultOf.UNKNOWN,
        "stage Repair failed without such a count: par2 itself failed",
    ),
    Kind.NOT_VERIFIED: _facts(
        Cause.PAR2_DAMAGED,
        FaultOf.RELEASE,
        "no par2, and the archive or its checksums did not verify",
    ),
    Kind.ENCRYPTED: _facts(
        Cause.PASSWORD, FaultOf.RELEASE, "SABnzbd failed it as encrypted or for want of a password"
    ),
    Kind.ENCRYPTED_PAUSED: _facts(
        Cause.PASSWORD,
        FaultOf.RELEASE,
        "paused in the queue with the label ENCRYPTED (any language)",
    ),
    Kind.BROKEN_ARCHIVE: _facts(
        Cause.UNPACK, FaultOf.RELEASE, "stage Unpack failed with a corrupt archive or a CRC error"
    ),
    Kind.MISSING_VOLUME: _facts(
        Cause.UNPACK,
        FaultOf.RELEASE,
        "stage Unpack found a volume or a part of a split file missing",
    ),
    Kind.UNPACK_ERROR: _facts(
        Cause.UNPACK, FaultOf.UNKNOWN, "stage Unpack failed with anything else"
    ),
    Kind.CRASHED: _facts(
        Cause.UNPACK,
        FaultOf.UNKNOWN,
        'post-processing was aborted, and SABnzbd warned "Post Processing Failed for" it',
    ),
    Kind.DISK_FULL: _facts(
        Cause.DISK_FULL,
        FaultOf.LOCAL,
        "the message tells of a full disk while repairing, unpacking or moving",
    ),
    Kind.PAUSED_FOR_SPACE: _facts(
        Cause.DISK_FULL,
        FaultOf.LOCAL,
        "the queue is paused, and SABnzbd warned that there is too little space",
    ),
    Kind.NOT_WRITABLE: _facts(
        Cause.PERMISSIONS, FaultOf.LOCAL, "files could not be written, moved or renamed"
    ),
    Kind.PATH_TOO_LONG: _facts(
        Cause.PERMISSIONS, FaultOf.LOCAL, "the file system takes no such path or size"
    ),
    Kind.SCRIPT_FAILED: _facts(
        Cause.SCRIPT, FaultOf.LOCAL, "stage Script failed, or the message names its exit code"
    ),
    Kind.REFUSED_BY_SCRIPT: _facts(
        Cause.SCRIPT, FaultOf.CONFIG, "the pre-queue script refused the job"
    ),
    Kind.OUTAGE: _facts(
        Cause.PROVIDER_DOWN,
        FaultOf.PROVIDER,
        "articles were missing while a news server failed, or two titles lacked articles within 15"
        " minutes and the test of the servers failed",
    ),
    Kind.NO_SERVER: _facts(
        Cause.PROVIDER_DOWN, FaultOf.CONFIG, "jobs wait to download, and no news server is enabled"
    ),
    Kind.NOTHING_COMES: _facts(
        Cause.PROVIDER_DOWN,
        FaultOf.PROVIDER,
        "jobs are downloading at 0 kB/s for two minutes, and no server says why",
    ),
    Kind.UNREACHABLE: _facts(
        Cause.PROVIDER_DOWN, FaultOf.PROVIDER, "a news server's error says that it is not reached"
    ),
    Kind.LOGIN_REFUSED: _facts(
        Cause.PROVIDER_DOWN, FaultOf.CONFIG, "a news server refuses the login (480, 481, 482)"
    ),
    Kind.ACCOUNT_EXPIRED: _facts(
        Cause.PROVIDER_DOWN,
        FaultOf.CONFIG,
        "a news server says that the account has expired or its volume is used up",
    ),
    Kind.TOO_MANY_CONNECTIONS: _facts(
        Cause.PROVIDER_DOWN, FaultOf.CONFIG, "a news server refuses further connections (400, 502)"
    ),
    Kind.QUOTA_SPENT: _facts(
        Cause.PROVIDER_DOWN, FaultOf.CONFIG, "the queue is paused, and SABnzbd's quota is spent"
    ),
    Kind.NZB_GONE: _facts(
        Cause.INDEXER, FaultOf.INDEXER, "the indexer no longer has the NZB (404)"
    ),
    Kind.NZB_REFUSED: _facts(Cause.INDEXER, FaultOf.CONFIG, "the indexer refuses the key (401)"),
    Kind.NZB_EMPTY: _facts(
        Cause.INDEXER,
        FaultOf.INDEXER,
        "the indexer sent no NZB: a limit was reached, or it is gone",
    ),
    Kind.NZB_NOT_FETCHED: _facts(
        Cause.INDEXER, FaultOf.INDEXER, "the NZB could not be fetched for another reason"
    ),
    Kind.NZB_AWAITED: _facts(
        Cause.INDEXER,
        FaultOf.INDEXER,
        "the job waits in the queue with the label WAIT (any language)",
    ),
    Kind.NZB_UNUSABLE: _facts(Cause.INDEXER, FaultOf.RELEASE, "the NZB cannot be read"),
    Kind.INDEXER_UNKNOWN_HOST: _facts(
        Cause.INDEXER,
        FaultOf.LOCAL,
        "the indexer's name does not resolve, or its certificate fails",
    ),
    Kind.DUPLICATE: _facts(Cause.DUPLICATE, FaultOf.CONFIG, "SABnzbd failed it as a duplicate"),
    Kind.DUPLICATE_PAUSED: _facts(
        Cause.DUPLICATE,
        FaultOf.CONFIG,
        "paused in the queue with the label DUPLICATE or ALTERNATIVE (any language)",
    ),
    Kind.UNWANTED_FILE: _facts(
        Cause.UNWANTED_CONTENT, FaultOf.RELEASE, "SABnzbd failed it for an unwanted extension"
    ),
    Kind.UNWANTED_PAUSED: _facts(
        Cause.UNWANTED_CONTENT,
        FaultOf.RELEASE,
        "paused in the queue with the label UNWANTED (any language)",
    ),
    Kind.TOO_LARGE: _facts(
        Cause.UNWANTED_CONTENT,
        FaultOf.CONFIG,
        "paused in the queue with the label TOO LARGE (any language)",
    ),
    Kind.DANGEROUS_FILE: _facts(
        Cause.UNWANTED_CONTENT,
        FaultOf.RELEASE,
        "Radarr or Sonarr found an executable or otherwise dangerous file in it",
    ),
    Kind.SAMPLE_ONLY: _facts(
        Cause.UNWANTED_CONTENT, FaultOf.RELEASE, "Radarr or Sonarr found nothing but a sample"
    ),
    Kind.NO_AUDIO: _facts(
        Cause.UNWANTED_CONTENT,
        FaultOf.RELEASE,
        "Radarr or Sonarr found no audio track in the file",
    ),
    Kind.NOT_AN_UPGRADE: _facts(
        Cause.IMPORT_BLOCKED, FaultOf.NONE, "what is in the library already is as good or better"
    ),
    Kind.WRONG_EPISODE: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.RELEASE,
        "the file is of another episode than the one that was grabbed",
    ),
    Kind.WRONG_SEASON: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.RELEASE,
        "the pack holds another season, or files of other episodes",
    ),
    Kind.WRONG_TITLE: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.UNKNOWN,
        "the name of the download is that of another film or series, or of none",
    ),
    Kind.MANUAL_IMPORT: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.NONE,
        "Radarr or Sonarr knows what it is only by its grab, and wants a person to confirm it",
    ),
    Kind.NO_FILES: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.UNKNOWN,
        "no file that can be imported was found, also while it is still being unpacked",
    ),
    Kind.INCOMPLETE_IMPORT: _facts(
        Cause.IMPORT_BLOCKED, FaultOf.UNKNOWN, "some of the expected episodes were not imported"
    ),
    Kind.ALREADY_IMPORTED: _facts(
        Cause.IMPORT_BLOCKED, FaultOf.NONE, "the very download was imported before"
    ),
    Kind.PATH_MISSING: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.CONFIG,
        "Radarr or Sonarr does not see the folder: mount, mapping of remote paths, or rights",
    ),
    Kind.NO_SPACE_TO_IMPORT: _facts(
        Cause.DISK_FULL, FaultOf.LOCAL, "Radarr or Sonarr finds too little space in the library"
    ),
    Kind.NOT_ALLOWED_TO_IMPORT: _facts(
        Cause.PERMISSIONS, FaultOf.LOCAL, "Radarr or Sonarr may not read, move or write the files"
    ),
    Kind.TITLE_TO_BE_ANNOUNCED: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.NONE,
        "the episode has no title yet; the import is tried again by itself",
    ),
    Kind.OTHER_BLOCK: _facts(
        Cause.IMPORT_BLOCKED,
        FaultOf.UNKNOWN,
        "the import is blocked for a reason that is not known",
    ),
    Kind.STUCK: _facts(
        Cause.STALLED,
        FaultOf.RELEASE,
        "the job has stayed at the same byte for a long time although the provider delivers",
    ),
    Kind.WRONG_LANGUAGE: _facts(
        Cause.WRONG_LANGUAGE,
        FaultOf.RELEASE,
        "the sound of the imported file, as Radarr or Sonarr read it, is in none of the wanted languages",
    ),
    Kind.STOPPED: _facts(Cause.USER_STOPPED, FaultOf.NONE, "somebody stopped or removed it"),
    Kind.REMOVED_FROM_CLIENT: _facts(
        Cause.USER_STOPPED,
        FaultOf.NONE,
        "it left SABnzbd unfinished, and neither a failure nor an import followed",
    ),
    Kind.UNKNOWN: _facts(Cause.UNKNOWN, FaultOf.UNKNOWN, "anything else"),
}
"""Every kind there is."""

LIKELIEST: Final[Mapping[Cause, Kind]] = {
    cause: next(kind for kind, facts in KINDS.items() if facts.cause is cause) for cause in Cause
}
"""The kind a cause stands for where nothing more is known, e.g. in records of earlier versions."""
