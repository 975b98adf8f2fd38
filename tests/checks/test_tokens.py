"""Tokens: what phrases are matched against."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from checks.fold import fold
from checks.tokens import SLOTS, token_words, tokenize

# What a token is, in one slow expression; the code cuts words out first and then looks between them.
UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}{UNSPACED}]]"
TOKEN = regex.compile(
    rf"[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]|[[{UNSPACED}]--[\p{{M}}\p{{N}}]]\p{{M}}*+"
    rf"|\d++(?:[.,]\d++)*+(?!{LETTER})|{LETTER}++(?:'{LETTER}++)*+|[,%]|[\ue000-\uf8ff]",
    regex.V1,
)


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


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ask Mr. Lee, Engr. Ali or Dra. Ruiz. Now", "ask mr lee , engr ali or dra ruiz | now"),
        ("Room no. 12, flat No.3. Pay", "room no 12 , flat no 3 | pay"),
        ("I said no. Then they paid", "i said no | then they paid"),
        ("Fee? No. 500 is the price", "fee | no | 500 is the price"),
        ("no. then they paid", "no | then they paid"),
        ("approx. 40 days, min. two. Come", "approx 40 days , min two | come"),
        ("Rise Pvt. Ltd. hires", "rise pvt ltd hires"),
        ("I work at Rise Co. We hire", "i work at rise co | we hire"),
        ("visa etc. are free", "visa etc are free"),
        ("visa etc. No fee", "visa etc | no fee"),
        ("for 3000 sr. Food free", "for 3000 sr | food free"),
        ("Tel.: +12 or Mob. 12", "tel 12 or mob 12"),
        ("ул. Мира, Киевская обл. и др. места. Да", "ул мира , киевская обл и др места | да"),
        ("40 руб./час", "40 руб час"),
        ("डॉ. अमित आए। हाँ", "डॉ अमित आए | हां"),
    ],
)
def test_a_short_form_ends_no_sentence_when_what_follows_proves_it(text: str, row: str) -> None:
    assert words(text) == row


def test_apostrophes_and_thousands_marks_are_taken_out() -> None:
    assert words("Don't pay 1,500") == "dont pay 1500"


def test_scripts_without_spaces_are_cut_into_clusters() -> None:
    assert words("报名费300元") == "报 名 费 300 元"
    assert words("ค่าสมัคร") == "ค่ า ส มั ค ร"


def test_an_emoji_bullet_separates_two_offers() -> None:
    assert words("✅ Free ticket ✅ Free visa") == "| free ticket | free visa"


def test_a_space_is_the_edge_of_a_clause_in_scripts_without_spaces_between_words() -> None:
    text = tokenize(fold("โอน 500 บาท ก่อน งานดี จริงไหม")).text
    tokens = tokenize(fold("โอน 500 บาท ก่อน งานดี จริงไหม"))
    first, last = text.index(" โ อ น") + len(" โ อ น"), text.index(" จ ริ ง")
    assert tokens.clause_edges(first, last) == 3
    assert tokens.clause_edges(last, first) == 0
    latin = tokenize(fold("Paga 500 así es normal"))
    assert latin.clause_edges(5, latin.text.index(" normal")) == 0


def test_a_thing_read_before_is_one_token() -> None:
    assert tokenize(fold("send $150 fee"), [(5, 9, SLOTS["money"])]).text == " send \ue001 fee "


@given(st.text())
def test_every_token_leads_back_to_the_text(text: str) -> None:
    tokens = tokenize(fold(text))
    for number, start in enumerate(tokens.at):
        span = tokens.span(start, start + 1)
        assert (span.start, span.end) == tokens.folded.bounds(tokens.begin[number], tokens.finish[number])
        assert 0 <= span.start < span.end <= len(text)


def test_a_sign_inside_a_word_of_a_script_without_spaces_ends_no_sentence() -> None:
    assert words("刷🔥单 好! 是") == "刷 单 好 | 是"


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_plain_ascii_is_cut_as_any_other_text(text: str) -> None:
    assert words(f"{text}\nXx") == words(f"{text}\nXx é").removesuffix(" e")


@given(st.text() | st.text("aé9ж,.'’% \n|กำั国🔥𐐀ကို्क", max_size=60))
def test_words_and_commas_are_those_of_one_slow_expression(text: str) -> None:
    folded = fold(text)
    slow = [found[0] if found[0] in ",%" else found[0].replace("'", "").replace(",", "")
            for found in TOKEN.finditer(folded.text)]  # fmt: skip
    assert [word for word in tokenize(folded).text.split() if word != "|"] == slow


@given(st.lists(st.sampled_from(["Pay", "don't", "1,500.50", "फीस", "费", "г.", "ok!", "x\n", "5%", "EE."])))
def test_a_text_cut_at_a_slot_has_the_same_tokens_on_both_sides(words: list[str]) -> None:
    left, right = " ".join(words), " ".join(reversed(words))
    folded = fold(f"{left} @ {right}")
    at = len(fold(left).text) + 1
    tokens = tokenize(folded, [(at, at + 1, SLOTS["handle"])]).text
    assert tokens.count(SLOTS["handle"]) == 1
    assert token_words(left) == tuple(w for w in tokens.partition(SLOTS["handle"])[0].split() if w not in "|,")


@pytest.mark.parametrize(
    "text", ["a\u00adb 5 чел.", "❤\ufe0f зарплата 5 тыс.", "ﬁrma sp. itp.", "c\u200bâștigi 5 min."]
)
def test_a_short_form_may_be_the_last_word_of_a_text_with_signs_nobody_sees(text: str) -> None:
    assert words(text).endswith(" |")
