"""One title while what surrounds it is taken off."""

from dataclasses import dataclass, field

from ..parsed import MediaType
from .spans import Scan
from .tokens import Token, spoken


@dataclass(slots=True)
class Name:
    """The words of one title that are left, and what was said of it."""

    words: list[int]
    scan: Scan
    media_type: MediaType = MediaType.UNKNOWN
    plural: bool = False
    media_named: bool = False
    edition: bool = False
    year: int | None = None
    latest: bool = False
    all_seasons: bool = False
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    ending: Token | None = None
    article: str = ""
    others: list[str] = field(default_factory=list)

    @property
    def folds(self) -> list[str]:
        """The folded words that are left."""
        return [self.scan.folds[index] for index in self.words]

    @property
    def tokens(self) -> list[Token]:
        """The words that are left; `ending` is the last one without what follows it."""
        tokens = [self.scan.tokens[index] for index in self.words]
        if self.ending is not None and tokens:
            tokens[-1] = self.ending
        return tokens

    def remember(self) -> None:
        """Keep the present words as another thing the title may be called."""
        self.others.append(spoken(self.tokens))

    def open_at(self, position: int, length: int = 1) -> bool:
        """Say whether the words at `position` may be taken off: they are no known title."""
        return not any(
            self.scan.protected[index] for index in self.words[position : position + length]
        )
