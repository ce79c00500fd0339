"""English sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.tokens import Phrases
from .tables import lines

HOUSEHOLD_STARTS: Final = Phrases(
    lines("""
turn on|turn off|turn up|turn down|turn the|turn it|switch on|switch off|switch the|set the|set a|set an|set my
set up a reminder|set volume|set brightness|set temperature|dim|brighten|lock the|unlock|open the|close the
shut the|raise the|lower the|increase|decrease|start the vacuum|start a timer|start the timer|start cleaning
start the washing|start the dishwasher|stop the|stop all|stop music|pause|resume|skip|next song|next track
previous|mute|unmute|play|shuffle|repeat|volume|call|text|message|send|remind|wake me|wake up|good morning
good night|goodnight|good evening|tell me a joke|tell me the time|tell me the weather|what time|what's the time
what is the time|what's the weather|what is the weather|what's the temperature|what is the temperature
what day|what's the date|what is the date|what's on my calendar|what's on the calendar|what's my schedule
what's for dinner|who is|who's|who was|who are|how warm|how cold|how hot|how old|how tall|how many|how much is
how much does|how do i|how do you|translate|calculate|convert|define|spell|navigate|directions|book a|order a pizza
order pizza|order some|buy|pay|read my|read the|read me|vacuum|clean|mop|water the|feed|arm the|disarm|activate
deactivate|enable|disable|restart|reboot|run the|run a|charge|cook|bake|heat|cool|warm|preheat|ring
flip a coin|roll a|sing|announce|broadcast|say|note that|take a note|make a note|write down|is it raining
is it going to|will it rain|is the|are the lights|are the doors|are all|are any|did i leave|did i lock|did someone
is anyone|is anybody|is somebody|is someone|what's the news|what is the news|give me the news|what's up today
i'm cold|i'm hot|i'm leaving|i'm home|i'm tired|i'm hungry|it's too|it's dark|it's cold|it's hot|make it warmer
make it colder|make it brighter|make coffee|make me|make a coffee|make a shopping list|add a reminder
add a timer|add a task|add a note|add an event|add an appointment|add an alarm|add a meeting|add a calendar
add a todo|add a to do|add one minute|add time|add minutes|delete the alarm|delete my alarm|delete all alarms
get rid of the mess|get me out|get directions|get the weather|what can you do|thank you|thanks|yes|no|show me|show us
""")
)

HOUSEHOLD_ENDS: Final = Phrases(
    [
        f"{preposition} {owner} {thing}".replace("_ ", "")
        for preposition in ("to", "on", "in", "from", "off", "onto", "at", "into")
        for owner in ("_", "my", "the", "our")
        for thing in lines("""
shopping list|grocery list|groceries|shopping|to do list|todo list|task list|tasks|to dos|todos|list of groceries
calendar|schedule|agenda|diary|timer|alarm|alarms|packing list|chores|chore list|reminders|reminder list
kitchen|living room|bedroom|bathroom|garage|garden|hallway|office light|basement|attic|porch|fridge|freezer|cart
basket|shopping basket|notes|contacts|phone|speaker|speakers|playlist|house|car|patio|driveway|dining room|lamp
weather|news|supermarket|store|shop
""")
    ]
)

HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
milk|bread|butter|eggs|cheese|bananas|apples|coffee|tea|sugar|flour|rice|pasta|toilet paper|paper towels|detergent
beer|wine|water|juice|onions|potatoes|tomatoes|chicken|pizza|lunch|dinner|breakfast|food|groceries|a snack|snacks
help|a hug|a taxi|a cab|an uber|a ride|a doctor|a plumber|a break|a minute|home|to work|directions|flights|a flight
a hotel|a restaurant|restaurants|news|weather|weather forecast|forecast|time|date|temperature|humidity|mail|post
newspaper|my phone|my keys|my wallet|my glasses|my watch|phone|keys|wallet|remote|remote control|updates|update
software update|system update|app|apps|a recipe|recipes|recipe|a song|music|some music|a podcast|radio|timer|alarm
reminder|meeting|appointment|event|volume|brightness|scene|automation|script|everyone|everybody|anyone|anybody
money|price|stock price|score|football score|traffic|train|bus
flight|package|parcel|delivery|door|doors|window|windows|lights|light|lamp|house|car|heating|heater|boiler|fan|oven
vacuum|vacuum cleaner|robot|robot vacuum|washing machine|dishwasher|dryer|fridge|freezer|garage|garage door
front door|back door|thermostat|blinds|curtains|shades|sprinkler|sprinklers|battery|solar|power|energy|internet|wifi
printer|router|computer|laptop|tv|television|christmas|easter|halloween|thanksgiving|sunset|sunrise|mom|dad|mum|you
things|life|school|work|kitchen|bedroom|living room|bathroom|hallway|garden|basement|attic|office light|ride home|device
devices|item|items|automations|airtag|keys|song|songs|summary|baby|speaker|speakers|camera|cameras|doorbell|alarm system|everything off
""")
)

HOUSEHOLD_HEADS: Final = frozenset(
    lines("""
lights|lamp|lamps|thermostat|temperature|heating|blinds|curtains|timer|timers|alarm|alarms|reminder|reminders|vacuum
dishwasher|sprinklers|sprinkler|appointment|meeting|recipe|recipes|weather|forecast|humidity|volume|brightness
phone|keys|wallet|restaurant|restaurants|pharmacy|supermarket|calendar|doorbell|wifi|router|printer|battery|nearby
minutes|device|devices|automation|automations|airtag|ride|dog|cat|cats|dogs|kids|children|baby|wife|husband|tickets|song|songs|playlist|album|podcast|laundry|dryer|fridge|freezer|oven|heater|boiler|furnace|news
""")
)
