"""Words in disguise are read only when they are words the phrases know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import disguise
from checks.disguise import find
from checks.fold import fold

KNOWN = {"str", "piso", "payment", "visa", "fee", "registration", "telegram", "रजिस्ट्रेशन", "send", "паспорт"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("p a y m e n t now", ["payment"]),
        ("v1sa f33 reg1strati0n", ["visa", "fee", "registration"]),
        ("write on t.e.l.e.g.r.a.m", ["telegram"]),
        ("r_e_g_i_s_t_r_a_t_i_o_n", ["registration"]),
        ("re-gis-tra-tion open", ["registration"]),
        ("र-जि-स्ट्रे-श-न 650", ["रजिस्ट्रेशन"]),
        ("$end it, n0w!!", ["send"]),
        ("п а с п о р т", ["паспорт"]),
        ("room 5B, H2O, a b c, COVID-19, 24/7, e.g. this, U.S.A.", []),
        ("well-to-do mother-in-law", []),
        ("write to @fee_hr or @pay_now, hr_c0de", []),
        ("350k, luong 5tr, P150", []),
    ],
)
def test_a_disguise_is_undone_only_into_a_known_word(text: str, words: list[str]) -> None:
    assert [word for _, _, word in find(fold(text), KNOWN)] == words


def test_a_disguised_word_stands_where_it_was_written() -> None:
    text = "your v1sa! f33, s e n d now"
    found = find(fold(text), KNOWN)
    assert {text[start:end]: word for start, end, word in found} == {"v1sa": "visa", "f33": "fee", "s e n d": "send"}


@given(st.text("ab éя1@$!|€ ._-*·~\n\u0301²Ⅳ刷", max_size=40))
def test_the_quick_look_passes_all_that_the_close_ones_find(text: str) -> None:
    data = text.encode()
    apart = [found.span() for found in disguise._APART.finditer(text)]
    assert [found.span() for found in disguise._apart(text, data)] == apart
    assert disguise._MAYBE_MIXED.search(data) or not list(disguise._signed(text))
