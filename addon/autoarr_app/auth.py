"""The access token: made on first start, compared without telling how much of it was right."""

from hashlib import sha256
import hmac
from pathlib import Path
import secrets
import stat
from typing import Final

import structlog

from .files import write_private

LEAST_CHARS: Final = 24
MOST_CHARS: Final = 512

_log = structlog.get_logger(__name__)


class TokenError(Exception):
    """The token file cannot be used; the text says why and what to do."""


class Guard:
    """Knows the token and tells whether a header carries it."""

    def __init__(self, token: str) -> None:
        """Keep only what is compared."""
        self._expected = _digest(token)

    def admits(self, header: str | None) -> bool:
        """Tell whether an Authorization header carries the token, in constant time."""
        scheme, _, given = (header or "").partition(" ")
        # Digests are of one length: nothing is learnt from how long a guess is either.
        same = hmac.compare_digest(_digest(given.strip()), self._expected)
        return same and scheme.lower() == "bearer"


def _digest(token: str) -> bytes:
    """Return what stands for a token in the comparison."""
    return sha256(token.encode("utf-8", "surrogateescape")).digest()


def read_or_make_token(path: Path) -> str:
    """Return the token in this file, which is made if it is missing; raises TokenError."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(path)
    except OSError as err:
        raise TokenError(f"the token file {path} cannot be read: {err.strerror}") from None
    except UnicodeDecodeError:
        raise TokenError(f"the token file {path} holds no token; {_REMEDY}") from None
    if not LEAST_CHARS <= len(token) <= MOST_CHARS:
        raise TokenError(
            f"the token in {path} has {len(token)} characters, "
            f"{LEAST_CHARS} to {MOST_CHARS} are allowed; {_REMEDY}"
        )
    if not token.isprintable() or " " in token:
        raise TokenError(f"the token file {path} holds more than one word; {_REMEDY}")
    _keep_private(path)
    return token


_REMEDY: Final = "delete the file to have a new token made at the next start"


def _make(path: Path) -> str:
    """Make a token and write it; raises TokenError."""
    token = secrets.token_urlsafe(32)
    try:
        write_private(path, token + "\n")
    except OSError as err:
        raise TokenError(f"the token file {path} cannot be written: {err.strerror}") from None
    _log.info("token_made", file=str(path))
    return token


def _keep_private(path: Path) -> None:
    """Take the file away from other users, as far as we may."""
    try:
        mode = path.stat().st_mode
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            path.chmod(0o600)
            _log.warning("token_was_readable", file=str(path), mode=oct(stat.S_IMODE(mode)))
    except OSError as err:
        # A secret mounted into the container: whoever mounted it decides who reads it.
        _log.warning("token_is_readable", file=str(path), reason=err.strerror)
