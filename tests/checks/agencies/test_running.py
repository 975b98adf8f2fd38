"""A text's words as the search for names sees them: the quick ways of reading give what the plain way would."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checks.agencies import normal
from checks.agencies.kept import LONGEST, Kept
from checks.agencies.normal import spelled
from checks.agencies.running import Text
from checks.fold import fold
from checks.reading.source import starts_upper

TEXTS = st.text("abmsintAMSl/'`&12. \r\n_·🌍éжण\u0301", max_size=40)


@given(TEXTS)
def test_the_quick_engine_cuts_a_text_as_the_other_does(text: str) -> None:
    folded = fold(text)
    assert [word.lower() for word in spelled(folded).written] == normal._WORD.findall(folded.text)


@given(TEXTS)
def test_a_word_is_foreign_when_anything_in_it_is_beyond_ascii(text: str) -> None:
    read = Text.of(fold(text))
    assert read.foreign == [not read.typed(place).isascii() for place in range(len(read.texts))]


@given(TEXTS)
def test_words_stand_where_they_were_found_and_in_order(text: str) -> None:
    read = Text.of(fold(text))
    assert all(start < end for start, end in read.spans)
    assert all(before[1] <= after[0] for before, after in pairwise(read.spans))


@given(st.text("abAB 12.`\r", max_size=40))
def test_a_capital_is_known_without_looking_where_the_word_stands(text: str) -> None:
    folded = fold(text)
    read = Text.of(folded)
    assert read.spelled.cased
    for place, (start, _) in enumerate(read.spans):
        assert read.capital(place) == (starts_upper(folded, start) or text[start].isdigit())


def test_initials_are_one_word_and_a_legal_form_behind_a_word_is_seen() -> None:
    read = Text.of(fold("Apply at K. B. S. Overseas Pvt. Ltd. in the town"))
    assert read.texts == ["apply", "at", "kbs", "overseas", "in", "town"]
    assert [read.formal(place, place + 1) for place in range(6)] == [False, False, False, True, False, False]


def test_what_is_kept_of_words_is_bounded_and_long_words_are_not_kept() -> None:
    kept = Kept(str.upper, 2)
    assert [kept[word] for word in ("a", "b", "c", "a")] == ["A", "B", "C", "A"]
    assert len(kept) == 2
    long = "x" * (LONGEST + 1)
    assert kept[long] == long.upper()
    assert long not in kept
