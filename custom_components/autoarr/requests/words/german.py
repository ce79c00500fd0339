"""German, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.numbers import TableNumbers
from ..grammar.phrases import Phrases
from ..parsed import MediaType
from . import number_words, shared
from .german_add import ADD_FRAMES, LEADS, SOFTENERS, TAILS
from .german_ask import ASK_FRAMES, FILLERS, OWNERS, WHOLE
from .german_home import HOUSEHOLD_ENDS, HOUSEHOLD_HEADS, HOUSEHOLD_STARTS, HOUSEHOLD_THINGS
from .tables import each, lines, words

_ORDINALS: Final = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "sechst": 6,
    "siebt": 7,
    "siebent": 7,
    "acht": 8,
    "neunt": 9,
    "zehnt": 10,
    "elft": 11,
    "zwölft": 12,
    "dreizehnt": 13,
    "vierzehnt": 14,
    "fünfzehnt": 15,
    "zwanzigst": 20,
}
_NUMBERS: Final = TableNumbers(
    {**number_words.table(number_words.german), "ein": 1, "eine": 1, "beiden": 2, "zwo": 2},
    {f"{stem}{end}": value for stem, value in _ORDINALS.items() for end in ("e", "en", "er", "es")},
    suffixes=("te", "ten"),
)
_DAYS: Final = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
_TONGUES: Final = "deutsch|englisch|französisch|spanisch|italienisch|japanisch|koreanisch|dänisch|schwedisch|originalsprache"

GERMAN: Final = Language(
    leads=LEADS,
    softeners=SOFTENERS,
    tails=TAILS,
    please=Phrases(lines("bitte|bitte schön|bitte bitte")),
    corrections=Phrases(
        lines(
            "nein doch lieber|nein warte|warte nein|ich meine|ich meinte|sorry ich meinte|sorry ich meine|nein ich meine|nein ich meinte|entschuldigung ich meinte|nein lieber|nein doch|doch lieber|oder lieber|oder doch lieber|äh nein|ähm nein|nein halt|halt nein|besser gesagt|ach nein|ach nee|nee warte|nee doch lieber|nee lieber|nein quatsch|quatsch|nein moment|moment nein|beziehungsweise|nein sorry|sorry nein|nein besser|warte lieber"
        )
    ),
    fillers=FILLERS,
    frames=(*ASK_FRAMES, *ADD_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    request_words=words("anfrage|download"),
    nobody=Phrases(
        lines(
            "es|das|dies|den|die|ihn|sie|etwas|was|alles|nichts|jemand|jemanden|mich|uns|mir|dich|dir|ihm|ihr|meine anfrage|die anfrage|den download|das da|hier|da|weg|auf|an|aus|ab|los|her|rein|raus|eins|eine|einen"
        )
    ),
    never_names=words("das|dies|etwas|was|alles|nichts"),
    asking=words("warum|wieso|weshalb|wie|was|wann|wo|welche|wer"),
    chatty=words(
        "was|wer|wie|wo|wann|warum|wieso|weshalb|welche|welcher|welches|ich|du|er|wir|ihr|ist|sind|war|hat|haben|kann|können|soll|sollen|muss|gibt|mach|schalte|stell|spiel|spiele|danke|ja|nein|nicht|kein|keine|mein|meine|unser|unsere|dein|deine|ob|wenn|weil|dass|hallo|guten|gute|zeig|sag|erzähl|läuft"
    ),
    services=shared.SERVICES,
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    times=Phrases(
        [
            *lines(
                "heute|morgen|heute abend|morgen früh|morgen abend|heute nacht|jetzt|bitte|später|hier"
            ),
            *each("am|für|bis|_", _DAYS, "_|abend|morgen|früh|nachmittag"),
            *each(
                "um|für", "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf", "uhr"
            ),
        ]
    ),
    amounts=words(
        "ein|eine|einen|etwas|mehr|noch|einige|ne|nen|irgendein|irgendeinen|irgendwas|paar"
    ),
    placing=words("zu|zur|zum|auf|in|im|ins|von|vom|für|aus|bei|an"),
    determiners=words(
        "der|die|das|den|dem|des|ein|eine|einen|einem|mein|meine|meinen|meinem|meiner|unser|unsere|unseren|dein|deine|deinen|dieser|diese|diesen|dieses|noch|mehr|etwas|einige|alle"
    ),
    articles=words("der|die|das|den|dem"),
    indefinite=words("ein|eine|einen|ne|nen"),
    that=words("diesen|diese|dieses|dieser"),
    of=words("von|vom|aus|zu|für"),
    connectors=words("von|vom|aus|für|in|und|mit|zu|bei"),
    and_words=words("und"),
    to=Phrases(lines("bis|bis zu|bis zur")),
    joiners=Phrases(["und", "sowie"]),
    or_words=Phrases(["oder", "oder in"]),
    hard_joiners=Phrases(
        lines(
            "und auch|sowie|und außerdem|und dann|und dann noch|und noch|und dazu|und füge|und hol|und lade|plus|und zusätzlich|außerdem|und danach|und bitte|und auch noch"
        )
    ),
    both=Phrases(lines("beide|sowohl|beides|alle beide")),
    both_words=words("beide"),
    bound_after_and=words(
        "der|die|das|den|dem|des|ein|eine|einen|sein|seine|seinen|ihr|ihre|ihr|ihren|mein|meine|dein|ich|du|er|wir|andere|dann|nicht|kein|keine|im|in|auf|von|sieben"
    ),
    qualities=shared.qualities(
        uhd="vier k|ultra high definition|vier ka|viertausend",
        full_hd="voll hd|tausendachtzig p|zehn achtzig p",
        hd="siebenhundertzwanzig p|sieben zwanzig p",
        sd="dvd qualität|standardauflösung|standard auflösung|sd qualität",
    ),
    soft_qualities=shared.soft_qualities(
        full_hd="high definition|hoher auflösung|tausendachtzig", hd="siebenhundertzwanzig"
    ),
    quality_prepositions=Phrases(
        lines(
            "in|im|in der|mit|als|aber in|in voller|nur in|am besten in|wenn möglich in|möglichst in|beide in|alle in|alles in|bitte in|in echtem|in einer|aber nur in|und zwar in|beides in|lieber in|gern in|gerne in"
        )
    ),
    quality_nouns=words("qualität|auflösung|version|fassung|format|kopie|qualitat|auflosung"),
    release_features=shared.FEATURES,
    numbers=_NUMBERS,
    latest=words(
        "neueste|neuesten|neuester|neuestes|neuste|neusten|neuster|neustes|aktuelle|aktuellen|aktuellste|aktuellsten|jungste|jungsten"
    ),
    new=words("neue|neuen|neuer|neues"),
    last=words("letzte|letzten|letzter|letztes|finale|finalen"),
    most=words("aller|ganz"),
    season_words=words("staffel|staffeln|season|seasons"),
    episode_words=words("folge|folgen|episode|episoden"),
    first=words("ersten|erste"),
    specials=Phrases(
        [
            *each(
                "_|die|das|alle|den|der|dem",
                "specials|sonderfolgen|sonderfolge|weihnachtsspecial|weihnachtsspecials|weihnachtsfolge|weihnachtsfolgen|spezialfolgen|bonusfolgen|special|specialfolgen|extras|silvesterspecial|halloween special",
                "von|zu|der serie",
            ),
        ]
    ),
    specials_behind=Phrases(
        each(
            "_|die|das|alle",
            "specials|sonderfolgen|weihnachtsspecial|weihnachtsspecials|spezialfolgen|weihnachtsfolge|staffel null",
        )
    ),
    pilots=Phrases(
        each("_|die|den|der", "pilotfolge|pilotepisode|pilot|pilotfilm", "von|der serie")
    ),
    every=Phrases(
        [
            *each(
                "alle|sämtliche|jede|jede einzelne|alle verfügbaren|die ganzen|die restlichen|alle restlichen|alle fehlenden|die fehlenden",
                "staffeln|folgen|episoden|staffel|folge|seasons",
                "_|von|der serie|zu|vom",
            ),
            *each(
                "_|die|der",
                "ganze|komplette|gesamte|vollständige|ganzen|kompletten|gesamten",
                "serie|show|reihe|sitcom|anime serie|miniserie|box",
                "_|von|zu",
            ),
            *lines(
                "alles von|komplett|die gesamtausgabe von|von anfang bis ende|von anfang an|in voller länge|die komplettbox von|staffeln komplett|alle teile der serie"
            ),
        ]
    ),
    every_before=Phrases(lines("die komplette|die gesamte|das komplette|das gesamte|die ganze")),
    each_words=words("jeder|jede|jeden"),
    every_words=Phrases(
        lines(
            "alle|alle drei|alle zwei|beide|alle vier|sämtliche|jede|alle teile|die drei|die beiden"
        )
    ),
    recent=Phrases(
        [
            *each(
                "_|die",
                "gestrige|heutige|heutigen|gestrigen|neueste|neuste|aktuelle",
                "folge|ausgabe|sendung|episode",
                "_|von|der|vom",
            ),
            *each(
                "_|die",
                "folge|ausgabe|sendung",
                "von",
                "gestern|heute|heute abend|gestern abend",
                "_|von|der|vom",
            ),
            *each("_|das", "finale|staffelfinale|serienfinale", "von|der serie"),
        ]
    ),
    recent_behind=Phrases(
        lines(
            "von gestern|von gestern abend|von heute|von heute abend|die neueste|die neuste|die aktuelle|den neuesten|das neueste|staffelfinale|serienfinale"
        )
    ),
    number_marks=words("nummer|nr"),
    season_parts=words("teil|part|volume"),
    ordinal_digits=True,
    year_prepositions=Phrases(
        [
            *each(
                "_|der|die|den|das|der film|die version|die fassung|den film|die verfilmung",
                "von|aus|vom jahr|aus dem jahr|aus dem jahre|vom jahre|von anno",
            ),
            *each(
                "_|der|die|das",
                "erschienen|rausgekommen|gedreht|herausgekommen",
                "_|im jahr|im jahre|in",
            ),
        ]
    ),
    year_nouns=Phrases(
        lines(
            "version|fassung|verfilmung|version von|fassung von|verfilmung von|remake|original|remake von|neuverfilmung von|er version von|adaption von|er version|er fassung"
        )
    ),
    year_heads=words("version|fassung|verfilmung"),
    editions=Phrases(
        [
            *each(
                "_|die|das|den|eine",
                "_|alte|neue|originale|erste|lange",
                "version|fassung|verfilmung|neuverfilmung|remake",
                "von",
            ),
            *each(
                "_|den|die|das",
                "director's cut|directors cut|langfassung|extended edition|extended cut|extended version|kinofassung|uncut version|ungekürzte fassung|originalfassung|verlängerte fassung|synchronfassung|deutsche fassung|special edition|remastered version",
                "von|zu|vom",
            ),
            *each(
                "_|die",
                "beiden teile|beide teile|alle teile|alle drei teile|alle zwei teile",
                "von|der",
            ),
            *each("das|den|die", "original|originale|alte|alten|animierte", "_|von"),
            *each("die", "neuverfilmung|realverfilmung", "von"),
        ]
    ),
    last_year=Phrases(
        lines(
            "vom letzten jahr|aus dem letzten jahr|von letztem jahr|letztes jahr|vom vorigen jahr|aus dem vorigen jahr"
        )
    ),
    this_year=Phrases(
        lines("von diesem jahr|aus diesem jahr|vom diesjährigen|dieses jahr|von heuer")
    ),
    media={
        MediaType.MOVIE: Phrases(
            lines(
                "film|filme|spielfilm|kinofilm|animefilm|anime film|streifen|movie|zeichentrickfilm|animationsfilm|horrorfilm|actionfilm|dokumentarfilm|fernsehfilm|kinderfilm|stummfilm|verfilmung von|disneyfilm|disney film|pixar film|marvel film|weihnachtsfilm|kriegsfilm|westernfilm|spielfilme|kurzfilm|gruselfilm|kriminalfilm|liebesfilm|filmen|filmfassung von|katastrophenfilm|science fiction film"
            )
        ),
        MediaType.TV: Phrases(
            lines(
                "serie|serien|show|fernsehserie|tv serie|miniserie|mini serie|sitcom|animeserie|anime serie|anime|zeichentrickserie|krimiserie|dokuserie|doku serie|reality show|fernsehshow|netflix serie|netflixserie|telenovela|kinderserie|shows|dramaserie|comedyserie|comedy serie|horrorserie|animationsserie|hbo serie|sendung|tv show|tvserie|quizshow|talkshow|krimireihe|fernsehreihe|arztserie|science fiction serie|sci fi serie|fantasyserie"
            )
        ),
        MediaType.UNKNOWN: Phrases(lines("doku|dokumentation|titel|zeichentrick")),
    },
    media_endings={"film": MediaType.MOVIE, "serie": MediaType.TV},
    media_plurals=Phrases(lines("filme|serien|shows|dokus|filmen|spielfilme")),
    adjectives=words(
        "deutsche|deutschen|deutscher|französische|französischen|englische|englischen|britische|britischen|amerikanische|amerikanischen|spanische|spanischen|italienische|italienischen|dänische|dänischen|schwedische|schwedischen|norwegische|norwegischen|koreanische|koreanischen|südkoreanische|südkoreanischen|japanische|japanischen|österreichische|österreichischen|schweizer|isländische|isländischen|polnische|polnischen|russische|russischen|türkische|türkischen|indische|chinesische|alte|alten|tolle|tollen|lustige|animierte|animierten|schöne|netflix|hbo|disney|pixar|marvel|bbc|ard|zdf|historische|historischen"
    ),
    genres=Phrases(lines("thriller|komödie|krimi|western|drama|horror|musical|tatort")),
    described={
        "alten": False,
        "alte": False,
        "ganze": True,
        "komplette": True,
        "ganzen": True,
        "gesamte": True,
    },
    collections=Phrases(
        lines(
            "trilogie|saga|filmreihe|reihe|trilogie von|die trilogie von|quadrilogie|tetralogie|die filmreihe"
        )
    ),
    called=Phrases(
        lines("namens|mit dem titel|mit dem namen|der heißt|die heißt|genannt|mit namen|mit titel")
    ),
    by=Phrases(
        lines(
            "von regisseur|von regisseurin|mit dem schauspieler|unter der regie von|regie|inszeniert von|mit der schauspielerin|damit ich|damit wir|damit die kinder|weil|sobald|den mit|die mit|falls|wenn er|wenn sie|wenn es|von dem alle|über die alle"
        )
    ),
    by_name=words(""),
    people=shared.MAKERS,
    surnames=shared.SURNAMES,
    dropped=Phrases(
        [
            *each(
                "auf|in",
                _TONGUES,
                "_|mit untertiteln|mit deutschen untertiteln|mit englischen untertiteln",
            ),
            *each(
                "mit",
                "_|deutschen|englischen|französischen|spanischen",
                "untertiteln|untertitel|ton",
            ),
            *each("auf|von|bei|aus", shared.NETWORKS),
            *each(
                "in",
                "originalversion|der originalversion|originalfassung|omu|ov|der originalfassung|bester qualität|der besten qualität|guter qualität|bestmöglicher qualität|höchster qualität|hoher qualität|der bestmöglichen qualität|der höchsten qualität|deutscher sprache|der deutschen fassung|englischer sprache|3d|farbe",
            ),
            *lines(
                "im original|im originalton|ungeschnitten|uncut|auf blu ray|auf bluray|auf dvd|director's cut|langfassung|synchronisiert|untertitelt|im director's cut|extended edition|in der langfassung|in der extended edition|auf deutsch bitte|mit deutscher synchro|die neue version|ungekürzt"
            ),
        ]
    ),
    contrasts=Phrases(lines("nicht|und nicht|aber nicht|statt|anstatt|also nicht")),
    loose_ends=words("bitte|heute|jetzt"),
    marked=shared.MARKED,
    known=Phrases(
        [
            shared.ENGLISH_TITLES,
            *lines("""
spiel mir das lied vom tod|türkisch für anfänger|im westen nichts neues|nichts neues im westen|das leben der anderen|die unendliche geschichte
lola rennt|good bye lenin|der untergang|das boot|die welle|die verlegerin|der schuh des manitu|zwei glorreiche halunken|vier fäuste für ein halleluja
vier hochzeiten und ein todesfall|fack ju göhte|fack ju göhte 2|fack ju göhte 3|was das herz begehrt|ziemlich beste freunde
die fabelhafte welt der amelie|die schöne und das biest|susi und strolch|cap und capper|max und moritz|hanni und nanni|bibi und tina|der herr der ringe
tom und jerry|die glorreichen sieben|sieben|die sieben samurai|wer früher stirbt ist länger tot|lammbock|wir können nicht anders|alles auf zucker
alles steht kopf|alles steht kopf 2|findet nemo|findet dorie|hör mal wer da hämmert|mein name ist nobody|vom winde verweht|zurück in die zukunft
zurück in die zukunft 2|zurück in die zukunft 3|und täglich grüßt das murmeltier|und dann kam polly|kevin allein zu haus|kevin allein in new york|wie ein einziger tag
harry potter und der stein der weisen|harry potter und die kammer des schreckens|harry potter und der gefangene von askaban|harry potter und der feuerkelch
harry potter und der orden des phönix|harry potter und der halbblutprinz|harry potter und die heiligtümer des todes|indiana jones und der letzte kreuzzug
indiana jones und der tempel des todes|indiana jones und das königreich des kristallschädels|indiana jones und das rad des schicksals|die letzte metro|der letzte mohikaner
der letzte samurai|das letzte einhorn|der letzte kaiser|die letzte festung|der letzte tango in paris|neues aus der anstalt|das neue evangelium|die neuen abenteuer des lucky luke
die drei fragezeichen|drei haselnüsse für aschenbrödel|drei männer und ein baby|12 uhr mittags|zwölf uhr mittags|die zwölf geschworenen|das fünfte element|der siebente kontinent|das siebte siegel
das siebente siegel|das weiße band|die feuerzangenbowle|der name der rose|das parfum|der pate|der pate 2|der pate teil 2|der pate 3|jim knopf und lukas der lokomotivführer|romeo und julia|krieg und frieden
sinn und sinnlichkeit|stolz und vorurteil|bonnie und clyde|hänsel und gretel|schneewittchen und die sieben zwerge|der räuber hotzenplotz|das schweigen der lämmer|der mit dem wolf tanzt|wer die nachtigall stört
er ist wieder da|der baader meinhof komplex|die brücke am kwai|die brücke|dark|babylon berlin|how to sell drugs online fast|stirb langsam|stirb langsam 2|zeit des erwachens
der doktor und das liebe vieh|alles ist liebe|keinohrhasen|zweiohrküken|willkommen bei den sch'tis|willkommen bei den hartmanns|schlaflos in seattle|fluch der karibik
die letzte legion|einer flog über das kuckucksnest|manche mögen's heiß|warum männer nicht zuhören und frauen schlecht einparken|was nützt die liebe in gedanken|wie im himmel
gute zeiten schlechte zeiten|alarm für cobra 11|ein fall für zwei|die drei vom grill|die sendung mit der maus|das a team|die simpsons der film|auf der anderen seite|der teufel trägt prada
der junge und der reiher|chihiros reise ins zauberland|das wandelnde schloss|die letzten glühwürmchen|sissi|das experiment|nackt unter wölfen|nirgendwo in afrika|oh boy|soul kitchen|in einem land vor unserer zeit
"""),
        ]
    ),
    well_known=shared.WELL_KNOWN,
    known_with_article=Phrases(
        lines(
            "der pate|das boot|die welle|der untergang|der schuh des manitu|das experiment|die brücke|der herr der ringe|der hobbit|die simpsons|die verurteilten|der könig der löwen|der exorzist|die sopranos|die unglaublichen|die schlümpfe|der marsianer|das parfum|die tribute von panem|die mumie|der clou|der gladiator"
        )
    ),
)
