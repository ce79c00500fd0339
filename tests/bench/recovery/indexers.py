"""The indexers: what they answer while they are up and their limit is not reached, and what was asked of them."""

from collections import Counter
from dataclasses import dataclass, field

from .arr_model import By
from .posts import INDEXERS
from .timeline import DAY, Timeline
from .weather import Weather, World


@dataclass(slots=True, kw_only=True)
class Indexers:
    """All indexers, and how often each was asked; the feeds are not counted, they are read at all times."""

    time: Timeline
    weather: Weather
    world: World
    searches: Counter[By] = field(default_factory=Counter)
    files: Counter[By] = field(default_factory=Counter)
    _today: Counter[tuple[int, int]] = field(default_factory=Counter)

    def name(self, indexer: int) -> str:
        """Return what an indexer is called."""
        return INDEXERS[indexer]

    def up(self, indexer: int) -> bool:
        """Say whether an indexer answers."""
        return not self.weather.indexer_down(indexer, self.time.seconds)

    def search(self, *, by: By) -> tuple[int, ...]:
        """Ask all indexers once; return those that answered."""
        asked = [number for number in range(len(INDEXERS)) if self._hit(number)]
        self.searches[by] += len(asked)
        return tuple(asked)

    def fetch(self, indexer: int, *, by: By) -> bool:
        """Fetch an NZB; say whether it was given."""
        if not self._hit(indexer):
            return False
        self.files[by] += 1
        return True

    @property
    def hits(self) -> int:
        """Return how often they were asked in all."""
        return self.searches.total() + self.files.total()

    def healthy(self) -> bool:
        """Say whether at least one of them answers."""
        return any(self.up(number) and not self._spent(number) for number in range(len(INDEXERS)))

    def _hit(self, indexer: int) -> bool:
        """Count a hit; say whether it is answered."""
        if not self.up(indexer) or self._spent(indexer):
            return False
        self._today[indexer, self._day] += 1
        return True

    def _spent(self, indexer: int) -> bool:
        """Say whether the limit of the day is reached."""
        return self._today[indexer, self._day] >= self.world.indexer_hits

    @property
    def _day(self) -> int:
        """Return the number of the day."""
        return int(self.time.seconds // DAY)
