"""The log: JSON lines in which no secret stands, wherever it came from."""

import io
import logging
from typing import Any
import warnings

from hypothesis import example, given, strategies as st
import orjson
import pytest
import structlog

from autoarr_app.log import GONE, Redactor, configure

SECRET = "Zx9-made_up-Secret-0123456789abcdefABCDEF"

texts = st.text(max_size=30)
names = st.sampled_from(["detail", "event", "x", "url", "message"])
forms = st.sampled_from(
    [
        "{}",
        "Authorization: Bearer {}",
        "http://user:{}@host:80/x",
        "http://host/api?apikey={}&a=1",
        '{{"token": "{}"}}',
        "X-Plex-Token={}",
        "password='{}'",
        "api_key: {}",
    ]
)


def nested(value: object) -> st.SearchStrategy[object]:
    """Put a value somewhere into lists and mappings."""
    return st.recursive(
        st.just(value),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3),
            st.dictionaries(names, inner, min_size=1, max_size=2),
            st.tuples(inner),
        ),
        max_leaves=5,
    )


@given(data=st.data(), before=texts, after=texts, form=forms)
def test_a_known_secret_is_nowhere_in_the_line(
    data: st.DataObject, before: str, after: str, form: str
) -> None:
    """In any text, at any depth, as a name too."""
    value = data.draw(nested(before + form.format(SECRET) + after))
    shown = Redactor([SECRET])(None, "info", {"event": "x", "value": value, before + SECRET: 1})
    assert SECRET not in repr(shown)


@given(
    secret=st.from_regex(r"[A-Za-z0-9_.+/-]{8,40}", fullmatch=True),
    form=forms.filter(lambda form: form != "{}"),
)
def test_an_unknown_secret_is_known_by_its_form(secret: str, form: str) -> None:
    """Addresses with passwords, headers, parameters, JSON in a text."""
    assert secret not in Redactor().text("said " + form.format(secret)).removeprefix("said")


@given(
    secret=st.text(min_size=1, max_size=30),
    name=st.sampled_from(
        ["token", "api_key", "apikey", "X-Api-Key", "Authorization", "password", "remote_api_key"]
    ),
)
def test_a_secret_is_known_by_its_name(secret: str, name: str) -> None:
    """Whatever it looks like."""
    shown = Redactor()(None, "info", {"event": "x", "a": [{name: secret}], name: [secret]})
    assert shown == {"event": "x", "a": [{name: GONE}], name: GONE}


def test_what_only_sounds_like_a_secret_stays() -> None:
    """The tokens of a model are numbers one wants to see."""
    event = {"event": "answered", "tokens_in": 350, "tokens_out": 12, "token_known": True}
    assert Redactor()(None, "info", dict(event)) == event


class Sink:
    """A log under test."""

    def __init__(self, level: str) -> None:
        """Write into memory."""
        self.stream = io.StringIO()
        configure(level, Redactor([SECRET]), self.stream)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return what was written; only a line feed ends a line, as for everybody who reads such a log."""
        return [orjson.loads(line) for line in self.stream.getvalue().split("\n") if line]


@pytest.fixture
def sink(request: pytest.FixtureRequest) -> Any:
    """Configure the log, and put it back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield Sink(getattr(request, "param", "info"))
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_with_time_level_and_name(sink: Sink) -> None:
    """So that any collector reads it."""
    structlog.get_logger("autoarr_app.test").info("hello", n=1, text="two\nlines")
    (line,) = sink.lines
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "hello",
        "n": 1,
        "text": "two\nlines",
        "level": "info",
        "logger": "autoarr_app.test",
    }


def test_libraries_are_logged_the_same_way(sink: Sink) -> None:
    """Their arguments may hold secrets."""
    logging.getLogger("library").warning("cannot reach %s", f"http://a:{SECRET}@b/")
    warnings.warn(f"old {SECRET}", stacklevel=1)
    first, second = sink.lines
    assert (first["event"], first["logger"]) == (f"cannot reach http://{GONE}@b/", "library")
    assert second["logger"] == "py.warnings"
    assert SECRET not in sink.stream.getvalue()


def test_a_traceback_is_in_the_line_without_its_secret(sink: Sink) -> None:
    """One line stays one line."""
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("autoarr_app.test").exception("failed")
    (line,) = sink.lines
    assert "test_log.py" in line["exception"]
    assert line["exception"].endswith(f"ValueError: {GONE}")


@given(
    value=st.recursive(
        st.one_of(
            st.text(st.characters(codec=None), max_size=5),
            st.integers(),
            st.floats(),
            st.binary(max_size=3),
            st.none(),
            st.builds(object),
        ),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.integers(), inner, max_size=2)
        ),
        max_leaves=6,
    )
)
@example("a\x85b\u2028c\rd")
def test_anything_can_be_logged(value: object) -> None:
    """Lone surrogates, huge numbers and objects must not break the log."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        sink = Sink("info")
        structlog.get_logger("autoarr_app.test").info("x", value=value)
        assert len(sink.lines) == 1
    finally:
        root.handlers[:], root.level = handlers, level
        logging.captureWarnings(False)
        structlog.reset_defaults()


@pytest.mark.parametrize("sink", ["error"], indirect=True)
def test_less_is_logged_when_less_is_wanted(sink: Sink) -> None:
    """The level holds for libraries too."""
    structlog.get_logger("autoarr_app.test").warning("hello")
    logging.getLogger("library").warning("hello")
    assert not sink.lines
