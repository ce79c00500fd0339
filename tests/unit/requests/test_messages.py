"""Everything that is said has words, and every placeholder is filled."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
import re

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr import requests
from custom_components.autoarr.requests.messages import MESSAGES, render

ROOM = Path(requests.__file__).parent
PLACEHOLDER = re.compile(r"{(\w+)}")


def everything_below(folder: Path) -> str:
    """Return the source of a package without the words of the requests themselves."""
    words = {ROOM / "messages.py", *(ROOM / "texts").glob("*.py")}
    return "".join(path.read_text() for path in folder.rglob("*.py") if path not in words)


@pytest.mark.parametrize("key", MESSAGES)
def test_every_message_is_said_somewhere(key: str) -> None:
    """A sentence nobody says is dead, be it the domain or the glue; states are looked up by their value."""
    source = everything_below(ROOM.parent)
    stem = key.removesuffix("_undated")
    assert f'"{stem}"' in source or key.startswith("state_")


def test_no_room_takes_the_words_of_another() -> None:
    """A key of two rooms would keep the words of the one that was merged last."""
    keys = [
        key
        for module in iter_modules([str(ROOM / "texts")])
        for texts in vars(import_module(f"{requests.__name__}.texts.{module.name}")).values()
        if isinstance(texts, dict) and texts and all(isinstance(key, str) for key in texts)
        for key in texts
        if key in MESSAGES
    ]
    assert len(keys) > 100
    assert len(keys) == len(set(keys))


def test_every_key_that_is_said_has_words() -> None:
    """Note(key=...) and plain(..., key)."""
    source = everything_below(ROOM)
    said = set(re.findall(r'key="(\w+)"', source))
    assert said <= set(MESSAGES)


@pytest.mark.parametrize("key", MESSAGES)
def test_messages_are_sentences_with_known_placeholders(key: str) -> None:
    """So that a translator knows what is filled in."""
    allowed = {
        *("title", "instance", "profile", "date", "count", "why", "options", "first", "second"),
        *("film", "series", "latest", "episodes", "quality", "state", "year", "id", "closest"),
        *("profiles", "folder", "seasons", "services", "service", "reason", "note"),
        *("kind", "have", "total", "other", "season"),
        *("name", "titles", "number", "about"),
    }
    assert set(PLACEHOLDER.findall(MESSAGES[key])) <= allowed


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
def test_rendering_never_raises(key: str, placeholders: dict[str, str]) -> None:
    """Whatever is missing or too much."""
    assert isinstance(render(key, placeholders), str)


def test_what_a_service_says_is_filled_in_as_it_is() -> None:
    """Braces of others are no placeholders of ours."""
    said = render("rejected", {"reason": "{service} {x} 100%", "service": "Radarr"})
    assert said == "Radarr refused: {service} {x} 100%"
    assert render("rejected", {}) == "{service} refused: {reason}"
