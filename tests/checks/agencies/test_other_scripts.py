"""Names on the lists as people write them in Devanagari, Bengali and Arabic."""

import pytest

from checks.agencies import index
from checks.agencies.mentions import find
from checks.fold import fold
from tests import once

NAMES = index(once.library().agencies).names
SENTENCES = {
    "bn": "সৌদি আরবে কাজ, {} এজেন্সির মাধ্যমে, যোগাযোগ করুন",
    "hi": "दुबई में काम, {} के जरिए, आज ही संपर्क करें",
    "ar": "وظائف في دبي عن طريق {} للتواصل اليوم",
}


@pytest.mark.parametrize(
    ("tag", "written", "listed"),
    [
        ("bn", "ফাতেমা ওভারসিজ", "fatema overseas"),
        ("bn", "প্রেস্টিজ ইন্টারন্যাশনাল", "prestige international"),
        ("bn", "পলিট্রেড ইন্টারন্যাশনাল", "polytrade international"),
        ("bn", "ইস্ট বেঙ্গল ওভারসিজ", "east bengal overseas"),
        ("hi", "महाकाली ओभरसिज", "mahakali overseas"),
        ("hi", "रेसुङ्गा इन्टरनेसनल", "resunga international"),
        ("hi", "साउथ पॉइंट ओवरसीज", "south point overseas"),
        ("ar", "فاطمة أوفرسيز", "fatema overseas"),
        ("ar", "برستيج إنترناشونال", "prestige international"),
        ("ar", "يونيفرسال إنترناشونال", "universal international"),
    ],
)
def test_a_listed_name_is_found_in_another_script(tag: str, written: str, listed: str) -> None:
    found = find(fold(SENTENCES[tag].format(written)), NAMES, frozenset())
    assert listed in {" ".join(NAMES.words(mention.name)) for mention in found}


@pytest.mark.parametrize(
    "text",
    [
        "আইটি সাপোর্ট নিয়োগ, অভিজ্ঞতা ১ বছর।",
        "वेतन हर महीने की 7 तारीख को मिलेगा।",
        "মালয়েশিয়ায় কাজ, ওভারসিজ এজেন্সির অফিসে আসুন।",
        "نبحث عن عامل نظافة في شركة خدمات، الراتب شهري",
    ],
)
def test_ordinary_words_are_no_name(text: str) -> None:
    assert find(fold(text), NAMES, frozenset()) == []
