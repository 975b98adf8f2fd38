"""Folding: many ways of writing become one, and every folded stretch leads back to the person's own characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PAY the Fee", "pay the fee"),
        ("Café, señor", "cafe, senor"),
        ("ＦＵＬＬ ｗｉｄｔｈ １２３", "full width 123"),
        ("𝐄𝐚𝐫𝐧 𝓶𝓸𝓷𝓮𝔂", "earn money"),
        ("m\u200bo\u200dn\u2060ey", "money"),
        ("рау the fee", "pay the fee"),  # Cyrillic look-alikes in an English line
        ("Пpивeт, дpyг", "привет, друг"),  # Latin look-alikes in a Russian one
        ("ёлка", "елка"),
        ("क़ानून", "कानून"),
        ("दूँगा", "दूंगा"),
        ("٣٠٠٠ ریال", "3000 ريال"),
        ("१५०० रुपये", "1500 रुपये"),
        ("STRASSE ﬁne", "strasse fine"),
        ("1️⃣ day", "1 day"),
        ("İstanbul", "istanbul"),
        ("兼職刷單賺錢", "兼职刷单赚钱"),
        ("nº 5, № 6", "n 5, nr 6"),
    ],
)
def test_one_spelling_stands_for_many(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_digits_inside_a_disguised_russian_word_are_letters_again() -> None:
    assert fold("pa6oтa для вcex желающих").text == "работа для всех желающих"


def test_ordinary_words_of_two_scripts_side_by_side_stay_as_they_are() -> None:
    assert fold("Опыт с Python и Django").text == "опыт с python и django"


def test_repaired_words_are_remembered() -> None:
    folded = fold("Send the рaуment now")
    assert [folded.text[a:b] for a, b in folded.repaired] == ["payment"]


def test_a_mark_behind_a_letter_belongs_to_its_quote() -> None:
    folded = fold("cafe\u0301 fee")
    start, end = folded.bounds(0, 4)
    assert folded.original[start:end] == "cafe\u0301"


@given(st.text())
def test_every_folded_stretch_maps_to_a_stretch_of_the_original(text: str) -> None:
    folded = fold(text)
    for start in range(0, len(folded.text), 3):
        for end in (start + 1, len(folded.text)):
            begin, finish = folded.bounds(start, min(end, len(folded.text)))
            assert 0 <= begin < finish <= len(text)


@given(st.text())
def test_the_way_back_and_forth_holds_the_stretch(text: str) -> None:
    folded = fold(text)
    if folded.text:
        span = folded.span(0, len(folded.text))
        assert folded.within(span)[0] == 0


@given(st.text())
def test_folding_what_is_folded_keeps_the_words(text: str) -> None:
    once = fold(text).text
    assert len(fold(once).text) <= max(4 * len(once), 1)


def test_a_short_latin_word_in_a_disguised_russian_text_is_read_as_russian() -> None:
    assert fold("Ждy вac c пacпopтoм, жду bac").text == "жду вас с паспортом, жду вас"


def test_a_short_latin_word_in_an_ordinary_russian_text_stays() -> None:
    assert fold("Опыт с PHP, хостинг, кот").text == "опыт с php, хостинг, кот"
