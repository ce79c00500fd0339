"""French: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .french_add import LISTS
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "_|ma|la|le|mon|une|l'|cette|mes|les|notre",
            "demande|demandes|téléchargement|téléchargements|recherche|requête|commande|ajout|import|importation|récupération",
            "_|en cours",
            "de|du|d'|pour|des|concernant|sur|pour le film|pour la série",
        ),
        *lines("mon|ma|notre"),
    ]
)
FILLERS: Final = Phrases(
    lines("""
déjà|encore|maintenant|enfin|toujours|toujours pas|pas encore|pas|plus|s'il te plaît|depuis hier|depuis ce matin|depuis des jours|depuis deux jours|depuis trois jours|depuis une semaine|depuis des heures|depuis longtemps|pourquoi|qu'est-ce qui se passe|que se passe-t-il|c'est quoi le problème|tu sais pourquoi|tu peux regarder|tu peux vérifier
aujourd'hui|ce soir|actuellement|en ce moment|du coup|alors|finalement|ou pas|ou non|au fait|bientôt|tout à fait|hein|qu'est-ce qu'il se passe|qu'est-ce qui cloche|d'où ça vient|depuis lundi|depuis dimanche|depuis samedi|depuis vendredi|depuis un moment|depuis des semaines|stp|svp|pour l'instant|exactement|tu peux voir pourquoi|comment ça se fait|que se passe t il|c'est normal|quel est le problème|depuis hier soir|depuis avant hier|quoi|donc|tu peux vérifier pourquoi
""")
)
_PLACES: Final = each("sur|dans|à|de|en|via|au|du", "_|la|le|ma|mon|notre|l'", LISTS)
_DONE: Final = "prêt|prête|disponible|là|arrivé|arrivée|téléchargé|téléchargée|fini|finie|terminé|terminée|ajouté|ajoutée|importé|importée|trouvé|trouvée|sorti|sortie|en ligne|en cours|en route|en téléchargement|demandé|demandée|approuvé|approuvée|dispo|complet|complète|là haut|visible|regardable|prêts|prêtes|disponibles|arrivés|arrivées|téléchargés|téléchargées|bien arrivé|bien arrivée|récupéré|récupérée|en cours de téléchargement|commandé|commandée|validé|validée|bon"
_BAD: Final = "bloqué|bloquée|en échec|coincé|coincée|planté|plantée|échoué|échouée|en attente|en pause|introuvable|manquant|manquante|absent|absente|si long|si longue|si lent|si lente|aussi long|aussi lent|aussi longue|aussi lente|interrompu|interrompue|incomplet|incomplète|refusé|refusée|rejeté|rejetée|figé|figée|stoppé|arrêté|arrêtée|annulé|annulée|toujours en attente|indisponible|bloqués|lent|lente|figée|perdu|perdue|cassé|en erreur|suspendu|supprimé|disparu|disparue|en retard|en panne|à l'arrêt"
_WHY: Final = "pourquoi|comment ça se fait que|comment se fait-il que|comment se fait il que|pour quelle raison|pourquoi diable|comment ça se fait qu'|comment se fait-il qu'|d'où vient que|pourquoi donc"
_EXPLAIN: Final = "_|trouve|découvre|explique-moi|explique|dis-moi|dis moi|tu sais|tu peux regarder|tu peux me dire|tu peux vérifier|tu peux voir|peux-tu me dire|peux-tu vérifier|peux-tu regarder|regarde|vérifie|cherche|essaie de comprendre|pourrais-tu me dire|pourriez-vous me dire|pouvez-vous me dire|pouvez-vous vérifier|sais-tu|savez-vous|je me demande|je ne comprends pas|j'aimerais savoir|je voudrais savoir|peux-tu voir|tu peux m'expliquer|tu pourrais regarder|tu pourrais vérifier|pourrais-tu vérifier|pourriez-vous vérifier|tu peux chercher|peux-tu m'expliquer|pouvez-vous m'expliquer|pouvez-vous regarder|pourriez-vous regarder|regarde un peu|va voir|tu peux trouver|trouve-moi|comprends pas|est-ce que tu sais|est-ce que tu peux me dire|est-ce que tu peux regarder|est-ce que tu peux vérifier|pourrais-tu regarder|peux tu me dire|peux tu vérifier"
_NOT_VERB: Final = [
    *each(
        "ne|n'|ne se|ne s'|n'est|n'a|n'est pas|s'est|ne veut",
        "_|est|a|sont|se|s'est|peut|veut|arrive|télécharge|est-il|est-elle|a-t-il|a-t-elle|a été|apparaît|fonctionne|marche|figure|démarre|avance|bouge|finit|télécharge-t-il|télécharge-t-elle|va|sera|se trouve|charge|passe|commence|termine|s'affiche|affiche|progresse",
        "pas|toujours pas|pas encore|plus|jamais|même pas|pas du tout",
        f"_|{_DONE}|télécharger|été téléchargé|été téléchargée|été ajouté|été ajoutée|été importé|été importée|se télécharger|sur plex|dans plex|à télécharger|encore là|encore disponible|dans la bibliothèque|s'importer|encore arrivé|encore arrivée|encore téléchargé|encore téléchargée|encore prêt|encore sur plex|être téléchargé|trouver|apparaître|sur le serveur|été trouvé|été trouvée|disponible sur plex|importer|encore prête|visible sur plex|visible dans plex|encore été téléchargé|encore été téléchargée|encore dans la bibliothèque|dans ma bibliothèque|encore été ajouté",
    ),
    *each(
        "est|reste|a été|semble|est resté|est restée|est toujours|est encore|reste toujours|sont|s'est|est-il|est-elle|est elle|est il|a-t-il|a-t-elle|a|ont|a-t-il été|a-t-elle été",
        "_|encore|toujours|été|si|tellement|resté|restée",
        _BAD,
    ),
    *each(
        "prend|met|mets|dure|prend-il|prend-elle|met-il|met-elle|prend il|met il|prend elle|met elle",
        "autant de temps|tant de temps|si longtemps|autant|aussi longtemps|un temps fou|des heures|une éternité|trop de temps|trop longtemps|du temps|beaucoup de temps",
        "_|à télécharger|à se télécharger|à arriver|pour télécharger|pour arriver",
    ),
    *each(
        "bloque|échoue|plante|coince|rame|traîne|manque|a échoué|a planté|a disparu|s'est arrêté|s'est arrêtée|s'est bloqué|s'est bloquée|est en échec|est introuvable|a-t-il échoué|a-t-elle échoué|échoue-t-il|bloque-t-il|manque-t-il|manque-t-elle|a été refusé|a été refusée|télécharge si lentement|se télécharge si lentement|n'avance pas|n'avance plus|ne bouge plus|ne bouge pas|ne marche pas|ne fonctionne pas|est à zéro|a foiré|foire|merde|ne vient pas|stagne|patine|bugue|bug|s'arrête|disparaît|a disparu de plex|est bloqué à 99 pour cent|est bloquée à 99 pour cent|n'arrive pas|n'arrive toujours pas|tarde|tarde autant|tarde tant"
    ),
]
_WRONG: Final = Phrases(
    [
        *each(
            _EXPLAIN,
            "qu'est-ce qui|qu'est ce qui|ce qui|qu'est-ce qu'il|ce qu'il|qui|qu'est ce qu'il|que",
            "ne va pas avec|est arrivé à|est arrivé au|est arrivé avec|cloche avec|se passe avec|bloque|s'est passé avec|s'est passé pour|a mal tourné avec|coince avec|arrive à|arrive au|y a avec|y a comme problème avec|retarde|ralentit|empêche|a foiré avec|a planté avec|pose problème avec|se passe pour|cloche pour|n'a pas marché avec|a bloqué|bloque avec|s'est passé avec le téléchargement de|ne marche pas avec|est arrivé a|va pas avec|a pu arriver à|se passe-t-il avec|s'est-il passé avec|lui arrive à|se passe t il avec|s'est il passé avec|y a t il comme problème avec",
        ),
        *each(
            _EXPLAIN,
            "c'est quoi|quel est|quelle est",
            "le problème avec|le problème de|le souci avec|le problème du|le problème pour|la raison du retard de|le blocage de|le souci de|le problème d'|ce problème avec",
        ),
        *each(
            "il y a|y a|y a-t-il|j'ai|on a|il y aurait|est-ce qu'il y a|nous avons|y'a|y a t il|tu as",
            "un|_|eu un",
            "problème|souci|bug|problèmes|blocage",
            "avec|pour|sur|de téléchargement avec",
        ),
        *each(
            "diagnostique|diagnostic de|diagnostic pour|analyse|diagnostiquez|fais un diagnostic de|examine|enquête sur|lance un diagnostic de|lance un diagnostic sur|fais un diagnostic pour|fais un diagnostic sur|analyse le problème avec|diagnostiquer|diagnostic du|inspecte|analyser|fais le diagnostic de|étudie le problème de"
        ),
        *each(
            "quelque chose",
            "ne va pas avec|cloche avec|s'est mal passé avec|a mal tourné avec|bloque avec|va pas avec",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "est-ce que je ne trouve pas|je ne trouve pas|on n'a pas|on n'a toujours pas|n'a-t-on pas|je ne vois pas|est-ce que je ne vois pas|est-ce qu'on n'a pas|est-ce qu'on n'a toujours pas|il n'y a pas|il manque|il n'y a toujours pas|est-ce qu'il n'y a pas|je n'arrive pas à voir|je n'arrive pas à regarder|je ne peux pas regarder|je ne peux pas voir|est-ce que je ne peux pas regarder|est-ce que je ne peux pas voir|on ne peut pas regarder|on ne peut pas voir|sonarr ne trouve pas|radarr ne trouve pas|plex ne trouve pas|plex n'affiche pas|sonarr ne télécharge pas|radarr ne télécharge pas|tu n'as pas téléchargé|tu n'as pas ajouté|tu ne télécharges pas|j'ai pas|on a pas|est-ce qu'on a pas|j'ai toujours pas|on a toujours pas|ne puis-je pas trouver|ne puis-je pas voir|ne puis-je pas regarder|est-ce que sonarr ne trouve pas|est-ce que radarr ne trouve pas|est-ce que plex ne montre pas|je trouve pas|je vois pas|manque|il nous manque|il me manque|n'as-tu pas téléchargé|n'as-tu pas ajouté|nous n'avons pas|n'avons-nous pas|est-ce qu'il manque|je n'ai pas|je n'ai toujours pas|est-ce que je n'ai pas",
        ),
    ]
)
_NEWS: Final = Phrases(
    [
        *each(
            "où|ou",
            "en est|en sont|est|sont|se trouve|en est le téléchargement de|en est la demande de|en est ma demande pour|en est ma demande de|reste|en est-on avec|on en est avec|on en est pour|en sommes-nous avec|es-tu avec|est passé|est passée|en est le téléchargement du",
        ),
        *each(
            "_|quel est|donne-moi|donne moi|dis-moi|montre-moi|montre moi|montre|c'est quoi|vérifie|quelle est|donne|tu peux me donner|affiche|quels sont|peux-tu me donner|je veux",
            "_|le|l'|la",
            "statut|état|avancement|progression|progrès|état d'avancement|avancée",
            "de|du|d'|de la demande de|de la demande pour|de ma demande pour|de ma demande de|pour|du téléchargement de|du téléchargement d'|du téléchargement du|sur",
        ),
        *each(
            "est-ce que|est-ce qu'|est ce que|est ce qu'",
            "tu as|on a|nous avons|vous avez|j'ai|t'as|on aurait|radarr a|sonarr a",
            "_|déjà|bien|encore|toujours|eu",
            "_|téléchargé|ajouté|trouvé|récupéré|reçu|demandé",
        ),
        *each(
            "on a|nous avons|avons-nous|as-tu|avez-vous|tu as|vous avez|a-t-on|t'as|ai-je|avons nous|as tu|avez vous|sonarr a|radarr a|sonarr a-t-il|radarr a-t-il|a t on|as-tu déjà|avez-vous déjà",
            "_|déjà|bien|encore|eu|réussi à",
            "_|téléchargé|ajouté|trouvé|récupéré|reçu|demandé|télécharger|trouver|vu arriver",
        ),
        *each(
            "quand|à quelle heure|quel jour|pour quand|dans combien de temps|d'ici combien de temps",
            "est-ce que|est-ce qu'|_|est ce que",
            "_",
            "arrive|sort|sera|seront|aura-t-on|est-ce qu'on aura|est-ce qu'on pourra voir|pourra-t-on voir|pourra-t-on regarder|on pourra voir|on pourra regarder|je pourrai voir|je pourrai regarder|pourrai-je voir|pourrai-je regarder|on aura|va sortir|sortira|arrivera|peut-on voir|on peut voir|on peut regarder|est-ce qu'on peut regarder|puis-je voir|puis-je regarder|est|va arriver|sortent|arrivent|on reçoit|tombe|débarque|vient|je peux voir|je peux regarder|nous pourrons regarder|nous pourrons voir",
        ),
        *each(
            "tu sais|sais-tu|savez-vous|dis-moi|est-ce que tu sais|tu peux me dire|vous savez|on sait|une idée de",
            "quand",
            "sort|sortira|sera|arrive|arrivera|est-ce que|est-ce qu'|on aura|on pourra voir|on pourra regarder|va sortir|va arriver|tombe",
        ),
        *each(
            "combien de temps|dans combien de temps|il reste combien de temps|encore combien de temps|combien de temps il reste|combien de temps reste-t-il",
            "_|encore|reste-t-il",
            "avant|avant que|pour|jusqu'à|pour que|avant d'avoir|avant de voir|avant de pouvoir regarder",
        ),
        *each(
            "_|as-tu|avez-vous|tu as|il y a|y a-t-il|des|est-ce qu'il y a|est-ce que tu as|vous avez|t'as|y a|on a|donne-moi|est-ce qu'on a|y a t il",
            "_|des|du|une|de",
            "nouvelles|nouveau|news|mise à jour|infos|info|informations",
            "de|du|d'|sur|pour|concernant|à propos de|au sujet de",
        ),
        *each(
            "dis-moi|vérifie|regarde|tu sais|tu peux vérifier|tu peux regarder|tu peux me dire|peux-tu vérifier|peux-tu me dire|peux-tu regarder|pouvez-vous vérifier|pouvez-vous me dire|pourriez-vous vérifier|sais-tu|savez-vous|pourrais-tu vérifier|pourrais-tu me dire|pourriez-vous me dire|tu pourrais vérifier|tu pourrais me dire|dis moi|est-ce que tu peux vérifier|est-ce que tu sais|tu peux voir|peux-tu voir|va voir",
            "si|quand|où en est|où|s'",
            "_|on a|tu as|nous avons|on a déjà|tu as déjà|j'ai|j'ai déjà",
        ),
        *each(
            "est-ce que je peux|est-ce qu'on peut|on peut|je peux|peut-on|puis-je|les enfants peuvent|pouvons-nous|est-ce que les enfants peuvent",
            "_",
            "déjà|maintenant|enfin",
            "regarder|voir|mater",
        ),
        *lines(
            "comment avance|comment avance le téléchargement de|comment avance le téléchargement d'|comment se passe le téléchargement de|ça avance pour|ça avance avec|ça donne quoi|ça donne quoi pour|qu'en est-il de|qu'en est-il du|qu'en est il de|quoi de neuf pour|quoi de neuf sur|qu'est-ce que ça donne pour|à combien en est|à combien est|est-ce que le téléchargement de|est-ce que ma demande pour|le téléchargement de|est-ce que le téléchargement d'|comment se porte|où on en est avec|où on en est de|à quel point en est|combien de temps pour|on en est où avec|on en est où pour|on en est où du|t'en es où avec|tu en es où avec|tu en es où de|comment va le téléchargement de"
        ),
    ]
)
_NEWS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(
            "_|est|sera|soit|a été|sont|est-il|est-elle|est il|est elle|sont-ils|sera-t-il|sera-t-elle|sont-elles|est bien|est déjà|a déjà été|ait été|était|sera disponible|va être|sera bientôt",
            f"{_DONE}",
            "_|sur plex|dans plex|à regarder|à voir|au téléchargement",
        ),
        *each(
            "est|sont|se trouve|arrive|sort|arrive-t-il|sort-il|sort-elle|arrive-t-elle|avance|sortira|arrivera|sera|en est-il|en est-elle|a fini de se télécharger|a fini de télécharger|se télécharge|télécharge|finit|termine|en est|a été|va sortir|va arriver|passe|a fini|est fini de télécharger"
        ),
        *lines(
            "dans la liste|en cours|dans la file|en ce moment|au complet|en stock|à la maison|quelque part|en attente|sur le disque|au catalogue|en file d'attente|dans la file d'attente|a-t-il été téléchargé|a-t-elle été téléchargée|s'est téléchargé|s'est bien téléchargé"
        ),
    ]
)
_STATUS_STATED: Final = [
    *each(
        "est-il|est-elle|est il|est elle|sont-ils|sont-elles|a-t-il été|a-t-elle été|sera-t-il|sera-t-elle|est-ce qu'il est|a-t-il|a-t-elle|est-elle bien|est-il bien|sont ils|sont elles",
        "_|déjà|enfin|bien|bientôt|toujours",
        _DONE,
        "_|sur plex|dans plex",
    ),
    *each(
        "est-il|est-elle|est il|est elle|sont-ils|sont-elles|arrive-t-il|arrive-t-elle|sort-il|sort-elle",
        "_|déjà|bien|bientôt",
        "_|sur|dans",
        "plex|la bibliothèque|le serveur|bientôt|notre bibliothèque|ma bibliothèque",
    ),
    *each("c'est", "prêt|bon|arrivé|téléchargé|dispo|disponible", "_|ou pas"),
]
_ISQUE_ENDS: Final = [
    *each(
        "est|a été|sera|sont|ont été|est bien|a bien été|a fini de|est déjà|a déjà été|est enfin|va bientôt être|est bientôt|est toujours",
        "_|déjà|enfin|bien|encore|bientôt",
        f"{_DONE}|se télécharger|télécharger",
        "_|sur plex|dans plex",
    ),
    *each(
        "est|sont|est bien|est déjà|est toujours",
        "_|déjà",
        "sur|dans|en",
        "_|la|le|ma|notre|l'",
        LISTS,
    ),
    *each(
        "arrive|sort|avance|se télécharge|télécharge|s'est téléchargé|s'est bien téléchargé|est arrivé|va arriver|s'est téléchargée|télécharge bien|se télécharge bien",
        "_|bientôt|bien|déjà",
    ),
]
_CANCEL: Final = Phrases(
    [
        *each(
            "annule|annulez|annuler|supprime|supprimez|supprimer|enlève|enlevez|enlever|retire|retirez|retirer|efface|effacez|effacer|oublie|oubliez|oublier|laisse tomber|laissez tomber|abandonne|abandonner|vire|virer|stoppe|stoppez|interromps|révoque|dégage|arrête|arrêtez|arrêter|laisse|annule-moi|enlève-moi|abandonnez|jette|zappe",
            "_|donc|finalement",
        ),
        *each(
            "arrête|arrêtez|arrêter|stoppe|cesse|cessez|arrête donc|arrête-moi|inutile|pas besoin|plus besoin|ce n'est plus la peine|c'est plus la peine|pas la peine|ce n'est pas la peine|tu peux arrêter|vous pouvez arrêter",
            "de|d'",
            "télécharger|chercher|rechercher|le téléchargement de|la recherche de|surveiller|me télécharger|nous télécharger|récupérer|ajouter",
        ),
        *each(
            "arrête|arrêtez|stoppe|annule|interromps|stoppez|annulez",
            "le téléchargement|la recherche|la demande",
            "de|du|d'",
        ),
        *each(
            "je ne|on ne|nous ne|je n'|on n'|je|on|finalement je ne|en fait je ne|nous n'",
            "veux|veut|voulons|ai|a|avons|voulais",
            "plus|pas|finalement plus|finalement pas|plus besoin|plus envie|pas besoin|en fait plus|plus du tout|plus vraiment|plus trop",
            "_|de|du|d'|voir|regarder|télécharger|de voir|de regarder|que tu télécharges|que tu ajoutes|avoir|que tu cherches",
        ),
        *each(
            "ne",
            "télécharge|téléchargez|cherche|ajoute|prends|demande|récupère|cherchez|ajoutez|téléchargez",
            "pas|plus|surtout pas",
        ),
        *each("n'", "ajoute|ajoutez", "pas|plus|surtout pas"),
        *lines(
            "on a déjà vu|j'ai déjà vu|nous avons déjà vu|on n'a plus envie de voir|je ne veux plus voir|plus besoin de|plus besoin du|finalement pas|je change d'avis pour|j'ai changé d'avis pour|oublie ma demande pour|oublie ma demande de|oublie la demande de|télécharge pas|ajoute pas|laisse tomber pour|laisse tomber ma demande de|laisse tomber ma demande pour|mets fin au téléchargement de|ça ne m'intéresse plus|je renonce à|c'est bon pour|tant pis pour|je veux plus|on veut plus|je veux plus de|on veut plus de|je veux plus voir|pas besoin de"
        ),
    ]
)
_CANCEL_ENDS: Final = Phrases(
    [
        *each("de|dans|sur|des|du", "_|la|le|ma|mon|notre|l'|mes", LISTS),
        *lines(
            "finalement|en fait|demande|téléchargement|en cours|tout compte fait|après tout|plus la peine|je n'en veux plus|j'ai changé d'avis|on l'a déjà vu|je l'ai déjà vu|c'est plus la peine|finalement non|pas la peine|on n'en veut plus|en définitive"
        ),
    ]
)

ASK_FRAMES: Final = (
    Frame(
        intent=Intent.DIAGNOSE,
        starts=_WRONG,
        ends=Phrases(
            [
                *_PLACES,
                *lines(
                    "de se télécharger|de télécharger|d'arriver|au juste|comme problème|à se télécharger|à télécharger"
                ),
            ]
        ),
    ),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            each(
                _EXPLAIN,
                _WHY,
                "_|est-ce que|est-ce qu'|est ce que|le téléchargement de|le téléchargement d'|le téléchargement du|ma demande pour|ma demande de|la demande de|la demande pour",
            )
        ),
        ends=Phrases(_NOT_VERB),
        must_end=True,
    ),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_NEWS_ENDS),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(
            each(
                "_|tu sais|sais-tu|savez-vous|dis-moi|est-ce que tu sais|tu peux me dire",
                "quand|à partir de quand",
                "_|est-ce que|est-ce qu'|est ce que",
            )
        ),
        ends=_NEWS_ENDS,
        must_end=True,
    ),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(
            lines(
                "est-ce que|est-ce qu'|est ce que|est ce qu'|est-ce que le film|est-ce que la série"
            )
        ),
        ends=Phrases(_ISQUE_ENDS),
        must_end=True,
    ),
    Frame(intent=Intent.STATUS, starts=Phrases(), ends=Phrases(_STATUS_STATED), must_end=True),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            lines(
                "le téléchargement de|le téléchargement d'|le téléchargement du|ma demande pour|ma demande de"
            )
        ),
        ends=Phrases(_NOT_VERB),
        must_end=True,
    ),
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(), ends=Phrases(_NOT_VERB), must_end=True),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(),
        ends=Phrases(
            [
                *_ISQUE_ENDS,
                *lines(
                    "statut|ça en est où|on en est où|on l'a|on l'a déjà|c'est prêt|on les a|tu l'as|il est là|c'est pour quand|ça arrive quand|ça sort quand|il sort quand|elle sort quand|on l'a déjà ou pas|il arrive quand|elle arrive quand"
                ),
            ]
        ),
        must_end=True,
    ),
)
_MINE: Final = "_|mes|ma|les|la|le|mon|toutes mes|tous mes|nos|l'|des|toutes les|tous les|de mes|de ma|de la|du|avec mes|pour mes"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "qu'est-ce qui|qu'est-ce qu'on|qu'est-ce que tu|que|qu'est ce qui|quels films|quelles séries|y a-t-il quelque chose|est-ce qu'il y a quelque chose|il y a quelque chose|est-ce que quelque chose|quoi|on|tu|quels sont les films|y a quoi|il y a quoi",
                "_|se|est|es-tu en train de|est en train de|sont|télécharges-tu|es en train de|il y a|en|qui|se télécharge-t-il",
                "_|télécharge|télécharges|se télécharger|télécharger|en téléchargement|en cours|en cours de téléchargement|dans la file|dans la file d'attente|en train de se télécharger|en train de télécharger|téléchargement|qui se télécharge|en train d'être téléchargé",
                "_|maintenant|en ce moment|actuellement|là",
            ),
            *each(
                "montre|montre-moi|montre moi|affiche|liste|où en sont|où en est|quel est l'état de|quel est le statut de|quel est l'état|quel est le statut|donne-moi|donne-moi l'état|quelles sont|quels sont|comment avancent|comment avance|statut|état|dis-moi où en sont|lis-moi|lis|voir|je veux voir|montrez-moi|vérifie|donne-moi l'état de|où sont|où est|des nouvelles|des nouvelles de|quelles nouvelles|du nouveau pour|du nouveau|énumère|résume|donne-moi le statut|donne-moi la liste|affiche-moi|peux-tu me montrer|tu peux me montrer|quoi de neuf pour",
                _MINE,
                "demandes|téléchargements|demande|téléchargement|file d'attente|file|queue|requêtes|liste de téléchargement|téléchargements en cours|demandes en cours|demandes en attente|file de téléchargement|statut|commandes|liste des demandes|liste des téléchargements",
                "_|en cours|en attente",
            ),
            *each(
                "qu'est-ce que|qu'ai-je|qu'avons-nous|qu'est-ce qu'on|qu'est ce que",
                "_|j'ai|on a|a|nous avons|a été",
                "demandé|commandé|ajouté|téléchargé",
            ),
            *lines(
                "statut|état des téléchargements|statut des téléchargements|statut des demandes|c'est prêt|c'est bon|c'est téléchargé|ça en est où|on en est où|tu en es où|où en es-tu|quand est-ce que ce sera prêt|combien de temps encore|c'est pour quand|ça avance|ça avance comment|est-ce que c'est prêt|est-ce que ma demande est prête|est-ce que mon film est prêt|est-ce que c'est arrivé|est-ce que c'est téléchargé|des nouvelles|quoi de neuf sur plex|quoi de nouveau sur plex|qu'est-ce qui est arrivé aujourd'hui|ma demande a-t-elle été approuvée|est-ce que ma demande a été approuvée|est-ce que mes téléchargements sont finis|mes téléchargements sont finis|il reste combien de temps"
            ),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "annule|supprime|enlève|retire|efface|oublie|arrête|stoppe|abandonne|annulez|laisse tomber|interromps|supprimez|annuler|vide",
                "_",
                "ça|tout|ma demande|la demande|ma dernière demande|la dernière demande|le téléchargement|les téléchargements|tous les téléchargements|toutes les demandes|mes demandes|toutes mes demandes|mon téléchargement|mes téléchargements|tous mes téléchargements|la dernière|le dernier|cette demande|ce téléchargement|la file d'attente|toute la file|la file|ce que j'ai demandé|ma commande|le dernier téléchargement|de télécharger|de chercher|la recherche|toute la file d'attente|mon dernier téléchargement",
                "_|s'il te plaît|en cours",
            ),
            *lines(
                "annule|annule-le|annule-la|annule-les|laisse tomber|laissez tomber|oublie|oublie ça|tant pis|c'est bon laisse|non finalement|finalement non|finalement pas|pas la peine|ce n'est pas la peine|ce n'est plus la peine|plus besoin|j'ai changé d'avis|supprime-le|supprime-la|arrête le téléchargement|arrête les téléchargements|arrête de télécharger|ne le télécharge pas|ne la télécharge pas|ne télécharge pas ça|enlève-le|enlève-la|je n'en veux plus|on n'en veut plus|c'est plus la peine|je n'en ai plus besoin|laisse|oublie ma demande"
            ),
        ]
    ),
    Intent.DIAGNOSE: Phrases(
        [
            *each(
                "pourquoi|comment ça se fait que",
                "_|est-ce que|est-ce qu'",
                "ça|rien ne|c'est|le téléchargement|mon téléchargement|ma demande|tout|mes téléchargements|les téléchargements|la file d'attente|la file|il|elle|ce n'est|ça ne|rien n'|mes demandes|il n'|il ne",
                "_|est|se|sont|prend|n'est|ne|bloque|s'est|a|met|n'avance|est-ce que|arrive|reste|restent",
                "_|télécharge|bloqué|bloquée|bloqués|pas|pas là|si long|aussi long|si lent|si lents|autant de temps|pas encore là|pas prêt|échoué|en échec|pas téléchargé|se télécharge|arrive pas|pas encore prêt|en panne|télécharge pas|si longtemps|toujours pas là|en attente|aussi lent|téléchargé|lent|lents|avance pas|bouge pas|plus|encore|marche pas",
            ),
            *lines(
                "qu'est-ce qui ne va pas|qu'est-ce qui s'est passé|qu'est-ce qui a échoué|c'est quoi le problème|quel est le problème|diagnostic|diagnostique|qu'est-ce qui bloque|rien ne se télécharge|plus rien ne se télécharge|qu'est-ce qui ne va pas avec mes téléchargements|qu'est-ce qui ne va pas avec ma demande|qu'est-ce qui se passe avec mes téléchargements|qu'est-ce qui se passe avec ma demande|le téléchargement est bloqué|mon téléchargement est bloqué|mes téléchargements sont bloqués|les téléchargements sont bloqués|la file est bloquée|la file d'attente est bloquée|le téléchargement a échoué|qu'est-ce qui bloque les téléchargements|qu'est-ce qui bloque la file|qu'est-ce qui est arrivé à ma demande|qu'est-il arrivé à ma demande"
            ),
        ]
    ),
}
