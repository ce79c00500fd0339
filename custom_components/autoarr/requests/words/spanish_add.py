"""Spanish: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

SOFTENERS: Final = Phrases(
    lines("""
por favor|porfa|porfi|me|nos|también|ya|eh|este|pues|esta noche|hoy|mañana|rápido|cuanto antes|para mí|para nosotros|para esta noche|para los niños|además|otra vez|de nuevo|por fin|de paso|si puedes|el fin de semana|este fin de semana|con los niños|ahora mismo|ahora|el sábado|el viernes|el domingo|juntos|un rato|mejor
""")
)
LEADS: Final = Phrases(
    [
        *lines("""
por favor|porfa|porfi|esta noche|este finde|este fin de semana|hoy|mañana|oye|hola|eh|hey|ok|okay|vale|bueno|pues|este|a ver|a ver si puedes|a ver si|mira|oiga|y|sí|no|espera|ah|oh|ay|dime|venga|anda|autoarr|ok nabu|ok google|ordenador|ahora|luego|después|también|quizás|tal vez|rápido|solo|por cierto|perdona|perdón|disculpa|escucha|buenos días|buenas tardes|buenas noches|buenas|tío|tía|che|ándale|órale
si puedes|si es posible|si puede ser|si se puede|cuando puedas|cuando tengas un momento|cuando tengas tiempo|haz el favor de|hazme el favor de|hazme un favor y|hazme el favor y|sé amable y|sé bueno y|sé un amor y|me haces el favor de|me harías el favor de|me gustaría que|quisiera que|quiero que|necesito que|te importa|te importaría|le importaría|os importa|serías tan amable de|sería tan amable de|seríais tan amables de
es posible|sería posible|será posible|sería mucho pedir|hay alguna posibilidad de|hay alguna forma de|hay forma de|habría forma de|hay manera de|hay alguna manera de|existe la posibilidad de|habría alguna posibilidad de|hay posibilidad de|estaría bien|estaría genial|molaría|sería genial|estaría bien que|sería genial que|tenga la amabilidad de|ten la amabilidad de|tendría la amabilidad de|tendrías la amabilidad de|acuérdate de|no olvides|no te olvides de|intenta|trata de
ve y|ve a|vamos a|habría que|hay que|deberías|deberíamos|dile a radarr que|dile a sonarr que|dile a autoarr que|pídele a radarr que|pídele a sonarr que|pide a radarr que|pide a sonarr que|haz que radarr|haz que sonarr|para esta noche|para los niños|para mí|para luego|para mañana|para el fin de semana|para el sábado|me preguntaba si podrías|me preguntaba si puedes|me preguntaba si podría|quería pedirte que|quería saber si puedes|quería saber si podrías|será que puedes|crees que podrías|crees que puedes
"""),
        *each(
            "puedes|podrías|podría|puede|podéis|podríais|pueden|podrían|quieres|querrías|sabrías|puedo pedirte que|me puedes|me podrías|nos puedes|nos podrías|me puede|me podría|nos podría|nos puede|me podéis|podés|sos capaz de|eres capaz de|serías capaz de|te animas a",
            "_|por favor|porfa|usted|hacer el favor de|intentar|tú",
            "_|me|nos|por favor",
        ),
    ]
)
LISTS: Final = "biblioteca|colección|mediateca|lista|watchlist|cola|lista de deseos|lista de descargas|cola de descargas|lista de descarga|cola de descarga|plex|radarr|sonarr|servidor|servidor plex|servidor de plex|descargas|lista de películas|lista de series|lista de pendientes|videoteca|nas|wishlist|lista de favoritos|pendientes|solicitudes|lista de solicitudes|catálogo|biblioteca de plex|lista de seguimiento|lista para ver|lista de espera"
TO_LIBRARY: Final = each(
    "a|al|en|dentro de|con|por|desde|para", "_|la|el|mi|nuestra|nuestro|las|mis|los", LISTS
)
_DAYS: Final = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
CLAUSES: Final = each(
    "_|y|puedes|podrías|puedes por favor|podemos|me puedes|me la puedes|me lo puedes|la puedes|lo puedes|y por favor|la podrías|lo podrías|podrías por favor|nos la puedes|nos lo puedes|puede|y luego|y ya",
    "descárgala|descárgalo|descárgamela|descárgamelo|añádela|añádelo|agrégala|agrégalo|descargarla|descargarlo|añadirla|añadirlo|agregarla|agregarlo|bájala|bájalo|bájamela|bájamelo|bajarla|bajarlo|ponla|ponlo|ponerla|ponerlo|conseguirla|conseguirlo|descargar|añadir|agregar|bajar|conseguir|buscarla|buscarlo|búscala|búscalo|pídela|pídelo|descárgalas|descárgalos|añádelas|añádelos|métela|mételo|consíguela|consíguelo|pedirla|pedirlo",
    "_|por favor|porfa|a plex|a la lista|en la lista|en plex|para esta noche|en la biblioteca|a mi lista|para mí|si puedes",
)
TAILS: Final = Phrases(
    [
        *lines("""
por favor|porfa|porfi|gracias|muchas gracias|mil gracias|gracias de antemano|te lo agradezco|te lo agradecería|para mí|para nosotros|para los niños|para mis hijos|para esta noche|para luego|para más tarde|para mañana|para el fin de semana|para este fin de semana|para la noche de cine|para la noche de pelis|esta noche|hoy|este fin de semana|el fin de semana
si es posible|si puede ser|si se puede|si puedes|si está disponible|cuando puedas|cuando tengas tiempo|cuando tengas un momento|lo antes posible|cuanto antes|en cuanto puedas|ya mismo|ahora mismo|ahora|ya|rápido|con los niños|con la familia|en familia|con mi mujer|con mi marido|con mi esposa|con mi esposo|con amigos|con mis amigos|para mi mujer|para mi marido|para mi esposa|para mi hija|para mi hijo
para toda la familia|para la abuela|para el abuelo|para mamá|para papá|también|vale|ok|más tarde|luego|en segundo plano|es posible|autoarr|para ver|para verla|para verlo|para las vacaciones|para el viaje|para el avión|para el tren|de nuevo|otra vez|estaría bien|sería genial|estaría genial|mañana por la noche|mañana|en navidad|para navidad|si no te importa|si no es molestia|anda|con los peques|para los peques|con los críos
con mi novia|con mi novio|para mi novia|para mi novio|puede ser|se puede|vale gracias|esta tarde|para esta tarde|cuando salga|si la encuentras|si lo encuentras|para que la veamos esta noche|para verla esta noche|para verlo esta noche|en cuanto esté disponible|oye|sí|para poder verla esta noche|te parece
"""),
        *each(
            "para|_|hasta|antes de|antes del",
            "el|este|el próximo",
            _DAYS,
            "_|por la noche|por la tarde|que viene",
        ),
        *TO_LIBRARY,
        *CLAUSES,
    ]
)
_OBJ: Final = "_|me|nos|por favor"
_STRONG: Final = Phrases(
    [
        *each(
            "añade|añada|agrega|agregue|descarga|descargue|añadir|agregar|descargar|añádeme|agrégame|descárgame|añádenos|descárgate|descárguenme|descárganos|añadas|agregues|descargues|descargas|añades|agregas|agrégueme|descárgueme|añádame|descargarme|añadirme|descargarnos|agregarme|descargá|agregá|añadid|descargad|solicita|solicitar|solicite|pide|pedir|pídeme|pídenos|incluye|incluir|encola|encolar|suma|sumar|te descargues|me descargues|me descargas|nos descargas|me añades|nos añades|me agregas|me pides|incorpora|incorporar|bájate|me descargue|me añada|añadirnos|añádele|agrégale|solicito|programa la descarga de",
            _OBJ,
            "_|también|a plex|en plex|a radarr|a sonarr|a la lista|a mi lista|a la biblioteca",
        ),
        *each(
            "quiero|quisiera|me gustaría|nos gustaría|querría|queremos|querríamos|tengo ganas de|tenemos ganas de|me apetece|nos apetece|me encantaría|nos encantaría|deseo|quería|queríamos|voy a|vamos a|podemos|podríamos|puedo|podría|se puede|se podría|tengo muchas ganas de|me muero por|nos vendría bien|estoy deseando|estamos deseando|hay ganas de|pienso|esta noche queremos|esta noche quiero|hoy quiero|hoy queremos|este fin de semana queremos|mañana queremos|me hace ilusión|me gustaría poder|quiero poder|sería posible|es posible|esta noche toca|me apetecería|esta noche me apetece",
            "_|esta noche|hoy|también|por fin|mucho|ya|este fin de semana",
            "ver|mirar|volver a ver|revisar|descargar|añadir|agregar|pedir|solicitar|ver esta noche|ver hoy|ver otra vez|descubrir|empezar a ver|terminar de ver|verme|hacer una solicitud de|hacer una petición de|bajar|bajarme|descargarme|disfrutar de",
        ),
        *each(
            "mis|los|mi|las|nuestros|la|el|_",
            "niños|hijos|mujer|marido|esposa|esposo|hija|hijo|novia|novio|padres|madre|padre|abuela|abuelo|mamá|papá|familia|hermana|hermano|peques|chicas|chicos|invitados|amigos|nietos|críos|niñas|nenes|todos|compañero|compañera|suegra",
            "quiere|quieren|quisiera|quisieran|les gustaría|le gustaría|querrían|querría|tiene ganas de|tienen ganas de|quería|querían|se muere por|se mueren por|está deseando|están deseando",
            "_|también|volver a",
            "ver|mirar",
        ),
        *lines("""
nueva solicitud|solicitud de|solicitud para|una solicitud para|nueva solicitud de|haz una solicitud de|haz una solicitud para|haz una petición de|haz una petición para|crea una solicitud para|crea una solicitud de|inicia la descarga de|empieza a descargar|comienza a descargar|empieza la descarga de|pon a descargar|ponme a descargar|poner a descargar|pon a bajar|ponme a bajar|sigue la serie
monitoriza|monitorea|vigila|quiero hacer una solicitud de|quiero solicitar|quiero pedir|haz una solicitud|lanza la descarga de|inicia una descarga de|comienza la descarga de|a mi hija le gustaría ver|a mi hijo le gustaría ver|a los niños les gustaría ver|a mi mujer le gustaría ver|a mi marido le gustaría ver|ganas de ver|arranca la descarga de|pon en descarga|deja descargando|pon en cola|poner en cola|ponme en cola
"""),
    ]
)
_WEAK: Final = Phrases(
    [
        *each(
            "busca|buscar|búscame|búscanos|consigue|conseguir|consígueme|consíguenos|baja|bajar|bájame|bájanos|trae|tráeme|traer|tráenos|encuentra|encuentre|encuentra|encontrar|encuéntrame|encuéntranos|coge|dame|danos|obtén|obtener|localiza|hazte con|saca|sácame|busque|consiga|baje|bájeme|búsqueme|consígame|pilla|píllame|píllanos|coger|rastrea|bajes|busques|consigas|encuentres|buscas|consigues|bajas|buscarme|conseguirme|bajarme|encontrarme|traerme|buscarnos|conseguirnos|bajarnos|pillar|pillarme|me bajas|me buscas|me consigues|nos bajas|nos buscas|nos consigues|me traes|me pillas|bajá|buscá|conseguí|búsquenos|ponme|ponnos|ponerme|ponernos|me pones|nos pones|me pasas|pásame|prepárame|prepara|déjame|descuelga",
            _OBJ,
        ),
        *each(
            "quiero|quisiera|me gustaría|nos gustaría|querría|queremos|querríamos|necesito|necesitamos|me apetece|nos apetece|me encantaría|deseo|quería|queríamos|busco|buscamos|estoy buscando|estamos buscando|me hace falta|nos hace falta|hace falta|me haría falta|nos haría falta|me harían falta|nos harían falta|nos hacen falta|me hacen falta|nos vendría bien|me vendría bien|necesitaría|necesitaríamos|me falta|nos falta|tengo ganas de|quiero que añadas|quiero que descargues|quiero que agregues|quiero que me consigas|quiero que bajes|quiero que pongas|quisiera que añadiera",
            "_|tener|también|tener en plex|conseguir|poder ver|esta noche|ya|encontrar|obtener|hoy",
        ),
        *each(
            "podemos|podríamos|puedo|podría|se puede|se podría|podríais|es posible|sería posible|hay forma de|hay manera de",
            "tener|conseguir|por favor tener|obtener|pillar",
        ),
    ]
)
_PUT: Final = Phrases(
    lines(
        "pon|ponga|poner|mete|meter|pónme|ponme|ponnos|coloca|colocar|apunta|apuntar|anota|anotar|guarda|añade|agrega|deja|incluye|sube|echa|pásame|pasa|mándame|manda|pongas|metas|tira|poné|apúntame|méteme|métenos|envía|inscribe|lanza|ponlo"
    )
)
_PUT_ENDS: Final = Phrases(
    [
        *TO_LIBRARY,
        *lines(
            "a descargar|a bajar|en descarga|en cola|listo para esta noche|lista para esta noche|disponible"
        ),
    ]
)
_HEARD: Final = Phrases(
    lines(
        "todo el mundo habla de|todos hablan de|me han hablado de|me han recomendado|me recomendaron|he oído hablar de|he leído sobre|hay una serie que se llama|hay una peli que se llama|hay una película que se llama|un amigo me recomendó|una amiga me recomendó|un compañero me ha hablado de|conoces|has oído hablar de|me han dicho que|mi hermana me recomendó|mi hermano me recomendó|no paran de hablar de|hay una serie llamada|hay una película llamada|un amigo me ha recomendado|me hablaron de|escuché hablar de"
    )
)

ADD_FRAMES: Final = (
    Frame(intent=Intent.ADD, starts=_HEARD, ends=Phrases(CLAUSES), must_end=True),
    Frame(intent=Intent.ADD, starts=_PUT, ends=_PUT_ENDS, must_end=True),
    Frame(intent=Intent.ADD, starts=_STRONG, ends=Phrases(lines("en la cola|a la cola"))),
    Frame(
        intent=Intent.ADD,
        starts=_WEAK,
        ends=Phrases(
            lines("descargada|descargado|añadida|añadido|disponible en plex|lista|en la biblioteca")
        ),
        weak=True,
    ),
)
