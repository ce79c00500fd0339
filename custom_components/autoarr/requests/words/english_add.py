"""English: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .english_why import EXPLAIN
from .tables import each, lines

LEADS: Final = Phrases(
    [
        *EXPLAIN,
        *lines("""
please|pretty please|kindly|hey|hi|hello|ok|okay|yo|alright|all right|so|well|um|uh|uhm|hmm|er|erm|oh|ah
just|maybe|perhaps|also|then|and|now|next|actually|quickly|simply|go ahead and|do me a favor and
do me a favour and|be so kind as to|be so kind and|i was wondering if you could|i was wondering if you can
i wonder if you could|is it possible to|is it possible for you to|would it be possible to
would you be able to|if you could|if possible|if you can|if you don't mind|when you can
when you get a chance|when you have a moment|i'd like you to|i would like you to|i want you to
i need you to|i'd love for you to|you should|you can|you could|let's|let us|try to|try and|help me
help me to|see if you can|check if you can|see if you could|see if we can|see if we could|see whether you can|see if it's possible to|see if you might|make sure to|remember to|don't forget to
autoarr|auto arr|hey autoarr|ok autoarr|okay autoarr|dear autoarr|home assistant|hey nabu|okay nabu|ok nabu
hey google|ok google|alexa|hey siri|hey jarvis
"""),
        *each(
            "any|is there any|is there a|would there be any|there's a|do we have any",
            "chance|way|possibility|hope",
            "_|that",
            "you could|you can|we could|we can|i could|i can|you might|of you|to|for you to",
        ),
        *each(
            "be",
            "a dear|an angel|so kind|so good|nice|a sweetheart|a star|a pal|so nice|a good robot",
            "and|as to|to",
        ),
        *lines("""
i want to|i'd like to|i would like to|i need to|i wanna|we want to|we'd like to|we would like to|it's movie night|we're having a movie night|we are having a movie night|i'm bored|we're bored|the kids are bored|it's date night|it's family night|movie night|i'm sick today|i'm sick|it's raining|i'm home sick|pls|plz|sorry i meant|i meant|no i meant|no wait|and also|actually no|what i meant was|oh sorry|wait no|hang on|hold on|just to be safe|okay so|ok so|alright so|so yeah
if you wouldn't mind|i'd be grateful if you could|i would be grateful if you could|i would appreciate it if you could|i would appreciate it if you|i'd appreciate it if you|i would appreciate it if you added|i'd appreciate it if you added|won't you|shall we
shall i|why don't you|why don't we|why not|could i trouble you to|can i trouble you to|can i bother you to|sorry to bother you but|run and|go and|go on and|come on|do me a solid and|make yourself useful and|i'd love it if you could|i'd love it if you would
i'd really like you to|i'd really appreciate it if you could|would you be willing to|would you please|would you kindly|would it be too much to ask to|would it be too much trouble to|can i get you to|can i have you|i would love for you to|it'd be awesome if you could
i was thinking|i think|i think we should|i think you should|we should|we should probably|i guess|could i ask you to
can i ask you to|may i ask you to|i'd appreciate it if you could|i would appreciate it if you could
it would be great if you could|it'd be great if you could|it would be nice if you could|it would be cool if you could
it would be awesome if you could|how about we|how about you|why don't you|why don't we|one more thing|by the way
hey there|hi there|good morning|good evening|good afternoon|sorry|excuse me|quick question|you know what
you know|yeah|yep|sure|no wait|wait|no
okay nabu|when you're ready|whenever you can|whenever you get a chance|whenever you have time|when you have time
if you get a chance|if you have time|if it's not too much trouble|if it's no trouble|if that's ok|if it's possible
tonight|this weekend|for tonight|for movie night|for the kids|for later|for me|for us|finally|lastly
i really|i just|i'd just|would it be okay to|would it be ok to|is it ok to|is it okay to|are you able to|do you think you could
do you think you can|do you think we could|you think you could|i'm wondering if you could|i'm wondering if you can
i was hoping you could|i was hoping to|i was hoping we could|i'm hoping you can|feel free to|be sure to|make sure you
don't forget to|remember to please|please remember to|in the meantime|while you're at it|on second thought
"""),
        *each(
            "can|could|would|will|may|might",
            "you|we|i|u|somebody|someone|anyone|anybody|autoarr",
            "_|please|just|maybe|also|quickly|like|possibly|perhaps|by any chance|kindly|maybe just|please also|try to|try and|go and|go ahead and",
        ),
        *each("ask|tell|have|let|use|get", "radarr|sonarr|autoarr|plex", "_|to"),
    ]
)

LIBRARY: Final = """
radarr|sonarr|plex|autoarr|plex server|media server|media library|library|movie library|tv library
collection|jellyfin|emby|overseerr|jellyseerr|seerr|sabnzbd|hard drive|media center|media centre|home server|nas|download list|backlog|must watch list|to watch list|watchlist|watch list|movie list|film list|list of movies|list of shows|series list|show list
queue|download queue|downloads|download list|requests|request list|wanted list|wishlist|wish list|server
media|movies|films|shows|series|tv shows|list|media collection|movie collection
"""
TO_LIBRARY: Final = each(
    "to|on|in|into|onto|on to|via|through|with|using|from", "_|my|the|our|your", LIBRARY
)
DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
CLAUSES: Final = each(
    "_|and|so|please|can you|could you|can you please|could you please|so please|would you|so can you|so could you"
    "|can we|could we|will you|would you please|so could you please|then|and please|do you think you could|let's|so let's"
    "|maybe you can|maybe you could|you should|and can you|we should|i'd like you to|i want you to|i'd like to",
    "_|just|maybe",
    "download|search for|monitor|start downloading|begin downloading|look for|start looking for|queue up|track|keep|start|get|add|grab|fetch|find|request|queue|order|track down|put|watch|see|pick up|have",
    "it|them|that|that one|this|this one|those|that for me|it for me|it for us|me that|us that|me that one|it up",
    "_|please|tonight|now|too|for tonight|to plex|to the library|on plex|on the list|to the list|to my list|on my list"
    "|to my watchlist|for later|for this weekend|for the weekend|downloaded|to the queue|for movie night",
)
TAILS: Final = Phrases(
    [
        *lines("""
please|pretty please|thanks|thank you|thank you very much|thank you so much|thanks a lot|many thanks|cheers
for me|for us|for me please|for the kids|for my kids|for the family|for the children|for tonight
for later|for this evening|for tomorrow|for the weekend|for this weekend|for movie night|for family movie night
for film night|when you can|when you get a chance|when you have a moment|when possible|if you can
if you could|if possible|if you don't mind|if available|if it's available|if that's possible|if that's okay
as soon as possible|as soon as you can|asap|right now|right away|immediately|would you|will you|could you
can you|would ya|or something|or whatever|too|as well|so we can watch it|so i can watch it
so we can watch it tonight|so i can watch it later|so that we can watch it|to watch later|to watch tonight
to watch|to download|for download|for my wife|for my husband|with the kids|with my kids|with the family|with my family|with friends|for my mum|for my dad|for my mom|for my son|for my daughter|for my partner|for my girlfriend|for my boyfriend
for my parents|for the grandkids|for grandma|for grandpa|for my friend|for my friends|for my brother|for my sister
for the whole family|for the plane|for the flight|for the train|for the trip|for the road|for the long weekend|for the holidays
for christmas|for halloween|for easter|for date night|for game night|for the party|for a party|for movie time|for girls night
for a rainy day|for the evening|for tomorrow night|for tomorrow evening|for this friday|for this saturday|for tonight's movie night
for next week|for next weekend|on the weekend|at the weekend|over the weekend
when you have time|whenever you can|whenever you get a chance|when you get time|when you get around to it|when there's time
if that's alright|if that's ok|if it's not too much trouble|if you would|if you please|if you get a chance|if you have time
if you find it|if you can find it|if you can find them|if it's there|if it's out there|if we don't have it|if we don't have it yet
if we don't already have it|if it isn't there already|if it's not there already|if not already there|if you haven't already
if you haven't got it|if you don't have it|if you don't have it already|if i don't have it|that would be great|that would be nice
that'd be great|would be great|would be nice|pls|plz|ta|thanks a bunch|thanks so much|thanks in advance|much appreciated
appreciate it|i'd appreciate it|home assistant
for plex|for radarr|for sonarr|for the library|for my library|for our library|for the plex server|for the watchlist|for the collection
for my collection|for my plex|to my plex|on the nas|to the nas|on my nas|to my nas|to the media server|for everyone|for all of us
and let me know|and let me know when it's ready|and tell me when it's ready|and tell me when it's done|and notify me|and let me know when it's done
let me know when it's ready|let me know when it's done|tell me when it's ready|so we can watch it later|so we can watch it this weekend
so we can watch it tomorrow|so i can watch it tonight|so i can watch it this weekend|so the kids can watch it|so my kids can watch it
so we can see it|so i can see it|because we want to watch it|we want to watch it|we want to watch it tonight|i want to watch it
i want to watch it tonight|i want to see it|we want to see it|i've heard it's good|i heard it's good|it's supposed to be good
it's my favorite|it's my favourite|i love it|i love that movie|i love that film|i love that show|it looks good|it looks great
for mum|for dad|for mom|autoarr|at some point
in the background|today|tonight|this evening|this weekend
"""),
        *each("for|on|by|before|for this|this|for next", DAYS, "_|night|evening|afternoon|morning"),
        *each("for", "tomorrow", "night|evening|afternoon"),
        *each(
            "for",
            "me|us|my wife|my husband|mum|mom|dad|the kids|my kids|tonight|today|my girlfriend|my boyfriend|my mum|my mom|my dad|grandma",
            "and",
            "me|us|my wife|my husband|mum|mom|dad|the kids|my kids|tomorrow|my girlfriend|my boyfriend|grandpa|my friends|the family",
        ),
        *each("please", "and", "thanks|thank you|cheers"),
        *each("and", "thanks|thank you|cheers|please"),
        *each(
            "by|before|until|in time for|for|till",
            "_|the|this",
            "tonight|tomorrow|weekend|end of the week|this evening|tomorrow night|tomorrow evening|end of the day",
        ),
        *each(
            "for",
            "_|the|my|our|a",
            "flight|train|plane|bus|road trip|car ride|drive|trip|journey|long drive|long flight",
            "_|tomorrow|tonight|home|on friday|on saturday|on sunday|next week",
        ),
        *each(
            "for when|for after",
            "i|we|the kids|they|my wife|my husband",
            "_|get|come|are|am|got",
            "_|home|back|here|there|done|bored|ready",
        ),
        *lines(
            "ok|okay|please and thank you|with sugar on top|that would be awesome|that'd be awesome|you're the best|you are the best|thanks buddy|thanks mate|my friend|real quick|quickly|overnight|during the night|first thing tomorrow|first thing|some time soon|real soon|soon please|sometime|some time|one of these days|would be awesome|would be lovely|would be cool|that would be lovely|that would be cool|that would be amazing|okay thanks|ok thanks|thanks love|thank you love|thank you dear|i beg you|if you would be so kind|if you'd be so kind|will you please|would you please|could you please|can you please|for a friend|for my collection|for the collection|for the archive|for the weekend ahead|when you have a second|when you get a second|when you get a moment|when you've got a minute|when you have a minute|if you have a minute"
        ),
        *each(
            "for",
            "_|the|my|our|a|this|that|tomorrow's|tonight's|saturday's|sunday's|friday's|next|her|his|their",
            "_|kids|family|date|movie|film|girls|boys|pizza|halloween|christmas|birthday|long|office|school|thanksgiving|new year's"
            "|slumber|summer|winter|easter|snow|rainy|sick|road|business|horror|anime|cozy|lazy",
            "night|party|evening|weekend|trip|visit|sleepover|birthday|marathon|flight|class|eve|break|holiday|holidays"
            "|vacation|anniversary|club|journey|brunch|afternoon|plane|christmas|halloween|thanksgiving|easter|movie night|binge"
            "|movie marathon|christmas eve|new year's eve|train ride|car ride|drive",
        ),
        *each(
            "before|on|during|over",
            "the|my|our|this",
            "_|long|kids|family",
            "weekend|trip|visit|sleepover|party|flight|holidays|vacation|break",
        ),
        *each(
            "for|with",
            "_|my|our|the|all my|all the",
            """
grandmother|grandfather|nephew|niece|nephews|nieces|in laws|mother in law|father in law|roommate|roommates|grandkids|grandchildren
guests|little one|little ones|toddler|boys|girls|class|neighbors|neighbours|sister|brother|uncle|aunt|cousin|cousins|boss|mates
kids|children|family|wife|husband|partner|girlfriend|boyfriend|parents|mum|mom|dad|mother|father|son|daughter|friends|friend
grandma|grandpa|gran|grandad|fiance|fiancee|missus|wife and me|husband and me|kids and me|lads|gang|crew|people|visitors
""",
            "_|tonight|this weekend|tomorrow|later|on saturday|on sunday|on friday",
        ),
        *TO_LIBRARY,
        *CLAUSES,
        *each(
            "and|then",
            "tell|let|notify|inform|text|message|ping|alert|email|remind",
            "me|us|my wife|my husband|everyone|the kids",
            "_|know",
            "when|once|as soon as",
            "it's|it is|they're|that's|it",
            "_|ready|done|available|there|here|finished|downloaded|in|on plex|up|arrives|finishes|comes in|is ready|is done",
        ),
    ]
)

_WANT: Final = (
    "i want|i would like|i'd like|i'd love|i would love|we want|we'd like|we would like|we'd love|we would love|i'd really like"
    "|we'd really like|i'd quite like|we'd quite like|i really want|we really want|we all want|we'd all like|we'd all love"
    "|i'd really love|we'd really love|i'd very much like|i also want|we also want|i'd also like|we'd also like"
)
_SEE: Final = (
    "to watch|to see|to add|to get|to download|to have|to request|to rewatch|to check out|to order"
)
_SURE: Final = Phrases(
    [
        *each(
            f"{_WANT}|i need|we need|i have|we have|i plan|we plan|i'm planning|we're planning|i'm hoping|we're hoping|i was hoping",
            "_|really|just|so|also|really really|finally|all|both|still",
            "to watch|to see|to rewatch",
        ),
        *each(
            "i|we",
            "wanna|gotta|want to|need to|have to|feel like|fancy",
            "watch|see|rewatch|watching|seeing",
        ),
        *each(
            "download|redownload|re download|start downloading|begin downloading",
            "_|me|us|a copy of|me a copy of|us a copy of",
        ),
        *each(
            "start|begin|kick off|set up|schedule",
            "_|a|the",
            "download",
            "of|for",
        ),
    ]
)
_STRONG: Final = Phrases(
    [
        *each(
            "add|download|request|queue|queue up|enqueue|include|also add|start downloading|begin downloading"
            "|start a download of|start the download of|start a download for|start searching for|monitor"
            "|start monitoring|track|track down|hunt down|seek out|make a request for|put in a request for|file a request for"
            "|place a request for|submit a request for|create a request for|add a request for|re add|redownload"
            "|re download|make sure we have|make sure we get|make sure i have|schedule a download of|acquire"
            "|procure|snag",
            "_|me|us|for me|for us|a copy of|the following|something called",
        ),
        *each(
            f"{_WANT}|i need|we need|i have|we have|i've got|we've got|i plan|we plan|i'm planning|we're planning|we are planning|i am planning|we ought|i ought"
            "|i'm hoping|we're hoping|i was hoping|i was told|we were told|i've been wanting|i've been meaning|we've been meaning|i have|i've|i love|care|i am dying|i'm dying|i've been dying"
            "|i was planning|we were planning|i hope|we hope|i intend|my plan is|the plan is|i got|we got|i'm itching",
            "_|really|just|so|also|really really|finally|always wanted|all|both|still|actually|badly|desperately",
            _SEE,
        ),
        *each(
            "i'm|we're|we are|i am|i was|we were|_",
            "thinking of|thinking about|planning on|looking forward to|excited to|keen on|up for",
            "watching|seeing|getting|downloading|adding",
        ),
        *each(
            "let's|let us|let me",
            "_|all|just|also|finally|maybe",
            "have|watch|see|rewatch|get|download|grab|add|do|check out",
        ),
        *each(
            "i|we|you|we all",
            "should|ought to|must|have to|need to|gotta|could",
            "_|really|definitely|totally|probably|finally|all|just|absolutely|also|maybe",
            "watch|see|get|have|add|download|rewatch|check out|grab",
        ),
        *each(
            "i|we",
            "always|really|still",
            "want|need|would like",
            "to",
            "watch|see|get|have|rewatch",
        ),
        *each(
            "a|an|some|this|that|the|an old|one",
            "_|old|new|great|little|certain",
            "movie|film|show|series|tv show|tv series|documentary|one|thing|anime|miniseries",
            "called|named|titled|entitled",
        ),
        *each(
            "is there any|is there a|any|is there some",
            "chance|way|possibility|hope",
            "of",
            "getting|adding|downloading|finding|watching|seeing|having|you getting|you adding|you downloading|us getting",
        ),
        *each(
            "my|our|the|_",
            """
kids|children|son|daughter|sons|daughters|wife|husband|partner|girlfriend|boyfriend|mum|mom|dad|mother|father|parents|family
brother|sister|friends|friend|grandma|grandpa|grandmother|grandfather|girls|boys|little one|little ones|kid|roommate|roommates
flatmate|guests|grandkids|grandchildren|in laws|mother in law|father in law|cousin|cousins|uncle|aunt|nephew|niece|guys
everyone|everybody|we all|they|he|she|baby|toddler|teenager|teenagers|fiance|fiancee|missus|better half
""",
            "want|wants|would like|would love|wanna|want us|are dying|is dying|feel like|feels like|are asking|is asking"
            "|keeps asking|keep asking|asked|have asked|has asked|needs|need|is keen|are keen|fancies|fancy",
            "to watch|to see|to rewatch|watching|seeing|for|to have",
        ),
        *each(
            "would you mind|do you mind",
            "adding|getting|downloading|finding|grabbing|requesting|searching for|looking for",
        ),
        *each(
            "i'm|we're|i am|we are", "in the mood for|in the mood to watch|keen on|keen to watch"
        ),
        *each(
            "i|we",
            "feel like watching|fancy watching|wanna watch|wanna see|gotta watch|want to be able to watch",
        ),
        *lines("""
in the mood for|in the mood to watch|let's do|put me down for|get going on|mind adding|mind getting|mind downloading|mind grabbing|would you mind adding|tonight we're watching|tonight i'm watching|we're watching|tonight let's watch
tonight i want to watch|what i want is|what i'd like is|what i want to watch is|all i want is|could i trouble you for|can i trouble you for|can i bother you for|can you sort out|sort out|time for|it's time for|next up|next on my list is|next is|on tonight's program is
can you do|could you do|go for|let's go for|let's go with|i'll go with|i'd go for|i vote for|my vote is|my pick is|i choose|i pick|tonight's movie is|tonight's film is|the movie for tonight is|movie night is|tonight is|the next one is|it would be great to have|it would be nice to have|it'd be nice to have|it'd be great to have|it would be cool to have|it would be great to watch|it would be nice to see
it would be great to see|i'm hoping to watch|i'm hoping to see|we're hoping to watch|i wouldn't mind watching|i wouldn't mind seeing|we wouldn't mind watching|gimme|lemme get
lemme see|lemme watch|let me get|let me have|hit me up with|dl|wanna watch|wanna see|wanna download|wanna add|follow the series|follow the show|upgrade|looking to watch
looking to add|one request please|one request|a request for|there is a request for|request please|quickly add|time to watch|time to add|ready to watch|start collecting
new request|movie request|film request|series request|tv request|request for|watch|let's watch
pull in|throw in|set up a download of|set up a download for|my request is|i'd like to put in a request for|can i request
could i request|may i request|can i put in a request for|i request|how about downloading|how about adding|how about getting
how about we watch|what about adding|what about getting|what about downloading|add to the list|add to my list
add to my watchlist|add to plex|add to the library|add to the queue|put on the list|start the download of|start the download for
kick off a download of|kick off the download of|begin the download of|let me watch|let us watch|we could watch
we should watch|i could watch|we are going to watch|we're going to watch|i'm going to watch|i am going to watch
i'm planning to watch|we're planning to watch|i'm dying to see|i'm dying to watch|i can't wait to see|i've been meaning to watch
we've been meaning to watch|i've been wanting to watch|i've been wanting to see|i've always wanted to see

sign me up for|set us up with|set me up with|hook me up with
hook us up with|treat us to|start getting|start grabbing|start fetching|start looking for|begin looking for
keep an eye out for|look out for|subscribe to|auto download|automatically download
"""),
    ]
)
_WEAK: Final = Phrases(
    [
        *each(
            "get|grab|find|fetch|get hold of|go get|go and get|go find|go and find|go fetch|source|locate|retrieve|go grab|hit me with|search|search for|look for|look up|hunt down|track down|pull|pull down|pick up"
            "|order|give|bring|hunt for|need|want|dig up|obtain|pull up",
            "_|me|us|a copy of|me a copy of|us a copy of|my hands on|our hands on|hold of|radarr for|sonarr for|in radarr for|in sonarr for|plex for",
        ),
        *each(
            f"{_WANT}|i need|we need|i'll have|may i have|may we have|can we get|can i get|could we get|could i get|i'd kill for|i'll take|we'll have|i fancy|we fancy|i could go for|can i have|can we have|could i have|could we have|i'd take"
        ),
        *each(
            "my|our|the",
            "wife|husband|girlfriend|boyfriend|partner|kids|son|daughter|mum|mom|dad|boys|girls|parents|flatmate|roommate",
            "want|wants|would like|asked for|is asking for|are asking for|keeps asking for|needs",
        ),
        *lines(
            "we're missing|i'm missing|we are missing|we're out of|looking for|trying to find|load|load up|ask radarr for|ask sonarr for|ask autoarr for|i'm trying to find|i was looking for|we want|gib|i want some|is there any|i'm looking for|i am looking for|we're looking for|i'm after|we're after"
        ),
    ]
)
_PUT: Final = Phrases(
    lines("put|throw|stick|place|have|pop|chuck|toss|shove|bung|slap|sling|push|send|slip|load")
)

_DONE: Final = Phrases(
    each("_|to be", "added|downloaded|queued|queued up|requested|grabbed|ready|available|fetched")
)
_HEARD: Final = Phrases(
    [
        *each(
            """
everyone|everybody|people|everyone at work|everybody at work|my friends|my friend|my wife|my husband|my sister|my brother|my son
my daughter|my colleagues|my coworkers|a friend|a friend of mine|a colleague|somebody|someone|they|my mum|my mom|my dad|my kids|my boss
""",
            """
keeps talking about|keep talking about|is talking about|are talking about|talks about|talk about|is raving about|are raving about
raves about|keeps raving about|keep raving about|recommended|recommends|told me about|told us about|mentioned|says i should watch
said i should watch|won't shut up about|keeps recommending|suggested|said we should watch|says we should watch|told me to watch|loves|love
is watching|are watching|was talking about|were talking about|keeps telling me about|keeps going on about
""",
        ),
        *lines("""
heard|i heard|i've heard|we don't have|we still don't have|i don't have|i still don't have|we haven't got|plex doesn't have|i can't find|we can't find|i see|i see that|my friends won't stop talking about|everyone won't stop talking about
people won't stop talking about|i just finished|we just finished|i finished|we finished|i heard about|i've heard about|i just heard about|i heard good things about|i've heard good things about|i've heard of|i read about
i just read about|i've read about|have you heard of|have you heard about|there's this|there is this|there's a|there is a|i saw a trailer for
i just saw the trailer for|i saw the trailer for|i just saw a trailer for|i saw an ad for|i've been hearing about|i keep hearing about
i've never seen|i have never seen|we've never seen|i haven't seen|we haven't seen|i love|we love|i missed|we missed|i really want to see
i saw that there's a|i saw there's a|you know|do you know|remember|i remember|i was told about|we were talking about|we talked about
i'm curious about|i am curious about|we're curious about|apparently there's a|apparently|what about|how about
"""),
    ]
)

ADD_FRAMES: Final = (
    Frame(intent=Intent.ADD, starts=_SURE, ends=_DONE, sure=True),
    Frame(intent=Intent.ADD, starts=_STRONG, ends=_DONE),
    Frame(intent=Intent.ADD, starts=_WEAK, ends=_DONE, weak=True),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(lines("can|could|may|should|would|please can|please could")),
        ends=Phrases(
            each(
                "_|please|also",
                "be",
                "_|please|also",
                "added|downloaded|requested|grabbed|put|queued|queued up|ordered|fetched|acquired",
            )
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(
            lines("make sure|ensure|make sure that|ensure that|see to it that|see that")
        ),
        ends=Phrases(
            each(
                "is|gets|are|will be|is going to be",
                "_|on|in",
                "downloaded|added|requested|queued|ready|there|available|plex|the library|my library|our library|the list|my list|the watchlist|here",
            )
        ),
        must_end=True,
    ),
    Frame(intent=Intent.ADD, starts=_HEARD, ends=Phrases(CLAUSES), must_end=True),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(lines("make|can you make|have|get")),
        ends=Phrases(lines("available|available on plex|available in plex|downloaded|added")),
        must_end=True,
    ),
    Frame(
        intent=Intent.ADD,
        starts=_PUT,
        ends=Phrases(
            [
                *TO_LIBRARY,
                "downloaded",
                "added",
                "ready for tonight",
                "ready",
                "queued",
                "queued up",
                "in",
            ]
        ),
        must_end=True,
    ),
    Frame(intent=Intent.ADD, starts=Phrases(), ends=Phrases(CLAUSES), must_end=True, weak=True),
    Frame(
        intent=Intent.ADD,
        starts=Phrases(),
        ends=Phrases(
            each(
                "to|on|onto|into|in",
                "_|my|the|our",
                "plex|radarr|sonarr|watchlist|download queue|library|plex server|media library|movie list|wishlist",
            )
        ),
        must_end=True,
        weak=True,
    ),
)
