"""The words with which people answer a question; another language is another such table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..grammar.numbers import Numbers
from ..grammar.phrases import Phrases
from ..grammar.tokens import fold
from ..parsed import MediaType, Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWords:
    """What answers are made of in one language.

    `yes` and `no` may be followed by more ("no, the series"); `yes_alone`, `no_alone`, `forget`,
    `again` and `both` are whole answers. `leads`, `tails` and `fillers` mean nothing. `describing` announces something that the
    catalogue may know ("the one with the worms"). A sentence that begins with one of `commands` is
    meant for somebody else; `approve` and `deny` begin a decision about somebody's wish.
    `spoken` reads numbers of several words ("nineteen eighty four").
    """

    yes: Phrases
    yes_alone: Phrases
    no: Phrases
    no_alone: Phrases
    forget: Phrases
    again: Phrases
    both: Phrases
    leads: Phrases
    tails: Phrases
    fillers: frozenset[str]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    last: Phrases
    other: Phrases
    older: Phrases
    newer: Phrases
    kinds: Mapping[MediaType, Phrases]
    everything: Phrases
    latest: Phrases
    seasons: frozenset[str]
    episodes: frozenset[str]
    joiners: frozenset[str]
    ranges: frozenset[str]
    qualities: Mapping[Quality, Phrases]
    describing: frozenset[str]
    commands: Phrases
    approve: Phrases
    deny: Phrases
    spoken: Numbers | None = None


def phrases(text: str) -> Phrases:
    """Return the phrases that bars and line ends separate."""
    return Phrases(alternatives(text))


def words(text: str) -> frozenset[str]:
    """Return single words, folded."""
    return frozenset(fold(word) for word in text.split())


def alternatives(text: str) -> list[str]:
    """Split at bars and line ends."""
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]


def counted(text: str) -> dict[str, int]:
    """Give each word, or words of one meaning (`a/b`), its number from 1."""
    groups = enumerate(text.split(), 1)
    return {fold(name): number for number, group in groups for name in group.split("/")}


def qualities(
    uhd: str = "", full_hd: str = "", hd: str = "", sd: str = ""
) -> dict[Quality, Phrases]:
    """Return the qualities as everybody writes them, with what one language adds."""
    added = {Quality.UHD: uhd, Quality.FULL_HD: full_hd, Quality.HD: hd, Quality.SD: sd}
    return {quality: phrases(f"{_QUALITIES[quality]}|{more}") for quality, more in added.items()}


_QUALITIES: Final = {
    Quality.UHD: "4k|4 k|uhd|u h d|ultra hd|ultrahd|2160p|2160|4k uhd|2160 p",
    Quality.FULL_HD: "1080p|1080|1080 p|full hd|fullhd|fhd|hd|h d",
    Quality.HD: "720p|720|720 p|hd ready",
    Quality.SD: "480p|480|480 p|576p|sd|s d|dvd",
}
