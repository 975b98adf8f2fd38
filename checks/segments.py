"""Cuts a glued label into known words: "amazonhiringteam" -> amazon, hiring, team.

Every way to cover the label with known words is weighed; the one that leaves the fewest letters over wins, then the
one with the fewest pieces. Linear in the label times the longest word.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import ahocorasick

NAME = "name"  # the kind of protected names; the other kinds are the lists of domain_words.toml
SHORT_WORDS = frozenset("hr uk us eu hq cv rh".split())  # two letters that count inside a glued label
LEAST = 3
LEAST_NAME = 4  # a name of three letters stands in every other word


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a label and the kind of word it is, "" when it is none."""

    text: str
    kind: str


class Vocabulary:
    """The words a label is cut into, and the kind of each."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = dict(kinds)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for word, kind in self._kinds.items():
            if len(word) >= (LEAST_NAME if kind == NAME else LEAST) or word in SHORT_WORDS:
                self._automaton.add_word(word)
        self._automaton.make_automaton()

    def __contains__(self, word: str) -> bool:
        return word in self._kinds

    def kind(self, word: str) -> str:
        """The kind of `word`, "" when it is unknown."""
        return self._kinds.get(word, "")

    def cut(self, label: str) -> tuple[Piece, ...]:
        """`label` in pieces; letters that belong to no word stand together in pieces of no kind."""
        if label in self._kinds:
            return (Piece(label, self._kinds[label]),)
        ends: dict[int, list[int]] = {}
        for last, length in self._automaton.iter(label) if self._kinds else ():
            ends.setdefault(last + 1, []).append(length)
        if not ends:
            return (Piece(label, ""),) if label else ()
        return tuple(self._pieces(label, _steps(len(label), ends)))

    def _pieces(self, label: str, step: list[int]) -> list[Piece]:
        """The label read back from its end by the steps that were best."""
        pieces: list[Piece] = []
        at = len(label)
        while at:
            end = at
            if step[at]:
                at -= step[at]
            else:
                while at and not step[at]:
                    at -= 1
            text = label[at:end]
            pieces.append(Piece(text, self._kinds[text] if step[end] else ""))
        return pieces[::-1]


def _steps(size: int, ends: Mapping[int, list[int]]) -> list[int]:
    """For each position the length of the word that best ends there; 0: a letter left over."""
    cost = [(0, 0)] * (size + 1)
    step = [0] * (size + 1)
    for at in range(1, size + 1):
        left, pieces = cost[at - 1]
        best = (left + 1, pieces)
        for length in ends.get(at, ()):
            left, pieces = cost[at - length]
            if (left, pieces + 1) < best:
                best, step[at] = (left, pieces + 1), length
        cost[at] = best
    return step
