"""Dutch, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.numbers import TableNumbers
from ..grammar.phrases import Phrases
from ..parsed import MediaType
from . import number_words, shared
from .dutch_add import ADD_FRAMES, LEADS, SOFTENERS, TAILS
from .dutch_ask import ASK_FRAMES, FILLERS, OWNERS, WHOLE
from .dutch_home import HOUSEHOLD_ENDS, HOUSEHOLD_HEADS, HOUSEHOLD_STARTS, HOUSEHOLD_THINGS
from .tables import each, lines, words

_NUMBERS: Final = TableNumbers(
    {**number_words.table(number_words.dutch), "één": 1},
    {
        "eerste": 1,
        "tweede": 2,
        "derde": 3,
        "vierde": 4,
        "vijfde": 5,
        "zesde": 6,
        "zevende": 7,
        "achtste": 8,
        "negende": 9,
        "tiende": 10,
        "elfde": 11,
        "twaalfde": 12,
        "dertiende": 13,
        "twintigste": 20,
    },
    suffixes=("e", "de", "ste"),
)
_DAYS: Final = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_TONGUES: Final = "het nederlands|nederlands|het engels|engels|het duits|duits|het frans|frans|het vlaams|vlaams|het japans|japans|het spaans|spaans|de originele taal|het koreaans"

DUTCH: Final = Language(
    leads=LEADS,
    softeners=SOFTENERS,
    tails=TAILS,
    please=Phrases(lines("alsjeblieft|alstublieft|graag|aub|asjeblieft")),
    corrections=Phrases(
        lines(
            "nee wacht|wacht nee|nee sorry|sorry nee|sorry ik bedoel|sorry ik bedoelde|ik bedoel|ik bedoelde|nee ik bedoel|nee ik bedoelde|nee liever|of nee|nee toch|of liever|nee doe maar|nee doe toch maar|eh nee|oh nee|nee toch maar|nee toch liever|beter gezegd|wacht liever|nee doe|o nee|ach nee"
        )
    ),
    fillers=FILLERS,
    frames=(*ASK_FRAMES, *ADD_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    request_words=words("verzoek|aanvraag|download"),
    nobody=Phrases(
        lines(
            "het|dat|dit|die|deze|iets|alles|niets|iemand|mij|me|ons|hem|haar|mijn verzoek|mijn aanvraag|het verzoek|de aanvraag|de download|een|die ene|er|daar|hier|weg|aan|uit|op|af"
        )
    ),
    never_names=words("dat|dit|iets|alles|niets"),
    asking=words("waarom|hoe|wat|wanneer|waar|welke|wie"),
    chatty=words(
        "wat|wie|hoe|waar|wanneer|waarom|welke|welk|ik|jij|je|u|hij|zij|ze|we|wij|is|zijn|was|heeft|hebben|kan|kun|moet|mag|zet|doe|speel|dank|bedankt|ja|nee|niet|geen|mijn|onze|jouw|als|omdat|dat|hallo|goede|goedemorgen|zeg|vertel|er|heb|gaat|komt|laat"
    ),
    services=shared.SERVICES,
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    times=Phrases(
        [
            *lines(
                "vandaag|morgen|vanavond|morgenochtend|morgenavond|vannacht|nu|alsjeblieft|later|hier"
            ),
            *each("op|voor|tot|_", _DAYS, "_|avond|ochtend|middag"),
            *each("om|voor", "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf", "uur"),
        ]
    ),
    amounts=words("een|wat|meer|nog|enkele|paar|genoeg|n"),
    placing=words("naar|op|in|van|voor|uit|bij|aan"),
    determiners=words(
        "de|het|een|mijn|onze|ons|jouw|je|uw|die|dat|deze|dit|nog|meer|wat|alle|enkele"
    ),
    articles=words("de|het"),
    indefinite=words("een"),
    that=words("die|dat|deze|dit"),
    of=words("van|uit|voor|bij"),
    connectors=words("van|uit|voor|in|en|met|bij"),
    and_words=words("en"),
    to=Phrases(lines("tot|tot en met|t/m|tm|tot aan")),
    joiners=Phrases(["en"]),
    or_words=Phrases(["of", "of in"]),
    hard_joiners=Phrases(
        lines(
            "en ook|en ook nog|alsook|en daarna|en dan|en dan ook|en verder|evenals|en voeg|en download|plus|en zet|en dan nog|en graag|en daarnaast|samen met|en bovendien"
        )
    ),
    both=Phrases(lines("allebei|zowel|beide|alle twee")),
    both_words=words("allebei|beide"),
    bound_after_and=words(
        "de|het|een|zijn|haar|hun|mijn|onze|jouw|ik|jij|hij|wij|andere|dan|niet|geen|in|op|van|zijne|co"
    ),
    qualities=shared.qualities(
        uhd="vier k|ultra high definition|vierduizend|vier ka",
        full_hd="volledig hd|duizendtachtig p|tien tachtig p",
        hd="zevenhonderdtwintig p|zeven twintig p",
        sd="dvd kwaliteit|standaard kwaliteit|sd kwaliteit|standaardkwaliteit|dvdkwaliteit",
    ),
    soft_qualities=shared.soft_qualities(
        full_hd="high definition|hoge resolutie|duizendtachtig", hd="zevenhonderdtwintig"
    ),
    quality_prepositions=Phrases(
        lines(
            "in|in de|met|als|maar in|alleen in|het liefst in|liefst in|indien mogelijk in|als het kan in|allebei in|beide in|allemaal in|graag in|in volledige|maar dan in|en dan in|op|bij voorkeur in|maar alleen in"
        )
    ),
    quality_nouns=words("kwaliteit|resolutie|versie|formaat|uitvoering|kopie"),
    release_features=shared.FEATURES,
    numbers=_NUMBERS,
    latest=words("nieuwste|recentste|recente|actuele"),
    new=words("nieuwe|nieuw"),
    last=words("laatste|finale"),
    most=words("meest|aller"),
    season_words=words("seizoen|seizoenen|season|seasons|reeks|reeksen"),
    doubtful_season_words=words("reeks|reeksen"),
    episode_words=words("aflevering|afleveringen|episode|episodes"),
    first=words("eerste"),
    specials=Phrases(
        each(
            "_|de|het|alle|een",
            "specials|special|kerstspecial|kerstspecials|speciale afleveringen|speciale aflevering|kerstaflevering|kerstafleveringen|bonusafleveringen|extra afleveringen|oudejaarsspecial",
            "van|bij",
        )
    ),
    specials_behind=Phrases(
        each(
            "_|de|alle|het",
            "specials|speciale afleveringen|kerstspecial|kerstspecials|kerstaflevering|bonusafleveringen",
        )
    ),
    pilots=Phrases(each("_|de", "pilot|pilotaflevering|pilootaflevering|piloot", "van")),
    every=Phrases(
        [
            *each(
                "alle|elk|elke|ieder|iedere|alle beschikbare|de overige|de resterende|alle overige|de ontbrekende|alle ontbrekende",
                "seizoenen|afleveringen|seizoen|aflevering|reeksen|seizoenen en afleveringen|episodes",
                "_|van|uit",
            ),
            *each(
                "_|de|het",
                "hele|volledige|complete|gehele|volledig",
                "serie|show|reeks|tv serie|sitcom|animeserie|miniserie|box|televisieserie",
                "_|van",
            ),
            *lines(
                "alles van|compleet|volledig|van begin tot eind|van het begin af aan|in zijn geheel|de boxset van|de complete boxset van|de rest van|alle seizoenen compleet"
            ),
        ]
    ),
    every_before=Phrases(
        lines("de hele|heel|de complete|de volledige|al de seizoenen van|de gehele")
    ),
    each_words=words("elke|iedere"),
    every_words=Phrases(
        lines(
            "alle|alle drie|alle drie de|alle twee|beide|allebei de|elke|elk|alle vier|de drie|de twee"
        )
    ),
    recent=Phrases(
        [
            *each(
                "_|de",
                "aflevering|uitzending|editie",
                "van",
                "gisteren|vandaag|vanavond|gisteravond|deze week|afgelopen week",
                "_|van",
            ),
            *each("_|de", "finale|seizoensfinale|seriefinale|slotaflevering", "van"),
        ]
    ),
    recent_behind=Phrases(
        lines(
            "van gisteren|van gisteravond|van vandaag|van vanavond|de nieuwste|de laatste|van deze week|seizoensfinale"
        )
    ),
    number_marks=words("nummer|nr"),
    season_parts=words("deel|part|volume"),
    ordinal_digits=False,
    year_prepositions=Phrases(
        [
            *each(
                "_|de film|die|de versie|de verfilming|het origineel|degene",
                "uit|van|uit het jaar|van het jaar|in",
            ),
            *each(
                "_|die",
                "uitgekomen in|uitkwam in|verschenen in|gemaakt in|uitgebracht in|verscheen in",
            ),
        ]
    ),
    year_nouns=Phrases(
        lines(
            "versie|verfilming|versie van|verfilming van|remake|origineel|remake van|bewerking|bewerking van"
        )
    ),
    year_heads=words("versie|verfilming"),
    editions=Phrases(
        [
            *each(
                "_|de|het|een",
                "_|oude|nieuwe|originele|eerste|lange",
                "versie|remake|verfilming|bewerking|reboot",
                "van",
            ),
            *each(
                "_|de|het",
                "director's cut|extended edition|extended cut|verlengde versie|lange versie|bioscoopversie|ongecensureerde versie|originele versie|nagesynchroniseerde versie|ondertitelde versie|special edition|geremasterde versie|extended versie|uncut versie",
                "van",
            ),
            *each(
                "_",
                "allebei de delen|beide delen|alle delen|alle drie de delen|de twee delen",
                "van",
            ),
            *each("de|het", "originele|oude|geanimeerde|live action", "_"),
        ]
    ),
    last_year=Phrases(
        lines("van vorig jaar|uit vorig jaar|van afgelopen jaar|van het afgelopen jaar")
    ),
    this_year=Phrases(lines("van dit jaar|uit dit jaar")),
    media={
        MediaType.MOVIE: Phrases(
            lines(
                "prent|bioscoopfilms|animatiefilms|tekenfilms|thrillerfilm|dramafilm|romantische komedie film|film|films|speelfilm|bioscoopfilm|animefilm|anime film|animatiefilm|tekenfilm|horrorfilm|actiefilm|documentairefilm|tv film|kinderfilm|stomme film|verfilming van|disneyfilm|disney film|pixar film|marvel film|kerstfilm|oorlogsfilm|speelfilms|kortfilm|misdaadfilm|movie|rolprent|familiefilm|filmversie van|griezelfilm|filmpje|animefilms|western film"
            )
        ),
        MediaType.TV: Phrases(
            lines(
                "reeks|reeksen|misdaadreeks|dramareeks|humorreeks|spannende reeks|kinderreeks|politiereeks|thrillerserie|thrillerreeks|natuurserie|kookprogramma|spelprogramma|serie|series|show|tv serie|televisieserie|tv reeks|miniserie|mini serie|sitcom|animeserie|anime serie|anime|tekenfilmserie|misdaadserie|politieserie|documentaireserie|realityshow|reality show|netflix serie|netflixserie|soap|soapserie|kinderserie|shows|dramaserie|comedyserie|comedy serie|horrorserie|animatieserie|hbo serie|programma|tv programma|televisieprogramma|tv show|quiz|talkshow|docuserie|fictiereeks|jeugdserie|televisiereeks|tv-serie|detectiveserie|ziekenhuisserie"
            )
        ),
        MediaType.UNKNOWN: Phrases(lines("documentaire|docu|titel|documentaires")),
    },
    media_endings={"film": MediaType.MOVIE, "serie": MediaType.TV, "reeks": MediaType.TV},
    media_plurals=Phrases(lines("films|series|shows|documentaires|speelfilms|animefilms")),
    adjectives=words(
        "nederlandse|vlaamse|belgische|duitse|franse|engelse|britse|amerikaanse|spaanse|italiaanse|deense|zweedse|noorse|koreaanse|zuid koreaanse|japanse|poolse|russische|turkse|indiase|chinese|oude|leuke|grappige|geanimeerde|historische|netflix|hbo|disney|pixar|marvel|bbc|mooie|goede|ijslandse|ierse|spannende"
    ),
    genres=Phrases(
        lines("thriller|komedie|western|drama|horror|musical|comedy|misdaadthriller|romkom")
    ),
    described={
        "oude": False,
        "originele": False,
        "hele": True,
        "complete": True,
        "volledige": True,
    },
    collections=Phrases(
        lines(
            "trilogie|saga|filmreeks|trilogie van|de trilogie van|filmcollectie|franchise|de filmreeks van|tetralogie"
        )
    ),
    called=Phrases(
        lines(
            "genaamd|met de titel|getiteld|die heet|dat heet|met als titel|met de naam|met de naam van"
        )
    ),
    by=Phrases(
        lines(
            "van regisseur|geregisseerd door|met in de hoofdrol|met acteur|in een regie van|zodat we|zodat ik|zodat de kinderen|omdat|want|zodra|die met|als die|als hij|als het|waar iedereen|van de regisseur"
        )
    ),
    by_name=words("door"),
    people=shared.MAKERS,
    surnames=shared.SURNAMES,
    dropped=Phrases(
        [
            *each(
                "in",
                _TONGUES,
                "_|met ondertiteling|met nederlandse ondertiteling|met engelse ondertiteling|met ondertitels",
            ),
            *each(
                "met",
                "_|nederlandse|engelse|franse|duitse",
                "ondertiteling|ondertitels|ondertitelingen",
            ),
            *each("op|van|bij|via", shared.NETWORKS),
            *each(
                "in",
                "originele versie|de originele versie|de beste kwaliteit|goede kwaliteit|hoge kwaliteit|de hoogste kwaliteit|beste kwaliteit|3d|kleur|zwart wit|de best mogelijke kwaliteit",
            ),
            *lines(
                "nagesynchroniseerd|zonder ondertiteling|zonder ondertitels|met subtitels|met subs|ondertiteld|ongecensureerd|ongeknipt|uncut|op blu ray|op bluray|op dvd|director's cut|extended edition|nederlands gesproken|nederlands ondertiteld|engels gesproken|vlaams gesproken"
            ),
        ]
    ),
    contrasts=Phrases(lines("niet|en niet|maar niet|in plaats van|dus niet")),
    loose_ends=words("alsjeblieft|nu|vandaag"),
    marked=shared.MARKED,
    known=Phrases(
        [
            shared.ENGLISH_TITLES,
            *lines("""
ja zuster nee zuster|wat is dan liefde|soldaat van oranje|turks fruit|de aanslag|de lift|het verhaal van nederland|flikken maastricht|new kids turbo|new kids nitro|alles is liefde|alles is familie|goede tijden slechte tijden|de slimste mens
wie is de mol|boer zoekt vrouw|heel holland bakt|de luizenmoeder|undercover|penoza|de mocro maffia|mocro maffia|de verbouwing|de marathon|de heineken ontvoering|karakter|antonia|de tweeling|de noorderlingen|abel|ober|borgman|de ontdekking van de hemel
minoes|abeltje|pluk van de petteflet|het schaep met de 5 pooten|de avonden|spetters|flodder|flodders in amerika|amsterdamned|de schippers van de kameleon|ik ben alice|dokter deen|bassie en adriaan|ernst bobbie en de rest|samson en gert|kabouter plop
suske en wiske|jommeke|nachtwacht|mega mindy|k3|de bende van oss|bro's before ho's|hartenstraat|gooische vrouwen|gooische vrouwen 2|zwarte tulp|oorlogswinter|de oost|de slag om de schelde|bankier van het verzet|rundskop|de helaasheid der dingen|de zaak alzheimer|loft|daens|de witte van sichem
het tweede gelaat|undercover|over water|tabula rasa|de twaalf|beau séjour|hotel beau sejour|thuis|familie|de kampioenen|fc de kampioenen|man bijt hond|het huis|de dag|de bunker|professor t|cordon|salamander|eigen kweek|in vlaamse velden|de infiltrant
de laatste metro|de nieuwe wildernis|holland natuur in de delta|de reünie|de nieuwe buren|zeg eens aaa|medisch centrum west|baantjer|keyzer en de boer advocaten|spangen|russen|van speijk|'t vrije schaep|belle en het beest
in de ban van de ring|harry potter en de steen der wijzen|harry potter en de geheime kamer|harry potter en de gevangene van azkaban|harry potter en de vuurbeker|harry potter en de orde van de feniks|harry potter en de halfbloed prins|harry potter en de relieken van de dood
de leeuwenkoning|de kleine zeemeermin|sneeuwwitje en de zeven dwergen|assepoester|de reddertjes|de aristokatten|frank en frey|lady en de vagebond|tom en jerry|asterix en obelix|kuifje en de zwarte rotsen|de smurfen|tonio|de beentjes van sint hildegard|dorst|prooi|het diner|komt een vrouw bij de dokter|nova zembla
"""),
        ]
    ),
    well_known=shared.WELL_KNOWN,
    known_with_article=Phrases(
        lines(
            "de lift|de aanslag|het diner|de luizenmoeder|de oost|de smurfen|de slimste mens|de verbouwing|het huis|de dag|de marathon|de twaalf|de kampioenen|de leeuwenkoning|de hobbit|de bunker|de peetvader"
        )
    ),
)
