"""How much of a series is wanted, or that there is no such season or episode: pure."""

from collections.abc import Sequence
from dataclasses import replace

from .media import Candidate, Choice, Note, Scope, in_words
from .parsed import ParsedItem


def scoped(choice: Choice, view: Candidate, item: ParsedItem) -> Choice | Note:
    """Return the choice with the seasons or episodes that were asked, or that there are none such."""
    numbers = view.season_numbers
    if item.seasons:
        return _with_seasons(choice, view, item)
    if item.episodes and len(numbers) == 1:
        return _with_episodes(choice, view, numbers[0], item.episodes)
    if item.latest and numbers and not item.all_seasons:
        return replace(choice, scope=Scope.SEASONS, seasons=(_latest(view),))
    if item.all_seasons or len(numbers) <= 1:
        return replace(choice, scope=Scope.ALL)
    return replace(choice, scope=Scope.UNDECIDED, episodes=item.episodes)


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers as people list them, runs in short: "1-3, 5"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def no_such_episode(
    choice: Choice, season: int, episodes: Sequence[int], there: Sequence[int]
) -> Note:
    """Say which episodes do not exist, and which do."""
    filled = {
        "title": choice.media.label,
        "season": str(season),
        "episodes": in_words(episodes),
        "options": ranges(there),
    }
    return Note(key="no_such_episode", placeholders=filled)


def _with_seasons(choice: Choice, view: Candidate, item: ParsedItem) -> Choice | Note:
    """Return the choice with the seasons asked for, when they exist."""
    numbers = view.season_numbers
    listed = {season.number for season in view.seasons}
    unknown = tuple(number for number in item.seasons if number not in listed)
    if unknown and listed:
        return _no_such_season(choice, unknown, numbers)
    if item.episodes:
        return _with_episodes(choice, view, item.seasons[0], item.episodes)
    if set(numbers) == set(item.seasons) and len(numbers) > 1:
        return replace(choice, scope=Scope.ALL)
    return replace(choice, scope=Scope.SEASONS, seasons=item.seasons)


def _with_episodes(
    choice: Choice, view: Candidate, season: int, episodes: tuple[int, ...]
) -> Choice | Note:
    """Return the choice with episodes of one season, as far as their number is known."""
    count = next((one.episodes for one in view.seasons if one.number == season), None)
    beyond = [number for number in episodes if count is not None and number > count]
    if count is not None and beyond and view.media_id is None:
        return no_such_episode(choice, season, beyond, range(1, count + 1))
    return replace(choice, scope=Scope.EPISODES, seasons=(season,), episodes=episodes)


def _no_such_season(choice: Choice, unknown: tuple[int, ...], numbers: Sequence[int]) -> Note:
    """Say which seasons do not exist, and which do."""
    title = choice.media.label
    if 0 in unknown:
        return Note(key="no_specials", placeholders={"title": title})
    filled = {"title": title, "seasons": in_words(unknown)}
    if list(numbers) == list(range(1, len(numbers) + 1)):
        filled["count"] = str(len(numbers))
        return Note(key="no_such_season", placeholders=filled)
    filled["options"] = ranges(numbers)
    return Note(key="no_such_season_of", placeholders=filled)


def _latest(view: Candidate) -> int:
    """Return the most recent season; of a series whose dates are not known, the last one."""
    aired = [season.number for season in view.seasons if season.aired and season.number > 0]
    return max(aired, default=view.season_numbers[-1])
