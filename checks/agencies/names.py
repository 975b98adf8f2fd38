"""An index of names: which of 100,000 a text may mention, in time that hardly grows with their number.

Numbers in flat arrays, so that half a million names fit into memory: word -> the names that have it, and for each
word its two halves, by which a word with one wrong letter is found (one wrong letter leaves one half whole).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from rapidfuzz.distance import OSA

from checks.agencies.ear import Ear
from checks.agencies.flat import Flat
from checks.agencies.kept import Kept
from checks.agencies.normal import words
from checks.agencies.scorer import Rarity, is_own, score

MOST_ALIKE = 400  # names with one word that are looked at; a word of more names tells too little
MOST_NAMES = 60  # with a word by which a name is found in a text; a word of more names tells too little
LEAST_TYPED = 5  # letters of a word in which one wrong letter is forgiven
MOST_KEPT = 4_096  # words whose near ones are kept in mind: everyday words come again and again
BEST = 40  # names that are compared in full when one is looked up


@dataclass(frozen=True, slots=True)
class Names:
    """Made by `index`. A name's number leads to its row in whatever was indexed."""

    rows: "array[int]"  # name -> row
    ends: "array[int]"  # name -> where its words end in `spelling`
    spelling: "array[int]"  # the numbers of all names' words
    ids: dict[str, int]  # word -> its number
    texts: list[str]  # the other way round
    having: "list[array[int]]"  # word -> the names that have it
    near: Mapping[str, Sequence[int]]  # word -> those that are it with a letter wrong, missing, too many, or swapped
    opening: Flat  # hash of two words -> the names that begin with them
    ear: Ear  # the names by how they sound
    rarity: Rarity = field(repr=False)

    def words(self, name: int) -> tuple[str, ...]:
        begin = self.ends[name - 1] if name else 0
        return tuple(map(self.texts.__getitem__, self.spelling[begin : self.ends[name]]))

    def look_up(self, name: str, least: float) -> list[tuple[float, int]]:
        """The names most like `name`, best first, with their scores; none below `least`."""
        asked = words(name)
        chances: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys((*asked, "".join(asked))):
            for number in self._meant(word):
                weight = self.rarity.weight(self.texts[number])
                for candidate in self.having[number][: MOST_ALIKE if is_own(word) else 0]:
                    chances[candidate] += weight
        likely = sorted(chances, key=lambda n: (-chances[n], n))[:BEST]
        scored = ((score(asked, self.words(n), self.rarity), n) for n in likely)
        return sorted(((s, n) for s, n in scored if s >= least), key=lambda pair: (-pair[0], pair[1]))

    def _meant(self, word: str) -> Iterable[int]:
        exact = self.ids.get(word)
        return [*([] if exact is None else [exact]), *self.near[word]]


def index(names: Iterable[tuple[int, str]]) -> Names:
    """Index `names`, each with the number of its row."""
    rows, ends, spelling = array("I"), array("I"), array("I")
    ids: dict[str, int] = {}
    having: list[array[int]] = []
    opening = list[tuple[int, int]]()
    for row, name in names:
        spelled = words(name)
        if not spelled:
            continue
        for written in spelled:
            number = ids.setdefault(written, len(ids))
            if number == len(having):
                having.append(array("I"))
            if not having[number] or having[number][-1] != len(rows):
                having[number].append(len(rows))
            spelling.append(number)
        opening.append((hash(spelled[:2]), len(rows)))
        rows.append(row)
        ends.append(len(spelling))
    seen = {word: len(having[number]) for word, number in ids.items()}
    texts, begins = list(ids), [0, *ends]
    ear = Ear.of([texts[n] for n in spelling[begin:end]] for begin, end in zip(begins, ends, strict=False))
    near = Kept(partial(_near, texts, _halves(texts)), MOST_KEPT)
    return Names(rows, ends, spelling, ids, texts, having, near, Flat.of(opening), ear, Rarity(len(rows), seen))


def _halves(texts: Sequence[str]) -> Flat:
    """Hash of half a word -> the words."""
    long = ((number, word) for number, word in enumerate(texts) if len(word) >= LEAST_TYPED - 1)
    return Flat.of((key, number) for number, word in long for key in _keys(word))


def _keys(word: str) -> tuple[int, int]:
    half = len(word) // 2
    return hash((len(word), 0, word[:half])), hash((len(word), 1, word[half:]))


def _near(texts: Sequence[str], halves: Flat, word: str) -> tuple[int, ...]:
    """Numbers of words that are `word` with one slip: one half is whole then."""
    if len(word) < LEAST_TYPED:
        return ()
    likely = dict.fromkeys(number for key in _query_halves(word) for number in halves.get(key))
    return tuple(number for number in likely if OSA.distance(word, texts[number], score_cutoff=1) == 1)


def _query_halves(word: str) -> Iterator[int]:
    """The halves that words of nearly these letters may have."""
    for length in (len(word) - 1, len(word), len(word) + 1):
        half = length // 2
        yield hash((length, 0, word[:half]))
        yield hash((length, 1, word[len(word) - (length - half) :]))


def of_rows(given: Sequence[Sequence[str]]) -> Names:
    """Index rows that have several names each; a name's row is its place in `given`."""
    return index((row, name) for row, several in enumerate(given) for name in several)
