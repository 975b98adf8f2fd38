"""The patterns of a language as read, in one file, decoded one by one.

To read a pattern takes a hundred times as long as to decode its steps, and the steps of all patterns together would
be a hundred megabytes: so they are kept beside the books, and the file is mapped into memory, of which only what is
asked for is ever read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from checks.steps import Steps
from content import shelf
from content.shelf import Shelf

_DECODER = msgspec.msgpack.Decoder(Steps)


@dataclass(frozen=True, slots=True)
class Programs:
    """Patterns by their place."""

    numbers: Mapping[str, int]  # pattern -> its place
    steps: Shelf = field(repr=False)

    def get(self, say: str) -> Steps | None:
        number = self.numbers.get(say)
        return None if number is None else _DECODER.decode(self.steps[number])


def opened(path: Path, mark: bytes, says: Iterable[str]) -> Programs | None:
    """The kept patterns `says`; None when there are none for this mark."""
    steps = shelf.opened(path, mark)
    return Programs({say: number for number, say in enumerate(says)}, steps) if steps else None


def keep(path: Path, mark: bytes, several: Iterable[Steps]) -> None:
    """Write them in one step; where that is not possible, they are made anew each time."""
    shelf.put(path, mark, map(msgspec.msgpack.encode, several))
