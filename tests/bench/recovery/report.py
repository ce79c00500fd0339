"""The figures of all months as a table, and what did harm one by one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from ..table import table
from .arr_model import By
from .play import Way
from .result import Result

SHOWN = 12
"""So many harms are told one by one."""

WAYS = {
    Way.NATIVE: "alone",
    Way.ASSIST: "assist",
    Way.MANAGE: "manage",
}

HEAD = (
    "world",
    "AutoArr",
    "in library",
    "in trouble",
    "recovered",
    "hours p50",
    "actions/title",
    "hits/title",
    "grabs/title",
    "data removed",
    "left blocked",
    "loops",
    "processor s",
)


def report(results: Sequence[Result]) -> bool:
    """Print the table; say whether AutoArr did no harm."""
    rows = [
        _row(list(group)) for _, group in groupby(results, key=lambda one: (one.world, one.way))
    ]
    table(HEAD, rows)
    seeds = len({one.seed for one in results})
    titles = max(one.titles for one in results)
    print(f"{seeds} seeds a world, {titles:,} titles and 30 days each, added up over the seeds")
    print(
        "in library, recovered: of the titles that have a post which completes; data removed and loops:"
        " by AutoArr, behind a + by Radarr and Sonarr themselves; budget: 0 by AutoArr"
    )
    harms = [harm for one in results if one.way is not Way.NATIVE for harm in harms_of(one)]
    kinds = Counter(harm.kind for harm in harms)
    print("harms: " + (", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"))
    for harm in harms[:SHOWN]:
        print(f"HARM  {harm.text}")
    if len(harms) > SHOWN:
        print(f"HARM  and {len(harms) - SHOWN} more")
    return not any(harm.by_us for harm in harms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Something that should not have been done, or left."""

    kind: str
    text: str
    by_us: bool = True
    """A row that Radarr or Sonarr made, and AutoArr left, is none of its own deeds."""


def harms_of(one: Result) -> list[Harm]:
    """Return the harm that was done, or left, with AutoArr in the house."""
    where = f"{one.world}, seed {one.seed}, {one.way}"
    removed = [what for by, what in one.deleted if by is By.AUTOARR]
    loops = [what for by, what in one.loops if by is By.AUTOARR]
    return [
        *(Harm(kind="removed", text=f"{where}: removed {what}") for what in removed),
        *(
            Harm(kind="left blocked", text=f"{where}: left on the blocklist: {what}", by_us=False)
            for _, what in one.left_blocked
        ),
        *(Harm(kind=f"loops by {_means(what)}", text=f"{where}: {what}") for what in loops),
    ]


def _means(what: str) -> str:
    """Return what a loop was made by: a search, or too many actions."""
    first = what.partition(" ")[0]
    return "too many actions" if first.isdecimal() else first


def _row(months: list[Result]) -> tuple[str, ...]:
    """Return the line of one world and one way."""

    def total(count: Callable[[Result], int]) -> int:
        """Add up over the seeds."""
        return sum(count(one) for one in months)

    titles, troubled = total(lambda one: one.titles), total(lambda one: one.troubled)
    hours = [time for one in months for time in one.hours]
    return (
        months[0].world,
        WAYS[months[0].way],
        _share(total(lambda one: one.in_library), total(lambda one: one.reachable)),
        f"{troubled:,}",
        _share(total(lambda one: one.recovered), troubled),
        f"{median(hours):.1f}" if hours else "-",
        f"{total(lambda one: one.actions) / max(troubled, 1):.1f}",
        f"{total(lambda one: one.hits) / titles:.1f}",
        f"{total(lambda one: one.grabs) / titles:.2f}",
        _by_whom(harm for one in months for harm in one.deleted),
        f"{total(lambda one: len(one.left_blocked))}",
        _by_whom(harm for one in months for harm in one.loops),
        f"{sum(one.seconds for one in months):.0f}",
    )


def _share(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _by_whom(harms: Iterable[tuple[By, str]]) -> str:
    """Return how often AutoArr did something, and how often the others did."""
    by = [who for who, _ in harms]
    ours, theirs = by.count(By.AUTOARR), by.count(By.ARR)
    return f"{ours} + {theirs}" if theirs else f"{ours}"
