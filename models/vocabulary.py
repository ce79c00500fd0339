"""Vocabularies that llama.cpp tokenises with: byte-level, Qwen2's pieces and its special tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from gguf import TokenType
import numpy as np

from .bytepairs import BYTE_LETTERS, letters

MERGES: Final = Path(__file__).with_name("merges.txt")
SPECIAL: Final = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
QWEN_TOKENS: Final = 151_936
QWEN_SPECIAL_AT: Final = 151_643
"""Where Qwen2.5's special tokens begin; behind the last of them the table is padded."""
QWEN_ADDED: Final = 22

SYLLABLES: Final = tuple(f"{first}{second}" for first in "bcdfghjklmnprstvwz" for second in "aeiou")

CHAT_TEMPLATE: Final = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a GGUF says about its tokenizer."""

    tokens: tuple[str, ...]
    types: tuple[TokenType, ...]
    merges: tuple[str, ...]

    def id_of(self, token: str) -> int:
        """Return the id of a token; raises ValueError when there is none of that name."""
        return self.tokens.index(token)


def read_merges(most: int | None = None) -> tuple[str, ...]:
    """Read the learned merges in the order they apply, the first `most` of them."""
    lines = MERGES.read_text("utf-8").splitlines()
    return tuple(lines[:most])


def small_vocabulary(merges: int = 3_800) -> Vocabulary:
    """Make a vocabulary of the bytes, some merges and the special tokens."""
    learned = read_merges(merges)
    normal = [*BYTE_LETTERS, *results(learned)]
    return Vocabulary(
        tokens=(*normal, *SPECIAL),
        types=(*[TokenType.NORMAL] * len(normal), *[TokenType.CONTROL] * len(SPECIAL)),
        merges=learned,
    )


def full_vocabulary() -> Vocabulary:
    """Make a vocabulary as large as Qwen2.5's, the special tokens where Qwen2.5 has them.

    What was not learned is filled with made-up words: they take their room in every choice of a
    token, and no text is cut into them.
    """
    learned = read_merges()
    normal = [*BYTE_LETTERS, *results(learned)]
    known = set(normal)
    made_up = (word for word in fillers() if word not in known)
    normal += islice(made_up, QWEN_SPECIAL_AT - len(normal))
    added = [*SPECIAL, *(f"<|added_{number}|>" for number in range(QWEN_ADDED - len(SPECIAL)))]
    padding = [f"[PAD{at}]" for at in range(len(normal) + len(added), QWEN_TOKENS)]
    return Vocabulary(
        tokens=(*normal, *added, *padding),
        types=(
            *[TokenType.NORMAL] * len(normal),
            *[TokenType.CONTROL] * len(added),
            *[TokenType.UNUSED] * len(padding),
        ),
        merges=learned,
    )


def results(merges: tuple[str, ...]) -> Iterator[str]:
    """Return each token once that the merges make, in their order."""
    return iter(dict.fromkeys(merge.replace(" ", "") for merge in merges))


def fillers() -> Iterator[str]:
    """Make up distinct words without end, about as long as real ones, a fifth not Latin."""
    random = np.random.Generator(np.random.SFC64(0))
    seen: set[str] = set()
    while True:
        for word in made_up_words(random, 1_000):
            if word not in seen:
                seen.add(word)
                yield letters(word)


def made_up_words(random: np.random.Generator, most: int) -> Iterator[str]:
    """Make up words of two to four syllables, or two characters."""
    syllables = random.integers(0, len(SYLLABLES), (most, 4))
    lengths = random.integers(2, 5, most)
    characters = random.integers(0x4E00, 0x9FA5, (most, 2))
    ends = random.integers(0, 6, most)
    for number in range(most):
        if number % 5 == 0:
            yield "".join(chr(code) for code in characters[number])
            continue
        space, end = divmod(int(ends[number]), 3)
        word = "".join(SYLLABLES[at] for at in syllables[number][: lengths[number]])
        yield " " * space + word + ("", "n", "s")[end]
