"""The patterns of a language as read, in one file, decoded one by one.

To read a pattern takes a hundred times as long as to decode its steps, and the steps of all patterns together would
be a hundred megabytes: so they are kept beside the books, and the file is mapped into memory, of which only what is
asked for is ever read.
"""

import mmap
import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from checks.steps import Steps
from content.kept import write_whole

_HEAD = struct.Struct("64sI")  # the mark of what it was made from, and how many there are
_DECODER = msgspec.msgpack.Decoder(Steps)


@dataclass(frozen=True, slots=True)
class Programs:
    """Patterns by their place: behind the head the end of each, then the steps."""

    numbers: Mapping[str, int]  # pattern -> its place
    ends: "array[int]" = field(repr=False)
    data: mmap.mmap = field(repr=False)

    def get(self, say: str) -> Steps | None:
        number = self.numbers.get(say)
        if number is None:
            return None
        first = _HEAD.size + self.ends.itemsize * len(self.ends)
        begin = self.ends[number - 1] if number else 0
        return _DECODER.decode(self.data[first + begin : first + self.ends[number]])


def opened(path: Path, mark: bytes, says: Iterable[str]) -> Programs | None:
    """The kept patterns `says`; None when there are none for this mark."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    if len(data) < _HEAD.size:
        return None
    made_from, count = _HEAD.unpack(data[: _HEAD.size])
    ends = array("I")
    first = _HEAD.size + ends.itemsize * count
    if made_from != mark or len(data) < first:
        return None
    ends.frombytes(data[_HEAD.size : first])
    if len(data) != first + (ends[-1] if ends else 0):  # cut short
        return None
    return Programs({say: number for number, say in enumerate(says)}, ends, data)


def keep(path: Path, mark: bytes, several: Iterable[Steps]) -> None:
    """Write them in one step; where that is not possible, they are made anew each time."""
    texts, ends, end = [msgspec.msgpack.encode(steps) for steps in several], array("I"), 0
    for text in texts:
        ends.append(end := end + len(text))
    write_whole(path, b"".join((_HEAD.pack(mark, len(texts)), ends.tobytes(), *texts)))
