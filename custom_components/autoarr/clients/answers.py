"""What an HTTP answer that is no success means: pure reading of status, headers and first bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from urllib.parse import quote

import orjson
from yarl import URL

MOST_WORDS = 500
REDACTED = "**REDACTED**"
_PROBLEM = re.compile(rb'"type"\s*:\s*"urn:autoarr:problem:([a-z0-9_-]{1,60})"')
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
_APPLICATIONS = (
    "Radarr",
    "Sonarr",
    "Lidarr",
    "Prowlarr",
    "Readarr",
    "Whisparr",
    "Bazarr",
    "SABnzbd",
    "NZBGet",
    "qBittorrent",
    "Plex",
    "Tautulli",
    "Jellyfin",
    "Overseerr",
    "Jellyseerr",
    "Home Assistant",
)
SERVARR_FAMILY = "an application of the Radarr and Sonarr family"
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|auth\w*|oauth2?|sso|saml2?|outpost)(?:$|[/._?-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, headers and the first bytes of an answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where an answer sends us: to a login, to the same API at another `address`, or to some other `target`."""

    login: bool
    address: str | None
    target: str


def is_markup(body: bytes | bytearray) -> bool:
    """Tell whether a body is HTML or XML instead of JSON."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def recognise(answer: Answer) -> str | None:
    """Return which application sent an answer, when its headers or page title tell."""
    if "X-Plex-Protocol" in answer.headers:
        return "Plex"
    if "X-Application-Version" in answer.headers:
        return SERVARR_FAMILY
    title = _TITLE.search(answer.body[:8192]) if is_markup(answer.body) else None
    if title is None:
        return None
    words = title[1].decode("utf-8", "replace").casefold()
    return next((name for name in _APPLICATIONS if name.casefold() in words), None)


def own_words(body: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what a service says about a refusal, and the (property, message) pairs it names.

    Radarr and Sonarr send a list of `{propertyName, errorMessage}`, `{message, description}` (the description is a stack
    trace) or ASP.NET's `{title, errors}`; SABnzbd sends `{error}` or plain text; our app `{detail, errors}` (RFC 9457),
    each error with the JSON pointer of the value.
    """
    if not body.strip() or is_markup(body):
        return "", ()
    try:
        value = orjson.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace"), ()
    fields: list[tuple[str, str]] = []
    if isinstance(value, list):
        fields = [
            (str(entry.get("propertyName") or ""), str(entry["errorMessage"]))
            for entry in value
            if isinstance(entry, dict) and entry.get("errorMessage")
        ]
    elif isinstance(value, dict):
        errors = value.get("errors")
        if isinstance(errors, dict):
            fields = [
                (str(name), str(message))
                for name, messages in errors.items()
                for message in (messages if isinstance(messages, list) else [messages])
            ]
        if isinstance(value.get("detail"), str) and value["detail"]:
            return value["detail"], _pointed(errors) or tuple(fields)
        for name in ("message", "error", "title") if not fields else ():
            if isinstance(value.get(name), str) and value[name]:
                return value[name], ()
    elif isinstance(value, str):
        return value, ()
    return "; ".join(message for _, message in fields), tuple(fields)


def problem_name(body: bytes) -> str | None:
    """Return which problem our app reports, None when somebody else answered; works on the first part of a body too."""
    found = _PROBLEM.search(body)
    return None if found is None else found[1].decode()


def _pointed(errors: object) -> tuple[tuple[str, str], ...]:
    """Return the (JSON pointer, detail) pairs of a problem's errors."""
    if not isinstance(errors, list):
        return ()
    return tuple(
        (str(error.get("pointer") or ""), str(error.get("detail") or ""))
        for error in errors
        if isinstance(error, dict)
    )


def redirect(requested: URL, path: str, location: str | None) -> Redirect | None:
    """Read a Location header (relative ones too); None when it names no place. `path` is the API's own part."""
    if not location:
        return None
    try:
        target = requested.join(URL(location))
        origin = str(target.origin())
    except ValueError, TypeError:
        return None
    shown = origin + target.raw_path
    login = _LOGIN.search(target.raw_path) or _LOGIN.search(target.raw_host or "")
    same_api = target.raw_path.endswith(path) and path != "/"
    return Redirect(
        login=not same_api and (bool(login) or target.raw_host != requested.raw_host),
        address=shown[: -len(path)] if same_api else None,
        target=shown,
    )


def clean(text: str, secret: str, most: int = MOST_WORDS) -> str:
    """Return a service's text as one capped line without the secret, in whatever case or encoding it comes back."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for form in (
        {secret, quote(secret, safe=""), orjson.dumps(secret).decode()[1:-1]} if secret else ()
    ):
        line = re.sub(re.escape(form), REDACTED, line, flags=re.IGNORECASE)
    return line if len(line) <= most else line[: most - 1] + "…"
