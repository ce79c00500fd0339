"""Dutch sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.phrases import Phrases
from .tables import each, lines, words

HOUSEHOLD_STARTS: Final = Phrases(
    lines("""
zet de tv|zet het licht|zet het alarm|zet het geluid|zet het volume|zet het nieuws|zet de verwarming|zet een timer|zet een wekker|zet een alarm|zet een liedje|zet de radio|zet de muziek|zet de lamp|zet de lampen|zet de thermostaat|zet de televisie|zet de wekker|zet de timer|zet de oven|zet de airco|zet muziek|zet wat|zet koffie|zet alle lampen|zet alle lichten|zet mijn wekker|zet mijn telefoon|zet me|zet alles uit|zet alles aan|zet de tandarts|zet de afspraak
doe het licht|doe de lampen|doe de lichten|doe de deur|doe de gordijnen|doe de tv|doe de lamp|doe de verwarming|doe de rolluiken|doe de was|doe de garage|doe de radio|doe alle lichten|doe alle lampen|doe het|schakel|dim|open de|open het|open plex|open netflix|sluit|vergrendel|ontgrendel|draai|start de stofzuiger|start de wasmachine|start de vaatwasser|start de film|start de serie|start de auto|start de muziek|start de timer|start de robot|start het alarm|start een timer|start muziek|start netflix|start plex|speel|pauzeer|hervat|volgende|vorige|sla over|harder|zachter|luider|stiller|verhoog|verlaag|verzet|herinner
maak me wakker|wek|bel|stuur|sms|app|goedemorgen|goedenacht|welterusten|goedenavond|hoe laat|wat voor weer|wat is het weer|wat wordt het weer|hoe is het weer|hoe warm|hoe koud|hoe oud|hoe groot|hoe hoog|hoe heet|hoe gaat het|hoeveel|hoe maak|hoe kook|hoe kom ik|hoe schrijf|hoe lang duurt de film|hoe lang duurt de rit|hoe lang is
hoe ver is het|hoe heet de acteur|wat kost|wat is er op tv|wat is er op televisie|wat draait|wat draait er|wat speelt er in|wat eten we|wat staat er op|wat staat er in mijn agenda|wat is vandaag|wat is de hoofdstad|wat betekent|wat moet ik|wat zullen we|wat kun je|wat ben je aan het doen|wat is een|wat is de zin|wat vind je|wat zeg je|wat doe je
wat komt er vanavond op|wat komt er op tv|wat is de beste|welke films draaien|welke films zijn er|welke film|welke acteur|welke dag|welk liedje|welk nummer|wie is|wie was|wie heeft|wie speelt|wie zingt|wie regisseerde|wie schreef|wie zijn|wie won|waar is mijn|waar zijn mijn|waar is de kat|waar is de hond|waar is de afstandsbediening|waar ligt|waar woont|waar kan ik
waar zijn de kinderen|waar speelt|wanneer gaat de zon|wanneer vertrekt|wanneer komt de bus|wanneer komt de trein|wanneer komt mama|wanneer komt papa|wanneer is mijn|wanneer is kerst|wanneer is pasen|wanneer is de afspraak|wanneer heb ik|wanneer werd|wanneer begint|wanneer opent|wanneer sluit|wanneer komt de vuilniswagen|waarom is het|waarom is de lucht
waarom is het licht|waarom doet de lamp|waarom doet het licht|waarom gaat het licht|waarom gaat de|waarom is de wifi|waarom is het internet|waarom is de verwarming|waarom werkt het licht|waarom werkt de wifi|waarom werkt het internet|waarom werkt de verwarming|waarom brandt|waarom ben|waarom regent|is het licht|is de deur|is de voordeur|is het raam|is de garage|is de verwarming|is de oven|is de wasmachine|is de droger
is de vaatwasser|is er iemand|is er nog|is het|is mama|is papa|is de auto|is er melk|is de was|regent het|sneeuwt het|wordt het|schijnt de zon|heb ik|moet ik|moeten we|zal ik|zullen we|heb je honger|ben je|kun je zingen|kun je me horen|kun je me helpen|kun je een film aanraden|kun je me een film aanraden|kun je een mop|raad|vertel een|vertel me een|vertel eens een|lees
zing een|zeg goedemorgen|vertaal|bereken|reken|navigeer|boek|koop|bestel een pizza|bestel pizza|bestel een taxi|bestel een boek|bestel me een pizza|bestel bloemen|reserveer|betaal|neem het nieuws|neem op|neem het journaal|neem de wedstrijd|neem de uitzending|opnemen|ik ben|ik heb honger|ik heb dorst|ik ga naar|ik ga slapen|ik hou van|ik vond|ik heb de film|ik heb gisteren|het is te|het is koud|het is warm|het is donker|we zijn thuis|de film was
de serie was|dat was|bedankt dat|bedankt voor|verander|zoek een recept|zoek recepten|zoek een restaurant|zoek mijn|vind mijn|vind een restaurant|haal de kinderen|haal de was|haal de post|haal me een|haal een pizza|haal een taxi|haal melk|voeg een afspraak|voeg een herinnering|voeg afspraak|download de update|download de app|download de nieuwe firmware|download mijn foto's|download de foto's|download het nieuwe|stofzuig|dweil|poets|kook|bak
breng|geef me een minuut|geef me een kop|geef me de tijd|geef de plantjes|geef de planten|laat de hond|laat het licht|steek|alarm|activeer|deactiveer|verder|terug|spoel|ondertiteling|toon de camera|toon me de camera|toon foto's|laat de camera|laat foto's|laat het weer|annuleer de timer|annuleer de wekker|annuleer het alarm|annuleer mijn afspraak|verwijder de timer|verwijder de wekker|stop de timer|stop de muziek|stop de|stop het|vergeet niet|vergeet de melk
laat me het weer|hoe was je dag|hoe was|speel af|ga naar|wat is de temperatuur|hoeveel seizoenen|hoeveel afleveringen|weet je een goede film|ken je een goede film
""")
)
HOUSEHOLD_ENDS: Final = Phrases(
    [
        *each(
            "aan|op|in|naar|van|uit|bij|voor",
            "_|de|het|mijn|onze|ons",
            "boodschappenlijst|boodschappenlijstje|boodschappen|takenlijst|to do lijst|todo lijst|taken|agenda|kalender|timer|wekker|woonkamer|slaapkamer|keuken|badkamer|kinderkamer|kantoor|gang|kelder|tuin|garage|balkon|eetkamer|zolder|koelkast|herinneringen|contacten|playlist|afspeellijst|spotify|winkelwagen|notities|telefoon|auto|supermarkt|familiegroep|groep|inpaklijst|terras|logeerkamer|speaker|speakers|router|printer|tv|televisie|bioscoop|radio|huis|winkelmandje|buurt|wifi|boodschappenlijst toe",
        ),
        *lines(
            "in de buurt|hier in de buurt|op internet|op google|op spotify|voor de router|voor de telefoon|voor appeltaart|voor mijn telefoon|voor de printer"
        ),
    ]
)
HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
melk|brood|boter|eieren|kaas|koffie|thee|suiker|bloem|rijst|pasta|wc papier|toiletpapier|bier|wijn|water|sap|uien|aardappelen|tomaten|pizza|eten|lunch|avondeten|ontbijt|boodschappen|hulp|taxi|een taxi|dokter|afspraak|afspraken|tandarts|tandartsafspraak|muziek|liedje|nummer|jazz|radio|podcast|timer|wekker|alarm|herinnering|bericht|nieuws|het nieuws|weer|tijd|datum|temperatuur|post|pakket|pakje|telefoon
sleutels|bril|afstandsbediening|update|updates|software update|app|apps|recept|recepten|restaurant|licht|lichten|lamp|lampen|verwarming|thermostaat|deur|deuren|voordeur|raam|ramen|garage|garagedeur|rolluiken|gordijnen|tv|televisie|stofzuiger|robotstofzuiger|wasmachine|droger|vaatwasser|oven|koelkast|printer|router|wifi|internet|auto|stroom|batterij|stopcontact|ventilator|airco|koffiezetapparaat|hond|kat|kinderen|mama|papa|oma|opa
kerst|pasen|vakantie|was|vuilnis|firmware|foto's|spel|volume|helderheid|scène|automatisering|bus|trein|vlucht|hotel|bloemen|taart|appels|bananen|iets leuks|iets grappigs|een film|een serie|films|series|volgende aflevering|de volgende aflevering|tickets|bioscoopkaartjes|honing|zout|luiers|wasmiddel|koptelefoon|camera|camera's|sauna|douche|gras|weerbericht|verkeer|eierwekker|pastatimer|wat leuks
""")
)
HOUSEHOLD_HEADS: Final = words("""
licht|lichten|lamp|lampen|verwarming|thermostaat|temperatuur|rolluiken|gordijnen|timer|wekker|alarm|herinnering|herinneringen|stofzuiger|wasmachine|vaatwasser|afspraak|afspraken|recept|recepten|weer|telefoon|sleutels|restaurant|agenda|wifi|router|printer|muziek|liedje|playlist|afspeellijst|podcast|hond|kat|kinderen|pizza|taxi|deur|voordeur|raam|ramen|garage|garagedeur|update|app|nieuws|tandarts|dokter|camera|stopcontact|internet|pakket|pakje|post|tv|televisie|radio|auto|vuilnis|was|koffie|abonnement|lidmaatschap|bestelling|reservering|vergadering|apparaat|apparaten|batterij
""")
