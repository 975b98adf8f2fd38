"""Rows of bytes in one kept file that is mapped into memory: of something large only what is asked for is ever read.

As with `kept.py`, a copy with another mark, a lost or a broken one is as none.
"""

import mmap
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from content.kept import write_whole

_HEAD = struct.Struct("64sI")  # the mark of what it was made from, and how many rows there are
_Names = tuple[list[str], list[str]]  # the languages, and the keys of their texts


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows by number: behind the head the end of each, then the rows."""

    ends: "array[int]" = field(repr=False)
    data: mmap.mmap = field(repr=False)

    def __getitem__(self, number: int) -> bytes:
        first = _HEAD.size + self.ends.itemsize * len(self.ends)
        begin = self.ends[number - 1] if number else 0
        return self.data[first + begin : first + self.ends[number]]


def opened(path: Path, mark: bytes) -> Shelf | None:
    """What is kept there; None when there is nothing for this mark."""
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
    return Shelf(ends, data)


def put(path: Path, mark: bytes, rows: Iterable[bytes]) -> None:
    """Write the rows in one step; where that is not possible, nothing is kept."""
    several, ends, end = list(rows), array("I"), 0
    for row in several:
        ends.append(end := end + len(row))
    write_whole(path, b"".join((_HEAD.pack(mark, len(several)), ends.tobytes(), *several)))


Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Shelved(Mapping[str, str]):
    """The texts of one language by key. Each is decoded when it is asked for: most of those of most languages never
    are, and all together would fill ten megabytes. An empty text is as none.
    """

    places: Mapping[str, int] = field(repr=False)  # key -> its row, counted from `first`; the same for all languages
    first: int
    shelf: Shelf

    def __getitem__(self, key: str) -> str:
        text = self.shelf[self.first + self.places[key]]
        if not text:
            raise KeyError(key)
        return text.decode()

    def __iter__(self) -> Iterator[str]:
        return (key for key, place in self.places.items() if self.shelf[self.first + place])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def texts(path: Path, mark: bytes, make: Callable[[], Mapping[str, Texts]]) -> Mapping[str, Texts]:
    """The texts of each language from `path`, kept there first if need be; where nothing can be kept, those made."""
    shelf = opened(path, mark)
    if shelf:
        return _read(shelf)
    made = make()
    keys = sorted({key for several in made.values() for key in several})
    names: _Names = (list(made), keys)
    rows = (several.get(key, "").encode() for several in made.values() for key in keys)
    put(path, mark, (msgspec.msgpack.encode(names), *rows))
    shelf = opened(path, mark)
    return _read(shelf) if shelf else made


def _read(shelf: Shelf) -> dict[str, Texts]:
    tags, keys = msgspec.msgpack.decode(shelf[0], type=_Names)
    places = {key: number for number, key in enumerate(keys, 1)}
    return {tag: Shelved(places, number * len(keys), shelf) for number, tag in enumerate(tags)}
