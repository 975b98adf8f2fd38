"""The quick engine's classes of letters are those of the slow one, on everything that folding can give."""

import re
from functools import cache

import regex
from hypothesis import given
from hypothesis import strategies as st

from checks import letters
from checks.fold import fold


@cache
def foldable() -> str:
    """Every character that stands in folded text."""
    every = map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
    return "".join(sorted({char for one in every for char in fold(one).text}))


def test_a_word_letter_of_the_quick_engine_is_a_letter_or_a_number() -> None:
    assert set(re.findall(r"[^\W_]", foldable())) == set(regex.findall(r"[\p{L}\p{N}]", foldable()))
    assert {char for char in foldable() if char.isalpha()} == set(regex.findall(r"\p{L}", foldable()))
    assert {char for char in foldable() if char.isdecimal()} == set("0123456789")


def test_a_class_in_full_has_the_same_letters() -> None:
    near = "".join(char for char in foldable() if char <= "\uffff")
    marks = letters.in_full(r"\p{M}")
    assert re.findall(f"[{marks}]", near) == regex.findall(r"\p{M}", near)


@given(st.text())
def test_runs_of_letters_are_those_of_the_slow_engine(text: str) -> None:
    folded = fold(text).text
    assert letters.runs(folded) == regex.findall(r"[\p{L}\p{M}\p{N}]++", folded)
