"""Misspelt key words are read as what was meant; honest words next to them stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import slips
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


@given(st.text("abcdeginoprst é'@./-0 \n", max_size=60))
def test_plain_text_is_cut_into_the_same_words_by_both_engines(text: str) -> None:
    found = [(m[0], m.start()) for m in slips._WORD.finditer(text)] if text.isascii() else []
    assert not text.isascii() or found == [(m[0], m.start()) for m in slips._ASCII_WORD.finditer(text)]


@given(
    st.sampled_from(["registration", "deposit", "регистрация"]), st.integers(0, 30), st.sampled_from(["", "x", "xx"])
)
def test_a_slip_leaves_one_end_of_a_key_word_whole(key: str, place: int, put: str) -> None:
    at = 1 + place % (len(key) - 1)
    for typed in (key[:at] + put[:1] + key[at + 1 :], key[:at] + put[:1] + key[at:]):
        assert not slips._ends(typed).isdisjoint(slips._ends(key))
    swapped = key[:at] + key[at + 1 : at + 2] + key[at] + key[at + 2 :]
    assert not slips._ends(swapped).isdisjoint(slips._ends(key))
