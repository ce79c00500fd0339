"""How people answer in Spanish."""

from typing import Final

from ..parsed import MediaType
from .words import ReplyWords, counted, phrases, qualities, words

SPANISH: Final = ReplyWords(
    yes=phrases("""
        sí|si|sí por favor|sí gracias|claro|claro que sí|por supuesto|vale|ok|okay|de acuerdo|exacto|exactamente
        correcto|hazlo|sí hazlo|adelante|sí adelante|añádela|añádelo
        agrégala|agrégalo|sí añádela|sí añádelo|descárgala|descárgalo|muy bien|está bien|confirmo|confirmado
        confirma|desde luego|por qué no|así es
    """),
    yes_alone=phrases("ese|esa|ese mismo|esa misma|esa es|ese es|por favor|bueno|eso es|perfecto"),
    no=phrases("""
        no|no gracias|esa no|ese no|no esa no|no ese no|no es esa|no es ese|no es eso
        no la añadas|no lo añadas|no lo hagas
        para nada|de ninguna manera|no quiero|mejor no
    """),
    no_alone=phrases(
        "ninguno|ninguna|ninguno de los dos|ninguna de las dos|ni uno ni otro|mal|falso|incorrecto|equivocado"
    ),
    forget=phrases("""
        olvídalo|olvida eso|olvídalo todo|olvídate|déjalo|déjalo estar|deja|cancela|cancelar|cancélalo|cancela eso|para
        detente|basta|nada|da igual|no importa|no déjalo|no olvídalo|no cancela|ahora no|más tarde|luego|sáltalo|omitir
    """),
    again=phrases("""
        qué|cómo|perdón|perdona|repite|repítelo|repite eso|otra vez|de nuevo|puedes repetir|puedes repetirlo|cuáles
        cuáles son|cuál|cuáles hay|qué opciones hay|cuál era la pregunta|qué has dicho|qué dijiste
    """),
    both=phrases(
        "los dos|las dos|ambos|ambas|los tres|las tres|los dos por favor|las dos por favor"
    ),
    leads=phrases("""
        eh|este|mmm|oh|ah|bueno|pues|entonces|y|pero|o|mejor|quizá|quizás|tal vez|solo|sólo|solamente|en realidad
        por favor|creo que|creo|pienso que|quiero decir|quería decir|me refiero a|he dicho|dije|quiero|quisiera|me gustaría
        prefiero|tomo|toma|dame|ponme|pon|es|sería|elijo|elige|escojo|pero mejor|pero solo|pero en|añade|descarga
    """),
    tails=phrases("por favor|gracias|entonces|mejor|ahora|creo"),
    fillers=words("""
        el la los las lo un una unos unas de del en es que qué número numero opción opcion elección respuesta versión
        version año ano calidad resolución resolucion con para por a al y pero solo solamente me mi titulada llamada
        llamado titulado estrenada estrenado salió salio esa ese esta este
    """),
    ordinals=counted("""
        primero/primera/primer/1o/1a segundo/segunda/2o/2a tercero/tercera/tercer/3o/3a cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima/septimo/septima octavo/octava noveno/novena décimo/décima/decimo/decima
    """),
    numbers=counted("uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    last=phrases("último|última"),
    other=phrases("otro|otra"),
    older=phrases(
        "antiguo|antigua|viejo|vieja|más antiguo|más antigua|más viejo|más vieja|original|clásico|clásica|anterior"
    ),
    newer=phrases(
        "nuevo|nueva|más nuevo|más nueva|más reciente|reciente|remake|actual|moderno|moderna|posterior"
    ),
    kinds={
        MediaType.MOVIE: phrases("película|peli|film|largometraje|filme"),
        MediaType.TV: phrases("serie|serie de televisión|serie de tv|programa|miniserie"),
    },
    everything=phrases("""
        todo|todos|todas|todas las temporadas|cada temporada|toda la serie|la serie entera|la serie completa|completa
        todos los episodios|entera
    """),
    latest=phrases(
        "última|última temporada|la última|la última temporada|temporada más reciente|temporada actual|nueva temporada|más reciente"
    ),
    seasons=words("temporada temporadas"),
    episodes=words("episodio episodios capítulo capítulos capitulo capitulos"),
    joiners=words("y"),
    ranges=words("a hasta"),
    qualities=qualities(
        uhd="cuatro k|ultra alta definición",
        full_hd="alta definición",
        hd="",
        sd="definición estándar|calidad dvd",
    ),
    describing=words("con donde sobre de cuando quien"),
    commands=phrases("""
        enciende|apaga|abre|cierra|pon la|pon el|sube|baja|aumenta|reduce|ajusta|reproduce|pausa|inicia|bloquea
        desbloquea|di|dile|recuérdame|llama|buenos días|buenas noches|qué hora|qué tiempo|cuánto|quién|cuándo|dónde está
        por qué|está la|está el|cuál es|puedes encender|puedes apagar|activa|desactiva|muestra|atenúa|anuncia
    """),
    approve=phrases("aprueba|aprobar|apruebo|autoriza|autorizar|permite|concede"),
    deny=phrases("deniega|denegar|rechaza|rechazar|no apruebes|no autorices|no permitas"),
)
