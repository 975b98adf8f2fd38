"""Which names a text in another script may mention, by the consonants of its words.

Most words sound like some word of some name, so a name is looked for by two things that must both be there: its
first own word beside a word of its kind ("fatema", "overseas"), or its first two own words when it has none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.agencies.flat import Flat
from checks.agencies.normal import sound, sounds
from checks.agencies.scorer import is_own

AGREE = 2  # own words that make a name without any word of its kind
LEAST_HEARD = 2  # consonants of each own word of a name that was found by its sound
LEAST_HEARD_ALL = 5  # of all own words when no word of its kind stands there

Pair = tuple[str, int, str]  # a word of a kind or what is heard, how many words on, what is heard there


@dataclass(frozen=True, slots=True)
class Ear:
    """Made by `of`."""

    pairs: Flat  # hash of a Pair -> names
    kinds: Mapping[str, Sequence[int]]  # a word of a kind -> where first own words stand, seen from it
    apart: Mapping[str, Sequence[int]]  # how a first own word may sound -> where second ones stand, seen from it

    @classmethod
    def of(cls, names: Iterable[Sequence[str]]) -> "Ear":
        """The index of names, each given by its words; their numbers are their places in the row."""
        pairs, kinds, apart = list[tuple[int, int]](), dict[str, set[int]](), dict[str, set[int]]()
        for number, words in enumerate(names):
            for kind in _beside_a_kind(words):
                kinds.setdefault(kind[0], set()).add(kind[1])
                pairs.append((hash(kind), number))
            for two in _two_own(words):
                apart.setdefault(two[0], set()).add(two[1])
                pairs.append((hash(two), number))
        return cls(Flat.of(pairs), _tuples(kinds), _tuples(apart))

    def likely(self, texts: Sequence[str], heard: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
        """Names that may stand in a text of these words, each with the place of its first own word."""
        for own, pair in self._beside_kinds(texts, heard) + self._in_pairs(heard):
            for name in self.pairs.get(hash(pair)):
                yield name, own

    def _beside_kinds(self, texts: Sequence[str], heard: Sequence[Sequence[str]]) -> list[tuple[int, Pair]]:
        kinds = self.kinds
        places = [(place, text) for place, text in enumerate(texts) if text in kinds]
        beside = [(place, text, far) for place, text in places for far in kinds[text] if 0 <= place + far < len(heard)]
        return [(place + far, (text, far, way)) for place, text, far in beside for way in heard[place + far]]

    def _in_pairs(self, heard: Sequence[Sequence[str]]) -> list[tuple[int, Pair]]:
        apart = self.apart
        begins = [(own, way) for own, ways in enumerate(heard) for way in ways if way in apart]
        pairs = [(own, way, far) for own, way in begins for far in apart[way] if own + far < len(heard)]
        return [(own, (way, far, other)) for own, way, far in pairs for other in heard[own + far]]


def _tuples(sets: Mapping[str, Iterable[int]]) -> dict[str, tuple[int, ...]]:
    """The same, smaller: most are one of a few tuples."""
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {key: known.setdefault(row := tuple(sorted(given)), row) for key, given in sets.items()}


def is_kind(word: str) -> bool:
    """Is it a word of a firm's kind? The short ones stand in too many texts."""
    return not is_own(word) and len(word) > LEAST_HEARD


def _beside_a_kind(words: Sequence[str]) -> Iterator[Pair]:
    """A word of its kind and the first own word, as it may be heard: of a name with a kind, one of these is there."""
    own = _own(words)
    for place, word in enumerate(words):
        if own and is_kind(word):
            yield from ((word, own[0] - place, way) for way in sounds(words[own[0]]))


def _two_own(words: Sequence[str]) -> Iterator[Pair]:
    """The first two own words, as they may be heard, of a name that has no word of its kind."""
    own = _own(words)
    if len(own) < AGREE or any(map(is_kind, words)) or sum(len(sound(words[n])) for n in own) < LEAST_HEARD_ALL:
        return
    for way in sounds(words[own[0]]):
        yield from ((way, own[1] - own[0], other) for other in sounds(words[own[1]]))


def _own(words: Sequence[str]) -> list[int]:
    """The places of a name's own words; none when one of them is too short to be heard."""
    own = [place for place, word in enumerate(words) if is_own(word)]
    return own if all(len(sound(words[place])) >= LEAST_HEARD for place in own) else []
