"""Dutch: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

SOFTENERS: Final = Phrases(
    lines("""
alsjeblieft|jij even|jij eens|jij|u even|u eens|je even|even|eens|maar|nog|graag|mij|me|ons|voor mij|voor me|voor ons|nog even|alvast|nu|vanavond|vandaag|morgen|dit weekend|ook|ook nog|misschien|snel|gauw|eh|uh|euh|alstublieft|aub|zo graag|heel graag|dolgraag|wel|wel eens|graag eens|voor de kinderen|eventjes|meteen|gewoon|toch|dan|samen|met de kinderen|met het gezin|met de familie|met mijn vrouw|met mijn man|met vrienden|met z'n allen|met zijn allen|met ons allen|met de hele familie|weer|nog eens|weer eens|zaterdag|vrijdag|zondag|straks|later|voor vanavond|voor het weekend|voor dit weekend|als het kan|zo snel mogelijk|voor zaterdag|voor vrijdag|dan ook|dan maar|ook eens|nog een keer|in ieder geval|vast
""")
)
LEADS: Final = Phrases(
    [
        *lines("""
alsjeblieft|alstublieft|hey|hé|hallo|hoi|ok|oké|okay|dus|eh|uh|euh|eens|zeg|nou|en|ja|nee|wacht|oh|ach|zo|goed|goedemorgen|goedenavond|goedemiddag|computer|autoarr|hey autoarr|oké nabu|hey google|nu|dan|daarna|ook|nog|misschien|snel|even|graag
als het kan|als je kan|als je kunt|indien mogelijk|als het mogelijk is|als je tijd hebt|trouwens|overigens|wees zo goed en|wees zo lief en|wees lief en|doe me een plezier en|doe me een lol en|ik wil dat je|ik wil graag dat je|ik zou willen dat je|ik zou graag willen dat je|ik had graag dat je
het zou fijn zijn als je|het zou leuk zijn als je|is het mogelijk om|is het mogelijk|zou het mogelijk zijn om|zou het kunnen dat je|kun je ervoor zorgen dat|is er een kans dat je|is er een mogelijkheid om|heb je zin om|lukt het je om|kijk of je|kijk eens of je|is er een kans dat we|is er een mogelijkheid dat we|kijk of we|zou het kunnen dat we|is het mogelijk dat we|is het mogelijk dat je|het zou fijn zijn als we|ik vroeg me af of je|ik vroeg me af of we|zorg ervoor dat je|kun je kijken of je|probeer|probeer eens|vergeet niet|vergeet niet om
zeg tegen sonarr dat|zeg tegen radarr dat|vraag sonarr om|vraag radarr om|vraag radarr|vraag sonarr|laat sonarr|laat radarr|sorry|luister|pardon|voor vanavond|voor de kinderen|voor mij|voor later|zou je het leuk vinden om|zou je het fijn vinden om|heb je tijd om|zou je tijd hebben om|vind je het erg om|zou je het erg vinden om|zou u het erg vinden om|wil je zo lief zijn om|wil je zo goed zijn om
"""),
        *each(
            "kan|kun|kunt|zou|zul|wil|wilt|mag|zoudt|kon",
            "je|jij|u|jullie|ge|gij",
            "_|alsjeblieft|misschien|even|voor mij|me|mij|ons|voor ons|zo vriendelijk willen zijn|zo vriendelijk zijn|zo vriendelijk willen zijn om|zo vriendelijk zijn om|zo goed willen zijn|zo goed willen zijn om|zo aardig willen zijn om|zo lief willen zijn om|eens|ook|nog|snel|ook nog|alstublieft|willen|kunnen|zo goed zijn om|zo lief zijn om|alvast|misschien even|voor me|zo aardig zijn om",
        ),
    ]
)
_LISTS: Final = "bibliotheek|collectie|verzameling|lijst|watchlist|kijklijst|verlanglijst|verlanglijstje|wachtrij|downloadlijst|download lijst|filmlijst|serielijst|plex|radarr|sonarr|queue|downloads|server|plex server|mediatheek|lijstje|nas|wensenlijst|mediabibliotheek|aanvragen|wachtlijst|downloadwachtrij|verzoeken|kijklijstje"
TO_LIBRARY: Final = each("aan|op|in|naar|bij|via|met|tot", "_|de|het|mijn|onze|m'n", _LISTS)
_DAYS: Final = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
CLAUSES: Final = each(
    "_|en|kun je|kan je|kunt u|wil je|zou je|kunnen we|dus|kun je die|kun je hem|kan je die|kan je hem|wil je die|wil je hem",
    "hem|die|het|dat|deze|download|voeg|haal|zet",
    "_|alsjeblieft|even|dan|maar|hem|die|het",
    "downloaden|toevoegen|binnenhalen|ophalen|toe|binnen|halen|erop|op|zoeken|regelen|voor me downloaden|voor ons downloaden|voor me toevoegen|klaarzetten|krijgen|erbij zetten|erbij",
)
TAILS: Final = Phrases(
    [
        *each(
            "_|en|en dan",
            "download|voeg|zet|haal|pak|regel",
            "die|hem|het|deze|m",
            "_|toe|op plex|op de lijst|binnen|op|erbij|voor me|voor ons|op mijn lijst|aan plex toe|aan de lijst toe",
        ),
        *each("_|en", "toevoegen|downloaden|binnenhalen", "aub|graag|alsjeblieft|maar"),
        *lines("""
alsjeblieft|alstublieft|aub|bedankt|dankjewel|dank je|dank u|dank je wel|dank u wel|thanks|graag|voor mij|voor me|voor ons|voor de kinderen|voor mijn kinderen|voor vanavond|voor later|voor morgen|voor het weekend|voor dit weekend|voor de filmavond|vanavond|vandaag|dit weekend|als het kan
als dat kan|als je kan|als je kunt|als het mogelijk is|als dat mogelijk is|indien mogelijk|zo snel mogelijk|meteen|nu|direct|even|eens|met de kinderen|met het gezin|met mijn vrouw|met mijn man|met vrienden|voor mijn vrouw|voor mijn man|voor mijn dochter|voor mijn zoon|voor oma|voor opa
ook|ook nog|ok|oké|straks|vannacht|binnenkort|op de achtergrond|kan dat|lukt dat|alvast bedankt|autoarr|om te kijken|om te bekijken|voor de hele familie|voor de vakantie|voor het vliegtuig|voor de reis|nog eens|nog een keer|opnieuw|misschien|wanneer je tijd hebt|als je tijd hebt|hoor|zodat we hem vanavond kunnen kijken
voor zaterdagavond|voor vrijdagavond|voor zondagavond|voor morgenavond|morgenavond|als die er is|als hij er is|zodra het kan|zou fijn zijn|zou leuk zijn|merci|met kerst|voor kerst|wel|nog|wil je|kun je|asjeblieft
"""),
        *each("voor|op|tegen|komende|voor komende|aanstaande", _DAYS, "_|avond|middag|ochtend"),
        *TO_LIBRARY,
        *CLAUSES,
    ]
)
_INFINITIVE: Final = """
opzoeken en downloaden|zoeken en downloaden|zoeken en toevoegen|downloaden en toevoegen|opzoeken en toevoegen|vinden en downloaden
toevoegen|downloaden|binnenhalen|ophalen|zoeken|vinden|aanvragen|regelen|bestellen|halen|opzoeken|binnenslepen|klaarzetten|inplannen|toe te voegen|te downloaden|binnen te halen|op te halen|te zoeken|te vinden|aan te vragen|te regelen|te bestellen|te halen|op te zoeken|klaar te zetten|erbij zetten|erop zetten
toevoegt|downloadt|binnenhaalt|ophaalt|zoekt|vindt|aanvraagt|regelt|haalt|voor me downloaden|op de lijst zetten|op mijn lijst zetten|op de downloadlijst zetten|op plex zetten|aan plex toevoegen|aan de bibliotheek toevoegen|in de wachtrij zetten|op de kijklijst zetten|op de watchlist zetten|op mijn kijklijst zetten|in de bibliotheek zetten|aan de lijst toevoegen|krijgen|te krijgen|bemachtigen|te bemachtigen|bijzetten|pakken|neerzetten|aanschaffen|in huis halen
"""
_SEEING: Final = "kijken|zien|bekijken|willen zien|willen kijken|willen bekijken|te kijken|te zien|te bekijken|gaan kijken|gaan zien|terugkijken|herbekijken|opnieuw kijken|mogen kijken|kunnen kijken|willen hebben|kunnen zien|gezien|wel zien|wel willen zien|wel kijken|nog eens zien|eens zien"
_WANT: Final = Phrases(
    [
        *lines("""
ik wil|ik wou|ik zou|ik zou graag|we willen|wij willen|we zouden|we zouden graag|wij zouden graag|ik heb zin om|we hebben zin om|ik heb zin in|we hebben zin in|ik wil graag|we willen graag|ik had graag|we hadden graag|zullen we|zorg dat we|zorg dat ik|kunnen jullie|kun je aan|kun je ons aan|kun je me aan|ik heb|ik moet|laten we|laat me|laat ons|mag ik|mogen we|kan ik|kunnen we|zouden we|zou ik|ik zoek
wij zoeken|we zoeken|we missen|we missen nog|ik mis|ik mis nog|wij missen nog|ons ontbreekt nog|ik heb nodig|we hebben nodig|geef me|geef ons|ik neem|doe mij|doe mij maar|doe maar|ik wens|vanavond willen we|vanavond wil ik|dit weekend willen we|dit weekend wil ik|morgen willen we|vandaag wil ik|ik zag graag|ik wil heel graag|ik wilde|ik wilde graag|wij hadden graag|ik hoop|we gaan|ik ga|vanavond gaan we|ik ben op zoek naar|we zijn op zoek naar|heb zin in|heb zin om|zin om|zin in|ik heb wel zin om|ik zou wel|ik zou best|we zouden wel
"""),
        *each(
            "mijn|onze|de|ons|_",
            "vrouw|man|dochter|zoon|kinderen|vriendin|vriend|ouders|moeder|vader|mama|papa|oma|opa|gezin|zus|broer|kids|meisjes|jongens|gasten|kleinkinderen|familie|iedereen|kleine|schoonmoeder|huisgenoot|partner",
            "wil|willen|wil graag|willen graag|zou graag|zouden graag|wou|vraagt om|vragen om|wil heel graag",
        ),
    ]
)
_FETCH: Final = Phrases(
    lines(
        "haal je|haal jij|zoek je|zoek jij|regel je|pak je|pak jij|bestel je|vind je|haal|zoek|vind|download|pak|bestel|regel|vraag|geef|neem|bezorg|breng|trek|sleep|vraag om|ga op zoek naar|zoek naar|zoek eens naar|laad|haalt u|haal maar|wat dacht je van|fiks|ritsel|zoekt u|downloadt u|dl|bezorgt u|spoor|bemachtig|op zoek naar"
    )
)
_ENDS: Final = Phrases(
    [
        *lines(
            "binnen|in huis|op|toe|aan|erbij|voor me op|in|klaar|maar op|naar binnen|naar beneden|af|bij|even op|uit|neer"
        ),
        *TO_LIBRARY,
    ]
)
_ADD: Final = Phrases(lines("voeg|voegt u|voeg je|add|vul"))
_PUT: Final = Phrases(
    lines(
        "zet|gooi|plaats|stop|doe|leg|schrijf|noteer|hang|zwier|smijt|zet je|zet u|voeg|steek|knal|pleur|neem|zorg dat|zorg ervoor dat|kun je zorgen dat|kun je ervoor zorgen dat|kan je zorgen dat|kan je ervoor zorgen dat|kunt u zorgen dat|kunt u ervoor zorgen dat|wil je zorgen dat|wil je ervoor zorgen dat|zou je ervoor kunnen zorgen dat|schuif|mik|kwak"
    )
)
_PUT_ENDS: Final = Phrases(
    [
        *each(
            "_|nog even|even|maar|ook|ook nog|graag|er|nog",
            "aan|op|in|naar|bij|tussen",
            "_|de|het|mijn|onze|m'n",
            _LISTS,
            "_|toe|erbij|staat|komt|neer",
        ),
        *lines(
            "klaar|klaarstaat|klaar staat|vanavond klaarstaat|vanavond klaar staat|erop staat|op plex staat|op plex komt|gedownload is|vanavond gedownload is|er is|er vanavond is|beschikbaar is|binnenkomt|erbij komt|erbij|erop|erbij op de lijst|klaar voor vanavond|gedownload wordt|toegevoegd wordt"
        ),
    ]
)
_REQUEST: Final = Phrases(
    lines("""
nieuwe aanvraag|nieuw verzoek|aanvraag voor|verzoek voor|een aanvraag voor|start de download van|start een download van|start met downloaden van|start met het downloaden van|begin met downloaden van|begin met het downloaden van|ik wil een aanvraag doen voor|ik wil graag een aanvraag doen voor|doe een aanvraag voor|maak een verzoek aan voor
doe een verzoek voor|dien een aanvraag in voor|dien een verzoek in voor|plaats een verzoek voor|volg de serie|ik wil een verzoek indienen voor|filmverzoek|volg|monitor|request
""")
)
_HEARD: Final = Phrases(
    lines(
        "ik heb gehoord dat|ik hoorde dat|ze zeggen dat|iedereen zegt dat|mijn vrienden zeggen dat|ik las dat|ik heb gelezen dat|iedereen heeft het over|iedereen praat over|ik heb gehoord over|ik hoorde over|ik heb gelezen over|er is een nieuwe|er is|ken je|heb je gehoord van|een vriend raadde|mijn collega raadde|een vriend heeft het over|iedereen kijkt|iedereen praat over de serie|ik hoorde van"
    )
)

ADD_FRAMES: Final = (
    Frame(
        intent=Intent.ADD,
        starts=_ADD,
        ends=Phrases(
            [
                *lines("toe|toe alsjeblieft|erbij|bij|aan"),
                *each("toe", "_"),
                *TO_LIBRARY,
                *each("aan|bij", "_|de|het|mijn|onze", _LISTS, "toe"),
            ]
        ),
        must_end=True,
    ),
    Frame(intent=Intent.ADD, starts=_PUT, ends=_PUT_ENDS, must_end=True),
    Frame(intent=Intent.ADD, starts=_REQUEST, ends=Phrases()),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(lines("begin|start|begin met|ga")),
        ends=Phrases(lines("te downloaden|downloaden|op te halen|binnen te halen")),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=_HEARD,
        ends=Phrases(
            [
                *CLAUSES,
                *lines(
                    "aan|aangeraden|goed is|geweldig is|leuk is|fantastisch is|mooi is|de moeite waard is|heel goed is|erg goed is|zo goed is|uit is|nu uit is"
                ),
            ]
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=_WANT,
        ends=Phrases(
            each(
                "_|willen|kunnen|te|gaan|laten|mogen|kunt|kan|wilt|wil|zou|graag|eens",
                f"{_SEEING}|{_INFINITIVE}",
                "_|alsjeblieft|kunt|kan|wilt|kunnen|zou",
            )
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(lines("kan|mag|kunnen|mogen|zou")),
        ends=Phrases(
            each(
                "_|ook|alsjeblieft",
                "op plex|op de lijst|op mijn lijst|gedownload worden|toegevoegd worden|op de downloadlijst|in de bibliotheek|opgehaald worden|op mijn kijklijst|erbij",
            )
        ),
        must_end=True,
    ),
    Frame(intent=Intent.ADD, starts=_FETCH, ends=_ENDS, weak=True),
    Frame(
        intent=Intent.ADD,
        starts=_WANT,
        ends=Phrases(
            lines(
                "hebben|krijgen|nodig|hebben voor vrijdag|komen|helpen|op plex|in plex|in de bibliotheek|gedownload|gehad|erbij|erbij hebben|op plex hebben|in de bibliotheek hebben|willen|gedownload hebben"
            )
        ),
        weak=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(),
        ends=Phrases(
            each(
                "_|willen|kunnen|te|laten|willen laten|kunt|kan|wilt|wil",
                _INFINITIVE,
                "_|worden|kunnen|alsjeblieft|voor me|kunt|kan|wilt|wil|zou",
            )
        ),
        must_end=True,
    ),
)
