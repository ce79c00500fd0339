"""Several people, one title: who asked first, who follows, and who may end it. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from .lifecycle import covers
from .media import Choice
from .models import Request, RequestState
from .people import Permissions, Source

MAX_FOLLOWERS: Final = 20


def under_way(request: Request) -> bool:
    """Say whether a request is decided on and not over."""
    return request.followed or request.state is RequestState.CONFIRMED


def going(requests: Iterable[Request], choice: Choice) -> Request | None:
    """Return the request under way that already asks for all of a choice."""
    return next((one for one in requests if under_way(one) and _covers(one, choice)), None)


def waiting(requests: Iterable[Request], choice: Choice) -> Request | None:
    """Return the request that asks for all of a choice and waits for an approval."""
    return next(
        (one for one in requests if one.state is RequestState.APPROVAL and _covers(one, choice)),
        None,
    )


def waiting_for_just(requests: Iterable[Request], choice: Choice) -> Request | None:
    """Return the request that waits for an approval of this choice, no more and no less."""
    return next(
        (
            one
            for one in requests
            if one.state is RequestState.APPROVAL
            and one.chosen is not None
            and wish_of(one.chosen) == wish_of(choice)
        ),
        None,
    )


def joined(request: Request, source: Source) -> Request:
    """Return a request that somebody follows from now on; automations and its owner do not."""
    seats = {request.source.seat, *(one.seat for one in request.followers)}
    full = len(request.followers) >= MAX_FOLLOWERS
    if source.requester is None or source.seat in seats or full:
        return request
    return replace(request, followers=(*request.followers, source))


def left(request: Request, source: Source) -> Request:
    """Return a request that a requester no longer follows; the next in line owns it then."""
    others = tuple(one for one in request.followers if one.requester != source.requester)
    if request.requester == source.requester and others:
        return replace(request, source=others[0], followers=others[1:])
    return replace(request, followers=others)


def follows(request: Request, source: Source) -> bool:
    """Say whether somebody follows a request that another one owns."""
    return any(one.requester == source.requester for one in request.followers)


def leaves(request: Request, source: Source) -> bool:
    """Say whether a request goes on for others when its owner no longer wants it."""
    others = any(one.requester != request.requester for one in request.followers)
    return others and source.requester is not None and source.requester == request.requester


def may_end(request: Request, source: Source, permissions: Permissions) -> bool:
    """Say whether a person may change or cancel a request: its owner, an admin, an automation."""
    return permissions.admin or source.requester in {None, request.requester}


def open_of(requests: Iterable[Request], requester: str | None, *, but: str = "") -> int:
    """Return how many open requests a person has said yes to, without the one of an id."""
    return sum(
        one.id != but
        and (under_way(one) or one.state is RequestState.APPROVAL)
        and requester in {one.requester, one.confirmed_by}
        for one in requests
    )


def needed_by_others(requests: Iterable[Request], request: Request) -> bool:
    """Say whether another open request needs the title of a request at the same instance."""
    return any(
        one.id != request.id
        and one.open
        and one.instance_id == request.instance_id
        and one.media == request.media
        for one in requests
    )


def _covers(request: Request, choice: Choice) -> bool:
    """Say whether a request asks for all of a choice, at the same instance."""
    return (
        request.chosen is not None
        and request.instance_id == choice.instance_id
        and request.chosen.media.key == choice.media.key
        and covers(request, choice.scope, choice.seasons, choice.episodes)
    )


def wish_of(choice: Choice) -> tuple[object, ...]:
    """Return what makes two choices the same wish."""
    return (
        choice.instance_id,
        choice.media.key,
        choice.profile_id,
        choice.scope,
        choice.seasons,
        choice.episodes,
    )
