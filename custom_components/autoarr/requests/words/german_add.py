"""German: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

SOFTENERS: Final = Phrases(
    lines("""
mal|bitte|mir|uns|doch|noch|eben|schnell|jetzt|gerne|gern|auch|auch noch|bitte mal|mir bitte|uns bitte|mir mal|uns mal|mir noch|noch mal|nochmal
heute abend|heute|morgen|am wochenende|unbedingt|gleich|vielleicht|äh|ähm|kurz|dir|schon|schon mal|eigentlich|denn|jetzt noch|heute nacht|endlich|so gern
so gerne|total gern|sehr gern|sehr gerne|am liebsten|mal wieder|endlich mal|mit den kindern|mit der familie|in ruhe|für mich|für uns|für die kinder|ihr|ihm
""")
)

LEADS: Final = Phrases(
    [
        *lines("""
bitte|hey|hallo|hi|ok|okay|also|äh|ähm|hm|mal|sag mal|du|und|ja|nein|warte|oh|ach|so|gut|na|tja|computer|autoarr|hey autoarr|ok nabu|okay nabu|hey google
alexa|jetzt|dann|danach|außerdem|noch|vielleicht|schnell|wenn möglich|wenn es geht|wenn du kannst|falls möglich|wenn du zeit hast|bei gelegenheit|übrigens
sei so nett und|sei so lieb und|sei so gut und|seien sie so nett und|seien sie so gut und|tu mir den gefallen und|tu mir einen gefallen und|sei ein schatz und
ich möchte dass du|ich will dass du|ich hätte gern dass du|ich möchte dass sie|ich würde mir wünschen dass du|es wäre toll wenn du|es wäre schön wenn du|es wäre nett wenn du
ich wollte fragen ob du|ich wollte fragen ob sie|ich wollte fragen ob wir|wäre es möglich|ist es möglich|wäre es vielleicht möglich|geht das dass du|meinst du du kannst|ich hätte da eine bitte
gibt es eine möglichkeit|besteht die möglichkeit|hättest du lust|magst du|kannst du schauen ob du|schau mal ob du|guck mal ob du|schau ob du|versuch mal|versuche|versuch|denk dran|vergiss nicht
sag sonarr|sag radarr|sag sonarr es soll|sag radarr es soll|bitte radarr|bitte sonarr|lass sonarr|lass radarr|sonarr soll|radarr soll|autoarr soll|sonarr soll bitte|radarr soll bitte|ich bitte dich|ich bitte sie
guten morgen|guten abend|guten tag|entschuldigung|sorry|hör mal|pass auf|kleine bitte|würde es dir etwas ausmachen|macht es dir etwas aus|für heute abend|für die kinder|für mich|für später
"""),
        *each(
            "kannst|könntest|würdest|könnten|können|würden|kann|könnte|wären|wärst|willst|magst|dürfte|darf|hättest|hätten",
            "du|sie|ihr",
            "_|bitte|mir|uns|mal|mir bitte|uns bitte|mir mal|bitte mal|vielleicht|mir vielleicht|uns vielleicht|so nett sein|so nett sein und|so nett|so nett und|so freundlich|so lieb|so lieb und|mir noch|noch|noch bitte|die güte haben|netterweise|eventuell|auch|auch noch|schnell|kurz|so gut sein und|bitte noch|so gut sein",
        ),
    ]
)

_LISTS: Final = """
bibliothek|mediathek|sammlung|liste|watchlist|merkliste|wunschliste|warteschlange|downloadliste|download liste|filmliste|serienliste|anfrageliste|plex|radarr|sonarr|queue
downloads|plex bibliothek|filmbibliothek|server|plex server|serienbibliothek|download warteschlange|mediensammlung|anfragen|nas|watch list|filmsammlung|wunschzettel|medienbibliothek
"""
TO_LIBRARY: Final = each(
    "zu|zur|zum|in|auf|bei|an|ins|über|mit|via|für",
    "_|die|der|den|das|meine|meiner|meinen|unsere|unserer|unseren|dem|unserem|meinem",
    _LISTS,
)
_DAYS: Final = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
CLAUSES: Final = each(
    "_|und|bitte|kannst du|könntest du|kannst du bitte|könntest du bitte|können wir|also bitte|lade|lad|hol|füge|kannst du uns|kannst du mir|hol mir|hol uns|besorg|besorg mir|und lade|und füge|und hol|kannst du ihn|kannst du sie|kannst du es|kannst du das|können wir den|können wir die",
    "den|die|das|ihn|sie|es|den bitte|die bitte|das bitte|ihn bitte|sie bitte|es bitte",
    "_|bitte|mal|doch",
    "_|runterladen|herunterladen|hinzufügen|besorgen|holen|laden|downloaden|runter|herunter|hinzu|bekommen|haben|schauen|anschauen",
)
TAILS: Final = Phrases(
    [
        *lines("""
bitte|danke|danke schön|dankeschön|vielen dank|danke dir|bitte danke|bitteschön|für mich|für uns|für die kinder|für meine kinder|für heute abend|für heute|für später|für morgen|für das wochenende|fürs wochenende
für den filmabend|heute abend|heute|am wochenende|wenn möglich|wenn es geht|wenn's geht|wenn du kannst|wenn du zeit hast|bei gelegenheit|so bald wie möglich|so schnell wie möglich|möglichst bald|sofort|jetzt|gleich
falls möglich|falls verfügbar|mal|doch|mit den kindern|mit der familie|mit meiner frau|mit meinem mann|mit freunden|für meine frau|für meinen mann|für meine tochter|für meinen sohn|für oma|für opa|für mama|für papa|noch
auch|auch noch|wäre super|wäre toll|das wäre super|das wäre toll|das wäre nett|ja|okay|ok|runter bitte|nachher|heute nacht|irgendwann|demnächst|im hintergrund|ist das möglich|geht das|lieben dank|besten dank|danke im voraus|autoarr
zum anschauen|zum schauen|zum gucken|für die ganze familie|für den urlaub|für den flug|für die reise|für die zugfahrt|nochmal|noch einmal|ich hab gutes gehört|merci|wenn es da ist|sobald es geht|sobald verfügbar|wenn verfügbar
für unseren filmabend|für samstagabend|für freitagabend|für sonntagabend|für morgen abend|morgen abend|damit wir ihn heute schauen können|damit wir ihn heute abend schauen können|für weihnachten|die ganze familie
"""),
        *each("für|am|bis|für den|für nächsten|nächsten|ab", _DAYS, "_|abend|nachmittag|früh"),
        *TO_LIBRARY,
        *CLAUSES,
    ]
)

_INFINITIVE: Final = """
hinzufügen|herunterladen|runterladen|besorgen|holen|laden|downloaden|suchen|finden|anfragen|anfordern|aufnehmen|ergänzen|hinzuzufügen|herunterzuladen|runterzuladen
zu besorgen|zu holen|zu laden|zu suchen|zu finden|anzufragen|aufzunehmen|hinzufügst|herunterlädst|runterlädst|besorgst|holst|lädst|beschaffen|zu beschaffen|organisieren|zu organisieren|auftreiben
aufzutreiben|raussuchen|rauszusuchen|bestellen|zu bestellen|reinladen|reinstellen|reinpacken|reinholen|ziehen|saugen|bereitstellen|bereitzustellen|einplanen|vormerken|vorzumerken|dazupacken|dazutun|einreihen
bekommen|kriegen|zu bekommen|zu kriegen|eintragen|einzutragen|draufpacken|draufladen|runterholen|zum download hinzufügen|dazu packen|heraussuchen|findest|suchst|finden und laden|dazunehmen|nachladen|vorbereiten
in die bibliothek aufnehmen|auf die liste setzen|auf die liste packen|auf die merkliste setzen|auf die wunschliste setzen|auf plex stellen|in plex aufnehmen|auf plex packen|auf die watchlist setzen|auf die watchlist packen
zur bibliothek hinzufügen|zu plex hinzufügen|in die warteschlange stellen|in die warteschlange packen|auf die downloadliste setzen|auf die downloadliste packen|klarmachen|klar machen|fertig machen|bei plex reinstellen
"""
_SEEING: Final = "sehen|schauen|gucken|anschauen|angucken|ansehen|kucken|zu sehen|zu schauen|zu gucken|anzuschauen|anzusehen|schaun|anschaun|reinziehen|streamen|mal sehen"
_WANT: Final = Phrases(
    [
        *lines("""
ich will|ich möchte|ich würde|ich würde gerne|ich würde gern|ich hätte|ich hätte gern|ich hätte gerne|wir wollen|wir möchten|wir würden gerne|wir würden gern|wir würden|wir hätten gern|wir hätten gerne|ich brauche|wir brauchen|ich bräuchte|wir bräuchten|ich wollte
wir wollten|ich habe lust|wir haben lust|ich hab lust|ich habe bock|ich hab bock|können wir|könnten wir|kann ich|könnte ich|dürfte ich|ich mag|lass uns|lasst uns|lass mich|wir hätten|ich bräuchte|wir bräuchten|kriegen wir|bekommen wir|kriege ich
bekomme ich|gib mir|gib uns|ich suche|wir suchen|ich nehme|ich freue mich auf|ich hätte lust|ich hätte bock|heute abend wollen wir|heute abend will ich|heute abend möchte ich|heute wollen wir|heute will ich|heute möchte ich|am wochenende wollen wir
heute abend möchten wir|heute würde ich gerne|heute abend würde ich gerne|am wochenende möchte ich|morgen wollen wir|ich wünsche mir|wir wünschen uns|mir fehlt|uns fehlt|uns fehlen|mir fehlen|ich müsste|ich sollte|wir sollten
"""),
        *each(
            "meine|mein|unsere|unser|die|der|das|_",
            "frau|mann|tochter|sohn|kinder|freundin|freund|eltern|mutter|vater|mama|papa|oma|opa|familie|schwester|bruder|kids|mädels|jungs|gäste|enkel|kleine|kleinen|alle|mädchen|großeltern|schwiegermutter|mitbewohner|tante",
            "will|wollen|möchte|möchten|würde gern|würde gerne|würden gern|würden gerne|hätte gern|hätten gern|wünscht sich|wünschen sich|wollten|wollte|fragt nach|fragen nach",
        ),
    ]
)
_FETCH: Final = Phrases(
    lines("""
hol|hole|holen sie|besorg|besorge|besorgen sie|such|suche|suchen sie|find|finde|finden sie|lade|lad|laden sie|download|downloade|beschaff|beschaffe|organisier|organisiere|zieh|saug|bestell|bestelle|beantrage|frag|frage|fordere|forder|bring
nimm|schnapp|schnapp dir|gib|lass uns|treib|treibe|mach|lade bitte|ich brauche|wir brauchen|ich bräuchte|wir bräuchten|ich bräuchte noch|wir bräuchten noch|wir brauchen noch|ich brauche noch|her mit|los hol|bestellen sie|bringen sie|wie wär's mit|wie wäre es mit
""")
)
_ENDS: Final = Phrases(
    [
        *lines(
            "runter|herunter|hinzu|dazu|raus|heraus|an|her|auf|klar|ran|herbei|mit|nach|rein|herein|ein|runter und füg es hinzu|fertig|bereit|auf bitte|zum download|zum herunterladen|als download"
        ),
        *TO_LIBRARY,
        *lines("in die bibliothek auf|auf die liste auf|in plex auf|in die sammlung auf"),
    ]
)
_PUT: Final = Phrases(
    lines(
        "pack|packe|packen sie|setz|setze|setzen sie|stell|stelle|stellen sie|tu|tue|schreib|schreibe|leg|lege|schmeiß|wirf|nimm|nehmen sie|häng|reih|schieb|hau|trag|trage|tragen sie|mach|mache|merk|notier|klatsch|werf|knall|schiebe|reihe"
    )
)
_PUT_ENDS: Final = Phrases(
    [
        *each(
            "_",
            "zu|zur|zum|in|auf|bei|an|ins",
            "_|die|der|den|das|meine|meiner|unsere|unserer|dem|unseren|meinen|unserem",
            _LISTS,
            "_|rein|drauf|ein|auf|dazu|hinzu|hinein",
        ),
        *lines("klar|fertig|bereit|vor"),
    ]
)
_ADD: Final = Phrases(
    lines("füge|füg|fügen sie|fügst du|füge noch|ergänze|ergänz|nimm|adde|add|addiere")
)
_REQUEST: Final = Phrases(
    lines("""
ich möchte anfragen|neue anfrage|anfrage für|filmanfrage|serienanfrage|neue anfrage für|eine anfrage für|starte den download von|starte einen download von|beginne den download von|starte den download für|ich hätte gern einen download von
stell eine anfrage für|stelle eine anfrage für|mach eine anfrage für|erstelle eine anfrage für|starte download|überwache|ich möchte eine anfrage stellen für|ich möchte eine anfrage für|setz einen download auf für|frag an
""")
)
_NOTHING: Final = Phrases()
_HEARD: Final = Phrases(
    lines(
        "alle reden von|alle reden über|jeder redet über|jeder redet von|alle schwärmen von|ich habe von|ich hab von|ich habe gehört dass|es gibt da|es gibt|es gibt jetzt|kennst du|hast du schon von|mir wurde empfohlen|mir hat jemand empfohlen|ein freund hat mir empfohlen|eine freundin hat mir empfohlen|ein kollege hat mir empfohlen"
    )
)

ADD_FRAMES: Final = (
    Frame(intent=Intent.ADD, starts=_ADD, ends=_ENDS, must_end=True),
    Frame(intent=Intent.ADD, starts=_PUT, ends=_PUT_ENDS, must_end=True),
    Frame(intent=Intent.ADD, starts=_REQUEST, ends=_NOTHING),
    Frame(
        intent=Intent.ADD,
        starts=_HEARD,
        ends=Phrases([*CLAUSES, *each("gehört", "_")]),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=_WANT,
        ends=Phrases(each("_", f"{_SEEING}|{_INFINITIVE}", "_|können|wollen|lassen")),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(lines("kann|darf|könnte|können|soll")),
        ends=Phrases(
            each(
                "_|bitte|auch",
                "auf plex|auf die liste|auf meine liste|hinzugefügt werden|heruntergeladen werden|geladen werden|runtergeladen werden|in die bibliothek|auf die watchlist",
            )
        ),
        must_end=True,
    ),
    Frame(intent=Intent.ADD, starts=_FETCH, ends=_ENDS, weak=True),
    Frame(
        intent=Intent.ADD,
        starts=_WANT,
        ends=Phrases(
            each(
                "haben|bekommen|kriegen|hätten|in der bibliothek|auf plex|in plex|zu haben|bei plex|in unserer bibliothek|bitte haben"
            )
        ),
        weak=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(),
        ends=Phrases(
            each("_", _INFINITIVE, "_|werden|lassen|können|könntest|könnten|kannst|würdest")
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD, starts=Phrases(lines("adde|add|addiere|watch|request|queue")), ends=_ENDS
    ),
)
