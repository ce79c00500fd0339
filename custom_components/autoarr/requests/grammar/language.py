"""The words of one language that the parser needs; another language is another such table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from ..parsed import Intent, MediaType, Quality
from .numbers import Numbers
from .phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way to ask: how it begins, how it may end, and whether it must end so.

    `weak` frames are also how people ask for things that are not media, or mean something else;
    of `sure` ones hardly anything else can be meant.
    """

    intent: Intent
    starts: Phrases
    ends: Phrases
    must_end: bool = False
    weak: bool = False
    sure: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """Everything the parser knows of one language."""

    # how a sentence is built
    leads: Phrases
    softeners: Phrases = field(default_factory=Phrases)
    tails: Phrases
    please: Phrases
    corrections: Phrases
    fillers: Phrases
    frames: tuple[Frame, ...]
    whole: Mapping[Intent, Phrases]
    owners: Phrases
    request_words: frozenset[str]
    nobody: Phrases
    never_names: frozenset[str]
    chatty: frozenset[str]
    asking: frozenset[str] = frozenset()
    talkative: frozenset[str] = frozenset()
    services: Mapping[str, MediaType]
    # what a household speaks of
    household_starts: Phrases
    household_ends: Phrases
    household_things: Phrases
    household_heads: frozenset[str]
    seen_things: Phrases = field(default_factory=Phrases)
    times: Phrases
    errands: Phrases = field(default_factory=Phrases)
    amounts: frozenset[str]
    placing: frozenset[str]
    # small words
    determiners: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    that: frozenset[str]
    of: frozenset[str]
    connectors: frozenset[str]
    and_words: frozenset[str]
    contracted: Mapping[str, str] = field(default_factory=dict)
    to: Phrases
    joiners: Phrases
    or_words: Phrases
    hard_joiners: Phrases
    both: Phrases
    both_words: frozenset[str]
    bound_after_and: frozenset[str]
    # picture
    qualities: Mapping[Quality, Phrases]
    soft_qualities: Mapping[Quality, Phrases]
    quality_prepositions: Phrases
    quality_nouns: frozenset[str]
    release_features: Phrases
    # seasons, episodes, newness
    numbers: Numbers
    latest: frozenset[str]
    new: frozenset[str]
    last: frozenset[str]
    most: frozenset[str] = frozenset()
    season_words: frozenset[str]
    doubtful_season_words: frozenset[str] = frozenset()
    episode_words: frozenset[str]
    first: frozenset[str]
    specials: Phrases
    specials_behind: Phrases
    pilots: Phrases
    every: Phrases
    every_before: Phrases
    every_words: Phrases
    each_words: frozenset[str]
    recent: Phrases
    recent_behind: Phrases = field(default_factory=Phrases)
    season_parts: frozenset[str]
    number_marks: frozenset[str]
    ordinal_digits: bool = False
    # years
    year_prepositions: Phrases
    year_nouns: Phrases
    year_heads: frozenset[str]
    editions: Phrases
    last_year: Phrases
    this_year: Phrases
    # kinds of media, and what is said of a title
    media: Mapping[MediaType, Phrases]
    media_plurals: Phrases
    media_endings: Mapping[str, MediaType] = field(default_factory=dict)
    adjectives: frozenset[str]
    genres: Phrases
    described: Mapping[str, bool]
    collections: Phrases
    called: Phrases
    by: Phrases
    people: Phrases
    surnames: frozenset[str]
    possessive: str = ""
    by_name: frozenset[str]
    dropped: Phrases
    contrasts: Phrases
    loose_ends: frozenset[str]
    trailing: frozenset[str] = frozenset()
    # names that look like something else
    marked: frozenset[str] = frozenset()
    known: Phrases
    known_with_article: Phrases
    well_known: Phrases
    written: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    in_words: Phrases = field(default_factory=Phrases)

    def share_of(self, folds: set[str]) -> int:
        """Return how much of a sentence is of this language; its small and media words count twice."""
        return len(folds & self.vocabulary) + len(folds & self.marks)

    @cached_property
    def marks(self) -> frozenset[str]:
        """The words by which the language is known best."""
        media = frozenset(word for phrases in self.media.values() for word in phrases.words)
        return media | self.articles | self.season_words | self.episode_words

    def tells(self, folds: Iterable[str]) -> bool:
        """Say whether words may be about media: only then are they worth reading."""
        return any(fold in self.telling or any(map(str.isdecimal, fold)) for fold in folds)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words without which nothing shows that a sentence is about media."""
        tables = (
            *self.media.values(),
            *self.qualities.values(),
            *self.soft_qualities.values(),
            self.specials,
            self.specials_behind,
            self.pilots,
            self.every,
            self.every_before,
            self.every_words,
            self.recent,
            self.recent_behind,
            self.editions,
            self.last_year,
            self.this_year,
            self.collections,
        )
        small = self.determiners | self.articles | self.of | self.connectors | self.indefinite
        words = frozenset(word for phrases in tables for word in phrases.words)
        words |= self.season_words | self.episode_words | self.numbers.vocabulary
        return (words | self.latest | self.new | self.last) - small

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word by which the language is recognised; names of titles are none."""
        words: set[str] = set(self.numbers.vocabulary)
        names = {
            "people",
            "surnames",
            "known",
            "known_with_article",
            "well_known",
            "marked",
            "written",
        }
        names |= {"in_words", "corrections"}
        for one in fields(self):
            if one.name not in names:
                words |= _words_of(getattr(self, one.name))
        return frozenset(words)


def _words_of(value: object) -> frozenset[str]:
    """Return the words of one table."""
    match value:
        case Phrases():
            return value.words
        case frozenset():
            return frozenset(word for word in value if isinstance(word, str))
        case Frame():
            return value.starts.words | value.ends.words
        case tuple():
            return frozenset(word for one in value for word in _words_of(one))
        case Mapping():
            return frozenset(word for one in value.values() for word in _words_of(one))
        case _:
            return frozenset()
