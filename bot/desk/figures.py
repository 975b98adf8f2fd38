"""From counts to what may be told. Pure. The rules, and why two files taken together tell no more than each alone:

1. Every number is a sum of groups of at least five. A count of a week is made of parts (one for each partner, one for
   people without); parts under five are put together, and left out when even together they are under five. What a week
   left out is put together over the weeks of a month in the same way. So "all" less any partners, and a month less any
   of its weeks, is nothing or again at least five.
2. Where values share out a total (levels, days, languages ...), what is not told is nothing or at least five: else five
   are taken from the largest value, or the smallest is hidden. So a total less what is told never shows a few.
3. Then every number is rounded down to a multiple of five. So a difference of any two is known only to within four
   either way, also where the groups of two numbers overlap in some way that the first two rules do not see.
4. Periods are fixed (a week from Monday, a month of whole weeks) and over before they are told: a number never changes
   while somebody watches, and no two periods overlap but as a month and its weeks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.store.sums import CHECKS, Count

LEAST = 5  # the smallest number that is told, and the step of all of them
# Kinds whose values share out the checks: a check has one of each, or none.
SHARES = frozenset(("level", "day", "language", "country", "script", "corridor"))
Parts = Mapping[str, Mapping[date, Sequence[int]]]  # value -> week -> a part for each partner and one for the rest


def fives(number: int) -> int:
    return number // LEAST * LEAST


def pooled(parts: Iterable[int]) -> tuple[int, int]:
    """What of the parts may be told, and what is left out: rule 1."""
    large = small = 0
    for part in parts:
        large, small = (large + part, small) if part >= LEAST else (large, small + part)
    return (large + small, 0) if small >= LEAST else (large, small)


def over(weeks: Iterable[Sequence[int]]) -> int:
    """What may be told of several weeks, before rounding."""
    done = [pooled(parts) for parts in weeks]
    return sum(kept for kept, _ in done) + pooled(left for _, left in done)[0]


def shared(values: Mapping[str, int], total: int) -> dict[str, int]:
    """The values that may be told beside their total, before rounding: rule 2."""
    told = {value: number for value, number in values.items() if number >= LEAST}
    while told and 0 < total - sum(told.values()) < LEAST:
        largest, smallest = (pick(told, key=lambda value: (told[value], value)) for pick in (max, min))
        if told[largest] >= 2 * LEAST:
            told[largest] -= LEAST
        else:
            del told[smallest]
    return told


def told(counts: Sequence[Count], weeks: Sequence[date], partner: str) -> dict[str, dict[str, int]]:
    """Kind -> value -> number, for a partner, or for all with "". `checks` has one value, "checks"."""
    kinds = {count.kind for count in counts} - {CHECKS, "inbox"}
    total = checks(counts, weeks, partner)
    found = {CHECKS: {CHECKS: fives(total)} if total else {}}
    for kind in sorted(kinds):
        values = {value: over(by.get(week, ()) for week in weeks) for value, by in parts(counts, kind, partner).items()}
        shown = shared(values, total) if kind in SHARES else {v: n for v, n in values.items() if n >= LEAST}
        found[kind] = {value: fives(number) for value, number in ranked(shown)}
    return found


def ranked(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """The largest first; equal ones by name, so that their order tells nothing of what was rounded away."""
    return sorted(values.items(), key=lambda item: (-fives(item[1]), item[0]))


def parts(counts: Iterable[Count], kind: str, partner: str) -> Parts:
    """Of a partner its own count; of all one part for each partner, and what is left for who came without one."""
    everyone: dict[tuple[str, date], int] = defaultdict(int)
    own: dict[tuple[str, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for count in (count for count in counts if count.kind == kind):
        if count.partner:
            own[count.value, count.week][count.partner] += count.count
        else:
            everyone[count.value, count.week] += count.count
    made: dict[str, dict[date, list[int]]] = defaultdict(dict)
    for value, week in {*everyone, *own}:
        mine = own.get((value, week), {})
        rest = max(0, everyone.get((value, week), 0) - sum(mine.values()))
        made[value][week] = [mine.get(partner, 0)] if partner else [*mine.values(), rest]
    return made


def checks(counts: Iterable[Count], weeks: Sequence[date], partner: str) -> int:
    """The checks, before rounding: each has one level."""
    levels = [count for count in counts if count.kind == "level"]
    return over(_checks(levels, week, partner) for week in weeks)


def _checks(levels: Iterable[Count], week: date, partner: str) -> list[int]:
    """The checks of a week in parts, as in `parts`."""
    own: dict[str, int] = defaultdict(int)
    for count in levels:
        if count.week == week:
            own[count.partner] += count.count
    rest = max(0, own.pop("", 0) - sum(own.values()))
    return [own[partner]] if partner else [*own.values(), rest]
