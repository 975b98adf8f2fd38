"""Words written so that filters miss them: l e t t e r s apart, d.o.t.s between, digits and signs for letters.

A disguise is undone only when the result is a word the phrases know; so "a b c", "COVID-19" and "room 5B" stay.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice, product

import re2
import regex

from checks.fold import Folded

LEAST_LETTERS = 3
_LONE = r"\p{L}\p{M}*+(?![\p{L}\p{N}])"
_APART = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_LONE}(?P<gap> |[-._*·~]{{1,2}}){_LONE}(?:(?P=gap){_LONE})++"
    r"|(?<![\p{L}\p{N}])(?:\p{L}\p{M}*+){1,4}(?:[-._*·~](?:\p{L}\p{M}*+){1,4}){2,12}+(?![\p{L}\p{N}])"
)
_MIXED = regex.compile(r"(?<![\p{L}0-9@$!|€])(?:\p{L}++[01345678@$!|€]|[01345678@$|€]++\p{L})[\p{L}0-9@$!|€]*+")
# What the two expressions need: first in the quickest engine, in one pass over the text, where most are done.
_A = r"[\p{L}\p{Nl}\p{No}]"  # what Python's engine takes for a letter, and what not for letter or digit
_NONE = r"[^\p{L}\p{Nd}]"
_MAYBE_LONELY = re2.compile(
    rf"(?:^|{_NONE}){_A}[^\p{{L}}\p{{Nd}}\s]?[ \-._*·~]{{1,2}}{_A}(?:{_NONE}|$)"
    rf"|{_A}[-._*·~][^\s]{{1,4}}[-._*·~]{_A}".encode()
)
_MAYBE_MIXED = re2.compile(rf"{_A}(?:[!|]+[^!|\s]|[01345678@$€])|[01345678@|$€]{_A}".encode())
_LONELY = re.compile(
    r"(?<![^\W_])[^\W\d_][^\w\s]?[ \-._*·~]{1,2}[^\W\d_](?![^\W_])|[^\W\d_][-._*·~]\w{1,4}[-._*·~][^\W\d_]"
)
_NEIGHBOURS = re.compile(r"[^\W\d_][01345678@$!|€]|[01345678@$|€][^\W\d_]")
_AMOUNT = regex.compile(r"\d++\p{L}")  # "350k" is no disguised word
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
    for found in _APART.finditer(text) if _MAYBE_LONELY.search(data) and _LONELY.search(text) else ():
        word = regex.sub(r"[^\p{L}\p{M}]", "", found[0])
        if len(word) >= LEAST_LETTERS and word in known:
            yield found.start(), found.end(), word
    for start, finish, written in _signed(text) if _MAYBE_MIXED.search(data) else ():
        word = next((w for w in _readings(written) if len(w) >= LEAST_LETTERS and w in known), "")
        if word:
            yield start, finish, word


def _signed(text: str) -> Iterator[Hidden]:
    """Runs that mix letters with digits or signs; a mark that only closes a sentence is no letter."""
    for found in _mixed(text):
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
