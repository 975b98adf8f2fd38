"""Burmese in Zawgyi's code points is read like the same words in Unicode, and quoted as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import check, zawgyi
from checks.fold import fold
from tests import once

# The same words in Unicode and, by CLDR's transform, in Zawgyi.
PAIRS = [
    ("အာမခံငွေ ၅၀၀၀၀ ကျပ် ယူပါတယ်၊ အလုပ်ထွက်ရင် ပြန်အမ်းမယ်", "အာမခံေငြ ၅၀၀၀၀ က်ပ္ ယူပါတယ္၊ အလုပ္ထြက္ရင္ ျပန္အမ္းမယ္"),
    ("ဘဏ်ကတ်နဲ့ ငွေထုတ်ပေးရင် မုန့်ဖိုးပေးမယ်", "ဘဏ္ကတ္နဲ႔ ေငြထုတ္ေပးရင္ မုန႔္ဖိုးေပးမယ္"),
]


@pytest.mark.parametrize(("unicode", "typed"), PAIRS)
def test_zawgyi_is_told_from_unicode_and_read_the_same(unicode: str, typed: str) -> None:
    assert zawgyi.is_zawgyi(typed)
    assert not zawgyi.is_zawgyi(unicode)
    assert fold(typed).text == fold(unicode).text


@pytest.mark.parametrize(
    ("typed", "unicode"),
    [
        ("ေက်ာင္း", "ကျောင်း"),  # e and ya
        ("ျမန္မာ", "မြန်မာ"),  # ra in front
        ("သေဘၤာ", "သင်္ဘော"),  # kinzi
        ("ပစၥည္း", "ပစ္စည်း"),  # a letter under another
    ],
)
def test_a_syllable_gets_unicode_values_and_order(typed: str, unicode: str) -> None:
    assert "".join(piece.text for piece in zawgyi.pieces(typed)) == unicode


def test_what_is_found_is_quoted_as_it_was_typed() -> None:
    unicode, typed = PAIRS[0]
    checker = once.checker()
    verdict = check(typed, checker)
    assert verdict.flags == check(unicode, checker).flags != ()
    for finding in verdict.findings:
        assert finding.span
        assert typed[finding.span.start : finding.span.end] == finding.quote


def test_any_text_maps_back_to_itself() -> None:
    text = "Zawgyi ေေ ျ ္ abc ႔ 🙂 \u1031\u1031\u1031က"
    assert [piece.start for piece in zawgyi.pieces(text)] == sorted(piece.start for piece in zawgyi.pieces(text))
    assert fold(text).original == text


@given(st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F) | st.sampled_from("a \u2001\uaa61\ua9e1")))
def test_the_detector_s_table_read_quickly_says_what_the_detector_says(text: str) -> None:
    assert zawgyi.probability(text) == zawgyi._detector().get_zawgyi_probability(text)
