"""How people answer in German."""

from typing import Final

from ..parsed import MediaType
from .words import ReplyWords, counted, phrases, qualities, words

GERMAN: Final = ReplyWords(
    yes=phrases("""
        ja|jawohl|jo|jep|jap|ja bitte|ja gerne|ja gern|klar|na klar|sicher|natürlich|okay|ok|in ordnung
        genau|richtig|stimmt|ja genau|mach das|mach es|mach mal|ja mach das|ja mach|tu das|leg los|nur zu
        ja hinzufügen|füg ihn hinzu|füge ihn hinzu|füge sie hinzu|füge es hinzu|lad ihn|lad es
        lad sie|perfekt|bestätigt
        bestätigen|unbedingt|auf jeden fall|von mir aus|jawoll|darfst du|ja darfst du|warum nicht|selbstverständlich
    """),
    yes_alone=phrases(
        "bitte|den|die|das|genau den|genau die|genau das|den nehme ich|die nehme ich|super|hinzufügen|passt|gern|gerne"
    ),
    no=phrases("""
        nein|ne|nee|nö|nein danke|nein nicht den|nein nicht die|nein nicht das
        das ist falsch|das stimmt nicht|bitte nicht|lieber nicht|nicht hinzufügen
        auf keinen fall
        den nicht|die nicht|das nicht|will ich nicht|den meine ich nicht|stimmt nicht
    """),
    no_alone=phrases(
        "falsch|keinen|keinen von beiden|keine von beiden|keins|keines|keines davon|keinen davon|keiner|der falsche|die falsche|das falsche|nicht den|nicht die|nicht das"
    ),
    forget=phrases("""
        vergiss es|vergiss das|vergessen wir es|vergiss alles|lass es|lass das|lass gut sein|lass mal|abbrechen|abbruch
        brich ab|stopp|stop|halt|schon gut|egal|ist egal|nichts|nein lass|nein vergiss es|nein abbrechen|nicht jetzt
        vielleicht später|später|überspringen|doch nicht|streich das|nein doch nicht|genug
    """),
    again=phrases("""
        was|wie|wie bitte|bitte was|nochmal|noch mal|noch einmal|wiederhole|wiederhole das|wiederholen|kannst du das wiederholen
        sag das nochmal|welche|welche gibt es|welche denn|was gibt es|welche zur auswahl|was war die frage|welche waren das
        was hast du gesagt|welcher|welches|was meinst du|ich habe dich nicht verstanden
    """),
    both=phrases("beide|beide bitte|alle beide|alle drei|ich will beide|ich möchte beide"),
    leads=phrases("""
        äh|ähm|hm|hmm|oh|ach|na|also|naja|und|aber|oder|dann|vielleicht|bitte|nur|lieber|stattdessen|eigentlich|eher
        ich glaube|ich denke|ich meine|ich meinte|ich sagte|ich will|ich möchte|ich hätte gern|ich hätte gerne
        ich nehme|wir nehmen|wir möchten|nimm|nehmen wir|gib mir|mach|es ist|das ist|das wäre|es soll|es sollte|doch
        sondern|ich wollte|gemeint ist|gemeint war|wähle|aber bitte|aber nur|und nur|aber lieber|die antwort ist
        lade|lad|hol|füge hinzu|genauer gesagt|ich bevorzuge
    """),
    tails=phrases(
        "bitte|danke|hinzufügen|dann|jetzt|lieber|stattdessen|nehmen|glaube ich|denke ich|meine ich|haben|mal|sein"
    ),
    fillers=words("""
        der die das den dem des ein eine einen einer eines vom von aus im in es ist war mit als für nummer option auswahl
        antwort welche welcher welches version fassung jahr jahre bitte dort qualität auflösung ich mir nur zu und aber
        genannt namens erschienen gedreht diese dieser dieses diesen ja da
    """),
    ordinals=counted("""
        erste/erster/erstes/ersten zweite/zweiter/zweites/zweiten dritte/dritter/drittes/dritten vierte/vierter/viertes/vierten fünfte/fünfter/fünftes/fünften/funfte/funften/funfter/funftes sechste/sechster/sechstes/sechsten siebte/siebter/siebtes/siebten achte/achter/achtes/achten neunte/neunter/neuntes/neunten zehnte/zehnter/zehntes/zehnten
    """),
    numbers=counted("eins/ein zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    last=phrases("letzte|letzter|letztes|letzten|letztere|letzterer|letzteren"),
    other=phrases("andere|anderer|anderes|anderen"),
    older=phrases(
        "alte|alter|altes|alten|ältere|älterer|älteren|älteres|älteste|ältesten|ältester|original|originale|klassiker|frühere|früheren"
    ),
    newer=phrases(
        "neue|neuer|neues|neuen|neuere|neuerer|neueren|neueste|neuester|neuesten|neuste|neusten|aktuelle|aktuellen|remake|neuverfilmung|jüngste|jüngsten|spätere|späteren|moderne|modernen"
    ),
    kinds={
        MediaType.MOVIE: phrases("film|spielfilm|kinofilm|filme|verfilmung"),
        MediaType.TV: phrases("serie|fernsehserie|tv serie|serien|sendung|show|miniserie"),
    },
    everything=phrases("""
        alle|alles|alle staffeln|sämtliche staffeln|jede staffel|die ganze serie|ganze serie|komplett|die komplette serie
        komplette serie|alle folgen|alle episoden|gesamte serie|die gesamte serie|alle davon
    """),
    latest=phrases(
        "neueste staffel|neuste staffel|letzte staffel|aktuelle staffel|neue staffel|neueste|neuste|letzte|aktuelle|jüngste staffel"
    ),
    seasons=words("staffel staffeln season"),
    episodes=words("folge folgen episode episoden"),
    joiners=words("und"),
    ranges=words("bis"),
    qualities=qualities(
        uhd="vier k|vierka|ultra hd", full_hd="volles hd", hd="", sd="dvd qualität"
    ),
    describing=words("mit wo über von wer worin dem der"),
    commands=phrases("""
        schalte|schalt|mach das|mache|mach die|mach den|dimme|öffne|schließe|schließ|sperre|spiel|spiele|pausiere|starte
        stelle|stell|erhöhe|verringere|sag|sage|erinnere|wecke|ruf|rufe|guten morgen|gute nacht|wie spät|wie viel|wie warm
        wie kalt|wie wird|wie ist|wer|wann|wo|warum|ist das|ist die|ist der|sind die|was ist|wird es|kannst du
        könntest du|fahre|fahr|setze|setz|aktiviere|deaktiviere|zeig|zeige|lauter|leiser|weiter|lies|schreibe
    """),
    approve=phrases(
        "genehmige|genehmigen|erlaube|erlauben|freigeben|gib frei|ich genehmige|ich erlaube"
    ),
    deny=phrases(
        "ablehnen|lehne ab|verweigere|verbiete|ich lehne ab|nicht genehmigen|nicht erlauben"
    ),
)
