"""The history that the app keeps: pages of events, and how recovery went."""

from dataclasses import dataclass
from typing import Self

from .decode import JsonObject, as_list, as_object, children, integer, number_or, opt_text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    """Events as they were sent to the app, the newest first; `next` is the cursor of the page after this one."""

    items: tuple[JsonObject, ...]
    next: str | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an ActivityPage."""
        items = tuple(as_object(item) for item in as_list(raw.get("items")))
        return cls(items=items, next=opt_text(raw, "next"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the failed downloads of one cause or day ended."""

    key: str
    failures: int
    recovered: int
    gave_up: int
    success_rate: float | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Tally."""
        ended = raw.get("success_rate") is not None
        return cls(
            key=text(raw, "key"),
            failures=integer(raw, "failures"),
            recovered=integer(raw, "recovered"),
            gave_up=integer(raw, "gave_up"),
            success_rate=number_or(raw, "success_rate") if ended else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityStats:
    """How recovery went, by day (UTC) and by cause."""

    by_day: tuple[Tally, ...]
    by_cause: tuple[Tally, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an ActivityStats."""
        return cls(
            by_day=children(raw, "by_day", Tally.from_json),
            by_cause=children(raw, "by_cause", Tally.from_json),
        )
