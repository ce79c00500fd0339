"""Spanish sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.phrases import Phrases
from .tables import each, lines, words

HOUSEHOLD_STARTS: Final = Phrases(
    lines("""
enciende|encienda|encender|apaga|apague|apagar|pon algo|pon música|pon un temporizador|pon una alarma|pon la alarma|pon la luz|pon la tele|pon la televisión|pon la calefacción|pon la radio|pon el aire|pon el temporizador|pon el despertador|pon el volumen|pon el termostato|pon las luces|pon la lavadora|pon el lavavajillas|pon la mesa|pon un recordatorio|pon el horno|pon la canción|pon una canción|pon las noticias|pon el modo|pon un minuto|pon café|pon la cafetera|pon los
baja el volumen|baja la calefacción|baja la temperatura|baja las persianas|baja la persiana|baja el termostato|baja la luz|baja la música|baja las luces|baja los|baja el brillo|baja el aire|sube|suba|aumenta|disminuye|reduce|atenúa|abre|abra|cierra|cierre|bloquea|desbloquea|lanza el siguiente|inicia el robot|inicia la aspiradora|arranca|reproduce|reproducir|toca|pausa|pausar|reanuda|reanudar|siguiente|anterior|salta|más alto|más bajo|silencia|silencio|recuérdame|recuerda|recordar
despiértame|llama|envía un|envía una|manda un mensaje|escribe un mensaje|buenos días|buenas noches|buenas tardes|qué hora|qué tiempo|qué temperatura|qué día|qué fecha|qué hay en la tele|qué hay en el cine|qué hay para|qué hay de cenar|qué ponen|qué echan|qué películas hay|qué películas ponen|qué películas echan|qué dan en|qué película|qué serie|qué canción|qué música|qué significa|qué es|qué puedo|qué puedes hacer|qué haces|qué debería|qué deberíamos|qué comemos|qué cenamos
qué me recomiendas|qué opinas|qué tal estás|qué tal el día|qué tengo|qué le pasa a la luz|qué le pasa al wifi|qué le pasa a la lavadora|qué actor|qué actriz|qué año|cuál es la capital|cuál es la temperatura|cuál es el sentido|cuál es la mejor|cuál es el mejor|cuánto cuesta|cuánto es|cuánto mide|cuánto dura|cuánto falta para navidad|cuántas temporadas|cuántos episodios|cuántos capítulos|cuántos años|cuántas personas|cuántos oscar|cómo estás|cómo se hace|cómo se llama el actor|cómo se llama|cómo se dice|cómo está el tiempo
cómo está el tráfico|cómo hago|cómo llego|cómo puedo|cuándo es|cuándo sale el sol|cuándo se pone|cuándo pasa el|cuándo llega el autobús|cuándo llega el tren|cuándo llega mamá|cuándo llega papá|cuándo llega el paquete|cuándo tengo|cuándo empieza|cuándo abre|cuándo cierra|quién es|quién era|quién ha|quién dirigió|quién canta|quién actúa|quién escribió|quién ganó|quién sale en|quiénes|quién dirige|quién interpreta|quién hizo|dónde está mi|dónde están mis|dónde está el gato|dónde está el perro|dónde está el mando|dónde están las llaves|dónde están los niños
dónde queda|dónde vive|dónde puedo|dónde hay|dónde está la farmacia|por qué hace|por qué el cielo|por qué la luz|por qué no funciona el|por qué no funciona la|por qué no va el wifi|por qué no va internet|por qué está la luz|por qué está encendida|por qué está encendido|por qué no se enciende|por qué no se apaga|por qué eres|por qué llueve|está la puerta|está el garaje|está la luz|está encendida|está encendido|está apagada|está apagado|está lloviendo|está nevando|está el horno|está la lavadora|está el lavavajillas|está la calefacción|está abierta|está abierto
está cerrada|está cerrado|está lista la lavadora|está lista la cena|está lista la colada|está lista la comida|ha terminado la lavadora|ha terminado el lavavajillas|ha llegado el correo|ha llegado mi paquete|ha llegado el paquete|ha llegado el cartero|hay alguien|hay leche|tenemos leche|tenemos huevos|tenemos pan|tengo alguna cita|tengo alguna reunión|va a llover|llueve|nieva|hace frío|hace calor|me oyes|me escuchas|cuéntame|cuenta|canta|léeme las|léeme los|lee|dime la hora|di|traduce|calcula|navega|reserva|compra|comprar|pide una pizza|pide pizza
pide comida|pide un taxi|pide un|pide flores|paga|graba|grabar|soy|estoy|tengo hambre|tengo sed|tengo frío|tengo calor|tengo sueño|me voy a|me encantó|me gustó|me gusta|me aburro|odio|vi|anoche vi|es demasiado|está oscuro|estamos en casa|la película fue|la peli fue|la película era|la serie fue|gracias estuvo|gracias por|cambia de|cambia el|cambia la|busca una receta|busca un restaurante|busca recetas|busca mi|busca mis|encuentra mi|encuentra mis|encuentra un restaurante|búscame una receta|búscame un restaurante|búscame un taxi|consígueme un taxi|tráeme un|tráeme una|trae leche
trae pan|dame un minuto|dame un vaso|dame la hora|dame el tiempo|añade una cita|añade un recordatorio|añade una tarea|añade un evento|añade una alarma|añade una reunión|agrega una cita|agrega un recordatorio|agrega un evento|descarga la actualización|descarga la aplicación|descarga la app|descarga mis fotos|descarga las fotos|descarga el nuevo firmware|descarga el driver|aspira|pasa la aspiradora|limpia|cocina|prepara un|prepara la cena|prepara café|haz un café|haz café|hazme un café|activa|desactiva|riega|avanza|retrocede|rebobina|subtítulos
muestra la cámara|muéstrame la cámara|enséñame la cámara|enséñame fotos|muéstrame fotos|muéstrame el tiempo|cancela el temporizador|cancela la alarma|cancela mi cita|cancela el despertador|cancela la reunión|cancela la cita|borra la alarma|borra el temporizador|borra el recordatorio|para la música|para el temporizador|para la lavadora|para la alarma|para el|para de hablar|detén la música|detén el|no te olvides de la leche|no olvides la leche|no olvides comprar|recomiéndame|recomienda|puedes recomendarme|me recomiendas|conoces alguna|me puedes recomendar|continúa|continuar|sigue viendo|ajusta|programa la|programa el|regula
vamos a la cama|quiero dormir|quiero pizza|quiero comer|quiero escuchar|necesito ayuda|necesito dormir|estás ahí|eres real|te quiero|son las
""")
)
HOUSEHOLD_ENDS: Final = Phrases(
    [
        *each(
            "a|al|en|de|del|para|desde|por",
            "_|la|el|mi|mis|los|las|nuestra|nuestro",
            "lista de la compra|lista de compras|lista de las compras|compra|lista de tareas|lista de cosas por hacer|lista de pendientes de casa|agenda|calendario|temporizador|despertador|salón|sala|dormitorio|habitación|cocina|baño|cuarto de baño|oficina|pasillo|sótano|jardín|garaje|balcón|comedor|desván|nevera|frigorífico|recordatorios|contactos|playlist|lista de reproducción|spotify|carrito|notas|teléfono|móvil|coche|supermercado|grupo familiar|grupo|grupo de la familia|terraza|habitación de invitados|altavoz|altavoces|router|impresora|tele|televisión|tv|cine|radio|casa|wifi|barrio|lista del súper|súper|alarma|cuarto|entrada|lista del supermercado|carro",
        ),
        *lines(
            "cerca de aquí|por aquí|en internet|en google|cerca|para el router|para el móvil|para la impresora|para cenar|aquí cerca"
        ),
    ]
)
HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
leche|pan|mantequilla|huevos|queso|café|té|azúcar|harina|arroz|pasta|papel higiénico|cerveza|vino|agua|zumo|jugo|cebollas|patatas|papas|tomates|pizza|comida|almuerzo|cena|desayuno|compra|ayuda|taxi|un taxi|médico|cita|citas|dentista|música|canción|jazz|radio|podcast|temporizador|despertador|alarma|recordatorio|mensaje|mensajes|noticias|telediario|el telediario|tiempo|hora|fecha|temperatura|correo|paquete|teléfono|móvil
llaves|gafas|mando|mando a distancia|actualización|actualizaciones|aplicación|aplicaciones|app|receta|recetas|restaurante|luz|luces|lámpara|lámparas|calefacción|termostato|puerta|puertas|puerta principal|ventana|ventanas|garaje|persianas|cortinas|tele|televisión|aspiradora|robot|lavadora|lavavajillas|secadora|horno|nevera|frigorífico|impresora|router|wifi|internet|coche|corriente|batería|enchufe|ventilador|aire acondicionado|aire|cafetera|perro|gato|niños|mamá|papá|abuela|abuelo
navidad|semana santa|vacaciones|colada|basura|firmware|fotos|juego|volumen|brillo|escena|autobús|tren|vuelo|hotel|flores|tarta|pastel|manzanas|plátanos|una película|una serie|películas|series|algo divertido|algo bueno|siguiente episodio|el siguiente episodio|próximo episodio|siguiente capítulo|entradas|entradas de cine|miel|sal|pañales|detergente|auriculares|cámara|cámaras|ducha|césped|tráfico|suscripción|película|una peli
""")
)
HOUSEHOLD_HEADS: Final = words("""
luz|luces|lámpara|lámparas|calefacción|termostato|temperatura|persianas|cortinas|temporizador|despertador|alarma|recordatorio|recordatorios|aspiradora|lavadora|lavavajillas|cita|citas|receta|recetas|teléfono|móvil|llaves|restaurante|calendario|agenda|wifi|router|impresora|música|canción|playlist|podcast|perro|gato|niños|pizza|taxi|puerta|ventana|garaje|aplicación|app|cámara|enchufe|internet|paquete|correo|tele|televisión|radio|coche|basura|café|suscripción|reserva|reunión|dentista|médico|aparato|batería|aire|actualización|firmware
""")
