"""Redaction: no credential passes, and what is none stays readable."""

import json
from urllib.parse import quote

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.explain import Explainer
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.redact import REDACTED, is_sensitive_key, redact

KEY = "0123456789abcdef0123456789abcdef"

hard_words = st.text("abcdefghijklmnopqrstuvwxyz0123456789!#%+/?@ \\äé", min_size=6, max_size=40)
keys = st.text("0123456789abcdef", min_size=16, max_size=40)
anything = st.text(max_size=300)


@given(before=anything, secret=keys, after=anything)
def test_a_known_secret_never_survives(before: str, secret: str, after: str) -> None:
    """Wherever it stands, and in whatever case."""
    for spelling in (secret, secret.upper()):
        masked = redact(f"{before}{spelling}{after}", [secret])
        assert secret not in masked.lower()


@given(first=keys, second=keys, text=st.data())
def test_secrets_that_overlap_all_vanish(first: str, second: str, text: st.DataObject) -> None:
    """One secret may be part of another or end as the other begins."""
    parts = [first, second, first + second, first[:4], second[-4:], " "]
    drawn = "".join(text.draw(st.lists(st.sampled_from(parts), max_size=12)))
    masked = redact(drawn, [first, second, first + second])
    assert first not in masked
    assert second not in masked


@given(secret=hard_words)
def test_a_known_secret_is_found_in_urls_and_in_json(secret: str) -> None:
    """Percent-encoded and JSON-escaped it is the same secret."""
    encoded = quote(secret, safe="")
    escaped = json.dumps(secret)
    masked = redact(f"GET /x/{encoded}/y said {escaped}", [secret])
    assert masked == f'GET /x/{REDACTED}/y said "{REDACTED}"'


@pytest.mark.parametrize(
    "text",
    [
        f"http://nas:8080/api?mode=queue&apikey={KEY}&output=json",
        f"http://nas:8080/api?apikey={KEY}",
        f"https://indexer.example/getnzb?id=5&api_key={KEY}",
        f"https://indexer.example/getnzb/5.nzb&i=7&r={KEY}",
        f"https://proxy.example/?url=http%3A%2F%2Fnas%2Fapi%3Fapikey%3D{KEY}%26mode%3Dqueue",
        f"http://nas:32400/library?X-Plex-Token={KEY}",
        f"X-Api-Key: {KEY}",
        f"{{'X-Api-Key': '{KEY}', 'Accept': '*/*'}}",
        f'{{"apiKey": "{KEY}", "name": "Radarr"}}',
        f'{{"body": "{{\\"apiKey\\": \\"{KEY}\\", \\"x\\": 1}}"}}',
        f'{{"password" : "with \\" quote {KEY}"}}',
        f"{{'nzbKey':'{KEY}'}}",
        f"password = {KEY}",
        f"Password: {KEY}",
        f"client_secret={KEY}",
        f"access_token={KEY}#state",
        f"refresh_token: {KEY}",
        f"token='{KEY}'",
        f"Authorization: Bearer {KEY}",
        f"Authorization: Basic {KEY}==",
        f'"authorization": "Digest username=me, response={KEY}"',
        f"sent with bearer {KEY}",
        f"Set-Cookie: SonarrAuth={KEY}; path=/; httponly",
        f"Cookie: a=1; b={KEY}",
        f"ftp://me:{KEY}@nas/share",
        f"http://me:p@{KEY}@nas:8080/",
        f"http://{KEY}@nas:8080/",
        f"Dune.2021.2160p{{{{{KEY}}}}}.nzb",
        f"APIKEY={KEY}",
        f"sabnzbd_api key: {KEY}",
    ],
)
def test_a_credential_is_known_by_the_name_it_is_given(text: str) -> None:
    """Nobody registered these: the name in front tells."""
    masked = redact(text)
    assert KEY not in masked
    assert KEY[8:] not in masked
    assert REDACTED in masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dune (2021)",
        "The Secret: Dare to Dream (2020)",
        "Basic Instinct (1992) was grabbed",
        "Token of Love",
        "Cookie: the dog that stayed",
        "Unpacking failed, archive requires a password",
        "API Key Incorrect",
        "http://nas:7878/radarr/api/v3/queue?page=1&pageSize=200",
        "SABnzbd_nzo_4k8a1z2x failed: Aborted, cannot be completed",
        "http://[fd00::12]:8989/ refused the connection",
        "mail me at someone@example.org",
        "/downloads/complete/movies/Dune.2021.2160p.UHD.BluRay.x265-GROUP",
    ],
)
def test_what_is_no_credential_stays_as_it_is(text: str) -> None:
    """Titles, paths and messages are what the journal is for."""
    assert redact(text) == text


def test_the_rest_of_a_url_stays_readable() -> None:
    """The person who reads the log needs the address and the mode."""
    masked = redact(f"http://me:pw@nas:8080/api?mode=queue&apikey={KEY}&output=json")
    assert masked == f"http://{REDACTED}@nas:8080/api?mode=queue&apikey={REDACTED}&output=json"


def test_a_secret_too_short_to_be_one_mangles_nothing() -> None:
    """An empty or tiny key is a mistake in a form, not a reason to lose the journal."""
    assert redact("a movie about me", ["", "me", "a"]) == "a movie about me"


@given(text=anything, secrets=st.lists(keys, max_size=3))
def test_redacting_again_changes_nothing(text: str, secrets: list[str]) -> None:
    """Events pass more than one door."""
    once = redact(text, secrets)
    assert redact(once, secrets) == once


@given(st.text("api_key=token:\"'\\ {}%3D&?r=://@", max_size=200))
def test_no_mixture_of_names_and_marks_breaks_it(text: str) -> None:
    """Half-written assignments are common in log lines cut in the middle."""
    once = redact(text)
    assert redact(once) == once


def test_a_very_long_text_is_no_way_to_stop_it() -> None:
    """Each pattern looks at each place once."""
    for piece in ("a", "://", "{{", "token", '\\"', "password=", "bearer ", "\n ", "cookie:a"):
        assert isinstance(redact(piece * (100_000 // len(piece))), str)


@pytest.mark.parametrize(
    "name",
    ["api_key", "apiKey", "X-Api-Key", "X-Plex-Token", "password", "nzb_key", "Authorization"],
)
def test_a_name_of_a_credential_is_recognised(name: str) -> None:
    """Whatever its value looks like."""
    assert is_sensitive_key(name)


@pytest.mark.parametrize("name", ["title", "keyboard", "cause", "monkey", "nzo_id", "path"])
def test_an_ordinary_name_is_not(name: str) -> None:
    """The data of an event must stay useful."""
    assert not is_sensitive_key(name)


@pytest.mark.parametrize("kind", ServiceKind)
def test_words_about_a_refused_key_stay_whole(kind: ServiceKind) -> None:
    """What a client says of a key is no key: it goes into the journal and the logbook."""
    endpoint = Endpoint(url="http://127.0.0.1:7878", api_key=KEY)
    told = str(Explainer(kind=kind, endpoint=endpoint).unauthorised("/api"))
    assert redact(told, [KEY]) == told
