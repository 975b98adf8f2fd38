"""Amounts: digits in all groupings, and the words that multiply them ("3 lakh", "2,5 тыс", "5 juta", "3万")."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from checks.reading.words import Hit, Words, table

# Grouped by comma (also 1,50,000), by point, by space or apostrophe; or plain. Decimals: one or two digits.
NUMBER = regex.compile(
    r"(?<!\d)(?<!\d[:.,])(?:\d{1,3}(?:,\d{2,3}){0,4},\d{3}(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:[ ']\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,12}(?:[.,]\d{1,2}(?!\d))?)(?!\d)"
)
_GROUPS = regex.compile(r"\d{1,3}(?:[., ']\d{2,3})*[., ']\d{3}")
_MILS = regex.compile(r"\d{1,3}\.\d{3}")
_DECIMALS = regex.compile(r"[.,](\d{1,2})$")
_DIGITS = re.compile("[0-9]+")  # folded text has no others
_NO_DIGIT = regex.compile(r"\D")
# Where a thousandth is a coin, "2.500" is two and a half.
THREE_DECIMALS = frozenset(("KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"))

_TIMES = {
    1e3: (
        "k, к, hajar, hazar, thousand, thousands, тыс, тыс., тысяч, тысячи, тысяча, т, т., тис, тис., тисяч, тисячі, "
        "tys, tys., tysięcy, tysiące, hezar, mil, mille, mii, bin, ribu, rb, libo, libong, nghìn, ngàn, हजार, "
        "हज़ार, হাজার, ہزار, هزار, ألف, الف, آلاف, พัน, ពាន់, ထောင်, 千, ሺህ, ሺ, elfu"
    ),
    1e4: "万, 萬, หมื่น, ម៉ឺន, သောင်း",
    1e5: "សែន, lakh, lakhs, lac, lacs, lacks, लाख, লাখ, লক্ষ, لاکھ, แสน, သိန်း, laki",
    1e6: (
        "million, millions, củ, mln, mio, миллион, миллиона, миллионов, млн, млн., мільйон, мільйонів, "
        "millones, millón, milhões, milhão, milion, milioane, miliony, milyon, juta, jt, triệu, tr, "
        "مليون, میلیون, ล้าน, លាន, 百万, ሚሊዮን, milioni"
    ),
    1e9: "میلیارد, miliar, miliard, tỷ",
    1e7: "crore, crores, cr, करोड़, কোটি, کروڑ",
}  # fmt: skip
# Thousand roubles in one word; a year's salary in lakh.
_WHOLE_WORDS = Words(
    {"т.р": (1e3, "RUB", ""), "тр": (1e3, "RUB", ""), "т р": (1e3, "RUB", ""), "lpa": (1e5, "INR", "year")}
)

# Multipliers that are money without a currency beside them; "50 k" and "3 million" are not (followers, people).
_IMPLIED = {
    "~lakh": "lakh, lakhs, lac, lacs, lacks, लाख, লাখ, লক্ষ, لاکھ, crore, crores, करोड़, কোটি, کروڑ",
    "IDR": "juta, jt, ribu, rb", "VND": "triệu, tr, củ, nghìn, ngàn", "TOMAN": "میلیون",
    "KHR": "ម៉ឺន, សែន",
    "": "тыс, тыс., тысяч, тис, тис., тисяч, tys, tys., tysięcy, 万, 萬, သိန်း",
}  # fmt: skip
# What may follow such an amount; another word would be what is counted ("2 lakh followers").
_ONLY = (
    "only for total and or to in as is per each advance visa package deposit fee salary income loan ke ka ki me mein "
    "dena dene do dijiye bhejo lagenge lagega jama tak kamao milega में का की के देना देने दो दीजिए भेजो भेजें लगेंगे लगेगा जमा "
    "तक कमाओ कमाएं मिलेंगे मिलेगा महीना रोज हर फीस सैलरी एडवांस तिर्नु तिर्नुपर्छ लाग्छ दिनु दिनुपर्छ सम्म बुझाउनु तलब "
    "দিতে দিলে দিন লাগবে জমা বেতন পাবেন পর্যন্ত করে আগে প্রতি دینا دینے دیں لگیں جمع ماہانہ تک ایڈوانس فیس تنخواہ "
    "netto brutto na rękę miesięcznie od do "
    "ماهانه حقوق درآمد ودیعه بده بدهید واریز بابت برای تا در به پول هزینه و پیش قبل untuk za за для"
)
# In these languages so much money is named by the multiplier alone that what may not follow is the shorter list.
_NAMED_SO = frozenset(("IDR", "VND", "KHR"))
_COUNTED = (
    "nguoi, luot, view, views, follow, san pham, don hang, ban, km, kg, met, lan, orang, follower, followers, unit, "
    "meter, kali, subscriber, pcs, lembar, នាក់, តោន, ហិកតា, គ្រឿង"
)
_RANGES = (
    "-, to, до, al, a, à, hasta, até, jusqu'à, la, sampai, sampai dengan, s/d, hingga, hanggang, đến, "
    "tới, से, থেকে, سے, الى, إلى, تا, ถึง, ដល់, 到, 至, ~, ile, እስከ, hadi, do"
)


@lru_cache(maxsize=1)
def _times() -> Words[float]:
    return table(_TIMES)


@lru_cache(maxsize=1)
def _implied() -> Words[str]:
    return table(_IMPLIED)


@lru_cache(maxsize=1)
def _ranges() -> Words[str]:
    return table({"": _RANGES})


@lru_cache(maxsize=1)
def _only() -> Words[str]:
    return table({"": _ONLY.replace(" ", ", ")})


@lru_cache(maxsize=1)
def _counted() -> Words[str]:
    return table({"": _COUNTED})


def multipliers() -> tuple[str, ...]:
    """Every word that multiplies the number before it, as written."""
    return tuple(word.strip() for words in _TIMES.values() for word in words.split(","))


def value(written: str, currency: str = "") -> float:
    """The number that `written` means: 1,500.50, 1.500,50, 1 500 and 1,50,000 are read; "1.500" is 1500."""
    if currency in THREE_DECIMALS and _MILS.fullmatch(written):
        return float(written)
    if written.isdigit():
        return float(written)
    tail = _DECIMALS.search(written)
    whole = written[: tail.start()] if tail else written
    return float(f"{_NO_DIGIT.sub('', whole)}.{tail[1] if tail else 0}")


def behind() -> tuple[Iterable[str], ...]:
    """The words that are read behind a figure."""
    return _times(), _ranges(), _WHOLE_WORDS


def numbers(text: str) -> "Iterator[regex.Match[str]]":
    """What `NUMBER` finds in `text`. It is tried where digits begin, which a quicker engine finds."""
    done = 0
    for run in _DIGITS.finditer(text):
        if run.start() >= done and (number := NUMBER.match(text, run.start())):
            yield number
            done = number.end()


def is_grouped(written: str) -> bool:
    """Whether thousands are set apart, as nobody does in a room or a flight number."""
    return bool(_GROUPS.match(written))


def times(text: str, start: int) -> Hit[float] | None:
    """The multiplier at `start`."""
    return _times().at(text, start)


def implied(text: str, start: int) -> str | None:
    """The currency ("" when open) of a multiplier at `start` that is money without one; None when it is not."""
    found = _implied().at(text, start)
    if not found:
        return None
    after = skip(text, found[3])
    if found[1] in _NAMED_SO:
        return None if _counted().at(text, after) else found[1]
    followed = text[after : after + 1].isalpha() and not _only().at(text, after)
    return None if followed else found[1]


def whole(text: str, start: int) -> Hit[tuple[float, str, str]] | None:
    """A word at `start` that is multiplier, currency and perhaps period at once."""
    return _WHOLE_WORDS.at(text, start)


def range_at(text: str, start: int) -> int | None:
    """Where the word between the two ends of a range ("-", "to", "до") ends; None when there is none at `start`."""
    found = _ranges().at(text, skip(text, start))
    return skip(text, found[3]) if found else None


def skip(text: str, start: int) -> int:
    """Past at most two spaces."""
    while start < len(text) and text[start] in " \t" and text[start - 2 : start] != "  ":
        start += 1
    return start
