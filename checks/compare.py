"""An offer and a contract (or two offers) side by side: what changed, and what changed for the worse. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from checks import contract
from checks.contract import Contract, Count
from checks.fold import fold
from checks.reading.entities import Entities, find_all
from checks.reading.money import Money
from content.model import Library

PERIODS = ("month", "week", "day", "hour", "year", "")  # of several amounts, the one people live by


class Turn(StrEnum):
    """How a point changed, the worst first."""

    WORSE = "worse"
    GONE = "gone"  # the first says it, the second is silent
    CHANGED = "changed"
    NEW = "new"  # only the second says it
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One point: what the first and the second text say of it ("" when nothing)."""

    point: str
    before: str
    after: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared in one text."""

    contract: Contract
    pay: Money | None
    pay_said: str
    places: tuple[str, ...]
    employer: str
    job: str
    hours: Count | None
    term: Count | None


def compare(first: str, second: str, library: Library) -> list[Change]:
    """All points that at least one text speaks of, the worst first."""
    a, b = facts(first, library), facts(second, library)
    changes = [
        Change("pay", a.pay_said, b.pay_said, _pay(a, b)),
        _words("place", ", ".join(a.places), ", ".join(b.places), same=bool(set(a.places) & set(b.places))),
        _words("job", a.job, b.job, same=a.job in b.job or b.job in a.job),
        _words("employer", a.employer, b.employer, same=_alike(a.employer, b.employer)),
        _counts("hours", a.hours, b.hours),
        _counts("term", a.term, b.term),
        *(_against(point, a.contract, b.contract) for point in library.terms.of("against")),
    ]
    told = [change for change in changes if change.before or change.after]
    return sorted(told, key=lambda change: list(Turn).index(change.turn))


def facts(text: str, library: Library) -> Facts:
    """What `text` says of pay, place, employer, job, hours and term."""
    text = text[: contract.MOST_CHARACTERS]
    read, found = contract.read(text, library), find_all(fold(text))
    pay = _best_pay(found, read, library)
    places = dict.fromkeys(place.name for place in found.places if place.kind != "region")
    return Facts(
        read,
        pay,
        pay.whole.quote(text) if pay else "",
        tuple(places)[:3],
        found.names[0].text if found.names else "",
        contract.job(read, library.terms),
        contract.hours(read, library.terms),
        contract.term(read, library.terms),
    )


def _best_pay(found: Entities, read: Contract, library: Library) -> Money | None:
    """The amount that is the pay: one with a period, best in a clause that speaks of pay and takes nothing away."""
    terms = library.terms

    def rank(money: Money) -> tuple[bool, int]:
        clause = next((c for c in read.clauses if c.start <= money.span.start < c.start + len(c.written)), None)
        spoken = clause is not None and contract.speaks(clause, "pay", read.language, terms)
        taken = clause is not None and any(
            contract.speaks(clause, point, read.language, terms) for point in ("deductions", "penalty", "fees")
        )
        return taken or not spoken, PERIODS.index(money.period)

    amounts = [money for money in found.money if money.period or rank(money)[0] is False]
    return min(amounts, key=rank, default=None)


def _pay(a: Facts, b: Facts) -> Turn:
    if a.pay is None or b.pay is None:
        return _only(a.pay_said, b.pay_said)
    if (a.pay.currency, a.pay.period) != (b.pay.currency, b.pay.period):
        return Turn.CHANGED
    if (a.pay.low, a.pay.high) == (b.pay.low, b.pay.high):
        return Turn.SAME
    return Turn.WORSE if b.pay.low < a.pay.low or b.pay.high < a.pay.high else Turn.CHANGED


def _counts(point: str, a: Count | None, b: Count | None) -> Change:
    """More hours are worse; a longer term is a change."""
    before, after = _said(a), _said(b)
    if a is None or b is None:
        return Change(point, before, after, _only(before, after))
    if a == b:
        return Change(point, before, after, Turn.SAME)
    longer = a.unit == b.unit and b.number > a.number
    return Change(point, before, after, Turn.WORSE if longer and point == "hours" else Turn.CHANGED)


def _said(count: Count | None) -> str:
    return f"{count.number:g}/{count.unit}" if count else ""


def _words(point: str, before: str, after: str, *, same: bool) -> Change:
    if not before or not after:
        return Change(point, before, after, _only(before, after))
    return Change(point, before, after, Turn.SAME if same else Turn.CHANGED)


def _only(before: str, after: str) -> Turn:
    return Turn.GONE if before else Turn.NEW if after else Turn.SAME


def _alike(a: str, b: str) -> bool:
    first, second = fold(a).text, fold(b).text
    return first in second or second in first


def _against(point: str, a: Contract, b: Contract) -> Change:
    """What may turn against the worker and stands only in the second is worse than it was."""
    before, after = (c.said[point].clause.written.strip() if point in c.said else "" for c in (a, b))
    turn = Turn.WORSE if after and not before else Turn.SAME if after else Turn.CHANGED
    return Change(point, before, after, turn)
