"""How often a day one name may do what fills a table that is full at some point, so that no stranger fills it alone.

Counted in memory, under names that are keyed hashes already, and forgotten with the day: a restart harms nobody.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

MOST_NAMES = 50_000  # remembered; more than so many begin anew


@dataclass(slots=True)
class Shares:
    """`a_day` times for each name."""

    a_day: int
    _day: date = date.min
    _taken: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, today: date) -> bool:
        """One of today's; False when they are used up."""
        if today != self._day or len(self._taken) >= MOST_NAMES:
            self._day, self._taken = today, Counter()
        self._taken[name] += 1
        return self._taken[name] <= self.a_day
