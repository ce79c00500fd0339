"""Where a film or series comes from, as people say it and as the catalogues write it: data."""

from collections.abc import Mapping
from typing import Final

from ..normalise import normalise

_SAID: Final = (
    # What catalogues write in titles and languages, then what people say. Codes that are words of
    # a title as well ("it", "no") are left out.
    (
        "us usa",
        "us usa american americans amerikanisch amerikaans américain américaine americano americana",
    ),
    (
        "uk gb",
        "uk british britisch brits britannique británico británica",
    ),
    ("english uk gb", "english englisch engels anglais anglaise inglés inglesa"),
    (
        "au",
        "australian australisch australische australisches australien australienne australiano australiana",
    ),
    ("ca", "canadian kanadisch canadees canadien canadienne canadiense"),
    ("nz", "zealand neuseeländisch"),
    ("german", "german deutsch duits allemand allemande alemán alemana"),
    ("fr french", "french französisch frans français française francés francesa"),
    ("spanish", "spanish spanisch spaans espagnol espagnole español española"),
    (
        "nl dutch",
        "dutch niederländisch holländisch nederlands hollands néerlandais néerlandaise holandés holandesa",
    ),
    ("italian", "italian italienisch italiaans italien italienne italiano italiana"),
    ("jp japanese", "japanese japanisch japans japonais japonaise japonés japonesa"),
    ("kr korean", "korean koreanisch koreaans coréen coréenne coreano coreana"),
    ("cn chinese", "chinese chinesisch chinees chinois chinoise chino china"),
    ("hindi", "indian indisch indiaas indien indienne indio india"),
    ("se swedish", "swedish schwedisch zweeds suédois suédoise sueco sueca"),
    ("dk danish", "danish dänisch deens danois danoise danés danesa"),
    ("norwegian", "norwegian norwegisch noors norvégien norvégienne noruego noruega"),
    ("pl polish", "polish polnisch pools polonais polonaise polaco polaca"),
    ("tr turkish", "turkish türkisch turks turc turque turco turca"),
    ("ru russian", "russian russisch russisch russe ruso rusa"),
    (
        "br pt portuguese",
        "brazilian portuguese brasilianisch portugiesisch portugees portugais portugaise portugués portuguesa",
    ),
)
_ENDINGS: Final = ("", "e", "er", "es", "en")
"""German and Dutch put an ending to such a word: "die amerikanische", "de Amerikaanse"."""


def _table() -> dict[str, frozenset[str]]:
    """Return what each word that people say may be written as."""
    table: dict[str, set[str]] = {}
    for written, said in _SAID:
        for word in said.split():
            for ending in _ENDINGS:
                table.setdefault(normalise(word + ending), set()).update(written.split())
    return {word: frozenset(written) for word, written in table.items()}


ORIGINS: Final[Mapping[str, frozenset[str]]] = _table()
"""Words for an origin, folded, with the words and codes of catalogues that mean it."""
