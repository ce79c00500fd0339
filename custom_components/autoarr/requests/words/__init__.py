"""The words of the languages in which requests are understood, by their tags."""

from collections.abc import Mapping
from typing import Final

from ..grammar.language import Language
from .dutch import DUTCH
from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .spanish import SPANISH

LANGUAGES: Final[Mapping[str, Language]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "nl": DUTCH,
}
