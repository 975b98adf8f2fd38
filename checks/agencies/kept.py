"""What was once worked out about a word, kept in mind: everyday words come again and again."""

from collections.abc import Callable
from typing import TypeVar

LONGEST = 60  # characters of a word that is kept; a longer one is no everyday word

T = TypeVar("T")


class Kept(dict[str, T]):
    """Word -> what `make` makes of it, filled as words are met and emptied when it has `most` of them.

    A plain table: a cache that also remembers which word was asked for last takes three times as long.
    """

    def __init__(self, make: Callable[[str], T], most: int) -> None:
        super().__init__()
        self.make, self.most = make, most

    def __missing__(self, word: str) -> T:
        made = self.make(word)
        if len(self) >= self.most:
            self.clear()
        if len(word) <= LONGEST:
            self[word] = made
        return made
