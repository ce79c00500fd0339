"""English sentences of a household that are not about films and series."""

from typing import Final

from ..grammar.phrases import Phrases
from .tables import lines

HOUSEHOLD_STARTS: Final = Phrases(
    lines("""
look up the|look up how|look up what|find out when the|find out where|find out who|get the vacuum|get the kids some|get the kids ready|get the kids from|get the kids to|get the car washed|get the car ready|get the car keys|get the dog some|get the baby some|i want it warmer|i want it colder|i want it to|i want it darker|i want it brighter|i want the lights|i want the heating|track my|what happened in
the movie was|the film was|the show was|the movie is|the film is|the show is|this movie is|this film is|this show is|this movie was|this show was|that movie was|that film was|that show was|i like|we like|search the web|search the internet|search online
google|schedule a|schedule the|delete the note|delete the reminder|cancel the reminder|forget what|stop it|stop that|stop listening|stop talking|stop recording|order sushi|order some|order new|order more|what about the|how about the|how about a|how about some|what about a
turn on|turn off|turn up|turn down|turn the|turn it|switch on|switch off|switch the|set the|set a|set an|set my
set up a reminder|set volume|set brightness|set temperature|dim|brighten|lock the|unlock|open the|close the
shut the|raise the|lower the|increase|decrease|start the vacuum|start a timer|start the timer|start cleaning
start the washing|start the dishwasher|stop the|stop all|stop music|pause|resume|skip|next song|next track
previous|mute|unmute|play|shuffle|repeat|volume|call|text|message|send a|send an|send my|send the message|send mom|send mum|send dad|send this|send that|send it|send him|send her|send them|send everyone|remind|wake me|wake up|good morning
good night|goodnight|good evening|tell me a joke|tell me the time|tell me the weather|what time|what's the time
what is the time|what's the weather|what is the weather|what's the temperature|what is the temperature
what day|what's the date|what is the date|what's on my calendar|what's on the calendar|what's my schedule
what's for dinner|who is|who's|who was|who are|how warm|how cold|how hot|how old|how tall|how many|how much is
how much does|how do i|how do you|translate|calculate|convert|define|spell|navigate|directions|book a|order a pizza
order pizza|order some|buy|pay|read my|read the|read me|vacuum|clean|mop|water the|feed|arm the|disarm|activate
deactivate|enable|disable|restart|reboot|run the|run a|charge|cook|bake|heat up|heat the|heat my|cool|warm|preheat|ring
flip a coin|roll a|sing|announce|broadcast|say|note that|take a note|make a note|write down|is it raining
is it going to|will it rain|is the|are the lights|are the doors|are all|are any|did i leave|did i lock|did someone
is anyone|is anybody|is somebody|is someone|what's the news|what is the news|give me the news|what's up today
is there a second|is there a third|is there another|is there going to be|will there be|did the postman|did the mail
how are you|how was your|how is your day|how's your day|what should|what shall|what movie should|what do you|can you recommend|could you recommend|recommend|suggest|can you suggest|what song|what music|what year
what is the name|what's the name|what is the best|what are the best|what's the best|which actor|which actress|which movie won|which film won|which is better|which one is better|who plays|who played|who directed
who wrote|who stars|who starred|who sings|who won|who made|who composed|who voices|who created|who killed|what is the imdb|what's the imdb|what is the plot|what's the plot|what is the rating|what's the rating
what is the runtime|how long is the movie|how long is the film|how much is|how many oscars|how many seasons does|how many episodes does|how many movies|continue watching|keep watching|resume watching
start the movie|start the film|start the show|start playing|start episode|start watching|put on the tv|put on some|put on music|put on the news|put on a|put on channel|record the|record my|record some|record a|stop playing
rewind|fast forward|go back|turn my|book two|book me|book tickets|order two|order flowers|order groceries|what's on tv|what is on tv|what's on at|what's playing|what is playing|what movies are in|what films are in|what movies are out
what films are out|what movies are playing|what's in the cinema|what's in the fridge|what is in the fridge|what's on the shopping|what is on the shopping|what's on the menu|where are the kids|where did i put|when is my|when are my|when do i
when is the next train|when does the next|when is sunset|when is sunrise|when is the next bus|is it cold|is it hot|is it warm|is it going|is it snowing|is it safe|is it true that|are you happy|are you there|are you real|are you human|do you like
do you love|do you know any|do you know how|do i need|do we need|should i|should we|did you know|did the dishwasher|i loved|i really loved|i really liked|i liked|i hated|i love you|that was|thanks that|thanks for|thank you for
i'm bored|i'm sad|i'm going|we're home|we're leaving|start vacuuming|start vacuum|find a recipe|find me a recipe|find me a restaurant|find a restaurant|invite|watch the baby|watch the front|watch the door
watch the kids|watch the dog|tell me about the weather|tell everyone|what's the score|what is the score|what's the capital|what is the capital|what's your|what is your|what is the film|what is the movie|what is the show
what is the series|what's the film|what's the movie|what's the show|how long does it take to|how long until dinner|how long until christmas|explain how|explain the|why is it so|why is the sky|in which|at what age|how did
how does|how do|how can|how would|what does|what did the|what kind|what type|what genre|which genre|which country|which streaming|where was|where were|where can i stream|where can i buy|where does|when was|when were|when did|is there a sequel
is there a remake|are there any good|are there any new movies|what's a good|what is a good|any recommendations|any suggestions|do you think|i think the|i'm watching|we're watching|we are watching|i am watching|i watched|we watched
i just watched|we just watched|i finished|we finished|i've seen|we've seen|rate|i'd rate|compare|describe|summarize the plot|spoil|quote|name the|list the actors|list the cast|list all episodes|how good is|is it worth|what happens
what happens in|cast the|cast to|stream the|stream to|mirror|dub the|subtitle the|turn subtitles|turn the subtitles|put subtitles|enable subtitles|change the audio|change the language|change the channel|switch to|switch channel|louder|quieter
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
wifi|family group|group|group chat|car park|meal plan|spotify|apple music|youtube music|sonos|living room speaker|kitchen speaker|bedroom speaker|dishwasher|washing machine|laundry|recycling
bin|bank account|invoice|email|inbox|mailbox|whatsapp|family calendar|work calendar|shopping cart|amazon cart|amazon basket|to do|nursery|kids room|guest room|balcony|terrace|guest list|party list|bucket list
reading list|book list|gift list|christmas list|birthday list|wish list for christmas|contact list|address book|notebook|journal|plants|backyard|front yard|doorbell|front door|back door|printer|router|vacuum|robot
shopping list|grocery list|groceries|shopping|to do list|todo list|task list|tasks|to dos|todos|list of groceries
calendar|schedule|agenda|diary|timer|alarm|alarms|packing list|chores|chore list|reminders|reminder list
kitchen|living room|bedroom|bathroom|garage|garden|hallway|office light|basement|attic|porch|fridge|freezer|cart
basket|shopping basket|notes|contacts|phone|speaker|speakers|playlist|house|car|patio|driveway|dining room|lamp
weather|news|supermarket|store|shop
""")
    ]
    + lines(
        "near me|nearby|near here|around here|in here|close by|on spotify|from the web|on the internet|on google|from the store|in the city|in town|in my area"
    )
)

HOUSEHOLD_THINGS: Final = Phrases(
    lines("""
movie mode|speed test|a speed test|quiet|silence|louder|quieter|brighter|darker|warmer|cooler|colder|more light|less light|again|stop|wait|next|faster|slower|the bill|the check|more|hurry|hurry up|attention|continue|go on|everything|off|on|repeat|one more|the usual|next song|next track|next tune|movie time|movie night|film night|film mode|cinema mode|theater mode|tv mode|vacation mode|night mode|away mode|party mode|sleep mode|movie scene|something funny|something good|something nice
something to eat|something to drink|something new|something else|something fun|next episode|next movie|next film|next season|previous episode|next show|wake up call|birthday party|day off|sushi|new filters|filters
hotels|jazz|taylor swift|the beatles|volume up|volume down|lights off|lights on|lunch with mom|lunch with dad|dinner with mom|dinner with dad|what i said|what you said|nearest gas station|gas station|laundry
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
car keys|headphones|my headphones|earbuds|charger|cable|pepperoni pizza|large pizza|coke|soda|flowers|birthday cake|cake|ice cream|chocolate|fruit|vegetables|meat|fish|salad|soup|sandwich|sandwiches|burger|burgers|cereal|yogurt|diapers|nappies|cat food
dog food|batteries|light bulbs|shampoo|soap|toothpaste|medicine|prescription|pills|vitamins|shoes|clothes|towels|dentist|dentist appointment|doctor's appointment|haircut|hotel|flight tickets|concert tickets|cinema tickets|movie tickets|tickets|subscription|my subscription
netflix subscription|spotify subscription|dinner reservation|reservation|table for two|workout playlist|playlist|workout|gym|class|classes|lesson|homework|exam|birthday|anniversary|party|holiday|vacation|trip|pasta timer|egg timer|tea timer|oven timer|baby camera|baby monitor
security camera|front door camera|air conditioning|air conditioner|ac|coffee machine|coffee maker|kettle|toaster|microwave|blanket|pillow|bed|sofa|couch|chair|table|firmware|latest firmware|driver|drivers|invoice|invoices|bill|bills|tax return|report|document|documents|files|photo
photos|picture|pictures|email|emails|message|messages|voicemail|contact|contacts|number|address|map|maps|game|games|book|books|ebook|audiobook|audiobooks|magazine|news podcast|app update|windows update|ios update|android update|router update|the postman|postman|mailman|package
printer|router|computer|laptop|tv|television|christmas|easter|halloween|thanksgiving|sunset|sunrise|mom|dad|mum|you
things|life|school|work|kitchen|bedroom|living room|bathroom|hallway|garden|basement|attic|office light|ride home|device
devices|item|items|automations|airtag|keys|song|songs|summary|baby|speaker|speakers|camera|cameras|doorbell|alarm system|everything off
""")
)

HOUSEHOLD_HEADS: Final = frozenset(
    lines("""
membership|order|mode|cleaning|schedule|event|call|booking|visit|note|notes|lunch|dinner|husband|girlfriend|boyfriend|groceries|plumber|electrician|station|meetings|appointments|eggs|snacks
headphones|earbuds|charger|camera|cameras|pizza|pizzas|subscription|reservation|workout|playlists|tv|television|speaker|speakers|dentist|doctor|plumber|postman|package|parcel|delivery|mail|washing|garage|gate|window|windows|door|doors|groceries|shopping|train|bus|flight|taxi
uber|shower|bath|toilet|kettle|toaster|microwave|fireplace|sauna|pool|lawnmower|mower|robot|fan|humidifier|aircon|conditioner|conditioning|socket|plug|switch|switches|sensor|sensors|scene|scenes|firmware|update|updates|homework|exam|birthday|bill|bills|invoice|taxes
lights|lamp|lamps|thermostat|temperature|heating|blinds|curtains|timer|timers|alarm|alarms|reminder|reminders|vacuum
dishwasher|sprinklers|sprinkler|appointment|meeting|recipe|recipes|weather|forecast|humidity|volume|brightness
phone|keys|wallet|restaurant|restaurants|pharmacy|supermarket|calendar|doorbell|wifi|router|printer|battery|nearby
minutes|device|devices|automation|automations|airtag|ride|dog|cat|cats|dogs|kids|children|baby|wife|husband|tickets|song|songs|playlist|album|podcast|laundry|dryer|fridge|freezer|oven|heater|boiler|furnace|news
""")
)

SEEN_THINGS: Final = Phrases(
    lines("""
tv|television|telly|the news|news|weather|game|match|football|football game|basketball|baseball|hockey|soccer|race|sports|youtube
netflix|plex|cartoons|videos|video|live tv|something|something funny|something good|something nice|something new|something else
something fun|something scary|something romantic|something different|movie|film|show|series|movies|films|next episode|next movie
doctor|dentist|a doctor|a dentist|mom|dad|grandma|family|my friends|friends over|the calendar|calendar|camera|front door
front door camera|baby camera|baby monitor|security camera|recipes|recipe|weather forecast|forecast|schedule|shopping list|time
kids|the kids|baby|dog|sunset|sunrise|fireworks|photos|pictures|update|updates|software update|system update|firmware|app|apps
new update|firmware update|latest firmware|ios update|windows update|router update|driver|drivers|song|songs|music|album|podcast
podcasts|playlist|book|ebook|audiobook|files|file|document|documents|map|maps|games|a game|email|emails|attachment|manual
something to eat|world|you|him|her|them|us
""")
)
