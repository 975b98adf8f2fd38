"""A running text as the search for names sees it: its words, and how they were written. Made anew for each text.

Most texts mention nobody, so what is needed of a few words only (where they stand, how they were typed) is worked
out when it is asked for.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import regex

from checks.agencies.normal import Spelled, pattern, spelled, vocabulary
from checks.agencies.scorer import SHORT, is_own
from checks.fold import Folded
from checks.reading.source import as_typed, starts_upper

LEAST = 85.0  # of 100: one wrong letter in one of two words; other rules keep ordinary phrases out
_END = regex.compile(r"[!?;|\n]|\.\.|\p{L}{4}\. ")
_GAPS = re.compile(r"(?<![^\W_])[a-z]([\W_]++)(?=[a-z](?![^\W_]))")  # between single Latin letters


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text seems to mention: its number in `Names`, where, how alike (0-100), by letters or sound."""

    name: int
    start: int  # in the folded text
    end: int
    score: float
    by_sound: bool = False


@dataclass(frozen=True)
class Text:
    """The words of a text that names are made of, without legal forms and articles."""

    folded: Folded
    texts: list[str]
    spelled: Spelled
    kept: list[int]  # for each of `texts`, its place in `spelled`

    @classmethod
    def of(cls, folded: Folded) -> "Text":
        found = spelled(folded)
        kept = found.names()
        return cls(folded, [found.texts[place] for place in kept], found, kept)

    @cached_property
    def foreign(self) -> list[bool]:
        """Which words are written in another script than Latin."""
        if self.folded.text.isascii():
            return [False] * len(self.texts)
        plain, first = list(map(str.isascii, self.spelled.written)), self.spelled.first
        foreign = [not plain[first[place]] for place in self.kept]
        for n in [n for n, place in enumerate(self.kept) if place in self.spelled.joined]:
            foreign[n] = self._is_any_foreign(n, plain)
        return foreign

    def _is_any_foreign(self, place: int, plain: Sequence[bool]) -> bool:
        """Is a letter of a word of several foreign, or a sign between them?"""
        begin, end = self.spelled.run(self.kept[place])
        return not all(plain[begin:end]) or (self._odd and not self.typed(place).isascii())

    @cached_property
    def _odd(self) -> bool:
        """Does a sign beyond ASCII stand between single Latin letters?"""
        return not "".join(_GAPS.findall(self.folded.text)).isascii()

    @cached_property
    def plain(self) -> Set[str]:
        """The words in Latin letters."""
        if self.folded.text.isascii():
            return set(self.texts)
        return {text for text, other in zip(self.texts, self.foreign, strict=True) if not other}

    def capitals(self, words: Set[str]) -> Set[str]:
        """Those of `words` that may be written with a capital somewhere: all, where that is costly to know."""
        if not self.spelled.cased:
            return words
        written, first = self.spelled.written, self.spelled.first
        places = zip(self.texts, self.kept, strict=True)
        return {word for word, place in places if word in words and not written[first[place]][0].islower()}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words stand in the folded text."""
        found = [match.span() for match in pattern(self.folded.text).finditer(self.folded.text)]
        if not self.spelled.joined:
            return [found[place] for place in self.kept]
        runs = map(self.spelled.run, self.kept)
        return [(found[begin][0], found[end - 1][1]) for begin, end in runs]

    def typed(self, place: int) -> str:
        start, end = self.spans[place]
        return self.folded.text[start:end]

    def formal(self, begin: int, end: int) -> bool:
        """Does a legal form stand behind any of the words?"""
        after = self.kept[end] if end < len(self.kept) else len(self.spelled.texts)
        return not vocabulary().legal.isdisjoint(self.spelled.texts[self.kept[begin] : after])

    def capital(self, place: int) -> bool:
        """May the word be a name as it is typed? Digits may, and words in scripts without capitals."""
        if self.spelled.cased:
            return not self.spelled.written[self.spelled.first[self.kept[place]]][0].islower()
        start = self.spans[place][0]
        if self.folded.starts is None and (char := self.folded.original[start]).isascii():
            return not char.islower()
        typed = as_typed(self.folded, start, start + 1)
        return starts_upper(self.folded, start) or typed.lower() == typed.upper()

    def named(self, begin: int, end: int) -> bool:
        """Are the words written as a name? Small words and words of the trade need no capital."""
        places = range(begin, end)
        return all(len(self.texts[n]) <= SHORT or not is_own(self.texts[n]) or self.capital(n) for n in places)

    def is_one(self, begin: int, end: int) -> bool:
        """Does no sentence end stand between the words?"""
        return not _END.search(self.folded.text, self.spans[begin][0], self.spans[end - 1][1])

    def mention(self, name: int, begin: int, end: int, points: float, *, by_sound: bool = False) -> Mention:
        return Mention(name, self.spans[begin][0], self.spans[end - 1][1], points, by_sound)
