"""Addresses as people type them become addresses a client can use."""

from hypothesis import given, settings, strategies as st
import pytest
from yarl import URL

from custom_components.autoarr.clients.base import Endpoint, InvalidUrl, UrlProblem, normalise_url


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("http://radarr.local:7878", "http://radarr.local:7878"),
        ("  http://radarr.local:7878/  ", "http://radarr.local:7878"),
        ("radarr.local:7878", "http://radarr.local:7878"),
        ("192.168.1.10:7878", "http://192.168.1.10:7878"),
        ("//nas:8080", "http://nas:8080"),
        ("HTTPS://NAS.example.org/", "https://nas.example.org"),
        ("https://nas.example.org:443/radarr/", "https://nas.example.org/radarr"),
        ("http://nas/a/b//", "http://nas/a/b"),
        ("http://nas:7878/?apikey=1#/queue", "http://nas:7878"),
        ("http://nas:7878/radarr?x=1", "http://nas:7878/radarr"),
        ("http://[::1]:7878/", "http://[::1]:7878"),
        ("[fe80::1]:7878", "http://[fe80::1]:7878"),
        ("fe80::1", "http://[fe80::1]"),
        ("https://[2001:db8::2]/sonarr/", "https://[2001:db8::2]/sonarr"),
        ("http://nas/m%C3%A9dia", "http://nas/m%C3%A9dia"),
    ],
)
def test_an_address_is_made_usable(typed: str, used: str) -> None:
    """Scheme, slash, query, fragment and brackets are put right; the base path stays."""
    assert normalise_url(typed) == used


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", UrlProblem.EMPTY),
        ("   ", UrlProblem.EMPTY),
        ("ftp://nas", UrlProblem.SCHEME),
        ("file:///etc/passwd", UrlProblem.SCHEME),
        ("http://", UrlProblem.HOST),
        ("http:///radarr", UrlProblem.HOST),
        ("http://:7878", UrlProblem.HOST),
        ("http://[]:7878", UrlProblem.HOST),
        ("http://nas:0", UrlProblem.PORT),
        ("http://nas:65536", UrlProblem.PORT),
        ("http://nas:port", UrlProblem.PORT),
        ("http://nas:", UrlProblem.PORT),
        ("http://nas:²", UrlProblem.PORT),
        ("http://me:secret@nas:7878", UrlProblem.CREDENTIALS),
        ("http://me@nas", UrlProblem.CREDENTIALS),
        ("http://two words", UrlProblem.MALFORMED),
        ("http://[::zz]:1", UrlProblem.MALFORMED),
        ("http://nas/" + "x" * 3000, UrlProblem.MALFORMED),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(typed: str, reason: UrlProblem) -> None:
    """The form can tell a person what to repair."""
    with pytest.raises(InvalidUrl) as refused:
        normalise_url(typed)
    assert refused.value.reason is reason
    assert "secret" not in str(refused.value)


@settings(deadline=None)
@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z0-9.:/@\[\]%?#]{0,40}", fullmatch=True))
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    """Nothing else ever happens, and what comes out stays as it is."""
    try:
        used = normalise_url(typed)
    except InvalidUrl:
        return
    url = URL(used)
    assert url.scheme in {"http", "https"}
    assert url.host
    assert not url.user
    assert not url.query_string
    assert not used.endswith("/")
    assert normalise_url(used) == used


def test_an_endpoint_does_not_show_its_key() -> None:
    """A log line with an endpoint gives nothing away."""
    assert "hidden-key" not in repr(Endpoint(url="http://nas", api_key="hidden-key"))
