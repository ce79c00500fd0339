"""English: how a request begins and ends, and how people ask for a title."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.tokens import Phrases
from ..parsed import Intent
from .tables import each, lines

LEADS: Final = Phrases(
    [
        *lines("""
please|pretty please|kindly|hey|hi|hello|ok|okay|yo|alright|all right|so|well|um|uh|uhm|hmm|er|erm|oh|ah
just|maybe|perhaps|also|then|and|now|next|actually|quickly|simply|go ahead and|do me a favor and
do me a favour and|be so kind as to|be so kind and|i was wondering if you could|i was wondering if you can
i wonder if you could|is it possible to|is it possible for you to|would it be possible to
would you be able to|if you could|if possible|if you can|if you don't mind|when you can
when you get a chance|when you have a moment|i'd like you to|i would like you to|i want you to
i need you to|i'd love for you to|you should|you can|you could|let's|let us|try to|try and|help me
help me to|see if you can|check if you can|see if you could|make sure to|remember to|don't forget to
autoarr|auto arr|hey autoarr|ok autoarr|okay autoarr|dear autoarr|home assistant|hey nabu|okay nabu|ok nabu
hey google|ok google|alexa|hey siri|hey jarvis
"""),
        *each("can|could|would|will|may|might", "you|we|i", "_|please|just|maybe|also|quickly"),
        *each("ask|tell|have|let|use|get", "radarr|sonarr|autoarr|plex", "_|to"),
    ]
)

LIBRARY: Final = """
radarr|sonarr|plex|autoarr|plex server|media server|media library|library|movie library|tv library
collection|watchlist|watch list|movie list|film list|list of movies|list of shows|series list|show list
queue|download queue|downloads|download list|requests|request list|wanted list|wishlist|wish list|server
media|movies|films|shows|series|tv shows|list|media collection|movie collection
"""
TO_LIBRARY: Final = each(
    "to|on|in|into|onto|on to|via|through|with|using|from", "_|my|the|our|your", LIBRARY
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
to watch|to download|for download|for my wife|for my husband|with the kids|with my kids|with the family|with my family|with friends|for mum|for dad|for mom|autoarr|at some point
in the background|today|tonight|this evening|this weekend|later
"""),
        *TO_LIBRARY,
    ]
)

_WANT: Final = (
    "i want|i would like|i'd like|i'd love|i would love|we want|we'd like|we would like|we'd love"
)
_SEE: Final = (
    "to watch|to see|to add|to get|to download|to have|to request|to rewatch|to check out|to order"
)
_STRONG: Final = Phrases(
    [
        *each(
            "add|download|request|queue|queue up|enqueue|include|also add|start downloading|begin downloading"
            "|start a download of|start the download of|start a download for|start searching for|monitor"
            "|start monitoring|track|make a request for|put in a request for|file a request for"
            "|place a request for|submit a request for|create a request for|add a request for|re add|redownload"
            "|re download|make sure we have|make sure we get|make sure i have|schedule a download of|acquire"
            "|procure|snag",
            "_|me|us|for me|for us|a copy of|the following|something called",
        ),
        *each(_WANT, _SEE),
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
new request|movie request|film request|series request|tv request|request for|watch|let's watch
pull in|throw in|set up a download of|set up a download for
"""),
    ]
)
_WEAK: Final = Phrases(
    [
        *each(
            "get|grab|find|fetch|search|search for|look for|look up|hunt down|track down|pull|pull down|pick up"
            "|order|give|bring|hunt for|need|want|dig up|obtain|pull up",
            "_|me|us|a copy of|hold of|radarr for|sonarr for|in radarr for|in sonarr for|plex for",
        ),
        *each(
            f"{_WANT}|i need|we need|i'll have|can i have|can we have|could i have|could we have|i'd take"
        ),
        *lines("i'm looking for|i am looking for|we're looking for|i'm after|we're after"),
    ]
)
_PUT: Final = Phrases(lines("put|throw|stick|place|have|pop"))

_NO_END: Final = Phrases([])

ADD_FRAMES: Final = (
    Frame(intent=Intent.ADD, starts=_STRONG, ends=_NO_END),
    Frame(intent=Intent.ADD, starts=_WEAK, ends=_NO_END, weak=True),
    Frame(
        intent=Intent.ADD,
        starts=_PUT,
        ends=Phrases([*TO_LIBRARY, "downloaded", "added", "ready for tonight", "ready"]),
        must_end=True,
    ),
)
