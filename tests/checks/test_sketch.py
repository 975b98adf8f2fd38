"""Nearly the same text is known again, by keyed hashes that tell nothing without the key."""

import pytest

from checks.sketch import KEPT, LEAST_SHARED, sketch

KEY = b"a key for tests"
OFFER = (
    "Good day, our hotel in Doha needs thirty cleaners before the end of this month. Your visa is ready when the fee "
    "of 250 dollars is paid to our agent. Send your passport pictures to this number today and tell nobody about it."
)
HINDI = (
    "नमस्ते, हमारे होटल को इस महीने के अंत से पहले तीस सफाई कर्मचारी चाहिए। वीज़ा तैयार है, पहले शुल्क भेजें और "
    "अपने पासपोर्ट की तस्वीरें आज ही इस नंबर पर भेजें।"
)
THAI = "โรงแรมของเราต้องการพนักงานทำความสะอาดสามสิบคนก่อนสิ้นเดือนนี้ วีซ่าพร้อมเมื่อจ่ายค่าธรรมเนียมให้ตัวแทนของเรา"


def shared(one: str, other: str) -> int:
    return len(set(sketch(one, KEY)) & set(sketch(other, KEY)))


@pytest.mark.parametrize("text", [OFFER, HINDI, THAI])
def test_a_text_has_at_most_sixteen_small_numbers_in_every_script(text: str) -> None:
    values = sketch(text, KEY)
    assert LEAST_SHARED <= len(values) <= KEPT
    assert all(0 <= value < 2**56 for value in values)


def test_another_amount_place_and_number_leave_it_known() -> None:
    other = OFFER.replace("Doha", "Muscat").replace("250", "900").replace("thirty", "forty")
    assert shared(OFFER, other) >= LEAST_SHARED


def test_other_offers_share_nothing_and_short_ones_have_no_fingerprint() -> None:
    other = (
        "We are a bakery in the old town and look for somebody who can start in March. Five days a week, tariff pay, "
        "please bring your papers to the shop on Monday morning and ask for the owner."
    )
    assert shared(OFFER, other) < 3
    assert sketch("Good day, pay the fee today please", KEY) == ()


def test_without_the_key_the_numbers_say_nothing() -> None:
    assert not set(sketch(OFFER, KEY)) & set(sketch(OFFER, b"another key"))
