"""A pattern of the phrase language as steps over the words of a text; `row.py` takes them.

A step takes one word of several, a run of words, or a gap. Steps are plain data that is decoded from a file in
microseconds: there are twenty thousand patterns, and each text wakes others.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

BEGINNING = 3  # letters by which words are sorted
MOST_TIMES = 4  # words behind a number: its multiplier and the sign of percent

Runs = dict[str, tuple[tuple[str, ...], ...]]  # first word -> the words behind it; "fee*" is a word that begins so


class Gap(msgspec.Struct, array_like=True, frozen=True, tag=0):
    """Up to `most` words of any kind; `across`: sentence ends are no border."""

    most: int
    across: bool


class Choice(msgspec.Struct, array_like=True, frozen=True, tag=1):
    """One of several: whole words, beginnings, endings or middles of one word, runs of words, the entries of lists,
    or steps of their own. `optional`: may be missing.
    """

    whole: frozenset[str] = frozenset()
    begins: dict[str, tuple[str, ...]] = {}  # by their first BEGINNING letters
    short: tuple[str, ...] = ()  # those with fewer
    ends: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    runs: Runs = {}
    lists: tuple[str, ...] = ()  # by name: they are kept once, not in every pattern that uses them
    inside: "tuple[Choice, ...]" = ()  # their entries, put in by `filled`
    others: "tuple[tuple[Step, ...], ...]" = ()
    most: int = 1  # words that its own words and runs take, not those of `inside` and `others`
    optional: bool = False


class Number(msgspec.Struct, array_like=True, frozen=True, tag=2):
    """A number in digits with the multiplier that may stand apart ("85 हजार"); `percent`: and the sign behind it."""

    percent: bool = False
    optional: bool = False


Step = Gap | Choice | Number
Steps = tuple[Step, ...]
Lists = Callable[[str], Choice]  # the entries of a list by its name


def runs(several: Iterable[Sequence[str]]) -> Runs:
    """Runs of more than one word by their first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for words in several:
        if len(words) > 1:
            found.setdefault(words[0], set()).add(tuple(words[1:]))
    return {word: tuple(sorted(behind)) for word, behind in found.items()}


def by_letters(begins: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Beginnings of words by their own first letters."""
    found: dict[str, list[str]] = {}
    for begin in begins:
        found.setdefault(begin[:BEGINNING], []).append(begin)
    return {letters: tuple(sorted(several)) for letters, several in found.items()}


def longest(steps: Steps) -> int:
    """The most words that `steps` can take; lists must be put in (`filled`)."""
    return sum(map(_most, steps))


def _most(step: Step) -> int:
    if isinstance(step, Gap):
        return step.most
    if isinstance(step, Number):
        return 1 + MOST_TIMES
    return max((step.most, *map(longest, step.others), *map(_most, step.inside)))


def filled(steps: Steps, lists: Lists) -> Steps:
    """`steps` with the entries of the lists that they name."""
    return tuple(_fill(step, lists) for step in steps)


def _fill(step: Step, lists: Lists) -> Step:
    if not isinstance(step, Choice) or not (step.lists or step.others):
        return step
    others = tuple(filled(other, lists) for other in step.others)
    return msgspec.structs.replace(step, others=others, inside=tuple(map(lists, step.lists)))
