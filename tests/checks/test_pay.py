"""Pay against the reference wage: every period and currency on one scale, and never the amount alone."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest

from checks import Checker, check, pay
from checks.model import Offer
from checks.offer import read
from content.country import Country, Wage
from content.money import Rates
from tests import once

SOURCE = "https://wages.example/page"
DAY = Rates(date(2026, 4, 1), SOURCE, {"EUR": 1.0, "USD": 1.25, "NPR": 150.0, "GBP": 0.8})
WAGES = pay.index(
    [
        Country("NP", "Nepal", wages=(Wage("minimum wage", "2025", SOURCE, "high", "yes", 100.0),)),
        Country("GB", "United Kingdom", wages=(Wage("minimum wage", "2025", SOURCE, "high", "yes", 2500.0),)),
    ],
    DAY,
)


def cues(text: str, country: str = "NP") -> dict[str, Mapping[str, str]]:
    return {cue.flag: cue.facts for cue in pay.check(read(Offer(text, country)), WAGES).cues}


def times(text: str, country: str = "NP") -> list[str]:
    return [facts["times"] for flag, facts in cues(text, country).items() if flag == "pay-over-double"]


def test_rates_of_a_day_turn_every_currency_into_dollars() -> None:
    assert DAY.dollars() == {"EUR": 1.25, "USD": 1.0, "NPR": 1.25 / 150, "GBP": 1.25 / 0.8}
    assert Rates().dollars() == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NPR 60,000 per month", ["5"]),
        ("NPR 24,000 per month", []),  # exactly double is not more than double
        ("NPR 24,600 per month", ["2"]),
        ("NPR 15,000 a week", ["5"]),
        ("NPR 2,800 a day", ["5"]),
        ("NPR 350 per hour", ["5"]),
        ("NPR 720,000 per year", ["5"]),
        ("GBP 320 per month", ["5"]),
        ("NPR 60,000", []),  # no period
        ("XYZ 60,000 per month", []),  # no currency
        ("NPR 490,000 per month", []),  # beyond belief: over forty times
    ],
)
def test_any_period_and_currency_is_compared_by_the_month(text: str, expected: list[str]) -> None:
    assert times(text) == expected


def test_the_lower_end_of_a_range_is_compared() -> None:
    assert times("NPR 20,000 - 90,000 per month") == []


def test_the_place_that_is_named_is_compared_before_the_readers_own() -> None:
    assert times("Kitchen in London, GBP 320 per month") == []
    assert times("Kitchen in London, GBP 4,000 per month") == ["2"]


def test_the_comparison_is_in_the_facts() -> None:
    (cue,) = pay.check(read(Offer("NPR 60,000 per month", "NP")), WAGES).cues
    assert cue.facts == {
        "country": "NP",
        "place": "Nepal",
        "times": "5",
        "reference": "100",
        "measure": "minimum wage",
        "year": "2025",
        "source": SOURCE,
    }


@cache
def checker() -> Checker:
    return once.checker()


def test_most_currencies_that_are_read_have_a_rate() -> None:
    rates = checker().wages.rates
    for code in "NPR PKR INR BDT LKR PHP IDR VND MMK KHR THB AED SAR QAR OMR BHD KWD KES UGX ETB NGN GHS".split():
        assert rates[code] > 0


@pytest.mark.parametrize(
    "text",
    [
        "Like videos on YouTube from your phone and earn 8,000 pesos per day. No experience needed.",
        "Work 1 hour a day at home, 90,000 pesos per week, anyone can do it.",
    ],
)
def test_high_pay_for_no_skill_or_few_hours_is_a_sign(text: str) -> None:
    assert "pay-too-high" in check(Offer(text, "PH"), checker()).flags


@pytest.mark.parametrize(
    "text",
    [
        "Chief engineer for a product tanker, 9,000 dollars a month, certificate of competency, Manila office.",
        "Consultant surgeon in Cebu, 450,000 pesos per month, board certification required. You have been selected.",
        "Software engineer in Manila, 300,000 pesos a month, ten years with databases. Work from home.",
        "You are selected for the interview: project engineer for bridges, 400,000 pesos per month, degree required.",
    ],
)
def test_high_pay_for_a_skilled_job_is_none(text: str) -> None:
    assert "pay-too-high" not in check(Offer(text, "PH"), checker()).flags


def test_a_currency_without_a_rate_of_the_day_has_that_of_the_wages_and_unusable_wages_are_no_reference() -> None:
    known = pay.index(
        [
            Country(
                "LK",
                "Sri Lanka",
                wages=(
                    Wage("minimum wage", "2025", SOURCE, "high", "yes", 90.0, 27_000.0, "LKR"),
                    Wage("average of managers", "2025", SOURCE, "high", "no", 900.0, 270_000.0, "LKR"),
                ),
            )
        ]
    )
    assert known.rates["LKR"] == pytest.approx(1 / 300)
    assert known.by_country["LK"][0] == 90.0
    (cue,) = pay.check(read(Offer("Rs 90,000 LKR per month", "LK")), known).cues
    assert cue.facts["times"] == "3"


@pytest.mark.parametrize("text", ["$50 to $500 a day", "Rs 300-900 per hour", "from 220 to 2,200 UAH per week"])
def test_a_range_that_says_nothing_about_the_pay_is_a_cue(text: str) -> None:
    assert "wide-pay" in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "$50 to $149 a day",
        "$500 a day",
        "$20,000 to $90,000 a year",
        "$0 to $500 a day",
        "$50 to $500",
        "up to $500 a day",
    ],
)
def test_other_ranges_are_none(text: str) -> None:
    assert "wide-pay" not in cues(text)


def test_a_wide_range_for_work_at_home_is_a_warning() -> None:
    offer = "Hi, this is Dana. We need some helpers. You can work from home and get paid from $200 to $1,000 per day."
    assert "vague-duties" in check(offer, checker()).flags
