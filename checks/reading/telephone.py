"""Telephone numbers in a run of digits, through the phonenumbers library. Imported only when a text has a run."""

from collections.abc import Sequence

import phonenumbers
import regex

from checks.fold import Folded
from checks.reading.contacts import Phone

_IDD_REGION = "GB"  # a region in which "00" begins an international number, for texts without any region

_GROUPED = regex.compile(r"\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*+")  # an amount: "5.000.000"
_CUE = regex.compile(
    r"(?:whats?\s?app|wats?app|w/app|\bwa|viber|imo|call|tel|phone|mobile|mob|cell|contact|sms|text|number|line|signal|"
    r"telegram|ватсап|вотсап|вайбер|тел|телефон|звони\p{L}*|номер|واتساب|واتس|هاتف|جوال|电话|微信|手机|फोन|फ़ोन|"
    r"व्हाट्सएप|व्हाट्सऐप|नंबर|โทร|hp|zalo|ligue|llama\p{L}*|llame)[\s:.\-(#=+]*+$"
)


def numbers_in(folded: Folded, start: int, end: int, regions: Sequence[str]) -> list[Phone]:
    """The numbers in the digit run `start` to `end`; the first region that reads any decides."""
    text = folded.text[start:end]
    if _GROUPED.fullmatch(text.strip(" ")):
        return []
    for region in (*regions, None if regions else _IDD_REGION if text.startswith("00") else None):
        matches = list(phonenumbers.PhoneNumberMatcher(text, region, max_tries=8))
        if matches:
            return [_phone(folded, start + m.start, start + m.end, m.number) for m in matches]
    phone = _without_plus(folded, start, end, regions)
    return [phone] if phone else []


def _without_plus(folded: Folded, start: int, end: int, regions: Sequence[str]) -> Phone | None:
    """A number written with its country code but no plus: only where something says it is a telephone number.

    Account and reference numbers have as many digits, so either a word before it says so ("WhatsApp 9715...") or
    the country is one of `regions`.
    """
    phone = with_country_code(folded, start, end)
    if phone and (phone.region in regions or _CUE.search(folded.text, max(0, start - 30), start)):
        return phone
    return None


def with_country_code(folded: Folded, start: int, end: int) -> Phone | None:
    """The number that the digits `start` to `end` are with a plus before them."""
    digits = "".join(char for char in folded.text[start:end] if char.isdigit())
    if not 10 <= len(digits) <= 15 or digits.startswith("0"):
        return None
    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    return _phone(folded, start, end, number) if phonenumbers.is_valid_number(number) else None


def _phone(folded: Folded, start: int, end: int, number: phonenumbers.PhoneNumber) -> Phone:
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(folded.span(start, end), value, phonenumbers.region_code_for_number(number) or "")
