"""What an answer to a question can mean."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..parsed import MediaType, Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a person wants otherwise; what is None or empty stays as it was."""

    quality: Quality | None = None
    media_type: MediaType | None = None
    year: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    all_seasons: bool = False
    latest: bool = False

    def __bool__(self) -> bool:
        """Say whether anything is to be changed."""
        return bool(self.as_arguments())

    def as_arguments(self) -> Mapping[str, Any]:
        """Return only what is to be changed, by name."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in named.items() if value not in (None, (), False)}


@dataclass(frozen=True, slots=True)
class Yes:
    """What was proposed, perhaps with a change."""

    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class No:
    """Not what was proposed."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Nothing of it any more."""


@dataclass(frozen=True, slots=True)
class Again:
    """The question was not heard or not understood."""


@dataclass(frozen=True, slots=True)
class Both:
    """More than one of the choices."""


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the choices, numbered from 1; `sure` when a yes came with it."""

    number: int
    changes: Changes = Changes()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """The same title, but otherwise."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class Instead:
    """Another title than what was proposed, in the person's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """An answer, but one that decides nothing; `described` by what no catalogue says."""

    described: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """No answer to the question."""


type Reply = Yes | No | Forget | Again | Both | Choose | Change | Instead | Unclear | Other
