"""Which version of the protocol the integration and the app speak with each other. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolRange:
    """The protocol versions one side speaks, both ends included."""

    min: int
    max: int


class Outdated(StrEnum):
    """The side that has to be updated when there is no version in common."""

    APP = "app"
    INTEGRATION = "integration"


SPOKEN: Final = ProtocolRange(min=1, max=1)
"""What this integration speaks."""


def negotiate(ours: ProtocolRange, theirs: ProtocolRange) -> int | Outdated:
    """Return the newest version both sides speak, or who has to be updated; a range upside down is the app's mistake."""
    if theirs.min > theirs.max or theirs.max < ours.min:
        return Outdated.APP
    if theirs.min > ours.max:
        return Outdated.INTEGRATION
    return min(ours.max, theirs.max)
