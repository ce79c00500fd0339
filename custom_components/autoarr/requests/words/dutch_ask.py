"""Dutch: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "_|mijn|de|het|onze|een|ons|m'n",
            "verzoek|aanvraag|download|downloaden|zoektocht|bestelling|import|verzoekje|zoekopdracht",
            "voor|van|naar|om",
        ),
        *lines("mijn|onze|dat van|dat met"),
    ]
)
FILLERS: Final = Phrases(
    lines("""
al|nog|nu|eindelijk|ondertussen|inmiddels|dan|eigenlijk|nog steeds|nog altijd|nog niet|niet|niet meer|meer|toch|alsjeblieft|sinds gisteren|al dagen|al uren|sinds vanochtend|al twee dagen|al drie dagen|al een week|al weken|waarom|hoe komt dat|wat is er aan de hand|wat is er mis|hoe kan dat|weet je waarom|kun je kijken|kun je even kijken|kun je dat nakijken
vandaag|vanavond|momenteel|op dit moment|zo|ook|weer|alweer|steeds|soms|of niet|of|waar ligt dat aan|waar ligt het aan|wat is het probleem|al een tijdje|al eeuwen|de hele tijd|sinds maandag|sinds vrijdag|sinds zondag|maar|wel|reeds|hoor|even|precies|zo lang al|sinds gisteravond|al lang|sinds vorige week|wat nu|ergens
""")
)
_PLACES: Final = each(
    "in|op|bij|uit|van",
    "_|de|het|mijn|onze",
    "plex|radarr|sonarr|bibliotheek|server|collectie|lijst|wachtrij|downloadlijst|watchlist|kijklijst|plex server|queue|downloads|nas|verlanglijst|systeem",
)
_DONE: Final = "klaar|er|beschikbaar|gedownload|binnen|aangekomen|toegevoegd|aangevraagd|geïmporteerd|gevonden|uit|aanwezig|compleet|af|online|onderweg|goedgekeurd|te zien|afgerond|opgehaald|gearriveerd|verschenen|te bekijken|volledig gedownload|helemaal gedownload|aan het downloaden|bezig|uitgekomen|verkrijgbaar|hier|al binnen|al klaar|te kijken|gekomen|binnengekomen|voltooid|binnengehaald|er al|opgenomen"
_BAD: Final = "mislukt|vastgelopen|blijven hangen|vast|geblokkeerd|afgebroken|gestopt|gepauzeerd|zo lang|zo traag|zo langzaam|eeuwig|misgegaan|kapot|verdwenen|afgewezen|in de wachtrij|onvolledig|geweigerd|fout gegaan|fout gelopen|weg|traag|vertraagd|stil|mis|gecrasht|incompleet|gestrand|vastgezeten|verwijderd|geannuleerd|stuk"
_WHY: Final = (
    "waarom|hoe komt het dat|hoe kan het dat|waardoor|hoezo|waarom in godsnaam|hoe komt dat"
)
_EXPLAIN: Final = "_|weet jij|weet u|weten jullie|heb je enig idee|heb jij enig idee|enig idee|heb je een idee|heb jij een idee|kun jij kijken|kun jij uitzoeken|kan jij kijken|kijk jij even|kijk jij eens|zoek uit|vertel me|zeg me|leg uit|leg me uit|kijk eens|kijk|check|check eens|weet je|kun je me zeggen|kun je me vertellen|kun je uitzoeken|kun je nakijken|kun je kijken|kun je even kijken|kun je zien|kijk na|ga na|ik vraag me af|ik snap niet|kunt u me vertellen|kunt u uitzoeken|zou je kunnen uitzoeken|kijk even|kan je uitzoeken|kan je nakijken|kan je kijken|zoek eens uit|controleer|controleer eens|zou u kunnen uitzoeken|kunt u nagaan|onderzoek|kun je nagaan|zoek even uit|kijk even na|kun je even nakijken|kun je controleren|wil je uitzoeken|wil je nakijken|wil je kijken|kan je me zeggen"
_NOT: Final = "niet|nog niet|nog steeds niet|niet meer|nog altijd niet|nooit|maar niet|alweer niet|weer niet|dan niet|nog altijd nergens|nergens|nog"
_NOT_DONE: Final = [
    *each(
        f"{_NOT}|geen",
        f"{_DONE}|downloaden|laden|importeren|aan|vinden|zien|kijken|bekijken|verder|te vinden|voor|klaar te komen|door|op plex|op",
        "_|is|wordt|zijn|worden|werd|staat|wil|kan",
    ),
    *each(
        _NOT,
        "_|te vinden|gevonden|zien|vinden|beschikbaar|te zien|zichtbaar",
        "in|op",
        "_|de|mijn|onze",
        "plex|bibliotheek|server|collectie|radarr|sonarr",
        "_|staat|verschijnt|te vinden|zien|vinden|zit|te zien|is|komt|beschikbaar",
    ),
    *each(
        _NOT,
        "downloadt|gedownload wordt|gedownload is|binnenkomt|verschijnt|geïmporteerd wordt|klaar is|er is|werkt|lukt|gevonden wordt|opschiet|start|vooruitgaat|begint|beschikbaar is|er staat|aankomt|wil downloaden|komt|gaat|vordert|downloadt|binnen is|verder gaat|laadt",
    ),
    *each(_BAD, "_|is|wordt|blijft|gegaan|zit|gelopen|staat|loopt"),
    *each(_NOT),
    *each("er|hier|in plex|op plex|daar|binnen|klaar", _NOT, "_|is|staat|zijn|in|staan"),
    *lines(
        "zo lang duurt|zo lang aan het downloaden|eeuwig duurt|mislukte|vastzit|vastloopt|blijft hangen|hangt|ontbreekt|mist|steeds mislukt|aan het hangen|duurt|zo traag gaat|niet lukt|steeds vast|hangen|zo lang duren"
    ),
]
_WHY_AUX: Final = "is|zijn|wordt|worden|werd|heeft|hebben|kan|kunnen|downloadt|gaat|loopt|komt|lukt|duurt|zit|staat|wil|mislukt|mislukte|is de download van|vindt sonarr|vindt radarr|vindt plex|downloadt sonarr|downloadt radarr|toont plex|kan ik|kunnen we|kan je|zie ik|vind ik|hebben we|heb ik|is er|heb je|lukt de download van|loopt de download van|werkt|blijft|hangt|verschijnt|gaat de download van|duurt de download van|wordt de download van|zit de download van|hangt de download van|zien we|vinden we|start|krijg ik|krijgen we|is mijn verzoek voor|is het verzoek voor|is mijn aanvraag voor|is de aanvraag voor|werd mijn verzoek voor|importeert sonarr|importeert radarr|wacht|komt de download van|mislukt de download van|mislukte de download van|loopt het downloaden van|gaat het downloaden van|duurt het zo lang met|duurt het downloaden van|laadt|krijgt|faalt|faalde"
_WRONG: Final = Phrases(
    [
        *each(
            _EXPLAIN,
            "wat",
            "is er mis met|is er aan de hand met|is er gebeurd met|is er met|is er fout met|is er fout gegaan met|is er fout gegaan bij|is het probleem met|is het probleem bij|is er misgegaan met|is er misgegaan bij|scheelt er met|scheelt er aan|ging er mis met|ging er mis bij|ging er fout bij|houdt|blokkeert|is er toch met|gebeurde er met|is er loos met|is er verkeerd met|mankeert er aan|is er van|gaat er mis met|gaat er fout met|gaat er mis bij|klopt er niet aan|klopt er niet met|hapert er aan|hapert er bij|is er nu weer met|is gebeurd met|is mis met|loopt er mis met|loopt er mis bij",
        ),
        *each(
            _EXPLAIN,
            "waar|waarop|waaraan",
            "hangt|ligt het aan met|wacht|zit|loopt het vast met|blijft het hangen met|hapert het bij|blijft het steken bij",
        ),
        *each(
            "is er|er is|ik heb|we hebben|heb je|zijn er",
            "_|een|iets",
            "probleem|problemen|mis|fout|aan de hand",
            "met|bij|met de download van|met mijn verzoek voor",
        ),
        *each(
            "diagnosticeer|diagnose voor|diagnose van|diagnose|onderzoek|analyseer|zoek het probleem met|zoek het probleem bij|controleer het probleem met|onderzoek de download van|zoek uit wat er mis is met|kijk wat er mis is met|kijk wat er aan de hand is met|check wat er mis is met|zoek uit wat er aan de hand is met|onderzoek het probleem met|vertel me wat er mis is met|kun je uitzoeken wat er mis is met|kijk na wat er mis is met|zoek uit wat er gebeurd is met|zoek uit wat er is gebeurd met|zoek uit wat er fout ging met"
        ),
        *each(
            "er gaat|er ging|er loopt|er liep|er klopt|er zit|er schort",
            "_|telkens|steeds|weer",
            "iets|wat",
            "mis|fout|verkeerd|niet goed|niet|scheef|vast",
            "met|bij|aan",
        ),
        *each(
            "er is iets",
            "mis met|misgegaan met|fout gegaan met|misgegaan bij|fout gegaan bij|aan de hand met|fout met",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "duurt het zo lang met|duurt het zo lang met de download van|lukt het niet met|ontbreekt|ontbreken|mis ik|hangt|hebben we geen|is er geen|is er nog geen|mist|hebben we nog geen|hapert|mislukt|mislukte|hebben we nog steeds geen|faalt|faalde|stokt",
        ),
    ]
)
_WRONG_ENDS: Final = Phrases(
    [
        *lines(
            "aan de hand|gebeurd|misgegaan|fout gegaan|tegen|mis|loos|fout|het probleem|geworden|niet|vast|te downloaden|verkeerd|aan het downloaden|op|is gebeurd|is misgegaan"
        ),
        *_PLACES,
    ]
)
_STATED: Final = [
    *each(
        "blijft|blijven|bleef",
        "_|maar|steeds|telkens|gewoon|weer|alsmaar",
        "hangen|steken|mislukken|falen|vastlopen|stilstaan|wachten|stoppen|haperen|vastzitten",
    ),
    *each(
        "is|wordt|werd|komt|downloadt|loopt|gaat|start|verschijnt|werkt|wil|heeft|kan|staat|is nog steeds|lukt",
        _NOT,
        f"_|{_DONE}|in plex|op plex|downloaden|verder|importeren|in de bibliotheek|aan|vooruit|te vinden in plex",
    ),
    *each(
        "is|werd|blijft|zit|staat|loopt|raakt|is alweer|is weer|heeft|blijft maar",
        "_|gewoon|alweer|steeds|altijd|nog steeds|weer|al",
        _BAD,
    ),
    *lines(
        "zit al dagen vast|doet het niet|hangt|hapert|ontbreekt|mislukt|zit vast|loopt vast|blijft hangen|blijft steken|breekt af|duurt eeuwig|duurt te lang|komt maar niet binnen|downloadt zo traag|downloadt zo langzaam|staat stil|ligt stil|mislukt steeds|blijft mislukken|mislukt telkens|hangt in de wachtrij|zit vast in de wachtrij|hangt op 99 procent|mislukte|geeft problemen|geeft een fout|doet het niet|loopt steeds vast|staat vast|schiet niet op|is aan het hangen"
    ),
]
_NEWS: Final = Phrases(
    [
        *each(
            "_|wat is|hoe is|toon|toon me|laat|laat me|zeg me|geef|geef me|check|bekijk|wat was",
            "de|het|_|mij de",
            "status|stand|downloadstatus|voortgang|stand van zaken|download status|huidige status",
            "van|voor|van de aanvraag voor|van mijn verzoek voor|bij|van de download van|rond|met",
        ),
        *each("waar", "is|blijft|zijn|blijven|zit"),
        *each(
            "hoe",
            "ver is|ver zijn|ver is de download van|staat het met|staat het met de download van|gaat het met|gaat het met de download van|zit het met|ver staat|lang duurt|zit het met de download van|vordert|loopt het met|ver zit|ver ben je met|ver zijn we met|ver staat het met|ver staat de download van|loopt de download van|gaat de download van|vordert de download van",
        ),
        *each(
            "hoe lang|hoelang|wanneer",
            "duurt het nog|duurt het nog voor|duurt het nog voordat|duurt het voordat|duurt het nog tot|duurt het tot|nog tot|nog voor|nog voordat|duurt het voor|moet ik nog wachten op|nog wachten op",
        ),
        *each(
            "is er|is er al|heb je|heb je al|zijn er|zijn er al|hebt u|hebt u al|heeft u|heeft u al|al",
            "_|enig|een|wat|al",
            "nieuws|update|updates|info|informatie|iets bekend|iets nieuws|meer bekend|nieuwtjes",
            "over|van|voor|rond|omtrent",
        ),
        *each(
            "hebben|heb|hebt|heeft",
            "we|wij|ik|je|jij|u|jullie|sonarr|radarr",
            "_|al|eigenlijk|ook|reeds|nu|misschien|toevallig|de film|de serie|nog",
        ),
        *each(
            "wanneer",
            "komt|komen|is|zijn|verschijnt|kan ik|kunnen we|wordt|krijgen we|krijg ik|kan je|start|hebben we|mag ik|kan men",
        ),
        *each(
            "zeg me|zeg|kijk|kijk eens|kijk even|check|check even|weet je|kun je kijken|kun je even kijken|kun je nakijken|kun je zien|kun je me zeggen|kun je me vertellen|controleer|kijk na|kan je kijken|kunt u kijken|vertel me|vertel|kan je nakijken|kunt u nakijken|kunt u me vertellen|zou je kunnen kijken|kun je checken|kan je checken",
            "of|wanneer|waar|hoe ver|of we",
            "_|al|reeds",
        ),
        *lines(
            "laat de voortgang zien van|laat de voortgang van|hoe zit het met mijn verzoek voor|hoe staat het met mijn verzoek voor|wat is er met mijn verzoek voor gebeurd|loopt de download van|is de download van|hoe staat het ervoor met|heeft sonarr al|heeft radarr al|heeft sonarr|heeft radarr|is mijn verzoek voor|is mijn aanvraag voor|is het verzoek voor|downloadt sonarr|downloadt radarr|download je|ben je bezig met|staat|zit|wordt|komt|werd"
        ),
    ]
)
_NEWS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(_DONE, "_|is|zijn|wordt|werd|heeft|komt"),
        *lines(
            "kijken|zien|bekijken|binnenkomt|komt|verschijnt|aankomt|hebben|uitkomt|op plex|op plex kijken|op plex zien|zal zijn|klaar zijn|beschikbaar zijn|te downloaden|verwachten|zien we|is gedownload|er zijn|kunnen kijken|kunnen zien|kan kijken|heb|hebt|heeft|hebben we|staat|uit zijn|in huis|wordt gedownload|in plex staat|op plex staat|in de bibliotheek staat|zien op plex|verwacht|gedownload zijn|klaar te zijn|zitten"
        ),
    ]
)
_IS: Final = Phrases(
    lines(
        "is|zijn|wordt|worden|werd|heeft|staat|staan|komt|loopt|zit|is de film|is de serie|zitten|was"
    )
)
_IS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(_DONE),
        *lines(
            "binnenkort|op plex|op plex beschikbaar|in de wachtrij|gedownload geweest|goedgekeurd|aan het downloaden|in plex beschikbaar"
        ),
    ]
)
_CANCEL: Final = Phrases(
    lines("""
annuleer|annuleert u|verwijder|verwijdert u|schrap|wis|cancel|vergeet|vergeet het verzoek voor|vergeet de aanvraag voor|stop met|stop met downloaden van|stop met het downloaden van|stop met zoeken naar|stop met het zoeken naar|stop het downloaden van|stop de download van|stop het zoeken naar
hou op met|hou op met downloaden van|hou op met zoeken naar|zoek niet meer naar|download niet meer|download toch maar niet|schrap maar|delete|vergeet maar|laat maar|wis de aanvraag voor|zoek niet langer naar|niet meer zoeken naar|verwijder maar|annuleer maar|beëindig
""")
)
_CANCEL_ENDS: Final = Phrases(
    [
        *each(
            "_|weer|maar",
            "van|uit",
            "_|de|mijn|onze|het",
            "lijst|bibliotheek|wachtrij|downloadlijst|watchlist|kijklijst|plex|radarr|sonarr|queue|verlanglijst|downloads|server|aanvragen|collectie|lijstje|verlanglijstje",
            "_|af|weg|maar",
        ),
        *lines(
            "af|in|terug|weg|verzoek|aanvraag|download|te downloaden|te zoeken|ongedaan|maar weer|maar|weer|maar af|toch maar|eruit|eraf|downloaden|zoeken|weer in|op te halen|binnen te halen|binnenhalen"
        ),
    ]
)
_NO_MORE: Final = each(
    "_|toch|maar|toch maar",
    "niet|niet meer|toch niet|toch niet meer|liever niet|niet langer|toch maar niet|maar niet|nog niet",
    "_|meer|zien|kijken|hebben|downloaden|bekijken|toevoegen|toe|te downloaden|te hebben|te zien|te kijken|op te halen|toe te voegen|binnen|ophalen|op|meer zien|meer hebben|meer kijken|meer downloaden|nodig|binnenhalen|meer nodig|te zoeken|zoeken|binnen te halen|te bekijken",
)
_AWAY: Final = [
    *each(
        "_|maar|weer|toch",
        "van|uit",
        "_|de|mijn|onze|het",
        "lijst|bibliotheek|wachtrij|downloadlijst|watchlist|kijklijst|plex|radarr|sonarr|queue|verlanglijst|downloads|server|aanvragen|collectie|lijstje|verlanglijstje",
        "_|af|weg|maar",
    ),
    *lines("eruit|eraf|weg|maar weg|eraf alsjeblieft|er weer af"),
]
_DROPPING: Final = "annuleren|verwijderen|schrappen|wissen|cancelen|stopzetten|afbreken|intrekken|weghalen|van de lijst halen|uit de wachtrij halen|te annuleren|te verwijderen|te schrappen|van de lijst verwijderen|uit de lijst halen|van de lijst schrappen|in te trekken|van mijn lijst halen|te wissen|uit de wachtrij verwijderen|stoppen"

ASK_FRAMES: Final = (
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(each(_EXPLAIN, _WHY, _WHY_AUX, "_|eigenlijk|toch|dan")),
        ends=Phrases([*_NOT_DONE, *_PLACES]),
        must_end=True,
    ),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(each(_EXPLAIN, _WHY)),
        ends=Phrases(_NOT_DONE),
        must_end=True,
    ),
    Frame(intent=Intent.DIAGNOSE, starts=_WRONG, ends=_WRONG_ENDS),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(
            each(
                "ik wil|ik hoef|we willen|wij willen|we hoeven|ik heb|we hebben|download|voeg|zoek|haal|je hoeft|ik zou|ik moet|doe|we hoefden|ik hoefde|ik wou|de kinderen willen|we moeten",
                "_|toch|maar|eigenlijk|alsjeblieft",
            )
        ),
        ends=Phrases([*_NO_MORE, *lines("al gezien|toch al gezien|al")]),
        must_end=True,
    ),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("haal|neem|gooi|gooi maar|zet|schrap|doe")),
        ends=Phrases(_AWAY),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("laat|laat maar")),
        ends=Phrases(
            lines(
                "maar zitten|zitten|maar|maar vallen|vallen|achterwege|maar achterwege|maar niet komen|maar weg|weg"
            )
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("trek|breek|draai|maak")),
        ends=Phrases(lines("in|af|terug|maar in|maar af|ongedaan|weer in")),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("niet|toch niet")),
        ends=Phrases(lines("downloaden|toevoegen|binnenhalen|meer downloaden")),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(
            [
                *lines(
                    "ik wil|ik wil graag|we willen|wij willen|ik wou|ik wou graag|ik moet|laten we"
                ),
                *each(
                    "kun|kan|wil|zou|mag|kunt|wilt", "je|jij|u|ik", "_|even|misschien|alsjeblieft"
                ),
            ]
        ),
        ends=Phrases(each("_", _DROPPING, "_|alsjeblieft|kunnen")),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(),
        ends=Phrases(each("_", _DROPPING, "_|alsjeblieft")),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("toch geen|geen|doe maar geen")),
        ends=Phrases(lines("meer|meer alsjeblieft")),
        must_end=True,
    ),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(
            each(
                "kan|kunnen|mag|mogen",
                "ik|we|wij|je|de kinderen",
                "_|al|nu|eindelijk|vanavond|nu al|straks",
            )
        ),
        ends=Phrases(
            lines("kijken|zien|bekijken|al kijken|al zien|op plex zien|op plex kijken|nu kijken")
        ),
        must_end=True,
    ),
    Frame(intent=Intent.STATUS, starts=_IS, ends=_IS_ENDS, must_end=True),
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(), ends=Phrases(_STATED), must_end=True),
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_NEWS_ENDS),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(),
        ends=Phrases(
            lines(
                "status|al klaar|al binnen|download status|hebben we die al|hebben we dat al|wanneer komt die|is die er al|is dat er al|al beschikbaar|hebben we die"
            )
        ),
        must_end=True,
    ),
)
_MINE: Final = "_|mijn|de|onze|alle|al mijn|openstaande|de openstaande|mijn openstaande|het|de huidige|met mijn|met de|van mijn|van de|huidige|over mijn"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "staat er|staan er|zit er|zitten er|wat staat er|wat zit er|wat staat|wat zit|hoeveel staat er|hoeveel zit er",
                "_|nog|al|nu|momenteel|allemaal|nog steeds",
                "_|iets|wat|downloads|dingen|films",
                "in|op",
                "de|mijn|onze",
                "wachtrij|queue|downloadlijst|lijst|downloadwachtrij|download wachtrij",
            ),
            *each(
                "wat|wat is|is er|wordt er|zijn er|welke films|welke series|wat ben je|wat zijn we",
                "wordt er|is er|er|wordt|zijn we|ben je|iets|aan het|worden|staat er|zit er|hebben we|wat|worden er|staan er|op dit moment|loopt er|komt er|_",
                "_|nu|op dit moment|momenteel|allemaal|nog|al|aan het|iets",
                "gedownload|downloaden|in de wachtrij|binnen|onderweg|aan het downloaden|bezig|in de queue|op de downloadlijst|toegevoegd|aangevraagd|aan het downloaden nu",
                "_|nu|op dit moment|momenteel|vandaag",
            ),
            *each(
                "toon|toon me|laat|laat me|wat is de status|wat zijn|hoe staat het|hoe gaat het|hoe zit het|wat is de stand|geef|geef me|lijst|status|waar blijven|waar zijn|waar is|hoe ver zijn|hoe ver is|check|nieuws|is er nieuws|hoe lopen|hoe loopt|lees|bekijk|hoe staan|hoe vorderen|som|wat gebeurt er|welke|hoe ver staan|hoe ver staat|ik wil",
                _MINE,
                "aanvragen|verzoeken|downloads|aanvraag|verzoek|wachtrij|download|queue|downloadlijst|bestellingen|downloadwachtrij|aanvragen zijn er|verzoeken staan open|aanvragen staan open|downloads lopen er",
                "_|zien|eens|voor|ervoor|op|nu|er",
            ),
            *each(
                "wat heb ik|wat hebben we|wat had ik|wat is er",
                "_|allemaal|laatst|al",
                "aangevraagd|besteld|gevraagd|toegevoegd|gedownload",
            ),
            *lines(
                "status|downloadstatus|wat is de status|hoe ver is het|is het klaar|is het al klaar|is het er al|is hij al klaar|is die al klaar|wanneer is het klaar|hoe lang duurt het nog|hoelang nog|hoe lang nog|is er al nieuws|wat komt eraan|wat komt er aan|is mijn verzoek al goedgekeurd|is mijn aanvraag al goedgekeurd|is mijn download klaar|zijn mijn downloads klaar|wat is er nieuw|wat is er nieuw op plex|hoe ver ben je"
            ),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "annuleer|verwijder|schrap|wis|cancel|stop|vergeet|trek|breek|stop met|verwijder maar|annuleer maar|beëindig|annuleert u",
                "_|alsjeblieft|maar",
                "het|dat|alles|mijn verzoek|het verzoek|mijn aanvraag|de aanvraag|mijn laatste verzoek|mijn laatste aanvraag|het laatste verzoek|de laatste aanvraag|de download|de downloads|alle downloads|alle aanvragen|alle verzoeken|al mijn aanvragen|al mijn verzoeken|al mijn downloads|mijn downloads|mijn download|de wachtrij|de hele wachtrij|die|hem|downloaden|de laatste|mijn bestelling|zoeken|die aanvraag|dat verzoek|mijn verzoeken|mijn aanvragen|de laatste download",
                "_|alsjeblieft|maar|in|af|weer",
            ),
            *lines(
                "annuleren|laat maar|laat maar zitten|laat het maar|vergeet het|vergeet het maar|toch niet|toch maar niet|doe maar niet|hoeft niet|hoeft niet meer|het hoeft niet meer|niet meer nodig|ik heb me bedacht|ik ben van gedachten veranderd|stop de download|stop de downloads|download het niet|download dat niet|niet downloaden|ik hoef het niet meer|ik wil het niet meer|ik wil dat niet meer"
            ),
        ]
    ),
    Intent.DIAGNOSE: Phrases(
        [
            *each(
                _WHY,
                "_",
                "is|wordt|gaat|duurt|hangt|lukt|werkt|zit|staat|komt|loopt|zijn|worden|mislukt|blijft|gebeurt|duren|lopen|hangen|downloadt",
                "het|dat|er niets|niets|de download|mijn download|mijn verzoek|mijn aanvraag|de wachtrij|alles|mijn downloads|de downloads|er|hij|er geen enkele download|er nog niets|mijn aanvragen|mijn verzoeken",
                "_|niet|zo lang|mislukt|zo traag|gedownload|er niet|er nog niet|niet klaar|niet gedownload|vast|binnen|hangen|nog niet klaar|niet verder|zo langzaam|niks gedownload|niet goedgekeurd|niets|niet binnen|stil|steeds",
            ),
            *lines(
                "wat is er mis|wat is er misgegaan|wat ging er mis|wat ging er fout|wat is er fout gegaan|wat is er aan de hand met mijn downloads|wat is er mis met mijn downloads|wat is er mis met mijn verzoek|wat is er gebeurd|wat is het probleem|diagnose|er wordt niets gedownload|de wachtrij hangt|de download hangt|mijn download hangt|mijn downloads hangen|de downloads hangen|de wachtrij zit vast|wat is er met mijn downloads|wat is er aan de hand met de downloads|wat is er mis met de downloads|wat is er aan de hand met mijn verzoek"
            ),
        ]
    ),
}
