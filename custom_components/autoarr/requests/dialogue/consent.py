"""In which turn of a conversation something was proposed: a yes can only come in a later one. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..tokens import TOKEN_LIFE, make_token

_MAX_OFFERS: Final = 500


class Consent(StrEnum):
    """Whether a person can have said yes to what a token stands for."""

    GIVEN = "given"
    TOO_SOON = "too_soon"
    UNPROVEN = "unproven"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A conversation, and how many sentences its person has said."""

    conversation: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A token that was given out: when, in which turn, and about which request if about one."""

    turn: Turn | None
    at: datetime
    request_id: str | None = None


class Offers:
    """What models were offered, and when; not kept over a restart, as conversations are not."""

    def __init__(self) -> None:
        """Begin without offers."""
        self._offers: dict[str, _Offer] = {}

    def note(self, token: str, turn: Turn | None, now: datetime) -> None:
        """Remember in which turn a token was given to a model; None where nobody counts turns."""
        self._keep(token, _Offer(turn=turn, at=now))

    def offer(self, request_id: str, turn: Turn | None, now: datetime) -> str:
        """Return a token for something that may be done to a request."""
        token = make_token()
        self._keep(token, _Offer(turn=turn, at=now, request_id=request_id))
        return token

    def redeem(self, token: str) -> str | None:
        """Return the request an offer is about; it works once."""
        offer = self._offers.pop(token, None)
        return None if offer is None else offer.request_id

    def _keep(self, token: str, offer: _Offer) -> None:
        """Keep an offer, and no more than can still be taken."""
        now = offer.at
        self._offers.pop(token, None)
        self._offers[token] = offer
        for key in list(self._offers):
            if len(self._offers) <= _MAX_OFFERS and now - self._offers[key].at <= TOKEN_LIFE:
                break
            del self._offers[key]

    def consent(self, token: str, turn: Turn | None) -> Consent:
        """Say whether the person of a conversation can have said yes to a token by this turn."""
        offer = self._offers.get(token)
        if turn is None:
            return Consent.UNPROVEN
        if offer is None or offer.turn is None or offer.turn.conversation != turn.conversation:
            return Consent.ELSEWHERE
        return Consent.GIVEN if turn.number > offer.turn.number else Consent.TOO_SOON
