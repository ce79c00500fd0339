"""What the codes of recovery are called within a sentence: keys that the glue translates, with their English phrases."""

from collections.abc import Mapping
from typing import Final

from .causes import Cause, FaultOf, Kind
from .models import Policy, Strategy

type Word = Cause | Kind | FaultOf | Strategy | Policy

CAUSE_WORDS: Final[Mapping[Cause, str]] = {
    Cause.ARTICLE_MISSING: "articles are missing",
    Cause.PAR2_DAMAGED: "the data is damaged",
    Cause.PASSWORD: "it wants a password",
    Cause.UNPACK: "it cannot be unpacked",
    Cause.DISK_FULL: "the disk is full",
    Cause.PERMISSIONS: "files cannot be written",
    Cause.SCRIPT: "a script failed",
    Cause.PROVIDER_DOWN: "the news server does not deliver",
    Cause.INDEXER: "the indexer does not hand out the NZB",
    Cause.DUPLICATE: "it was downloaded before",
    Cause.UNWANTED_CONTENT: "it holds unwanted files",
    Cause.IMPORT_BLOCKED: "it is not imported",
    Cause.STALLED: "it does not move",
    Cause.WRONG_LANGUAGE: "it is in another language",
    Cause.USER_STOPPED: "somebody stopped it",
    Cause.UNKNOWN: "the cause is not known",
}

KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.CANNOT_COMPLETE: "too many articles are missing",
    Kind.NOT_ON_SERVERS: "no article of it is on the news servers",
    Kind.TOO_FEW_ARTICLES: "the check before the download found too few articles",
    Kind.TOO_FEW_BLOCKS: "there are too few repair blocks",
    Kind.REPAIR_ERROR: "the repair itself failed",
    Kind.NOT_VERIFIED: "its files do not match their checksums",
    Kind.ENCRYPTED: "it is encrypted",
    Kind.ENCRYPTED_PAUSED: "paused as encrypted",
    Kind.BROKEN_ARCHIVE: "the archive is broken",
    Kind.MISSING_VOLUME: "a part of the archive is missing",
    Kind.UNPACK_ERROR: "unpacking failed",
    Kind.CRASHED: "the post-processing of SABnzbd crashed",
    Kind.DISK_FULL: "the disk is full",
    Kind.PAUSED_FOR_SPACE: "the queue is paused for want of space",
    Kind.NOT_WRITABLE: "files or folders cannot be written",
    Kind.PATH_TOO_LONG: "the file system takes no such path or size",
    Kind.SCRIPT_FAILED: "the script after the download failed",
    Kind.REFUSED_BY_SCRIPT: "the pre-queue script refused it",
    Kind.OUTAGE: "the news server failed during the download",
    Kind.NO_SERVER: "no news server is enabled",
    Kind.NOTHING_COMES: "nothing comes from the news server",
    Kind.UNREACHABLE: "the news server cannot be reached",
    Kind.LOGIN_REFUSED: "the news server refuses the login",
    Kind.ACCOUNT_EXPIRED: "the account at the news server has expired or is used up",
    Kind.TOO_MANY_CONNECTIONS: "the news server refuses so many connections",
    Kind.QUOTA_SPENT: "the quota of SABnzbd is spent",
    Kind.NZB_GONE: "the indexer no longer has the NZB",
    Kind.NZB_REFUSED: "the indexer refuses the key",
    Kind.NZB_EMPTY: "the indexer sent no NZB",
    Kind.NZB_NOT_FETCHED: "the NZB could not be fetched",
    Kind.NZB_AWAITED: "the indexer keeps SABnzbd waiting for the NZB",
    Kind.NZB_UNUSABLE: "the NZB cannot be read",
    Kind.INDEXER_UNKNOWN_HOST: "the name or certificate of the indexer does not hold",
    Kind.DUPLICATE: "SABnzbd takes it for a duplicate",
    Kind.DUPLICATE_PAUSED: "paused as a duplicate",
    Kind.UNWANTED_FILE: "it holds a file with an unwanted extension",
    Kind.UNWANTED_PAUSED: "paused because of unwanted files",
    Kind.TOO_LARGE: "paused as too large",
    Kind.DANGEROUS_FILE: "it holds a dangerous file",
    Kind.SAMPLE_ONLY: "it holds nothing but a sample",
    Kind.NO_AUDIO: "it has no sound",
    Kind.NOT_AN_UPGRADE: "it is not better than what is there",
    Kind.WRONG_EPISODE: "it is another episode",
    Kind.WRONG_SEASON: "it is another season, or holds other episodes",
    Kind.WRONG_TITLE: "its name is not that of the title",
    Kind.MANUAL_IMPORT: "somebody has to confirm what it is",
    Kind.NO_FILES: "it holds no file that can be imported",
    Kind.INCOMPLETE_IMPORT: "some of its episodes were not imported",
    Kind.ALREADY_IMPORTED: "it was imported before",
    Kind.PATH_MISSING: "its folder cannot be seen from there",
    Kind.NO_SPACE_TO_IMPORT: "there is too little space in the library",
    Kind.NOT_ALLOWED_TO_IMPORT: "its files may not be read, moved or written there",
    Kind.TITLE_TO_BE_ANNOUNCED: "the episode has no title yet",
    Kind.OTHER_BLOCK: "the import is blocked, and it is not known why",
    Kind.STUCK: "it has not moved for a long time",
    Kind.WRONG_LANGUAGE: "its sound is in none of the wanted languages",
    Kind.STOPPED: "somebody stopped it",
    Kind.REMOVED_FROM_CLIENT: "it was removed before it was finished",
    Kind.UNKNOWN: "the cause is not known",
}

FAULT_WORDS: Final[Mapping[FaultOf, str]] = {
    FaultOf.RELEASE: "the release",
    FaultOf.PROVIDER: "the provider",
    FaultOf.INDEXER: "the indexer",
    FaultOf.LOCAL: "this machine",
    FaultOf.CONFIG: "a setting",
    FaultOf.NONE: "nobody",
    FaultOf.UNKNOWN: "not known",
}

STRATEGY_WORDS: Final[Mapping[Strategy, str]] = {
    Strategy.RETRY_NOW: "retry at once",
    Strategy.RETRY_LATER: "search again later",
    Strategy.NEXT_RELEASE: "take another release",
    Strategy.LOWER_QUALITY: "take a lower quality",
    Strategy.FORCE_IMPORT: "import it",
    Strategy.END_JOB: "end the job",
    Strategy.PAUSE_QUEUE: "pause the queue",
    Strategy.HOLD: "wait",
    Strategy.ASK: "ask",
    Strategy.REPORT: "report",
    Strategy.LEAVE: "leave it alone",
}

POLICY_WORDS: Final[Mapping[Policy, str]] = {
    Policy.AUTO: "done by itself",
    Policy.ASK: "asked first",
    Policy.REPORT: "only reported",
    Policy.OFF: "never done",
}

_TOPICS: Final[Mapping[type[Word], str]] = {
    Cause: "cause",
    Kind: "kind",
    FaultOf: "at_fault",
    Strategy: "strategy",
    Policy: "policy",
}


def key_of(word: Word) -> str:
    """Return the key of a word: "cause_disk_full"."""
    return f"{_TOPICS[type(word)]}_{word.value}"


WORDS: Final[Mapping[str, str]] = {
    key_of(word): phrase
    for table in (CAUSE_WORDS, KIND_WORDS, FAULT_WORDS, STRATEGY_WORDS, POLICY_WORDS)
    for word, phrase in table.items()
}
"""Every phrase by its key. Each fits between brackets in the middle of a sentence, and holds no placeholder."""


def word_of(topic: str, code: str) -> Word | None:
    """Return the word of a code that was written down ("cause", "disk_full"), None for one nobody knows."""
    for kind, name in _TOPICS.items():
        if name == topic and code in {member.value for member in kind}:
            return kind(code)
    return None
