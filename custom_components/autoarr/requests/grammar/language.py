"""The words of one language that the parser needs; another language is another such table."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..parsed import Intent, MediaType, Quality
from .tokens import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way to ask: how it begins, how it may end, and whether it must end so.

    `weak` frames are also how people ask for things that are not media.
    """

    intent: Intent
    starts: Phrases
    ends: Phrases
    must_end: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything the parser knows of one language."""

    leads: Phrases
    tails: Phrases
    frames: tuple[Frame, ...]
    whole: Mapping[Intent, Phrases]
    owners: Phrases
    fillers: Phrases
    nobody: Phrases
    household_starts: Phrases
    household_ends: Phrases
    household_things: Phrases
    household_heads: frozenset[str]
    services: Mapping[str, MediaType]
    determiners: frozenset[str]
    amounts: frozenset[str]
    joiners: Phrases
    hard_joiners: Phrases
    both: Phrases
    bound_after_and: frozenset[str]
    qualities: Mapping[Quality, Phrases]
    soft_qualities: Mapping[Quality, Phrases]
    quality_prepositions: Phrases
    quality_nouns: frozenset[str]
    release_features: Phrases
    latest: frozenset[str]
    new: frozenset[str]
    season_words: frozenset[str]
    episode_words: frozenset[str]
    specials: Phrases
    pilots: Phrases
    every: Phrases
    first: frozenset[str]
    to: frozenset[str]
    year_prepositions: Phrases
    year_nouns: Phrases
    editions: Phrases
    last_year: Phrases
    this_year: Phrases
    media: Mapping[MediaType, Phrases]
    media_plurals: Phrases
    called: Phrases
    of: frozenset[str]
    both_words: frozenset[str]
    loose_ends: frozenset[str]
    chatty: frozenset[str]
    marked: frozenset[str]
    known: Phrases
    known_with_article: Phrases
