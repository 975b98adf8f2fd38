"""Counting and cutting Telegram's HTML."""

from hypothesis import given
from hypothesis import strategies as st

from bot.markup import bold, esc, pieces, plain, small, units, untappable, words


def test_plain_text_is_what_a_person_sees() -> None:
    assert plain(f"{bold('a < b')} {small('&')} {untappable('x.example')}") == "a < b & x.example"


def test_an_emoji_counts_two_units() -> None:
    assert units("a😀") == 3


def test_only_pieces_with_letters_or_digits_are_words() -> None:
    assert words("<b>Stop.</b> • pay 90 — “now”") == 4


def test_a_short_text_is_one_piece() -> None:
    assert pieces("one\n\ntwo") == ["one\n\ntwo"]


def test_a_long_text_is_cut_at_line_ends() -> None:
    assert pieces("aaaa\nbbbb\ncccc", limit=10) == ["aaaa\nbbbb", "cccc"]


def test_tags_stay_whole_when_a_text_is_cut() -> None:
    assert pieces("<b>aaaa</b>\n<b>bbbb</b>", limit=15) == ["<b>aaaa</b>", "<b>bbbb</b>"]


@given(st.text(), st.integers(min_value=12, max_value=80))
def test_no_piece_is_ever_too_long_and_no_letter_is_lost(text: str, limit: int) -> None:
    cut = pieces(esc(text), limit)
    assert all(units(piece) <= limit for piece in cut)
    letters = [c for c in text if not c.isspace()]
    assert [c for piece in cut for c in plain(piece) if not c.isspace()] == letters
