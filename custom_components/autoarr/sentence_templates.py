"""The sentences that start a request without any agent, as Home Assistant's matcher reads them.

A match cannot be declined and goes before every agent, so each of them has a word for media, the word
"download", or the name of AutoArr. {wildcards} stand for anything.
"""

from collections.abc import Mapping
from typing import Final

_NAME: Final = "(autoarr|auto arr|auto ar|auto are|auto r|autoar|autorr|auto rr|otto arr)"
_CALLED: Final = (
    f"[hey |hi |ok |okay |hallo |hola ]{_NAME}",
    f"[hey |hi |ok |okay |hallo |hola ]{_NAME} {{autoarr_wish}}",
)

_ENGLISH: Final = (
    "[please |can you |could you |would you |i want to |i'd like to |let's ]download {autoarr_title}",
    (
        "[please |can you |could you |would you |i want to |i'd like to |we want to ]"
        "(add|get|find|request|order|fetch|grab|look for|search for|watch|monitor) "
        "[me |us ][the |a |an ][new |latest |newest |old ]"
        "(movie|film|series|tv show|tv series|show|anime) {autoarr_title}"
    ),
    (
        "[please |can you |could you |would you ](add|get|find|request|put|look for|search for) "
        "{autoarr_title} (to|in|on|into|onto|with|from|through) (radarr|sonarr|plex)"
    ),
    (
        "(how far is|what's the status of|what is the status of|how is) "
        "[the |my ]download [of |for ]{autoarr_title}"
    ),
    "why (is|isn't|hasn't|has) (the|my) download (of|for) {autoarr_title}",
    "(cancel|stop|abort) [the |my ]download (of|for) {autoarr_title}",
    "cancel (the|my) request for the (movie|film|series|show) {autoarr_title}",
)
_GERMAN: Final = (
    "[bitte ](lade|lad) [mir |uns |bitte ]{autoarr_title} (herunter|runter)",
    "[bitte ]download {autoarr_title}",
    (
        "[bitte ](füge|füg) [bitte ][den |die |das ][neuen |neue |neueste |neuesten ]"
        "(film|serie|anime) {autoarr_title} hinzu"
    ),
    (
        "[bitte ](hol|hole|besorg|besorge|such|suche|finde|lade|lad|bestelle) [mir |uns |bitte ]"
        "[den |die |das |einen |eine ][neuen |neue |neueste |neuesten ](film|serie|anime) {autoarr_title}"
    ),
    (
        "(ich|wir) (will|möchte|wollen|möchten) [gerne |gern ][den |die |das ]"
        "(film|serie) {autoarr_title}"
    ),
    "(wie weit ist der|was ist mit dem) download von {autoarr_title}",
    "warum ist der download von {autoarr_title}",
    "(brich|storniere) den download (von|des films|der serie) {autoarr_title} [ab]",
)
_FRENCH: Final = (
    "[s'il te plaît ](télécharge|télécharger|téléchargez) [moi |nous ]{autoarr_title}",
    (
        "[s'il te plaît ](ajoute|ajouter|cherche|trouve|demande|commande|récupère) [moi |nous ]"
        "[le |la |les |un |une |l'][nouveau |nouvelle |dernier |dernière ]"
        "(film|série|anime|feuilleton) {autoarr_title}"
    ),
    (
        "(je|on) (veux|voudrais|veut|voudrait) (voir|regarder|ajouter) "
        "[le |la ](film|série) {autoarr_title}"
    ),
    "où en est le téléchargement de {autoarr_title}",
    "pourquoi le téléchargement de {autoarr_title}",
    "annule le téléchargement (de|du film|de la série) {autoarr_title}",
)
_SPANISH: Final = (
    "[por favor ](descarga|descargar|descárgame|bájame) {autoarr_title}",
    (
        "[por favor ](añade|añadir|agrega|busca|encuentra|pide|consigue|consígueme|búscame) "
        "[la |el |una |un ][nueva |última ](película|peli|serie|anime) {autoarr_title}"
    ),
    "(quiero|queremos|quisiera) (ver|añadir|descargar) [la ](película|peli|serie) {autoarr_title}",
    "(cómo va|qué pasa con) la descarga de {autoarr_title}",
    "por qué no está la descarga de {autoarr_title}",
    "cancela la descarga (de|de la película|de la serie) {autoarr_title}",
)
_DUTCH: Final = (
    "[alsjeblieft ](download|downloaden) {autoarr_title}",
    "[alsjeblieft ]voeg [de |het ][nieuwe |nieuwste ](film|serie|anime) {autoarr_title} toe",
    (
        "[alsjeblieft ](zoek|vind|haal|bestel|download|regel) [me |mij |ons ][de |het |een ]"
        "[nieuwe |nieuwste ](film|serie|anime) {autoarr_title}"
    ),
    "(ik|we) (wil|willen|zou graag) [graag ][de ](film|serie) {autoarr_title}",
    "hoe (ver is|staat het met) de download van {autoarr_title}",
    "waarom is de download van {autoarr_title}",
    "annuleer de download van {autoarr_title}",
)

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (*_CALLED, *_ENGLISH),
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "nl": _DUTCH,
}
"""By language; AutoArr is called the same in each, so those with its name stand only once."""
