"""What rules say: in every language, of every rule, with what was found put in and nothing else."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re
from typing import Any, Final

from hypothesis import given, strategies as st
import orjson
import pytest

from custom_components.autoarr.audit.models import Finding, Rule
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.audit.texts import FOLDER, WORD_CHARS, RuleTexts, texts_of
from custom_components.autoarr.clients.service import ServiceRef

LANGUAGES: Final = ("de", "es", "fr", "nl")
RULES: Final = load()
PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
NAMES: Final = re.compile(r"\{(\w+)\}")
QUOTES: Final = {"de": "„“", "es": "«»", "fr": "«»", "nl": "‘’"}


def stored(language: str) -> dict[str, dict[str, Any]]:
    """Return the file of a language."""
    texts: dict[str, dict[str, Any]] = orjson.loads((FOLDER / f"{language}.json").read_bytes())
    return texts


def english(rule: Rule) -> list[str]:
    """Return the texts of a rule: title, reason, steps."""
    return [rule.title, rule.reason, *rule.steps]


def translated(texts: Mapping[str, Any]) -> list[str]:
    """Return the texts of a translation, in the same order."""
    return [texts["title"], texts["reason"], *texts.get("steps", [])]


def pairs(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the rule, the English text and the translation of everything that is said."""
    texts = stored(language)
    for rule in RULES:
        for one, other in zip(english(rule), translated(texts[rule.id]), strict=True):
            yield rule.id, one, other


def found(rule: Rule, words: Mapping[str, str]) -> Finding:
    """Return a finding of a rule with what was found."""
    return Finding(
        key=rule.id,
        rule=rule,
        service=ServiceRef(id="one", kind=rule.services[0], name="Mine"),
        subject="",
        found=None,
        wanted=None,
        edits=(),
        words=words,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_texts_of_every_rule_and_of_nothing_else(language: str) -> None:
    """Each with as many steps as in English; the rules in order, so that they are found again."""
    texts = stored(language)
    assert list(texts) == sorted(rule.id for rule in RULES)
    for rule in RULES:
        assert texts[rule.id].keys() <= {"title", "reason", "steps"}
        assert len(texts[rule.id].get("steps", [])) == len(rule.steps), rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_english_fills_in(language: str) -> None:
    """Neither more nor less is told of what was found."""
    for rule_id, one, other in pairs(language):
        assert set(PLACEHOLDER.findall(other)) == set(PLACEHOLDER.findall(one)), (rule_id, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_one(language: str) -> None:
    """English is not left standing, not even for a short step."""
    for rule_id, one, other in pairs(language):
        assert other != one, (rule_id, other)
        assert other == other.strip() != "", rule_id


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language_and_come_in_pairs(language: str) -> None:
    """A name of a setting can be told from the sentence around it."""
    opening, closing = tuple(QUOTES[language])
    foreign = set('„“”«»‘’"') - set(QUOTES[language])
    for rule_id, _, other in pairs(language):
        assert other.count(opening) == other.count(closing), (rule_id, other)
        assert not foreign.intersection(other), (rule_id, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_to_be_entered_are_the_same(language: str) -> None:
    """A wrong number in a translation would be a wrong setting."""
    for rule_id, one, other in pairs(language):
        wanted = set(re.findall(r"\d{3,}", one))
        assert wanted == set(re.findall(r"\d{3,}", other)), (rule_id, other)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_placeholder_is_replaced(language: str) -> None:
    """Nobody reads a name in braces."""
    texts = texts_of(language)
    for rule in RULES:
        names = {name for text in english(rule) for name in NAMES.findall(text)}
        finding = found(rule, dict.fromkeys(names - {"service"}, "Word"))
        for text in (texts.title(finding), texts.reason(finding), *texts.steps(finding)):
            assert not NAMES.search(text), (rule.id, text)


@pytest.mark.parametrize(
    ("asked", "served"),
    [("de", "de"), ("de-CH", "de"), ("nl_BE", "nl"), ("FR", "fr"), ("es-419", "es")],
)
def test_a_region_gets_the_texts_of_its_language(asked: str, served: str) -> None:
    """Home Assistant tells the language with or without a region."""
    rule = RULES[0]
    assert texts_of(asked).reason(found(rule, {})) == stored(served)[rule.id]["reason"]


@pytest.mark.parametrize("language", ["en", "en-GB", "pt-BR", "", "../../de", "zz", "de\n"])
def test_other_languages_get_english(language: str) -> None:
    """Also what is no language at all; it never names another file."""
    rule = next(rule for rule in RULES if rule.id == "plex.partial_scan")
    finding = found(rule, {})
    texts = texts_of(language)
    assert (texts.title(finding), texts.reason(finding)) == (rule.title, rule.reason)


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    """A rule that is newer than its translation, or a text that is damaged."""
    rule = next(rule for rule in RULES if rule.steps)
    file = tmp_path / "xx.json"
    file.write_bytes(
        orjson.dumps({rule.id: {"title": "Titel", "reason": 3, "steps": "no"}, "a": 1})
    )
    texts = RuleTexts.read(file)
    finding = found(rule, {})
    assert texts.title(finding) == "Titel"
    assert texts.reason(finding) == rule.reason
    assert texts.steps(finding) == rule.steps


@given(word=st.text(max_size=400))
def test_words_of_a_service_stay_words(word: str) -> None:
    """They are capped, on one line, and are never read as a template."""
    rule = next(rule for rule in RULES if rule.id == "plex.scan_stuck")
    said = texts_of("de").title(found(rule, {"name": word}))
    before, after = stored("de")[rule.id]["title"].split("{name}")
    inner = said.removeprefix(before).removesuffix(after)
    assert said == f"{before}{inner}{after}"
    assert len(inner) <= WORD_CHARS
    assert not {"\n", "\x1b", "\u202e"}.intersection(inner)


def test_braces_in_words_are_left_alone() -> None:
    """Somebody may call a profile `{service}`."""
    rule = next(rule for rule in RULES if rule.id == "plex.scan_stuck")
    finding = found(rule, {"name": "{service} {0}", "days": "4"})
    assert "{service} {0}" in texts_of("fr").title(finding)
