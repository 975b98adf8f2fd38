"""How alike two names are, 0 to 100: words are paired, and a rare word weighs more than "International".

What counts is how much of the shorter name finds its partner in the longer one; words the longer one has besides
cost a little. Two names that share only such words as "Recruitment Agency" share nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, JaroWinkler

from checks.agencies.normal import vocabulary

GENERIC = 0.3  # weight of a word that thousands of firms have
INITIALS = 2.5  # of a short word, which is right or wrong as a whole
LEAST, MOST = 1.5, 4.0  # of any other word, by its rarity
EXTRA = 0.2  # how much of the score words cost that only the longer name has
ORDER = 4.0  # points off when the same words stand in another order
FIRST = 3.0  # points off when the names begin with different words
OTHER_KIND = 6.0  # points off when no word of their kind is the same, though both have some
PRAISE_ALONE = 6.0  # points off when all they share of their own is such a word as "Best"
OTHER_INITIALS = 5.0  # points off when one name is nothing but initials and the other is not quite the same
SHORT = 3  # letters up to which a word is initials
ALIKE = 0.7  # two words less alike than this are different
GLUED = 0.88  # names written together are one from here on, when this much of them is the same


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many of `names` have a word: what makes a word rare or common."""

    names: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Sequence[str]]) -> "Rarity":
        seen, count = Counter[str](), 0
        for words in names:
            seen.update(set(words))
            count += 1
        return cls(count, seen)

    def weight(self, word: str) -> float:
        if word in vocabulary().generic:
            return GENERIC
        if len(word) <= SHORT and word.isalpha():
            return INITIALS
        rare = math.log((self.names + 10) / (self.seen.get(word, 0) + 1)) - 1.5
        return min(MOST, max(LEAST, rare))


def is_own(word: str) -> bool:
    """Is it a word of the firm's own, not of its kind?"""
    return word not in vocabulary().generic


def score(first: Sequence[str], second: Sequence[str], rarity: Rarity) -> float:
    """How alike two names are, given as normal words; 100 for the same words in the same order."""
    if tuple(first) == tuple(second):
        return 100.0 if first else 0.0
    if not (any(map(is_own, first)) and any(map(is_own, second))):
        return 0.0
    if "".join(first) == "".join(second):
        return 99.0
    points = max(_aligned(first, second, rarity), _glued(first, second))
    return points - _unlike(first, second)


def _unlike(first: Sequence[str], second: Sequence[str]) -> float:
    """Points off for firms of another kind ("First Choice Care", "First Choice Recruitment") and other initials."""
    kinds = [{word for word in name if not is_own(word)} for name in (first, second)]
    own = [{word for word in name if is_own(word)} for name in (first, second)]
    other_kind = OTHER_KIND if all(kinds) and kinds[0].isdisjoint(kinds[1]) else 0.0
    initials = any(all(len(word) <= SHORT for word in words) for words in own)
    praise = PRAISE_ALONE if _praised(*sorted(own, key=len)) else 0.0
    return other_kind + praise + (OTHER_INITIALS if initials and tuple(first) != tuple(second) else 0.0)


def _praised(fewer: set[str], more: set[str]) -> bool:
    """Has one name nothing of its own but a word of praise, and the other more?"""
    return len(fewer) < len(more) and fewer <= vocabulary().praise


def _aligned(first: Sequence[str], second: Sequence[str], rarity: Rarity) -> float:
    pairs = _pairs(first, second, rarity)
    one = _Side.of(first, [places for _, places, _, _ in pairs], rarity)
    other = _Side.of(second, [places for _, _, places, _ in pairs], rarity)
    shorter, longer = (one, other) if one.total <= other.total else (other, one)
    lost = sum((1 - math.pow(alike, 1.5)) * weight for alike, _, _, weight in pairs) / 2
    found = max(0.0, (shorter.found - lost) / shorter.total)
    points = 100 * found * (1 - EXTRA * (1 - longer.found / longer.total))
    if points > 90 and sorted(first) == sorted(second):
        points -= ORDER
    if points < 97 and not similar(first[0], second[0]):
        points -= FIRST
    return max(0.0, points)


@dataclass(frozen=True, slots=True)
class _Side:
    """The weight of a name's words, and of those that found a partner."""

    total: float
    found: float

    @classmethod
    def of(cls, words: Sequence[str], taken: Iterable[range], rarity: Rarity) -> "_Side":
        weights = [rarity.weight(word) for word in words]
        return cls(sum(weights), sum(weights[place] for places in taken for place in places))


# How alike, the places in the first and in the second name, and the weight of the words at both.
Pair = tuple[float, range, range, float]


def _pairs(first: Sequence[str], second: Sequence[str], rarity: Rarity) -> list[Pair]:
    """Partners, the most alike first, each word used once; two words may pair with one that joins them."""
    found = []
    others = _runs(second, rarity)
    for a, left, weight in _runs(first, rarity):
        for b, right, more in others:
            if len(a) + len(b) > 3:  # two words with two: they pair singly
                continue
            alike = similar(left, right)
            if alike and alike >= (ALIKE if len(a) == len(b) else 0.8):
                found.append((alike, a, b, weight + more))
    found.sort(key=lambda pair: (-pair[0], -pair[3]))
    return _once(found)


def _runs(words: Sequence[str], rarity: Rarity) -> list[tuple[range, str, float]]:
    """Words and each two together: their places, what they make, and what they weigh."""
    weights = [rarity.weight(word) for word in words]
    single = [(range(n, n + 1), words[n], weights[n]) for n in range(len(words))]
    pairs = pairwise(range(len(words)))
    return single + [(range(a, b + 1), words[a] + words[b], weights[a] + weights[b]) for a, b in pairs]


def _once(pairs: Iterable[Pair]) -> list[Pair]:
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for pair in pairs:
        if used[0].isdisjoint(pair[1]) and used[1].isdisjoint(pair[2]):
            used[0].update(pair[1])
            used[1].update(pair[2])
            kept.append(pair)
    return kept


@lru_cache(maxsize=4_096)  # the words of a name are held against the same few words again and again
def similar(a: str, b: str) -> float:
    """How alike two words are, 0 to 1; 0 below ALIKE. Words of up to SHORT letters are the same or not."""
    if a == b:
        return 1.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(long) - len(short) == len("al") and long.startswith(("al", "el")) and long.endswith(short):
        return 0.95  # the Arabic article, written with the noun
    if len(short) <= SHORT:
        return 0.0
    slips = OSA.distance(a, b)
    if slips == 1 and len(long) >= 5 and a[0] == b[0]:
        return max(1 - 1 / len(long), 0.88)
    alike = 1 - slips / len(long)
    if long.startswith(short):
        alike = max(alike, 0.7)
    if len(short) == len(long) and sorted(a) == sorted(b):
        alike = max(alike, 0.8)
    if alike < 0.75 and JaroWinkler.similarity(a, b) > 0.92:
        alike = 0.75
    return alike if alike >= ALIKE else 0.0


def _glued(first: Sequence[str], second: Sequence[str]) -> float:
    """Names in which only spaces and a letter differ; initials must be the same."""
    if any(len(word) <= SHORT for word in set(first) ^ set(second)):
        return 0.0
    a, b = "".join(first), "".join(second)
    if a[0] != b[0]:
        return 0.0
    alike = 1 - OSA.distance(a, b) / max(len(a), len(b))
    return 100 * alike - 1 if alike >= GLUED and min(len(a), len(b)) >= 8 else 0.0
