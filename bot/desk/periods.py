"""The periods that numbers are told for: weeks from Monday, and months made of whole weeks. Only when they are over,
for a day: then they are over everywhere, whatever the clocks of several machines say.

A week belongs to the month of its Thursday, as in ISO 8601 a week belongs to the year of its Thursday: so no two months
share a day, and a month is a sum of its weeks.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.store.people import monday

WEEK = timedelta(days=7)
MOST_WEEKS, MOST_MONTHS = 26, 12  # on offer
OLDEST = 5 * 53  # weeks back


@dataclass(frozen=True, slots=True)
class Period:
    """`key` is "2026-W46" or "2026-10", `weeks` their Mondays in order."""

    key: str
    weeks: tuple[date, ...]

    @property
    def name(self) -> str:
        """ "9 to 15 November 2026", for people."""
        first, last = self.weeks[0], self.weeks[-1] + timedelta(days=6)
        start = f"{first.day} {first:%B}" if first.month != last.month else f"{first.day}"
        start += f" {first.year}" if first.year != last.year else ""
        return f"{start} to {last.day} {last:%B %Y}"

    @property
    def days(self) -> list[date]:
        return [week + timedelta(days=n) for week in self.weeks for n in range(7)]


def week_of(day: date) -> Period:
    first = monday(day)
    year, number, _ = first.isocalendar()
    return Period(f"{year}-W{number:02}", (first,))


def month(year: int, number: int) -> Period:
    """The weeks whose Thursday is in that month."""
    day = monday(date(year, number, 1))
    weeks = [day + n * WEEK for n in range(6)]
    own = (week for week in weeks if (week + timedelta(days=3)).month == number)
    return Period(f"{year}-{number:02}", tuple(own))


def over(period: Period, today: date) -> bool:
    """Whether nothing can be added to it any more."""
    return period.weeks[-1] < running(today)


def running(today: date) -> date:
    """The Monday of the first week that is not over."""
    return monday(today - timedelta(days=1))


def find(key: str, today: date) -> Period | None:
    """The period of that key; None for what is none, is not over, or is too long ago."""
    if not (found := re.fullmatch(r"(20\d\d)-(W?)(\d\d)", key, re.ASCII)):
        return None
    year, kind, number = int(found[1]), found[2], int(found[3])
    try:
        made = week_of(date.fromisocalendar(year, number, 1)) if kind else month(year, number)
    except ValueError:
        return None
    return made if over(made, today) and monday(today) - made.weeks[0] <= OLDEST * WEEK else None


def weeks(today: date) -> list[Period]:
    """The last weeks that are over, the newest first."""
    last = running(today) - WEEK
    return [week_of(last - n * WEEK) for n in range(MOST_WEEKS)]


def months(today: date) -> list[Period]:
    """The last months that are over, the newest first."""
    number = today.year * 12 + today.month
    made = (month((number - n - 1) // 12, (number - n - 1) % 12 + 1) for n in range(MOST_MONTHS + 2))
    return [one for one in made if over(one, today)][:MOST_MONTHS]
