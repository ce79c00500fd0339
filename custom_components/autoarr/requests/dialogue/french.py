"""How people answer in French."""

from typing import Final

from ..parsed import MediaType
from .words import ReplyWords, counted, phrases, qualities, words

FRENCH: Final = ReplyWords(
    yes=phrases("""
        oui|ouais|ouaip|oui merci|oui s'il te plaît|oui s'il vous plaît|bien sûr|d'accord|ok|okay|entendu|exact|exactement
        c'est ça|vas y|allez y|oui vas y|fais le|ajoute le|ajoute la
        oui ajoute le|oui ajoute la|télécharge le|télécharge la|très bien|c'est bon|volontiers|absolument
        certainement|je confirme|confirme|confirmé|pourquoi pas|tout à fait|avec plaisir
    """),
    yes_alone=phrases(
        "celui là|celle là|c'est celui là|c'est celle là|s'il te plaît|s'il vous plaît|parfait"
    ),
    no=phrases("""
        non|nan|non merci|pas celui là|pas celle là|non pas celui là|non pas celle là|ce n'est pas ça|c'est pas ça
        c'est faux|ne l'ajoute pas|surtout pas
        pas du tout|je n'en veux pas|plutôt pas
    """),
    no_alone=phrases(
        "aucun|aucune|aucun des deux|aucune des deux|ni l'un ni l'autre|faux|mauvais|pas ça"
    ),
    forget=phrases("""
        oublie|oublie ça|oublie le|oubliez|oubliez ça|laisse|laisse tomber|laissez tomber|annule|annule ça|annuler|annulez
        stop|arrête|arrêtez|tant pis|rien|non laisse tomber|non oublie|non annule|pas maintenant|plus tard|passe|c'est bon laisse
    """),
    again=phrases("""
        quoi|comment|pardon|répète|répétez|répète ça|encore|encore une fois|tu peux répéter|peux tu répéter|lesquels
        lesquelles|lequel|laquelle|quels sont les choix|quelle était la question|qu'est ce que tu as dit|qu'as tu dit
    """),
    both=phrases("les deux|tous les deux|toutes les deux|les trois|les deux s'il te plaît"),
    leads=phrases("""
        euh|hum|oh|ah|ben|bon|alors|et|mais|ou|plutôt|peut être|juste|seulement|en fait|s'il te plaît|s'il vous plaît
        je crois|je pense|je veux dire|je voulais dire|je parle de|j'ai dit|je veux|je voudrais|j'aimerais|je prends|on prend
        prends|prenons|donne moi|mets|c'est|ce serait|je préfère|mais plutôt|mais seulement|mais en|choisis|je choisis
        ajoute|télécharge
    """),
    tails=phrases(
        "s'il te plaît|s'il vous plaît|merci|alors|plutôt|maintenant|je crois|je pense|stp|svp"
    ),
    fillers=words("""
        le la les l un une des du de d en dans celui celle ceux celles là la ci c est ce qui que option numéro choix
        réponse version année qualité résolution avec pour par au aux sorti sortie à et mais seulement moi je plait
        te vous sil titre appelé numero reponse annee qualite resolution appele a dun
    """),
    ordinals=counted("""
        premier/première/premiere/1er/1ere deuxième/deuxieme/second/seconde/2e/2eme troisième/troisieme/3e/3eme quatrième/quatrieme/4e/4eme cinquième/cinquieme/5e/5eme sixième/sixieme/6e/6eme septième/septieme huitième/huitieme neuvième/neuvieme dixième/dixieme
    """),
    numbers=counted("un/une deux trois quatre cinq six sept huit neuf dix onze douze"),
    last=phrases("dernier|dernière|le dernier|la dernière|ce dernier"),
    other=phrases("autre|l'autre"),
    older=phrases(
        "ancien|ancienne|l'ancien|l'ancienne|vieux|vieille|plus ancien|plus ancienne|plus vieux|plus vieille|original|originale|l'original|l'originale|classique"
    ),
    newer=phrases(
        "nouveau|nouvelle|nouvel|récent|récente|plus récent|plus récente|plus nouveau|remake|dernier en date|actuel|moderne"
    ),
    kinds={
        MediaType.MOVIE: phrases("film|le film|long métrage"),
        MediaType.TV: phrases("série|la série|série télé|série tv|feuilleton|émission|mini série"),
    },
    everything=phrases("""
        tout|toutes|tous|toutes les saisons|chaque saison|toute la série|la série entière|l'intégrale|intégrale
        la série complète|tous les épisodes|en entier
    """),
    latest=phrases(
        "dernière|dernière saison|la dernière saison|la dernière|saison la plus récente|plus récente|nouvelle saison|saison actuelle"
    ),
    seasons=words("saison saisons"),
    episodes=words("épisode épisodes episode episodes"),
    joiners=words("et"),
    ranges=words("à a jusquà jusqua"),
    qualities=qualities(
        uhd="quatre k|ultra haute définition",
        full_hd="haute définition|pleine hd",
        hd="",
        sd="définition standard|qualité dvd",
    ),
    describing=words("avec où ou sur dont par quand qui"),
    commands=phrases("""
        allume|éteins|ouvre|ferme|mets la|mets le|monte|baisse|augmente|diminue|règle|lance|joue|pause|arrête la|arrête le
        démarre|verrouille|déverrouille|dis|rappelle|appelle|bonjour|bonne nuit|quelle heure|quel temps|combien|qui|quand
        où est|pourquoi|est ce que|quelle est|quel est|peux tu|pourrais tu|active|désactive|montre|tamise|annonce
    """),
    approve=phrases(
        "approuve|approuver|approuvez|autorise|autoriser|autorisez|j'approuve|j'autorise|accorde|accepte la demande"
    ),
    deny=phrases(
        "refuse|refuser|refusez|rejette|rejeter|rejetez|je refuse|interdis|n'autorise pas|n'approuve pas"
    ),
)
