"""English: kinds of media, seasons and episodes, and what is said of a title besides its name."""

from typing import Final

from .tables import each, lines

MOVIES: Final = lines("""
movie|movies|film|films|flick|flicks|motion picture|feature film|anime movie|anime film|movie version of
film version of|movie adaptation of|film adaptation of|documentary film|tv movie|short film|feature
feature length film|anime movies|anime films|television movie|motion pictures|silent film|silent movie
""")

SERIES: Final = lines("""
show|shows|series|tv show|tv shows|tv series|television show|television series|sitcom|miniseries|mini series
limited series|anime series|anime show|docuseries|documentary series|tv program|tv programme|soap|soap opera
cartoon series|kids show|reality show|web series|t v show|t v series|game show|talk show|program|programme
kdrama|k drama|anime|animes|animated series|television program|television programme|docu series|telenovela
tv version of|series version of|quiz show|panel show|reality series|reality tv show|sitcoms|serial|tv serial
korean drama|korean dramas|turkish drama|turkish series|british drama series|mini-series|tele series|show version of
""")

OTHER_MEDIA: Final = lines("documentary|documentaries|cartoon|cartoons|title|titles|docu")

ADJECTIVES: Final = frozenset(
    lines("""
80s|90s|70s|60s|50s|2000s|eighties|nineties|seventies|sixties|fifties|hit|award|winning|latest|upcoming|recent|well|known|cool|fun|funny|scary|weird|sad|long|big|first
french|german|spanish|italian|danish|swedish|norwegian|finnish|icelandic|korean|japanese|chinese|british|american
english|irish|scottish|australian|canadian|mexican|brazilian|argentinian|polish|russian|turkish|indian|dutch
belgian|israeli|iranian|thai|taiwanese|austrian|swiss|greek|portuguese|hungarian|romanian|czech|ukrainian|african
european|nordic|scandinavian|foreign|bollywood|hollywood|western|westerns|horror|comedy|action|drama|thriller|sci
fi|scifi|science|fiction|fantasy|crime|mystery|romantic|romance|animated|animation|war|spy|heist|superhero|musical
family|kids|children's|childrens|christmas|holiday|disney|pixar|marvel|dc|netflix|hbo|amazon|apple|hulu|bbc|itv|sky
disney's|pixar's|ghibli|a24|black|white|old|classic|silent|indie|cult|short|documentary|biographical|historical
period|medical|legal|detective|police|zombie|vampire|monster|kung|fu|martial|arts|sports|stop|motion|psychological
dystopian|post|apocalyptic|teen|adult|live|nature|true|travel|cooking|reality|noir|slasher|supernatural|adventure
epic|cgi|3d|original|whole|entire|great|good|famous|excellent|brilliant|awesome|little|famous|popular|acclaimed
""")
)

GENRES: Final = lines("""
thriller|comedy|drama|western|musical|horror|crime drama|romcom|rom com|romantic comedy|period drama|documentary
crime thriller|psychological thriller|spy thriller|medical drama|legal drama|political drama|horror comedy|cartoon
action comedy|space opera|biopic|mockumentary|slasher|whodunit|murder mystery|mystery|war drama|costume drama|classic
action thriller|teen drama|teen comedy|black comedy|dark comedy|family comedy|courtroom drama|heist thriller
""")

COLLECTIONS: Final = lines("""
trilogy|saga|quadrilogy|tetralogy|duology|film collection|movie collection|film series|movie series|film franchise
movie franchise|franchise|film trilogy|movie trilogy|the complete trilogy of|the trilogy of|movies collection
films collection|trilogy box set|trilogy boxset
""")

_SPECIAL: Final = (
    "special|specials|special episode|special episodes|christmas special|christmas specials|holiday special"
    "|holiday specials|halloween special|halloween specials|new year's special|new years special|easter special"
    "|thanksgiving special|anniversary special|xmas special|xmas specials|christmas episode|new year special"
)
SPECIALS: Final = [
    *each("_|the|all|all the|all of the|any", _SPECIAL, "of|from|for"),
    *each("_|the|all the", "season zero|season 0|specials", "_|of|from|for"),
]
SPECIALS_BEHIND: Final = each(
    "_|the|all|all the|all of the",
    """
specials|special episodes|christmas special|christmas specials|holiday specials|holiday special|ova|ovas|oavs|halloween special
halloween specials|new year's special|new years special|easter special|thanksgiving special|anniversary special
xmas special|xmas specials|christmas episode|special episode|season zero
""",
)

EVERY: Final = [
    *each(
        "all|both",
        "two|three|four|five|six|seven|eight|nine|ten|2|3|4|5|6|7|8|9|10|of the|the|of its|its",
        "seasons|episodes|series of",
        "_|of|from|for",
    ),
    *each("both", "seasons|episodes|series", "of|from"),
    *each(
        "_|in",
        "all|every|all the|all of the|all available|each|every single|all existing|every one of the|every available",
        "seasons|season|episodes|episode|seasons and episodes|series of|series from|tv seasons",
        "_|of|from|for",
    ),
    *each(
        "_|the|in the",
        "whole|entire|complete|full|whole entire",
        """
series|show|thing|run|tv show|tv series|show series|boxset|box set|season collection|back catalogue
anime|anime series|sitcom|miniseries|mini series|docuseries
""",
        "_|of|from",
    ),
    *each("seasons|season", "all"),
    *each(
        "_|the|all the|all",
        "remaining|missing|other|rest of the",
        "seasons|episodes",
        "of|from|for",
    ),
    *lines("the rest of|the remainder of"),
    *lines(
        """
everything of|everything from|the whole of|the entirety of|in its entirety|from the beginning
from start to finish|from the start|every episode ever of|the box set of|the boxset of|boxset of|box set of
all of it|the complete box set|the complete boxset|complete box set|complete boxset|every last episode of
from the very beginning|from beginning to end|from season one onwards|from season 1 onwards|box set|boxset
the box set|the boxset|each and every season of|each and every episode of|every bit of
""",
    ),
]
EVERY_BEFORE: Final = lines("""
all of|the complete|the entire|complete series|all of the series|all of the show|all of the tv show
all of the tv series|all of the anime|every part of the series|the whole entire|all of the sitcom
""")

_DAY: Final = (
    "today's|todays|tonight's|tonights|yesterday's|yesterdays|last night's|last nights|this week's|this weeks"
    "|this evening's|this morning's|last week's|last weeks|monday's|tuesday's|wednesday's|thursday's|friday's"
    "|saturday's|sunday's"
)
RECENT: Final = [
    *each(
        "_|the", _DAY, "_|new|latest", "episode|show|edition|instalment|installment", "_|of|from"
    ),
    *each(_DAY),
    *each("_|the", "season|series|show", "finale", "of|from"),
    *each("_|the", "finale|last ever episode|very last episode", "of|from"),
    *each("_|the", "latest|newest|most recent", "one|instalment|installment|edition", "of|in|from"),
]
RECENT_BEHIND: Final = [
    *each(
        "_|the one|the episode", "from", "today|tonight|yesterday|last night|this week|last week"
    ),
    *lines(
        """
season finale|the season finale|series finale|the series finale|finale|episode from yesterday|episode from last night|episode from today
the episode from yesterday|the episode from last night|show from last night|show from yesterday
the latest one|the newest one|the most recent one|the new one|the latest|the newest|the most recent
yesterday's episode|today's episode|tonight's episode|last night's episode|the latest version
""",
    ),
]

_TONGUE: Final = (
    "english|german|french|spanish|italian|japanese|korean|danish|swedish|norwegian|finnish|dutch|polish|russian"
    "|turkish|portuguese|chinese|mandarin|cantonese|hindi|arabic|hebrew|greek|ukrainian|czech|icelandic|thai"
    "|the original language|original language|the original version"
)
DROPPED: Final = [
    *each(
        "in|with|at",
        "_|a|the|some",
        "good|great|decent|nice|best|better|bluray|blu ray|top|excellent|high|higher|highest|fine|proper|original|perfect|any|whatever|really good|very good|max|maximum|full",
        "quality|picture quality|resolution|res|picture",
        "_|possible|available|you can find|there is|we can get|you can get|you've got",
    ),
    *each("from|off|on|over", "_|the", "usenet|internet|torrents|a torrent|newsgroups"),
    *each(
        "from|in|of",
        "the",
        "_|early|late|mid",
        "fifties|sixties|seventies|eighties|nineties|noughties|50s|60s|70s|80s|90s|1950s|1960s|1970s|1980s|1990s|2000s|2010s"
        "|nineteen fifties|nineteen sixties|nineteen seventies|nineteen eighties|nineteen nineties|two thousands",
    ),
    *each(
        "in|with|and",
        _TONGUE,
        "_|audio|dub|dubs|sub|subs|subtitles|language|with subtitles|with english subtitles|with english subs"
        "|with german subtitles|with french subtitles|with spanish subtitles|sound|voices|dubbing|soundtrack",
    ),
    *each(
        "_|with",
        "english|german|french|spanish|japanese",
        "subs|subtitles|dub|dubbed|subbed|subtitled|audio",
    ),
    *each(
        "_|and",
        "dubbed|subbed|subtitled",
        "_|in english|in german|in french|in spanish|please|version",
    ),
    *each("the|_", "dubbed|subbed|subtitled|dub|sub|uncut|unrated", "version|one"),
    *each("with", "subs|subtitles|a dub|closed captions|captions"),
    *each(
        "from|on|off|via",
        """
netflix|hbo|hbo max|max|hulu|disney plus|disney+|disney|amazon|amazon prime|prime|prime video|apple tv|apple tv plus
apple tv+|apple|paramount plus|paramount+|peacock|bbc|the bbc|iplayer|sky|crunchyroll|mubi|shudder|youtube|starz
showtime|fx|amc|itv|channel 4|channel four|pbs|a24|studio ghibli|pixar|dc|marvel
""",
    ),
    *each(
        ",|_|the",
        "uncut|uncensored|unrated|remastered|extended|director's|directors|theatrical|final|special|imax",
        "cut|edition|version",
    ),
    *lines("""
or better|or higher|or above|or so|onwards|onward|starting with|starting from|beginning with|starting|is great|is good|is really good|is amazing|is out|just came out|is out now|is finally out
just dropped|looks good|looks great|sounds good|sounds great|sounds fun|looks fun|is supposed to be good|is supposed to be great|is awesome|is so good|is excellent|has just come out|is coming out|remastered|unrated|is back|just started|starts soon
in the highest quality possible|in the best quality possible|in the highest possible quality|on bluray|on blu ray|in bluray|on dvd
in blu ray|on disc|in remux|for now|this time|in one go|all at once|in full|in total|instead|in lossless|everyone is watching|everybody is watching
in the best quality|in best quality|in the best possible quality|in good quality|in high quality
in the highest quality|in the best quality available|best quality|in whatever quality|in any quality
in the best quality you can find|the best quality|in the best available quality|in the highest quality available
at the best quality|in top quality|uncut|uncensored|with commentary|in 3d|in imax|in color|in colour
in black and white|in hdr|in dolby vision|with dolby atmos|with atmos|in surround sound|with surround sound
the extended version|the uncut version|both of them|as a box set|if there is one|if it exists|if it's out
if it's out yet|if they have it|once it's out|when it comes out|as soon as it's out|when it's out
as soon as it comes out|as soon as it is available|when it is released|once it is available|once it's available
when it's available|as soon as it's available|once it comes out|as soon as it's released|when it's released
"""),
]

BY: Final = lines("""
directed by|starring|by director|from director|featuring|written by|created by|with the actor|with the actress
the kids want|the kids love|the kids keep|my wife wants|my wife loves|my husband wants|my husband loves|my kids want|my kids love|my son wants|my daughter wants|my girlfriend wants|my boyfriend wants
my mom wants|my mum wants|my dad wants|it's for|it is for|you know|hurry up|make it quick|make it snappy|it's urgent|it's for the kids|it looks|it sounds|they want|she wants|he wants|she loves|he loves|we love|i love it|we loved|everyone's talking
everyone's raving|everybody's talking|i've been wanting|i've been meaning|i'd love|we'd love|we'd like|i'd like to|i'm dying|we're watching|we are watching|i'm watching|it's movie night|we have guests|i have guests|i promised|so i can|so we can|so that i|so that we|so the kids can|so my kids can|so that the kids|so my wife can|so my husband can|so they can|so that|because i
because we|because my|because it|because the kids|cause i|since i|since we|since it|as soon as|before it leaves|before it's gone|before the weekend|before my
before we|while i|everyone is watching|everyone keeps|everybody is talking|everyone is talking|everyone's talking|that everyone|that everybody|that my
that i keep|that came out|that just came|that just dropped|that you|i keep hearing|i heard it|i've heard it|my friends|it's supposed|i think it's|we want to|i want to
which i|which we|which my|which is|whatever you|the one about|the one where|the one in which|the one set in|if you haven't|if we don't
made by|produced by|the one with|the one directed by|the one by|the one starring|from the director|by the director
""")

CONTRASTS: Final = lines("""
not|and not|but not|rather than|instead of|as opposed to|no not
""")
