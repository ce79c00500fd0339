"""What whole numbers are called in German, Dutch, French and Spanish."""

from collections.abc import Callable, Iterator
from typing import Final

_YEARS: Final = range(1870, 2050)
_BIG: Final = (*range(100, 1000, 100), 101, 120, 127, 365, 400, 451, 500, 2000, 3000)


def table(spell: Callable[[int], Iterator[str]]) -> dict[str, int]:
    """Return the numbers to a hundred, some beyond, and the years of films, by what they are called."""
    numbers = (*range(100), *_BIG, *_YEARS)
    return {phrase: number for number in numbers for phrase in spell(number)}


_DE_UNITS: Final = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_TENS: Final = [
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]


def german(number: int) -> Iterator[str]:
    """Yield the German words of a number."""
    yield from _german(number)
    if 1100 <= number < 2000:
        rest = "" if number % 100 == 0 else next(_german(number % 100))
        yield f"{_DE_UNITS[number // 100]}hundert{rest}"
        if rest:
            yield f"{_DE_UNITS[number // 100]}hundert {rest}"
            yield f"{_DE_UNITS[number // 100]}hundertund{rest}"


def _german(number: int) -> Iterator[str]:
    """Yield the regular words of a number."""
    if number < 20:
        yield _DE_UNITS[number]
    elif number < 100:
        unit, ten = number % 10, _DE_TENS[number // 10 - 2]
        one = "ein" if unit == 1 else _DE_UNITS[unit]
        yield ten if not unit else f"{one}und{ten}"
    elif number < 1000:
        hundred = "" if number < 200 else _DE_UNITS[number // 100]
        rest = "" if number % 100 == 0 else next(_german(number % 100))
        yield f"{hundred}hundert{rest}"
        if number < 200:
            yield f"einhundert{rest}"
    else:
        thousand = "" if number < 2000 else _DE_UNITS[number // 1000]
        rest = "" if number % 1000 == 0 else next(_german(number % 1000))
        yield f"{thousand}tausend{rest}"
        if rest:
            yield f"{thousand}tausend {rest}"
            yield f"{thousand}tausendund{rest}"


_NL_UNITS: Final = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_NL_TENS: Final = [
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
]


def dutch(number: int) -> Iterator[str]:
    """Yield the Dutch words of a number."""
    if number < 20:
        yield _NL_UNITS[number]
    elif number < 100:
        unit, ten = number % 10, _NL_TENS[number // 10 - 2]
        yield ten if not unit else f"{_NL_UNITS[unit]}en{ten}"
        if unit:
            yield f"{_NL_UNITS[unit]} en {ten}"
    elif number < 1000:
        hundred = "" if number < 200 else _NL_UNITS[number // 100]
        rest = "" if number % 100 == 0 else next(dutch(number % 100))
        yield f"{hundred}honderd{rest}"
        if rest:
            yield f"{hundred}honderd {rest}"
    else:
        if 1100 <= number < 2000:
            rest = "" if number % 100 == 0 else next(dutch(number % 100))
            yield f"{_NL_UNITS[number // 100]}honderd{rest}"
            if rest:
                yield f"{_NL_UNITS[number // 100]}honderd {rest}"
                yield f"{_NL_UNITS[number // 100]} {rest}"
                yield f"{_NL_UNITS[number // 100]}{rest}"
        thousand = "" if number < 2000 else _NL_UNITS[number // 1000]
        rest = "" if number % 1000 == 0 else next(dutch(number % 1000))
        yield f"{thousand}duizend{rest}"
        if rest:
            yield f"{thousand}duizend {rest}"
            yield f"{thousand}duizend en {rest}"
        if number >= 2010:
            yield f"twintig {next(dutch(number % 100))}"


_FR_UNITS: Final = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS: Final = [
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def french(number: int) -> Iterator[str]:
    """Yield the French words of a number, with hyphens and without."""
    for phrase in _french(number):
        yield phrase
        spaced = phrase.replace("-", " ")
        if spaced != phrase:
            yield spaced


def _french(number: int) -> Iterator[str]:
    """Yield the words of a number."""
    if number < 20:
        yield _FR_UNITS[number]
    elif number < 100:
        ten = number // 10
        base = _FR_TENS[ten - 2]
        unit = number - ten * 10 + (10 if ten in {7, 9} else 0)
        if not unit:
            yield "quatre-vingts" if ten == 8 else base
            if ten == 8:
                yield base
        elif unit in {1, 11} and ten < 8:
            yield f"{base} et {_FR_UNITS[unit]}"
            yield f"{base}-et-{_FR_UNITS[unit]}"
        else:
            yield f"{base}-{_FR_UNITS[unit]}"
    elif number < 1000:
        head = "" if number < 200 else f"{_FR_UNITS[number // 100]} "
        if number % 100 == 0:
            yield f"{head}cent"
            yield f"{head}cents"
        else:
            for rest in _french(number % 100):
                yield f"{head}cent {rest}"
    else:
        if 1100 <= number < 2000:
            head = _FR_UNITS[number // 100]
            for rest in _french(number % 100) if number % 100 else [""]:
                yield f"{head} cent {rest}".strip()
        head = "" if number < 2000 else f"{_FR_UNITS[number // 1000]} "
        for rest in _french(number % 1000) if number % 1000 else [""]:
            yield f"{head}mille {rest}".strip()


_ES_UNITS: Final = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS: Final = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_ES_HUNDREDS: Final = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]


def spanish(number: int) -> Iterator[str]:
    """Yield the Spanish words of a number."""
    if number < 30:
        yield _ES_UNITS[number]
        if number == 1:
            yield "una"
        if number == 21:
            yield "veintiún"
    elif number < 100:
        unit, ten = number % 10, _ES_TENS[number // 10 - 3]
        yield ten if not unit else f"{ten} y {_ES_UNITS[unit]}"
    elif number == 100:
        yield "cien"
    elif number < 1000:
        head = _ES_HUNDREDS[number // 100 - 1]
        yield head if number % 100 == 0 else f"{head} {next(spanish(number % 100))}"
    else:
        head = "mil" if number < 2000 else f"{_ES_UNITS[number // 1000]} mil"
        yield head if number % 1000 == 0 else f"{head} {next(spanish(number % 1000))}"
