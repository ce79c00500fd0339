"""What recovery writes down beside the failures: releases tried, pauses, unknown messages, statistics, the dry run."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from ..models import Item
from ..records import OurPause, Outcome, Tried, UnknownMessage, WouldHaveDone
from .shelf import Contents

WOULD_LINES: Final = 200
TRIED: Final = 30
ITEMS: Final = 2_000
"""How many releases are remembered for an item, and for how many items."""

OUTCOMES: Final = 2_000
KEEP_OUTCOMES: Final = timedelta(days=30)
UNKNOWNS: Final = 100


class Notebook:
    """Short lists, each with a bound; every change is in memory until the ledger is saved."""

    def __init__(self, contents: Contents) -> None:
        """Write into `contents`."""
        self.contents = contents
        self.dirty = False

    def would_have(self, line: WouldHaveDone) -> bool:
        """Keep a line of the dry-run list; say whether it is new."""
        lines = self.contents.would
        if any((w.failure, w.strategy) == (line.failure, line.strategy) for w in lines):
            return False
        self.dirty = True
        lines.append(line)
        del lines[:-WOULD_LINES]
        return True

    def tried(self, item: Item) -> tuple[Tried, ...]:
        """Return the releases tried for an item or for anything else of its title."""
        title = item.title_key
        known = (tried for key, tried in self.contents.tried.items() if key.startswith(title))
        return tuple(one for tried in known for one in tried)

    def note_tried(self, item: Item, release: Tried) -> None:
        """Remember a release that was tried for an item."""
        known = self.contents.tried.setdefault(item.key, [])
        if release in known:
            return
        self.dirty = True
        known.append(release)
        del known[:-TRIED]
        if len(self.contents.tried) > ITEMS:
            del self.contents.tried[next(iter(self.contents.tried))]

    def pause_of(self, sabnzbd: str) -> OurPause | None:
        """Return the pause of ours a SABnzbd is under."""
        return self.contents.pauses.get(sabnzbd)

    def set_pause(self, sabnzbd: str, pause: OurPause | None) -> None:
        """Keep or forget a pause of ours."""
        self.dirty = True
        if pause is None:
            self.contents.pauses.pop(sabnzbd, None)
        else:
            self.contents.pauses[sabnzbd] = pause

    def is_left(self, sabnzbd: str) -> bool:
        """Say whether a person wants a queue left alone until the outage is over."""
        return sabnzbd in self.contents.left

    def set_left(self, sabnzbd: str, *, left: bool) -> None:
        """Keep or forget that a person wants a queue left alone."""
        if left is self.is_left(sabnzbd):
            return
        self.dirty = True
        if left:
            self.contents.left.add(sabnzbd)
        else:
            self.contents.left.discard(sabnzbd)

    def note_outcome(self, outcome: Outcome) -> None:
        """Add a line to the statistics."""
        self.dirty = True
        self.contents.outcomes.append(outcome)
        oldest = outcome.at - KEEP_OUTCOMES
        kept = [one for one in self.contents.outcomes if one.at > oldest]
        self.contents.outcomes = kept[-OUTCOMES:]

    def note_unknown(self, message: UnknownMessage) -> bool:
        """Collect a message nobody has classified; say whether it is new."""
        self.dirty = True
        known = self.contents.unknowns
        for place, one in enumerate(known):
            if (one.service, one.text) == (message.service, message.text):
                suggested = message.suggested or one.suggested
                known[place] = replace(
                    one, at=message.at, count=one.count + message.count, suggested=suggested
                )
                return False
        known.append(message)
        del known[:-UNKNOWNS]
        return True

    def count(self, what: str) -> None:
        """Count something for the statistics."""
        self.dirty = True
        self.contents.counters[what] = self.contents.counters.get(what, 0) + 1
