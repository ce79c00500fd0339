"""The one redaction function: no credential passes it."""

from collections.abc import Iterable
from functools import lru_cache
import json
import re
from typing import Final
from urllib.parse import quote, quote_plus

REDACTED: Final = "**REDACTED**"

MIN_SECRET: Final = 4
"""Known secrets shorter than this are left: masking them would mangle ordinary words."""

_CLEAR: Final = r"(?:api[ _-]?key|nzb[ _-]?key|passw(?:or)?d|passphrase|[_-](?:token|secret))"
_ANY: Final = rf"(?:{_CLEAR}|token|secret|credentials?)"
_ASSIGN: Final = r"(?:\s*(?:=|%3D)\s*|\\*[\"']\s*:\s*)"
_COLON: Final = r"\s*(?::|%3A)\s*"
"""A film may be called "The Secret: …", so a bare colon counts behind clear names only."""
_VALUE: Final = (
    r"(?:"
    r'\\+"(?:(?!\\+").)*(?:\\+")?'  # JSON inside a JSON string
    r'|"(?:[^"\\]|\\.)*"?'
    r"|'(?:[^'\\]|\\.)*'?"
    r"|[^\s&\"'<>]+"
    r")"
)
_ASSIGNED: Final = re.compile(
    rf"(?P<name>{_ANY}{_ASSIGN}|{_CLEAR}{_COLON}){_VALUE}", re.IGNORECASE | re.DOTALL
)
_HEADER: Final = re.compile(
    r"(?P<name>authorization\\*[\"']?\s*[:=])[^\r\n]*"
    r"|(?P<cookie>cookie\\*[\"']?\s*[:=])\s*\\*[\"']?[^\s;=]{1,80}=[^\r\n]*",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(
    r"\b(?P<scheme>bearer|basic)\s+(?=\S*[0-9=])[A-Za-z0-9._~+/=-]{16,}", re.IGNORECASE
)
_USERINFO: Final = re.compile(r"(?<=://)[^/\s?#\"'<>]*@")
_RSS_KEY: Final = re.compile(r"(?<=[?&]r=)[0-9A-Za-z]{16,}")
_JOB_PASSWORD: Final = re.compile(r"\{\{.{0,200}?\}\}", re.DOTALL)
_SENSITIVE_KEY: Final = re.compile(rf".*{_ANY}s?$|authorization$|(?:set-)?cookies?$", re.IGNORECASE)


def is_sensitive_key(name: str) -> bool:
    """Say whether a value under this name is a credential whatever it looks like."""
    return _SENSITIVE_KEY.match(name) is not None


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` without credentials.

    Masked are the known `secrets` (as they are, percent-encoded and
    in JSON, in any case), what is
    assigned to a name such as apikey, X-Api-Key, X-Plex-Token, access_token or
    password in URLs, JSON and headers, Authorization and Cookie headers, the user part
    of a URL, a newznab RSS key and SABnzbd's `{{password}}` in a job's name.
    """
    known = _pattern_of(tuple(secrets))
    if known is not None:
        text = known.sub(REDACTED, text)
    text = _USERINFO.sub(f"{REDACTED}@", text)
    text = _HEADER.sub(rf"\g<name>\g<cookie> {REDACTED}", text)
    text = _SCHEME.sub(rf"\g<scheme> {REDACTED}", text)
    text = _ASSIGNED.sub(rf"\g<name>{REDACTED}", text)
    text = _RSS_KEY.sub(REDACTED, text)
    return _JOB_PASSWORD.sub(f"{{{{{REDACTED}}}}}", text)


@lru_cache(maxsize=4)
def _pattern_of(secrets: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any spelling of the known secrets, the longest first; None for none."""
    spellings = {
        spelling
        for secret in secrets
        if len(secret) >= MIN_SECRET
        for spelling in _spellings(secret)
    }
    if not spellings:
        return None
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def _spellings(secret: str) -> tuple[str, ...]:
    """Return a secret as it is, in a URL and in JSON."""
    encodable = secret.encode("utf-8", "replace")
    return (
        secret,
        quote(encodable, safe=""),
        quote_plus(encodable),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    )
