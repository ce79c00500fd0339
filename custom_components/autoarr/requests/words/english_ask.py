"""English: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .english_add import LIBRARY
from .english_why import PLACES, STATED_FRAMES, WHY_FRAMES
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "my|the|our|that",
            "request for|request to add|request of|download of|download for|order for|search for",
        ),
        *each(
            "_|the|my|our|a",
            "request|requests|download|downloads",
            "for|of|to add|to get|to download",
        ),
        *lines("my|our|adding|downloading|the status of|status of|the progress of|getting"),
    ]
)

FILLERS: Final = Phrases(
    lines("""
yet|already|now|still|been|being|finally|currently|not|anymore|any more|properly|correctly|to be|so far|tonight
after all|any longer|instead|please|at the moment|right now|since yesterday|since this morning|since last night|for days|for hours
for a week|for weeks|for two days|for three days|for ages|for a day|for a while|for an hour|for two hours|for so long|all day|all night|since monday
since friday|since sunday|since saturday|since tuesday|since wednesday|since thursday|for months|for a month|since last week|why|how come
what's going on|what's happening|what happened|what was it|what is it|what's wrong|any idea why|any ideas why|do you know why|can you check
can you check why|can you tell me why|can you see why|please check|what's the problem|what's the matter|can you look into it|can you fix it
please look into it|could you check|could you check why|can you find out why|what gives|or not|or is it|do you know|by now
at all|for some reason|every time|all the time|over and over|once more|a second time|again and again|or what|currently
""")
)

_STATE: Final = [
    *PLACES,
    *lines("""
available|ready|downloaded|downloading|done|finished|complete|completed|here|there|arrived|added|requested|imported
grabbed|out|coming|on its way|in the queue|queued|in my collection|on the way|up|ready to watch|available to watch
watchable|coming along|coming out|released|monitored|missing|going|doing|found|finish|finish downloading|download
arriving|showing up|show up|due out|airing|coming back|coming out on plex|going along|progressing|landed|in yet|landing
there already|been downloaded|been added|been imported|been grabbed|been found|been released|been requested|complete yet|downloaded and ready
ready for tonight|in the download queue|still in the queue|still downloading|still in progress|in progress|fully downloaded|all there|all here
completely downloaded|in our library|on the plex server|on our server|on the nas|up on plex|already here|already there|already in plex|already on plex
going to be out|going to be done|going to finish|going to arrive|going to come out|going to be here|be up|be up on plex|be there|be added|be imported
be released|get here|be finished downloading|be done downloading|done downloading|finished yet|make it|been approved|approved|be approved|being downloaded
on disk|in there|made it|made it in|made it to plex|available on plex|available in plex|available to stream|watchable on plex|good to go
finished downloading|arrive|come in|come through|get added|get downloaded|be available|be ready|be ready to watch
be downloaded|be done|be finished|be here|be on plex|be in plex|be out|come out|coming to plex|gone through|take
coming soon|coming out soon|out soon|coming to plex soon|going to be ready|going to be available|doing so far|in my plex|on my plex|in
"""),
]
_STATUS_ENDS: Final = Phrases(
    [
        *_STATE,
        *lines(
            "request|the download|is ready|is available|is done|is downloaded|is finished|is out|status|downloads"
        ),
    ]
)
_NEWS_ENDS: Final = Phrases(
    [
        *PLACES,
        *each(
            "_|is|are|has been|have been|will be|has|was|gets",
            "downloaded|available|imported|requested|added|ready to watch|available to watch|grabbed",
        ),
        *each(
            "is|are|will be|gets|has",
            "ready|done|finished|complete|completed|here|there|out|arrived|coming|in|up|released|watchable|on plex|in plex|on its way|coming along|coming out|come out|up on plex|come in|finished downloading|done downloading|on the server|good to go|downloading",
        ),
        *each("comes|arrives|come|arrive", "_|out|in|to plex|on plex|out on plex"),
        *lines(
            "do we have|do i have|have we got|are there|are on plex|do we already have|do we have on plex|are in the library|soon|request|the download|download|status|downloads|in the queue|in the library|in our library|in my library|in my collection|going|doing|coming along|coming|on the way|going so far|going now|at|at now|done so far|along|ready to watch|in my plex|on my plex|in the download queue|stored|saved|somewhere|anywhere|on disk|in our collection|in the collection|finishes|downloads|finishes downloading|on the nas"
        ),
    ]
)
_NEWS: Final = Phrases(
    [
        *each(
            "_|what's|what is|check|check on|show|show me|give me|tell me|get|get me|any update on|update on",
            """
the status of|status of|the status for|status for|the status on|the progress of|progress of|the progress on
progress on|the state of|the download status of|the eta of|the eta for|eta for|eta of|the eta on
""",
        ),
        *each(
            "is there|are there|got|have you got|do you have|you got|give me|do you have any|i'd like|i want|i need|can i get|can i have",
            "_|any|some|an|a",
            "update|updates|news|word|progress|info|information|status update|status",
            "on|about|for|of|regarding",
        ),
        *each(
            "check|tell me|see|find out|let me know|look|verify|confirm|tell us|check on|look up|do you know|any idea|do you have any idea|i wonder|i'd like to know|i want to know|can you tell|remind me|let us know|just tell me",
            "if|whether|when|where|how far|that|how long until|how long till",
            "_|is|are|we have|i have|we already have|i already have|you have|we've got|i've got|you've got|we got|you already have|you downloaded|you added",
        ),
        *each(
            "how's it going|how is it going|how are we doing|how are things|how are things going|how's it coming|how is it coming along|how's it looking|what's going on|how's it coming along|what's happening|any luck|how did it go|how are you getting on",
            "with|on",
            "_|the download of|the request for",
        ),
        *each(
            "has|did|is",
            "radarr|sonarr|sabnzbd|plex|autoarr|the server|the system",
            "_|already|actually|ever|still|manage to|managed to",
            "found|find|got|get|gotten|grabbed|grab|downloaded|download|downloading|added|add|imported|import|picked up|pick up|searching for|looking for|requested|request|finished|finish|getting|got hold of|received|queued|queue|have|finished downloading|finish downloading|started downloading|start downloading|started|start",
        ),
        *each(
            "is it|has it|are you|are we|have you|is plex|is radarr|is sonarr|is the server",
            "_|all|already|still|nearly|almost|finally",
            "done|finished|through|busy",
            "downloading|with|getting|importing|adding|grabbing|fetching",
        ),
        *each(
            "any|is there any|are there any",
            "sign|signs|trace|luck|movement|word|progress",
            "of|with|on|finding|getting|downloading|yet with|yet on",
        ),
        *each("do|don't", "we|i|you", "_|already|still|actually|happen to", "have|own|possess"),
        *each("what|at what|how many", "percentage|percent|per cent", "is|has|of"),
        *each(
            "have|did|are",
            "you|we|i",
            "_|already|actually|ever|manage to|managed to",
            "found|find|got|get|grabbed|grab|downloaded|download|downloading|added|add|imported|import|picked up|pick up|searching for|looking for|requested|request|finished downloading|finish downloading|started downloading|start downloading",
        ),
        *each(
            "what|what about",
            "is|are|of|about|happened with",
            "the",
            "status of|state of|progress of|eta of|eta on|status on|status for|progress on|download of|download status of|request for",
        ),
        *lines("""
how soon can i watch|how soon can we watch|how soon will|how soon is|which seasons do we have of|where are we with|where are you with|where do we stand with|where do we stand on|where are we at with|where are you at with|where are we on|status|status on|did anyone already request|has anyone already requested
did somebody already request|are there new episodes of|are there any new episodes of|is there a new episode of|is there a new season of|is there already|do we have any episodes of|do we have any of|have we got any|how many episodes do we have of|how much of|what percentage of|at what percent is|what percent is|how far has|how far did|how far are we with|how far are you with|when can i expect|when can we expect
when do i get|when will we get|when will i get|when are you getting|when can i see|when can we see|when could we watch|when can the kids watch|is it true we have
did the download of|did my download of|did we download|did we get|did we ever get|did i ever request|did anyone request|did somebody request|has anyone requested
has anybody requested|has someone requested|did someone request|what about my request for|what happened with my request for|what's my request for
do we happen to have|do we still have|do i still have|do you already have|have we already got|have i already got|are we getting|is anyone downloading
have we already downloaded|do we have a copy of|do i have a copy of|is there a copy of|is there already a copy of|have we downloaded|have we added|have we got
what day does|what date does|which seasons of|what seasons of|how many episodes of|what episodes of|which episodes of
where's|where is|where are|how far is|how far along is|how far is it with|how far along is it with|how far are things with|how's it looking for|how is it looking for|eta on|eta for|check on|any news on|any news about|any update on
any updates on|update me on|what about the request for|how long until|how long till|how long before
how much longer for|how long for|when can i watch|when can we watch|when can i see|when do we get
when are we getting|do we have|do i have|have we got|do we already have|do i already have|have you got|do you have
did you add|did you get|did you download|did you find|have you added|have you downloaded|have you found
have you requested|did i request|did we request|have i requested|have we requested|did i add|did we add|can i watch
can we watch|can i already watch|can we already watch|is there any news on|do we own|have i got
did i already request|did i already add
"""),
    ]
)
_WHEN: Final = Phrases(
    lines("how's|how is|how are|how long does|how long will|when will|when is|when's|when does")
)
_IS: Final = Phrases(
    lines("is|are|was|has|have all|have the|have any|have my|did|will|does|isn't|hasn't|didn't")
)

_CANCEL: Final = Phrases(
    [
        *lines("""
cancel|remove|delete|abort|unrequest|forget|forget about|scrap|get rid of|undo|withdraw|revoke|kill|call off
never mind|nevermind|never mind about|nevermind about|scratch|ditch|dump|unqueue|dequeue|un add|unadd|cancel adding|cancel downloading|cancel getting
no longer want|no longer need|i've gone off|we've gone off|let's not get|let's not download|let's not add|let's not watch|nobody wants to watch|nobody wants|nobody wants to see
you don't have to download|you don't have to get|you don't have to add|don't have to download|we don't have to get|retract|halt|abandon|hold off on|call off the download of|call off the search for|let go of|rescind|take out|throw out|unmonitor|discard|un request|take back|take off|erase|purge
"""),
        *each(
            "stop|quit|don't|do not|you don't need to|no need to|never",
            """
downloading|looking for|searching for|monitoring|download|add|get|grab|request|search for|the download of
the search for|tracking|watching for|getting|adding|grabbing|requesting|bother with|bother downloading|bother getting|bother adding|fetch|fetching|find|finding
trying to download|trying to get|trying to find|want|need|queue|queue up|worry about|worry about getting|worry about downloading|go on downloading|keep downloading|keep looking for
keep searching for|continue downloading|continue with|download of
""",
        ),
        *each(
            "i|we",
            """
don't want|no longer want|do not want|no longer need|don't need|changed my mind about|changed our minds about|have changed my mind about|don't want to watch|don't need to see|don't care about|don't feel like watching
don't want to see|don't wanna watch|don't wanna see|am not interested in|are not interested in|have already seen|already saw|already have|don't want you to download
don't want you to get|don't want you to add|am no longer interested in|no longer want to watch|no longer want to see|don't need you to download|don't need you to get
never wanted|didn't want|did not want|didn't mean to add|didn't mean to request|didn't mean to download|didn't mean|don't actually want|don't really want
""",
        ),
    ]
)
_AWAY: Final = [
    *each("from|off|out of|off of", "_|my|the|our|your", LIBRARY),
]
_CANCEL_ENDS: Final = Phrases(
    [
        *lines(
            "request|download|requests|downloads|i changed my mind|i've changed my mind|we changed our minds|i don't want it anymore|i don't want it any more|i don't need it anymore|we don't need it anymore|we don't want it anymore|i already saw it|i've already seen it|i've seen it|we've seen it|we already have it|from downloading|from being downloaded|requested|i requested|i asked for|that i requested|that i asked for|i just added|i just requested|we requested|i ordered|cancel it|cancel that|cancel that one|forget it|the download|the request|requests|search|job|anymore|after all|any more"
        ),
        *each("from|off|on|in|out of|off of", "_|my|the|our|your", LIBRARY),
    ]
)
_NAMELESS: Final = Phrases(
    lines(
        "status|download status|request status|status update|download progress|eta|is it ready|is it there yet|is it ready yet|is it done yet|is it here yet|do we have it|do we have that|do we have it already|when is it ready|when will it be ready|when does it come out|when is it out|any news|any update|any updates|is it downloaded|is it downloaded yet|how far is it|where is it|is it on plex|is it on plex yet|did it download|is it in|is it available|is it available yet|has it arrived|has it arrived yet|did it arrive"
    )
)
_ANYWHERE: Final = Phrases([])

ASK_FRAMES: Final = (
    *WHY_FRAMES,
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_NEWS_ENDS),
    Frame(intent=Intent.STATUS, starts=_WHEN, ends=_STATUS_ENDS, must_end=True),
    Frame(intent=Intent.STATUS, starts=_IS, ends=Phrases(_STATE), must_end=True),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(intent=Intent.CANCEL, starts=Phrases(["drop"]), ends=_CANCEL_ENDS, weak=True),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(lines("take|stop|pull|kick|throw|yank")),
        ends=Phrases(_AWAY),
        must_end=True,
    ),
    Frame(
        intent=Intent.CANCEL,
        starts=Phrases(),
        ends=Phrases(
            [
                *each(
                    "is|isn't|is not|are",
                    "no longer needed|no longer wanted|needed anymore|needed any more|not needed anymore|not needed any more|not needed after all",
                ),
                *each(
                    "_|so|please|and|you can|can you",
                    "cancel|drop|remove|delete|scrap|forget",
                    "it|that|that one|the request|the download",
                ),
            ]
        ),
        must_end=True,
    ),
    *STATED_FRAMES,
)
STATEMENT_FRAMES: Final = (
    Frame(intent=Intent.STATUS, starts=_ANYWHERE, ends=_NAMELESS, must_end=True),
)

_MINE: Final = "_|my|the|our|all|all my|all the|all of my|all our|any|open|my open|my current|the current|my latest|my last|my pending|pending|everyone's|the open"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "what's|what is|what are you|is anything|anything|are we|are you|what are we|is something|what movies are|what shows are|which movies are|which shows are|what all is|what else is|what films are|is there anything|how much is|what was|what has been|what did you|what have you|are there any|what got|has anything",
                "_|currently|being|still|already|been|recently|still being",
                "downloading|downloaded|being downloaded|on the way|in progress|in the queue|left to download|added|new on plex|download|running|in the download queue|on its way|coming in|grabbed",
                "_|today|lately|at the moment|right now|this week",
            ),
            *each(
                """
what's in|what is in|show|show me|list|check|how are|how's|how is|what's the status of|status of|any news on|check on
what's the state of|what are|what's happening with|read|tell me about|tell me|list out|give me|display|read out|read me|what is the status of|what's up with|how far are|where are|see|view
give me an overview of|give me a summary of|summarize|summarise|an overview of|overview of|show us|let me see|what about|update me on|any updates on|any update on|any progress on
can i see|can you show me|could you show me|can you list|can you check|could you check|get|are there any|do i have any|do we have any|what's on|give me the status of
""",
                _MINE,
                "requests|downloads|queue|download queue|request|download|request list|media requests|movie requests|open requests|pending requests|current downloads|active downloads|wanted list|movies downloading|shows downloading",
                "_|going|doing|coming along|going so far|looking|at|now|right now|running",
            ),
            *each(
                "show me|show us|tell me|list|read me|let me see",
                "what's|what is|everything|whatever is|all that's",
                "_|currently|still|left|next|already",
                "in|on|coming down|downloading|being downloaded|on the way|in progress",
                "_|the|my|our",
                "_|queue|download queue|pipeline|list of downloads|download list|downloads|requests|way",
            ),
            *each(
                "what did|what have",
                "i|we",
                "requested|request|ordered|asked for|order|ask for",
            ),
            *lines("""
what's new on plex|what is new on plex|what came in today|what arrived today|what was added today|what was added recently|did anything arrive|did anything new arrive|did anything finish
how much longer|how long does it take|how long is it going to take|is it done yet|is it finished|did it finish|did it finish downloading|did it work|when can i watch it|when can we watch it
is my request ready|is my movie ready|is my movie ready yet|is my show ready|is my download done|is my download finished|are my downloads finished|are my downloads done|are my requests ready
are my requests done|have my requests been added|has my request been approved|was my request approved|is my request approved|what's waiting for approval|what is waiting for approval
what requests are pending|which requests are pending|which requests are open|what requests are open|what requests do i have|what requests do we have|what's left|what's next in the queue
give me a status update|what requests are still open|how are things coming along|how are things going|what's coming up next|what's coming up|what's new in the library|what's new in my library|which requests are still open|what's pending|what is pending|anything new|is there anything in the queue|is the queue empty|how many requests do i have|how many requests are open|how many downloads are running
how many things are downloading|how many downloads are left|what episodes are coming|what's being downloaded now|where are my requests|where's my request|where is my request
where is my download|where's my download|what did i ask for|what did we ask for|what has been requested|what's been requested|what was requested|who requested what
status|download status|request status|what's the download status|status update|what's coming|what is coming
is it ready|is it there|is it downloaded|is it done|how long will it take|when will it be ready|any updates|any news
how's it going with my requests|what's the status|what is the status
"""),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "cancel|delete|remove|undo|abort|forget|withdraw|drop|scrap|clear|kill|call off|discard|never mind|nevermind|never mind about",
                """
all downloads|all my downloads|all of my downloads|all of my requests|all the downloads|all the requests|all of them|my downloads|the downloads|the whole queue|the queue|my queue
the download queue|the entire queue|my entire queue|every request|every download|all open requests|all pending requests|the pending requests|my pending requests|my open requests
my latest download|my last download|the last download|the current download|the current downloads|current downloads|the previous request|the most recent request|my most recent request
that last request|that last one|the request i just made|the request i made|the thing i just requested|what i asked for|the latest request|what i requested|what i just asked for|the whole thing
both|both requests|both of them|the movie request|the series request|the movie i just requested|the show i just requested|the film i just requested|the last thing i requested
it|that|this|that one|this one|them|everything|all|my request|the request|my last request|the last request
that request|this request|my requests|all requests|all my requests|the download|that download|my download|the last one
my latest request|what i just requested|what i just added
""",
            ),
            *lines("""
stop the download|stop my download|stop the downloads|stop my request|forget about it|forget about that|forget i asked|forget what i said|forget what i just said|i changed my mind|i've changed my mind|scratch that|on second thought no|don't bother|don't do that
don't download it|don't add it|don't get it|don't bother downloading it|i don't want it|i don't want it anymore|i don't want that|i don't want that anymore|i no longer want it|stop the downloads|stop all downloads
stop all the downloads|stop my downloads|stop everything you're downloading|cancel please|cancel the last|cancel the one i just requested|stop that download|stop downloading everything|stop searching
stop searching for it|stop looking for it|no longer needed|it's no longer needed|i don't need it anymore|we don't need it anymore|we don't want it anymore|never mind my request|never mind my last request
never mind that|never mind that request|never mind it|forget my request|forget the last one|delete what i just added|never mind|nevermind|cancel|stop downloading|stop the download
stop downloading it|stop downloading that
"""),
        ]
    ),
    Intent.DIAGNOSE: Phrases(
        [
            *each(
                """
why is it|why is that|why's it|why is my request|why is my download|why are my downloads|why are my requests
why is my movie|why is everything
""",
                "taking so long|stuck|not downloading|so slow|failing|not there|not available|not ready|pending|slow",
            ),
            *each(
                "why isn't it|why hasn't it|why won't it|why didn't it|why is it not",
                "downloading|downloaded|download|ready|there|arrived|available|on plex|in plex",
            ),
            *each(
                "what's wrong with|what is wrong with|what happened to|what happened with|what's up with",
                "it|that|my request|my requests|my download|my downloads|the download|the downloads|the queue",
            ),
            *each(
                "nothing|nothing at all|none of it|no download",
                "is|has|has been|'s|seems to be|seems to",
                "_|been",
                "downloading|coming in|come in|come through|arrived|arrive|downloaded|moving|working|finished|happening|coming through",
            ),
            *lines("""
why aren't my downloads finishing|why aren't the downloads finishing|is sonarr broken|is radarr broken|why is nothing downloading|why is nothing coming in|why is nothing being downloaded|why isn't anything downloading|why aren't my downloads working|why are downloads not working
why are the downloads so slow|why are downloads so slow|why is everything so slow|why is everything stuck|why is the queue stuck|why is the download queue stuck|why is the queue not moving
why isn't the queue moving|why are all my downloads stuck|why are all downloads stuck|why are my downloads stuck|why are my downloads failing|why did everything fail|why do my downloads keep failing
why do downloads keep failing|why do my downloads fail|why do all my downloads fail|why are my requests not downloading|why aren't my requests downloading|why are my requests stuck
why haven't my requests been downloaded|why is the download so slow|why is the download stuck|why is the download failing|why is my download stuck|why is my download so slow
why hasn't my request been approved|why was my request denied|why was my request rejected|what's wrong with the downloads|what is wrong with the downloads|what's going on with my downloads
what's going on with the downloads|what's going on with my requests|what's going on with my request|is something wrong with my downloads|is there a problem with my downloads
is something wrong with the downloads|is there a problem with the downloads|what's blocking the queue|what's blocking my downloads|what is blocking the queue|what's holding up my downloads
what's holding up the queue|what's holding up my request|what failed|which downloads failed|what downloads failed|what went wrong with my request|what went wrong with my download
why did it not download|why did it not work|why didn't it work|why isn't it working|why is it not working|why is it missing|why is it not there|why is it not here|why's it not here|why isn't it here
why isn't it here yet|why is it still not here|why is it still downloading|why is it still pending|nothing is downloading|nothing is downloading anymore|my downloads are stuck|my download is stuck
the queue is stuck|the download is stuck|the download failed|my download failed|the downloads are stuck|all my downloads are stuck|my request is stuck|my downloads keep failing
something went wrong|something is wrong with my downloads|something's wrong with my downloads|there's a problem with my downloads|there's something wrong with my downloads
diagnose|diagnose it|what went wrong|why did it fail|why did that fail|why did the download fail
why did my download fail|what's the problem
"""),
        ]
    ),
}
