"""Which fee rule of which country applies to an offer, what it allows, and whether an amount is above that. Pure.

An origin rule speaks of people from a country: the reader's, or the one whose money is asked for. It is about work
abroad unless it says otherwise, so that nobody with a job at home is told of a limit that is not theirs. A destination
rule speaks of a country that the offer names. A row for certain countries or kinds of work beats the general one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import regex

from checks.model import Span
from checks.offer import Reading
from checks.pay import MONTHS
from checks.reading.money import Money
from content.country import Country, FeeRule

Purpose = Literal["service", "visa", "costs", ""]

# Rates are months old and banks take a share, so a converted fee counts only when it is far above the cap.
MARGIN = 1.5
ROUNDING = 1.05  # "one month's pay" is often rounded up
_NUMBERS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "half": 0.5}
_FEE_IN_MONTHS = regex.compile(
    r"\b(\d{1,2}(?:[.,]\d)?|one|two|three|four|five|six|half)(?: a)?[ -]months?(?:'s|s'|')?"
    r" (?:of )?(?:your |the |my )?(?:first |basic |gross |monthly )*(?:salary|pay|wages?)\b"
)
_YEARS = regex.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six)[ -](years?|yrs?|months?)[ -](?:\w+[ -])?contract\b"
    r"|\bcontract(?: is| of| for|:)? (\d{1,2}|one|two|three|four|five|six) (years?|yrs?|months?)\b"
)


@dataclass(frozen=True, slots=True)
class Cap:
    """A rule that applies, and the code of the country whose law it is."""

    country: str
    rule: FeeRule

    @property
    def zero(self) -> bool:
        return self.rule.amount == 0

    @property
    def text(self) -> str:
        """The cap without words, for any language: "0", "NPR 10,000", "1 m", "1 m/y"; "" when there is no figure."""
        if self.rule.amount is not None:
            return f"{self.rule.currency} {self.rule.amount:,.0f}".strip()
        if self.rule.months is not None:
            return f"{self.rule.months:g} {'m/y' if self.rule.per_year else 'm'}"
        return ""


@dataclass(frozen=True, slots=True)
class Pay:
    """What the offer says it pays: the highest monthly amount, and the years of the contract when they are said."""

    money: Money | None
    years: float | None

    def month(self) -> float:
        return self.money.high * MONTHS[self.money.period] if self.money else 0.0


def applying(reading: Reading, countries: Mapping[str, Country], currencies: tuple[str, ...] = ()) -> list[Cap]:
    """The rules for this offer, origin first; `currencies` are those of the fees that are asked."""
    named = tuple(dict.fromkeys(p.country for p in reading.entities.places if p.country))
    homes = dict.fromkeys((reading.offer.country, *(home for c in currencies if (home := _home(c)))))
    from_home = (cap for code in homes for cap in _of(code, countries, reading, "origin", named))
    to_work = (cap for code in named for cap in _of(code, countries, reading, "destination", named))
    return list(dict.fromkeys((*from_home, *to_work)))


def _home(currency: str) -> str:
    """The country of a currency, by the first two letters of its code; "" for money that many countries use."""
    return "" if currency[:2] in ("US", "EU", "XA", "XO", "BT") else currency[:2]


def _of(
    code: str, countries: Mapping[str, Country], reading: Reading, role: str, named: tuple[str, ...]
) -> Iterator[Cap]:
    """The rules of one country that fit; those made for this place or work before the general ones, alone."""
    if code not in countries:
        return
    abroad = any(other != code for other in named)
    fitting = [
        rule
        for rule in countries[code].fees
        if rule.role in (role, "both")
        and rule.payer == "worker"
        and rule.confidence != "low"  # a page that may be outdated gives no law to quote
        and (role == "destination" or rule.at_home or abroad)
        and (not rule.places or any(place in rule.places for place in named))
        and (not rule.work or _says(reading, rule.work))
    ]
    for_work = [rule for rule in fitting if rule.work]
    for_place = [rule for rule in fitting if rule.places]
    yield from (Cap(code, rule) for rule in for_work or for_place or fitting)


def _says(reading: Reading, words: tuple[str, ...]) -> bool:
    """Is one of `words` in the text, whole or in the plural?"""
    found = f" {regex.sub(r'[^a-z0-9-]+', ' ', reading.folded.text)} "
    return any(f" {word} " in found or f" {word}s " in found for word in words)


def pay_of(reading: Reading) -> Pay:
    """The pay that is offered, as far as the text says it."""
    paid = [m for m in reading.entities.money if m.period in MONTHS and m.currency]
    best = max(paid, key=lambda m: m.high * MONTHS[m.period], default=None)
    years = _YEARS.search(reading.folded.text)
    return Pay(best, _years(years) if years else None)


def _years(found: "regex.Match[str]") -> float:
    count, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
    return _number(count) / (12 if unit.startswith("month") else 1)


def _number(word: str) -> float:
    return _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))


def months_asked(reading: Reading, span: Span, reach: int) -> tuple[float, Span] | None:
    """ "Two months' salary" in or near `span`: how many, and where. English, like the phrases that find it."""
    start, end = reading.folded.within(span)
    at = max(0, start - reach)
    found = _FEE_IN_MONTHS.search(reading.folded.text, at, end + reach)
    return (_number(found[1]), reading.folded.span(found.start(), found.end())) if found else None


def most_months(rule: FeeRule, years: float | None) -> float | None:
    """How many months of pay `rule` allows; None when it depends on a contract whose length is not said."""
    if rule.months is None:
        return None
    if not rule.per_year:
        return rule.months
    if years is None:
        return rule.most_months
    return min(rule.months * max(years, 1.0), rule.most_months or float("inf"))


def is_over(cap: Cap, asked: Money, pay: Pay, rates: Mapping[str, float]) -> bool:
    """Is the amount asked surely above the cap?"""
    if cap.zero:
        return asked.low > 0
    if cap.rule.amount is not None:
        return _above(asked, cap.rule.amount, cap.rule.currency, rates, 1.0)
    months = most_months(cap.rule, pay.years)
    if months is None or pay.money is None:
        return False
    return _above(asked, months * pay.month(), pay.money.currency, rates, ROUNDING)


def _above(asked: Money, limit: float, currency: str, rates: Mapping[str, float], exact: float) -> bool:
    if asked.currency == currency:
        return asked.low > limit * exact
    if asked.currency not in rates or currency not in rates:
        return False
    return asked.low * rates[asked.currency] > limit * rates[currency] * MARGIN
