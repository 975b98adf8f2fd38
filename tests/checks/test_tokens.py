"""Tokens: what phrases are matched against."""

from hypothesis import given
from hypothesis import strategies as st

from checks.fold import fold
from checks.tokens import SLOTS, tokenize


def words(text: str) -> str:
    return tokenize(fold(text)).text.strip()


def test_a_sentence_end_is_a_mark_of_its_own() -> None:
    assert words("Pay now! No refund") == "pay now | no refund"


def test_a_wrapped_line_is_no_sentence_end_and_a_new_line_is() -> None:
    assert words("You must pay\nthe fee\nBring your papers") == "you must pay the fee | bring your papers"


def test_the_dot_of_a_one_letter_abbreviation_ends_no_sentence() -> None:
    assert words("г. Ковров, J. Smith pays. Now") == "г ковров , j smith pays | now"


def test_a_dot_inside_a_name_ends_no_sentence() -> None:
    assert words("Run setup.exe, ask RR.HH. or EE. UU. today") == "run setup exe , ask rr hh or ee uu today"


def test_apostrophes_and_thousands_marks_are_taken_out() -> None:
    assert words("Don't pay 1,500") == "dont pay 1500"


def test_scripts_without_spaces_are_cut_into_clusters() -> None:
    assert words("报名费300元") == "报 名 费 300 元"
    assert words("ค่าสมัคร") == "ค่ า ส มั ค ร"


def test_an_emoji_bullet_separates_two_offers() -> None:
    assert words("✅ Free ticket ✅ Free visa") == "| free ticket | free visa"


def test_a_thing_read_before_is_one_token() -> None:
    assert tokenize(fold("send $150 fee"), [(5, 9, SLOTS["money"])]).text == " send \ue001 fee "


@given(st.text())
def test_every_token_leads_back_to_the_text(text: str) -> None:
    tokens = tokenize(fold(text))
    for number, start in enumerate(tokens.at):
        span = tokens.span(start, start + 1)
        assert (span.start, span.end) == (tokens.starts[number], tokens.ends[number])
        assert 0 <= span.start < span.end <= len(text)


def test_a_sign_inside_a_word_of_a_script_without_spaces_ends_no_sentence() -> None:
    assert words("刷🔥单 好! 是") == "刷 单 好 | 是"


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_plain_ascii_is_cut_as_any_other_text(text: str) -> None:
    assert words(f"{text}\nXx") == words(f"{text}\nXx é").removesuffix(" e")
