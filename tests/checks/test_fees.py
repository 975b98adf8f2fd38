"""Fees against the law. The countries' rules are made up here, except where the real content is asked for."""

from collections.abc import Mapping
from functools import cache

import pytest

from checks import Checker, caps, check, fees
from checks.model import Finding, Level, Offer, Outcome, Span, Verdict
from checks.offer import read
from content.country import Country, FeeRule
from content.model import Flag
from tests import once

SOURCE = "https://law.example/page"
FLAGS = {
    name: Flag(name, "fee", "strong", 6, "money", "stop-pay", name, "", (), ())
    for name in ("fee-to-get-job", "fee-visa-permit", "fee-modelling-portfolio")
} | {"pay-too-high": Flag("pay-too-high", "lure", "strong", 6, "money", "verify", "Pay", "", (), ())}
RATES = {"USD": 1.0, "NPR": 0.0067, "AED": 0.27, "SGD": 0.78}


def rule(role: str, law: str, **more: object) -> FeeRule:
    values = {"rule": "A rule.", "source": SOURCE, "confidence": "high"} | more
    return FeeRule(role=role, law=law, **values)  # type: ignore[arg-type]  # the test names fields or values freely


COUNTRIES = {
    "NP": Country(
        "NP",
        "Nepal",
        fees=(
            rule("origin", "Law N", amount=10000.0, currency="NPR", places=("QA", "AE")),
            rule("origin", "Law W", amount=0.0, places=("QA",), work=("maid", "housemaid")),
        ),
    ),
    "AE": Country("AE", "UAE", fees=(rule("destination", "Law A", amount=0.0, covers=("service", "visa")),)),
    "PH": Country("PH", "Philippines", fees=(rule("origin", "Law P", months=1.0),)),
    "SG": Country("SG", "Singapore", fees=(rule("destination", "Law S", months=1.0, per_year=True, most_months=2.0),)),
    "KW": Country("KW", "Kuwait", fees=(rule("destination", "Law K", amount=750.0, currency="KWD", payer="employer"),)),
    "MX": Country("MX", "Mexico", fees=(rule("origin", "Law M", amount=0.0, at_home=True),)),
    "TH": Country("TH", "Thailand", fees=(rule("origin", "Law T", months=1.0, confidence="low"),)),
    "US": Country("US", "United States", fees=(rule("origin", "Law U", amount=0.0, at_home=True),)),
    "PL": Country("PL", "Poland", fees=(rule("both", "Law B", amount=0.0, at_home=True),)),
}  # fmt: skip


def asked(text: str, country: str = "", flag: str = "fee-to-get-job", rates: Mapping[str, float] = RATES) -> Outcome:
    """What the fees check says when another check has found the word "fee" in `text`."""
    reading = read(Offer(text, country))
    at = text.index("fee")
    found = Finding(flag, "wording", Span(at, at + 3), "fee")
    return fees.check(reading, [Outcome("wording", (found,))], FLAGS, COUNTRIES, rates)


def laws(outcome: Outcome) -> list[str]:
    return [note.split("|")[2] for note in outcome.notes if "|" in note]


def over(outcome: Outcome) -> list[tuple[str, str]]:
    return [(f.quote, f.facts["law"]) for f in outcome.findings]


def test_a_fee_above_the_cap_is_a_finding_that_names_the_law() -> None:
    outcome = asked("Hotel in Qatar, fee NPR 90,000 for the job", "NP")
    assert over(outcome) == [("NPR 90,000", "Law N")]
    assert outcome.findings[0].facts["cap"] == "NPR 10,000"
    assert outcome.notes == (f"note.fee-cap=NP|NPR 10,000|Law N|{SOURCE}",)


def test_a_fee_at_the_cap_is_only_told_the_cap() -> None:
    outcome = asked("Hotel in Qatar, fee NPR 10,000 for the job", "NP")
    assert (over(outcome), laws(outcome)) == ([], ["Law N"])


def test_a_rule_for_other_countries_is_not_told() -> None:
    outcome = asked("Farm in Poland, fee NPR 90,000", "NP")
    assert (over(outcome), laws(outcome)) == ([("NPR 90,000", "Law B")], ["Law B"])


def test_a_limit_for_work_abroad_is_never_told_for_a_job_at_home() -> None:
    assert laws(asked("Typing job in Manila, fee PHP 500", "PH")) == []
    assert laws(asked("Typing job, fee PHP 500", "PH")) == []


def test_a_rule_that_holds_at_home_is_told_there() -> None:
    assert laws(asked("Shop job, fee 500 pesos", "MX")) == ["Law M"]


def test_a_rule_for_one_kind_of_work_beats_the_general_one() -> None:
    assert laws(asked("Housemaid in Qatar, fee NPR 900", "NP")) == ["Law W"]
    assert laws(asked("Cook in Qatar, fee NPR 900", "NP")) == ["Law N"]


def test_the_money_that_is_asked_for_says_where_the_person_is_from() -> None:
    assert over(asked("Hotel in Qatar, fee NPR 90,000")) == [("NPR 90,000", "Law N")]


def test_dollars_and_euros_are_nobodys_home() -> None:
    assert laws(asked("Hotel in Qatar, fee 900 USD")) == []


def test_the_place_of_work_has_its_own_law() -> None:
    outcome = asked("Hotel in Dubai, visa fee AED 2,000", "KE", "fee-visa-permit")
    assert over(outcome) == [("AED 2,000", "Law A")]
    assert outcome.notes == (f"note.fee-cap=AE|0|Law A|{SOURCE}",)


def test_nothing_asked_is_not_more_than_nothing() -> None:
    assert asked("Hotel in Dubai, visa fee AED 0", "KE", "fee-visa-permit").findings == ()


def test_only_fees_are_compared() -> None:
    assert asked("Hotel in Qatar, fee NPR 90,000", "NP", "pay-too-high") == Outcome("fees")
    assert asked("Hotel in Qatar, fee NPR 90,000", "NP", "unheard-of") == Outcome("fees")
    assert asked("Hotel in Qatar, fee NPR 90,000", "NP", "agency-fee").findings


def test_both_laws_are_told_the_broken_one_first() -> None:
    assert laws(asked("Hotel in Dubai, fee NPR 9,000", "NP")) == ["Law A", "Law N"]


@pytest.mark.parametrize(
    ("text", "country", "flag"),
    [
        ("Hotel in Qatar, visa fee NPR 90,000", "NP", "fee-visa-permit"),  # that rule counts the agency's fee only
        ("Studio in Dubai, photo fee AED 900", "KE", "fee-modelling-portfolio"),  # models have rules of their own
        ("House in Kuwait, fee KWD 900", "KE", "fee-to-get-job"),  # a price for employers
        ("Farm in Poland, fee THB 90,000", "TH", "fee-visa-permit"),  # an outdated page is no law
    ],
)
def test_a_rule_about_something_else_is_left_out(text: str, country: str, flag: str) -> None:
    assert asked(text, country, flag).findings == ()


def test_a_country_whose_figure_is_not_known_gets_the_general_note() -> None:
    assert asked("Farm in Qatar, fee THB 90,000", "TH").notes == ("note.fee-rule",)
    assert asked("Farm in Kenya, fee KES 90,000", "KE").notes == ()


def test_another_currency_counts_only_far_above_the_cap() -> None:
    assert over(asked("Hotel in Qatar, fee 90 USD", "NP")) == []  # about NPR 13,400
    assert over(asked("Hotel in Qatar, fee 110 USD", "NP")) == [("110 USD", "Law N")]
    assert over(asked("Hotel in Qatar, fee 110 USD", "NP", rates={})) == []


@pytest.mark.parametrize(
    "text",
    [
        "Work in Qatar. fee by law. 90,000 NPR basic",
        "Work in Qatar. fee by law. Salary NPR 90,000",
        "Work in Qatar. fee by law. You get NPR 90,000 a month",
    ],
)
def test_what_is_paid_to_the_worker_is_no_fee(text: str) -> None:
    assert asked(text, "NP").findings == ()


def test_the_amount_beside_the_fee_is_taken_and_not_the_far_one() -> None:
    assert over(asked("Qatar: fee NPR 9,000. For the flat you pay NPR 40,000", "NP")) == []
    far = "Qatar: fee by law. " + "We work hard here. " * 6 + "The house costs NPR 90,000"
    assert over(asked(far, "NP")) == []


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Singapore, salary SGD 900 per month, fee SGD 1,900, 2 year contract", True),
        ("Singapore, salary SGD 900 per month, fee SGD 1,800, 2 year contract", False),
        ("Singapore, salary SGD 900 per month, fee SGD 1,700, one year contract", True),
        ("Singapore, salary SGD 900 per month, fee SGD 1,700", False),  # the contract may be for two years
        ("Singapore, salary SGD 900 per month, fee SGD 3,000, 5 year contract", True),  # never more than two months
        ("Singapore, salary SGD 900 per month, fee SGD 1,700, contract of 12 months", True),
        ("Singapore, fee SGD 9,000", False),  # nothing to compare with
        ("Singapore, salary SGD 900 per month, fee is three months salary", True),
        ("Singapore, salary SGD 900 per month, fee is one month of your basic salary", False),
    ],
)
def test_a_cap_in_months_is_compared_with_the_pay_in_the_text(text: str, broken: bool) -> None:
    assert bool(asked(text, "BD").findings) is broken


def test_the_pay_that_was_compared_is_kept_with_the_finding() -> None:
    (finding,) = asked("Singapore, salary SGD 900 per month, fee SGD 5,000", "BD").findings
    assert finding.facts["pay"] == "SGD 900 per month"


def test_a_reader_who_works_at_home_in_a_named_country_is_told_its_law_once() -> None:
    assert laws(asked("Shop in Warsaw, fee 500 PLN", "PL")) == ["Law B"]


@pytest.mark.parametrize(
    ("rule_", "text"),
    [
        (rule("origin", "L", amount=0.0), "0"),
        (rule("origin", "L", amount=21467.0, currency="LKR"), "LKR 21,467"),
        (rule("origin", "L", months=0.1), "0.1 m"),
        (rule("origin", "L", months=1.0, per_year=True), "1 m/y"),
        (rule("origin", "L"), ""),
    ],
)
def test_a_cap_is_written_without_words(rule_: FeeRule, text: str) -> None:
    assert caps.Cap("XX", rule_).text == text


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("half a month's salary", 0.5),
        ("one month salary", 1),
        ("two months of your pay", 2),
        ("three months' basic salary", 3),
        ("four months wages", 4),
        ("five months of my salary", 5),
        ("six months salary", 6),
        ("1.5 months salary", 1.5),
        ("2,5 months salary", 2.5),
    ],
)
def test_months_of_pay_are_read_with_their_place(words: str, months: float) -> None:
    text = f"Their fee: {words}."
    found = caps.months_asked(read(Offer(text)), Span(6, 9), 80)
    assert found is not None
    assert (found[0], found[1].quote(text)) == (months, words)
    assert caps.months_asked(read(Offer(text + " " * 90)), Span(0, 5), 2) is None


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2 year contract", 2),
        ("three-year work contract", 3),
        ("24 months contract", 2),
        ("contract of 18 months", 1.5),
        ("contract: 5 years", 5),
        ("a contract", None),
    ],
)
def test_the_years_of_a_contract_are_read(words: str, years: float | None) -> None:
    assert caps.pay_of(read(Offer(f"Work with {words}, good house"))).years == years


def test_the_best_pay_of_the_text_is_the_months_pay() -> None:
    pay = caps.pay_of(read(Offer("Salary SGD 900 per month, overtime SGD 10 per hour, bonus SGD 1,200 a year")))
    assert pay.month() == 10 * 173
    assert caps.pay_of(read(Offer("Good pay"))).month() == 0


def test_a_fee_of_exactly_the_rounded_month_is_not_over() -> None:
    assert asked("Singapore, salary SGD 1,000 per month, fee SGD 1,050, one year contract", "BD").findings == ()
    assert asked("Singapore, salary SGD 1,000 per month, fee SGD 1,060, one year contract", "BD").findings


@cache
def checker() -> Checker:
    return once.checker()


def verdict(text: str, country: str = "") -> Verdict:
    return check(Offer(text, country), checker())


def test_a_free_ticket_and_basic_pay_are_no_fee_at_all() -> None:
    assert "legal-fee-over-cap" not in verdict("free visa free ticket, 1700 RM basic", "NP").flags


def test_an_agency_fee_that_is_named_openly_is_compared_with_the_law() -> None:
    assert "legal-fee-over-cap" in verdict("Singapore cleaner, SGD 900 per month. Agency fee SGD 4,000.", "BD").flags
    lawful = verdict("Singapore cleaner, SGD 900 per month. Agency fee SGD 700.", "BD")
    assert lawful.level is Level.NONE
    assert lawful.notes[0].startswith("note.fee-cap=SG|1 m/y|")


def test_the_philippines_let_nobody_charge_a_housemaid_or_a_worker_for_qatar() -> None:
    for text in ("Housemaid in Kuwait, placement fee PHP 9,000", "Cook in Qatar, placement fee PHP 9,000"):
        assert verdict(text, "PH").notes[0].startswith("note.fee-cap=PH|0|")


EXAM = "The registration fee for the exam is Rs 100, pay it online at https://ssc.gov.in before you apply."


def test_an_exam_fee_on_a_government_site_is_a_note_and_no_warning() -> None:
    found = verdict(EXAM, "IN")
    assert (found.level, found.findings) == (Level.NONE, ())
    assert found.notes == ("note.fee-official=ssc.gov.in",)
    assert {s.rule for s in found.suppressed} == {"an official fee on a government site"}


@pytest.mark.parametrize(
    "text",
    [
        EXAM.replace("ssc.gov.in", "ssc.gov.in-pay.com"),  # not the government's host
        EXAM + " Send the receipt on WhatsApp +91 98765 43210.",
        EXAM + " Questions: exam.help@gmail.com",
        EXAM + " Or pay at https://exam-desk.com/pay",
        EXAM + " You are selected without interview, pay the joining fee to our agent by gift card.",
        EXAM.replace("registration fee for the exam", "training fee for this job"),  # nothing official is named
        # An exam is named, far from the fee.
        EXAM.replace("for the exam", "for this job") + " We are a small office with friendly people." * 4 + " No exam.",
    ],
)
def test_a_government_address_beside_anything_else_excuses_nothing(text: str) -> None:
    found = verdict(text, "IN")
    assert found.findings
    assert not any(note.startswith("note.fee-official") for note in found.notes)


@pytest.mark.parametrize("fee", ["Rs. 0", "$0", "€0.00", "0 USD"])
def test_a_fee_of_nothing_is_no_fee(fee: str) -> None:
    flags = [check(f"Registration fee: {said}", once.checker()).flags for said in (fee, fee.replace("0", "50", 1))]
    assert [("fee-to-get-job" in seen) for seen in flags] == [False, True]
