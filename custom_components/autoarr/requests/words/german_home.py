"""German sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.phrases import Phrases
from .tables import each, lines, words

HOUSEHOLD_STARTS: Final = Phrases(
    [
        *each(
            "mach|mache|machen sie",
            "_|es|das",
            "_|bitte|mal|mal bitte|bitte mal|etwas|ein bisschen|ein wenig|bitte etwas",
            "lauter|leiser|heller|dunkler|wärmer|kälter|weiter|schneller|langsamer|aus|an|zu|auf",
        ),
        *lines("""
mach das licht|mach die lichter|mach die lampe|mach die lampen|mach die heizung|mach die tür|mach die fenster|mach die rollläden|mach die musik|mach die jalousien|mach die garage|mach die kaffeemaschine|mach die spülmaschine|mach die wäsche|mach den fernseher|mach den tv|mach den herd|mach den ofen|mach den ton|mach den staubsauger|mach den wecker|mach das fenster|mach das radio|mach das tor|mach es wärmer|mach es kälter|mach es heller|mach es dunkler|mach es lauter|mach es leiser|mach alle lichter|mach alle lampen|mach lauter|mach leiser|mach mir einen kaffee|mach mir kaffee|mach mir musik|mach mir das licht|mach mal das licht|mach bitte das licht|mach musik|mach kaffee|mach mal lauter|mach mal leiser|mach bitte die lichter|mach bitte die lampe|mach bitte die heizung|mach bitte die tür|mach bitte die musik|mach bitte den fernseher|mach bitte alle
schalt|schalte|schalten sie|dimm|dimme|stell einen|stell eine|stell den wecker|stell den timer|stell den fernseher|stell den ton|stell den herd|stell den ofen|stell die heizung|stell die temperatur|stell die lautstärke|stell die musik|stell die uhr|stell die klimaanlage|stell die waschmaschine|stell das licht|stell das radio|stell das thermostat|stelle einen|stelle eine|stelle den wecker|stelle den timer|stelle die heizung|stelle die temperatur|stelle die lautstärke|stelle das licht|stelle das thermostat|stell mir einen|stell bitte die heizung|stell bitte den wecker|stell bitte einen|setz einen timer|setze einen timer|setz den timer
öffne|schließ|schließe|sperr|sperre|verriegel|verriegele|entriegel|fahr|fahre|rolladen|rollläden|starte den staubsauger|starte den saugroboter|starte die waschmaschine|starte den geschirrspüler|starte den film|starte die serie|starte einen timer
starte musik|starte die musik|starte den timer|starte plex|starte netflix|spiel|spiele|spielen sie|spiel mir|spiel mal|pausier|pausiere|pause|fortsetzen|setz fort|nächster|nächstes|nächste folge|vorherige|überspring|überspringe
lauter|leiser|stumm|erhöhe|verringere|senke|erinnere|erinner|weck|wecke|ruf|rufe|schick|schicke|schreib mir eine|schreib eine nachricht|sende|guten morgen|gute nacht|guten abend|wie spät|wie viel uhr|wie wird das wetter|wie ist das wetter
wie warm|wie kalt|wie heiß|wie alt|wie groß|wie hoch|wie heißt|wie geht es dir|wie geht's|wie viele|wie viel|wie lange läuft|wie lange geht der film|wie lange dauert die fahrt|wie weit ist es nach|wie komme ich|wie macht man|wie kocht man|wie schreibt man
was ist das wetter|was kostet|was läuft im fernsehen|was läuft heute|was läuft im kino|was läuft gerade im|was kommt heute im fernsehen|was kommt im fernsehen|was gibt es zu essen|was gibt's zu essen|was steht auf|was steht im kalender|was steht heute an|was ist heute
was ist die hauptstadt|was bedeutet|was heißt|was soll ich|was sollen wir|was kannst du|was machst du|was ist ein|was ist eine|was ist der sinn|was für ein|was hältst du|was sagst du|was meinst du|was möchtest du|welche filme laufen|welche filme gibt es|welche serie
welcher film|welche filme|welcher schauspieler|welcher tag|welches datum|welches lied|wer ist|wer war|wer hat|wer spielt|wer singt|wer hat bei|wer sind|wem gehört|wo ist mein|wo ist meine|wo sind meine|wo ist der schlüssel|wo ist die katze|wo ist der hund|wo liegt|wo wohnt
wo kann ich|wo läuft|wo gibt es|wo sind die kinder|wo ist die fernbedienung|wo ist das handy|wann geht die sonne|wann fährt|wann kommt der bus|wann kommt der zug|wann kommt die bahn|wann kommt die post|wann kommt mama|wann kommt papa|wann ist mein|wann ist weihnachten|wann ist ostern|wann ist der termin
wann habe ich|wann wurde|wann beginnt|wann öffnet|wann macht|wann war|warum ist es|warum ist der himmel|warum ist das licht|warum ist das wlan|warum ist das internet|warum geht das licht|warum geht das internet|warum geht das wlan|warum geht die heizung|warum ist die heizung|warum bin ich|warum bist du
warum ist hier|warum ist mein|warum regnet|warum gibt es|ist das licht|ist die tür|ist die haustür|ist das fenster|ist die garage|ist die heizung|ist der herd|ist der ofen|ist die waschmaschine|ist der trockner|ist die spülmaschine|ist der geschirrspüler|ist jemand|ist es|ist mama|ist papa|ist das auto|ist noch
regnet es|schneit es|wird es|scheint die sonne|brauche ich|brauchen wir|muss ich|soll ich|sollen wir|hast du hunger|bist du|kannst du singen|kannst du mich hören|kannst du mir helfen|kannst du mir einen witz|kannst du einen film empfehlen|kannst du mir einen film empfehlen|empfiehl|empfehle
erzähl|erzähle|erzähl mir|lies|lies mir|sing|sag mir wie spät|sag mir die uhrzeit|sag gute nacht|übersetze|übersetz|berechne|rechne|navigiere|buche|buch|kauf|kaufe|bestell eine pizza|bestell pizza|bestell mir eine pizza|bestell ein taxi|bestell einen kaffee|bestelle eine pizza|reservier|reserviere|zahl|nimm die nachrichten auf
nimm die sendung auf|nimm das spiel auf|zeichne|zeichne auf|nimm den anruf|ich bin|ich habe hunger|ich habe durst|ich gehe|ich liebe|ich fand|ich habe den film|ich habe gestern|ich mag den|mir ist|es ist zu|es ist kalt|es ist warm|es ist dunkel|wir sind zu hause|der film war|die serie war|das war
danke das war|danke für|schalte um|wechsel|wechsle|such ein rezept|suche ein rezept|such mir ein rezept|finde ein rezept|finde ein restaurant|such ein restaurant|suche ein restaurant|such mein handy|finde mein handy|such mein handy|such mein telefon|suche mein handy|finde mein handy|such meine schlüssel|finde meine schlüssel|suche meine schlüssel|hol mir ein taxi|hol ein taxi
hol mir ein bier|hol mir ein wasser|hol mir einen kaffee|hol mir eine pizza|ruf mir|füge einen termin|füge eine erinnerung|füge termin|trag einen termin|trage einen termin|trag den termin|lade das handy|lade mein handy|lade das auto|lade das update|lade die app|lade die neue firmware|lade meine fotos|lade die fotos|saug|sauge|putz|putze|wisch|wische
koch|koche|back|backe|bring den müll|bring mir|gib mir ein bier|gib mir die uhrzeit|gib mir einen moment|lass den hund|lass das licht|lass die|zünde|alarm|aktiviere|deaktiviere|weiter|zurück|spul|spule|vorspulen|zurückspulen|untertitel|zeig die kamera|zeig mir die kamera|zeig mir bilder|zeig mir fotos|zeig mir das wetter|zeig mir die nachrichten
zeig mir meinen kalender|zeig mir die einkaufsliste|lösche den timer|lösch den timer|lösche den wecker|lösch den wecker|stopp den timer|stoppe den timer|stopp die musik|stoppe die musik|stopp den timer|stopp den staubsauger|stopp den wecker|stoppe den timer|stoppe den staubsauger|stoppe den wecker|stopp die musik|stopp die waschmaschine|stoppe die musik|stopp das lied|brich den timer|vergiss nicht|vergiss die milch|wie war dein|wie war der
"""),
    ]
)
HOUSEHOLD_ENDS: Final = Phrases(
    [
        *each(
            "auf|zu|zur|zum|in|im|ins|von|vom|aus|bei|an",
            "_|die|der|den|das|meine|meiner|meinen|unsere|unserer|dem|meinem|unseren|unserem",
            """
einkaufsliste|einkaufszettel|to do liste|todo liste|aufgabenliste|aufgaben|kalender|terminkalender|timer|wecker|wohnzimmer|schlafzimmer|küche|bad|badezimmer|kinderzimmer|büro|flur|keller|garten|garage|balkon|esszimmer
arbeitszimmer|kühlschrank|erinnerungen|kontakte|playlist|spotify|warenkorb|notizen|handy|telefon|auto|supermarkt|familiengruppe|gruppe|packliste|terrasse|gästezimmer|lautsprecher|router|drucker|fernsehen|kino|radio|haus|tv|fernseher|wlan|agenda|liste der einkäufe|einkaufswagen|bildschirm|nähe
""",
        ),
        *lines(
            "in der nähe|hier in der nähe|im internet|im web|bei google|auf spotify|für den router|für das handy|für den drucker|für mein handy|für windows|für home assistant"
        ),
    ]
)
HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
milch|brot|butter|eier|käse|kaffee|tee|zucker|mehl|reis|nudeln|klopapier|toilettenpapier|bier|wein|wasser|saft|zwiebeln|kartoffeln|tomaten|pizza|essen|mittagessen|abendessen|frühstück|lebensmittel|hilfe|taxi|arzt|termin|termine|zahnarzt|zahnarzttermin
musik|lied|song|jazz|radio|podcast|timer|wecker|alarm|erinnerung|nachricht|nachrichten|wetter|uhrzeit|datum|temperatur|post|paket|handy|schlüssel|brille|fernbedienung|update|updates|softwareupdate|app|apps|rezept|restaurant|licht|lichter|lampe|lampen|heizung|thermostat
tür|türen|haustür|fenster|garage|garagentor|rollläden|rolladen|jalousien|fernseher|tv|staubsauger|saugroboter|waschmaschine|trockner|spülmaschine|geschirrspüler|herd|ofen|backofen|kühlschrank|drucker|router|wlan|internet|auto|strom|batterie|steckdose|ventilator|klimaanlage
kaffeemaschine|hund|katze|kinder|mama|papa|oma|opa|chef|weihnachten|ostern|urlaub|wäsche|müll|pasta timer|nudeltimer|firmware|fotos|bilder|spiel|lautstärke|helligkeit|szene|automation|automatisierung|bus|zug|flug|hotel|blumen|kuchen|äpfel|bananen|etwas lustiges|etwas gutes|was lustiges|was gutes|einen film|ein film
eine serie|filme|serien|nächste folge|den nächsten film|die nächste folge|kinotickets|tickets|karten|honig|salz|spülmittel|windeln|waschmittel|kopfhörer|kamera|kameras|sauna|dusche|badewanne|rasen|wetterbericht|verkehr|termin beim zahnarzt
""")
)
HOUSEHOLD_HEADS: Final = words("""
licht|lichter|lampe|lampen|heizung|thermostat|temperatur|rollläden|rolladen|jalousien|timer|wecker|alarm|erinnerung|erinnerungen|staubsauger|saugroboter|waschmaschine|spülmaschine|geschirrspüler|termin|termine|zahnarzttermin|rezept|wetter|handy|telefon
schlüssel|restaurant|kalender|wlan|router|drucker|musik|lied|song|playlist|podcast|hund|katze|kinder|pizza|taxi|tür|haustür|fenster|garage|garagentor|update|app|nachrichten|kamera|steckdose|internet|paket|post|fernseher|radio|auto|müll|wäsche|kaffee|abo|mitgliedschaft|bestellung|buchung|besprechung|verabredung|meeting|gerät|geräte
""")
