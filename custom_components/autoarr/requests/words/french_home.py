"""French sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.phrases import Phrases
from .tables import each, lines, words

HOUSEHOLD_STARTS: Final = Phrases(
    lines("""
allume|allumez|éteins|éteignez|mets du|mets de la|mets un|mets une alarme|mets une minuterie|mets la radio|mets la télé|mets la lumière|mets le chauffage|mets le volume|mets le réveil|mets le minuteur|mets la musique|mets le thermostat|mets les lumières|mets en pause|mets pause|mets des|mets le café|mets le son|mets la table|mets le four|mets de l'
baisse|baissez|monte|montez|augmente|diminue|tamise|ouvre|ouvrez|ferme|fermez|verrouille|déverrouille|lance l'épisode|lance le film|lance la série|lance netflix|lance plex|lance la musique|lance l'aspirateur|lance le robot|lance la machine|lance un minuteur|lance une minuterie|lance le lave|lance l'épisode suivant|lance la playlist|démarre l'aspirateur|démarre la machine|démarre le lave|joue|jouez|jouer|passe à|passe l'épisode|passe la chanson|passe-moi|pause|reprends|reprendre
suivant|précédent|saute|plus fort|moins fort|coupe le son|coupe la|coupe le|rappelle-moi|rappelle moi|réveille-moi|réveille moi|appelle|envoie un|envoie une|texte|bonjour|bonne nuit|bonsoir|quelle heure|quel temps|il fait quel temps|quelle est la météo|quelle est la température|quelle température|combien font|combien fait|combien coûte|combien de saisons|combien d'épisodes|combien de temps dure|combien de temps pour aller|combien de personnes|combien y a
comment vas|comment ça va|comment va|comment fait-on|comment faire|comment on|comment s'appelle l'acteur|comment s'appelle|comment dit|quel âge|quel est l'âge|quelle est la capitale|quelle est la date|quel jour|quel acteur|quelle actrice|quels films passent|quels films sont|quels films sortent|quel film|quelle série|quelle chanson|quelle musique|quel est le meilleur|quel est le sens|qu'est-ce qu'il y a à la télé|qu'est-ce qu'il y a au cinéma|qu'est-ce qu'on mange|qu'est-ce qu'il y a dans le frigo
qu'est-ce que je devrais|qu'est-ce qu'on devrait|qu'est-ce que tu me conseilles|qu'est-ce que tu fais|qu'est-ce que ça veut dire|qu'est-ce que c'est|qu'est-ce qui passe|qu'est-ce qui passe à la télé|qu'est-ce qu'il y a sur|qu'est-ce que tu peux faire|qu'y a-t-il à la télé|qu'y a-t-il au cinéma|que veut dire|que signifie|que peux-tu faire|que fais-tu|que regarder|qui est|qui était|qui a|qui joue|qui chante|qui sont|qui réalise|qui a réalisé|qui a écrit|qui a gagné|où est mon|où est ma|où sont mes
où est le chat|où est le chien|où est la télécommande|où sont les clés|où sont les enfants|où se trouve la|où habite|où puis-je|où est-ce que je peux|quand est-ce que le bus|quand passe|quand est noël|quand est mon|quand est ma|quand se couche|quand part|quand est-ce que je|quand commence|quand ouvre|quand ferme|quand est-ce que maman|pourquoi fait-il|pourquoi il fait|pourquoi est-ce qu'il fait|pourquoi le ciel|pourquoi la lumière|pourquoi le wifi|pourquoi l'internet|pourquoi internet|pourquoi le chauffage
pourquoi la porte|pourquoi tu|pourquoi es-tu|pourquoi la télé|pourquoi le routeur|pourquoi l'imprimante|est-ce que la porte|est-ce que le portail|est-ce que la lumière|est-ce que le four|est-ce que la machine|est-ce que le lave|est-ce que le garage|est-ce que le chauffage|est-ce que la voiture|est-ce qu'il pleut|est-ce qu'il va|est-ce qu'il fait|est-ce qu'il y a quelqu'un|est-ce que j'ai|est-ce que tu m'entends|est-ce que tu aimes|est-ce que tu vas|est-ce que tu as faim|est-ce que le film|est-ce que maman|est-ce que papa
est-ce que le chien|est-ce que le chat|est-ce qu'on a du|est-ce qu'on a des|est-ce qu'on a de|est-ce qu'il reste|il pleut|il neige|la porte est-elle|la machine à laver|le lave vaisselle|le lave linge|il y a quelqu'un|raconte|chante|lis-moi|lis moi|lis les|dis-moi l'heure|dis bonjour|traduis|calcule|navigue|réserve|réservez|achète|acheter|commande une pizza|commande-moi|commande des|commande du|commande un|commande une|paie|paye|enregistre le|enregistre la|enregistre l'|enregistre mon|enregistre les|je suis
j'ai faim|j'ai soif|j'ai froid|j'ai chaud|je vais me coucher|je vais dormir|je pars|je rentre|j'adore|j'ai adoré|j'ai bien aimé|j'ai aimé|j'ai regardé|il fait|c'est trop|c'était|on est|le film était|la série était|ce film était|merci c'était|merci pour|change de|change la|change le|cherche une recette|cherche un restaurant|cherche mon|cherche mes|cherche ma|trouve mon|trouve mes|trouve ma|trouve une recette|trouve un restaurant|trouve-moi une recette|trouve-moi un restaurant|trouve-moi un bon restaurant
appelle-moi|va me chercher un|va chercher les enfants|va me chercher du|va chercher du|va chercher le pain|ajoute un rendez vous|ajoute un rappel|ajoute un événement|ajoute une alarme|ajoute une tâche|ajoute un minuteur|ajoute un rendez-vous|ajoute le rendez|télécharge la mise à jour|télécharge l'application|télécharge le pilote|télécharge mes photos|télécharge les photos|télécharge le nouveau firmware|aspire|passe l'aspirateur|nettoie|cuisine|prépare|fais|fais-moi un café|apporte-moi un|donne-moi un verre|donne-moi l'heure|donne-moi la météo
active|désactive|arrose|avance|recule|rembobine|sous titres|montre la caméra|montre-moi la caméra|montre-moi des photos|montre-moi la météo|montre-moi mon|annule le minuteur|annule l'alarme|annule le réveil|annule mon rendez|annule la minuterie|annule le rendez|supprime l'alarme|supprime le réveil|supprime le rappel|arrête la musique|arrête le minuteur|arrête l'alarme|arrête la|arrête le chauffage|arrête l'aspirateur|arrête le robot|arrête de parler|arrête la télé|n'oublie pas le|n'oublie pas les|n'oublie pas la
que penses|tu connais un bon|tu peux me conseiller|peux-tu me conseiller|tu peux me recommander|conseille|recommande|tu m'entends|tu as faim|tu es|es-tu|il est quelle heure|on mange quoi|y a quoi à la télé|il y a quoi à la télé|continue|continuer|dépêche|règle|réglez|programme l'alarme|programme le chauffage|programme un
""")
)
HOUSEHOLD_ENDS: Final = Phrases(
    [
        *each(
            "à|au|aux|dans|sur|de|du|en|pour|depuis|sous",
            "_|la|le|ma|mon|mes|les|notre|l'",
            "liste de courses|liste des courses|courses|liste de tâches|liste de choses à faire|agenda|calendrier|minuteur|réveil|salon|chambre|cuisine|salle de bain|salle de bains|bureau|couloir|cave|jardin|garage|balcon|salle à manger|grenier|frigo|réfrigérateur|rappels|contacts|playlist|spotify|panier|notes|téléphone|voiture|supermarché|groupe familial|groupe|liste de bagages|terrasse|chambre d'amis|enceinte|haut parleur|routeur|imprimante|télé|télévision|tv|cinéma|radio|maison|wifi|coin|quartier|liste d'épicerie|to do list|alarme|chambre des enfants|entrée|réveil matin",
        ),
        *lines(
            "près d'ici|dans le coin|sur internet|sur google|à la télé|pour le dîner|près de chez moi|aux alentours|pour le téléphone|pour l'imprimante|à la playlist"
        ),
    ]
)
HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
lait|pain|beurre|œufs|oeufs|fromage|café|thé|sucre|farine|riz|pâtes|papier toilette|bière|vin|eau|jus|oignons|pommes de terre|tomates|pizza|manger|déjeuner|dîner|petit déjeuner|courses|aide|taxi|médecin|rendez vous|rendez-vous|dentiste|musique|chanson|jazz|radio|podcast|minuteur|minuterie|réveil|alarme|rappel|message|messages|nouvelles|infos|journal|météo|temps|heure|date|température|courrier|colis|téléphone
clés|lunettes|télécommande|mise à jour|mises à jour|application|applications|recette|restaurant|lumière|lumières|lampe|lampes|chauffage|thermostat|porte|portes|porte d'entrée|fenêtre|fenêtres|garage|volets|rideaux|télé|télévision|aspirateur|robot|machine à laver|lave vaisselle|lave linge|sèche linge|four|frigo|imprimante|routeur|wifi|internet|voiture|courant|batterie|prise|ventilateur|clim|climatisation|cafetière|chien|chat|enfants|maman|papa|mamie|papi
noël|pâques|vacances|linge|poubelles|poubelle|firmware|photos|jeu|volume|luminosité|scène|bus|train|vol|hôtel|fleurs|gâteau|pommes|bananes|film|un film|une série|séries|films|quelque chose de drôle|quelque chose de bien|quelque chose|épisode suivant|l'épisode suivant|prochain épisode|place de cinéma|places de cinéma|miel|sel|couches|lessive|casque|caméra|caméras|douche|pelouse|trafic|abonnement
""")
)
HOUSEHOLD_HEADS: Final = words("""
lumière|lumières|lampe|lampes|chauffage|thermostat|température|volets|rideaux|minuteur|minuterie|réveil|alarme|rappel|rappels|aspirateur|vaisselle|linge|recette|recettes|météo|téléphone|clés|restaurant|agenda|wifi|routeur|imprimante|musique|chanson|playlist|podcast|chien|chat|enfants|pizza|taxi|porte|fenêtre|garage|application|caméra|prise|internet|colis|courrier|télé|télévision|radio|voiture|poubelles|café|abonnement|réservation|réunion|dentiste|médecin|appareil|batterie|portail|clim
""")
