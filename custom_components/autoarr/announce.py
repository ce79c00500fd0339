"""Who is told what, where and when: pure decisions about the news of requests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from .people_options import PeopleOptions, QuietHours
from .requests.media import Note
from .requests.models import Request, RequestState
from .requests.people import Source, Via

STALE_AFTER: Final = timedelta(hours=24)
"""Nobody is told what is older."""

SINGLY: Final = 3
"""More news than that for one target become one summary."""

REFUSED: Final = frozenset({"denied", "denied_by", "denied_reason", "approval_lapsed"})
"""The notes of a request that nobody agreed to."""

BLOCKED: Final = "import_blocked"


class Topic(StrEnum):
    """What a requester is told about."""

    AVAILABLE = "available"
    FAILED = "failed"
    DENIED = "denied"
    DECISION = "decision"


class Place(StrEnum):
    """How a satellite is: IDLE takes an announcement, BUSY will later, GONE does not."""

    IDLE = "idle"
    BUSY = "busy"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something one person has to hear; `at` is when it happened."""

    request_id: str
    topic: Topic
    title: str
    at: datetime
    listener: Source
    note: Note | None = None

    @property
    def key(self) -> str:
        """What tells it from every other: the same is told once."""
        heard_by = self.listener.satellite or ""
        return f"{self.request_id}:{self.topic}:{self.listener.requester}:{heard_by}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A satellite or a notify target; `instead` is the notify target to use when a satellite fails."""

    satellite: str | None = None
    notify: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """News that are told at one target now, in order."""

    target: Target
    news: tuple[News, ...]

    @property
    def summed_up(self) -> bool:
        """Say whether there are too many to be told one by one."""
        return len(self.news) > SINGLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is told now, and what waits for a better moment; the rest is forgotten."""

    deliveries: tuple[Delivery, ...] = ()
    kept: tuple[News, ...] = ()


def topic_of(request: Request) -> Topic | None:
    """Return what about a request is worth telling, None while nothing is."""
    note = "" if request.note is None else request.note.key
    match request.state:
        case RequestState.AVAILABLE:
            return Topic.AVAILABLE
        case RequestState.FAILED if _went_on_alone(request):
            return Topic.FAILED
        case RequestState.CANCELLED if note in REFUSED:
            return Topic.DENIED
        case RequestState.PROPOSED if request.source.via is Via.TODO:
            return Topic.DECISION
        case RequestState.IMPORTING if note == BLOCKED:
            return Topic.DECISION
    return None


def news_of(request: Request) -> list[News]:
    """Return what each of those who asked for a title has to hear; automations listen to events."""
    topic = topic_of(request)
    if topic is None:
        return []
    found = {
        news.key: news
        for listener in (request.source, *request.followers)
        if listener.requester is not None
        for news in (
            News(
                request_id=request.id,
                topic=topic,
                title=request.title,
                at=request.updated,
                listener=listener,
                note=request.note,
            ),
        )
    }
    return list(found.values())


def is_quiet(hours: QuietHours | None, now: datetime) -> bool:
    """Say whether `now`, in local time, lies in the quiet hours; hours without length are none."""
    if hours is None or hours.start == hours.end:
        return False
    clock = now.time().replace(tzinfo=None)
    if hours.start < hours.end:
        return hours.start <= clock < hours.end
    return clock >= hours.start or clock < hours.end


def plan(
    waiting: Sequence[News],
    options: PeopleOptions,
    satellites: Mapping[str, Place],
    now: datetime,
) -> Plan:
    """Decide what is told at `now` (local time), what is kept, and leave out what is too old.

    Satellites that are not named are gone.
    """
    # In UTC: a difference between two times of one zone overlooks a change of its clocks.
    moment = now.astimezone(UTC)
    fresh = [news for news in _unique(waiting) if abs(moment - news.at) <= STALE_AFTER]
    if not options.announce:
        return Plan()
    if is_quiet(options.quiet_hours, now):
        return Plan(kept=tuple(fresh))
    kept: list[News] = []
    told: dict[Target, list[News]] = {}
    for news in fresh:
        target = _target_of(news.listener, options, satellites)
        if target is not None:
            told.setdefault(target, []).append(news)
        elif news.listener.satellite is not None:
            kept.append(news)
    return Plan(
        deliveries=tuple(
            Delivery(target=target, news=tuple(_once(news))) for target, news in told.items()
        ),
        kept=tuple(kept),
    )


def _target_of(
    listener: Source, options: PeopleOptions, satellites: Mapping[str, Place]
) -> Target | None:
    """Return where a listener is reached now: where they asked, else at what they carry."""
    chosen = None if listener.requester is None else options.person(listener.requester).notify
    if listener.satellite is not None:
        match satellites.get(listener.satellite, Place.GONE):
            case Place.IDLE:
                return Target(satellite=listener.satellite, instead=chosen)
            case Place.BUSY:
                return None
    return None if chosen is None else Target(notify=chosen)


def _unique(waiting: Iterable[News]) -> list[News]:
    """Return each news once."""
    return list({news.key: news for news in waiting}.values())


def _once(waiting: Iterable[News]) -> list[News]:
    """Return what one target is told: nothing twice, though two people share it."""
    return list({(news.request_id, news.topic): news for news in waiting}.values())


def _went_on_alone(request: Request) -> bool:
    """Say whether a request failed after the conversation about it, in which it would have been said."""
    note = "" if request.note is None else request.note.key
    return (
        request.media_id is not None
        or request.approved_by is not None
        or request.source.via is Via.TODO
        or note == "instance_removed"
    )
