"""The fees check: what was asked, against what the law of the countries concerned lets a recruiter charge.

It looks at fees that another check has already found. It adds notes and, where the law has one clear figure in the
same currency that the amount exceeds, the flag for it. It never says that a fee is in order.
"""

from collections.abc import Iterable, Iterator, Mapping

from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from checks.reading.money import Money
from content.model import Country, FeeRule, Flag

NAME = "fees"
NEAR = 80  # characters between a fee and the amount that belongs to it


def check(
    reading: Reading, before: Iterable[Outcome], flags: Mapping[str, Flag], countries: Mapping[str, Country]
) -> Outcome:
    """Notes for the fee rules that apply; `legal-fee-over-cap` for an amount above a stated cap."""
    asked = [f for o in before for f in o.findings if f.flag in flags and flags[f.flag].group == "fee" and f.span]
    rules = list(_rules(reading, countries)) if asked else []
    if not rules:
        return Outcome(NAME)
    findings = [x for f in asked if f.span for m in _near(reading, f.span) for x in _over(reading, m, rules)]
    return Outcome(NAME, tuple(findings[:1]), notes=("note.fee-rule",))


def _rules(reading: Reading, countries: Mapping[str, Country]) -> Iterator[tuple[str, FeeRule]]:
    """The rules of the reader's country and of the places named, in that order."""
    codes = dict.fromkeys((reading.offer.country, *(p.country for p in reading.entities.places)))
    for code in codes:
        if code in countries:
            yield from ((code, rule) for rule in countries[code].fees)


def _near(reading: Reading, span: Span) -> list[Money]:
    return [m for m in reading.entities.money if m.span.start - span.end < NEAR and span.start - m.span.end < NEAR]


def _over(reading: Reading, money: Money, rules: Iterable[tuple[str, FeeRule]]) -> Iterator[Finding]:
    for code, rule in rules:
        if rule.amount is not None and rule.currency == money.currency and money.low > rule.amount > 0:
            facts = {"country": code, "cap": rule.cap, "law": rule.law, "source": rule.source}
            yield Finding("legal-fee-over-cap", NAME, money.span, money.span.quote(reading.offer.text), facts)
