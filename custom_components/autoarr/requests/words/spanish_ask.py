"""Spanish: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .spanish_add import LISTS
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "_|mi|la|el|una|mis|las|nuestra|esa|esta|lo",
            "solicitud|solicitudes|petición|descarga|descargas|búsqueda|pedido|importación|peticiones|encargo",
            "_|en curso",
            "de|del|para|sobre|para la película|para la serie",
        ),
        *lines("mi|nuestra|lo de|lo del"),
    ]
)
FILLERS: Final = Phrases(
    lines("""
ya|todavía|aún|ahora|por fin|todavía no|aún no|no|por favor|desde ayer|desde esta mañana|desde hace días|desde hace dos días|desde hace tres días|desde hace una semana|desde hace horas|desde hace tiempo|hace días|por qué|qué pasa|qué ocurre|qué está pasando|cuál es el problema|sabes por qué|puedes mirar|puedes mirarlo|puedes comprobarlo
hoy|esta noche|actualmente|en este momento|entonces|al final|o no|bien|del todo|pronto|qué le pasa|qué ha pasado|a qué se debe|cómo es eso|desde el lunes|desde el domingo|desde el sábado|desde el viernes|desde hace un rato|desde hace semanas|más|exactamente|otra vez|de nuevo|ya o no|de una vez|después de todo|qué pasó|qué sucede|desde anoche|desde anteayer|al final no|finalmente|siquiera|qué onda|mismo
""")
)
_PLACES: Final = each("en|de|del|a|al|por", "_|la|el|mi|nuestra|nuestro", LISTS)
_DONE: Final = "listo|lista|disponible|aquí|descargado|descargada|terminado|terminada|acabado|acabada|añadido|añadida|agregado|agregada|importado|importada|encontrado|encontrada|estrenado|estrenada|en línea|en camino|en proceso|en descarga|solicitado|solicitada|aprobado|aprobada|completo|completa|listos|listas|disponibles|descargados|descargadas|ahí|allí|bajado|bajada|visible|descargándose|bajándose|en marcha|completado|completada|conseguido|conseguida|pedido|pedida|para ver|preparado|preparada"
_BAD: Final = "atascado|atascada|bloqueado|bloqueada|parado|parada|pausado|pausada|en pausa|en espera|colgado|colgada|detenido|detenida|rechazado|rechazada|fallado|fallida|fallido|fallando|incompleto|incompleta|pendiente|en cola|estancado|estancada|interrumpido|interrumpida|tan lento|tan lenta|perdido|perdida|trabado|trabada|congelado|congelada|cancelado|cancelada|lento|lenta|estropeado|roto|con errores|en error|desaparecido|desaparecida|retrasado|retrasada|atorado|atorada|denegada|denegado|dado error"
_WHY: Final = "por qué|porqué|porque|cómo es que|a qué se debe que|por qué motivo|por qué razón|por qué diablos|cómo puede ser que|por qué narices|y por qué"
_EXPLAIN: Final = "_|averigua|descubre|explícame|explica|dime|sabes|puedes decirme|puedes ver|puedes mirar|puedes comprobar|puedes averiguar|podrías decirme|podrías averiguar|podrías mirar|mira|comprueba|revisa|investiga|me pregunto|no entiendo|quiero saber|quisiera saber|me gustaría saber|me puedes decir|podría decirme|podría averiguar|podría comprobar|me podrías decir|mira a ver|puedes explicarme|entérate de|puedes revisar|podrías revisar|podrías comprobar|podría mirar|podría revisar|puede decirme|puede mirar|puede averiguar|me dices|fíjate|échale un ojo a|puedes investigar|busca"
_NOT_VERB: Final = [
    *each(
        "no|todavía no|aún no|sigue sin|ya no|todavía sigue sin|aún sigue sin",
        "_|se|me|está|ha|han|están|se ha|se han|ha sido|se está|quiere|puede|termina de|acaba de|aparece|sale|llega|funciona|va|avanza|figura|la|lo|estaba|fue|llegan|aparecen|salen|había|ha terminado de|ha llegado a|ha llegado",
        f"_|{_DONE}|descarga|descargar|descargarse|descargado|descargada|importa|importar|importarse|aparece|aparecer|aparecido|llega|llegar|llegado|avanza|avanzar|encuentra|funciona|está|estar|baja|bajar|bajarse|sale|salir|salido|va|carga|cargar|mueve|arranca|empieza|termina|descargan|ve|progresa|salido todavía|aparecen|encontrar|descargando|completa|estrena|muestra|inicia|comienza|bajando|importado|puede ver|puede descargar",
        "_|en plex|en la biblioteca|en el servidor|nunca|en sonarr|en radarr|de descargar|de descargarse|en mi biblioteca|por ningún lado",
    ),
    *each(
        "está|sigue|se ha quedado|se quedó|ha quedado|lleva|está siempre|sigue estando|aparece|continúa|se queda|están|siguen|estaba|quedó|anda|parece|lleva días|lleva desde ayer|ha|lleva horas|lleva una semana|lleva dos días|lleva tres días|lleva un rato|lleva semanas|lleva toda la mañana|lleva todo el día|salió|se puso|lleva tanto tiempo|ha sido|fue",
        "_|siempre|todavía|aún|desde ayer|muy|tan|completamente",
        f"{_BAD}|sin descargar|sin descargarse|sin avanzar|sin importar|en la cola|en cola|al 0 por ciento|al 99 por ciento|a medias|en cero|descargándose|sin moverse|en el cero por ciento|sin aparecer",
    ),
    *each(
        "tarda|está tardando|demora|dura|se demora|va|está demorando|tardan|ha tardado|lleva",
        "tanto|tanto tiempo|demasiado|mucho|una eternidad|tan lento|tan lenta|tan despacio|siglos|horas|tanto en descargar|tanto en descargarse|tanto en llegar|un montón|tanto en bajar|años",
        "_|en descargarse|en llegar|en bajar|descargándose|en descargar|en aparecer",
    ),
    *each(
        "falla|ha fallado|falló|se atasca|se ha atascado|se cuelga|se ha parado|se paró|se para|ha desaparecido|desapareció|falta|se bloquea|se ha bloqueado|fue rechazada|ha sido rechazada|se detuvo|se corta|sigue fallando|da error|me da error|se atascó|se trabó|se queda a medias|ha dado error|no va|se ha colgado|se ha caído|se ha cancelado|no hay manera|va mal|se colgó|dio error|va tan lento|va tan lenta|va muy lento|va muy lenta|se ha detenido|ha sido cancelada|se ha estropeado|no se deja descargar|se traba|no quiere descargarse|no termina"
    ),
]
_WRONG: Final = Phrases(
    [
        *each(
            _EXPLAIN,
            "qué|que|cuál es|cuál|lo que",
            "_|es|le",
            "le pasa a|le pasa al|pasa con|ha pasado con|pasó con|problema hay con|problema tiene|ocurre con|está pasando con|va mal con|le ha pasado a|le pasó a|ha ocurrido con|falla con|el problema con|el problema de|está mal con|salió mal con|ha salido mal con|hay con|está bloqueando|bloquea|retrasa|frena|impide|tiene|el problema que tiene|ha fallado con|falló con|anda mal con|sucede con|sucedió con|fue de|ha sido de|le ocurre a|problema con|le sucede a|le ha ocurrido a|pasa por|está frenando|está fallando con|pasa entonces con|hay de malo con|ha ido mal con|fue mal con|está reteniendo|no funciona con",
        ),
        *each(
            "hay|tengo|tenemos|tiene|hubo|he tenido|existe",
            "un|algún|_|algunos",
            "problema|problemas|fallo|error",
            "con|al descargar|con la descarga de|para descargar|descargando",
        ),
        *each(
            "diagnostica|diagnóstico de|diagnóstico para|analiza|investiga|haz un diagnóstico de|examina|diagnostique|revisa el problema con|revisa el problema de|haz un diagnóstico para|diagnosticar|haz el diagnóstico de|investiga el problema con|investiga el problema de|analizar|revisa qué pasa con"
        ),
        *each(
            "algo|hay algo que",
            "va mal con|ha ido mal con|falla con|no va bien con|ha salido mal con|salió mal con|pasa con|está mal con|anda mal con|no funciona con|le pasa a",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "no encuentro|no tenemos|no veo|no puedo ver|no hay|falta|faltan|no está sonarr descargando|sonarr no encuentra|radarr no encuentra|sonarr no descarga|radarr no descarga|plex no muestra|plex no encuentra|no podemos ver|no has descargado|no has añadido|no descargas|no tengo|todavía no tenemos|aún no tenemos|no consigo ver|sigo sin ver|seguimos sin tener|no me sale|no me aparece|nos falta|todavía no tengo|aún no tengo|no encontramos|no puedo encontrar|no puedo reproducir|no ha encontrado sonarr|no ha encontrado radarr|no encuentra sonarr|no encuentra radarr|no puede sonarr encontrar|no puede radarr encontrar|no vemos|sigue faltando|no ha descargado radarr|no ha descargado sonarr|no ha bajado radarr",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "_",
            "está|ha|se ha|sigue|tarda|está tardando|falla|ha fallado|falló|va|lleva|se ha quedado|fue|ha sido|se quedó|está siendo|demora|se demora|han",
            "_|tan|tanto|atascada|atascado|bloqueada|bloqueado|parada|parado|pausada|pausado|fallado|lenta|tanto tiempo|fallando|pendiente|atascándose|tardado tanto|tardando tanto|colgada|colgado|tan lenta|tan lento|detenida|detenido|rechazada|rechazado|en pausa|en cola|en espera|quedado atascada|quedado atascado|estancada|estancado|trabada|trabado|incompleta|incompleto|cancelada|cancelado|atorada|atorado|todavía en cola|aún en cola|tanto en descargarse|tanto en llegar|tanto en bajar|tanto en descargar|a medias|denegada|rechazaron",
            "_|la descarga de|la descarga del|mi solicitud de|mi solicitud para|la solicitud de|mi petición de|la importación de|la solicitud para|mi descarga de",
        ),
        *each(
            _EXPLAIN,
            _WHY,
            "no|todavía no|aún no",
            "se descarga|se ha descargado|está|aparece|llega|ha llegado|se está descargando|está disponible|está en plex|se importa|se ha importado|funciona|descarga|ha salido|baja|avanza|termina de descargarse|sale|está lista|está listo|está descargado|está descargada|se baja|termina|ha terminado|ha aparecido|se encuentra|se puede ver|va|quiere descargarse|se descargó|llegó|se ha añadido|ha terminado de descargarse|se descargan|están",
            "_|todavía|aún|la descarga de|la descarga del|en plex|mi solicitud de|bien|ya",
        ),
    ]
)
_WRONG_ENDS: Final = Phrases(
    [
        *_PLACES,
        *lines(
            "en plex|para que no se descargue|que no se descarga|que no descarga|por ningún lado|por ninguna parte|tanto tiempo|tanto|atascada|atascado|parada|parado|bloqueada|bloqueado|colgada|colgado|pausada|pausado|en cola|fallado|fallando|pendiente|tan lenta|tan lento|en pausa|disponible|descargado|descargada|descargando|lista|listo|descargar|descargarse|que no aparece|que no llega|en espera|rechazada|rechazado|en descargarse|en llegar|a medias|fallando tanto|incompleta|incompleto"
        ),
    ]
)
_NEWS: Final = Phrases(
    [
        *each(
            "dónde|donde|por dónde",
            "está|están|anda|se encuentra|va|sigue|queda|quedó|se ha quedado|está la descarga de|va la descarga de",
        ),
        *each(
            "_|cuál es|dame|dime|muéstrame|enséñame|muestra|comprueba|mira|revisa|qué|cual es|consulta|quiero saber|me dices|quiero|a ver|ver|puedes decirme|puedes darme",
            "el|la|_",
            "estado|progreso|situación|avance|estatus|estado de descarga|status",
            "de|del|de la solicitud de|de la descarga de|de mi solicitud de|para|de mi solicitud para|de la petición de|tiene|de la descarga del|sobre",
        ),
        *each(
            "cómo|como|qué tal",
            "va|van|está|sigue|anda|lleva|avanza|marcha|vas|vamos",
            "_|la descarga de|la solicitud de|lo de|con la descarga de|mi solicitud de|la descarga del|con|mi solicitud para|el progreso de|de descargado",
        ),
        *each(
            "_",
            "tenemos|tengo|tienes|hay|has|hemos|he|habéis|ha",
            "_|ya|por casualidad|también",
            "_|descargado|añadido|encontrado|conseguido|pedido|solicitado|bajado|agregado|recibido|podido descargar|encontrado ya",
        ),
        *each(
            "cuándo|cuando|para cuándo|a qué hora|qué día|desde cuándo",
            "_",
            "llega|llegará|sale|saldrá|estará|estarán|se estrena|podré ver|podremos ver|puedo ver|podemos ver|tendremos|va a salir|va a estar|viene|está|se puede ver|se podrá ver|tendré|llegan|salen|vamos a tener|voy a poder ver|vamos a poder ver|se descarga|termina|acaba|termina de descargarse|estreno|va a llegar|estrenan|podrán ver los niños|aparece|estará lista|estará listo|estará disponible|estarán disponibles|está disponible|está lista|está listo|va a estar lista|va a estar disponible|se estrenará|estará en plex|tendremos lista|tendremos disponible",
        ),
        *each(
            "sabes|sabe|dime|sabemos|se sabe|me dices|puedes decirme|tienes idea de|alguna idea de",
            "cuándo",
            "llega|llegará|sale|saldrá|estará|está|se estrena|podré ver|podremos ver|tendremos|va a salir|viene|estará lista|estará listo|estará disponible",
        ),
        *each(
            "cuánto|cuánto tiempo|cuanto|cuanto tiempo|en cuánto tiempo",
            "falta para|queda para|le queda a|le falta a|tarda|tardará|falta para que|queda para que|tarda en llegar|tarda en descargarse|tardará en estar|va a tardar|falta|queda|queda de|lleva|tarda en estar|demora|le queda|queda hasta que|tardará en llegar|va a demorar|tardará en descargarse|tiempo falta para",
        ),
        *each(
            "_|hay|tienes|alguna|tenemos|hay alguna|tienes alguna|se sabe|qué|sabes|me das|tiene|hay ya",
            "noticia|noticias|novedad|novedades|alguna novedad|algo|actualización|información|actualizaciones|algo nuevo|noticias nuevas",
            "de|del|sobre|de la|acerca de",
        ),
        *each(
            "dime|comprueba|mira|sabes|puedes comprobar|puedes mirar|puedes decirme|puedes ver|podrías comprobar|me puedes decir|revisa|mira a ver|podrías decirme|podrías mirar|fíjate|puedes revisar|verifica|me dices|podría decirme|podría comprobar|puede comprobar|puede decirme|chequea|confirma",
            "si|cuándo|dónde|cómo va",
            "_|tenemos|ya tenemos|está|se ha descargado|ya está|hay|tengo|has descargado|ya tengo|están|ya ha llegado|ha llegado|se descargó|ya se descargó|ya se ha descargado|se ha añadido|va|estará|se está descargando|ya salió|hemos descargado",
        ),
        *each(
            "_|ya|ahora|por fin",
            "puedo|podemos|se puede|pueden los niños|podré|podremos",
            "ver",
            "ya|_",
        ),
        *each(
            "ya|_|todavía|aún|ya se|sigue|está",
            "se ha|se han|ha|han|está|están|se está|sigue|se descargó|llegó|salió|se ha terminado de|ha terminado de|ya está|se terminó de|estará|ha acabado de",
            "_|ya",
            "descargado|descargada|llegado|añadido|añadida|disponible|lista|listo|terminado|importado|salido|descargando|descargándose|estrenado|en plex|encontrado|bajado|agregado|aprobado|aprobada|acabado|terminado de descargar|descargar|bajando|descargados|descargadas|llegado ya|completado|completada|aparecido|en la biblioteca|bajándose|descargarse|puesto|estrenada|terminada",
            "_|ya|en plex|la descarga de|mi solicitud de|mi solicitud para|ya la descarga de",
        ),
        *lines(
            "qué hay de|qué hay de mi solicitud de|qué hay de mi solicitud para|qué fue de mi solicitud de|por dónde va|en qué estado está|en qué punto está|en qué va|qué porcentaje lleva|ya llegó|ya salió|ya se descargó|sigue descargándose|sigue bajándose|está sonarr descargando|está radarr descargando|ha encontrado sonarr|ha encontrado radarr|ya tenemos|ya tienes|ya está|está ya|está|están|ya están|sonarr ha encontrado|radarr ha encontrado|qué tal va|qué se sabe de|a cuánto va|ha llegado|llegó|ya ha llegado|llegará|se ha descargado|terminó de descargarse|terminó la descarga de|ha terminado la descarga de|acabó de descargarse|se descargó|ha acabado la descarga de"
        ),
    ]
)
_NEWS_ENDS: Final = Phrases(
    [
        *_PLACES,
        *each(
            "_|está|están|esté|estará|ha sido|ya está|estén",
            _DONE,
            "_|en plex|para ver|ya|en la biblioteca",
        ),
        *lines(
            "en plex|en la lista|en la cola|en este momento|en casa|en marcha|en descarga|salga|llegue|se estrene|se descargue|en descargarse|en llegar|en estar|en bajar|se termine|va|en la biblioteca|de mi lista|se ha descargado|ha llegado|termine|ha salido|en el servidor|en algún sitio|por ahí|ya en plex|se está descargando|está en plex|acabe|termine de descargarse|en cola|en descargar|en terminar|salió|llegó|para descargarse|para terminar"
        ),
    ]
)
_STATUS_STATED: Final = [
    *each(
        "ya|está ya|ya está|está|están|ya están|ha sido|se ha|ha|han|estará",
        "_",
        _DONE,
        "_|en plex|o no|ya",
    ),
    *each("está|están|ya está|está ya", "_", "en", "_|la|el|mi|nuestra", LISTS),
]
_CANCEL: Final = Phrases(
    [
        *each(
            "cancela|cancele|cancelar|borra|borre|borrar|elimina|elimine|eliminar|quita|quite|quitar|anula|anular|olvida|olvídate de|olvídate del|olvidar|olvide|descarta|descartar|suprime|retira|retirar|saca|sacar|deja|cancélame|bórrame|quítame|deshaz|detén|interrumpe|aborta|cancelá|borrá|anule|retire|remueve|olvidate de|olvidémonos de|tacha",
            "_|por favor|mejor|ya",
        ),
        *each(
            "deja|para|detén|deje|dejar|parar|cesa|stop|basta|pare|no hace falta|ya no hace falta|no es necesario|ya no es necesario|no sigas|no continúes|puedes dejar|puedes parar|no hay que|no te molestes en|ya puedes dejar|no siga",
            "_|de|con",
            "descargar|buscar|descargando|buscando|bajar|bajando|descargarme|la descarga de|la búsqueda de|monitorizar|con la descarga de|conseguir|que descargues|que busques|que bajes|añadir|la descarga del|intentando descargar",
        ),
        *each(
            "para|detén|cancela|interrumpe|anula|pare|parar|frena",
            "la",
            "descarga|búsqueda|solicitud|petición",
            "de|del|para",
        ),
        *each(
            "ya no|al final no|mejor no|finalmente no|no|en realidad no|pensándolo bien no|la verdad es que ya no|al final ya no",
            "quiero|queremos|necesito|necesitamos|me interesa|nos interesa|nos hace falta|me hace falta|me apetece|hace falta|voy a ver|vamos a ver|quiero que descargues|quiero que añadas|quería|nos apetece|hace falta que descargues|me interesan|quería descargar|quería añadir",
            "_|ver|descargar|tener|más|ya|bajar|la descarga de|mirar",
        ),
        *each(
            "no|mejor no|al final no|ya no",
            "descargues|añadas|busques|agregues|bajes|pidas|descargue|añada|busque|agregue|pongas|sigas descargando|sigas buscando|consigas|me descargues|me bajes",
            "_|más|ya|al final|por favor|finalmente",
        ),
        *lines(
            "olvida mi solicitud de|olvida mi solicitud para|olvida la solicitud de|cancela lo de|déjalo con|he cambiado de opinión sobre|he cambiado de idea con|ya hemos visto|ya he visto|ya vimos|ya vi|da de baja|ya no me interesa|ya no hace falta|ya no nos interesa|he cambiado de opinión con"
        ),
    ]
)
_CANCEL_ENDS: Final = Phrases(
    [
        *each("de|del|en|por", "_|la|el|mi|nuestra|las|mis", LISTS),
        *lines(
            "al final|ya no la quiero|ya no lo quiero|solicitud|en curso|después de todo|que pedí|que solicité|ya no hace falta|finalmente|que te pedí|más|ya la hemos visto|ya la vimos|he cambiado de opinión|mejor no|de una vez|que había pedido|ya la vi"
        ),
    ]
)

ASK_FRAMES: Final = (
    Frame(intent=Intent.DIAGNOSE, starts=_WRONG, ends=_WRONG_ENDS),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            each(
                _EXPLAIN,
                _WHY,
                "_|la descarga de|la descarga del|mi solicitud de|mi solicitud para|la solicitud de",
            )
        ),
        ends=Phrases(_NOT_VERB),
        must_end=True,
    ),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            lines("la descarga de|la descarga del|mi solicitud de|mi solicitud para|mi descarga de")
        ),
        ends=Phrases(_NOT_VERB),
        must_end=True,
    ),
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(), ends=Phrases(_NOT_VERB), must_end=True),
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_NEWS_ENDS),
    Frame(
        intent=Intent.STATUS,
        starts=Phrases(),
        ends=Phrases(
            [
                *_STATUS_STATED,
                *lines(
                    "estado|ya la tenemos|ya lo tenemos|la tenemos|lo tenemos|cuándo sale|cuándo llega|cómo va|está lista ya|ya salió|la tenemos ya|lo tenemos ya|para cuándo"
                ),
            ]
        ),
        must_end=True,
    ),
)
_MINE: Final = "_|mis|mi|las|la|el|todas mis|nuestras|todas las|los|con mis|con mi|con las|con la|de mis|de mi|de las|de la"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "qué|qué películas|qué series|hay algo|se está|hay alguna|que|qué cosas|estás|tienes algo|está algo|algo",
                "_|se está|se están|está|estás|hay|estamos|se|está ahora|está en|tienes",
                "descargando|bajando|en cola|en la cola|descargándose|descargando ahora|descarga|en descarga|en curso|en la cola de descargas|en marcha|en la lista de descargas|bajándose|hay en la cola|descargado",
                "_|ahora|ahora mismo|en este momento|algo|actualmente",
            ),
            *each(
                "muestra|muéstrame|enséñame|enseña|lista|cómo van|cómo va|cuál es el estado|dime el estado|dame|dime|estado|cuáles son|qué hay de|qué tal van|ver|quiero ver|revisa|comprueba|léeme|dónde están|dónde está|hay noticias|noticias|novedades|hay novedades|cómo están|cómo está|en qué están|en qué estado están|qué pasa con|dame el estado|muéstreme|enséñeme|puedes mostrarme|puedes enseñarme|a ver|resume",
                _MINE,
                "solicitudes|descargas|solicitud|descarga|cola|peticiones|cola de descargas|lista de descargas|descargas en curso|solicitudes pendientes|petición|descargas activas|solicitudes abiertas|lista de solicitudes|pedidos",
                "_|en curso|pendientes|activas",
            ),
            *each("qué", "he|hemos|se ha|había|han", "pedido|solicitado|añadido|descargado"),
            *lines(
                "estado|estado de las descargas|estado de descarga|cómo va|cómo va eso|está listo|ya está|ya está listo|está descargado|cuánto falta|cuánto queda|cuándo estará listo|hay noticias|alguna novedad|qué hay nuevo en plex|qué hay de nuevo en plex|ha terminado|ha llegado|está lista mi solicitud|está lista mi película|han aprobado mi solicitud|ha sido aprobada mi solicitud|han terminado mis descargas|qué viene ahora|qué viene|qué hay pendiente|se ha descargado ya|cuánto le falta|por dónde vas"
            ),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "cancela|borra|elimina|quita|anula|olvida|para|detén|deja|descarta|vacía|cancele|cancelar|deshaz",
                "_|por favor",
                "eso|todo|mi solicitud|la solicitud|mi última solicitud|la última solicitud|la descarga|las descargas|todas las descargas|todas las solicitudes|mis solicitudes|todas mis solicitudes|mi descarga|mis descargas|todas mis descargas|la última|el último|esa solicitud|esa descarga|la cola|toda la cola|lo que he pedido|mi petición|la última descarga|de descargar|de buscar|la búsqueda|mi última petición|lo último|lo último que pedí|lo que pedí|la última petición|mi última descarga|la petición|la cola de descargas",
                "_|por favor",
            ),
            *lines(
                "cancela|cancélalo|cancélala|olvídalo|déjalo|déjalo estar|da igual|no importa|mejor no|al final no|no hace falta|ya no hace falta|he cambiado de opinión|he cambiado de idea|bórralo|bórrala|para la descarga|para las descargas|para de descargar|deja de descargar|no lo descargues|no la descargues|quítalo|quítala|ya no lo quiero|ya no la quiero|elimínalo|elimínala|cancélalas|cancela todo|no te molestes|olvida lo que he pedido|no descargues eso"
            ),
        ]
    ),
    Intent.DIAGNOSE: Phrases(
        [
            *each(
                "por qué|porqué",
                "_|no",
                "se|está|tarda|va|ha|se está|están|sigue|funciona|baja|se descarga|descarga|avanza|llega|hay|se ha|tardan|van|avanzan|se descargan|fallan|falla",
                "_|no|ha|está",
                "descarga nada|descargando nada|tanto|atascado|atascada|tan lento|tan lenta|la descarga|mi descarga|mi solicitud|mis descargas|la cola|nada|fallado|todo tan lento|parado|bajando nada|descargado|bloqueado|la cola atascada|las descargas|todo|fallado la descarga|atascada la descarga|atascada la cola|atascadas mis descargas|atascadas las descargas|lento todo|tanto la descarga|tan lentas|descarga|tan lentas mis descargas|aprobado mi solicitud|parada la cola|mi descarga tan lenta|tan lenta la descarga",
            ),
            *lines(
                "qué pasa|qué pasa con mis descargas|qué pasa con mi solicitud|qué pasa con la cola|qué ha fallado|qué ha pasado|qué salió mal|cuál es el problema|diagnóstico|diagnostica|no se descarga nada|no se está descargando nada|qué le pasa a mi descarga|qué le pasa a mis descargas|qué problema hay|la descarga está atascada|mi descarga está atascada|mis descargas están atascadas|las descargas están atascadas|la cola está atascada|la cola está parada|ha fallado la descarga|qué le pasa a la cola|qué le pasa a mi solicitud|qué ha pasado con mi solicitud|por qué no se descarga nada|por qué no se está descargando nada|por qué no descarga nada|qué ha ido mal|qué pasa con las descargas"
            ),
        ]
    ),
}
