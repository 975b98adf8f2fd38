"""The index by sound leaves out no name that the slow way, every name at every place, would find."""

import pytest

from checks.agencies import heard, index
from checks.agencies.flat import Flat
from checks.agencies.running import Mention, Text
from checks.fold import fold
from tests import once

NAMES = index(once.library().agencies).names
SPELLINGS = {number: NAMES.words(number) for number in range(len(NAMES.rows))}


def slowly(text: Text) -> list[Mention]:
    """All names that sound like some stretch of the text."""
    sounds = [heard._SOUNDS[word] if other else () for word, other in zip(text.texts, text.foreign, strict=True)]
    return [
        text.mention(name, start, start + len(spelling), heard.LEAST, by_sound=True)
        for name, spelling in SPELLINGS.items()
        for start in range(len(text.texts))
        if heard._is_mention(text, sounds, start, spelling, NAMES)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "সৌদি আরবে কাজ, ফাতেমা ওভারসিজ এজেন্সির মাধ্যমে, যোগাযোগ করুন",
        "ইস্ট বেঙ্গল ওভারসিজ, প্রেস্টিজ ইন্টারন্যাশনাল, পলিট্রেড",
        "दुबई में काम, महाकाली ओभरसिज, साउथ पॉइंट ओवरसीज के जरिए, आज ही संपर्क करें",
        "وظائف في دبي عن طريق فاطمة أوفرسيز او يونيفرسال إنترناشونال للتواصل اليوم",
        "Работа в офисе Прайм Оверсиз интернешнл, звоните Марии",
    ],
)
def test_the_index_finds_what_the_slow_way_finds(written: str) -> None:
    text = Text.of(fold(written))
    found = set(heard.find(text, NAMES))
    assert found
    assert found == set(slowly(text))


def test_numbers_of_a_key_come_out_in_their_order_and_a_stranger_has_none() -> None:
    flat = Flat.of([(-7, 3), (2**60, 1), (-7, 2), (5, 9)])
    assert list(flat.get(-7)) == [3, 2]
    assert list(flat.get(2**60)) == [1]
    assert [list(flat.get(key)) for key in range(6, 40)] == [[]] * 34
    assert list(Flat.of([]).get(1)) == []
