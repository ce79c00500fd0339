"""Every language says everything that English says, with the same placeholders."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
import json
from pathlib import Path
import re

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr import responses
from custom_components.autoarr.responses import Sentences

FOLDER = Path(responses.__file__).parent / "translations"
OTHERS = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "en")
PLACEHOLDER = re.compile(r"{\w+}")


def leaves(node: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with the path of its keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{at}.{key}")
    else:
        yield at, str(node)


def texts(language: str) -> dict[str, str]:
    """Return all texts of a language."""
    return dict(leaves(json.loads((FOLDER / f"{language}.json").read_text("utf-8"))))


def test_the_languages_that_are_understood_are_also_spoken() -> None:
    """A question in German gets a German answer."""
    assert {"de", "es", "fr", "nl"} <= set(OTHERS)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_lacks_nothing_and_says_nothing_more(language: str) -> None:
    """Home Assistant shows English, or a key, for what is missing."""
    assert list(texts(language)) == list(texts("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_fills_in_what_english_fills_in(language: str) -> None:
    """Home Assistant drops a text with other placeholders."""
    english = texts("en")
    for key, text in texts(language).items():
        assert Counter(PLACEHOLDER.findall(text)) == Counter(PLACEHOLDER.findall(english[key])), key
        assert text.strip(), key


@pytest.mark.parametrize("language", OTHERS)
def test_what_asks_in_english_asks_in_every_language(language: str) -> None:
    """A microphone stays open after a question; people have to hear that it is one."""
    spoken = {key: text for key, text in texts("en").items() if key.startswith(".common.request_")}
    other = texts(language)
    for key, text in spoken.items():
        assert text.rstrip().endswith("?") == other[key].rstrip().endswith("?"), key


@given(when=st.dates(), language=st.sampled_from(["en", *OTHERS]))
def test_a_day_is_said_in_words(when: date, language: str) -> None:
    """Not as figures that a voice reads one by one."""
    common = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))["common"]
    sentences = Sentences(common)
    said = sentences.of_request("waiting_release", {"date": when.isoformat()})
    assert str(when.day) in said
    assert str(when.year) in said
    assert common[f"month_{when.month}"] in said
    assert when.isoformat() not in said


def test_what_is_no_day_is_left_as_it_is() -> None:
    """A service may have sent it."""
    sentences = Sentences({"month_1": "January", "day_of_year": "{day} {month} {year}"})
    assert sentences.day("soon") == "soon"
    assert Sentences({}).day("2026-01-02") == "2026-01-02"
