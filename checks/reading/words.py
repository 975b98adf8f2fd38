"""Tables of words and how to find their longest entry at a place in the text, in scripts with and without spaces.

A word of a script with spaces must stand alone: "mes" is no month in "message". In Thai, Lao, Khmer, Burmese,
Chinese and Japanese words touch each other, and only a vowel sign behind an entry shows that it is another word.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

import regex

from checks.fold import fold

Value = TypeVar("Value")
Hit = tuple[str, Value, int, int]  # the word, what it means, where it starts and ends

_MARK = regex.compile(r"\p{M}")
UNSPACED = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}]")


def is_edge(text: str, at: int) -> bool:
    """Whether a word may begin or end at `at`."""
    if at <= 0 or at >= len(text):
        return True
    left, right = text[at - 1], text[at]
    if right.isascii() and left.isascii():
        return not (left.isalpha() and right.isalpha()) and not (left.isdigit() and right.isdigit())
    if _MARK.match(right):
        return False
    inside = (left.isalpha() or bool(_MARK.match(left))) and right.isalpha()
    return not inside or bool(UNSPACED.match(left) or UNSPACED.match(right))


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where `word` stands as a word of its own. Plain search: many times quicker than cutting the text into words."""
    at = text.find(word)
    while at >= 0:
        if is_edge(text, at) and is_edge(text, at + len(word)):
            yield at
        at = text.find(word, at + len(word))


class Words(Generic[Value]):
    """A fixed table of folded words; look-ups cost the length of the longest word, whatever the table's size."""

    def __init__(self, meanings: Mapping[str, Value]) -> None:
        self._meanings = dict(meanings)
        self._begin = _lengths(self._meanings, first=True)
        self._end = _lengths(self._meanings, first=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._meanings)

    def at(self, text: str, start: int) -> Hit[Value] | None:
        """The longest entry that starts at `start`."""
        for length in self._begin.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._meanings and is_edge(text, start + length):
                return word, self._meanings[word], start, start + len(word)
        return None

    def before(self, text: str, end: int) -> Hit[Value] | None:
        """The longest entry that ends at `end`."""
        for length in self._end.get(text[end - 1 : end] if end else "", ()):
            word = text[max(0, end - length) : end]
            if word in self._meanings and is_edge(text, end - length):
                return word, self._meanings[word], end - len(word), end
        return None


def _lengths(words: Mapping[str, object], *, first: bool) -> dict[str, tuple[int, ...]]:
    """For each first (or last) character, the lengths of the words that have it, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0] if first else word[-1], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}


def table(groups: Mapping[Value, str]) -> Words[Value]:
    """A table from "meaning -> words with commas between", folded as the text will be."""
    return Words({word: meaning for meaning, words in groups.items() for word in _folded(words)})


def _folded(words: str) -> Iterator[str]:
    return (word.strip() for word in fold(words).text.split(",") if word.strip())
