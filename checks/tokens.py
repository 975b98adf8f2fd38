"""Folded text as a row of tokens: what the phrases are matched against.

A token is a word, a number, one syllable cluster of a script that writes no spaces, a comma, the sentence mark
`|`, or one private character that stands for a thing already read (an amount, a link, a phone ...). Tokens are set
off by single spaces, so that a word edge is a space in every script and no engine's idea of `\\b` matters.

>>> tokenize(fold("Kindly pay the fee: 5 only.")).text
' kindly pay the fee 5 only | '
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
Piece = tuple[str, int, int]  # a token, and the folded stretch it stands for
_IDEOGRAPHS = r"\p{Han}\p{Hiragana}\p{Katakana}"
_SYLLABLES = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_IDEOGRAPHS}{_SYLLABLES}]]"
_TOKEN = regex.compile(
    rf"(?P<cluster>[{_IDEOGRAPHS}]|[[{_SYLLABLES}]--[\p{{M}}\p{{N}}]][\p{{M}}]*+)"
    rf"|(?P<word>\d++(?:[.,]\d++)*+(?!{_LETTER})|{_LETTER}++(?:'{_LETTER}++)*+)"
    r"|(?P<slot>[\ue000-\uf8ff])"
    r"|(?P<comma>,)"
    r"|(?P<stop>(?<!(?<![\p{L}\p{N}])\p{L})\.|[!?;|•·▪●◦*~]|[\p{So}--[°]])"
    r"|(?P<line>\n\s*+)"
    r"|(?P<percent>%)",
    regex.V1,
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
    words: list[str] = []
    starts, ends = array("I"), array("I")
    for word, start, end in _pieces(folded, slots):
        words.append(word)
        starts.append(start)
        ends.append(end)
    at, breaks, length = array("I"), [], 1
    for word in words:
        at.append(length)
        if word == BREAK:
            breaks.append(length)
        length += len(word) + 1
    if folded.starts is not None:
        both = [folded.bounds(start, end) for start, end in zip(starts, ends, strict=True)]
        starts, ends = array("I", [b[0] for b in both]), array("I", [b[1] for b in both])
    return Tokens(folded, f" {' '.join(words)} " if words else " ", at, starts, ends, tuple(breaks))


def _pieces(folded: Folded, slots: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """Words, slots and marks in order; marks that follow each other are one."""
    position, broken = 0, False
    for start, end, token in (*sorted(slots, key=lambda s: (s[0], -s[1])), (len(folded.text), -1, "")):
        if start < position:
            continue
        for piece in _plain(folded, position, start):
            if not (broken and piece[0] == BREAK):
                yield piece
            broken = piece[0] == BREAK
        if end >= 0:
            yield token, start, end
            position, broken = end, False


def _plain(folded: Folded, begin: int, finish: int) -> Iterator[Piece]:
    for found in _TOKEN.finditer(folded.text, begin, finish):
        kind = found.lastgroup
        start, end = found.span()
        if kind == "word":
            word = found[0]
            yield (word if word.isalnum() else word.replace("'", "").replace(",", "")), start, end
        elif kind == "stop":
            if found[0] != "." or not _is_inner(folded, start):
                yield BREAK, start, end
        elif kind == "line" and _ends_a_sentence(folded, found[0], end):
            yield BREAK, start, end
        elif kind != "line":
            yield found[0], start, end


def _is_inner(folded: Folded, dot: int) -> bool:
    """A dot inside one name is no sentence end: "setup.exe", "RR.HH.", "EE. UU."."""
    behind = folded.text[dot + 1 : dot + 2]
    if behind.isalnum() and behind.isascii() and as_typed(folded, dot + 1, dot + 2).islower():
        return True
    pair = folded.text[max(0, dot - 3) : dot].lstrip(" .,(")  # the plural of a short form in Spanish
    return len(pair) == 2 and pair[0] == pair[1] and as_typed(folded, dot - 2, dot).isupper()


def _ends_a_sentence(folded: Folded, blank: str, after: int) -> bool:
    """A line break is a sentence end unless the next line goes on in lower case (a wrapped line)."""
    if blank.count("\n") > 1 or after >= len(folded.text):
        return True
    return not folded.original[folded.bounds(after, after + 1)[0]].islower()


def token_words(written: str) -> list[str]:
    """The tokens a piece of phrase text stands for, folded and cut as a message would be."""
    folded = fold(written)
    return [word for word, _, _ in _plain(folded, 0, len(folded.text)) if word not in "|,"]
