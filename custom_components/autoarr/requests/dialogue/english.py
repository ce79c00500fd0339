"""How people answer in English."""

from typing import Final

from ..grammar.spoken_numbers import EnglishNumbers
from ..parsed import MediaType
from .words import ReplyWords, counted, phrases, qualities, words

ENGLISH: Final = ReplyWords(
    yes=phrases("""
        yes|yeah|yep|yup|yes please|yeah please|sure|sure thing|of course|okay|ok|alright|all right|fine|correct
        exactly|do it|do that|go ahead|go for it|please do|yes do|yes do it|yes go ahead|add it|yes add it|add that
        add that one|get it|download it|that's right|that is right
        absolutely|definitely|confirm|confirmed|i confirm|sounds good|perfect|affirmative|by all means
        make it so|why not|yes you may|you may|that's correct|that is correct
    """),
    yes_alone=phrases(
        "that one|that's it|that's the one|please|it is|yes that one|right|great|i do|indeed"
    ),
    no=phrases("""
        no|nope|nah|no thanks|no thank you|no thank you very much|not that one|no not that one|wrong one
        that's wrong|that's not it|that's not the one|that is not it|don't add it|no don't|no don't add it
        please don't|not really
        absolutely not|i don't want it|i don't want that|no it isn't|no way|rather not|i'd rather not
    """),
    no_alone=phrases(
        "don't|do not|neither|neither of them|neither one|none|none of them|none of those|none of these|negative|it isn't|wrong|not that"
    ),
    forget=phrases("""
        forget it|forget that|forget about it|never mind|nevermind|nevermind that|cancel|cancel it|cancel that|stop
        stop it|abort|leave it|skip it|skip|drop it|no forget it|no never mind|no cancel|no stop|nothing|enough
        cancel everything|forget everything|forget all of it|forget all of them|don't bother|scratch that|let it be
        not now|maybe later|no leave it
    """),
    again=phrases("""
        what|pardon|sorry|excuse me|come again|again|repeat|repeat that|repeat it|repeat please|say that again
        say it again|can you repeat that|could you repeat that|which ones|which ones are there|what are the options
        what was the question|what were the options|what are my options|what were they|what did you say|which
        which one|what are they|what do you mean|what do you have|i didn't hear you|i did not hear you|i didn't get that
    """),
    both=phrases(
        "both|both of them|both please|the both of them|add both|get both|i want both|all three|all of those"
    ),
    leads=phrases("""
        um|uh|uhm|hmm|er|erm|oh|ah|well|so|hey|and|but|or|then|maybe|perhaps|please|just|only|rather|instead|actually
        i think|i guess|i mean|i meant|i said|i want|i want it|i would like|i'd like|i'd prefer|i prefer|i would prefer
        let's take|let's go with|go with|take|give me|make it|make that|it's|it is|that's|that would be|it should be
        i was thinking of|i was thinking about|i'll take|we want|we'd like|get me|get|add|download|preferably|in fact
        can you make it|could you make it|can we have it|can i have it|could i have it|can you get it
        sorry|no i mean|no i meant|i'm talking about|let's say|say|choose|pick|select|i choose|can i have|could i have
        but please|but make it|but get it|but add it|but only|but just|and only|and make it|the answer is|use
    """),
    tails=phrases(
        "please|thanks|thank you|instead|then|now|i think|i guess|rather|for me|for us|actually|if possible"
    ),
    fillers=words("""
        the a an one ones from of in it that this is was in with as for option number choice answer which version made
        released came out year please there quality resolution copy mean meant want i me my only just to at and but so
        titled called named by all right then
    """),
    ordinals=counted(
        "first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th"
    )
    | {"ninth": 9, "9th": 9, "tenth": 10, "10th": 10, "former": 1},
    numbers=counted("one two three four five six seven eight nine ten eleven twelve"),
    last=phrases("last|last one|the latter|latter|final one|bottom one"),
    other=phrases("other|other one|the other|different one"),
    older=phrases(
        "old|older|oldest|original|classic|earlier|earliest|first version|old version|ancient|vintage"
    ),
    newer=phrases(
        "new|newer|newest|latest|most recent|recent|remake|modern|current|later|reboot|new version"
    ),
    kinds={
        MediaType.MOVIE: phrases(
            "movie|film|the movie|motion picture|movie version|film version|feature film"
        ),
        MediaType.TV: phrases(
            "series|show|tv show|tv series|tv|television series|television show|sitcom|miniseries"
        ),
    },
    everything=phrases("""
        all|all of it|all of them|everything|all seasons|every season|all the seasons|the whole series|whole series
        the whole show|whole show|whole thing|the whole thing|the entire series|entire series|entire show|complete series
        the lot|all of the seasons|all episodes|every episode|every one|everything there is
    """),
    latest=phrases(
        "latest|latest season|newest season|last season|most recent season|current season|new season|newest"
    ),
    seasons=words("season seasons"),
    episodes=words("episode episodes ep"),
    joiners=words("and plus"),
    ranges=words("to through until till"),
    qualities=qualities(
        uhd="four k|four kay|for k|ultra high definition",
        full_hd="ten eighty|ten eighty p|full high definition|high definition",
        hd="seven twenty|seven twenty p",
        sd="standard definition|dvd quality|four eighty p",
    ),
    describing=words("with where about starring featuring who whose when directed by"),
    commands=phrases("""
        turn|switch|set|dim|brighten|open|close|lock|unlock|play|pause|resume|raise|lower|increase|decrease|start|call
        tell|remind|announce|broadcast|mute|unmute|volume|good morning|good night|how|who|when|where|why|is the|are the
        what time|what is|what's|what day|will|does|do you|did|can you|could you|would you|put|run|activate|show|shut
        is there|are there|is it|whose|next song|vacuum|clean|arm|disarm|ring|send|make|wake|read
    """),
    approve=phrases("approve|allow|permit|grant|i approve|i allow|please approve|yes approve"),
    deny=phrases(
        "deny|refuse|reject|decline|disallow|i deny|do not allow|don't allow|do not approve|don't approve"
    ),
    spoken=EnglishNumbers(),
)
