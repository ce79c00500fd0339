"""The request corpus: it can be read, agrees with its own conventions, and refuses what is wrong."""

from collections import Counter
from pathlib import Path

import pytest

from tests.corpus import NAMES, Case, load

from .requests.sentences import ADD, ASK, HOUSEHOLD

LANGUAGES = ("dutch", "english", "french", "german", "spanish")
SENTENCES = [case for name in NAMES for case in load(name)]


def folded(text: str) -> str:
    """Return a sentence as it is heard: without case and punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def mix(cases: list[Case]) -> dict[str, float]:
    """Return the share of each intent."""
    return {intent: n / len(cases) for intent, n in Counter(case.intent for case in cases).items()}


def test_every_language_has_both_halves() -> None:
    """A rule can be measured in each language on sentences that it was not written for."""
    assert set(NAMES) == {
        f"{tongue}_{half}" for tongue in LANGUAGES for half in ("held_out", "open")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_halves_have_the_same_mix(language: str) -> None:
    """No half has an intent that the other has noticeably more of; only the open one grows."""
    held_out, opened = load(f"{language}_held_out"), load(f"{language}_open")
    assert len(opened) >= len(held_out) - 1
    assert min(len(held_out), len(opened)) >= (260 if language == "english" else 40)
    assert mix(held_out) == pytest.approx(mix(opened), abs=0.04)


def test_no_sentence_is_there_twice() -> None:
    """What is held out is in no other file, and not among the agreed examples."""
    heard = [folded(case.text) for case in SENTENCES]
    examples = [folded(text) for text in (*(a[0] for a in ADD), *(a[0] for a in ASK), *HOUSEHOLD)]
    assert [text for text, times in Counter(heard).items() if times > 1] == []
    assert set(heard) & set(examples) == set()


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: f"{case.language}: {case.text}")
def test_an_answer_agrees_with_itself(case: Case) -> None:
    """What is not about media names no title; seasons and episodes belong to series."""
    assert case.text.strip() == case.text != ""
    if case.intent == "none":
        assert not case.items
    if case.intent == "add":
        assert case.items
    for item in case.items:
        assert item.title is None or item.title.strip() == item.title != ""
        assert item.title is not None or item.seasons
        assert item.year is None or 1888 <= item.year <= 2030
        assert list(item.seasons) == sorted(set(item.seasons))
        assert list(item.episodes) == sorted(set(item.episodes))
        if item.seasons or item.episodes or item.all_seasons:
            assert item.media_type == "tv"


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "add heat", "intent": "add", "items": [{"title": "heat", "season": 1}], "about": "x"}',
        '{"text": "add heat", "intent": "add", "items": [{"title": "heat"}], "about": "x", "note": ""}',
        '{"text": "add heat", "intent": "want", "items": [{"title": "heat"}], "about": "x"}',
        '{"text": "add heat", "intent": "add", "items": [{"title": "heat", "year": "1995"}], "about": "x"}',
        '{"text": "add heat", "intent": "add", "items": [{}], "about": "x"}',
        '{"text": "add heat", "intent": "add"',
        "",
    ],
)
def test_a_line_that_is_not_understood_is_refused(tmp_path: Path, line: str) -> None:
    """The error names the file and the line."""
    good = '{"text": "hello", "intent": "none", "items": [], "about": "chat"}'
    (tmp_path / "english_open.jsonl").write_text(f"{good}\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"english_open\.jsonl, line 2: "):
        load("english_open", tmp_path)
