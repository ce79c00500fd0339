"""French, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.numbers import TableNumbers
from ..grammar.phrases import Phrases
from ..parsed import MediaType
from . import number_words, shared
from .french_add import ADD_FRAMES, LEADS, SOFTENERS, TAILS
from .french_ask import ASK_FRAMES, FILLERS, OWNERS, WHOLE
from .french_home import HOUSEHOLD_ENDS, HOUSEHOLD_HEADS, HOUSEHOLD_STARTS, HOUSEHOLD_THINGS
from .tables import each, lines, words

_ORDINALS: Final = {
    "premier": 1,
    "première": 1,
    "premiers": 1,
    "premières": 1,
    "deuxième": 2,
    "second": 2,
    "seconde": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "treizième": 13,
    "vingtième": 20,
}
_NUMBERS: Final = TableNumbers(
    {**number_words.table(number_words.french), "une": 1},
    _ORDINALS,
    suffixes=("e", "er", "re", "eme", "ere", "ieme", "nd", "nde"),
)
_DAYS: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_TONGUES: Final = "français|anglais|allemand|espagnol|italien|japonais|coréen|vf|vo|vostfr|version française|version originale|langue originale|v o|v f|vost|version originale sous titrée|danois|suédois"

FRENCH: Final = Language(
    leads=LEADS,
    softeners=SOFTENERS,
    tails=TAILS,
    please=Phrases(
        lines(
            "s'il te plaît|s'il vous plaît|s'il te plait|s'il vous plait|stp|svp|je te prie|je vous prie"
        )
    ),
    corrections=Phrases(
        lines(
            "non plutôt|non attends|non attendez|attends non|attendez non|pardon je voulais dire|je voulais dire|non je voulais dire|enfin non|non en fait|en fait non|ou plutôt|je veux dire|non je veux dire|non pardon|pardon non|euh non|non mieux|ah non|oups non|enfin plutôt|non finalement|finalement plutôt"
        )
    ),
    fillers=FILLERS,
    frames=(*ASK_FRAMES, *ADD_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    request_words=words("demande|telechargement|que"),
    nobody=Phrases(
        lines(
            "ça|cela|ceci|le|la|les|lui|moi|nous|quelque chose|quelque chose d'autre|tout|rien|quelqu'un|ma demande|la demande|le téléchargement|celui ci|celle ci|celui là|un|une|en|y|là|ici|mes demandes|tout ça"
        )
    ),
    never_names=words("ça|cela|ceci|tout|rien"),
    asking=words("pourquoi|comment|quand|où|que|quel|quelle|qui"),
    chatty=words(
        "que|qu|quoi|qui|quel|quelle|quels|quelles|comment|où|quand|pourquoi|combien|je|j|tu|il|elle|on|nous|vous|ils|elles|est|es|suis|sont|était|a|ai|as|peux|peut|doit|mets|met|allume|éteins|joue|merci|oui|non|ne|n|pas|mon|ma|mes|ton|ta|c|ce|si|bonjour|bonsoir|salut|dis|raconte|y|estce|lance|fais|quest|j'ai|parce"
    ),
    services=shared.SERVICES,
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    times=Phrases(
        [
            *lines(
                "aujourd'hui|demain|ce soir|demain matin|demain soir|cette nuit|maintenant|plus tard|ici"
            ),
            *each("_|pour|de|le", _DAYS, "_|soir|matin|après midi|prochain"),
            *each(
                "à|de|pour",
                "une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|midi|minuit",
                "_|heures|heure|heures et demie|heures du matin|heures du soir",
            ),
        ]
    ),
    amounts=words("un|une|des|du|quelques|plus|encore|assez|autre"),
    placing=words("à|au|aux|sur|dans|pour"),
    determiners=words(
        "le|la|les|l|un|une|des|du|mon|ma|mes|notre|nos|ton|ta|tes|votre|vos|ce|cet|cette|ces|tous|toutes|quelques"
    ),
    articles=words("le|la|les|l"),
    indefinite=words("un|une"),
    that=words("ce|cet|cette|ces"),
    of=words("de|du|d|des|à|pour"),
    connectors=words("de|du|d|des|en|et|avec|pour|dans"),
    and_words=words("et"),
    contracted={"du": "le", "des": "les"},
    to=Phrases(lines("à|jusqu'à|jusqu'à la|à la")),
    joiners=Phrases(["et", "ainsi que", "puis"]),
    or_words=Phrases(["ou", "ou en"]),
    hard_joiners=Phrases(
        lines(
            "et aussi|ainsi que|et puis|puis|et ensuite|et également|plus|et ajoute|et télécharge|et puis aussi|mais aussi|et en plus|et mets|et tant que tu y es|de même que"
        )
    ),
    both=Phrases(lines("les deux|à la fois|tous les deux")),
    both_words=words(""),
    bound_after_and=words(
        "le|la|les|l|un|une|son|sa|ses|leur|leurs|mon|ma|mes|ton|ta|moi|toi|lui|elle|nous|vous|autres|ne|pas|dans|en|sur|de|du|des|d|demi|dieu|je|au|aux|alors|c|si|les"
    ),
    qualities=shared.qualities(
        uhd="quatre k|ultra haute définition|quatre ka|ultra hd",
        full_hd="pleine hd|full haute définition|mille quatre vingts p|mille quatre vingt p",
        hd="sept cent vingt p|hd prête",
        sd="qualité dvd|définition standard|qualité standard|qualité sd",
    ),
    soft_qualities=shared.soft_qualities(
        full_hd="haute définition|hd|mille quatre vingts", hd="sept cent vingt"
    ),
    quality_prepositions=Phrases(
        lines(
            "en|en qualité|en version|avec|mais en|seulement en|de préférence en|si possible en|tous les deux en|les deux en|toutes les deux en|tous en|en résolution|en définition|en vraie|plutôt en|au format|en format|uniquement en|en bonne|idéalement en|en full|à"
        )
    ),
    quality_nouns=words("qualité|résolution|version|définition|format|copie"),
    release_features=shared.FEATURES,
    numbers=_NUMBERS,
    latest=words("récente|récent|récents|récentes"),
    new=words("nouveau|nouvelle|nouvel|nouveaux|nouvelles"),
    last=words("dernier|dernière|derniers|dernières|ultime"),
    most=words("plus|tout|toute"),
    season_words=words("saison|saisons"),
    episode_words=words("épisode|épisodes|ep"),
    first=words("premières|premiers"),
    specials=Phrases(
        [
            *each(
                "_|les|l'|le|tous les|un",
                "épisodes spéciaux|épisode spécial|spéciaux|épisode de noël|épisodes de noël|hors série|spécial noël|spécial de noël|specials|épisodes bonus|hors séries|saison zéro|saison 0",
                "de|du|d'|des",
            ),
        ]
    ),
    specials_behind=Phrases(
        each(
            "_|les|l'|le|tous les",
            "épisodes spéciaux|épisode spécial|épisode de noël|épisodes de noël|hors série|spécial noël|spécial de noël|specials",
        )
    ),
    pilots=Phrases(each("_|le|l'", "pilote|épisode pilote", "de|du|d'|des")),
    every=Phrases(
        [
            *each(
                "toutes les|tous les|chaque|l'ensemble des|la totalité des|toutes les autres",
                "saisons|épisodes|saison|épisode",
                "_|de|du|d'|des|de la série|de l'anime|disponibles de|de la saga",
            ),
            *each("les", "saisons|épisodes", "restantes de|restants de|manquants de|manquantes de"),
            *each(
                "_|la|l'|en",
                "intégrale|série complète|série entière|totalité|série intégrale|intégralité",
                "_|de|du|d'|des|de la série",
            ),
            *each("toute la|l'entièreté de la", "série|sitcom|saga télé", "_|de|du|d'"),
            *lines(
                "tout de|en entier|en intégralité|au complet|du début à la fin|depuis le début|le coffret de|le coffret complet de|en intégrale|le reste de|saisons complètes|toutes saisons|en totalité|dans son intégralité"
            ),
        ]
    ),
    every_before=Phrases(
        lines("tout|l'intégrale|toute l'œuvre de|toute la série|l'intégralité de la série")
    ),
    each_words=words("chaque"),
    every_words=Phrases(
        lines("tous les|toutes les|les trois|les deux|les quatre|chaque|tous|toutes")
    ),
    recent=Phrases(
        [
            *each(
                "_|l'|le",
                "épisode|émission|numéro",
                "d'hier|d'aujourd'hui|de ce soir|d'hier soir|de cette semaine|du jour|de la semaine",
                "_|de|du|d'",
            ),
            *each(
                "_|le|la|l'",
                "final|finale|final de saison|épisode final|final de la saison|season finale",
                "de|du|d'|de la série",
            ),
        ]
    ),
    recent_behind=Phrases(
        lines(
            "d'hier|d'hier soir|d'aujourd'hui|de ce soir|de cette semaine|la dernière|le dernier en date|la plus récente|le plus récent|le final de saison"
        )
    ),
    number_marks=words("numéro|n|no"),
    season_parts=words("partie|part|volume|vol"),
    year_prepositions=Phrases(
        [
            *each(
                "_|celui|celle|le film|la version|la série|l'adaptation",
                "de|de l'année|en|d'|datant de|daté de",
            ),
            *each(
                "_|qui est|qui était",
                "sorti en|sortie en|sorti l'année|tourné en|diffusée en|diffusé en|paru en|réalisé en",
            ),
        ]
    ),
    year_nouns=Phrases(
        lines("version|version de|adaptation|adaptation de|remake|remake de|original|film de")
    ),
    year_heads=words("version|adaptation|remake"),
    editions=Phrases(
        [
            *each(
                "_|la|le|l'",
                "version longue|director's cut|version du réalisateur|version cinéma|version étendue|version extended|édition spéciale|version intégrale|version remasterisée|version restaurée|version originale|version française|version non censurée|montage du réalisateur|version uncut|version sous titrée|version doublée|version animée|version live",
                "de|du|d'|des",
            ),
            *each("les deux|toutes les|les trois", "parties|volets|volumes", "de|du|d'|des"),
            *each("le|la|l'", "remake|original|originale", "de|du|d'"),
        ]
    ),
    last_year=Phrases(
        lines(
            "de l'année dernière|de l'an dernier|sorti l'année dernière|de l'année passée|sorti l'an dernier|de l'an passé|sortie l'année dernière"
        )
    ),
    this_year=Phrases(lines("de cette année|sorti cette année|sortie cette année")),
    media={
        MediaType.MOVIE: Phrases(
            lines(
                "film|films|long métrage|film d'animation|film d'animé|film d'anime|film animé|dessin animé film|film d'horreur|film d'action|film documentaire|téléfilm|court métrage|film de noël|film de guerre|film de science fiction|film muet|longs métrages|film pour enfants|film noir|film de super héros|film anime|film policier|films d'animation|film d'aventure|film culte|film de gangsters|film catastrophe|adaptation cinématographique de|film d'espionnage|film fantastique|film japonais d'animation"
            )
        ),
        MediaType.TV: Phrases(
            lines(
                "série|séries|série télé|série tv|série télévisée|mini série|minisérie|sitcom|série animée|série d'animation|anime|animé|animés|feuilleton|série policière|série documentaire|docu série|émission|émission de télé|téléréalité|émission de téléréalité|série netflix|série hbo|série d'animé|telenovela|show|show télé|talk show|série comique|série dramatique|série historique|web série|série de science fiction|série fantastique|série d'horreur|émissions|série médicale|série dramatique"
            )
        ),
        MediaType.UNKNOWN: Phrases(lines("documentaire|docu|dessin animé|titre|documentaires")),
    },
    media_plurals=Phrases(
        lines("films|séries|documentaires|émissions|animés|films d'animation|longs métrages")
    ),
    adjectives=words(
        "vieux|vieille|excellent|excellente|bon|bonne|grand|grande|super|célèbre|petit|petite|beau|belle"
    ),
    genres=Phrases(
        lines(
            "thriller|comédie|western|drame|polar|comédie musicale|comédie romantique|comédie dramatique|biopic|thriller psychologique|slasher"
        )
    ),
    described={"vieux": False, "vieille": False},
    collections=Phrases(
        lines(
            "la trilogie|trilogie|la saga|saga|la trilogie du|la trilogie de|la trilogie des|la saga des|l'intégrale des films|la trilogie d'|la saga d'|la quadrilogie|la saga de"
        )
    ),
    called=Phrases(
        lines(
            "appelé|appelée|intitulé|intitulée|qui s'appelle|nommé|nommée|du nom de|avec le titre|dont le titre est|qui a pour titre|français|française|allemand|allemande|anglais|anglaise|britannique|américain|américaine|italien|italienne|espagnol|espagnole|japonais|japonaise|coréen|coréenne|danois|danoise|suédois|suédoise|norvégien|norvégienne|belge|québécois|québécoise|culte|documentaire|policière|policier|animée|animé|netflix|hbo|disney|pixar|marvel|ghibli|indien|indienne|chinois|chinoise|russe|canadien|canadienne|polonais|polonaise|turc|turque|islandais|islandaise|argentin|brésilien|original|originale|récent|récente|historique|mexicain"
        )
    ),
    by=Phrases(
        lines(
            "réalisé par|réalisée par|du réalisateur|de la réalisatrice|du cinéaste|signé|mis en scène par|avec l'acteur|avec l'actrice|pour qu'on|pour que|parce que|parce qu'on|dès que|dès qu'il|dès qu'elle|celui avec|celle avec|dont tout le monde|tout le monde en parle|quand il|quand elle|si on"
        )
    ),
    by_name=words("par"),
    people=shared.MAKERS,
    surnames=shared.SURNAMES,
    dropped=Phrases(
        [
            *each(
                "en|dans sa|dans la",
                _TONGUES,
                "_|sous titré|sous-titré|sous titrée|sous-titrée|sous titrés|avec sous titres|avec sous-titres|avec les sous titres|avec les sous-titres|avec sous titres français|avec sous-titres français|avec des sous titres|avec des sous-titres|sous titré en français|sous-titré en français|sous titrée en français|sous-titrée en français|avec les sous titres français|avec les sous-titres français",
            ),
            *each(
                "avec",
                "_|les|des|sous titres|sous-titres",
                "sous titres|sous-titres|sous titres français|sous-titres français|sous titres anglais|sous-titres anglais|sous titrage|sous-titrage|français",
            ),
            *each("de|sur|chez|depuis|d'", shared.NETWORKS),
            *each(
                "en|dans",
                "la meilleure qualité|meilleure qualité|bonne qualité|haute qualité|la meilleure qualité possible|la meilleure qualité disponible|couleur|noir et blanc|3d|qualité maximale|version longue|version intégrale",
            ),
            *lines(
                "vf|vo|vostfr|doublé en français|doublée|doublé|sous titré|sous-titré|sous titrée|sous-titrée|non censuré|version longue|en blu ray|en bluray|en dvd|version du réalisateur|director's cut|version restaurée|v f|v o|s'il existe|s'il est dispo|s'il est disponible|si c'est disponible|si c'est dispo|la version longue|la version restaurée"
            ),
        ]
    ),
    contrasts=Phrases(lines("pas|et pas|mais pas|plutôt que|au lieu de|et non")),
    loose_ends=words("maintenant"),
    marked=shared.MARKED,
    known=Phrases(
        [
            shared.ENGLISH_TITLES,
            *lines("""
qu'est ce qu'on a fait au bon dieu|qu'est-ce qu'on a fait au bon dieu|qu'est-ce qu'on a encore fait au bon dieu|qu'est-ce qu'on a tous fait au bon dieu|et dieu créa la femme|arrête-moi si tu peux|le bon la brute et le truand|la belle et la bête
le roi et l'oiseau|la dernière séance|le dernier métro|le dernier empereur|le dernier samouraï|le dernier tango à paris|la dernière licorne|le dernier des mohicans|le dernier duel|la dernière légion|le dernier combat|le nouveau monde|les nouveaux sauvages
la nouvelle guerre des boutons|le petit prince|le petit nicolas|le grand bleu|le grand bain|la grande vadrouille|la grande illusion|la grande bouffe|le fabuleux destin d'amélie poulain|dix pour cent|les quatre cents coups|un deux trois soleil|trois hommes et un couffin
120 battements par minute|cent vingt battements par minute|cléo de 5 à 7|cinq fois deux|huit femmes|8 femmes|les sept samouraïs|les douze travaux d'astérix|les 12 travaux d'astérix|quatre mariages et un enterrement|la casa de papel|le dîner de cons|bienvenue chez les ch'tis
les tontons flingueurs|le père noël est une ordure|les bronzés|les bronzés font du ski|les visiteurs|les visiteurs 2|astérix et obélix|astérix et obélix mission cléopâtre|astérix et obélix contre césar|astérix et cléopâtre|tintin et le secret de la licorne|tintin et le lac aux requins
jules et jim|pierrot le fou|à bout de souffle|le mépris|la haine|un prophète|intouchables|les choristes|la môme|le pianiste|la vie d'adèle|les misérables|portrait de la jeune fille en feu|anatomie d'une chute|le comte de monte cristo|le comte de monte-cristo|les trois mousquetaires
les trois mousquetaires d'artagnan|les trois mousquetaires milady|le bureau des légendes|un village français|plus belle la vie|demain nous appartient|ici tout commence|un si grand soleil|les revenants|fais pas ci fais pas ça|un gars une fille|scènes de ménages|caméra café|nos chers voisins
en thérapie|hippocrate|engrenages|kaamelott|kaamelott premier volet|la flamme|le flambeau|au service de la france|les soprano|la petite maison dans la prairie|la guerre des étoiles|le seigneur des anneaux|le parrain|le parrain 2|le parrain 3|les dents de la mer
les évadés|la ligne verte|le silence des agneaux|la liste de schindler|il faut sauver le soldat ryan|les temps modernes|la mort aux trousses|fenêtre sur cour|sueurs froides|le voyage de chihiro|mon voisin totoro|le château ambulant|le garçon et le héron|le tombeau des lucioles|princesse mononoké
le roi lion|la reine des neiges|la reine des neiges 2|le monde de nemo|le monde de dory|vice versa|vice-versa|là-haut|blanche neige et les sept nains|la belle et le clochard|rox et rouky|les aristochats|le livre de la jungle|kirikou et la sorcière|ernest et célestine|ma vie de courgette
harry potter à l'école des sorciers|harry potter et la chambre des secrets|harry potter et le prisonnier d'azkaban|harry potter et la coupe de feu|harry potter et l'ordre du phénix|harry potter et le prince de sang mêlé|harry potter et les reliques de la mort|indiana jones et la dernière croisade
indiana jones et le temple maudit|indiana jones et le royaume du crâne de cristal|indiana jones et le cadran de la destinée|orgueil et préjugés|guerre et paix|roméo et juliette|raison et sentiments|le rouge et le noir|bonnie et clyde|thelma et louise|le bossu|la cité de la peur
mais qui a tué pamela rose|mais qui a re tué pamela rose|où est passée la 7e compagnie|mais où est donc passée la septième compagnie|on a retrouvé la septième compagnie|le corniaud|rabbi jacob|les aventures de rabbi jacob|la folie des grandeurs|l'aile ou la cuisse|le gendarme de saint tropez
tout sur ma mère|parle avec elle|un air de famille|le goût des autres|on connaît la chanson|smoking no smoking|de rouille et d'os|de battre mon cœur s'est arrêté|sur mes lèvres|les combattants|au revoir les enfants|au revoir là-haut|la vie est belle
la vie est un long fleuve tranquille|l'auberge espagnole|les poupées russes|casse tête chinois|le sens de la fête|nos jours heureux|hors normes|samba|la french|bac nord|les animaux fantastiques|la nuit américaine|les enfants du paradis|la règle du jeu|retour vers le futur|retour vers le futur 2|retour vers le futur 3
l'amour ouf|la nuit du 12|les crevettes pailletées|mourir peut attendre|vivre sa vie|les parapluies de cherbourg|les demoiselles de rochefort|peau d'âne|la piscine|plein soleil|le samouraï|le cercle rouge|un singe en hiver|la traversée de paris|les diaboliques|le salaire de la peur|le trou
"""),
        ]
    ),
    well_known=shared.WELL_KNOWN,
    known_with_article=Phrases(
        lines(
            "le parrain|la haine|les choristes|le bureau des légendes|la flamme|le dîner de cons|les visiteurs|les bronzés|la môme|le pianiste|les misérables|le mépris|la piscine|le samouraï|le trou|les revenants|les soprano|le roi lion|la boum|le grand bleu|les intouchables|les aristochats|le hobbit|le bossu|les simpson|les schtroumpfs|les indestructibles"
        )
    ),
)
