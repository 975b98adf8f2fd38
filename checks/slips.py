"""Key words a slip away from what was typed: "registraton fee", "proccessing", "depositt".

Only the words a language names as its keys (`keys` in its language.toml) are put right, only one slip away, only with
the same first letter, and only where what was typed is no word we know: so "deposition" and "processor" stay.
"""

from collections.abc import Collection, Iterable, Iterator

import regex

from checks.fold import Folded, fold
from checks.nearby import Nearby

LEAST = 7  # letters; shorter words have honest neighbours
_WORD = regex.compile(rf"(?<![\p{{L}}\p{{N}}@./#'-])\p{{L}}{{{LEAST - 1},20}}+(?![\p{{L}}\p{{N}}@/#-])")

Slip = tuple[int, int, str]  # folded start and end, and the key word that was meant


class Keys:
    """The key words of all languages, and the words that are right as they stand."""

    def __init__(self, keys: Iterable[str], known: Collection[str]) -> None:
        words = {fold(word).text for word in keys}
        self._near = Nearby((word for word in words if len(word) >= LEAST), LEAST)
        self._known = known
        self._keys = words

    def find(self, folded: Folded) -> Iterator[Slip]:
        """Words of `folded` that are one slip away from a key word, with the word that was meant. Linear."""
        for found in _WORD.finditer(folded.text) if self._keys else ():
            word = found[0]
            if word in self._known or word in self._keys:
                continue
            meant = next((key for key in self._near.find(word) if key[0] == word[0]), "")
            if meant and not _inflected(word, meant):
                yield found.start(), found.end(), meant


def _inflected(word: str, key: str) -> bool:
    """A longer or changed ending is another form of the word, not a slip: "transfers", "регистрацию"."""
    return word.startswith(key) or word[:-1] == key[:-1] or word == key[:-1]
