"""Who asks, and what that person may: pure, and the port to whoever knows the people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from .media import Note
from .parsed import Quality

HOUSEHOLD: Final = "household"
"""The requester of a satellite that belongs to nobody in particular."""


class Via(StrEnum):
    """The ways a wish reaches AutoArr."""

    ACTION = "action"
    VOICE = "voice"
    CHAT = "chat"
    TOOL = "tool"
    SENTENCE = "sentence"
    TODO = "todo"
    PANEL = "panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who asked, and how.

    `requester` is the id of a Home Assistant user, HOUSEHOLD, or None: an automation without a
    user, which somebody with admin rights wrote. `satellite` is an entity id; `language` None
    means Home Assistant's.
    """

    requester: str | None = None
    via: Via = Via.ACTION
    satellite: str | None = None
    device: str | None = None
    conversation: str | None = None
    language: str | None = None

    @property
    def seat(self) -> tuple[str | None, str | None, str | None]:
        """Who it is and where they sit: the same person at another satellite is another seat."""
        return self.requester, self.satellite, self.device


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What a person may; `max_open` None means as many open requests as they like."""

    allowed: bool = True
    needs_approval: bool = False
    may_uhd: bool = True
    max_open: int | None = None
    admin: bool = False


class People(Protocol):
    """Knows the people of the house."""

    def permissions(self, requester: str | None) -> Permissions:
        """Return what a requester may."""
        ...

    def name(self, requester: str | None) -> str:
        """Return what a requester is called; "" when nobody knows."""
        ...


class OpenHouse:
    """People as they are treated where nothing is set up: users may, the household has to ask."""

    def permissions(self, requester: str | None) -> Permissions:
        """Trust automations fully and users to add; let an admin decide for the household."""
        if requester == HOUSEHOLD:
            return Permissions(needs_approval=True, may_uhd=False)
        return Permissions(admin=requester is None)

    def name(self, requester: str | None) -> str:
        """Know nobody by name."""
        return ""


class Ruling(StrEnum):
    """What a wish may do next."""

    GO_ON = "go_on"
    APPROVAL = "approval"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A ruling, and why when it is not to go on."""

    ruling: Ruling
    note: Note | None = None


def judge(
    permissions: Permissions,
    *,
    quality: Quality | None = None,
    uhd: bool = False,
    open_requests: int = 0,
) -> Verdict:
    """Return what a person's wish may do.

    `quality` is what was asked in words, `uhd` whether the profile allows 2160p, `open_requests`
    how many others of this person are open. Who may not have 4K is refused it by name, and needs
    an approval where nothing but a profile for 4K is there.
    """
    if not permissions.allowed:
        return Verdict(ruling=Ruling.REFUSED, note=Note(key="not_allowed"))
    if permissions.admin:
        return Verdict(ruling=Ruling.GO_ON)
    if permissions.max_open is not None and open_requests >= permissions.max_open:
        filled = {"count": str(permissions.max_open)}
        return Verdict(ruling=Ruling.REFUSED, note=Note(key="too_many_open", placeholders=filled))
    if quality is Quality.UHD and not permissions.may_uhd:
        return Verdict(ruling=Ruling.REFUSED, note=Note(key="uhd_not_allowed"))
    if permissions.needs_approval:
        return Verdict(ruling=Ruling.APPROVAL, note=Note(key="approval_needed"))
    if uhd and not permissions.may_uhd:
        return Verdict(ruling=Ruling.APPROVAL, note=Note(key="approval_uhd"))
    return Verdict(ruling=Ruling.GO_ON)
