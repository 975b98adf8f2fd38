"""The employer check: adverts for desk work that name nobody. All texts are made up here."""

import pytest

from checks import Checker, check, firms
from checks.model import Level, Offer
from checks.offer import read
from tests import once

NAMELESS = """Data Entry Clerk
Location: Fairview, OH
Employment type: Full-time
We are looking for a careful person who keeps our customer records in order. You enter orders and invoices, answer
the telephone and help the team with filing. The company gives paid training to the right candidate.
Requirements: good typing, some experience with Microsoft Excel, high school diploma preferred.
Benefits: medical, dental and vision insurance, paid holidays, 401(k) plan."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return once.checker()


def flags(text: str, checker: Checker) -> tuple[str, ...]:
    return check(Offer(text), checker).flags


def test_an_advert_for_desk_work_that_names_nobody_calls_for_care_and_never_for_stop(checker: Checker) -> None:
    verdict = check(Offer(NAMELESS), checker)
    assert (verdict.level, verdict.flags) == (Level.CARE, ("no-company-footprint",))
    assert verdict.findings[0].quote == "Data Entry"
    assert verdict.findings[0].weak


@pytest.mark.parametrize(
    "more",
    [
        "Novarel is a family firm with forty people.",
        "You report to Mrs Okonkwo in accounts.",
        "Come and work at Silver Birch Dental.",
        "Ashgrove Hospital has 200 beds.",
        "Sunrise Ledger Ltd is an equal opportunity employer.",
        "Apply at www.example-ledger.com/jobs.",
        "Call the office on +1 614 555 0172.",
    ],
    ids=["a firm", "a person", "a practice", "a hospital", "a legal form", "a web page", "a telephone number"],
)
def test_one_name_or_one_way_to_reach_somebody_is_enough(more: str, checker: Checker) -> None:
    assert "no-company-footprint" not in flags(f"{NAMELESS}\n{more}", checker)


@pytest.mark.parametrize(
    "text",
    [
        NAMELESS.replace("Data Entry Clerk", "Roofer").replace("enter orders and invoices", "lay slates and lead"),
        NAMELESS.replace("We are looking", "Our client is looking"),
        NAMELESS.lower(),
        NAMELESS.upper(),
        "Receptionist wanted for Saturday mornings. Apply in the shop with your CV.",
        f"Is this normal? Should I apply without an interview? Is it a scam?\n{NAMELESS}\nShould I pay a fee of $50?",
    ],
    ids=["a trade", "an agency's client", "no capitals", "capitals only", "a short notice", "a question"],
)
def test_where_a_missing_name_says_nothing_there_is_no_finding(text: str, checker: Checker) -> None:
    assert not [f for f in check(Offer(text), checker).findings if f.check == "employer"]


@pytest.mark.parametrize(
    ("word", "expected"), [("requirements", True), ("filing", True), ("excel", True), ("novarel", False)]
)
def test_words_that_adverts_write_small_are_no_names(word: str, expected: bool) -> None:
    assert firms.ordinary(word) is expected


def test_a_place_is_not_taken_for_a_name() -> None:
    assert not firms.named(read(Offer("Clerk\nLocation: Gravenhorst\nThe office is in Gravenhorst, near Ostrava.")))


def test_a_word_in_capitals_is_a_name_when_it_comes_again() -> None:
    assert firms.named(read(Offer("Clerk\nNOVAREL hires.\nThe team of NOVAREL is small.")))
    assert not firms.named(read(Offer("Clerk\nNOVAREL hires.\nThe team is small.")))
