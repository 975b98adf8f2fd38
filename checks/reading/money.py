"""Amounts of money: "AED 3,000 per month", "2-3 lakh", "от 50 до 60 тыс", "日薪300", "P8000/day", "500/-".

An amount needs a currency beside it, a word that is money by itself ("5 lakh"), or a pay period right behind it
("3800/day", "200 per task"): years, times, telephone and room numbers have none of these. Each digit run is looked
at once, with look-ups of bounded length to both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from checks.fold import Folded
from checks.model import Span
from checks.reading import amounts, currencies, periods, shorthand
from checks.reading.source import as_typed

Period = Literal["", "hour", "day", "week", "month", "year"]

_LEAST_BARE = {"hour": 10.0, "task": 10.0}  # "5 per day" is a count; below these a bare number is no pay
_LEAST_BARE_OTHER = 50.0
_LEAST_LETTER = 100.0  # "P8000", not "P2"
_MILLION = 1e6  # "3 million a day" counts things; juta and triệu have a currency of their own
_HEIGHTS = frozenset("144 240 360 480 720 1080 1440 2160 4320".split())  # of a video: "1080P"
# Right before a single letter they show that it is a currency ("pay R450"); a product has other words ("the K500").
_PAID = frozenset(
    "pay pays paid paying send sends deposit deposits transfer costs cost fee fees of is bring only just "
    "charge charges need needs plus pagar paga pague depositar deposite enviar cuesta cuestan son de bayad magbayad "
    "ng lang".split()
)
COINS = frozenset(("USDT", "BTC"))  # currencies that are sent from wallet to wallet
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, `low` to `high` (equal when there is one figure), in the units of `currency`.

    `currency` is an ISO 4217 code, "USDT", "BTC" or "TOMAN"; "" when it is open. `period` is "" when none is said or
    pay is by the task. `span` is the amount with its currency; `whole` has the period behind it too, for quoting.
    """

    span: Span
    low: float
    high: float
    currency: str
    period: Period
    whole: Span


@dataclass(frozen=True, slots=True)
class _Part:
    """One figure with what stands right beside it. `letter`: its currency is a single letter, still to be proved."""

    start: int
    end: int
    written: str
    times: float = 1.0
    currency: str | None = None  # None: nothing said
    period: str = ""
    letter: str = ""

    def value(self, currency: str, times: float) -> float:
        return amounts.value(self.written, currency) * times


def find(folded: Folded, regions: Sequence[str] = ()) -> tuple[Money, ...]:
    """Amounts in text order. `regions`: ISO countries that say whose "$" or "pesos" are meant, likeliest first."""
    found: list[Money] = []
    done = floor = 0
    for number in amounts.numbers(folded.text):
        if number.start() < done or _is_bare(folded, number.start(), number.end(), floor):
            continue
        first = _part(folded, number.start(), number.end(), floor)
        second = _second(folded, first)
        if _says_nothing(folded.text, first, second):
            continue
        money, end = _money(folded, first, second, regions, floor)
        if money:
            found.append(money)
            done = floor = end
    return tuple(found)


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The first two characters of all that is read behind a figure; of what is one letter, that letter."""
    tables = (*amounts.behind(), currencies.behind(), *periods.behind())
    letters = "kwlmupf"  # multipliers and signs that are read one by one (`_times`, `_tether`, `shorthand` ...)
    return frozenset((*letters, "de", "tr", "cu", *(word[:2] for table in tables for word in table)))


def _is_bare(folded: Folded, start: int, end: int, floor: int) -> bool:
    """Whether nothing that is read stands on either side of a figure: true of most, and the cheapest to see."""
    text, after = folded.text, amounts.skip(folded.text, end)
    if text[after : after + 2] in _openers() or text[after : after + 1] in _openers():
        return False
    if currencies.before(folded, _back(text, start, floor)) or _letter(folded, start):
        return False
    return not shorthand.multiplied(text, start)


def _part(folded: Folded, start: int, end: int, floor: int) -> _Part:
    """The figure `start` to `end` with its multiplier and currency, on either side."""
    text = folded.text
    written = text[start:end]
    sign = currencies.before(folded, _back(text, start, floor))
    begin = sign[2] if sign and sign[2] >= floor else start
    currency = sign[1] if sign and sign[2] >= floor else None
    if one_word := amounts.whole(text, amounts.skip(text, end)):
        times, code, period = one_word[1]
        return _Part(begin, one_word[3], written, times, code, period)
    if currency is None and (short := shorthand.at(folded, start, end)):
        return _Part(short.start, short.end, short.written, short.times, short.currency)
    times, after = _times(text, end, signed=currency is not None)
    unit = currencies.after(folded, _past_of(text, amounts.skip(text, after))) or _tether(folded, after)
    if unit and not _is_next_sign(text, after, unit[3], signed=sign is not None):
        shared = currency is None or currency.startswith("~")
        return _Part(begin, unit[3], written, times, unit[1] if shared else currency)
    if currency is None and _pesos_behind(folded, after, written):
        return _Part(begin, after + 1, written, times, "PHP")
    if currency is None and times > 1:
        currency = amounts.implied(text, amounts.skip(text, end))
    letter = "" if currency is not None else _letter(folded, start)
    return _Part(begin - len(letter), after, written, times, currency, letter=letter)


def _past_of(text: str, start: int) -> int:
    """Past the "of" between a figure and its currency: "5.000 de lei", "2 millions de francs"."""
    return start + 3 if text.startswith("de ", start) else start


def _back(text: str, start: int, floor: int) -> int:
    """Before at most two blanks or a colon in front of the digits."""
    at = start
    while at > max(floor, start - 2) and text[at - 1] in " :\t":
        at -= 1
    return at


def _times(text: str, end: int, *, signed: bool) -> tuple[float, int]:
    """The multiplier behind the digits and where it ends. "5L" and "1.5m" only with a currency in front."""
    if found := amounts.times(text, amounts.skip(text, end)):
        return found[1], found[3]
    behind = text[end + 1 : end + 2]
    if text[end : end + 1] == "w" and not text.isascii() and not (behind.isascii() and behind.isalnum()):
        return 1e4, end + 1  # 万 as it is typed in Chinese: "月入3W"
    tail = text[end : end + 2]
    if signed and tail[:1] in ("l", "m") and not tail[1:].isalnum():
        return (1e5 if tail[0] == "l" else 1e6), end + 1
    return 1.0, end


def _tether(folded: Folded, start: int) -> "tuple[str, str, int, int] | None":
    """ "300U": dollars of the Tether coin, in texts that are not plain Latin; elsewhere U is a size or a grade."""
    text, behind = folded.text, folded.text[start + 1 : start + 2]
    if not text.startswith("u", start) or folded.original.isascii() or (behind.isascii() and behind.isalnum()):
        return None
    typed = as_typed(folded, start, start + 1)
    return ("u", "USDT", start, start + 1) if typed == "U" else None


def _pesos_behind(folded: Folded, start: int, written: str) -> bool:
    """ "7000P", "4200P/day": Philippine pesos, a capital right behind a figure that is no picture height."""
    text, figure = folded.text, written.replace(",", "")
    if not text.startswith("p", start) or text[start + 1 : start + 2].isalnum() or not figure.isdigit():
        return False
    return as_typed(folded, start, start + 1) == "P" and int(figure) >= _LEAST_LETTER and figure not in _HEIGHTS


def _letter(folded: Folded, start: int) -> str:
    """The capital right before the digits that is a currency sign in one country ("P8000", "R500"), or ""."""
    text = folded.text
    letter = text[start - 1 : start] if start else ""
    if letter not in currencies.LETTERS or (start > 1 and text[start - 2].isalnum()):
        return ""
    return letter if as_typed(folded, start - 1, start).isupper() else ""


def _second(folded: Folded, first: _Part) -> _Part | None:
    """The other end of a range that `first` begins ("2500-3000", "$20 to $30", "P500-P800")."""
    text = folded.text
    after = amounts.range_at(text, first.end)
    if after is None:
        return None
    sign = after + 1 if first.letter and text.startswith(first.letter, after) else currencies.sign_at(folded, after)
    digits = amounts.skip(text, sign)
    number = amounts.NUMBER.match(text, digits)
    return _part(folded, number.start(), number.end(), after) if number else None


def _money(
    folded: Folded, first: _Part, second: _Part | None, regions: Sequence[str], floor: int
) -> tuple[Money | None, int]:
    """The amount, and where the text it used ends."""
    low, high = _ends(first, second, regions)
    last = second if second and high > low else first
    said = (first.currency, last.currency)
    key = next((c for c in said if c and not c.startswith("~")), next((c for c in said if c is not None), None))
    behind = periods.after(folded.text, last.end, sure=key is not None)
    if key == "~pound" and not behind and not currencies.resolve(key, regions):
        return None, last.end  # "lift 50 pounds"
    if key is None:
        key = _proved(first, second, bool(behind) or _is_paid(folded.text, first), regions)
        if key is None and not (behind and _is_pay(first, low, behind[0])):
            return None, last.end
    period = last.period or (behind[0] if behind else periods.before(folded.text, first.start, floor))
    span = folded.span(first.start + (len(first.letter) if key is None else 0), last.end)
    end = behind[1] if behind else last.end
    currency = currencies.resolve(key or "", regions)
    return Money(span, low, high, currency, _period(period), folded.span(first.start, end)), end


def _says_nothing(text: str, first: _Part, second: _Part | None) -> bool:
    """Whether a figure has neither currency nor period: true of most, and cheap to see."""
    if first.currency is not None or first.letter or (second and second.currency is not None):
        return False
    return not any(part and periods.after(text, part.end, sure=False) for part in (second, first))


def _ends(first: _Part, second: _Part | None, regions: Sequence[str]) -> tuple[float, float]:
    """The two ends in single units. "2-3 lakh" multiplies both; an end below the other is no range."""
    known = [part.currency for part in (first, second) if part and part.currency]
    currency = currencies.resolve(known[-1], regions) if known else ""
    low = first.value(currency, first.times)
    if not second:
        return low, low
    high = second.value(currency, second.times)
    if first.times == 1.0 < second.times and low <= high / second.times:
        low *= second.times
    elif low < 1e3 and amounts.is_grouped(second.written) and low * 1e3 <= high:
        low *= 1e3  # "$80-$130,000"
    return low, max(low, high)


def _is_paid(text: str, first: _Part) -> bool:
    """Does a word of paying stand before a single-letter sign?"""
    before = text[max(0, first.start - 20) : first.start - 1].split()
    return bool(first.letter and before) and before[-1] in _PAID


def _proved(first: _Part, second: _Part | None, evident: bool, regions: Sequence[str]) -> str | None:
    """The currency of a single-letter sign that is `evident`, or that grouping, the other end or the region shows."""
    if not first.letter or first.value("", first.times) < _LEAST_LETTER:
        return None
    currency, country = currencies.LETTERS[first.letter]
    grouped = any(part and amounts.is_grouped(part.written) for part in (first, second))
    twice = second is not None and second.letter == first.letter
    return currency if evident or grouped or twice or country in regions else None


def _is_pay(first: _Part, low: float, period: str) -> bool:
    """Whether a bare number with a period behind it is pay, not a count ("5 per day") or a year ("2026 annually")."""
    year = first.written.isdigit() and int(first.written) in _YEARS and period == "year"
    return low >= _LEAST_BARE.get(period, _LEAST_BARE_OTHER) and not year and first.times < _MILLION


def _period(said: str) -> Period:
    return said if said in periods.PERIODS else ""  # type: ignore[return-value]  # "task" has no length


def _is_next_sign(text: str, before: int, end: int, *, signed: bool) -> bool:
    """Whether the sign behind a figure belongs to the next one: "in 2025 $5 million", "$50 $20"."""
    if text[end : end + 1].isdigit():
        return signed or text[before : before + 1] == " "
    return signed and text[(at := amounts.skip(text, end)) : at + 1].isdigit()
