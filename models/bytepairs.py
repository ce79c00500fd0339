"""Byte-pair encoding: bytes as characters, text in pieces, and merges learned from a text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
import heapq
from itertools import pairwise
import re
from typing import Final

type Pair = tuple[str, str]

_PRINTABLE: Final = frozenset((*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)))
"""Bytes that stand for themselves in a vocabulary; the others are moved behind U+00FF in order."""

_PIECES: Final = re.compile(
    r"'(?:s|t|re|ve|m|ll|d)|(?:[^\r\n\w]|_)?[^\W\d_]+|\d| ?(?:[^\s\w]|_)+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+",
    re.IGNORECASE,
)
"""Qwen2's pieces: no merge crosses their borders, digits stay single."""


def _byte_letters() -> tuple[str, ...]:
    """Return the character that stands for each byte in a byte-level vocabulary."""
    moved = iter(range(0x100, 0x200))
    return tuple(chr(byte if byte in _PRINTABLE else next(moved)) for byte in range(256))


BYTE_LETTERS: Final = _byte_letters()
"""The character of each byte, by byte."""


def letters(text: str) -> str:
    """Return a text in the characters of a byte-level vocabulary, one a byte of its UTF-8."""
    return "".join(BYTE_LETTERS[byte] for byte in text.encode())


def pieces(text: str) -> Iterator[str]:
    """Cut a text where no token may cross."""
    return (match.group() for match in _PIECES.finditer(text))


def learn_merges(texts: Iterable[str], most: int) -> list[Pair]:
    """Return up to `most` merges, each the most frequent pair of its moment; ties go by spelling."""
    counts = Counter(letters(piece) for text in texts for piece in pieces(text))
    words = [list(word) for word in counts]
    weights = list(counts.values())
    pairs: Counter[Pair] = Counter()
    where: defaultdict[Pair, set[int]] = defaultdict(set)
    for number, word in enumerate(words):
        for pair in pairwise(word):
            pairs[pair] += weights[number]
            where[pair].add(number)
    heap = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(heap)
    merges: list[Pair] = []
    while heap and len(merges) < most:
        count, best = heapq.heappop(heap)
        if pairs[best] != -count or count > -2:
            continue
        merges.append(best)
        changed: set[Pair] = set()
        for number in where.pop(best):
            old = words[number]
            new = merged(old, best)
            for pair in pairwise(old):
                pairs[pair] -= weights[number]
                where[pair].discard(number)
                changed.add(pair)
            for pair in pairwise(new):
                pairs[pair] += weights[number]
                where[pair].add(number)
                changed.add(pair)
            words[number] = new
        for pair in changed:
            if pairs[pair] > 0:
                heapq.heappush(heap, (-pairs[pair], pair))
    return merges


def merged(word: Sequence[str], pair: Pair) -> list[str]:
    """Return the word with each occurrence of the pair, from the left, made one."""
    joined: list[str] = []
    position = 0
    while position < len(word):
        if tuple(word[position : position + 2]) == pair:
            joined.append(pair[0] + pair[1])
            position += 2
        else:
            joined.append(word[position])
            position += 1
    return joined
