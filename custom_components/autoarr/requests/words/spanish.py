"""Spanish, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.numbers import TableNumbers
from ..grammar.phrases import Phrases
from ..parsed import MediaType
from . import number_words, shared
from .spanish_add import ADD_FRAMES, LEADS, SOFTENERS, TAILS
from .spanish_ask import ASK_FRAMES, FILLERS, OWNERS, WHOLE
from .spanish_home import HOUSEHOLD_ENDS, HOUSEHOLD_HEADS, HOUSEHOLD_STARTS, HOUSEHOLD_THINGS
from .tables import each, lines, words

_STEMS: Final = {
    "primer": 1,
    "segund": 2,
    "tercer": 3,
    "cuart": 4,
    "quint": 5,
    "sext": 6,
    "séptim": 7,
    "octav": 8,
    "noven": 9,
    "décim": 10,
    "undécim": 11,
    "duodécim": 12,
}
_NUMBERS: Final = TableNumbers(
    number_words.table(number_words.spanish),
    {f"{stem}{end}": value for stem, value in _STEMS.items() for end in ("o", "a", "os", "as")}
    | {"primer": 1, "tercer": 3},
    suffixes=("a", "o", "ª", "º", "er", "da", "do", "ra", "ro", "ta", "to"),
)
_DAYS: Final = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
_TONGUES: Final = "español|castellano|inglés|alemán|francés|italiano|japonés|coreano|latino|versión original|v o|vose|vo|español latino|idioma original|catalán|versión original subtitulada|v o s e"

SPANISH: Final = Language(
    leads=LEADS,
    softeners=SOFTENERS,
    tails=TAILS,
    please=Phrases(lines("por favor|porfa|porfavor|si eres tan amable")),
    corrections=Phrases(
        lines(
            "no mejor|no espera|espera no|perdón quería decir|perdona quería decir|quería decir|no quería decir|quiero decir|no quiero decir|mejor dicho|no perdón|no perdona|perdón no|perdona no|o mejor|digo no|no digo|eh no|ay no|bueno no|no no|uy no|más bien|mejor aún|no en realidad"
        )
    ),
    fillers=FILLERS,
    frames=(*ASK_FRAMES, *ADD_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    request_words=words("solicitud|petición|descarga|que"),
    nobody=Phrases(
        lines(
            "eso|esto|aquello|lo|la|él|ella|algo|todo|nada|alguien|me|nos|mi solicitud|la solicitud|la descarga|esa|ese|uno|una|mis solicitudes|aquí|ahí|allí|otra cosa|mi petición|todo eso|esta|este"
        )
    ),
    never_names=words("eso|esto|algo|todo|nada"),
    asking=words("por|cómo|cuándo|dónde|qué|cuál|quién"),
    chatty=words(
        "qué|que|quién|quiénes|cuál|cuáles|cómo|dónde|cuándo|cuánto|cuánta|cuántos|cuántas|por|porqué|yo|tú|él|ella|nosotros|vosotros|ustedes|usted|ellos|es|está|están|son|era|fue|hay|ha|he|has|hemos|puedo|puede|pon|enciende|apaga|reproduce|toca|gracias|sí|no|mi|mis|tu|tus|si|hola|buenos|buenas|dime|cuenta|cuéntame|me|te|se|haz|sube|baja|abre|cierra|quiero|nos"
    ),
    services=shared.SERVICES,
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    times=Phrases(
        [
            *lines(
                "hoy|mañana|esta noche|mañana por la mañana|mañana por la noche|ahora|más tarde|aquí|esta tarde|por la mañana|por la noche"
            ),
            *each(
                "_|para|del",
                "el|este|próximo|_",
                _DAYS,
                "_|por la noche|por la tarde|por la mañana",
            ),
            *each(
                "a|para",
                "la|las",
                "una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
                "_|y media|en punto|de la mañana|de la tarde|de la noche",
            ),
        ]
    ),
    amounts=words("un|una|unos|unas|algún|alguna|algunos|más|otro|otra|suficiente|algo"),
    placing=words("a|al|en|para|sobre"),
    determiners=words(
        "el|la|los|las|un|una|unos|unas|mi|mis|nuestro|nuestra|nuestros|nuestras|tu|tus|su|sus|este|esta|ese|esa|esos|esas|estos|estas|todo|toda|todos|todas|aquella|aquel|lo"
    ),
    articles=words("el|la|los|las"),
    indefinite=words("un|una"),
    that=words("este|esta|ese|esa|aquella|aquel"),
    of=words("de|del|a|para"),
    connectors=words("de|del|en|y|con|para"),
    and_words=words("y|e"),
    contracted={"del": "el"},
    to=Phrases(lines("a|a la|hasta|hasta la|al")),
    joiners=Phrases(["y", "e"]),
    or_words=Phrases(["o", "o en", "u"]),
    hard_joiners=Phrases(
        lines(
            "y también|así como|y luego|y después|y además|y de paso|y añade|y descarga|además de|y agrega|más|junto con|y ya que estás|y por último|y pon"
        )
    ),
    both=Phrases(lines("ambas|ambos|las dos|los dos|tanto")),
    both_words=words(""),
    bound_after_and=words(
        "el|la|los|las|un|una|su|sus|mi|mis|tu|tus|me|él|ella|yo|otros|otras|no|en|de|del|lo|nosotros|algo|demás|medio|media|se|que|con"
    ),
    qualities=shared.qualities(
        uhd="cuatro k|cuatro ka|ultra alta definición",
        full_hd="mil ochenta p|alta definición completa|mil ochenta",
        hd="setecientos veinte p|hd lista",
        sd="calidad dvd|definición estándar|calidad estándar|calidad sd",
    ),
    soft_qualities=shared.soft_qualities(
        full_hd="alta definición|mil ochenta", hd="setecientos veinte"
    ),
    quality_prepositions=Phrases(
        lines(
            "en|en calidad|con|con calidad|pero en|solo en|a ser posible en|si puede ser en|preferiblemente en|las dos en|los dos en|ambas en|ambos en|todas en|en resolución|a|en versión|en formato|y en|mejor en|todo en|únicamente en|de preferencia en|en verdadero|en buena"
        )
    ),
    quality_nouns=words("calidad|resolución|versión|formato|copia|definición"),
    release_features=shared.FEATURES,
    numbers=_NUMBERS,
    latest=words("reciente|recientes"),
    new=words("nuevo|nueva|nuevos|nuevas"),
    last=words("último|última|últimos|últimas|final"),
    most=words("más"),
    season_words=words("temporada|temporadas"),
    episode_words=words("episodio|episodios|capítulo|capítulos|ep"),
    first=words("primeras|primeros"),
    specials=Phrases(
        [
            *each(
                "_|los|las|el|la|todos los",
                "especiales|especial|episodios especiales|especial de navidad|especiales de navidad|episodio especial|capítulos especiales|especial navideño|especiales navideños|capítulo especial|episodio de navidad|episodio navideño|temporada cero|temporada 0|extras",
                "de|del",
            ),
        ]
    ),
    specials_behind=Phrases(
        each(
            "_|los|el|todos los",
            "especiales|episodios especiales|especial de navidad|especiales de navidad|especial navideño|episodio especial",
        )
    ),
    pilots=Phrases(each("_|el", "piloto|episodio piloto|capítulo piloto", "de|del")),
    every=Phrases(
        [
            *each(
                "todas las|todos los|cada|el resto de las|el resto de los|todas|todos|las demás|los demás",
                "temporadas|episodios|capítulos|temporada|episodio|capítulo",
                "_|de|del|de la serie|del anime|disponibles de|que faltan de|restantes de",
            ),
            *each("las|los", "temporadas|episodios|capítulos", "restantes de|que faltan de"),
            *each(
                "_|la|el|toda la",
                "serie completa|serie entera|colección completa|temporadas completas|anime completo|saga televisiva completa|serie íntegra",
                "_|de|del",
            ),
            *each("toda la|entera la", "serie|comedia de situación|telenovela", "_|de|del"),
            *lines(
                "todo de|entera|al completo|de principio a fin|desde el principio|el pack completo de|la caja de|por completo|el resto de|entera la serie|completa la serie|completa|íntegramente|en su totalidad|de cabo a rabo|todo lo de"
            ),
        ]
    ),
    every_before=Phrases(lines("toda la serie|la serie completa|todo el anime|todo")),
    each_words=words("cada"),
    every_words=Phrases(
        lines("todas las|todos los|las tres|los tres|las dos|cada|las cuatro|todas|todos|los dos")
    ),
    recent=Phrases(
        [
            *each(
                "_|el|la",
                "episodio|capítulo|programa|edición",
                "de ayer|de hoy|de esta noche|de anoche|de esta semana|de la semana|de ayer por la noche",
                "_|de|del",
            ),
            *each(
                "_|el|la|lo",
                "final|final de temporada|último de|más reciente de|más nuevo de|episodio final|capítulo final|último|lo último",
                "de|del",
            ),
        ]
    ),
    recent_behind=Phrases(
        lines(
            "de ayer|de hoy|de anoche|de esta noche|de esta semana|la más reciente|el más reciente|la última|la más nueva|el último|el final de temporada"
        )
    ),
    number_marks=words("número|num|n"),
    season_parts=words("parte|part|volumen"),
    year_prepositions=Phrases(
        [
            *each(
                "_|la|el|la película|la versión|la serie|la adaptación",
                "de|del|del año|en|de la del|de la de|la de|la del|el de|el del|que es de|que es del",
            ),
            *each(
                "_|la que|que",
                "estrenada en|estrenado en|salió en|se estrenó en|rodada en|hecha en|salida en|estrenada el año|emitida en|es de|lanzada en",
            ),
        ]
    ),
    year_nouns=Phrases(
        lines("versión|versión de|adaptación|adaptación de|remake|remake de|original|película de")
    ),
    year_heads=words("versión|adaptación|remake"),
    editions=Phrases(
        [
            *each(
                "_|la|el",
                "versión extendida|montaje del director|director's cut|versión del director|versión larga|edición especial|versión íntegra|versión remasterizada|versión original|versión sin censura|versión sin cortes|edición extendida|versión doblada|versión subtitulada|versión en imagen real|versión animada|versión de cine",
                "de|del",
            ),
            *each("las dos|ambas|todas las|las tres", "partes|entregas|películas", "de|del"),
            *each("el|la", "remake|original", "de|del"),
        ]
    ),
    last_year=Phrases(
        lines(
            "del año pasado|de el año pasado|del pasado año|que salió el año pasado|estrenada el año pasado"
        )
    ),
    this_year=Phrases(lines("de este año|que salió este año|estrenada este año")),
    media={
        MediaType.MOVIE: Phrases(
            lines(
                "película|películas|peli|pelis|film|filme|largometraje|película de anime|película de animación|película animada|película de terror|película de acción|documental película|cortometraje|telefilme|película de navidad|película de guerra|película de ciencia ficción|película muda|película de dibujos|película infantil|peli de anime|peli de terror|peli de acción|película de suspense|película de miedo|película del oeste|cinta|peli de animación|pelis de|películas de animación|película navideña|adaptación cinematográfica de|película clásica|película de culto|película romántica|película bélica|película histórica|película policiaca|película de vaqueros|película de superhéroes|película de disney|película de pixar|película de marvel|peli de miedo|largometrajes|películas de anime|películas de terror|película cómica"
            )
        ),
        MediaType.TV: Phrases(
            lines(
                "serie|series|serie de televisión|serie de tv|miniserie|mini serie|sitcom|serie animada|serie de animación|serie de anime|anime|telenovela|serie policiaca|serie documental|docuserie|programa|programa de televisión|reality|reality show|serie de netflix|serie de hbo|show|culebrón|serie de dibujos|serie cómica|serie dramática|serie histórica|novela turca|teleserie|programa de tv|concurso|talk show|telecomedia|serie web|serie de suspense|serie de comedia|serie de terror|serie de ciencia ficción|serie infantil|serie médica|serie policial|serie de crimen|comedia de situación|serie de drama|animes"
            )
        ),
        MediaType.UNKNOWN: Phrases(lines("documental|documentales|título|dibujos animados")),
    },
    media_plurals=Phrases(
        lines(
            "películas|pelis|series|documentales|programas|animes|películas de animación|películas de anime|películas de terror|largometrajes"
        )
    ),
    adjectives=words("vieja|antigua|gran|buena|famosa|excelente|mítica|clásica"),
    genres=Phrases(
        lines(
            "thriller|comedia|western|drama|musical|comedia romántica|drama histórico|comedia dramática|biopic|slasher"
        )
    ),
    described={"vieja": False, "antigua": False},
    collections=Phrases(
        lines(
            "la trilogía|trilogía|la saga|saga|la trilogía de|la trilogía del|la saga de|trilogía de|saga de|la saga del|la tetralogía de|la saga completa de|la trilogía completa de"
        )
    ),
    called=Phrases(
        lines(
            "llamada|llamado|titulada|titulado|que se llama|con el título|de nombre|de título|que se titula|denominada|francesa|francés|alemana|alemán|inglesa|inglés|británica|británico|americana|americano|estadounidense|italiana|italiano|española|español|japonesa|japonés|coreana|coreano|danesa|danés|sueca|sueco|noruega|noruego|mexicana|mexicano|argentina|argentino|colombiana|colombiano|chilena|chileno|brasileña|brasileño|turca|turco|china|india|rusa|ruso|portuguesa|belga|islandesa|polaca|clásica|clásico|de culto|policiaca|animada|animado|de netflix|de hbo|de disney|de pixar|de marvel|de ghibli|histórica|histórico|cómica|original|antigua|antiguo|surcoreana|surcoreano|catalana|vasca|peruana|uruguaya|venezolana|cubana|documental"
        )
    ),
    by=Phrases(
        lines(
            "dirigida por|dirigido por|del director|de la directora|protagonizada por|protagonizado por|con el actor|con la actriz|para que la|para que lo|para que los niños|para poder|porque|ya que|en cuanto|en cuanto salga|cuando salga|cuando puedas|la que sale|la de la que|de la que todo|la que todo|si la|si lo|que todo el mundo|la del director"
        )
    ),
    by_name=words("por"),
    people=shared.MAKERS,
    surnames=shared.SURNAMES,
    dropped=Phrases(
        [
            *each(
                "en|con|al",
                _TONGUES,
                "_|subtitulada|subtitulado|con subtítulos|con subtítulos en español|con subtítulos en castellano|con subtítulos en inglés",
            ),
            *each("con", "_|los", "subtítulos", "_|en español|en inglés|en castellano|españoles"),
            *each("de|en|desde", shared.NETWORKS),
            *each(
                "en|con|a",
                "la mejor calidad|mejor calidad|buena calidad|alta calidad|la mejor calidad posible|la máxima calidad|máxima calidad|color|blanco y negro|3d|la mejor calidad que haya|la mejor calidad disponible",
            ),
            *lines(
                "doblada|doblado|subtitulada|subtitulado|doblada al español|doblado al español|doblada al castellano|sin censura|sin cortes|versión extendida|en blu ray|en bluray|en dvd|montaje del director|director's cut|en versión extendida|remasterizada|si existe|si está disponible|si la hay|subtitulada en español|con audio latino|en audio latino|audio latino|en v o|la versión extendida|la versión del director"
            ),
        ]
    ),
    contrasts=Phrases(lines("no|y no|pero no|en vez de|en lugar de")),
    loose_ends=words("ahora"),
    marked=shared.MARKED,
    known=Phrases(
        [
            shared.ENGLISH_TITLES,
            *lines("""
qué bello es vivir|todo sobre mi madre|atrápame si puedes|la casa de papel|el ministerio del tiempo|ocho apellidos vascos|ocho apellidos catalanes|aquí no hay quien viva|la que se avecina|cuéntame cómo pasó|los hombres de paco|el internado|vis a vis|las chicas del cable|el embarcadero
el laberinto del fauno|el espinazo del diablo|el orfanato|los otros|abre los ojos|mar adentro|hable con ella|volver|mujeres al borde de un ataque de nervios|átame|qué he hecho yo para merecer esto|dolor y gloria|madres paralelas|la mala educación|carne trémula|los amantes del círculo polar
la lengua de las mariposas|los lunes al sol|belle epoque|el verdugo|bienvenido mister marshall|plácido|viridiana|los santos inocentes|la isla mínima|el reino|que dios nos perdone|antidisturbios|as bestas|la sociedad de la nieve|el hoyo|campeones|perfectos desconocidos|primos|el bola
celda 211|no habrá paz para los malvados|el secreto de sus ojos|relatos salvajes|nueve reinas|el hijo de la novia|la historia oficial|argentina 1985|el eternauta|el clan|y tu mamá también|amores perros|como agua para chocolate|roma|los olvidados|el ángel exterminador|no se aceptan devoluciones
una mujer fantástica|el club|machuca|la teta asustada|el abrazo de la serpiente|pájaros de verano|fresa y chocolate|el viaje de chihiro|mi vecino totoro|el castillo ambulante|la tumba de las luciérnagas|la princesa mononoke|el chico y la garza|el padrino|el padrino 2|el padrino 3|el padrino parte 2
el señor de los anillos|harry potter y la piedra filosofal|harry potter y la cámara secreta|harry potter y el prisionero de azkaban|harry potter y el cáliz de fuego|harry potter y la orden del fénix|harry potter y el misterio del príncipe|harry potter y las reliquias de la muerte|indiana jones y la última cruzada
indiana jones y el templo maldito|indiana jones y el reino de la calavera de cristal|indiana jones y el dial del destino|cadena perpetua|la milla verde|el silencio de los corderos|la lista de schindler|salvar al soldado ryan|con la muerte en los talones|la ventana indiscreta|de entre los muertos|tiempos modernos
uno de los nuestros|algunos hombres buenos|cuatro bodas y un funeral|doce hombres sin piedad|los siete samuráis|los siete magníficos|siete almas|seven|ocho y medio|el quinto elemento|el sexto sentido|doce monos|las trece rosas|cinco lobitos|mil veces buenas noches|cien años de soledad
el último samurái|el último emperador|el último mohicano|la última noche de boris grushenko|el último tango en parís|la última cena|los últimos días|el último duelo|última noche en el soho|el nuevo mundo|nuevo mundo|cinema paradiso|la vida es bella|los cuatrocientos golpes|los 400 golpes
la bella y la bestia|la dama y el vagabundo|blancanieves y los siete enanitos|tod y toby|los aristogatos|el libro de la selva|el rey león|buscando a nemo|buscando a dory|del revés|del revés 2|intensamente|intensamente 2|tadeo jones|las aventuras de tadeo jones|mortadelo y filemón|zipi y zape|zipi y zape y el club de la canica
astérix y obélix|romeo y julieta|guerra y paz|orgullo y prejuicio|sentido y sensibilidad|bonnie y clyde|thelma y louise|tom y jerry|crimen y castigo|bajo terapia|no mires arriba|no respires|no matarás|no es país para viejos|no soy un hombre fácil|regreso al futuro|regreso al futuro 2
regreso al futuro 3|la guerra de las galaxias|los juegos del hambre|solo en casa|mira quién habla|mira lo que has hecho|pídeme lo que quieras|ponte en mi lugar|quiero ser como beckham|quién te cantará|cómo entrenar a tu dragón|cómo conocí a vuestra madre
por un puñado de dólares|por trece razones|por quién doblan las campanas|la muerte tenía un precio|el bueno el feo y el malo|hasta que llegó su hora|olvídate de mí|descubriendo nunca jamás|el dependiente|en busca de la felicidad|en busca del arca perdida|en el nombre del padre|vete a saber|ven y mira|te doy mis ojos|solas|amar en tiempos revueltos
el cuerpo|la trinchera infinita|modelo 77|la casa de bernarda alba|la cocinera de castamar|velvet|gran hotel|tierra de lobos|águila roja|isabel|crematorio|hierro|patria|fariña|antes de perder|el día de mañana|la unidad|élite|merlí|polseres vermelles|la novia gitana|reina roja|la chica de nieve|la chica invisible|rapa|nasdrovia|arde madrid
pasión de gavilanes|betty la fea|yo soy betty la fea|rebelde|la reina del sur|narcos|club de cuervos|luis miguel la serie|el chavo del ocho|el patrón del mal|pablo escobar el patrón del mal|café con aroma de mujer|la rosa de guadalupe|el señor de los cielos|cien días para enamorarnos
"""),
        ]
    ),
    well_known=shared.WELL_KNOWN,
    known_with_article=Phrases(
        lines(
            "el padrino|la casa de papel|el orfanato|los otros|el hoyo|el reino|el internado|el clan|el club|los soprano|el rey león|la unidad|los simpson|los pitufos|los increíbles|el hobbit|el verdugo|el bola|la que se avecina|el ministerio del tiempo|los serrano|el conjuro|la momia|el exorcista|el resplandor"
        )
    ),
)
