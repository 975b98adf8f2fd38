"""Amounts as one country writes them in chats: "2tr5" and "500k" in Vietnam, "elfu 50" in East Africa, "5000 F".

Each form needs more than the figure: the text's own letters or words show whose it is.
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

from checks.fold import Folded
from checks.reading import currencies
from checks.reading.source import as_typed
from checks.reading.words import Hit, Words, table

_VIETNAMESE = regex.compile(r"[đơưĐƠƯ\u1ea0-\u1ef9]")
_AND_A_TENTH = regex.compile(r" ?(?:tr|trieu|cu) ?(\d)(?![\d.,]*\w)")  # "2tr5": two and a half million
_FRENCH = regex.compile(r"\b(?:de|le|la|les|des|pour|par|est|une?|vous|frais|avant|mois|jour)\b")
_LEAST_FRANCS = 500  # below it F is Fahrenheit, or a page
_BEFORE = {1e3: "elfu", 1e5: "laki", 1e6: "milioni"}


@dataclass(frozen=True, slots=True)
class Short:
    """What a figure written in short means: `written` times `times` of `currency`, from `start` to `end`."""

    start: int
    end: int
    written: str
    times: float
    currency: str


def at(folded: Folded, start: int, end: int) -> Short | None:
    """The short form whose figure stands at `start` to `end`."""
    return _vietnamese(folded, start, end) or _francs(folded, start, end) or _swahili(folded, start, end)


def _vietnamese(folded: Folded, start: int, end: int) -> Short | None:
    text = folded.text
    written = text[start:end]
    if (tenth := _AND_A_TENTH.match(text, end)) and written.isdigit():
        return Short(start, tenth.end(), f"{written}.{tenth[1]}", 1e6, "VND")
    if text[end : end + 1] != "k" or text[end + 1 : end + 2].isalnum() or currencies.after(folded, end + 2):
        return None
    return Short(start, end + 1, written, 1e3, "VND") if _is_vietnamese(folded.original) else None


@lru_cache(maxsize=4)
def _is_vietnamese(text: str) -> bool:
    return bool(_VIETNAMESE.search(text))


@lru_cache(maxsize=4)
def _is_french(text: str) -> bool:
    return bool(_FRENCH.search(text))


def _francs(folded: Folded, start: int, end: int) -> Short | None:
    """ "5000 F", "25 000F": the francs of West and Central Africa."""
    text = folded.text
    place = end + 1 if text[end : end + 1] == " " else end
    if text[place : place + 1] != "f" or text[place + 1 : place + 2].isalnum():
        return None
    digits = "".join(filter(str.isdigit, text[start:end]))
    if int(digits) < _LEAST_FRANCS or as_typed(folded, place, place + 1) != "F" or not _is_french(text):
        return None
    return Short(start, place + 1, text[start:end], 1.0, "~franc")


def _swahili(folded: Folded, start: int, end: int) -> Short | None:
    """ "elfu 50", "laki 2": the multiplier stands before the figure."""
    text = folded.text
    found = multiplied(text, start)
    return Short(found[2], end, text[start:end], found[1], "~shilling") if found else None


def multiplied(text: str, start: int) -> Hit[float] | None:
    """The multiplier that stands before a figure, as in Swahili."""
    return _multipliers().before(text, start - 1) if text[start - 1 : start] == " " else None


@lru_cache(maxsize=1)
def _multipliers() -> Words[float]:
    return table(_BEFORE)
