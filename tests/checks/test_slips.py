"""Misspelt key words are read as what was meant; honest words next to them stay."""

import pytest

from checks.fold import fold
from checks.slips import Keys

KEYS = Keys(["registration", "processing", "deposit", "training", "visa", "регистрация"], {"trailing", "pay", "fee"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("registraton", "registration"),
        ("Regsitration", "registration"),
        ("proccessing", "processing"),
        ("depossit", "deposit"),
        ("depost", "deposit"),  # one letter short of the shortest
        ("регестрация", "регистрация"),
    ],
)
def test_a_key_word_one_slip_away_is_found_where_it_stands(typed: str, meant: str) -> None:
    text = f"pay the {typed} fee"
    ((start, end, word),) = KEYS.find(fold(text))
    assert (text[start:end], word) == (typed, meant)


@pytest.mark.parametrize(
    "text",
    [
        "registration",  # right as it is
        "deposits and depositing",  # other forms of the word
        "trailing",  # a word we know, a slip away from "training"
        "deposix deposi",  # another ending
        "vsia",  # too short a word to be sure
        "eposit",  # another first letter
        "www.registraton.com and a@registraton.com",  # part of an address
        "#registraton",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert list(KEYS.find(fold(text))) == []
