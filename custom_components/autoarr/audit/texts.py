"""What findings say to people, by language: the words of a rule, with what was found put in. English is the rule itself."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
import re
from typing import Final, Self

import orjson

from ..journal.ports import JsonValue
from .models import Finding, Rule

FOLDER: Final = Path(__file__).parent / "texts"
"""One file a language, rule id -> `title`, `reason` and `steps`; English is in the rules."""

WORD_CHARS: Final = 120
"""The most that a word of a service takes in a text."""

_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


class RuleTexts:
    """The texts of rules in one language; plain text, which holds words of services: escape it where it is markup."""

    def __init__(self, texts: Mapping[str, Mapping[str, JsonValue]]) -> None:
        """Take the texts by rule id; what lacks is said in English."""
        self._texts = texts

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the texts in a file; none where it is not there. Blocks."""
        if not path.is_file():
            return cls({})
        stored = orjson.loads(path.read_bytes())
        return cls({key: value for key, value in stored.items() if isinstance(value, dict)})

    def title(self, finding: Finding) -> str:
        """Return what is wrong, in a few words."""
        return self._said(finding, self._text(finding.rule, "title") or finding.rule.title)

    def reason(self, finding: Finding) -> str:
        """Return why it matters."""
        return self._said(finding, self._text(finding.rule, "reason") or finding.rule.reason)

    def steps(self, finding: Finding) -> tuple[str, ...]:
        """Return what a person does about it, one step after the other; none where the rule has none."""
        stored = self._texts.get(finding.rule.id, {}).get("steps")
        steps = stored if isinstance(stored, list) and stored else finding.rule.steps
        return tuple(self._said(finding, str(step)) for step in steps)

    def _text(self, rule: Rule, name: str) -> str:
        """Return a text of a rule in this language, empty where there is none."""
        stored = self._texts.get(rule.id, {}).get(name)
        return stored if isinstance(stored, str) else ""

    def _said(self, finding: Finding, template: str) -> str:
        """Put in what was found; what is put in is never read as a template."""
        words = {"service": finding.service.name, **finding.words}
        return _PLACEHOLDER.sub(
            lambda found: plain(words[found[1]]) if found[1] in words else found[0], template
        )


def plain(text: str) -> str:
    """Return words of a service fit for a sentence: one short line without hidden characters."""
    line = " ".join(_HIDDEN.sub(" ", text).split())
    return line if len(line) <= WORD_CHARS else f"{line[: WORD_CHARS - 1]}…"


@cache
def _read(language: str) -> RuleTexts:
    """Return the texts of a language code, read once."""
    return RuleTexts.read(FOLDER / f"{language}.json")


def texts_of(language: str) -> RuleTexts:
    """Return the texts in a language (`de`, `de-CH`), English where there are none. Blocks at first."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _read(code if _LANGUAGE.fullmatch(code) else "en")
