"""English, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.tokens import Phrases
from ..parsed import MediaType, Quality
from . import known
from .english_add import ADD_FRAMES, LEADS, TAILS
from .english_ask import ASK_FRAMES, FILLERS, OWNERS, STATEMENT_FRAMES, WHOLE
from .english_home import HOUSEHOLD_ENDS, HOUSEHOLD_HEADS, HOUSEHOLD_STARTS, HOUSEHOLD_THINGS
from .tables import each, lines

ENGLISH: Final = Language(
    leads=LEADS,
    tails=TAILS,
    frames=(*ASK_FRAMES, *ADD_FRAMES, *STATEMENT_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    fillers=FILLERS,
    nobody=Phrases(
        lines(
            "it|that|this|them|that one|this one|something|anything|everything|nothing|one|me|us|my request|the request|my requests|the queue|the download|someone|you|him|her|up|down|off|on|there|here|going|started|back|ready|out of here|lost"
        )
    ),
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    services={"radarr": MediaType.MOVIE, "sonarr": MediaType.TV},
    determiners=frozenset(
        {
            "the",
            "my",
            "our",
            "a",
            "an",
            "some",
            "your",
            "any",
            "that",
            "this",
            "those",
            "these",
            "more",
            "all",
        }
    ),
    amounts=frozenset({"a", "an", "some", "any", "more", "less", "another"}),
    joiners=Phrases(["and", "plus", "or"]),
    hard_joiners=Phrases(
        lines(
            "and also|as well as|and then|plus|along with|together with|and add|and get|and download|and request|and maybe|also|followed by|and finally|and of course"
        )
    ),
    both=Phrases(lines("both|both of|all of these|the following")),
    bound_after_and=frozenset(
        {
            "the",
            "his",
            "her",
            "its",
            "their",
            "a",
            "an",
            "me",
            "us",
            "him",
            "my",
            "your",
            "our",
            "son",
            "sons",
            "co",
            "friends",
            "i",
            "other",
            "others",
            "then",
            "so",
            "just",
            "not",
            "no",
            "all",
            "in",
            "on",
            "of",
            "for",
        }
    ),
    qualities={
        Quality.UHD: Phrases(
            lines(
                "4k|uhd|2160p|2160i|ultra hd|ultra high definition|four k|4 k|u h d|4k uhd|uhd 4k|4k ultra hd|ultra hd 4k|twenty one sixty p|four kay|2160 p|ultrahd|true 4k"
            )
        ),
        Quality.FULL_HD: Phrases(
            lines(
                "1080p|1080i|full hd|fullhd|fhd|ten eighty p|1080 p|f h d|hd 1080p|full high definition|one zero eight zero p|1080p hd|1080p full hd"
            )
        ),
        Quality.HD: Phrases(
            lines(
                "720p|720i|hd ready|seven twenty p|720 p|hd 720p|seven hundred twenty p|seven hundred and twenty p"
            )
        ),
        Quality.SD: Phrases(
            lines("480p|576p|standard definition|standard def|dvd quality|four eighty p|480 p")
        ),
    },
    soft_qualities={
        Quality.UHD: Phrases(lines("2160|for k|fourk")),
        Quality.FULL_HD: Phrases(lines("hd|h d|high definition|high def|1080|ten eighty")),
        Quality.HD: Phrases(lines("720|seven twenty")),
        Quality.SD: Phrases(lines("sd|s d|480|four eighty|dvd")),
    },
    quality_prepositions=Phrases(
        lines(
            "in|in the|at|with|as|in full|in glorious|in true|in real|in native|but in|only in|preferably in|ideally in"
        )
    ),
    quality_nouns=frozenset({"quality", "resolution", "version", "copy", "res", "format"}),
    release_features=Phrases(
        lines(
            "hdr|hdr10|dolby vision|hdr10 plus|remux|bluray|blu ray|imax|atmos|dolby atmos|web dl|in hdr|in dolby vision|with dolby atmos|with atmos|with hdr|and hdr|and dolby vision|in bluray|on bluray|on blu ray"
        )
    ),
    latest=frozenset({"latest", "newest", "current"}),
    new=frozenset({"new", "last", "final", "recent"}),
    season_words=frozenset({"season", "seasons", "series"}),
    episode_words=frozenset({"episode", "episodes", "ep", "eps"}),
    specials=Phrases(
        lines(
            "the specials of|the specials from|the specials|specials of|season zero of|season zero|christmas specials of"
        )
    ),
    pilots=Phrases(
        lines(
            "the pilot episode of|the pilot of|pilot episode of|the pilot episode|pilot of|the first episode of|the very first episode of"
        )
    ),
    every=Phrases(
        [
            *each(
                "_|in",
                "all|every|all the|all of the|all available|each",
                "seasons|season|episodes|episode|seasons and episodes",
                "_|of|from|for",
            ),
            *each(
                "_|the",
                "whole|entire|complete|full",
                "series|show|thing|run|tv show|tv series|show series|collection|boxset|box set",
                "_|of",
            ),
            *lines(
                "everything of|everything from|the whole of|the entirety of|in its entirety|from the beginning|from start to finish|from the start"
            ),
        ]
    ),
    first=frozenset({"first"}),
    to=frozenset({"to", "through", "thru", "till", "until"}),
    year_prepositions=Phrases(
        [
            *each(
                "_|the one|the version|the edition|the one that is",
                "from|from the year|in|in the year",
            ),
            *each(
                "_|that|which|the one that|the one which|that was|which was",
                "released in|made in|came out in|out in|premiered in|aired in|filmed in",
            ),
            *each("movie|film|show|series|one|version|remake|adaptation", "of"),
        ]
    ),
    year_nouns=Phrases(
        lines(
            "one|version|remake|edition|adaptation|reboot|original|cut|release|version of|remake of|adaptation of|reboot of|edition of|film version of|movie version of|film adaptation of|original version of|production of|take on"
        )
    ),
    editions=Phrases(
        each(
            "_|the",
            "extended|director's|theatrical|remastered|uncut|final|special|imax|3d",
            "edition|cut|version",
            "of",
        )
    ),
    last_year=Phrases(
        lines(
            "from last year|last year's|of last year|that came out last year|which came out last year"
        )
    ),
    this_year=Phrases(
        lines(
            "from this year|this year's|of this year|that came out this year|which came out this year|that just came out"
        )
    ),
    media={
        MediaType.MOVIE: Phrases(
            lines(
                "movie|movies|film|films|flick|motion picture|feature film|anime movie|anime film|movie version of|film version of|movie adaptation of|film adaptation of|picture film|documentary film|tv movie|short film|feature|pixar movie|disney movie|marvel movie|pixar film|disney film|marvel film|horror movie|animated movie|animated film|action movie"
            )
        ),
        MediaType.TV: Phrases(
            lines(
                "show|shows|series|tv show|tv shows|tv series|television show|television series|sitcom|miniseries|mini series|limited series|anime series|anime show|docuseries|documentary series|tv program|tv programme|soap|soap opera|cartoon series|kids show|reality show|netflix series|netflix show|hbo series|hbo show|web series|t v show|t v series|game show|talk show|program|programme|animated series|crime series|drama series|comedy series|kdrama|k drama"
            )
        ),
        MediaType.UNKNOWN: Phrases(lines("anime|documentary|cartoon|title")),
    },
    media_plurals=Phrases(
        lines("movies|films|shows|tv shows|titles|both movies|both films|both shows")
    ),
    called=Phrases(
        lines("called|named|titled|entitled|with the title|with the name|known as|by the name of")
    ),
    of=frozenset({"of", "from", "for", "in", "to"}),
    both_words=frozenset({"both"}),
    loose_ends=frozenset({"now", "please", "tonight", "today"}),
    chatty=frozenset(
        lines(
            "what|whats|which|who|whos|how|hows|why|when|where|do|does|did|is|are|was|were|i|im|id|ive|we|were|you|youre|its|it|theres|there|thats|if|my|he|she|they|can|could|should|would|will|have|has|no|yes|our|a|did|recommend|suggest|happy|any|every|lets|dont|not|good|great|nice|thanks|love|hate|start|stop|open|close"
        )
    ),
    marked=frozenset(known.titles(known.MARKED)),
    known=Phrases(
        [
            *known.titles(known.JOINED),
            *known.titles(known.COMMANDLIKE),
            *known.titles(known.NUMBERED),
            *known.titles(known.MEDIALIKE),
            *known.titles(known.TIMELIKE),
        ]
    ),
    known_with_article=Phrases(known.titles(known.WITH_ARTICLE)),
)
