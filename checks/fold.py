"""Text as the phrases see it: one spelling for many ways of writing, with a map back to the person's characters.

>>> folded = fold("Kіndly рay")
>>> folded.text
'кindly pay'
>>> folded.original[slice(*folded.bounds(7, 10))]
'рay'

What is folded: case, accents on Latin letters, full-width and styled letters, digits of every script, zero-width
and bidirectional marks, Arabic and Indic optional marks, traditional Chinese to simplified, Zawgyi to Unicode, and
look-alike letters inside words of mixed scripts.
What is kept: order, punctuation, line breaks. Linear in the text; a character is looked up once and cached.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from checks import zawgyi
from checks.model import Span

# Traditional Chinese characters and the simplified ones they are read as; made by build_traditional.py.
_TRADITIONAL = dict(zip(*Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").split(), strict=True))
# Written forms that Unicode does not decompose, or decomposes into something we do not want.
_SPECIAL: dict[str, str] = {
    **dict.fromkeys("‘’ʼ‛`´ʹ′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("。।॥۔။៕።។॥", "."),
    **dict.fromkeys("،、၊፣", ","),
    **dict.fromkeys("؟", "?"),
    **dict.fromkeys("؛፤", ";"),
    **dict.fromkeys("™®©¿¡፡", " "),
    "៖": ":", "ៗ": "",
    "№": "nr", "º": "", "ª": "",
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ے": "ي", "ـ": "",
    "ڭ": "ك", "٬": ",", "٫": ".",
    "ँ": "ं",  # written for one another in Hindi and Nepali
    "ґ": "г", "₽": "₽",
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),  # small capitals
    **_TRADITIONAL,
}  # fmt: skip

# Ethiopic letters that sound alike and are written for one another, in all their seven orders.
_ALIKE = (("\u1210", "\u1200"), ("\u1280", "\u1200"), ("\u1220", "\u1230"), ("\u12d0", "\u12a0"), ("\u1340", "\u1338"))
_SPECIAL |= {chr(ord(a) + order): chr(ord(b) + order) for a, b in _ALIKE for order in range(7)}
_SPECIAL |= (
    dict.fromkeys("\u1203\u1213\u1283", "\u1200") | dict.fromkeys("\u12a3\u12d3", "\u12a0") | {"\u12c9": "\u12cd"}
)
_FULL_STOP = "\u1361\u1361"  # typed for the sign that ends a sentence in Amharic

# Marks that change no meaning for matching: accents, keycaps, harakat, nukta.
_DROPPED_MARKS = regex.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0000-\U000e01ef]"
)

# Letters that look alike, Cyrillic to Latin; upper-case shapes count because text is lower-cased first.
_CYRILLIC_LATIN = dict(zip("авекмнорстухіјѕԁԛԝһүӏгпиьш", "abekmhopctyxijsdqwhylrnubw", strict=True))
_LATIN_CYRILLIC = {
    "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "k": "к", "m": "м", "o": "о", "p": "р", "t": "т",
    "x": "х", "y": "у", "u": "и", "n": "п", "r": "г", "i": "і", "3": "з", "6": "б", "0": "о", "4": "ч",
}  # fmt: skip
_GREEK_LATIN = dict(zip("αβεηικνορτυχωγ", "abenikvoptuxwy", strict=True))
_CYRILLIC_DRAWN = frozenset("abcehkmoptxy")  # Latin letters drawn like Cyrillic ones, upper or lower case
MOST_BORROWED = 4
_STRICT_ALIKE = frozenset("аеорсухіјѕԁһ")  # same drawing in lower case too
_BURMESE = regex.compile(r"[\u1000-\u109f]")
_DOT_BEHIND = "\u103a\u1037"  # asat and the dot below, typed in either order
_ZERO = regex.compile(r"(?<=[\u1000-\u103f])၀|၀(?=[\u102b-\u103e])")  # a zero typed for the letter wa
_LETTERS = re.compile(r"[^\W_]+")  # a word; in folded text that is every run of \p{L} and \p{N}
_MIXED = regex.compile(r"[\p{Cyrillic}\p{Greek}]")
_LATIN = regex.compile(r"\p{Latin}")
_LATIN_LETTERS = re.compile(r"[a-z]")
_ONLY_LATIN = re.compile(r"[dfgjlqsvwz]")  # letters that no Cyrillic one is mistaken for, and the reverse
_ONLY_CYRILLIC = re.compile(r"[бджзлфцчщъыэюяєї]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the offset of the original character it came from."""

    original: str
    text: str
    starts: "array[int] | None" = field(repr=False, default=None)  # None: offsets are the same in both
    repaired: tuple[tuple[int, int], ...] = ()  # folded stretches in which look-alike letters were put right

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded stretch; dropped marks right behind it belong to it."""
        if self.starts is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        last = self.starts[end - 1]
        after = self.starts[end] if end < len(self.starts) else len(self.original)
        return self.starts[start], max(after, last + 1)

    def span(self, start: int, end: int) -> Span:
        return Span(*self.bounds(start, end))

    def within(self, span: Span) -> tuple[int, int]:
        """Folded offsets of an original span: the way back from `span`."""
        if self.starts is None:
            return span.start, span.end
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


class _Table(dict[str, str]):
    """Character -> folded characters, filled as characters are met. Bounded by the size of Unicode."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_char(char)
        return folded


def _fold_char(char: str) -> str:
    if char in "\n\t":
        return char
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Cs", "Co", "Cn"):
        return " " if char in "\r\x0b\x0c\x85" else ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Zs", "Zl", "Zp"):
        return "\n" if category != "Zs" else " "
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(_SPECIAL.get(p, p) for p in parts if not _DROPPED_MARKS.match(p))


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold `text`. Any string is fine; the result maps back to it exactly."""
    if text.isascii():
        return Folded(text, text.lower().replace("\r", " ").replace("`", "'"))
    if _BURMESE.search(text):
        return _fold_burmese(text)
    parts = [_TABLE[char] for char in text.replace(_FULL_STOP, "\u1362 ")]
    folded = "".join(parts)
    starts = None if len(folded) == len(text) and all(map(len, parts)) else _starts(parts)
    plain, repaired = _repair(folded)
    return Folded(text, plain, starts, repaired)


def _fold_burmese(text: str) -> Folded:
    """Burmese in Unicode whatever it was typed in; what was one syllable in Zawgyi maps back as a whole."""
    offsets: Sequence[int] = range(len(text))
    read = text
    if zawgyi.is_zawgyi(text):
        found = zawgyi.pieces(text)
        read = "".join(piece.text for piece in found)
        offsets = [piece.start for piece in found for _ in piece.text]
    read = _ZERO.sub("ဝ", read).replace(_DOT_BEHIND, _DOT_BEHIND[::-1])
    parts = [_TABLE[char] for char in read]
    starts = array("I", (offsets[at] for at, part in enumerate(parts) for _ in part))
    plain, repaired = _repair("".join(parts))
    return Folded(text, plain, starts, repaired)


def _starts(parts: list[str]) -> "array[int]":
    starts = array("I")
    for offset, part in enumerate(parts):
        if len(part) == 1:
            starts.append(offset)
        elif part:
            starts.extend([offset] * len(part))
    return starts


def _repair(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Put look-alike letters right, word by word. Length never changes, so offsets stay."""
    if not _MIXED.search(text) or not _LATIN.search(text):
        return text, ()
    mostly_latin = len(_ONLY_LATIN.findall(text)) > len(_ONLY_CYRILLIC.findall(text))
    words = {*_LETTERS.findall(text)}
    right = {word: _one_script(word, mostly_latin=mostly_latin) for word in words if not word.isascii()}
    if all(word == better for word, better in right.items()):
        return text, ()
    if not mostly_latin:
        right = {word: _borrowed(right.get(word, word)) for word in words}
    out, at, repaired = [], 0, []
    for found in _LETTERS.finditer(text):
        better = right.get(found[0], found[0])
        if better != found[0]:
            out += [text[at : found.start()], better]
            at = found.end()
            repaired.append(found.span())
    return "".join([*out, text[at:]]), tuple(repaired)


def _one_script(word: str, *, mostly_latin: bool) -> str:
    latin = _LATIN_LETTERS.findall(word)
    if not latin and not mostly_latin:
        return word
    others = _MIXED.findall(word)
    if not others:
        return word
    if not latin:
        hides = mostly_latin and len(word) > 2 and all(c in _STRICT_ALIKE for c in others)
        return _translate(word, _CYRILLIC_LATIN) if hides and len(others) == len(word) else word
    own_latin = sum(c not in _LATIN_CYRILLIC for c in latin)
    own_other = sum(c not in _CYRILLIC_LATIN and c not in _GREEK_LATIN for c in others)
    to_latin = own_latin > own_other or (own_latin == own_other and mostly_latin)
    if to_latin:
        return _translate(word, _CYRILLIC_LATIN | _GREEK_LATIN)
    greek = {g: _LATIN_CYRILLIC.get(x, x) for g, x in _GREEK_LATIN.items()}
    return _translate(word, _LATIN_CYRILLIC | greek)


def _borrowed(word: str) -> str:
    """In a Cyrillic text in which other words are disguised: a short Latin word that can be read as Cyrillic is."""
    short = len(word) <= MOST_BORROWED and all(c in _CYRILLIC_DRAWN for c in word)
    return _translate(word, _LATIN_CYRILLIC) if short else word


def _translate(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) for c in word)
