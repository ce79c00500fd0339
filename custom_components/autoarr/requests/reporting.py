"""Says how far requests are, and what was found: pure."""

from collections.abc import Iterable, Sequence

from . import answers
from .finding import matching
from .media import Choice, Proposal
from .models import Answer, AnswerStatus, Request
from .parsed import ParsedItem


def report(requests: Iterable[Request], items: Sequence[ParsedItem]) -> Answer:
    """Say how far the requests for these titles are; all open ones when none is named."""
    known = list(requests)
    if items:
        return answers.several([_report_of(known, item) for item in items])
    open_ones = [request for request in known if request.open]
    if not open_ones:
        return answers.plain(AnswerStatus.STATUS, "no_open_requests")
    return answers.several([answers.status_of(request) for request in open_ones])


def found(proposals: Sequence[Proposal], limit: int) -> Answer:
    """Say what a search came to: titles that can be added or are there, without tokens."""
    choices: dict[tuple[str, str], Choice] = {}
    for proposal in proposals:
        for choice in proposal.choices:
            choices.setdefault((choice.media.key, choice.label), choice)
    if not choices:
        refused = [answers.of_proposal(proposal) for proposal in proposals]
        return (
            answers.several(refused)
            if refused
            else answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
        )
    shown = tuple(choices.values())[:limit]
    options = ", ".join(choice.label for choice in shown)
    return Answer(
        status=AnswerStatus.FOUND, key="found", placeholders={"options": options}, choices=shown
    )


def unknown(item: ParsedItem) -> Answer:
    """Say that there is no request for a title."""
    title = item.titles[0] if item.titles else ""
    return answers.plain(AnswerStatus.NOT_FOUND, "no_request_for", title=title)


def _report_of(requests: Sequence[Request], item: ParsedItem) -> Answer:
    """Say how far the request for one title is."""
    matched = matching(requests, item)
    return answers.status_of(matched[0]) if matched else unknown(item)
