"""The pay check: amounts a month against the reference wage of the place, and ranges too wide to be a wage.

Neither is more than a cue. A range from which nobody can tell what is paid ("$50 to $500 a day") stood in one of
7,861 honest texts and in 25 of 2,928 deceptive ones (our own count, 2026-11-22).

Rates between currencies come from `content/rates.toml`, and for what it leaves out from the wage rows that have both
the local amount and its US dollars. An amount is compared only when its currency, period and place are known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from statistics import median

from checks.model import Finding, Outcome
from checks.offer import Reading
from checks.reading.money import Money
from content.country import Country, Wage
from content.money import Rates

NAME = "pay"
HIGH = 2.0  # times the reference: "more than double" is Love Justice's line
ABSURD = 40.0  # beyond this the amount was misread, or is a price
WIDE = 3  # times the lower end
WAGED = ("hour", "day", "week", "month")  # a yearly range may be that of a whole career, or of a share in sales
MONTHS = {"hour": 173.0, "day": 22.0, "week": 4.33, "month": 1.0, "year": 1 / 12}  # full time
_DEFAULT_PLACE = {"USD": "US", "EUR": "DE", "GBP": "GB"}


@dataclass(frozen=True, slots=True)
class Wages:
    """Reference wages in US dollars a month by country, and US dollars for one unit of each currency."""

    by_country: Mapping[str, tuple[float, Wage]]
    rates: Mapping[str, float]
    names: Mapping[str, str] = field(default_factory=dict)  # English, by country


def index(countries: Iterable[Country], day: Rates | None = None) -> Wages:
    """The highest usable reference of each country: an offer is high only when it beats that one.

    `day` are the exchange rates of one day.
    """
    countries = tuple(countries)
    best: dict[str, tuple[float, Wage]] = {}
    rates: dict[str, list[float]] = {}
    for country in countries:
        for wage in country.wages:
            if wage.usd_month and wage.amount and wage.currency:
                rates.setdefault(wage.currency, []).append(wage.usd_month / wage.amount)
            if wage.usd_month and wage.usable != "no" and wage.usd_month > best.get(country.code, (0.0,))[0]:
                best[country.code] = (wage.usd_month, wage)
    known = {"USD": 1.0} | {c: median(values) for c, values in rates.items()} | (day.dollars() if day else {})
    return Wages(best, known, {country.code: country.name for country in countries})


def check(reading: Reading, known: Wages) -> Outcome:
    """A cue `pay-over-double` with the comparison in its facts, and a cue `wide-pay`, for the first amount that is."""
    return Outcome(NAME, cues=(*islice(_high(reading, known), 1), *islice(_wide(reading), 1)))


def _wide(reading: Reading) -> Iterator[Finding]:
    for money in reading.entities.money:
        if money.period in WAGED and 0 < WIDE * money.low <= money.high:
            yield Finding("wide-pay", NAME, money.span, money.span.quote(reading.offer.text))


def _high(reading: Reading, known: Wages) -> Iterator[Finding]:
    for money in reading.entities.money:
        place = _place(reading, money, known)
        dollars = monthly_dollars(money, known)
        if not place or dollars is None:
            continue
        reference, wage = known.by_country[place]
        if HIGH < dollars / reference < ABSURD:
            facts = {
                "country": place,
                "place": known.names.get(place, place),
                "times": f"{dollars / reference:.0f}",
                "reference": f"{reference:.0f}",
                "measure": wage.measure,
                "year": wage.year,
                "source": wage.source,
            }
            yield Finding("pay-over-double", NAME, money.span, money.span.quote(reading.offer.text), facts)


def monthly_dollars(money: Money, known: Wages) -> float | None:
    """The lower end of an amount as US dollars for a full month; None when currency or period is unknown."""
    rate, times = known.rates.get(money.currency), MONTHS.get(money.period)
    return None if rate is None or times is None else money.low * rate * times


def _place(reading: Reading, money: Money, known: Wages) -> str:
    """Where the work is: the first place named, else the reader's country, else the currency's home."""
    named = [p.country for p in reading.entities.places]
    for code in (*named, reading.offer.country, _DEFAULT_PLACE.get(money.currency, "")):
        if code in known.by_country:
            return code
    return ""
