"""Whether an imported file can be heard in a wanted language: pure, by what Radarr or Sonarr read of it."""

from collections.abc import Iterable, Mapping
import re
from typing import Final

from ...journal.redact import redact
from ..causes import Kind
from ..classify import Classification, of_kind

ANY: Final = "Any"
ORIGINAL: Final = "Original"
"""What a profile of Radarr may name in place of a language."""

_UNSAID: Final = frozenset({"", ANY, ORIGINAL, "Unknown"})
_SILENT: Final = frozenset({"", "und", "mis", "mul", "zxx", "qaa", "qad", "unknown"})
"""Codes of ISO 639-2 that say nothing about the language of a track."""

_BETWEEN: Final = re.compile(r"[/,;|\s]+")

CODES: Final[Mapping[str, str]] = {
    "Afrikaans": "af afr",
    "Albanian": "sq sqi alb",
    "Arabic": "ar ara",
    "Azerbaijani": "az aze",
    "Bengali": "bn ben",
    "Bosnian": "bs bos",
    "Bulgarian": "bg bul",
    "Catalan": "ca cat",
    "Chinese": "zh zho chi cmn yue",
    "Croatian": "hr hrv scr",
    "Czech": "cs ces cze",
    "Danish": "da dan",
    "Dutch": "nl nld dut",
    "English": "en eng",
    "Estonian": "et est",
    "Finnish": "fi fin",
    "Flemish": "nl nld dut vls",
    "French": "fr fra fre",
    "Georgian": "ka kat geo",
    "German": "de deu ger gsw",
    "Greek": "el ell gre",
    "Hebrew": "he heb iw",
    "Hindi": "hi hin",
    "Hungarian": "hu hun",
    "Icelandic": "is isl ice",
    "Indonesian": "id ind",
    "Italian": "it ita",
    "Japanese": "ja jpn",
    "Kannada": "kn kan",
    "Korean": "ko kor",
    "Latvian": "lv lav",
    "Lithuanian": "lt lit",
    "Macedonian": "mk mkd mac",
    "Malay": "ms msa may",
    "Malayalam": "ml mal",
    "Marathi": "mr mar",
    "Mongolian": "mn mon",
    "Norwegian": "no nor nb nob nn nno",
    "Persian": "fa fas per",
    "Polish": "pl pol",
    "Portuguese": "pt por",
    "Portuguese (Brazil)": "pt por",
    "Romanian": "ro ron rum mo",
    "Romansh": "rm roh",
    "Russian": "ru rus",
    "Serbian": "sr srp scc",
    "Slovak": "sk slk slo",
    "Slovenian": "sl slv",
    "Spanish": "es spa",
    "Spanish (Latino)": "es spa",
    "Swedish": "sv swe",
    "Tagalog": "tl tgl fil",
    "Tamil": "ta tam",
    "Telugu": "te tel",
    "Thai": "th tha",
    "Turkish": "tr tur",
    "Ukrainian": "uk ukr",
    "Urdu": "ur urd",
    "Uzbek": "uz uzb",
    "Vietnamese": "vi vie",
}
"""The languages of Radarr and Sonarr, and the codes of ISO 639 that media files give their tracks."""

_NAMED: Final = {
    code: frozenset(name for name, codes in CODES.items() if code in codes.split())
    for codes in CODES.values()
    for code in codes.split()
}


def wanted_languages(
    profile: str, original: str, promised: Iterable[str] = ()
) -> frozenset[str] | None:
    """Return the languages one of which must be heard, None where any will do or none is known.

    `profile` is the language of the title's profile (only Radarr's have one), `original` that of the
    title. A Sonarr names none: there it is what the grabbed release promised.
    """
    if profile == ANY:
        return None
    if profile == ORIGINAL:
        wanted = {original}
    elif profile:
        wanted = {profile}
    else:
        wanted = set(promised)
        if ORIGINAL in wanted:
            wanted = wanted - {ORIGINAL} | {original}
    return None if wanted & _UNSAID else frozenset(wanted) or None


def heard_languages(tracks: str) -> frozenset[str] | None:
    """Return the languages of the tracks of sound ("eng/ger"), None where one is not told or not known."""
    codes = [code.casefold() for code in _BETWEEN.split(tracks.strip())]
    heard: set[str] = set()
    for code in codes:
        names = _NAMED.get(code.split("-")[0])
        if code in _SILENT or names is None:
            return None
        heard |= names
    return frozenset(heard)


def judge_sound(wanted: frozenset[str] | None, tracks: str) -> Classification | None:
    """Return the classification of a file whose sound is in none of the wanted languages, else None.

    It is silent as soon as anything is not known: a language nobody can name may be the wanted one.
    """
    heard = heard_languages(tracks)
    if wanted is None or heard is None or wanted & heard:
        return None
    if not all(name in CODES for name in wanted):
        return None
    names = ", ".join(sorted(wanted))
    return of_kind(Kind.WRONG_LANGUAGE, f"sound: {redact(tracks)}", f"wanted: {names}")
