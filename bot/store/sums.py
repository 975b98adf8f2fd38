"""Reading the counts, by week and partner. What may be told of them is decided elsewhere (`desk/figures.py`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.store.partners import kind_of
from bot.store.tables import Store
from bot.store.tally import TALLY

PREFIX = kind_of("")
CHECKS = "checks"
OWN = ("came", CHECKS)  # of a partner, beside the levels of its checks


@dataclass(frozen=True, slots=True)
class Count:
    """How often, in a week, something was counted: for a partner, or, with partner "", for everybody."""

    week: date
    partner: str
    kind: str
    value: str
    count: int


async def counts(store: Store, weeks: Sequence[date]) -> list[Count]:
    """All that was counted in these weeks (their Mondays)."""
    found = select(TALLY.c.week, TALLY.c.kind, TALLY.c.value, TALLY.c.count).where(TALLY.c.week.in_(weeks))
    rows = await store.quick.read(lambda connection: connection.execute(found).all())
    return [Count(week, *_split(kind, value), value, count) for week, kind, value, count in rows]


def _split(kind: str, value: str) -> tuple[str, str]:
    """The partner and the kind: "partner:CODE:flag" is CODE and flag; "partner:CODE" holds levels, checks and came."""
    if not kind.startswith(PREFIX):
        return "", kind
    code, _, own = kind.removeprefix(PREFIX).partition(":")
    return code, own or (value if value in OWN else "level")
