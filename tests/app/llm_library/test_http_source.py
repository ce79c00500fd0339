"""What answers and addresses of download servers mean."""

from datetime import UTC, datetime

from hypothesis import given, strategies as st
import pytest
from yarl import URL

from autoarr_app.llm.errors import DownloadFailed
from autoarr_app.llm.http_source import may_follow, retry_after

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

HUB = URL("https://hub.example/model.gguf")
HERE = URL("http://127.0.0.1:8000/model.gguf")


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        (None, HUB),
        (HUB, URL("https://cdn.example/x?Signature=a%2Bb")),
        (None, HERE),
        (HERE, URL("http://localhost:9000/x")),
        (HERE, URL("http://[::1]:9000/x")),
        (HERE, HUB),
    ],
)
def test_encrypted_addresses_and_this_machine_may_be_followed(
    origin: URL | None, target: URL
) -> None:
    """No error."""
    may_follow(origin, target)


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        (None, URL("http://hub.example/model.gguf")),
        (HUB, URL("http://cdn.example/x")),
        (HUB, HERE),
        (HUB, URL("http://127.0.0.1:8123/api")),
        (HERE, URL("http://10.0.0.1/x")),
        (HERE, URL("http://localhost.example/x")),
        (HUB, URL("file:///etc/passwd")),
        (None, URL("/relative")),
    ],
)
def test_other_addresses_may_not(origin: URL | None, target: URL) -> None:
    """Neither plain HTTP elsewhere nor a way from the internet into this machine."""
    with pytest.raises(DownloadFailed):
        may_follow(origin, target)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("30", 30),
        ("99999999999999999999", 300),
        ("Thu, 26 Nov 2026 12:00:45 GMT", 45),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0),
        ("Thu, 26 Nov 2099 12:00:00 GMT", 300),
    ],
)
def test_retry_after_is_read_in_both_forms(text: str | None, seconds: float) -> None:
    """Seconds or a date, never more than is bearable."""
    assert retry_after(text, NOW, 300) == seconds


@given(text=st.text(max_size=40))
def test_any_retry_after_is_bounded(text: str) -> None:
    """A server may send anything."""
    assert 0 <= retry_after(text, NOW, 300) <= 300
