"""Key words a slip away from what was typed: "registraton fee", "proccessing", "depositt".

Only the words a language names as its keys (`keys` in its language.toml) are put right, only one slip away, only with
the same first letter, and only where what was typed is no word we know: so "deposition" and "processor" stay.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from checks.fold import Folded, fold
from checks.nearby import Nearby

LEAST = 7  # letters; shorter words have honest neighbours
MOST_KEPT = 4_096  # answers about single words that are held: the same rare words come in many offers
KEPT = 3  # letters at each end of a word: so few that no slip touches both, even in the shortest
_WORD = re.compile(rf"(?<![^\W_])(?<![@./#'-])[^\W\d_]{{{LEAST - 1},20}}+(?![^\W_])(?![@/#-])")
_ASCII_WORD = re.compile(rf"(?<![a-z0-9@./#'-])[a-z]{{{LEAST - 1},20}}+(?![a-z0-9@/#-])")  # the same, but quicker

Slip = tuple[int, int, str]  # folded start and end, and the key word that was meant


class Keys:
    """The key words of all languages, and the words that are right as they stand."""

    def __init__(self, keys: Iterable[str], *known: Collection[str]) -> None:
        words = {fold(word).text for word in keys}
        self._near = Nearby((word for word in words if len(word) >= LEAST), LEAST)
        self._known = known
        self._keys = words
        self._meant = lru_cache(maxsize=MOST_KEPT)(self._nearest)
        self._ends = frozenset(end for word in words if len(word) >= LEAST for end in _ends(word))

    def find(self, folded: Folded) -> Iterator[Slip]:
        """Words of `folded` that are one slip away from a key word, with the word that was meant. Linear."""
        words = _ASCII_WORD if folded.text.isascii() else _WORD
        strange = {*words.findall(folded.text)}.difference(*self._known, self._keys)
        meant = {word: key for word in strange if self._may_be(word) and (key := self._meant(word))}
        for found in words.finditer(folded.text) if meant else ():
            if found[0] in meant:
                yield found.start(), found.end(), meant[found[0]]

    def _may_be(self, word: str) -> bool:
        """Has `word` one of the ends of a key word? A number sign is no letter, though it may be taken for one."""
        return (word[:KEPT] in self._ends or f"{word[0]}{word[-KEPT:]}" in self._ends) and word.isalpha()

    def _nearest(self, word: str) -> str:
        """The key word that `word` is one slip away from, or ""."""
        meant = next((key for key in self._near.find(word) if key[0] == word[0]), "")
        return meant if meant and not _inflected(word, meant) else ""


def _ends(word: str) -> frozenset[str]:
    """Its first letters, and its first and last ones: a slip (two letters at most) leaves one of the two whole."""
    return frozenset((word[:KEPT], f"{word[0]}{word[-KEPT:]}"))


def _inflected(word: str, key: str) -> bool:
    """A longer or changed ending is another form of the word, not a slip: "transfers", "регистрацию"."""
    return word.startswith(key) or word[:-1] == key[:-1] or word == key[:-1]
