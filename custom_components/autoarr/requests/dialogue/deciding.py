"""Approvals by voice: "approve Dune"."""

from ..manager import RequestManager
from ..media import Note
from ..models import Request, RequestState
from ..normalise import normalise
from ..people import Source
from .orders import Decision
from .saying import line


class Decider:
    """Finds the wish that a decision is about, and hands it to the manager, which checks who decides."""

    def __init__(self, manager: RequestManager) -> None:
        """Decide about its requests."""
        self._manager = manager

    async def decide(self, decision: Decision, *, source: Source, named: bool) -> Note | None:
        """Return what became of a decision; None when it is about nothing that waits."""
        waiting = [one for one in self._manager.requests() if one.state is RequestState.APPROVAL]
        meant = [one for one in waiting if _fits(one, decision.title)]
        if not meant:
            unknown = named and not (decision.title and waiting)
            return line("no_approval") if unknown or waiting else None
        if len(meant) > 1:
            return line("which_approval", options=", ".join(one.title for one in meant))
        act = self._manager.approve if decision.allowed else self._manager.deny
        answer = await act(meant[0].id, source=source)
        return Note(key=answer.key, placeholders=answer.placeholders)


def _fits(request: Request, title: str) -> bool:
    """Say whether the words said are all in the title of a request."""
    return set(title.split()) <= set(normalise(request.title).split())
