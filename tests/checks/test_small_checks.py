"""The small checks: pay, payment, documents, destinations. Content is made up here."""

from datetime import date

import pytest

from checks import destinations, documents, pay, payment
from checks.model import Offer
from checks.offer import read
from content.country import Country, Destinations, Wage

SOURCE = "https://example.org/page"
WAGES = pay.index(
    [
        Country(
            "PH", "Philippines", wages=(Wage("minimum wage", "2026", SOURCE, "medium", "yes", 300.0, 17000.0, "PHP"),)
        ),
        Country("US", "United States", wages=(Wage("minimum wage", "2026", SOURCE, "high", "yes", 1257.0),)),
        Country("ZZ", "Nowhere", wages=(Wage("for nationals only", "2026", SOURCE, "low", "no", 10.0),)),
    ]
)


def high(text: str, country: str = "PH") -> list[str]:
    return [cue.quote for cue in pay.check(read(Offer(text, country)), WAGES).cues]


def test_pay_above_double_the_reference_is_a_cue_with_its_comparison() -> None:
    (cue,) = pay.check(read(Offer("8,000 pesos per day from home", "PH")), WAGES).cues
    assert cue.flag == "pay-over-double"
    assert (cue.facts["country"], cue.facts["reference"], cue.facts["source"]) == ("PH", "300", SOURCE)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("18,000 pesos a month", "PH"),  # an ordinary wage
        ("8,000 pesos", "PH"),  # no period: it may be a price
        ("900,000,000 pesos a month", "PH"),  # beyond belief: misread, or a price
        ("2,000 dollars a month", "XX"),  # a currency's home is compared when no place is known
    ],
)
def test_ordinary_and_unclear_amounts_are_no_cue(text: str, country: str) -> None:
    assert high(text, country) == []


def test_a_wallet_in_an_offer_is_a_demand_in_crypto() -> None:
    text = "Send it to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa please"
    assert [f.flag for f in payment.check(read(Offer(text))).findings] == ["pay-crypto"]


def test_a_card_number_in_the_text_is_a_note_and_never_quoted() -> None:
    outcome = documents.check(read(Offer("my card is 4111 1111 1111 1111 ok?")))
    assert (outcome.notes, outcome.findings) == (("note.private-number",), ())


def test_a_long_number_that_is_no_card_is_nothing() -> None:
    assert documents.check(read(Offer("order 1234 5678 9012 3456"))).notes == ()


KNOWN = Destinations(date(2026, 1, 1), ("TH", "KH"), ("Mae Sot",), (SOURCE,))


def leads(text: str, country: str = "") -> set[str]:
    return {cue.flag for cue in destinations.check(read(Offer(text, country)), KNOWN).cues}


def test_places_are_cues_and_never_findings() -> None:
    assert leads("Chat support in Mae Sot, Thailand") == {"southeast-asia", "compound-place"}
    assert destinations.check(read(Offer("Chat support in Mae Sot")), KNOWN).findings == ()


def test_work_outside_the_readers_country_is_a_cue() -> None:
    assert leads("Farm work in Poland", "NP") == {"abroad-work"}
    assert leads("Farm work in Poland", "PL") == set()
    assert leads("For Nepal citizens: work in Poland") == {"abroad-work"}
