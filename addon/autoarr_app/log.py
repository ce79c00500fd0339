"""The log: one line of JSON each, on stdout, and no secret in it."""

from collections.abc import Iterable, Mapping, MutableMapping
import logging
import re
import sys
from typing import Any, Final, TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

GONE: Final = "**"

_SECRET_NAME: Final = re.compile(
    r"token|api[-_]?key|authori[sz]ation|password|passwd|secret|credential|cookie", re.IGNORECASE
)
_HARMLESS: Final = frozenset(
    {"tokens", "tokens_in", "tokens_out", "prompt_tokens_per_s", "tokens_per_s"}
)
"""Names that sound like secrets: the model's tokens are pieces of words."""

_IN_TEXT: Final = (
    # user:password@ of an address
    (re.compile(r"(?<=://)[^\s\"']*@"), GONE + "@"),
    # Authorization: Bearer …
    (re.compile(r"\b(bearer|basic)\s+[^\s\"',;]+", re.IGNORECASE), rf"\1 {GONE}"),
    # ?apikey=…, "token": "…", X-Plex-Token=…
    (
        re.compile(
            r"([\w-]*(?:token|api[-_]?key|password|passwd|secret)[\"']?\s*[=:]\s*)"
            r"(?:\"[^\"]*\"|'[^']*'|[^\s&\"',;}\])]+)",
            re.IGNORECASE,
        ),
        rf"\1{GONE}",
    ),
)
_DEPTH: Final = 8
_FIRST: Final = ("timestamp", "level", "event", "logger")


class Redactor:
    """Takes secrets out of what is to be logged: by name, by form, and those it knows."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Know these secrets."""
        self._secrets: list[str] = []
        for secret in secrets:
            self.learn(secret)

    def learn(self, secret: str) -> None:
        """Know a secret from now on; very short ones would make every text unreadable."""
        if len(secret) >= 6:
            self._secrets.append(secret)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        """Return the event without secrets, as a processor of structlog."""
        return self.mapping(event, _DEPTH)

    def mapping(self, values: Mapping[Any, Any], depth: int) -> MutableMapping[str, Any]:
        """Return a mapping without secrets."""
        return {
            self.text(str(name)): GONE if _is_secret(str(name), value) else self.value(value, depth)
            for name, value in values.items()
        }

    def value(self, value: object, depth: int = _DEPTH) -> object:
        """Return any value without secrets, as something JSON has."""
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, Mapping) and depth:
            return self.mapping(value, depth - 1)
        if isinstance(value, (list, tuple, set, frozenset)) and depth:
            return [self.value(item, depth - 1) for item in value]
        return self.text(value if isinstance(value, str) else str(value))

    def text(self, text: str) -> str:
        """Return a text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, GONE)
        for pattern, replacement in _IN_TEXT:
            text = pattern.sub(replacement, text)
        return text


def _is_secret(name: str, value: object) -> bool:
    """Tell whether the name says that the value is a secret."""
    if name.lower() in _HARMLESS or value is None or isinstance(value, (bool, int, float)):
        return False
    return bool(_SECRET_NAME.search(name))


def _as_json(_: WrappedLogger, __: str, event: EventDict) -> str:
    """Return the line, with what every line has at its beginning."""
    first = {name: event.pop(name) for name in _FIRST if name in event}
    return orjson.dumps(_encodable({**first, **event})).decode()


def _encodable(value: object) -> object:
    """Return what orjson takes: lone surrogates and huge numbers as their Python text."""
    if isinstance(value, Mapping):
        return {_encodable(str(name)): _encodable(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_encodable(item) for item in value]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**64:
        return str(value)
    return value


def configure(level: str, redactor: Redactor, stream: TextIO | None = None) -> None:
    """Have our own log and that of every library written as JSON lines, without secrets."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redactor,
                _as_json,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # Says every statement at info.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
