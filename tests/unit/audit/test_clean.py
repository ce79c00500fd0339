"""No credential gets into the audit; everything else does, as it is."""

import copy
import json
from typing import Any

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.autoarr.audit.clean import clean, is_credential
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.redact import REDACTED

RADARR, SONARR = ServiceKind.RADARR, ServiceKind.SONARR
SABNZBD, PLEX = ServiceKind.SABNZBD, ServiceKind.PLEX
SECRET = "the key of the house"

harmless = st.text(st.characters(codec="utf-8", exclude_characters="=:{}@%&?"), max_size=20).filter(
    lambda text: not any(word in text.casefold() for word in ("bearer", "basic"))
)
names = st.sampled_from(
    ["name", "path", "port", "enable", "logLevel", "fields", "items", "value", "implementation"]
)
sensitive = st.sampled_from(
    [
        "apiKey",
        "api_key",
        "nzb_key",
        "apikey",
        "password",
        "passwordConfirmation",
        "sslCertPassword",
        "proxyUsername",
        "username",
        "email_account",
        "email_pwd",
        "authToken",
        "PlexOnlineToken",
        "PlexOnlineMail",
        "prowl_apikey",
        "pushover_userkey",
        "apprise_urls",
        "apprise_target_failed",
        "cookie",
        "clientSecret",
    ]
)
plain = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False)
documents = st.recursive(
    plain | harmless,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
kinds = st.sampled_from(ServiceKind)


def cleaned(document: Any, kind: ServiceKind = RADARR, name: str = "", *secrets: str) -> Any:
    """Clean a document."""
    return clean(document, kind=kind, document_name=name, secrets=secrets)


def leaves(value: Any) -> list[Any]:
    """Return every value that is neither list nor object."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


@given(documents, kinds)
def test_what_is_no_secret_stays_the_very_same(document: Any, kind: ServiceKind) -> None:
    """Also in type, also in order; and what was handed in is not touched."""
    before = copy.deepcopy(document)
    assert json.dumps(cleaned(document, kind, "config/host", SECRET)) == json.dumps(before)
    assert document == before


@given(documents, sensitive, documents, kinds)
def test_nothing_under_a_sensitive_name_survives(
    around: Any, name: str, value: Any, kind: ServiceKind
) -> None:
    """Whatever it is; what is not set stays not set, and a switch is no secret."""
    found = cleaned({"around": around, "deep": [{name: value}]}, kind)
    masked = found["deep"][0][name]
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        assert masked == value
    else:
        assert masked == REDACTED
    assert json.dumps(found["around"]) == json.dumps(around)


@given(
    documents,
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=30),
    harmless,
    kinds,
)
@settings(max_examples=200)
def test_no_known_secret_survives_anywhere(
    document: Any, secret: str, around: str, kind: ServiceKind
) -> None:
    """In a text, in a name, in a list, in any case of letters."""
    assume(secret.casefold() not in REDACTED.casefold())
    hidden = {"a": [around + secret, {"b": secret.upper()}], secret: 1, "doc": document}
    told = leaves(cleaned(hidden, kind, "", secret)) + list(cleaned(hidden, kind, "", secret))
    for leaf in told:
        assert secret.casefold() not in str(leaf).casefold().replace(REDACTED.casefold(), "")


@given(documents, sensitive, documents, st.text(max_size=40), kinds)
def test_cleaning_twice_is_cleaning_once(
    around: Any, name: str, value: Any, text: str, kind: ServiceKind
) -> None:
    """So that drift sees no change where there is none."""
    document = {"around": around, name: value, "text": text, "fields": [{"name": name, "value": 1}]}
    once = cleaned(document, kind, "notification", SECRET)
    assert cleaned(once, kind, "notification", SECRET) == once


@pytest.mark.parametrize("privacy", ["apiKey", "password", "userName"])
def test_a_private_field_of_a_provider(privacy: str) -> None:
    """Masked by the service or not; an empty one stays empty, its neighbours stay."""
    fields: list[dict[str, Any]] = [
        {"name": "host", "value": "sabnzbd", "privacy": "normal"},
        {"name": "odd", "value": "********", "privacy": privacy},
        {"name": "number", "value": 4711, "privacy": privacy},
        {"name": "none", "value": "", "privacy": privacy},
        {"name": "apiKey", "value": "in clear", "privacy": "normal"},
        {"name": "pin", "value": "1234", "type": "password"},
        {"name": "gone", "privacy": privacy},
    ]
    found = cleaned([{"id": 1, "fields": fields}], RADARR, "downloadclient")[0]["fields"]
    assert [item.get("value") for item in found] == [
        "sabnzbd",
        REDACTED,
        REDACTED,
        "",
        REDACTED,
        REDACTED,
        None,
    ]


def test_the_address_a_connection_calls_is_a_secret_too() -> None:
    """Whoever knows the path can call it; the server, and other addresses, stay."""
    fields = [
        {"name": "webHookUrl", "value": "https://chat.example.org/api/webhooks/1/abcdef"},
        {"name": "url", "value": "http://ha.local:8123"},
        {"name": "headers", "value": [{"key": "X-Auth", "value": "abc"}]},
        {"name": "host", "value": "plex"},
    ]
    found = cleaned([{"fields": fields}], SONARR, "notification")[0]["fields"]
    assert [item["value"] for item in found] == [
        f"https://chat.example.org/{REDACTED}",
        "http://ha.local:8123",
        REDACTED,
        "plex",
    ]
    base = [{"fields": [{"name": "baseUrl", "value": "https://indexer.example.org/api"}]}]
    assert cleaned(base, SONARR, "indexer") == base


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "https://me:pw@indexer.example.org/api?t=search&apikey=abcdef0123&id=1",
            f"https://{REDACTED}@indexer.example.org/api?t=search&apikey={REDACTED}&id=1",
        ),
        ("socks5://user:pass@10.0.0.1:1080", f"socks5://{REDACTED}@10.0.0.1:1080"),
        ("{Movie CleanTitle} {(Release Year)} {imdb-{ImdbId}}", None),
        ("/downloads/complete/{tv}", None),
        ("1 0 3 1234567 resume ", None),
    ],
)
def test_texts(text: str, found: str | None) -> None:
    """Addresses lose what opens doors; formats, paths and schedules stay."""
    assert cleaned({"x": text}) == {"x": text if found is None else found}


def test_whether_a_credential_is_set_can_still_be_asked() -> None:
    """Of the login of SABnzbd, say."""
    misc = {"username": "me", "password": "**********", "email_pwd": "", "port": "8080"}
    assert cleaned(misc, SABNZBD, "misc") == {
        "username": REDACTED,
        "password": REDACTED,
        "email_pwd": "",
        "port": "8080",
    }
    prefs = {"PlexOnlineToken": "abc", "RelayEnabled": True, "customCertificateKey": ""}
    assert cleaned(prefs, PLEX, "prefs") == prefs | {"PlexOnlineToken": REDACTED}


@pytest.mark.parametrize(
    "name", ["password_file", "script_dir", "authenticationMethod", "tags", "keep_awake", "key"]
)
def test_names_that_only_look_like_it(name: str) -> None:
    """Rules need them."""
    assert not is_credential(name)
