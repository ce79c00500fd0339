"""Learn `merges.txt` anew from the English of this repository: `python -m models.learn`."""

from collections.abc import Iterator
from pathlib import Path
import sys
from typing import Final

from .bytepairs import learn_merges

ROOT: Final = Path(__file__).parent.parent
MERGES: Final = Path(__file__).with_name("merges.txt")
MOST: Final = 12_000
SOURCES: Final = (
    "*.md",
    "LICENSE",
    "docs/**/*.md",
    "custom_components/autoarr/translations/en.json",
    "custom_components/autoarr/**/*.py",
    "tests/fakes/**/*.json",
    "tests/unit/**/*.py",
    "tests/integration/*.py",
)
"""Prose, titles and code; the app's prompts are left out, so that they are no easier than other text."""


def texts() -> Iterator[str]:
    """Read the sources, prose three times as weighty as code."""
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_text("utf-8")
            yield from [text] * (1 if path.suffix == ".py" else 3)


def main() -> int:
    """Write the merges, one a line, in the order they apply."""
    merges = learn_merges(texts(), MOST)
    MERGES.write_text("".join(f"{left} {right}\n" for left, right in merges), "utf-8")
    sys.stdout.write(f"{len(merges)} merges in {MERGES.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
