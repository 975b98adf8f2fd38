"""The person's own words, made short and harmless."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quote import QUOTE_LIMIT, clean, defang, mask, quoted, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://pay.example/x", "see hxxps://pay[.]example/x"),
        ("HTTP://PAY.EXAMPLE", "HxxP://PAY[.]EXAMPLE"),
        ("tg://resolve?domain=amy", "tg[:]//resolve?domain=amy"),
        ("mail amy@jobs.example", "mail amy[@]jobs[.]example"),
        ("ask @amy_hr", "ask [@]amy_hr"),
        ("t.me/amy", "t[.]me/amy"),
        ("пример.рф", "пример[.]рф"),
        ("Rs.500 e.g. 3.5 per cent", "Rs.500 e.g. 3.5 per cent"),
    ],
)
def test_addresses_are_written_so_that_they_cannot_be_tapped(text: str, shown: str) -> None:
    assert defang(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call +63 917 555 0100 now", "call +63… now"),
        ("card 4111 1111 1111 1111", "card 411…"),
        ("pay 12 000 000 dong", "pay 12 000 000 dong"),
        ("pay 150,000 by 2026-09-14", "pay 150,000 by 2026-09-14"),
        ("5 days, 300 dollars", "5 days, 300 dollars"),
    ],
)
def test_long_numbers_are_hidden_and_money_is_not(text: str, shown: str) -> None:
    assert mask(text) == shown


def test_direction_marks_controls_and_piles_of_accents_are_dropped() -> None:
    assert clean("pay\u202e now\n\tplease\x00") == "pay now please"
    assert clean("a" + "\u0301" * 50) == "a" + "\u0301" * 3


def test_joiners_that_words_need_are_kept() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_a_long_quote_is_cut_at_a_blank() -> None:
    assert shorten("a registration fee of ninety dollars", 25) == "a registration … dollars"


def test_a_long_quote_without_blanks_is_cut_anyway() -> None:
    assert shorten("付" * 80) == "付" * (QUOTE_LIMIT - 1) + "…"


@given(st.text())
def test_nothing_in_a_quote_can_be_tapped(text: str) -> None:
    shown = quoted(text)
    assert not re.search(r"https?://|\w\.[^\W\d_]{2}|@\w", shown)
    assert "\n" not in shown


@given(st.text(min_size=1))
def test_a_quote_is_short_before_it_is_made_harmless(text: str) -> None:
    assert len(shorten(clean(text))) <= QUOTE_LIMIT
