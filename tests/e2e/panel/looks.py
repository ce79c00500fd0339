"""How the panel is looked at: on which screen, and light or dark."""

from dataclasses import dataclass

from tests.e2e.stack.browser import DESKTOP, PHONE, Screen


@dataclass(frozen=True, kw_only=True)
class Look:
    """A screen and a colour scheme."""

    name: str
    screen: Screen
    dark: bool


DESK = Look(name="desk", screen=DESKTOP, dark=False)
HAND = Look(name="hand", screen=PHONE, dark=True)
LOOKS = (DESK, HAND)
"""Each task is done in these two; what is on the screen is judged in both colour schemes."""
