"""Takes the credentials out of a document before anything else sees it; pure.

A credential that is set becomes `REDACTED`; one that is not stays empty, so that rules can ask whether it is set.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
import re
from typing import Final

from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from ..journal.redact import REDACTED, is_sensitive_key, redact

_PRIVATE: Final = frozenset({"apikey", "password", "username"})
"""Kinds of `privacy` that a field of a provider of Radarr and Sonarr can have."""

_CREDENTIALS: Final = frozenset(
    {
        "apprise_urls",
        "customcertificatekey",
        "email_account",
        "email_pwd",
        "headers",
        "passkey",
        "passwordconfirmation",
        "plexonlinemail",
        "plexonlineusername",
        "proxyusername",
        "pushover_userkey",
        "userkey",
        "username",
    }
)
"""Names, without regard to case, that `is_sensitive_key` does not know."""

_TARGETS: Final = re.compile(r"apprise_target_(?!.*_enable$)", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"(?P<server>[a-z][a-z0-9+.-]*://[^/?#]*)[/?#].+", re.IGNORECASE | re.DOTALL
)


def clean(
    document: JsonValue, *, kind: ServiceKind, document_name: str = "", secrets: Iterable[str] = ()
) -> JsonValue:
    """Return a copy of a document without credentials; all else is the very same.

    Removed are what lies under a name of a credential, fields of a provider that are private, the path of addresses
    that a provider calls (whoever knows it can call too), and in any text the known `secrets`, the user in a URL and
    keys in its parameters.
    """
    named = document_name if kind in (ServiceKind.RADARR, ServiceKind.SONARR) else ""
    mask = REDACTED.casefold()
    known = tuple(dict.fromkeys(one for one in secrets if one and one.casefold() not in mask))
    return _Cleaner(known, hide_addresses=named == "notification").value(document)


class _Cleaner:
    """Walks one document; texts that repeat are judged once."""

    def __init__(self, secrets: tuple[str, ...], *, hide_addresses: bool) -> None:
        """Mask these secrets wherever they stand."""
        self._secrets = secrets
        self._hide_addresses = hide_addresses
        self._judged: dict[str, str] = {}

    def value(self, value: JsonValue) -> JsonValue:
        """Clean anything."""
        match value:
            case str():
                return self._text(value)
            case list():
                return [self.value(entry) for entry in value]
            case dict():
                return self._object(value)
            case int() | float() if not isinstance(value, bool):
                return REDACTED if self._text(str(value)) != str(value) else value
        return value

    def _object(self, raw: JsonObject) -> JsonObject:
        """Clean an object; an entry of `fields` by the name and the privacy it tells."""
        private = _is_private_field(raw)
        cleaned: JsonObject = {}
        for name, value in raw.items():
            if is_credential(name) or (private and name == "value"):
                cleaned[self._text(name)] = masked(value)
            else:
                cleaned[self._text(name)] = self.value(value)
        if self._hide_addresses and not private and _is_address(raw):
            cleaned["value"] = _CALLED.sub(rf"\g<server>/{REDACTED}", str(cleaned["value"]))
        return cleaned

    def _text(self, text: str) -> str:
        """Return a text without what is secret in it."""
        found = self._judged.get(text)
        if found is None:
            found = self._judged[text] = redact(text, self._secrets)
        return found


@lru_cache(maxsize=4096)
def is_credential(name: str) -> bool:
    """Say whether what lies under a name is a credential or the name of an account."""
    lowered = name.casefold()
    return is_sensitive_key(name) or lowered in _CREDENTIALS or bool(_TARGETS.match(lowered))


def masked(value: JsonValue) -> JsonValue:
    """Return REDACTED for what is set; what is empty, and a switch, is no credential."""
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        return value
    return REDACTED


def _is_private_field(raw: Mapping[str, JsonValue]) -> bool:
    """Say whether an object is a field of a provider that holds a credential."""
    name, privacy = raw.get("name"), raw.get("privacy")
    if "value" not in raw or not isinstance(name, str):
        return False
    if isinstance(privacy, str) and privacy.casefold() in _PRIVATE:
        return True
    return raw.get("type") == "password" or is_credential(name)


def _is_address(raw: Mapping[str, JsonValue]) -> bool:
    """Say whether an object is a field that says what a provider calls."""
    name, value = raw.get("name"), raw.get("value")
    return isinstance(name, str) and isinstance(value, str) and name.casefold().endswith("url")
