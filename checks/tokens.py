"""Folded text as a row of tokens: what the phrases are matched against.

A token is a word, a number, one syllable cluster of a script that writes no spaces, a comma, the sentence mark
`|`, or one private character that stands for a thing already read (an amount, a link, a phone ...). Tokens are set
off by single spaces, so that a word edge is a space in every script and no engine's idea of `\\b` matters.

>>> tokenize(fold("Kindly pay the fee: 5 only.")).text
' kindly pay the fee 5 only | '
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import regex

from checks.fold import Folded, fold
from checks.model import Span
from checks.reading.source import as_typed

# Private-use characters that stand for things read before matching; the slots of the phrase language.
SLOTS = {
    "money": "\ue001",
    "link": "\ue002",
    "email": "\ue003",
    "phone": "\ue004",
    "handle": "\ue005",
    "wallet": "\ue006",
    "iban": "\ue007",
    "coin-amount": "\ue008",  # an amount of money in a coin; {money} finds it too
}
BREAK = "|"
_IDEOGRAPHS = r"\p{Han}\p{Hiragana}\p{Katakana}"
_SYLLABLES = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_IDEOGRAPHS}{_SYLLABLES}]]"
_TOKEN = regex.compile(
    rf"(?P<cluster>[{_IDEOGRAPHS}]|[[{_SYLLABLES}]--[\p{{M}}\p{{N}}]][\p{{M}}]*+)"
    rf"|(?P<word>\d++(?:[.,]\d++)*+(?!{_LETTER})|{_LETTER}++(?:'{_LETTER}++)*+)"
    r"|(?P<slot>[\ue000-\uf8ff])"
    r"|(?P<comma>,)"
    r"|(?P<stop>(?<!(?<![\p{L}\p{M}\p{N}])\p{L})\.|[!?;|•·▪●◦*~]|[\p{So}--[°]])"
    r"|(?P<line>\n\s*+)"
    r"|(?P<percent>%)",
    regex.V1,
)

_UNSPACED_LETTER = regex.compile(rf"[{_IDEOGRAPHS}{_SYLLABLES}]")

# The same for plain ASCII, in the quicker engine; a test holds the two together.
_ASCII_TOKEN = re.compile(
    r"(?P<word>[0-9]++(?:[.,][0-9]++)*+(?![a-z0-9])|[a-z0-9]++(?:'[a-z0-9]++)*+)"
    r"|(?P<comma>,)"
    r"|(?P<stop>(?<!(?<![a-z0-9])[a-z])\.|[!?;|*~])"
    r"|(?P<line>\n\s*+)"
    r"|(?P<percent>%)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token text with the way back. Every token has one space before it; the text ends with one space."""

    folded: Folded
    text: str
    at: "array[int]" = field(repr=False)  # offset in `text` of each token (of its first character)
    starts: "array[int]" = field(repr=False)  # offset in the original of each token
    ends: "array[int]" = field(repr=False)
    breaks: tuple[int, ...] = ()  # offsets in `text` of the sentence marks

    def span(self, start: int, end: int) -> Span:
        """Original span of the tokens touched by `text[start:end]`; break marks at the edges are left out."""
        first = bisect_right(self.at, start)
        first = first - 1 if first and self._end(first - 1) > start else first
        last = bisect_left(self.at, end) - 1
        while first < last and self.text[self.at[first]] in "|,":
            first += 1
        while last > first and self.text[self.at[last]] in "|,":
            last -= 1
        return Span(self.starts[first], self.ends[last])

    def _end(self, token: int) -> int:
        return (self.at[token + 1] if token + 1 < len(self.at) else len(self.text)) - 1

    def sentence(self, offset: int) -> tuple[int, int]:
        """Where the sentence around `text[offset]` begins and ends."""
        after = bisect_right(self.breaks, offset)
        begin = self.breaks[after - 1] + 1 if after else 0
        return begin, self.breaks[after] if after < len(self.breaks) else len(self.text)

    def encoded(self) -> tuple[bytes, "array[int]"]:
        """The text in UTF-8, and for each token its offset there: RE2 counts in bytes."""
        data = self.text.encode()
        if len(data) == len(self.text):
            return data, self.at
        at, length = array("I"), 1
        for word in data.split():
            at.append(length)
            length += len(word) + 1
        return data, at

    def sentence_number(self, offset: int) -> int:
        return bisect_right(self.breaks, offset)


def tokenize(folded: Folded, slots: Iterable[tuple[int, int, str]] = ()) -> Tokens:
    """Tokens of `folded`, with the folded stretches in `slots` (start, end, token) as one token each.

    Slots may overlap; the one that starts first wins, the longer one on a tie. Linear in the text.
    """
    row = _Row(folded)
    position = 0
    for start, end, token in sorted(slots, key=lambda slot: (slot[0], -slot[1])):
        if start >= position:
            row.read(position, start)
            row.put(token, start, end)
            position = end
    row.read(position, len(folded.text))
    return row.tokens()


class _Row:
    """Tokens being gathered; marks that follow each other are one. Plain lists and one loop: this is hot."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def put(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    def read(self, begin: int, finish: int) -> None:
        """The tokens of the folded text from `begin` to `finish`."""
        token = _ASCII_TOKEN if self.folded.text.isascii() else _TOKEN
        words, starts, ends = self.words, self.starts, self.ends
        for found in token.finditer(self.folded.text, begin, finish):
            word, start, end = found[0], found.start(), found.end()
            if not word.isalnum():
                kind = found.lastgroup
                if kind == "word":
                    word = word.replace("'", "").replace(",", "")
                elif kind in ("stop", "line"):
                    if not self._ends_a_sentence(word, start, end) or (words and words[-1] == BREAK):
                        continue
                    word = BREAK
            words.append(word)
            starts.append(start)
            ends.append(end)

    def _ends_a_sentence(self, sign: str, start: int, end: int) -> bool:
        if sign == ".":
            return not _is_inner(self.folded, start)
        if self._hides(start, end):
            return False
        return not sign.isspace() or _is_new_line(self.folded, sign, end)

    def _hides(self, start: int, end: int) -> bool:
        """A sign right between two letters of a script without spaces is there to hide the word: "刷🔥单"."""
        text = self.folded.text
        around = text[start - 1 : start], text[end : end + 1]
        return not text.isascii() and text[start] not in "!?;|\n" and all(map(_UNSPACED_LETTER.match, around))

    def tokens(self) -> Tokens:
        lengths = accumulate((len(word) + 1 for word in self.words), initial=1)
        at = array("I", lengths)
        at.pop()
        breaks = tuple(place for place, word in zip(at, self.words, strict=True) if word == BREAK)
        text = f" {' '.join(self.words)} " if self.words else " "
        return Tokens(self.folded, text, at, *self._original(), breaks)

    def _original(self) -> "tuple[array[int], array[int]]":
        """Starts and ends of the tokens in what the person wrote."""
        if self.folded.starts is None:
            return array("I", self.starts), array("I", self.ends)
        both = [self.folded.bounds(start, end) for start, end in zip(self.starts, self.ends, strict=True)]
        return array("I", [start for start, _ in both]), array("I", [end for _, end in both])


def _is_inner(folded: Folded, dot: int) -> bool:
    """A dot inside one name is no sentence end: "setup.exe", "RR.HH.", "EE. UU."."""
    behind = folded.text[dot + 1 : dot + 2]
    if behind.isdigit() and folded.text[dot - 1 : dot].isdigit():
        return True
    if behind.isalnum() and behind.isascii() and as_typed(folded, dot + 1, dot + 2).islower():
        return True
    pair = folded.text[max(0, dot - 3) : dot].lstrip(" .,(")  # the plural of a short form in Spanish
    return len(pair) == 2 and pair[0] == pair[1] and as_typed(folded, dot - 2, dot).isupper()


def _is_new_line(folded: Folded, blank: str, after: int) -> bool:
    """A line break is a sentence end unless the next line goes on in lower case (a wrapped line)."""
    if blank.count("\n") > 1 or after >= len(folded.text):
        return True
    return not folded.original[folded.bounds(after, after + 1)[0]].islower()


@lru_cache(maxsize=65_536)
def token_words(written: str) -> tuple[str, ...]:
    """The tokens a piece of phrase text stands for, folded and cut as a message would be."""
    if written.isascii() and written.isalnum():  # most are one plain word
        return (written.lower(),)
    row = _Row(fold(written))
    row.read(0, len(row.folded.text))
    return tuple(word for word in row.words if word not in "|,")
