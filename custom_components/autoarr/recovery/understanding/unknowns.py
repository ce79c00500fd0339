"""Messages that nobody understands yet: collected for the user to report, without the names of what was downloaded."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
import re
from typing import Final

from ...clients.service import ServiceKind
from ...journal.trim import trim_text
from ..causes import Cause, Kind
from ..keeping.ledger import Ledger
from ..models import Failure
from ..records import UnknownMessage

TEXT_CHARS: Final = 200
GONE: Final = "…"
"""What stands for a name, a path or an address."""

_LABEL: Final = re.compile(r"^[a-z]+: ")
"""How evidence begins: what was read, "message" or "history"."""

_STAGE: Final = "stage: "
_ADDRESS: Final = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.IGNORECASE)
_ROOT: Final = r"(?:[A-Za-z]:\\|\\\\|/)"
_PATH: Final = re.compile(
    rf"([\"']){_ROOT}(?:(?!\1).)+\1"
    rf"|(?<![\w/\\]){_ROOT}[^\s\"'<>:|/\\]+[/\\][^\s\"'<>:|]*"
    r"|(?<!\S)[^\s/\\]+[/\\]\S+\.\w{2,4}\b"
)
"""A path between quotes; one without spaces; what is left of one with spaces, down to its file."""

_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = r"[\W_]+"
_ADDED: Final = re.compile(r"\s*(?:\(\d{4}\)|S\d{1,4}(?:E\d{1,4})*)\s*$", re.IGNORECASE)
"""What a label adds to a title: its year, or the season and episodes."""

_SHORTEST: Final = 4
"""Names with fewer letters and figures are left: without "It" no sentence could be read."""


def is_unclear(failure: Failure) -> bool:
    """Say whether a failure says something that no table knows."""
    return failure.cause is Cause.UNKNOWN or failure.kind is Kind.OTHER_BLOCK


def message_of(failure: Failure, version: str, now: datetime) -> UnknownMessage | None:
    """Return what an unclear failure says, fit to be shown to others; None when it says nothing."""
    if not is_unclear(failure) or not failure.evidence:
        return None
    text = anonymous(_LABEL.sub("", failure.evidence[0]), _names(failure))
    if not _WORD.search(text):
        return None
    asked = failure.item.kind if failure.blocked and failure.item else ServiceKind.SABNZBD
    return UnknownMessage(service=asked, version=version, text=text, at=now)


def stage_of(failure: Failure) -> str:
    """Return the stage of post-processing a failure was in, nothing where none is known."""
    found = (text.removeprefix(_STAGE) for text in failure.evidence if text.startswith(_STAGE))
    return next(found, "")


def anonymous(text: str, names: Iterable[str]) -> str:
    """Return text on one line without credentials, addresses, paths and these names.

    A name is known in any case and with anything between its words ("Some.Film" for "some film"),
    also where the text was cut in the middle of it.
    """
    text = trim_text(text, 2 * TEXT_CHARS)
    text = _PATH.sub(GONE, _ADDRESS.sub(GONE, text))
    for words in sorted({tuple(_WORD.findall(name)) for name in names}, key=len, reverse=True):
        if sum(map(len, words)) >= _SHORTEST:
            text = _without(text, words)
    return trim_text(text, TEXT_CHARS)


def collect(ledger: Ledger, failure: Failure, version: str, now: datetime) -> Failure:
    """Collect what a new failure says when it is unclear; return it with the guess known for that text.

    Called once each time a job fails, with the version of the service that said it. What the ledger has
    of the failure counts, where it has it.
    """
    failure = ledger.get(failure.key) or failure
    message = message_of(failure, version, now)
    guess: Cause | None = None
    if message is not None:
        ledger.note_unknown(message)
        guess = _guess(ledger, message)
    return failure if failure.suggested is guess else ledger.put(replace(failure, suggested=guess))


def take_guess(ledger: Ledger, failure: Failure, cause: Cause, now: datetime) -> None:
    """Keep what a model makes of the message of a failure, for all that say the same.

    It is shown and nothing else: no decision reads it. That the model does not know either is kept
    too, so that it is not asked again.
    """
    message = message_of(failure, "", now)
    if message is None:
        return
    known = next((one for one in ledger.contents.unknowns if _same(one, message)), None)
    noted = message if known is None else replace(known, count=0)
    ledger.note_unknown(replace(noted, suggested=cause))
    guess = _guess(ledger, message)
    for other in ledger.failures():
        said = message_of(other, "", now)
        if said is not None and _same(said, message) and other.suggested is not guess:
            ledger.put(replace(other, suggested=guess))


def _guess(ledger: Ledger, message: UnknownMessage) -> Cause | None:
    """Return what a model made of a text, None while it has not been asked or does not know."""
    found = (one.suggested for one in ledger.contents.unknowns if _same(one, message))
    guess = next(found, None)
    return None if guess is Cause.UNKNOWN else guess


def _same(one: UnknownMessage, other: UnknownMessage) -> bool:
    """Say whether two messages are the same words of the same service."""
    return (one.service, one.text) == (other.service, other.text)


def _names(failure: Failure) -> Iterator[str]:
    """Yield what a failed download and its title are called."""
    yield failure.name
    yield failure.title
    yield _ADDED.sub("", failure.title)
    if failure.grab is not None:
        yield failure.grab.source_title
        yield failure.grab.download_id
    yield from failure.jobs


def _without(text: str, words: tuple[str, ...]) -> str:
    """Return text without a name, whole anywhere or cut off at the end."""
    name = _BETWEEN.join(map(re.escape, words))
    # One word alone may be one of the sentence: then only its very spelling is the name.
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    text = re.sub(rf"(?<![^\W_]){name}(?![^\W_])", GONE, text, flags=flags)
    return _without_beginning(text, words) if len(words) > 1 else text


def _without_beginning(text: str, words: tuple[str, ...]) -> str:
    """Return text that does not end in the first words of a name."""
    found = list(_WORD.finditer(text))
    for count in range(min(len(words), len(found)), 1, -1):
        tail = [match.group().casefold() for match in found[-count:]]
        head = [word.casefold() for word in words[:count]]
        if tail[:-1] == head[:-1] and head[-1].startswith(tail[-1]):
            return text[: found[-count].start()] + GONE
    return text
