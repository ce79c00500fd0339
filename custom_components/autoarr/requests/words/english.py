"""English, as the parser knows it."""

from typing import Final

from ..grammar.language import Language
from ..grammar.phrases import Phrases
from ..grammar.spoken_numbers import EnglishNumbers
from ..grammar.tokens import fold_phrase
from ..parsed import MediaType, Quality
from . import known, shared
from .english_add import ADD_FRAMES, LEADS, TAILS
from .english_ask import ASK_FRAMES, FILLERS, OWNERS, STATEMENT_FRAMES, WHOLE
from .english_home import (
    HOUSEHOLD_ENDS,
    HOUSEHOLD_HEADS,
    HOUSEHOLD_STARTS,
    HOUSEHOLD_THINGS,
    SEEN_THINGS,
)
from .english_media import (
    ADJECTIVES,
    BY,
    COLLECTIONS,
    CONTRASTS,
    DROPPED,
    EVERY,
    EVERY_BEFORE,
    GENRES,
    MOVIES,
    OTHER_MEDIA,
    RECENT,
    RECENT_BEHIND,
    SERIES,
    SPECIALS,
    SPECIALS_BEHIND,
)
from .tables import each, lines, words

ENGLISH: Final = Language(
    leads=LEADS,
    softeners=Phrases(lines("um|uh|uhm|erm|hmm|ah|please|kindly|like uh|i think")),
    tails=TAILS,
    frames=(*ASK_FRAMES, *ADD_FRAMES, *STATEMENT_FRAMES),
    whole=WHOLE,
    owners=OWNERS,
    please=Phrases(lines("please|pretty please|pls|plz|if you please")),
    corrections=Phrases(
        lines(
            "no wait|wait no|sorry i meant|sorry i mean|i meant|i mean|no actually|actually no|no i meant|no i mean|no sorry|sorry no|scratch that|make that|or rather|no make that|no make it|wait make that|wait i meant|wait i mean|oh wait|correction|no rather|actually make that|actually make it|oh no wait|no hold on|no hang on|sorry make that|oops i meant|oops no|whoops i meant|i meant to say|no not that|or no|uh no|um no|no scratch that|scratch that i meant"
        )
    ),
    fillers=FILLERS,
    request_words=frozenset({"request", "download", "i", "we", "that", "you"}),
    times=Phrases(
        [
            *each(
                "_|for|at|on|by|this|next|from|until",
                "tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|week|weekend",
                "_|morning|afternoon|evening|night",
            ),
            *each(
                "at|for|to|until",
                "_|half past|quarter past|quarter to",
                "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1|2|3|4|5|6|7|8|9|10|11|12",
                "_|thirty|fifteen|forty five|o'clock",
                "_|am|pm|a m|p m|in the morning|in the evening",
            ),
            *lines(
                "later|right now|now|please|again|in the morning|in the evening|every day|this morning"
            ),
        ]
    ),
    nobody=Phrases(
        [
            *lines("""
it|that|this|them|that one|this one|something|anything|everything|nothing|one|me|us|someone|you|him|her|up|down|off|on
there|here|going|started|back|ready|out of here|lost|the last one|all of it|all of them|everything else|anything else
"""),
            *each(
                "_|my|the|our|all|all my|all of my|all the|any|any of my|that|this|every",
                "_|last|latest|new|current|recent|open|pending|first|other|previous|active",
                "_|movie|film|show|series|tv",
                "request|requests|download|downloads|queue|download queue|order|orders",
                "_|i made|i just made|i started|we made|from yesterday|from today|from last night|i made yesterday|at the moment",
            ),
            *each(
                "my|the|that|our|what|whatever|everything|all the|the last|the last thing",
                "_|last|new|latest",
                "_|movie|movies|film|films|show|shows|series|thing|things|stuff|episode|episodes|one|titles",
                "i|we",
                "_|just|last|recently",
                "requested|ordered|asked for|added|wanted|asked you for",
                "_|yesterday|earlier|last night|last week|today|last",
            ),
            *each("my", "_|new|last", "movie|movies|film|films|show|shows|stuff|episodes"),
        ]
    ),
    never_names=frozenset({"that", "this", "something", "anything", "everything"}),
    household_starts=HOUSEHOLD_STARTS,
    household_ends=HOUSEHOLD_ENDS,
    household_things=HOUSEHOLD_THINGS,
    household_heads=HOUSEHOLD_HEADS,
    seen_things=SEEN_THINGS,
    services=shared.SERVICES,
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
    errands=Phrases(each("to|out", "_")),
    amounts=frozenset({"a", "an", "some", "any", "more", "less", "another", "enough"}),
    placing=frozenset({"to", "from", "on", "in", "for", "off"}),
    articles=frozenset({"the"}),
    indefinite=frozenset({"a", "an"}),
    that=frozenset({"that", "this"}),
    connectors=frozenset({"of", "from", "for", "in", "and", "with", "to"}),
    and_words=frozenset({"and"}),
    joiners=Phrases(["and", "plus"]),
    or_words=Phrases(["or", "or at least", "or else"]),
    hard_joiners=Phrases(
        [
            *each(
                "and|then|plus|oh and|also",
                "_|please|can you|could you|can we|while you're at it|if you can|will you|i'd also like|would you|we also want|i also want|when you're done|after that|maybe|perhaps|once that's done",
                "_|also|please|maybe|then|just",
                "add|get|download|grab|fetch|request|put|queue|i'd like|i want|find me|get me|one more|another one|throw in|there's also",
            ),
            *each(
                "and",
                "while you're at it|maybe also|then maybe|perhaps also|if possible|after that|for the kids|for me|for my wife",
            ),
            *lines(
                "and also|as well as|and then|and then also|then also|and as well|and in addition|in addition to|and after that|and maybe also|and please|and please add|and please get|and please download|and can you add|and can you get|and can you download|and could you add|and could you get|and could you download|and put|and find|and grab|and fetch|and both|and another|also add|also get|also download|then add|then get|and then add|and then get|and lastly|oh and|oh and also|and if you can|plus|along with|together with|and add|and get|and download|and request|and maybe|also|followed by|and finally|and of course"
            ),
        ]
    ),
    both=Phrases(
        lines("both|both of|all of these|the following|these|these two|these three|all these")
    ),
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
                "4k|uhd|2160p|2160i|ultra hd|ultra high definition|ultra high def|ultra definition|four k|4 k|u h d|4k uhd|uhd 4k|4k ultra hd|ultra hd 4k|twenty one sixty p|four kay|2160 p|ultrahd|true 4k"
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
            lines(
                "480p|576p|standard definition|standard def|standard quality|dvd quality|four eighty p|480 p"
            )
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
            "in|in the|at|with|as|in a|in full|in glorious|in true|in real|in native|but in|only in|preferably in|ideally in|both in|all in|both of them in|all of them in|both at|each in|in at least|at least in|at least|but only in|but just in|just in|preferably|ideally|only|to|and in|or in|on"
        )
    ),
    quality_nouns=frozenset({"quality", "resolution", "version", "copy", "res", "format"}),
    release_features=Phrases(
        lines(
            "hdr|hdr10|dolby vision|hdr10 plus|remux|bluray|blu ray|imax|atmos|dolby atmos|web dl|in hdr|in dolby vision|with dolby atmos|with atmos|with hdr|and hdr|and dolby vision|in bluray|on bluray|on blu ray"
        )
    ),
    numbers=EnglishNumbers(),
    latest=frozenset({"latest", "newest", "current", "recent"}),
    new=frozenset({"new"}),
    last=frozenset({"last", "final"}),
    most=frozenset({"most", "very", "brand"}),
    season_words=frozenset({"season", "seasons", "series"}),
    doubtful_season_words=frozenset({"series"}),
    number_marks=frozenset({"number", "no", "num", "nr"}),
    season_parts=frozenset({"part", "pt", "cour", "volume", "vol"}),
    episode_words=frozenset({"episode", "episodes", "ep", "eps"}),
    specials=Phrases(SPECIALS),
    specials_behind=Phrases(SPECIALS_BEHIND),
    pilots=Phrases(
        each("_|the", "pilot|series premiere|very first episode ever", "_|episode", "of|for|from"),
    ),
    every=Phrases(EVERY),
    every_before=Phrases(EVERY_BEFORE),
    recent=Phrases(RECENT),
    recent_behind=Phrases(RECENT_BEHIND),
    first=frozenset({"first"}),
    to=Phrases(lines("to|through|thru|till|until|up to")),
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
    year_heads=frozenset({"version", "one", "remake", "original"}),
    editions=Phrases(
        [
            *each(
                "_|the|a",
                "extended|director's|directors|theatrical|remastered|uncut|final|special|imax|3d|unrated|dubbed"
                "|subbed|subtitled|english|original|japanese|german|restored|criterion",
                "edition|cut|version|dub|release",
                "of",
            ),
            *each(
                "the",
                "original|live action|animated|remake of|reboot of|live action version of|live action remake of|animated version of|original version of",
            ),
            *each("_|the", "first|second|last|other", "half|part", "of"),
            *each(
                "_|all",
                "both|all|every|all three|all two|all four|each",
                "part|parts|volumes|halves",
                "of",
            ),
        ]
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
        MediaType.MOVIE: Phrases(MOVIES),
        MediaType.TV: Phrases(SERIES),
        MediaType.UNKNOWN: Phrases(OTHER_MEDIA),
    },
    media_plurals=Phrases(
        lines(
            "movies|films|shows|tv shows|titles|flicks|documentaries|cartoons|both movies|both films|both shows"
        )
    ),
    called=Phrases(
        lines(
            "something called|one called|the one called|that one called|a thing called|that thing called|this thing called|the thing called|called|named|titled|entitled|with the title|with the name|known as|by the name of"
        )
    ),
    adjectives=ADJECTIVES,
    genres=Phrases(GENRES),
    described=dict.fromkeys(
        ("old", "original", "animated", "classic", "live", "action", "older", "black", "white"),
        False,
    )
    | dict.fromkeys(("whole", "entire", "complete", "full"), True),
    each_words=words("every|each"),
    every_words=Phrases(
        lines(
            "all|all the|all of the|every|each|every single|all three|all three of the|all two|all four|all five|both|both of the|all eight|all seven|all six|the three|the two|the first three|all those"
        )
    ),
    people=shared.MAKERS,
    surnames=shared.SURNAMES,
    possessive="s",
    collections=Phrases(COLLECTIONS),
    by=Phrases(BY),
    by_name=frozenset({"by"}),
    dropped=Phrases(DROPPED),
    contrasts=Phrases(CONTRASTS),
    of=frozenset({"of", "from", "for", "in", "to"}),
    both_words=frozenset({"both"}),
    loose_ends=frozenset({"now", "please", "tonight", "today"}),
    asking=words("why|how|what|whats|when|where|which|who"),
    chatty=words(
        "what|whats|which|who|whos|how|hows|why|when|where|do|does|did|is|are|was|were|i|im|id|ive|we|if|he|she|they|can|could|should|would|will|have|has|recommend|suggest|dont|youre|whose|me|something|everyone|somebody|someone|sometimes|sorry|nothing|him"
    ),
    talkative=words(
        "send|get|put|turn|switch|bring|come|go|give|take|move|make|keep|leave|hold|tell|show|call|ask|wait|try|find|look|check|help|be|dont|let|you|its|it|theres|there|thats|my|no|yes|our|a|happy|any|every|lets|not|good|great|nice|thanks|love|hate|start|stop|open|close|her|us|them|that|this|and|but|so|best|like"
    ),
    trailing=frozenset({"but", "only", "just", "so", "because"}),
    marked=shared.MARKED,
    known=shared.ENGLISH_TITLES,
    well_known=shared.WELL_KNOWN,
    known_with_article=Phrases(known.titles(known.WITH_ARTICLE)),
    written={fold_phrase(one): other for one, other in known.pairs(known.WRITTEN)},
    in_words=Phrases(known.titles(known.IN_WORDS)),
)
