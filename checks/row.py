"""The words of a text in a row, and where the steps of a pattern are found among them.

Places in the text are the bits of one number, so a step is taken from all places at once with a shift and an `and`:
the time grows with the text and the steps, never with the ways to match them, and no pattern can hang.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from checks.reading.amounts import multipliers
from checks.steps import BEGINNING, Choice, Gap, Number, Step, Steps, runs
from checks.tokens import BREAK, token_words

_NUMBER = re.compile(r"[0-9][0-9.,]*(?:k|к|m|jt|rb|tr)?")  # also "15k" and "1.5m"


@dataclass(frozen=True)
class Row:
    """The words of a text, sentence marks among them and no commas, and at which places each one stands.

    Places are bits, the first word's the lowest. What the steps of a text ask for again is remembered here.
    """

    words: Sequence[str]
    where: Mapping[str, int]
    commas: int = 0  # the places with a comma before them
    single: "dict[int, tuple[Choice, int]]" = field(default_factory=dict)  # with each step: ids must not be used again
    several: "dict[int, tuple[Choice, Mapping[int, int]]]" = field(default_factory=dict)

    @classmethod
    def of(cls, tokens: Iterable[str]) -> "Row":
        words, where = list[str](), dict[str, int]()
        bit, commas = 1, 0
        for word in tokens:
            if word == ",":
                commas |= bit
                continue
            words.append(word)
            where[word] = where.get(word, 0) | bit
            bit <<= 1
        return cls(words, where, commas)

    @cached_property
    def different(self) -> set[str]:
        """Each word once. A plain set, because that meets the keys of a dictionary by the smaller of the two."""
        return set(self.where)

    @cached_property
    def written(self) -> str:
        return " ".join(self.where)

    @cached_property
    def every(self) -> int:
        """The places of all words."""
        return (1 << len(self.words)) - 1

    @cached_property
    def inner(self) -> int:
        """The places of all words that are no sentence marks."""
        return self.every & ~self.where.get(BREAK, 0)

    @cached_property
    def by_beginning(self) -> Mapping[str, Sequence[str]]:
        """The different words by their first letters."""
        found: dict[str, list[str]] = {}
        for word in self.where:
            found.setdefault(word[:BEGINNING], []).append(word)
        return found

    def begun(self, begin: str) -> int:
        """The places of the words that begin with some letters."""
        words = self.where if len(begin) < BEGINNING else self.by_beginning.get(begin[:BEGINNING], ())
        return together(self.where[word] for word in words if word.startswith(begin))

    @cached_property
    def numbers(self) -> int:
        return together(places for word, places in self.where.items() if _NUMBER.fullmatch(word))

    def places(self, word: str) -> int:
        """Where a word of a run stands."""
        return self.begun(word[:-1]) if word[-1] == "*" else self.where.get(word, 0)


def after(steps: Steps, row: Row, at: int) -> int:
    """The places behind `steps` that begin at one of the places `at`."""
    for step in steps:
        if isinstance(step, Gap):
            at = _over(step, row, at)
        else:
            found = _taken(step, row, at)
            at = found | at if step.optional else found
        if not at:
            return 0
    return at


def _taken(step: Choice | Number, row: Row, at: int) -> int:
    """The places behind a step that is not missing."""
    return _chosen(step, row, at) if isinstance(step, Choice) else _numbers(step, row, at)


def first(steps: Steps, row: Row, begin: int, end: int) -> tuple[int, int] | None:
    """The first match that begins at a place from `begin` to `end`: that place, and the one behind it.

    Of several ways to match the one with the nearest words behind gaps is taken, and at its end the longest.
    """
    window = ((1 << end) - (1 << begin)) & _opens(steps[0], row)
    last = _last_needed(steps)
    for start in bits(window):
        for place in bits(after(steps[:last], row, 1 << start)):
            found = after(steps[last : last + 1], row, 1 << place)
            if found:
                return start, _with_more(steps[last + 1 :], row, found.bit_length() - 1)
    return None


def _with_more(steps: Steps, row: Row, end: int) -> int:
    """The end of a match when the steps behind the last one it needs are taken where they are there."""
    at = 1 << end
    for step in steps:
        if isinstance(step, Gap):
            at = _over(step, row, at)
        elif found := _taken(step, row, at):
            end = (found & -found).bit_length() - 1
            at = 1 << end
        else:
            at = 1 << end
    return end


def _last_needed(steps: Steps) -> int:
    """The number of the last step that may not be missing; gaps may."""
    return max((n for n, step in enumerate(steps) if not isinstance(step, Gap) and not step.optional), default=0)


def _opens(step: Step, row: Row) -> int:
    """The places at which a step may begin; all when in doubt."""
    if isinstance(step, Gap) or step.optional:
        return row.every
    if isinstance(step, Number):
        return row.numbers
    taken = _words(step, row) | together(run for run in _runs(step, row).values())
    taken |= together(_opens(other[0], row) for other in step.others)
    return taken | together(_opens(choice, row) for choice in step.inside)


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _chosen(step: Choice, row: Row, at: int) -> int:
    found = (at & _words(step, row)) << 1
    if step.runs:
        for length, starts in _runs(step, row).items():
            found |= (at & starts) << length
    for choice in step.inside:
        found |= _chosen(choice, row, at)
    for other in step.others:
        found |= after(other, row, at)
    return found


def _words(step: Choice, row: Row) -> int:
    """The places of the single words that are all of a step."""
    kept = row.single.get(id(step))
    if kept:
        return kept[1]
    found = 0
    for word in step.whole & row.different:
        found |= row.where[word]
    if step.begins:
        for letters in step.begins.keys() & row.by_beginning.keys():
            begins = step.begins[letters]
            for word in row.by_beginning[letters]:
                if word.startswith(begins):
                    found |= row.where[word]
    for begin in step.short:
        found |= row.begun(begin)
    if step.ends or step.holds:
        found |= _inflected(step, row)
    row.single[id(step)] = step, found
    return found


def _inflected(step: Choice, row: Row) -> int:
    """The places of the words that end with, or hold, letters of a step."""
    ends = tuple(end for end in step.ends if end in row.written)
    holds = [part for part in step.holds if part in row.written]
    if not (ends or holds):
        return 0
    held = (word for word in row.where if word.endswith(ends) or any(part in word for part in holds))
    return together(map(row.where.__getitem__, held))


def _runs(step: Choice, row: Row) -> Mapping[int, int]:
    """The places where runs of a step begin, by their length."""
    kept = row.several.get(id(step))
    if kept:
        return kept[1]
    found: dict[int, int] = {}
    for word in step.runs.keys() & row.different:
        here = row.where[word]
        for behind in step.runs[word]:
            starts, distance = here, 1
            for other in behind:
                starts &= row.places(other) >> distance
                if not starts:
                    break
                distance += 1
            else:
                found[distance] = found.get(distance, 0) | starts
    row.several[id(step)] = step, found
    return found


def _over(gap: Gap, row: Row, at: int) -> int:
    """Places behind a gap. A comma takes one of its words."""
    inner = row.every if gap.across else row.inner
    commas = row.commas
    waiting, before, now = at & commas, 0, at & ~commas  # places by how many words of the gap were needed to get there
    found = now
    for _ in range(gap.most):
        before, now = now, ((now & inner) << 1) & ~commas | ((before & inner) << 1) & commas | waiting
        found |= now
        waiting = 0
    return found


def _numbers(step: Number, row: Row, at: int) -> int:
    found = (at & row.numbers) << 1
    for length, starts in _runs(_times(), row).items():
        found |= (found & starts) << length
    found |= (found & _words(_times(), row)) << 1
    return (found & row.where.get("%", 0)) << 1 if step.percent else found


def together(places: Iterable[int]) -> int:
    """All bits that one of several numbers has."""
    found = 0
    for some in places:
        found |= some
    return found


@lru_cache(maxsize=1)
def _times() -> Choice:
    """Multipliers that stand apart from their number."""
    several = [token_words(word) for word in multipliers()]
    return Choice(frozenset(words[0] for words in several if len(words) == 1), runs=runs(several))
