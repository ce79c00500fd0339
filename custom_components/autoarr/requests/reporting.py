"""Says how far requests are: pure."""

from collections.abc import Iterable, Sequence

from . import answers
from .finding import matching
from .models import Answer, AnswerStatus, Request
from .parsed import ParsedItem


def report(requests: Iterable[Request], items: Sequence[ParsedItem]) -> Answer:
    """Say how far the requests for these titles are; all open ones when none is named."""
    known = list(requests)
    if items:
        return answers.several([_report_of(known, item) for item in items])
    found = [request for request in known if request.open]
    if not found:
        return answers.plain(AnswerStatus.STATUS, "no_open_requests")
    return answers.several([answers.status_of(request) for request in found])


def unknown(item: ParsedItem) -> Answer:
    """Say that there is no request for a title."""
    title = item.titles[0] if item.titles else ""
    return answers.plain(AnswerStatus.NOT_FOUND, "no_request_for", title=title)


def _report_of(requests: Sequence[Request], item: ParsedItem) -> Answer:
    """Say how far the request for one title is."""
    found = matching(requests, item)
    return answers.status_of(found[0]) if found else unknown(item)
