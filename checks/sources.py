"""The text of a language's expressions in one file, read one by one.

To make the text of an expression takes longer than RE2 takes to compile it, and all of them are forty megabytes: so
they are kept beside the books, and the file is mapped into memory, of which only what is asked for is ever read.
"""

import mmap
import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from content.kept import write_whole

_HEAD = struct.Struct("64sI")  # the mark of what it was made from, and how many there are


@dataclass(frozen=True, slots=True)
class Sources:
    """Expressions by their place: behind the head the end of each, then the texts."""

    numbers: Mapping[str, int]  # pattern -> its place
    ends: "array[int]" = field(repr=False)
    data: mmap.mmap = field(repr=False)

    def get(self, say: str) -> bytes | None:
        number = self.numbers.get(say)
        if number is None:
            return None
        first = _HEAD.size + self.ends.itemsize * len(self.ends)
        begin = self.ends[number - 1] if number else 0
        return self.data[first + begin : first + self.ends[number]]


def opened(path: Path, mark: bytes, says: Iterable[str]) -> Sources | None:
    """The kept expressions of the patterns `says`; None when there are none for this mark."""
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
    return Sources({say: number for number, say in enumerate(says)}, ends, data)


def keep(path: Path, mark: bytes, sources: Iterable[str]) -> None:
    """Write them in one step; where that is not possible, they are made anew each time."""
    texts, ends, end = [text.encode() for text in sources], array("I"), 0
    for text in texts:
        ends.append(end := end + len(text))
    write_whole(path, b"".join((_HEAD.pack(mark, len(texts)), ends.tobytes(), *texts)))
