"""What becomes of a proposal once it is known what exists of a series: pure."""

from collections.abc import Sequence
from dataclasses import replace

from . import wording
from .media import Choice, Note, Proposal, ProposalKind, Scope, in_words
from .placing import expand


def expanded(proposal: Proposal) -> Proposal:
    """Ask for the seasons of a series of which nobody said how much is wanted."""
    if proposal.kind is not ProposalKind.CLEAR or proposal.choices[0].scope is not Scope.UNDECIDED:
        return proposal
    choices, note = expand(proposal.choices[0])
    return replace(proposal, kind=ProposalKind.CHOICES, choices=choices, note=note)


def judged(proposal: Proposal, checked: Sequence[Choice | Note]) -> Proposal:
    """Return a proposal of what exists; that nothing of it does; or that it is there."""
    left = tuple(one for one in checked if isinstance(one, Choice))
    if not left:
        note = next(one for one in checked if isinstance(one, Note))
        return replace(proposal, kind=ProposalKind.NOT_FOUND, note=note, choices=())
    if proposal.kind is ProposalKind.CHOICES and len(left) > 1:
        return replace(proposal, choices=left, note=_asked_again(proposal, left))
    only = left[0]
    if only.there is not None:
        kind = ProposalKind.ALREADY_THERE
        return replace(proposal, kind=kind, note=only.there, choices=(only,))
    if only == proposal.choices[0] and proposal.kind is ProposalKind.CLEAR:
        return proposal
    if proposal.found is None:
        return replace(proposal, choices=left)
    note = wording.proposed(only, proposal.found)
    return replace(proposal, kind=ProposalKind.CLEAR, note=note, choices=(only,))


def _asked_again(proposal: Proposal, left: Sequence[Choice]) -> Note:
    """Return the question for the season with those that have such an episode."""
    if proposal.note.key != "which_season":
        return proposal.note
    options = in_words([choice.seasons[0] for choice in left])
    return Note(key="which_season", placeholders={**proposal.note.placeholders, "options": options})
