"""Every sentence that the domain can say is in the translations, word for word in English."""

import json
from pathlib import Path

import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import REASONS, REFUSALS
from custom_components.autoarr.recovery.models import Policy, Strategy
from custom_components.autoarr.recovery.words import WORDS, Word, key_of, word_of
from custom_components.autoarr.requests.messages import MESSAGES
from custom_components.autoarr.responses import Sentences

TRANSLATIONS = Path(__file__).parents[2] / "custom_components/autoarr/translations"
TEXTS = json.loads((TRANSLATIONS / "en.json").read_text())
CODES: list[Word] = [*Cause, *Kind, *FaultOf, *Strategy, *Policy]
TOPICS = ("cause_", "kind_", "at_fault_", "strategy_", "policy_")


def test_requests_and_recovery_say_in_english_what_the_translations_say() -> None:
    """A key that lacks here would be read as a bare word in every other language."""
    said = {f"request_{key}": text for key, text in MESSAGES.items()}
    said |= {f"recovery_{reason}": text for reason, text in REASONS.items()}
    said |= WORDS
    shown = {
        key: text
        for key, text in TEXTS["common"].items()
        if key.startswith(("request_", "recovery_", *TOPICS))
    }
    assert shown == said


def test_what_recovery_refuses_is_an_error_a_person_can_read() -> None:
    """The glue raises each refusal under this key."""
    refusals = {
        key.removeprefix("recovery_"): text["message"]
        for key, text in TEXTS["exceptions"].items()
        if key.startswith("recovery_")
    }
    assert refusals == {refusal.value: text for refusal, text in REFUSALS.items()}


def test_every_code_of_recovery_has_a_word() -> None:
    """A new cause, kind or strategy is said, not spelt."""
    assert set(WORDS) == {key_of(code) for code in CODES}
    assert len(WORDS) == len(CODES)


@pytest.mark.parametrize("language", sorted(path.stem for path in TRANSLATIONS.glob("*.json")))
def test_words_fit_between_brackets(language: str) -> None:
    """They stand in the middle of sentences: short, without an end of their own, nothing to fill in."""
    common = json.loads((TRANSLATIONS / f"{language}.json").read_text("utf-8"))["common"]
    for key in WORDS:
        text = common[key]
        assert len(text) <= 80, key
        assert text[-1].isalpha(), key
        assert not set("{}[]();") & set(text), key


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_was_written_down_finds_its_word(code: Word) -> None:
    """Events and stores keep codes as plain text."""
    topic = key_of(code).removesuffix(f"_{code}")
    assert word_of(topic, str(code.value)) is code
    assert word_of("service", str(code.value)) is None
    assert word_of(topic, "teleported") is None


def test_codes_in_a_sentence_are_said_in_its_language() -> None:
    """The kind where it is known, the cause where it is not; what a service wrote is left alone."""
    german = Sentences(json.loads((TRANSLATIONS / "de.json").read_text("utf-8"))["common"])
    english = Sentences({})

    def said(sentences: Sentences, cause: str) -> str:
        """Return a sentence about a job that nobody finishes."""
        return sentences.of_recovery("needs_a_person", {"name": "Dune {cause}", "cause": cause})

    assert said(english, Kind.SCRIPT_FAILED) == (
        "Dune {cause} needs a person (the script after the download failed)."
    )
    assert said(english, Cause.SCRIPT) == "Dune {cause} needs a person (a script failed)."
    assert said(english, "script") == said(english, Cause.SCRIPT)
    assert said(english, "teleported") == "Dune {cause} needs a person (teleported)."
    assert "(ein Skript ist fehlgeschlagen)" in said(german, "script")
    assert german.recovery_word("name", "script") == "script"
    assert german.recovery_word("strategy", Strategy.HOLD) == "warten"
