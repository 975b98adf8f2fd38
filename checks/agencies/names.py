"""An index of names: which of 100,000 a text may mention, in time that hardly grows with their number.

Numbers in flat arrays, so that half a million names fit into memory: word -> the names that have it, and for each
word its two halves, by which a word with one wrong letter is found (one wrong letter leaves one half whole).
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from checks.agencies.normal import sounds, words
from checks.agencies.scorer import Rarity, is_own, score

MOST_ALIKE = 400  # names with one word that are looked at; a word of more names tells too little
LEAST_TYPED = 5  # letters of a word in which one wrong letter is forgiven
LEAST_SOUND = 2  # consonants of a word that is found by its sound
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
    halves: "array[int]"  # sorted hashes of half words
    halved: "array[int]"  # beside them, the numbers of the words
    sounds: dict[str, "array[int]"]  # consonants -> words
    opening: dict[int, "array[int]"]  # hash of two words -> the names that begin with them
    rarity: Rarity = field(repr=False)

    def words(self, name: int) -> tuple[str, ...]:
        begin = self.ends[name - 1] if name else 0
        return tuple(self.texts[number] for number in self.spelling[begin : self.ends[name]])

    def near(self, word: str) -> Iterator[int]:
        """Numbers of words that are `word` with one letter wrong, missing, too many, or two swapped."""
        if len(word) < LEAST_TYPED:
            return
        tried = set[int]()
        for key in _query_halves(word):
            at = bisect_left(self.halves, key)
            while at < len(self.halves) and self.halves[at] == key:
                number = self.halved[at]
                if number not in tried and OSA.distance(word, self.texts[number], score_cutoff=1) == 1:
                    yield number
                tried.add(number)
                at += 1

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
        return [*([] if exact is None else [exact]), *self.near(word)]


def index(names: Iterable[tuple[int, str]]) -> Names:
    """Index `names`, each with the number of its row."""
    rows, ends, spelling = array("I"), array("I"), array("I")
    ids: dict[str, int] = {}
    having: list[array[int]] = []
    opening: dict[int, array[int]] = {}
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
        opening.setdefault(hash(spelled[:2]), array("I")).append(len(rows))
        rows.append(row)
        ends.append(len(spelling))
    halves, halved = _halves(ids)
    seen = {word: len(having[number]) for word, number in ids.items()}
    rarity = Rarity(len(rows), seen)
    return Names(rows, ends, spelling, ids, list(ids), having, halves, halved, _sounds(ids), opening, rarity)


def _halves(ids: dict[str, int]) -> "tuple[array[int], array[int]]":
    pairs = sorted((key, number) for word, number in ids.items() if len(word) >= LEAST_TYPED - 1 for key in _keys(word))
    return array("q", [key for key, _ in pairs]), array("I", [number for _, number in pairs])


def _keys(word: str) -> tuple[int, int]:
    half = len(word) // 2
    return hash((len(word), 0, word[:half])), hash((len(word), 1, word[half:]))


def _query_halves(word: str) -> Iterator[int]:
    """The halves a word of nearly these letters may have: one slip leaves one of them whole."""
    for length in (len(word) - 1, len(word), len(word) + 1):
        half = length // 2
        yield hash((length, 0, word[:half]))
        yield hash((length, 1, word[len(word) - (length - half) :]))


def _sounds(ids: dict[str, int]) -> dict[str, "array[int]"]:
    found: dict[str, array[int]] = {}
    for word, number in ids.items():
        for heard in sounds(word) if is_own(word) and word.isalpha() else ():
            if len(heard) >= LEAST_SOUND:
                found.setdefault(heard, array("I")).append(number)
    return found


def of_rows(given: Sequence[Sequence[str]]) -> Names:
    """Index rows that have several names each; a name's row is its place in `given`."""
    return index((row, name) for row, several in enumerate(given) for name in several)
