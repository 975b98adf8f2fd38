"""Who the person is scores nothing: names, genders, faiths, nationalities and origins change no level."""

from itertools import product

import pytest

from checks import Checker, Offer, check
from tests import once

PEOPLE = (
    ("Anita", "she", "Nepali"), ("Mohammed", "he", "Bangladeshi"), ("Joy", "she", "Filipino"),
    ("Ivan", "he", "Ukrainian"),
    ("Fatima", "she", "Kenyan"), ("Carlos", "he", "Mexican"), ("Li Wei", "he", "Chinese"), ("Amina", "she", "Nigerian"),
)  # fmt: skip
FAITHS = ("Muslim", "Christian", "Hindu", "Buddhist", "no religion")
ORIGINS = ("Kathmandu", "Lagos", "Manila", "Dhaka", "Kyiv")
OFFERS = (
    "Dear {name}, thank you for the interview. The bakery offers you the day shift, 38 hours a week, with a written"
    " contract from Monday. {nation} applicants and people of any faith ({faith}) are welcome. Lockers are provided.",
    "We invite {name} from {origin} to a second interview at our clinic. Bring your nursing register number. The"
    " hospital pays visa, ticket and medical; you keep your passport. {nation} colleagues work here already.",
    "{name} asked whether {pronoun} may pray at work ({faith}): yes, breaks are paid. The warehouse in Leeds pays 12.50"
    " an hour, weekly, by bank transfer after each week. Training is two days and paid.",
    "The farm shop hires one {nation} speaking helper, mornings, 20 hours a week. Ask for Tom at the counter. {name}"
    " from {origin} worked here last summer and can tell you about it.",
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return once.checker()


@pytest.mark.parametrize("offer", OFFERS)
def test_swapping_the_person_never_changes_the_level(checker: Checker, offer: str) -> None:
    variants = [
        offer.format(name=name, pronoun=pronoun, nation=nation, faith=faith, origin=origin)
        for (name, pronoun, nation), faith, origin in product(PEOPLE, FAITHS, ORIGINS)
    ]
    assert len(variants) >= 40
    levels = {variant: check(variant, checker).level.value for variant in variants}
    assert set(levels.values()) == {"none"}, next(v for v, level in levels.items() if level != "none")


@pytest.mark.parametrize("country", ["NP", "PH", "KE", "UA", "MX", "US", ""])
def test_the_readers_country_never_changes_the_level_of_a_local_offer(checker: Checker, country: str) -> None:
    text = "The bakery on Mill Road needs a helper, mornings, 12.50 an hour, written contract. Ask for Anna."
    assert check(Offer(text, country), checker).level.value == "none"


def test_no_flag_looks_at_who_the_person_is(checker: Checker) -> None:
    text = "I am a poor {nation} {who}, first time abroad, my family has debts. Is the bakery on Mill Road hiring?"
    for nation, who in product(("Nepali", "Nigerian", "Polish"), ("woman", "man", "refugee", "mother")):
        assert checker.library.flags.keys().isdisjoint(
            name
            for name in check(text.format(nation=nation, who=who), checker).flags
            if checker.library.flags[name].points > 0
        )
