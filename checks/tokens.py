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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from operator import add

import regex

from checks.fold import Folded, fold
from checks.letters import has_far, in_full
from checks.model import Span
from checks.reading.dots import ends_a_sentence

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
_WORD = (
    r"([{ideographs}]|[{bases}][{marks}]*+"
    r"|[0-9]++(?:[.,][0-9]++)*+(?![{letters}])|[{letters}]++(?:'[{letters}]++)*+)"
)
_ASCII_WORDS = re.compile(r"([0-9]++(?:[.,][0-9]++)*+(?![a-z0-9])|[a-z0-9]++(?:'[a-z0-9]++)*+)")
_UNSPACED_LETTER = regex.compile(rf"[{_IDEOGRAPHS}{_SYLLABLES}]")
_CLAUSE_EDGE = re.compile("(?<=[{0}]) +(?=[{0}])".format("\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"))
_STOP = regex.compile(r"[!?;|•·▪●◦*~]|[\p{So}--[°]]", regex.V1)
_SILENT = " -/:()[]&\"'+@#=_"  # signs that are no token: most of what stands between words


_CLASSES = {
    "ideographs": f"[{_IDEOGRAPHS}]",
    "bases": rf"[[{_SYLLABLES}]--[\p{{M}}\p{{N}}]]",
    "marks": r"\p{M}",
    "letters": _LETTER,
}


@lru_cache(maxsize=1)
def _near_words() -> "re.Pattern[str]":
    """The quick expression for texts of the first plane; made once, which takes some hundredths of a second."""
    return re.compile(_WORD.format_map({name: in_full(letters) for name, letters in _CLASSES.items()}))


@lru_cache(maxsize=1)
def _any_words() -> "regex.Pattern[str]":
    """The same for every text, several times slower."""
    return regex.compile(_WORD.format_map(_CLASSES), regex.V1)


def _cut(text: str) -> list[str]:
    """`text` in pieces: what stands before the first word, the word, what stands before the second, and so on."""
    if text.isascii():
        return _ASCII_WORDS.split(text)
    return _any_words().split(text) if has_far(text) else _near_words().split(text)


class _Signs(dict[str, str]):
    """What a sign between words is: itself (a comma, a percent sign), BREAK, or "" when it is no token."""

    def __missing__(self, sign: str) -> str:
        token = sign if sign in ",%\n" or "\ue000" <= sign <= "\uf8ff" else BREAK if _STOP.match(sign) else ""
        self[sign] = token
        return token


_SIGNS = _Signs({".": BREAK})


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token text with the way back. Every token has one space before it; the text ends with one space."""

    folded: Folded
    text: str
    at: "array[int]" = field(repr=False)  # offset in `text` of each token (of its first character)
    begin: Sequence[int] = field(repr=False)  # offset in the folded text of each token
    finish: Sequence[int] = field(repr=False)
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
        start = self.folded.bounds(self.begin[first], self.finish[first])[0]
        return Span(start, self.folded.bounds(self.begin[last], self.finish[last])[1])

    def _end(self, token: int) -> int:
        return (self.at[token + 1] if token + 1 < len(self.at) else len(self.text)) - 1

    def sentence(self, offset: int) -> tuple[int, int]:
        """Where the sentence around `text[offset]` begins and ends."""
        after = bisect_right(self.breaks, offset)
        begin = self.breaks[after - 1] + 1 if after else 0
        return begin, self.breaks[after] if after < len(self.breaks) else len(self.text)

    def clause_edges(self, start: int, end: int) -> int:
        """How many clauses begin between the tokens that end at `text[start]` and those that begin at `text[end]`.

        Only scripts without spaces between words tell by a space; elsewhere the answer is 0.
        """
        if start >= end or self.folded.text.isascii():
            return 0
        last, first = bisect_left(self.at, start) - 1, bisect_right(self.at, end)
        return len(_CLAUSE_EDGE.findall(self.folded.text, self.finish[last] - 1, self.begin[first] + 1))

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
    """Tokens being gathered; sentence marks that follow each other are one.

    Words are cut out in one go; then only what stands between two of them is looked at, and most of that is a space.
    """

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.breaks: list[int] = []  # the numbers of the tokens that are sentence marks

    def put(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    def read(self, begin: int, finish: int) -> None:
        """The tokens of the folded text from `begin` to `finish`."""
        pieces = _cut(self.folded.text[begin:finish])
        edges = list(accumulate(map(len, pieces), initial=begin))
        words, starts, ends = _bare(pieces[1::2]), edges[1:-1:2], edges[2::2]
        done = 0
        for number, gap in enumerate(pieces[::2]):
            if gap and gap != " " and gap.strip(_SILENT):
                self.words += words[done:number]
                self.starts += starts[done:number]
                self.ends += ends[done:number]
                done = number
                if gap == ", ":  # every third of them
                    self.put(",", edges[2 * number], edges[2 * number] + 1)
                else:
                    self._read_signs(gap, edges[2 * number])
        self.words += words[done:]
        self.starts += starts[done:]
        self.ends += ends[done:]

    def _read_signs(self, gap: str, begin: int) -> None:
        """The signs between two words, of which the first stands at `begin`."""
        done = 0
        for at, sign in enumerate(gap):
            kind = _SIGNS[sign]
            if not kind or at < done:
                continue
            done = at + 1
            if kind == "\n":  # with all blanks behind it
                done = len(gap) - len(gap[at:].lstrip())
                kind = BREAK
            if kind == BREAK:
                again = self.breaks and self.breaks[-1] == len(self.words) - 1
                if again or not self._ends_a_sentence(gap[at:done], begin + at, begin + done):
                    continue
                self.breaks.append(len(self.words))
            self.put(kind, begin + at, begin + done)

    def _ends_a_sentence(self, sign: str, start: int, end: int) -> bool:
        if sign == ".":
            return ends_a_sentence(self.folded, start)
        if self._hides(start, end):
            return False
        return not sign.isspace() or _is_new_line(self.folded, sign, end)

    def _hides(self, start: int, end: int) -> bool:
        """A sign right between two letters of a script without spaces is there to hide the word: "刷🔥单"."""
        text = self.folded.text
        around = text[start - 1 : start], text[end : end + 1]
        return not text.isascii() and text[start] not in "!?;|\n" and all(map(_UNSPACED_LETTER.match, around))

    def tokens(self) -> Tokens:
        lengths = accumulate(map(len, self.words), initial=1)
        at = array("I", map(add, lengths, range(len(self.words))))
        text = f" {' '.join(self.words)} " if self.words else " "
        return Tokens(self.folded, text, at, self.starts, self.ends, tuple([at[number] for number in self.breaks]))


def _bare(words: list[str]) -> list[str]:
    """Words without the apostrophes and commas inside them; all at once, which is the quickest."""
    together = "\n".join(words)
    if "'" in together or "," in together:
        return together.replace("'", "").replace(",", "").split("\n")
    return words


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
