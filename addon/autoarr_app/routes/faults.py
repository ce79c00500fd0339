"""What pydantic says about bad input, as the parts of a problem."""

from collections.abc import Iterable
from typing import Final

from pydantic import ValidationError

from ..problems import ProblemError, ProblemType
from ..protocol.common import ProblemPart

MOST_PARTS: Final = 50
"""More are counted, not told."""


def pointer_to(location: Iterable[int | str]) -> str:
    """Return a JSON pointer."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1")[:200] for part in location)


def invalid_input(err: ValidationError, *, where: str) -> ProblemError:
    """Return the problem with one part for each thing that is wrong; what was sent is not repeated."""
    found = err.errors(include_url=False, include_context=False, include_input=False)
    parts = [
        ProblemPart(
            where=where,
            pointer=pointer_to(error["loc"]),
            detail=error["msg"].removeprefix("Value error, "),
        )
        for error in found[:MOST_PARTS]
    ]
    first = parts[0]
    place = first.pointer or f"the {where}"
    others = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return ProblemError(
        ProblemType.INVALID_INPUT,
        f"In the {where}, {place}: {first.detail}{others}.",
        errors=parts,
    )
