"""The fees check: what was asked, against what the law of the countries concerned lets a recruiter charge.

It looks at fees that another check has already found, and at those an agency names openly. It says in notes what the
law allows, and sets the flag where an amount is above that. It never says that a fee is in order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from checks import caps
from checks.caps import Cap, Pay, Purpose
from checks.fold import fold
from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from checks.reading.money import Money
from content.country import Country
from content.model import Flag

NAME = "fees"
FLAG = "legal-fee-over-cap"
CUE = "agency-fee"
NEAR = 80  # characters between a fee and the amount that belongs to it
BESIDE = 14  # characters between an amount and the word that makes it pay
MOST_NOTES = 2
# What is paid for; a flag that is not here is the price of the job itself. "": the law has other rules for it.
PURPOSES: dict[str, Purpose] = {
    "fee-visa-permit": "visa",
    "fee-paid-abroad-or-ticket": "costs",
    "fee-background-check": "costs",
    "fee-equipment-uniform": "costs",
    "fee-training-certificate": "costs",
    "fee-modelling-portfolio": "",
}
_PAY_WORDS = (
    "basic, salary, salaries, wage, wages, stipend, per month, a month, monthly, gaji, gaji pokok, sweldo, sahod, "
    "salario, sueldo, salaire, salariu, zarobki, maaş, зарплата, зарплаты, оклад, зарплатня, वेतन, तलब, तनख्वाह, বেতন, "
    "تنخواہ, راتب, حقوق, lương, เงินเดือน, 工资, 底薪, လစာ, ប្រាក់ខែ, mshahara, ደመወዝ"
)
_PAY = regex.compile("|".join(regex.escape(fold(word.strip()).text) for word in _PAY_WORDS.split(",")))


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a fee is compared with."""

    reading: Reading
    rules: Sequence[Cap]
    pay: Pay
    rates: Mapping[str, float]


def check(
    reading: Reading,
    before: Iterable[Outcome],
    flags: Mapping[str, Flag],
    countries: Mapping[str, Country],
    rates: Mapping[str, float],
) -> Outcome:
    """Notes for the fee rules that apply; `legal-fee-over-cap` for what is above a stated cap."""
    asked = [f for o in before for f in (*o.findings, *o.cues) if f.span and _is_fee(f, flags)]
    if not asked:
        return Outcome(NAME)
    found = [(f, _amounts(reading, f.span)) for f in asked if f.span]
    currencies = tuple(dict.fromkeys(m.currency for _, amounts in found for m in amounts if m.currency))
    rules = caps.applying(reading, countries, currencies)
    pay = caps.pay_of(reading)
    offer = _Offer(reading, rules, pay, rates)
    over = [hit for finding, amounts in found for hit in _over(offer, finding, amounts)]
    notes = _notes(over, rules, asked) or _general(reading, countries)
    return Outcome(NAME, tuple(_finding(reading, cap, span, about) for cap, span, about in over[:1]), notes=notes)


def _is_fee(finding: Finding, flags: Mapping[str, Flag]) -> bool:
    """A flag of the fee group, or the bare naming of an agency's fee: that is a cue, because it may be lawful."""
    return finding.flag == CUE or (finding.flag in flags and flags[finding.flag].group == "fee")


def _amounts(reading: Reading, span: Span) -> list[Money]:
    """The amounts inside the words of a fee, or the nearest one beside them. What is paid to the worker is no fee."""
    money = [m for m in reading.entities.money if not m.period and not _is_pay(reading, m)]
    inside = [m for m in money if m.span.start < span.end and span.start < m.span.end]
    if inside:
        return inside
    near = [m for m in money if _gap(m.span, span) < NEAR]
    return sorted(near, key=lambda m: _gap(m.span, span))[:1]


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_pay(reading: Reading, money: Money) -> bool:
    """Does a word beside the amount say that it is what one earns ("1700 RM basic", "salary 900")?"""
    start, end = reading.folded.within(money.span)
    text = reading.folded.text
    return bool(_PAY.search(text, end, end + BESIDE) or _PAY.search(text, max(0, start - BESIDE), start))


Hit = tuple[Cap, Span, str]


def _over(offer: _Offer, finding: Finding, amounts: Sequence[Money]) -> Iterator[Hit]:
    """The rules that what is asked breaks, each with the place and, for pay, the month it was compared with."""
    said = offer.pay.money.whole.quote(offer.reading.offer.text) if offer.pay.money else ""
    for cap in offer.rules:
        if not _counts(cap, finding):
            continue
        for money in amounts:
            if caps.is_over(cap, money, offer.pay, offer.rates):
                yield cap, money.span, said
        yield from _over_months(offer, finding, cap)


def _over_months(offer: _Offer, finding: Finding, cap: Cap) -> Iterator[Hit]:
    """ "Two months' salary" needs no amount: it is compared as it is said."""
    said = caps.months_asked(offer.reading, finding.span, NEAR) if finding.span else None
    most = 0.0 if cap.zero else caps.most_months(cap.rule, offer.pay.years)
    if said and most is not None and said[0] > most:
        yield cap, said[1], ""


def _counts(cap: Cap, finding: Finding) -> bool:
    """Is what the fee is for something that the cap counts?"""
    return PURPOSES.get(finding.flag, "service") in cap.rule.covers


def _finding(reading: Reading, cap: Cap, span: Span, pay: str) -> Finding:
    facts = {"country": cap.country, "cap": cap.text, "law": cap.rule.law, "source": cap.rule.source}
    return Finding(FLAG, NAME, span, span.quote(reading.offer.text), facts | ({"pay": pay} if pay else {}))


def _notes(over: list[Hit], rules: list[Cap], asked: list[Finding]) -> tuple[str, ...]:
    """What the law says: "note.fee-cap=NP|NPR 10,000|law|source", the rules that are broken first."""
    told = [cap for cap in rules if cap.text and any(_counts(cap, finding) for finding in asked)]
    first = dict.fromkeys((*(cap for cap, _, _ in over), *told))
    return tuple(f"note.fee-cap={c.country}|{c.text}|{c.rule.law}|{c.rule.source}" for c in first)[:MOST_NOTES]


def _general(reading: Reading, countries: Mapping[str, Country]) -> tuple[str, ...]:
    """That the law limits such fees, where a country concerned has a rule whose figure is not ours to say."""
    codes = (reading.offer.country, *(p.country for p in reading.entities.places))
    return ("note.fee-rule",) if any(code in countries and countries[code].fees for code in codes) else ()
