"""German: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "_|meine|meiner|meinen|die|der|den|das|unsere|unserer|unseren|dem|eine|einen|meinem",
            "anfrage|anfragen|download|downloads|suche|auftrag|anforderung|bestellung|wunsch|herunterladen|import|laden",
            "für|von|nach|zu|vom",
        ),
        *lines("meine|meinen|unsere|unseren|das mit|das mit dem film|die sache mit|mit"),
    ]
)

FILLERS: Final = Phrases(
    lines("""
schon|noch|bereits|jetzt|endlich|inzwischen|mittlerweile|denn|eigentlich|gerade|immer noch|noch immer|noch nicht|nicht|nicht mehr|mehr|doch|bitte|seit gestern|seit tagen|seit stunden
seit heute morgen|seit zwei tagen|seit drei tagen|seit einer woche|seit wochen|woran liegt das|woran liegt's|warum|wieso|weshalb|was ist da los|was ist los|was ist passiert|weißt du warum|kannst du nachsehen|kannst du mal schauen
kannst du mal nachsehen|was kann das sein|wieso das|warum das|wie kommt das|heute|heute abend|zurzeit|im moment|momentan|aktuell|so|bisher|überhaupt|auch|schon wieder|wieder|ständig|dauernd|ab|oder nicht|oder|wo ist das problem
was ist das problem|was soll das|seit ewigkeiten|die ganze zeit|seit montag|seit freitag|seit sonntag|bitte prüfen|eben|nun|dann|wohl|da los|woran kann das liegen|was stimmt da nicht|seit letzter woche|seit gestern abend|seit vorgestern
""")
)

_PLACES: Final = each(
    "in|auf|bei|im|aus|von|vom",
    "_|der|dem|unserer|meiner|unserem|meinem|die|den|das",
    "plex|radarr|sonarr|bibliothek|mediathek|server|sammlung|liste|warteschlange|downloadliste|watchlist|merkliste|wunschliste|plex server|queue|downloads|nas|system|library",
)
_DONE: Final = """
da|fertig|bereit|verfügbar|heruntergeladen|runtergeladen|geladen|angekommen|hinzugefügt|angefragt|importiert|gefunden|raus|draußen|vorhanden|drin|abgeschlossen|vollständig|komplett|erschienen
herausgekommen|rausgekommen|gedownloadet|durch|online|unterwegs|in arbeit|dran|genehmigt|freigegeben|zu sehen|fertig geladen|fertig heruntergeladen|fertig runtergeladen|da drin|auf dem weg
am laden|am runterladen|am herunterladen|im download|hier|schon da|abrufbar|anschaubar|geholt|besorgt|eingetroffen|bestellt|aufgenommen|da oder nicht|eingespielt|beantragt|soweit|so weit
"""
_GET: Final = "herunter|runter|ankommen|kommen|erscheinen|herunterladen|runterladen|fertig sein|da sein|verfügbar sein|fertig werden|raus|heraus|an|sehen|schauen|gucken|anschauen|ansehen|zu ende|durchlaufen|finden|starten|weiter"
_BAD: Final = """
fehlgeschlagen|stecken geblieben|hängen geblieben|hängengeblieben|steckengeblieben|blockiert|gescheitert|abgebrochen|gestoppt|pausiert|so lange|so lang|so langsam|ewig|schiefgegangen|schiefgelaufen|schief gegangen
kaputt|verschwunden|abgelehnt|in der warteschlange|nicht da|unvollständig|so ewig|fest|schief|hängt|fehlt|steckt fest|festgefahren|verzögert|auf pause|wartend|nicht fertig|nicht verfügbar|weg|gelöscht|langsam
fehlt noch|fehlt immer noch|festhängt|feststeckt|abgestürzt|missglückt|abgebrochen worden|stockt|fehlgeschlagen worden|hängenbleibt|nicht auffindbar|fehlerhaft|verloren gegangen|erfolglos|bei null prozent|bei 0 prozent|bei 99 prozent
"""
_WHY: Final = "warum|wieso|weshalb|weswegen|wie kommt es dass|woran liegt es dass|woran liegt's dass|aus welchem grund|wie kann es sein dass|warum zum teufel"
_EXPLAIN: Final = "_|finde heraus|find heraus|finde raus|find raus|sag mir|erklär mir|erkläre mir|erklär|prüfe|prüf|schau mal|schau nach|guck mal|weißt du|kannst du mir sagen|kannst du herausfinden|kannst du nachsehen|kannst du nachschauen|kannst du prüfen|kannst du mal schauen|sieh mal nach|sieh nach|überprüfe|check mal|check|checke|kannst du rausfinden|ich frage mich|ich verstehe nicht|könntest du herausfinden|könnten sie herausfinden|können sie mir sagen|könnten sie mir sagen|schau bitte|schau bitte nach|finde bitte heraus|finden sie heraus|bitte finde heraus|bitte prüfe|schau mal nach|guck mal nach|kannst du bitte nachsehen|kannst du mal nachsehen|kannst du mal nachschauen"
_NOT: Final = "nicht|noch nicht|immer noch nicht|nicht mehr|noch immer nicht|nie|gar nicht|einfach nicht|schon wieder nicht|denn nicht|eigentlich nicht"
_NOT_DONE: Final = [
    *each(f"{_NOT}|kein|nur", f"{_DONE}|{_GET}", "_|wird|ist|werden|worden|wurde|hat|kann|will"),
    *each(
        _NOT,
        "in|auf|bei",
        "_|der|dem|unserer|meiner",
        "plex|bibliothek|server|sammlung|mediathek|radarr|sonarr",
        "_|da|zu finden|finden|sehen|auf|vorhanden|ist|verfügbar|auftaucht|angezeigt|angezeigt wird|drin|zu sehen|aufgetaucht|zeigt|erscheint",
    ),
    *each(
        _NOT,
        "_|richtig|weiter",
        "lädt|runterlädt|herunterlädt|geladen wird|heruntergeladen wird|heruntergeladen wurde|ankommt|erscheint|importiert wird|fertig wird|da ist|funktioniert|klappt|gefunden wird|lädt es|vorankommt|weitergeht|voran|weiter|geht|startet|auftaucht|kommt|geladen wurde",
    ),
    *each(_BAD, "_|ist|war|wird|dauert|lädt|worden"),
    *each(_NOT),
    *each("da|hier|in plex|auf plex|fertig", _NOT, "_|ist|sind"),
    *lines(
        "so lange braucht|so lange dauert|ewig dauert|so langsam lädt|braucht|dauert|so lange braucht bis er da ist|fehlgeschlagen ist|hängt|fehlt|stockt|noch fehlt|immer noch fehlt|stecken bleibt|nicht mehr weiterlädt"
    ),
]
_WHY_AUX: Final = """
ist|sind|wird|wurde|wurden|werden|hat|haben|kann|können|lädt|laden|geht|läuft|kommt|klappt|dauert|braucht|fehlt|hängt|steckt|will|scheitert|schlägt|ist der download von|ist der import von|findet sonarr|findet radarr|findet plex
lädt sonarr|lädt radarr|zeigt plex|kann ich|können wir|kann man|sehe ich|finde ich|haben wir|habe ich|gibt es|hast du|klappt der download von|läuft der download von|geht der download von|dauert der download von|funktioniert|stockt
erscheint|bleibt|steht|taucht|lädt der download von|wird der download von|hängt der download von|scheitert der download von|sehen wir|finden wir|startet|bekomme ich|kriege ich|importiert sonarr|importiert radarr|ist meine anfrage für
wurde meine anfrage für|ist die anfrage für|haben wir noch|wartet|ist das laden von|klappt es nicht mit|klappt das nicht mit|geht es nicht mit|fehlen|hängen|stecken|wurde der download von|hat der download von
"""
_WRONG: Final = Phrases(
    [
        *each(
            _EXPLAIN,
            "was",
            "stimmt nicht mit|stimmt mit|ist los mit|ist mit|ist passiert mit|ist falsch mit|ist das problem mit|ist das problem bei|ist schiefgelaufen mit|ist schiefgegangen mit|ist schiefgelaufen bei|ist schiefgegangen bei|ist nur mit|hält|blockiert|läuft falsch mit|läuft falsch bei|hindert|ist da los mit|ist denn mit|war mit|ist schief gelaufen bei|geht schief bei|ist aus|wurde aus|ist eigentlich mit|klappt nicht mit|ist kaputt an|passiert mit|verzögert|stimmt denn nicht mit",
        ),
        *each(
            _EXPLAIN,
            "wo|woran",
            "hängt|hakt es bei|klemmt es bei|liegt das problem bei|liegt das problem mit|liegt es bei|steckt|hakt's bei|hapert es bei|scheitert|klemmt's bei",
        ),
        *each(
            "gibt es|gibt's|hast du|haben wir|ich habe|wir haben|es gibt|da gibt es",
            "_|ein",
            "problem|probleme|schwierigkeiten|fehler",
            "mit|bei|beim download von|bei der anfrage für",
        ),
        *each(
            "diagnostiziere|diagnose für|diagnose|untersuche|untersuch|analysiere|analysier|überprüfe das problem mit|prüf das problem mit|fehlersuche für|fehlersuche bei|prüfe was mit|finde den fehler bei|überprüfe den download von|prüfe den download von"
        ),
        *each(
            "irgendwas|etwas|irgendetwas|da",
            "stimmt nicht mit|ist schiefgelaufen mit|ist schiefgelaufen bei|ist schiefgegangen mit|ist schiefgegangen bei|läuft schief mit|ist faul mit|stimmt mit",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "fehlt|fehlen|hängt|stockt|haben wir kein|gibt es kein|haben wir keinen|haben wir keine|gibt es keine|gibt es noch kein|scheitert|haben wir immer noch kein",
        ),
    ]
)
_WRONG_ENDS: Final = Phrases(
    [
        *lines(
            "los|passiert|schiefgelaufen|schiefgegangen|auf|nicht in ordnung|das problem|falsch|geworden|nicht|fest|schief gelaufen|schief gegangen|davon ab|zu laden|ab|kaputt|los ist|nicht stimmt|passiert ist|am herunterladen|verkehrt"
        ),
        *_PLACES,
    ]
)
_STATED: Final = [
    *each(
        "ist|wird|wurde|kommt|lädt|läuft|geht|startet|taucht|erscheint|funktioniert|will|hat|kann|lässt sich|wird immer noch|ist immer noch",
        f"{_NOT}",
        f"_|{_DONE}|{_GET}|in plex|auf plex|auf|in plex auf|herunterladen|weiter|voran|importieren|in der bibliothek",
    ),
    *each(
        "ist|hat|wurde|bleibt|wird|steht|ist schon wieder|ist wieder",
        "_|einfach|schon wieder|immer|immer noch|irgendwie",
        _BAD,
    ),
    *each(
        "hängt|stockt|fehlt|klemmt|steckt fest|steckt|hakt|schlägt fehl|bricht ab|lädt ewig|kommt nicht an|lädt so langsam|dauert ewig|dauert zu lange|streikt|hängt fest|hängt bei 99 prozent|hängt bei null prozent|geht nicht weiter|schlägt immer fehl|bricht immer ab|spinnt|macht probleme|hängt in der warteschlange|steckt in der warteschlange fest|steckt in der warteschlange|bleibt hängen|bleibt stecken"
    ),
]

_NEWS: Final = Phrases(
    [
        *each(
            "_|was ist|wie ist|wie lautet|zeig|zeig mir|sag mir|prüfe|prüf|check|gib mir|nenn mir|kannst du mir sagen|wie sieht|wie war",
            "der|den|die|_",
            "status|stand|download status|fortschritt|downloadstatus|aktueller stand|aktuellen stand|aktuelle stand",
            "von|vom|für|der anfrage für|meiner anfrage für|zu|bei|der|des downloads von",
        ),
        *each("wo|wo genau", "ist|bleibt|sind|bleiben|steckt"),
        *each(
            "wie",
            "weit ist|weit sind|weit ist der download von|steht es um|steht's um|steht es mit|sieht es aus mit|sieht es mit|sieht's mit|läuft es mit|läuft der download von|geht es voran mit|lange dauert|lange braucht|lange dauert noch|lange lädt|viel prozent hat|weit bist du mit|weit sind wir mit|läuft's mit|steht's mit|sieht's aus mit",
        ),
        *each(
            "wie lange|wann|wie lange wird es",
            "dauert es noch bis|dauert es bis|dauert's noch bis|braucht es bis|dauern bis|dauert das noch bis|dauert es denn noch bis|dauert's bis",
        ),
        *each(
            "gibt es|gibt's|gibt es schon|hast du|haben sie|irgendwelche|hast du schon|gibt es irgendwelche",
            "_|etwas|was|irgendwelche|schon|irgendwas",
            "neuigkeiten|neues|updates|news|ein update|infos|information|informationen|ein lebenszeichen",
            "zu|von|über|bei|zum|bezüglich|zum stand von",
        ),
        *each(
            "haben|habe|hast|hab",
            "wir|ich|du|sie",
            "_|schon|bereits|eigentlich|denn|auch|noch|jetzt|vielleicht|schon den film|schon die serie",
        ),
        *each(
            "wann",
            "kommt|kommen|ist|sind|erscheint|gibt es|kann ich|können wir|wird|läuft|bekommen wir|kriegen wir|kann man|startet|haben wir|dürfen wir",
        ),
        *each(
            "sag mir|sag mir bitte|schau|schau mal|schau nach|guck|guck mal|prüfe|prüf|prüf mal|weißt du|kannst du nachsehen|kannst du schauen|kannst du mal schauen|kannst du prüfen|kannst du mir sagen|kannst du nachschauen|sieh nach|check mal|check|schau bitte|schau mal bitte|könntest du nachsehen|könntest du prüfen|könnten sie nachsehen|schau mal nach|kannst du mal nachsehen",
            "ob|wann|wo|wie weit|ob wir",
            "_|schon|bereits",
        ),
        *lines(
            "zeig mir den fortschritt von|was macht|was macht der download von|was ist mit der anfrage für|was ist mit meiner anfrage für|was wurde aus meiner anfrage für|läuft der download von|läuft der download für|schau nach|schau mal nach|schau bitte nach|ist der download von|wie ist der stand bei|wie ist der stand der dinge bei|gibt es|gibt's|hat sonarr|hat radarr|lädt sonarr|lädt radarr|hat sonarr schon|hat radarr schon|ist meine anfrage für|wurde meine anfrage für|lädst du|lädst du gerade|lädt"
        ),
    ]
)
_NEWS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(_DONE, "_|ist|sind|wird|wurde|hat|haben"),
        *each(
            f"{_GET}|runterlädt|herunterlädt|kommt|erscheint|ankommt|ist|haben|aus|in der bibliothek haben|auf plex haben|kann|können|da haben|sind|sehen können|hat|habe|wird|sein|werden|auf|dauern|heruntergeladen sein|fertig sein|runterladen"
        ),
        *lines(
            "schon sehen|schon schauen|schon gucken|schon da|schon fertig|bei plex|zu plex|auf plex verfügbar|in plex verfügbar|auf plex zu sehen|auf plex sehen|auf plex schauen|in plex schauen|in plex sehen"
        ),
    ]
)
_IS: Final = Phrases(
    lines(
        "ist|sind|wurde|wurden|wird|hat|ist schon|sind schon|lädt|läuft|kommt|ist denn|ist eigentlich|ist der film|war"
    )
)
_IS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(_DONE),
        *lines(
            "runter|herunter|herunterladen|geladen worden|heruntergeladen worden|runtergeladen worden|bald|auf plex|verfügbar|am laufen|auf plex verfügbar|in plex verfügbar|in der warteschlange|im kino raus|wird heruntergeladen"
        ),
    ]
)

_CANCEL: Final = Phrases(
    [
        *lines("""
lösch|lösche|löschen sie|entferne|entfern|entfernen sie|storniere|stornier|stornieren sie|streich|streiche|streichen sie|vergiss|vergessen sie|cancel|cancele|stoppe|stopp|stoppen sie|widerrufe|annulliere|verwirf
hör auf|hören sie auf|lass|lassen sie|such nicht mehr nach|suche nicht mehr nach|suche nicht weiter nach|doch nicht|beende|beende den download von|lösch mal|cancle|unterbrich|abbrechen
"""),
    ]
)
_CANCEL_ENDS: Final = Phrases(
    [
        *each(
            "_|wieder|doch",
            "von|aus|vom",
            "_|der|meiner|unserer|dem",
            "liste|bibliothek|warteschlange|downloadliste|watchlist|merkliste|wunschliste|plex|radarr|sonarr|anfrageliste|queue|anfragen|downloads|sammlung|server",
            "_|runter|raus|herunter|streichen|entfernen|nehmen|löschen|weg|heraus|wieder runter",
        ),
        *lines(
            "ab|zurück|weg|raus|anfrage|download|runterzuladen|herunterzuladen|zu laden|zu suchen|zu downloaden|bleiben|sein|doch weg|wieder|rückgängig|nach|zu holen|gut sein|doch|abbrechen|bitte ab|runter|herunter|stehen"
        ),
    ]
)
_AWAY: Final = [
    *each(
        "_|wieder|doch",
        "von|aus|vom",
        "_|der|meiner|unserer|dem",
        "liste|bibliothek|warteschlange|downloadliste|watchlist|merkliste|wunschliste|plex|radarr|sonarr|anfrageliste|queue|anfragen|downloads|sammlung|server",
        "_|runter|raus|herunter|weg|heraus|wieder runter",
    ),
    *lines(
        "ab|zurück|weg|raus|doch weg|rückgängig|bitte ab|doch wieder ab|wieder runter|wieder raus|bitte zurück"
    ),
]
_NO_MORE: Final = each(
    "_|doch",
    "nicht|nicht mehr|gar nicht|doch nicht|doch nicht mehr|lieber nicht|nun doch nicht|lieber doch nicht|jetzt doch nicht",
    "_|mehr|sehen|schauen|gucken|haben|anschauen|herunterladen|runterladen|runter|herunter|laden|hinzufügen|hinzu|ansehen|angucken|holen|mehr sehen|mehr schauen|mehr haben|mehr gucken|mehr anschauen|mehr runterladen|mehr herunterladen|mehr laden|besorgen|suchen|weitersuchen|weiter suchen|weiterladen|bekommen|brauchen|weiter laden|weiter",
)
_WHOLE_CANCEL: Final = "abbrechen|löschen|stornieren|entfernen|streichen|canceln|stoppen|zurücknehmen|zurückziehen|wegmachen|rausnehmen|rauswerfen|von der liste nehmen|von der liste streichen|aus der warteschlange nehmen|zu löschen|zu entfernen|abzubrechen|zu stornieren|zu streichen|aus der liste nehmen|vergessen|aus der liste entfernen|von der liste entfernen|aus der warteschlange entfernen|widerrufen"

ASK_FRAMES: Final = (
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(each(_EXPLAIN, _WHY, "_|denn|eigentlich", _WHY_AUX, "_|denn|eigentlich")),
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
                "ich will|ich möchte|wir wollen|wir möchten|ich brauche|wir brauchen|ich mag|lade|lad|hol|such|suche|füge|ich habe|hol mir|hole|lade mir|download|lade uns|du brauchst|du musst|du kannst|ich hätte|ich bräuchte|laden sie|suchen sie|ich muss|wir müssen|die kinder wollen|wir haben|besorg|besorge",
                "_|bitte|jetzt|mir|uns|lieber",
            )
        ),
        ends=Phrases([*_NO_MORE, *lines("schon gesehen|bereits gesehen|schon")]),
        must_end=True,
    ),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(
            lines(
                "nimm|nehmen sie|zieh|ziehe|brich|breche|brechen sie|wirf|schmeiß|schmeiße|kick|hau|mach|tu|streich|hol"
            )
        ),
        ends=Phrases(_AWAY),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(),
        ends=Phrases(each("_", _WHOLE_CANCEL, "_|bitte")),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("doch kein|doch keinen|doch keine|kein|bitte kein")),
        ends=Phrases(lines("mehr|mehr bitte")),
        must_end=True,
    ),
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_NEWS_ENDS),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(
            each(
                "kann|können|könnte|darf",
                "ich|wir|man|die kinder",
                "_|schon|jetzt|endlich|bereits|heute abend|eigentlich|jetzt schon|heute",
            )
        ),
        ends=Phrases(
            lines(
                "sehen|schauen|gucken|anschauen|ansehen|angucken|schon sehen|schon schauen|schon gucken|auf plex sehen|in plex sehen|auf plex schauen|in plex schauen"
            )
        ),
        must_end=True,
    ),
    Frame(intent=Intent.STATUS, starts=_IS, ends=_IS_ENDS, must_end=True),
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(), ends=Phrases(_STATED), must_end=True),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(),
        ends=Phrases(
            lines(
                "status|schon da|schon fertig|download status|ist das schon da|ist der schon da|ist die schon da|schon verfügbar|haben wir den schon|haben wir die schon|haben wir das schon|wann kommt der|wann kommt die|wann kommt das"
            )
        ),
        must_end=True,
    ),
)
_MINE: Final = "_|meine|die|unsere|alle|alle meine|offene|offenen|die offenen|meine offenen|den|der|meinen|meiner|meinem|aktuelle|die aktuellen|aktuellen|es für|es um|es mit"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "was|wird|werden|lädt|läuft",
                "wird|lädt|läuft|ladet|lädst du|etwas|gerade etwas|gerade|noch|irgendwas|denn gerade|ist|ist alles|alles|hast du",
                "_|gerade|jetzt|noch|im moment|momentan|aktuell|denn|derzeit|zurzeit|alles|so|etwas|in|schon",
                "_|heruntergeladen|runtergeladen|geladen|runter|herunter|im download|in der warteschlange|in arbeit|neu|der warteschlange|hinzugefügt|angefragt",
            ),
            *each(
                "zeig|zeig mir|zeige|zeige mir|liste|wie ist der status|wie ist der stand|wie steht|wie steht's|wie stehen|was ist mit|wie läuft|wie laufen|wie sieht es aus mit|was machen|status|sag mir|wie weit sind|gibt es neuigkeiten zu|gib mir|wo sind|wo bleiben|wie ist der status von|status von|wie geht es|was sind|was macht|zeigen sie mir|nenn mir|lies mir|prüfe|neuigkeiten zu|was gibt es neues zu|wie sieht's aus mit|welche",
                _MINE,
                "anfragen|downloads|anfrage|warteschlange|download|bestellungen|queue|download warteschlange|downloadliste|downloads status|status|wünsche|anfragen gibt es|anfragen sind offen|downloads laufen|downloads laufen gerade|anfragen laufen",
                "_|an|auf|vor|voran|aus|gerade|jetzt|so",
            ),
            *each(
                "was habe ich|was haben wir|was hab ich|was wurde|was ist",
                "_|alles|denn|zuletzt",
                "angefragt|bestellt|angefordert|gewünscht|hinzugefügt|heruntergeladen",
            ),
            *lines(
                "status|download status|wie ist der status|wie ist der stand|wie weit ist es|ist es fertig|ist es schon da|ist es da|ist es schon fertig|ist der film schon da|wann ist es fertig|wie lange dauert es noch|wie lange noch|gibt es neuigkeiten|gibt's was neues|ist er schon da|ist sie schon da|ist alles da|was kommt als nächstes|was kommt demnächst|wie weit ist der download|ist der download fertig|sind meine downloads fertig|läuft gerade ein download|laufen gerade downloads|was ist neu|was ist neu auf plex|was gibt es neues auf plex|ist meine anfrage schon genehmigt|ist meine anfrage genehmigt|wie weit bist du|was lädst du gerade|was lädst du gerade runter|was lädst du gerade herunter"
            ),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "lösch|lösche|storniere|stornier|streich|streiche|entferne|entfern|vergiss|stoppe|stopp|brich|cancel|verwirf|nimm|zieh|abbrechen|widerrufe|beende|lösche bitte|brechen sie|löschen sie|stornieren sie",
                "_|bitte|mal",
                "es|das|alles|meine anfrage|die anfrage|meine letzte anfrage|die letzte anfrage|den download|die downloads|alle downloads|alle anfragen|meine anfragen|alle meine anfragen|meinen download|alle meine downloads|meine downloads|das letzte|die letzte|den letzten|die ganze warteschlange|die warteschlange|diese anfrage|den letzten download|meine letzte bestellung|meine letzten anfragen|meine bestellung|ihn|sie|was ich angefragt habe|die suche",
                "_|bitte|ab|zurück|wieder|wieder ab|bitte ab|doch nicht",
            ),
            *lines(
                "abbrechen|anfrage abbrechen|download abbrechen|alle downloads abbrechen|vergiss es|schon gut|egal|lass es|lass es sein|lass gut sein|doch nicht|lieber nicht|lieber doch nicht|hat sich erledigt|ist egal|nicht mehr nötig|ich hab's mir anders überlegt|ich habe es mir anders überlegt|hör auf zu laden|hör auf zu suchen|stopp den download|lade es nicht runter|lade das nicht runter|lad es nicht runter|nicht herunterladen|meine anfrage löschen|meine anfrage stornieren|alles abbrechen|alle anfragen löschen|alle anfragen stornieren|ich will es nicht mehr|ich will das nicht mehr|wir brauchen es nicht mehr"
            ),
        ]
    ),
    Intent.DIAGNOSE: Phrases(
        [
            *each(
                _WHY,
                "_|denn|eigentlich",
                "lädt|wird|ist|kommt|geht|dauert|hängt|läuft|klappt|funktioniert|hat|steht|fehlt|scheitert|laden|werden|sind|hängen|dauern|scheitern|lädt denn|ist denn",
                "es|das|nichts|der download|mein download|meine anfrage|die anfrage|die warteschlange|alles|meine downloads|die downloads|er|sie|meine anfragen|gerade nichts|hier nichts|denn nichts|das alles|die queue",
                "_|nicht|so lange|fehlgeschlagen|so langsam|runter|herunter|heruntergeladen|nicht da|nicht fertig|nicht runter|nicht herunter|nicht geladen|noch nicht da|noch nicht fertig|nicht weiter|fest|hängen|nicht voran|geladen|mehr runter|mehr geladen|runtergeladen|steht still|nicht genehmigt|still|schief|an|mehr herunter|nicht heruntergeladen",
            ),
            *lines(
                "was ist schiefgelaufen|was ist schiefgegangen|was ist los mit meinen downloads|was ist los mit meiner anfrage|was ist mit meinen downloads los|was ist mit meiner anfrage los|was stimmt nicht mit meinen downloads|was stimmt mit meinen downloads nicht|was ist passiert|woran liegt es|was ist das problem|diagnose|was ist mit dem download los|was ist mit der warteschlange los|nichts lädt runter|nichts lädt mehr|es lädt nichts|es lädt nichts mehr|der download hängt|mein download hängt|die warteschlange hängt|meine downloads hängen|die downloads hängen|der download ist fehlgeschlagen|meine downloads schlagen fehl"
            ),
        ]
    ),
}
