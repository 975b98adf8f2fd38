"""Many numbers under one key, in flat arrays: twenty bytes for a pair, so that millions of them fit into memory."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ROOM = 4  # places for each key in `seen`: of questions about strangers, one in five at most is let through


@dataclass(frozen=True, slots=True)
class Flat:
    """Numbers by hash. Two things with one hash share their numbers: whoever asks looks at what is found."""

    keys: "array[int]"  # sorted
    numbers: "array[int]"  # beside them
    seen: bytearray = field(repr=False)  # is anything there at all? Ends nearly all questions
    mask: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> "Flat":
        """Pairs of a key (a hash) and a number; the numbers of one key come out in the order they were given."""
        keys, numbers = array("q"), array("I")
        for key, number in pairs:
            keys.append(key)
            numbers.append(number)
        order = array("I", sorted(range(len(keys)), key=keys.__getitem__))
        mask = (1 << (ROOM * len(keys)).bit_length()) - 1
        seen = bytearray(mask + 1)
        for key in keys:
            seen[key & mask] = 1
        return cls(array("q", map(keys.__getitem__, order)), array("I", map(numbers.__getitem__, order)), seen, mask)

    def get(self, key: int) -> Sequence[int]:
        if not self.seen[key & self.mask]:
            return ()
        return self.numbers[bisect_left(self.keys, key) : bisect_right(self.keys, key)]
