"""French: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

SOFTENERS: Final = Phrases(
    lines("""
moi|nous|s'il te plaît|s'il vous plaît|stp|svp|aussi|euh|encore|donc|juste|vite|vite fait|rapidement|peut être|ce soir|demain|ce week end|ce week-end|pour moi|pour nous|pour ce soir|pour les enfants|également|bien|tout de suite|vraiment|enfin|d'abord|ensuite|en plus|un peu|avec les enfants|maintenant
aujourd'hui|samedi|dimanche|vendredi|plus tard|à nouveau|encore une fois|volontiers
""")
)
LEADS: Final = Phrases(
    [
        *lines("""
s'il te plaît|s'il vous plaît|stp|svp|hé|hey|eh|salut|bonjour|bonsoir|coucou|ok|okay|d'accord|alors|donc|euh|bon|bah|ben|et|oui|non|attends|oh|ah|dis|dis moi|dis donc|dites|tiens|autoarr|ok nabu|ok google|dis siri|ordinateur|maintenant|puis|ensuite|aussi|peut être|vite|juste|au fait|pardon|désolé|excuse moi|excusez moi|écoute
si possible|si tu peux|si vous pouvez|si c'est possible|si tu veux bien|quand tu peux|quand tu auras le temps|quand tu as le temps|sois gentil et|sois gentille et|sois sympa et|sois mignon et|fais moi plaisir et|fais moi plaisir|rends moi service et|soyez gentil et|soyez gentils et|sois un amour et|sois sympa
j'aimerais que tu|je voudrais que tu|je veux que tu|j'aimerais bien que tu|est ce que ce serait possible de|est-ce que ce serait possible de|est-ce que c'est possible de|est-ce qu'il serait possible de|est-ce qu'il est possible de|serait-il possible de|serait il possible de|est-il possible de|il serait possible de|ce serait possible de|c'est possible de|ça serait possible de|ce serait bien de|ce serait sympa de|ce serait cool de|ce serait génial de|il faudrait|il faut|faut|faudrait|pense à|pensez à|n'oublie pas de|n'oubliez pas de|essaie de|essaye de|essayez de|tâche de|va|vas y
serait-il possible d'|serait il possible d'|est-ce possible de|est-ce qu'il y a moyen de|il y a moyen de|y a moyen de|y'a moyen de|y aurait moyen de|il y aurait moyen de|y'aurait moyen de|aurais-tu la gentillesse de|auriez-vous la gentillesse de|auriez-vous l'amabilité de|aurais tu la gentillesse de|auriez vous la gentillesse de|auriez vous l'amabilité de|ayez la gentillesse de|aie la gentillesse de|veuillez|merci de|ça te dérange de|ça te dérangerait de|ça vous dérangerait de|je te prie de|je vous prie de|prière de|je te demande de|on devrait|on va|je vais|tu devrais
demande à radarr de|demande à sonarr de|demande à autoarr de|dis à radarr de|dis à sonarr de|dis à autoarr de|pour ce soir|pour les enfants|pour moi|pour plus tard|pour demain|pour ce week end|pour ce week-end|pour samedi
"""),
        *each(
            "aurais-tu|auriez-vous|aurais tu|auriez vous|ayez|aie|avez-vous|as-tu",
            "la gentillesse|l'amabilité|la bonté|l'obligeance|la possibilité|moyen",
            "de|d'",
            "_|me|m'|nous",
        ),
        *each(
            "serait-il|serait il|est-il|est-ce|ce serait|c'est|il serait|ça serait|est-ce que c'est|est-ce que ce serait|est-ce qu'il serait|est-ce qu'il est",
            "possible",
            "de|d'",
            "_|me|m'|nous",
        ),
        *each("merci|prière|essaie|n'oublie pas|n'oubliez pas|pense", "de|d'|à", "_|me|m'|nous"),
        *each(
            "est-ce que tu|est-ce que vous|est ce que tu|est ce que vous|tu|vous|peux-tu|peux tu|pourrais-tu|pourrais tu|pouvez-vous|pouvez vous|pourriez-vous|pourriez vous|veux-tu|veux tu|voudrais-tu|voulez-vous|est-ce qu'on|puis-je|est-ce que je|voudriez-vous|saurais-tu",
            "_|peux|pourrais|pouvez|pourriez|veux bien|voudrais bien|pourrait|peut|voulez bien|saurais",
            "_|me|nous|m'|s'il te plaît|s'il vous plaît|bien|aussi|peut être|juste|me le|avoir la gentillesse de|éventuellement|encore|stp|vite|nous aussi|m'aider à",
        ),
    ]
)
LISTS: Final = "bibliothèque|collection|médiathèque|liste|watchlist|file d'attente|file|liste d'envies|liste de souhaits|liste de téléchargement|liste de téléchargements|plex|radarr|sonarr|serveur|serveur plex|téléchargements|queue|liste de films|liste de séries|liste d'attente|vidéothèque|nas|liste à voir|liste des films|file de téléchargement|wishlist|liste des téléchargements|liste des demandes|demandes|catalogue|ma watchlist"
TO_LIBRARY: Final = each(
    "à|au|dans|sur|en|via|avec|aux|par", "_|la|le|ma|mon|notre|les|mes|nos|l'", LISTS
)
_DAYS: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
CLAUSES: Final = each(
    "_|et|tu peux|tu pourrais|peux-tu|pourrais-tu|vous pouvez|on peut|pouvez-vous|est-ce que tu peux|est-ce qu'on peut|on pourrait|pourriez-vous|peux tu|pourrais tu|et tu peux",
    "_|me|nous",
    "le|la|l'|les|ajoute-le|ajoute-la|télécharge-le|télécharge-la|ajoute-les|télécharge-les|trouve-le|trouve-la|récupère-le|récupère-la|ajoute le|ajoute la|télécharge le|télécharge la|mets-le|mets-la|demande-le|mets le|mets la|récupère le|télécharge-moi ça|ajoute-moi ça|télécharge ça|ajoute ça",
    "_|télécharger|ajouter|trouver|récupérer|avoir|mettre|prendre|demander|chercher|choper",
    "_|s'il te plaît|s'il vous plaît|stp|svp|sur plex|à la liste|sur la liste|dans la bibliothèque|dans plex|pour ce soir",
)
TAILS: Final = Phrases(
    [
        *lines("""
s'il te plaît|s'il vous plaît|s'il te plait|s'il vous plait|stp|svp|merci|merci beaucoup|merci bien|merci d'avance|merci à toi|je te prie|je vous prie|pour moi|pour nous|pour les enfants|pour mes enfants|pour ce soir|pour plus tard|pour demain|pour le week end|pour le week-end|pour ce week end|pour ce week-end|pour la soirée|pour la soirée film|pour demain soir
ce soir|aujourd'hui|ce week end|ce week-end|si possible|si c'est possible|si tu peux|si vous pouvez|quand tu peux|quand tu auras le temps|quand tu as le temps|dès que possible|le plus vite possible|tout de suite|maintenant|rapidement|vite|avec les enfants|en famille|avec ma femme|avec mon mari|avec des amis|avec mes amis|pour ma femme|pour mon mari
pour ma fille|pour mon fils|pour toute la famille|pour mamie|pour papi|pour maman|pour papa|aussi|également|d'accord|ok|plus tard|cette nuit|bientôt|en arrière plan|c'est possible|autoarr|à regarder|à voir|pour les vacances|pour le voyage|pour l'avion|pour le train|à nouveau|encore une fois|hein|ce serait bien|ce serait sympa|ce serait cool|ce serait super|ce serait génial
demain soir|demain|pour noël|à l'occasion|un de ces jours|si ça te dérange pas|si ça ne te dérange pas|si tu veux bien|avec les gosses|avec les petits|avec les copains|pour qu'on le regarde ce soir|pour le regarder ce soir|pour la regarder ce soir|quand tu pourras|si t'as le temps|si tu as le temps|s'il est disponible|s'il y est|dès qu'il sort|dès que c'est possible
"""),
        *each("pour|_|ce|avant", "_", _DAYS, "soir|après midi|matin|prochain"),
        *each("pour|avant|ce", _DAYS),
        *TO_LIBRARY,
        *CLAUSES,
    ]
)
_OBJ: Final = "_|moi|nous|me|à ma liste|à la liste|à la bibliothèque"
_STRONG: Final = Phrases(
    [
        *each(
            "ajoute|ajoutez|rajoute|rajoutez|télécharge|téléchargez|ajouter|télécharger|rajouter|demander|demande|demandez|ajoute-moi|ajoutez-moi|ajoute-nous|télécharge-moi|télécharge-nous|téléchargez-moi|téléchargez-nous|rajoute-moi|ajoutes|télécharges|dl|ajoutez-nous|me télécharger|m'ajouter|me rajouter|nous télécharger|nous ajouter|qu'on ajoute|qu'on télécharge|inclus|inclure|rajoutes|uploade",
            _OBJ,
            "_|aussi|également|encore|à plex|dans plex|sur plex|à radarr|à sonarr",
        ),
        *each(
            "je veux|je voudrais|j'aimerais|j'aimerais bien|je veux bien|on veut|on voudrait|on aimerait|nous voulons|nous voudrions|nous aimerions|j'ai envie de|on a envie de|nous avons envie de|je souhaite|je souhaiterais|nous souhaitons|nous souhaiterions|j'ai très envie de|ça me dirait de|ça nous dirait de|je vais|on va|j'ai hâte de|j'avais envie de|on aimerait bien|je voulais|on voulait|je rêve de|je compte|on compte|on a prévu de|j'ai prévu de|on pourrait|est-ce qu'on pourrait|est-ce qu'on peut|on peut|puis-je|est-ce que je peux|je peux|je pourrais|pourrait-on|pourrions-nous|peut-on",
            "_|bien|vraiment|ce soir|aussi|beaucoup|enfin|tellement",
            "regarder|voir|ajouter|télécharger|revoir|demander|mater|faire une demande pour|faire une demande de|me faire|découvrir|me regarder|regarder ce soir|voir ce soir|regarder enfin|visionner|lancer le téléchargement de",
        ),
        *each(
            "mes|les|mon|ma|nos|notre|_",
            "enfants|femme|mari|fille|fils|copine|copain|parents|mère|père|mamie|papi|maman|papa|famille|sœur|frère|gosses|petits|filles|garçons|invités|copains|amis|tout le monde|gamins|grand mère|petite|petit",
            "veut|veulent|aimerait|aimeraient|voudrait|voudraient|a envie de|ont envie de|voulait|réclame de|veut absolument|veulent absolument",
            "_|bien|aussi|tous",
            "voir|regarder|revoir|mater|découvrir",
        ),
        *lines("""
nouvelle demande|demande pour|une demande pour|nouvelle demande pour|fais une demande pour|faire une demande pour|crée une demande pour|lance le téléchargement de|lance un téléchargement de|démarre le téléchargement de|commence le téléchargement de|lancer le téléchargement de|je fais une demande pour|je voudrais faire une demande pour
commence à télécharger|surveille|suis la série|fais une demande de|lance le téléchargement du film|démarrer le téléchargement de|demande de film|demande de série|mets en téléchargement|mettre en téléchargement|mets à télécharger|envie de voir|envie de regarder|ce soir on regarde|ce soir je veux voir|ce soir on veut voir|ce soir on veut regarder|ce soir je veux regarder|ce soir j'aimerais voir|ce soir j'aimerais regarder
mets en file d'attente|mettre en file d'attente|fais une demande|programme le téléchargement de
"""),
    ]
)
_WEAK: Final = Phrases(
    [
        *each(
            "trouve|trouver|cherche|chercher|prends|prendre|récupère|récupérer|chope|choper|procure|procurer|commande|commander|va chercher|va me chercher|va nous chercher|donne|obtiens|obtenir|attrape|dégote|dégoter|déniche|dénicher|apporte|trouvez|cherchez|récupérez|prenez|commandez|procurez|rapporte|rapporter|sors|dégotte|chopper|procure-toi|aller chercher|charge|charger|essaie de trouver|recherche|rechercher",
            "_|moi|nous|me",
        ),
        *each(
            "trouve-moi|trouve-nous|cherche-moi|cherche-nous|prends-moi|récupère-moi|récupère-nous|chope-moi|chope-nous|procure-moi|procure-nous|donne-moi|donne-nous|mets-moi|mets-nous|trouvez-moi|trouvez-nous|cherchez-moi|dégote-moi|déniche-moi|apporte-moi|me trouver|nous trouver|me chercher|nous chercher|me récupérer|me procurer|me choper|nous choper|me dégoter|nous récupérer|nous procurer|m'avoir|nous avoir|me mettre|nous mettre|me dénicher|récupérez-moi|procurez-moi|procurez-nous|prends-nous|rapporte-moi|commande-moi|sors-moi|me prendre|me commander|me ramener|ramène-moi",
        ),
        *each(
            "je veux|je voudrais|j'aimerais|j'aimerais bien|je veux bien|on veut|on voudrait|on aimerait|nous voulons|nous voudrions|nous aimerions|je souhaite|je souhaiterais|il me faut|il me faudrait|il nous faut|il nous faudrait|j'ai besoin de|j'ai besoin du|on a besoin de|j'ai envie de|on a envie de|je cherche|on cherche|je prendrais|je prends|me faut|nous faut|faut|je vais prendre|je recherche|j'aurais voulu|je voulais|on voulait|j'ai besoin d'|nous souhaiterions|il manque|il nous manque|il me manque|ça me dit",
            "_|avoir|bien|bien avoir|aussi|ce soir|que tu ajoutes|que tu télécharges|que tu me trouves|que vous ajoutiez|que vous téléchargiez|absolument|vraiment|pouvoir regarder|pouvoir voir|obtenir",
        ),
        *each(
            "on peut|on pourrait|est-ce qu'on peut|est-ce qu'on pourrait|est-ce que je peux|est-ce que je pourrais|je peux|je pourrais|puis-je|pourrait-on|pourrions-nous|peut-on|pouvons-nous|pourrais-je|est-ce que nous pouvons|est-ce que nous pourrions|serait-il possible d'|est-ce possible d'|y a moyen d'|possible d'|est-ce que ce serait possible d'",
            "avoir|s'il te plaît avoir|aussi avoir|m'avoir|obtenir|récupérer",
        ),
    ]
)
_PUT: Final = Phrases(
    lines(
        "mets|mettez|mettre|place|placer|colle|coller|fous|balance|balancer|note|noter|inscris|inscrire|mets-moi|mettez-moi|mets-nous|me mettre|nous mettre|garde|garder|ajoute|rajoute|envoie|pose|glisse|fourre|range|enregistre|intègre|intégrer|ajouter|mets aussi|mets donc|mettez donc|mettez-nous|jette"
    )
)
_PUT_ENDS: Final = Phrases(
    [
        *TO_LIBRARY,
        *lines(
            "de côté|en téléchargement|à télécharger|en file d'attente|dans ma liste de films à voir|en attente|pour ce soir sur plex|à disposition"
        ),
    ]
)
_HEARD: Final = Phrases(
    lines(
        "tout le monde parle de|tout le monde parle du|on m'a parlé de|on m'a conseillé|on m'a recommandé|j'ai entendu parler de|j'ai entendu parler du|il y a une série qui s'appelle|il y a un film qui s'appelle|un ami m'a conseillé|une amie m'a conseillé|un collègue m'a parlé de|tu connais|il paraît que|mes amis parlent de|ma sœur m'a conseillé|mon frère m'a conseillé|tout le monde me parle de|j'ai lu un article sur"
    )
)

ADD_FRAMES: Final = (
    Frame(intent=Intent.ADD, starts=_HEARD, ends=Phrases(CLAUSES), must_end=True),
    Frame(intent=Intent.ADD, starts=_PUT, ends=_PUT_ENDS, must_end=True),
    Frame(intent=Intent.ADD, starts=_STRONG, ends=Phrases()),
    Frame(
        intent=Intent.ADD,
        starts=_WEAK,
        ends=Phrases(
            lines("ajouté|ajoutée|téléchargé|téléchargée|à disposition|disponible sur plex")
        ),
        weak=True,
    ),
)
