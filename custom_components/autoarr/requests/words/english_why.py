"""English: how people ask why a title is not there."""

from typing import Final

from ..grammar.language import Frame
from ..grammar.phrases import Phrases
from ..parsed import Intent
from .tables import each, lines

EXPLAIN: Final = [
    *lines("""
tell me|explain|explain to me|find out|figure out|check|let me know|see|work out
help me understand|have a look|take a look|find out for me|look at|help me figure out|help me find out
"""),
    *lines("""
do you know|any idea|i wonder|i want to know|i'd like to know|i'm wondering|you know|do you have any idea|any clue
any ideas|any idea|do you have any clue|but|i don't understand|i don't get|i need to know|no idea|not sure|tell us|i would like to know
"""),
]
"""What comes before "why" and "what's wrong"; the sentence begins behind it."""

NOT: Final = """
isn't|is not|hasn't|has not|won't|will not|wasn't|was not|didn't|did not|doesn't|does not|can't|cannot|can not
haven't|have not|aren't|are not|couldn't|could not|weren't|were not|is still not|still isn't|still hasn't|still won't
still doesn't|still not|still is not|still has not|isn't still|do not|has still not|still can't|still haven't|still don't
"""
_WHY: Final = "why|how come|look into why|investigate why|why on earth|why the heck|why the hell|why in the world|what's the reason|what is the reason"

PLACES: Final = each(
    "_|missing",
    "in|on|from",
    "plex|radarr|sonarr|the library|my library|our library|the server|my server|the plex server|our server|my plex|our plex",
)
_PERCENT: Final = (
    "0|zero|1|one|2|two|5|five|10|ten|20|twenty|25|30|thirty|40|forty|50|fifty|60|sixty|70|seventy|75|80|eighty|90|ninety|95"
    "|98|99|ninety nine|100|one hundred|a hundred|33|66|15|45|half|halfway"
)
_BAD: Final = """
stuck|failing|failed|fail|missing|pending|queued|paused|stalled|blocked|hanging|hung|frozen|rejected|delayed|incomplete
unavailable|late|slow|waiting|ignored|unmonitored|denied|refused|broken|gone|skipped
"""
_GOOD: Final = """
download|downloading|downloaded|imported|importing|import|grabbed|available|found|added|arrived|arriving|here|there|ready
done|finished|finish|complete|completed|searched|picked up|moving|progressing|approved|working|playing|play|showing
show up|showing up|shown up|turned up|turn up|appeared|made it|gone through|come in yet|popped up|pop up|appear|appearing|coming through|coming in|come through|come in|up|on the server|work|start|starting
released|requested|monitored|coming|searching|in there|playable|watchable|landed|synced|scanned|in yet|come|get here
"""
_STILL: Final = """
in the queue|taking so long|taking forever|taking ages|taking so much time|taking that long|so slow|so late|on hold|in limbo
stuck in the queue|stuck downloading|stuck in the download queue|stuck importing|fail to download|fail to import|get stuck
getting stuck|downloading so slowly|downloading slowly|going wrong|go wrong|going nowhere|fail again|failed again|failing again
keep failing|keep getting stuck|keep stalling|in the wrong quality|stay queued|to be found|from downloading|so long|take so long
take forever|take ages|not working|waiting for approval|need approval|waiting to be downloaded|waiting to be imported
removed from the queue|taking this long|moving so slowly|going so slowly|go so slowly|only in sd|not complete|disappear
disappeared|vanish|stop downloading|stopped downloading|request|the request|download|the download|i requested|we requested
i asked for|that i requested|i wanted
"""
_TROUBLE: Final = [
    *PLACES,
    *each(
        "_|not|still|still not|not been|being|not being|been|be|get|getting|never",
        f"{_GOOD}|{_BAD}",
        "_|in plex|on plex|in the library",
    ),
    *each("_|stuck|only|still|still stuck|sitting", "at|on", _PERCENT, "_|percent"),
    *lines(_STILL),
]
_AGENT: Final = "radarr|sonarr|plex|sabnzbd|autoarr|the server|the system|you|we|i|it"
_WANTING: Final = """
find|see|show|download|downloading|grab|grabbed|import|importing|finding|getting|play|seeing|showing|downloaded|get|got
add|added|adding|have|watch|pick up|search for|searching for|look for|looking for|locate|finish downloading|finish
stop downloading|stop looking for|give me|start downloading|importing|imported|received|access|stream|watching
"""

_WRONG: Final = Phrases(
    [
        *each(
            "what's|what is|what was|whats|what could be|what can be|what might be|anything|what exactly is",
            """
wrong with|up with|the problem with|the matter with|going on with|happening with|happening to|holding up|blocking
holding back|slowing down|delaying|the reason for|causing the delay with|taking so long with|the delay with|the deal with
preventing|the trouble with|the issue with|keeping|stopping|the hold up with|with|going wrong with|the holdup with
wrong with the download of|wrong with the request for|the status of the failed|causing trouble with|off with
wrong|not right with|the story with|failing with|hindering
""",
        ),
        *each(
            "what|what on earth|whatever|what the heck|what the hell|what has|what did",
            "happened to|happened with|went wrong with|has happened to|became of|happen to|happened|goes wrong with|happens with",
        ),
        *each(
            _WHY,
            """
is there no|there is no|do we not have|don't we have|do i not have|don't i have|is there still no|haven't we got
there's no|there's still no|do we still not have|we don't have|we still don't have|i don't have|i still don't have
don't i see|i don't see|i can't see|i can't find|i can't watch|can i not see|can i not find|can i not watch|am i missing|are we missing
am i still missing|do we only have half of|we can't watch|can't we watch|can't we see|can't we find|can we not watch
do i still not see|i still can't see|i still can't watch|did you stop|did you cancel|was there a problem with
is there a problem with|is something wrong with|do i only have|do we only have|is it so hard to find|is it so hard to get
is it taking so long to download|is it taking so long to get|does it take so long to download|does it take so long to get
does it take so long for|is it taking forever to download|does it take forever to download|is there an issue with
""",
        ),
        *each(_WHY, NOT, _AGENT, _WANTING),
        *each(
            _WHY,
            "is|has|does|can|do|have|are|did|could|will",
            _AGENT,
            "not|still not|never|only",
            _WANTING,
        ),
        *each(_WHY, _AGENT, NOT, _WANTING),
        *each(
            "diagnose|troubleshoot|debug|investigate|look into|fix|analyse|analyze|check|examine|inspect|find|show me",
            "the problem with|the issue with|the problems with|the problem|the failure of|the failed",
        ),
        *lines(
            "diagnose|troubleshoot|debug|investigate|look into|fix|run diagnostics on|run a diagnosis on|run a diagnosis of|do a diagnosis of|analyse|analyze"
        ),
        *each(
            "_|i think|it looks like|it seems|seems like|looks like|is|i think there's|i believe|is there",
            "something|there is something|there's something|something's|something is|something has|anything|something must have",
            "_|went|gone|going|gone very|seriously|still",
            "wrong with|off with|not right with|up with|the matter with|wrong",
        ),
        *each(
            "there's|there is|i have|we have|is there|i'm having|i've got|we're having|having|are there",
            "a problem|an issue|trouble|problems|some trouble|some problem|any problem|any problems|any issues|issues|difficulties",
            "with|downloading|getting|finding|importing",
        ),
    ]
)
_WHY_STARTS: Final = Phrases(
    [
        *each(
            _WHY,
            f"is|are|was|has|have|had|did|does|do|will|would|were|{NOT}",
            "_|the download of|the download for|my request for|the request for|my download of|the import of",
        ),
        "why's",
    ]
)
_BARE_ENDS: Final = [
    *each(
        f"is|is still|has|keeps|keep|got|still|was|never|had|{NOT}",
        f"{_GOOD}|{_BAD}",
        "_|in plex|on plex",
    ),
    *each(
        f"is|is still|keeps|has been|was|{NOT}",
        "_|been|being",
        f"{_STILL}|downloaded|imported|found|added|approved|grabbed",
    ),
    *each("is|is still|got|was", "stuck|only", "at|on", _PERCENT, "_|percent"),
    *each(
        "is|is still|is not|isn't|still isn't|was not|wasn't",
        "in|on",
        "plex|the library|the server|my library|our library",
    ),
    *lines("""
failed|fails|failed to download|failed to import|won't|hasn't|isn't|stopped|stopped downloading|stalled|got stuck|died
disappeared|vanished|got removed|broke|never showed up|never arrived|never came|never finished|takes so long|takes forever
took so long|stops|stops downloading|got cancelled|got rejected|got denied|got deleted
"""),
]
_STATED: Final = [
    *each(
        "is|seems|seems to be|appears to be|looks|got|gets|keeps|keeps getting|has been|have been|has|had|has gotten|was|were"
        "|is still|is just|just|are|seems to have|appears to have|has just|must be|has gone|have|has got",
        """
_|been|gotten|become
""",
        f"{_BAD}|downloading forever|stuck in the queue|stuck downloading|in the queue forever|disappeared|vanished"
        "|downloading for ages|going nowhere|pending forever|not moving|not downloading|not importing|not showing up"
        "|stopped downloading|stalling|hanging there|missing from plex|missing episodes|acting up",
    ),
    *each(
        NOT,
        "_|been|being|be|yet",
        """
download|downloading|downloaded|import|importing|imported|show up|showing up|moving|progressing|finishing|finish|start|starting
complete|completing|arrived|found|come through|going anywhere|move|there|here|shown up|arrive|appear|appeared|appearing|grabbed
in plex|on plex|in the library|on the server|in my library|in our library|available in plex|available on plex|show|showing|come
""",
        "_|in plex|on plex|in the library",
    ),
    *each(
        "should have|should've|was supposed to|were supposed to|ought to have|should",
        "_|already|long|really",
        "be|been|have been|finished|arrived|downloaded|shown up",
        "_|here|ready|there|done|downloaded|available|finished|on plex|in plex|in the library",
    ),
    *each(
        "never",
        "arrived|downloaded|showed up|finished|came|appeared|came through|imported|started|made it",
        "_|in plex|on plex|to plex",
    ),
    *each("is|got|was|is still|has been", "_|stuck", "at|on", _PERCENT, "_|percent"),
    *lines("""
failed to download|failed to import|download failed|failed again|doesn't want to download|keeps stalling|stopped downloading
hangs|froze|failed|request failed|import failed|download is stuck|download got stuck|won't play|refuses to download|failed twice
download has failed|download has stalled|download stalled|download won't finish|download isn't moving|download is not moving
disappeared from plex|disappeared from the queue|vanished from the queue|is taking forever|is taking ages|is taking so long
takes forever|takes so long|has been taking forever|is taking too long|takes too long|is missing an episode|is missing some episodes
"""),
]
_AGENT_STATED: Final = each(
    "radarr|sonarr|plex|sabnzbd|autoarr|i|we|you",
    NOT,
    "find|see|downloading|download|show|showing|grab|grabbed|importing|import|finding|pick up|downloaded|imported|locate"
    "|seem to find|play|watch|picking up|grabbing|searching for|get hold of",
)

WHY_FRAMES: Final = (
    Frame(
        intent=Intent.DIAGNOSE,
        starts=_WRONG,
        ends=Phrases(
            [*_TROUBLE, "from being downloaded", "up", "back", "so long", "from importing"]
        ),
    ),
    Frame(intent=Intent.DIAGNOSE, starts=_WHY_STARTS, ends=Phrases(_TROUBLE), must_end=True),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(each(_WHY)),
        ends=Phrases(_BARE_ENDS),
        must_end=True,
    ),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            [
                "what's taking",
                "what is taking",
                "what takes",
                "what took",
                "what's holding",
                "what is holding",
                "what's keeping",
                "what held",
            ]
        ),
        ends=Phrases(
            ["so long", "forever", "so long to download", "so long to arrive", "up", "back"]
        ),
        must_end=True,
    ),
    Frame(
        intent=Intent.DIAGNOSE,
        starts=Phrases(
            each(
                "is|did|has|was|does|have|are",
                "_|the download of|the download for|my request for|the request for",
            )
        ),
        ends=Phrases(
            lines(
                "stuck|fail|failed|failing|missing|stalled|blocked|fail to download|failed to download|fail again|get stuck|gotten stuck|been stuck|stuck in the queue|missing from plex|fail to import|failed to import"
            )
        ),
        must_end=True,
    ),
)
STATED_FRAMES: Final = (
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(), ends=Phrases(_STATED), must_end=True),
    Frame(intent=Intent.DIAGNOSE, starts=Phrases(_AGENT_STATED), ends=Phrases([*PLACES, "yet"])),
)
