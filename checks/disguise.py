"""Words written so that filters miss them: l e t t e r s apart, d.o.t.s between, digits and signs for letters.

A disguise is undone only when the result is a word the phrases know; so "a b c", "COVID-19" and "room 5B" stay.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice, product
from typing import Protocol

import re2
import regex

from checks.fold import Folded


class _Found(Protocol):
    def __getitem__(self, group: int) -> bytes: ...
    def start(self) -> int: ...
    def end(self) -> int: ...


class Quick(Protocol):
    """What we use of an expression of RE2; the package has no types of its own."""

    def search(self, text: bytes, pos: int = 0) -> _Found | None: ...


LEAST_LETTERS = 3
MOST_LETTERS = 4  # of a piece between two signs
_MARK = regex.compile(r"\p{M}")
_LONE = r"\p{L}\p{M}*+(?![\p{L}\p{N}])"
_APART = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_LONE}(?P<gap> |[-._*·~]{{1,2}}){_LONE}(?:(?P=gap){_LONE})++"
    r"|(?<![\p{L}\p{N}])(?:\p{L}\p{M}*+){1,4}(?:[-._*·~](?:\p{L}\p{M}*+){1,4}){2,12}+(?![\p{L}\p{N}])"
)
_MIXED = regex.compile(r"(?<![\p{L}0-9@$!|€])(?:\p{L}++[01345678@$!|€]|[01345678@$|€]++\p{L})[\p{L}0-9@$!|€]*+")
# What the two expressions need, for the quickest engine: it shows in one pass where they are worth trying.
_A = r"[\p{L}\p{Nl}\p{No}]"
_THREE_ALONE = re2.compile(r"(?:^|[^\p{L}\p{N}])(?:\p{L}\p{M}*[ \-._*·~]{1,2}){2}\p{L}".encode())
_TWO_SIGNS = re2.compile(r"[-._*·~][^\s0-9\-._*·~]+[-._*·~]".encode())  # with a piece of a word between them
_MAYBE_MIXED = re2.compile(rf"{_A}(?:[!|]+[^!|\s]|[01345678@$€])|[01345678@|$€]{_A}".encode())
_NEIGHBOURS = re.compile(r"[^\W\d_][01345678@$!|€]|[01345678@$|€][^\W\d_]")
# Letters with one mark at most: with more, a row of lone letters is another script's spelling.
_LONELY = re.compile(
    r"(?<![^\W_])[^\W\d_][^\w\s]?[ \-._*·~]{1,2}[^\W\d_](?![^\W_])|[^\W\d_][-._*·~]\w{1,4}[-._*·~][^\W\d_]"
)
_AMOUNT = regex.compile(r"\d++\p{L}{1,2}|\p{L}\d{3,}+")  # "350k", "5tr" and "P150" are no disguised words
_LETTERS = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b",
    "@": "a", "$": "s", "!": "i", "|": "li", "€": "e",
}  # fmt: skip
_CYRILLIC_LETTERS = {"0": "о", "1": "і", "3": "з", "4": "ч", "6": "б", "@": "а", "$": "с", "8": "в"}
MOST_READINGS = 8

Hidden = tuple[int, int, str]  # folded start and end, and the word that stands there


def find(folded: Folded, known: Collection[str]) -> Iterator[Hidden]:
    """Disguised words of `folded` that are in `known`. Linear; stretches do not overlap."""
    text, data = folded.text, folded.text.encode()
    lonely = None
    for found in _apart(text, data):
        word = regex.sub(r"[^\p{L}\p{M}]", "", found[0])
        if len(word) >= LEAST_LETTERS and word in known:
            lonely = bool(_LONELY.search(text)) if lonely is None else lonely
            if lonely:
                yield found.start(), found.end(), word
    for start, finish, written in _signed(text) if _MAYBE_MIXED.search(data) else ():
        word = next((w for w in _readings(written) if len(w) >= LEAST_LETTERS and w in known), "")
        if word:
            yield start, finish, word


def _apart(text: str, data: bytes) -> "Iterator[regex.Match[str]]":
    """What `_APART` finds in `text`, tried only where the quick engine saw something."""
    places = {at for begin, end in _places(_THREE_ALONE, data) for at in range(begin, end)}
    for sign, _ in _places(_TWO_SIGNS, data):
        places.update(_letters_before(text, sign))
    done = 0
    for at in sorted(places):
        if at >= done and (found := _APART.match(text, at)):
            yield found
            done = found.end()


def _letters_before(text: str, end: int) -> Iterator[int]:
    """Where the last few letters before `end` stand, whatever marks they have."""
    letters = 0
    while end and letters < MOST_LETTERS and (text[end - 1].isalpha() or _MARK.match(text[end - 1])):
        end -= 1
        letters += text[end].isalpha()
        yield end


def _places(expression: Quick, data: bytes) -> Iterator[tuple[int, int]]:
    """Where `expression` finds something, in characters; the last one of a find may begin the next."""
    at = chars = 0
    while found := expression.search(data, at):
        begin = chars + _length(data[at : found.start()])
        finish = begin + _length(found[0])
        yield begin, finish
        at, chars = found.end() - len(found[0].decode()[-1].encode()), finish - 1


def _length(data: bytes) -> int:
    """Of `data` in characters."""
    return len(data) if data.isascii() else len(data.decode())


def _signed(text: str) -> Iterator[Hidden]:
    """Runs that mix letters with digits or signs; a mark that only closes a sentence is no letter.

    Beside an underscore they are part of a name: "@chat_operator".
    """
    for found in _mixed(text):
        if "_" in (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]):
            continue
        written = found[0].rstrip("!|")
        if not written.isalpha() and not _AMOUNT.fullmatch(written):
            yield found.start(), found.start() + len(written), written


def _mixed(text: str) -> "Iterator[regex.Match[str]]":
    done = 0
    for near in _NEIGHBOURS.finditer(text):
        begin = near.start()
        while begin > done and (text[begin - 1].isalnum() or text[begin - 1] in "@$!|€"):
            begin -= 1
        found = _MIXED.match(text, begin) if near.start() >= done else None
        if found:
            yield found
            done = found.end()


def _readings(written: str) -> Iterator[str]:
    letters_for = _CYRILLIC_LETTERS if any("а" <= c <= "я" for c in written) else _LETTERS
    options = [letters_for.get(c, c) for c in written]
    return ("".join(letters) for letters in islice(product(*options), MOST_READINGS))
