"""English: how people ask how far a title is, why it is not there, and call it off."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.tokens import Phrases
from ..parsed import Intent
from .english_add import LIBRARY
from .tables import each, lines

OWNERS: Final = Phrases(
    [
        *each(
            "my|the|our|that",
            "request for|request to add|request of|download of|download for|order for|search for",
        ),
        *lines("my|our|adding|downloading"),
    ]
)

FILLERS: Final = Phrases(
    lines("""
yet|already|now|still|been|being|finally|currently|not|again|anymore|any more|properly|correctly|to be|so far|tonight
after all|any longer|instead|please|at the moment|right now
""")
)

_NOT: Final = """
isn't|is not|hasn't|has not|won't|will not|wasn't|was not|didn't|did not|doesn't|does not|can't|cannot|can not
haven't|have not|aren't|are not
"""
_EXPLAIN: Final = """
_|tell me|explain|explain to me|find out|figure out|check|do you know|can you tell me|any idea|let me know
"""

_PLACES: Final = each(
    "in|on", "plex|radarr|sonarr|the library|my library|our library|the server|my server"
)
_TROUBLE: Final = [
    *_PLACES,
    *each("show up|showing up|appear|appearing", "_|in plex|on plex"),
    *lines("""
download|downloading|downloaded|imported|importing|import|grabbed|available|found|added|arrived|arriving|here|there
ready|done|finished|finish|complete|completed|searched|picked up|moving|progressing|stuck|failing|failed|fail|missing
pending|queued|paused|stalled|blocked|in the queue|taking so long|taking forever|taking ages|so slow|slow|working
stuck in the queue|playing|play|stuck downloading|waiting|fail to download|fail to import|unavailable|getting stuck
downloading so slowly|downloading slowly|being downloaded|get downloaded|be downloaded|be found|getting downloaded
to be found|from downloading|so long
"""),
]

_WHY: Final = Phrases(
    each(_EXPLAIN, "why|how come", f"is|are|was|has|have|did|does|do|will|would|{_NOT}")
)
_WHY_BARE: Final = Phrases(each(_EXPLAIN, "why|how come"))
_WHY_BARE_ENDS: Final = Phrases(
    each(
        f"is|is not|is still|has|keeps|{_NOT}",
        """
downloading|downloaded|download|available|stuck|failing|failed|there|here|ready|missing|showing up|in plex|on plex
taking so long|so slow|imported|importing|found|arrived|in the library|finished|done
""",
        "_|yet",
    )
)
_WRONG: Final = Phrases(
    [
        *each(
            _EXPLAIN,
            "what's|what is",
            """
wrong with|up with|the problem with|the matter with|going on with|happening with|happening to|holding up|blocking
the issue with|keeping|stopping|the hold up with
""",
        ),
        *each(_EXPLAIN, "what happened to|what happened with|what went wrong with"),
        *each(
            _EXPLAIN,
            "why|how come",
            """
is there no|there is no|do we not have|don't we have|do i not have|don't i have|is there still no|haven't we got
""",
        ),
        *each(
            "why can't|why can not|why cannot|how come i can't|why couldn't",
            "i|we|you",
            "watch|see|find|download|get|play|add",
        ),
        *each("diagnose|troubleshoot|debug|investigate|look into|fix", "_|the problem with"),
    ]
)

_STATE: Final = [
    *_PLACES,
    *lines("""
available|ready|downloaded|downloading|done|finished|complete|completed|here|there|arrived|added|requested|imported
grabbed|out|coming|on its way|in the queue|queued|in my collection|on the way|up|ready to watch|available to watch
watchable|coming along|coming out|released|monitored|missing|going|doing|found|finish|finish downloading|download
finished downloading|arrive|come in|come through|get added|get downloaded|be available|be ready|be ready to watch
be downloaded|be done|be finished|be here|be on plex|be in plex|be out|come out|coming to plex|gone through|take
going to be ready|going to be available|doing so far|in my plex|on my plex|in
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
_NEWS: Final = Phrases(
    [
        *each(
            "_|what's|what is|check|check on|show|show me|give me|tell me|get|get me|any update on|update on",
            """
the status of|status of|the status for|status for|the status on|the progress of|progress of|the progress on
progress on|the state of|the download status of|the eta of|the eta for|eta for|eta of|the eta on
""",
        ),
        *lines("""
where's|where is|where are|how far is|how far along is|check on|any news on|any news about|any update on
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
_IS: Final = Phrases(lines("is|are|was|has|have|did|will|does|isn't|hasn't|didn't"))

_CANCEL: Final = Phrases(
    [
        *lines("""
cancel|remove|delete|abort|unrequest|drop|forget|forget about|scrap|get rid of|undo|withdraw|revoke|kill|call off
never mind|nevermind|never mind about|nevermind about|discard|un request|take back|take off|erase|purge
"""),
        *each(
            "stop|quit|don't|do not|you don't need to|no need to|never",
            """
downloading|looking for|searching for|monitoring|download|add|get|grab|request|search for|the download of
the search for|tracking|watching for
""",
        ),
        *each(
            "i|we",
            """
don't want|no longer want|do not want|no longer need|don't need|changed my mind about|don't want to watch
don't want to see|don't wanna watch
""",
        ),
    ]
)
_CANCEL_ENDS: Final = Phrases(
    [
        *lines(
            "request|download|the download|the request|requests|search|job|anymore|after all|any more"
        ),
        *each("from|off|on|in|out of|off of", "_|my|the|our|your", LIBRARY),
    ]
)
_STATED: Final = Phrases(
    [
        *each(
            "is|seems|seems to be|appears to be|looks|got|keeps",
            "stuck|failing|stalled|blocked|getting stuck|not downloading|stuck in the queue|not showing up",
        ),
        *each(
            _NOT,
            """
download|downloading|downloaded|import|importing|imported|show up in plex|showing up in plex|showing up
be downloading|on plex|in plex
""",
        ),
        *each("never", "arrived|downloaded|showed up|finished|came", "_|in plex"),
        *lines("failed to download|failed to import|download failed|failed again"),
    ]
)
_NAMELESS: Final = Phrases(
    lines("status|download status|request status|status update|download progress|eta")
)
_ANYWHERE: Final = Phrases([])

ASK_FRAMES: Final = (
    Frame(
        intent=Intent.DIAGNOSE,
        starts=_WRONG,
        ends=Phrases([*_TROUBLE, "request", "the download", "from being downloaded"]),
    ),
    Frame(intent=Intent.DIAGNOSE, starts=_WHY, ends=Phrases(_TROUBLE), must_end=True),
    Frame(intent=Intent.DIAGNOSE, starts=_WHY_BARE, ends=_WHY_BARE_ENDS, must_end=True),
    Frame(intent=Intent.STATUS, starts=_NEWS, ends=_STATUS_ENDS),
    Frame(intent=Intent.STATUS, starts=_WHEN, ends=_STATUS_ENDS, must_end=True),
    Frame(intent=Intent.STATUS, starts=_IS, ends=Phrases(_STATE), must_end=True),
    Frame(intent=Intent.CANCEL, starts=_CANCEL, ends=_CANCEL_ENDS),
    Frame(intent=Intent.CANCEL, starts=Phrases(["take", "stop"]), ends=_CANCEL_ENDS, must_end=True),
)
STATEMENT_FRAMES: Final = (
    Frame(intent=Intent.DIAGNOSE, starts=_ANYWHERE, ends=_STATED, must_end=True),
    Frame(intent=Intent.STATUS, starts=_ANYWHERE, ends=_NAMELESS, must_end=True),
)

_MINE: Final = "_|my|the|our|all|all my|any|open"
WHOLE: Final = {
    Intent.STATUS: Phrases(
        [
            *each(
                "what's|what is|what are you|is anything|anything|are we|are you|what are we",
                "_|currently|being|still",
                "downloading|downloaded|being downloaded|on the way|in progress",
            ),
            *each(
                """
what's in|what is in|show|show me|list|check|how are|how's|how is|what's the status of|status of|any news on|check on
what's the state of|what are|what's happening with|read|tell me about|tell me
""",
                _MINE,
                "requests|downloads|queue|download queue|request|download|request list",
                "_|going|doing|coming along",
            ),
            *each(
                "what did|what have",
                "i|we",
                "requested|request|ordered|asked for|order|ask for",
            ),
            *lines("""
status|download status|request status|what's the download status|status update|what's coming|what is coming
is it ready|is it there|is it downloaded|is it done|how long will it take|when will it be ready|any updates|any news
how's it going with my requests|what's the status|what is the status
"""),
        ]
    ),
    Intent.CANCEL: Phrases(
        [
            *each(
                "cancel|delete|remove|undo|abort|forget|withdraw|drop|stop",
                """
it|that|this|that one|this one|them|everything|all|my request|the request|my last request|the last request
that request|this request|my requests|all requests|all my requests|the download|that download|my download|the last one
my latest request|what i just requested|what i just added
""",
            ),
            *lines("""
forget about it|forget about that|never mind|nevermind|cancel|stop downloading|stop the download
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
            *lines("""
diagnose|diagnose it|what went wrong|why did it fail|why did that fail|why did the download fail
why did my download fail|what's the problem
"""),
        ]
    ),
}
