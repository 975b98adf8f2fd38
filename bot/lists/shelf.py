"""Where added lists stand: var/lists/<id>/, one CSV a copy and one small file that says which copy is in force.

A new copy is written whole beside the old one, and the small file is replaced in one step: whoever reads sees the
old list or the new one, never half a list, wherever the program is stopped. The last two copies are kept.
"""

import csv
import mmap
import os
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import overload

import msgspec

from bot.lists.entities import SEVERAL
from content.organisations import AgencyList, Entity
from content.sources import ListSource, read_source

COLUMNS = tuple(f.name for f in fields(Entity))
KEPT = 2
IN_FORCE = "current.json"
WAITING = "waiting.json"
DEFINITION = "definition.toml"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a list: its file, the day the list says, the day we read it, and what the server said of it."""

    file: str
    list_date: date
    read_on: date
    rows: int
    etag: str = ""
    modified: str = ""
    by: tuple[str, ...] = ()  # who brought it and who approved it


class Table(Sequence[Entity]):
    """The organisations of a copy, read from the file as they are asked for; the pages are the system's to share."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts = array("Q", _row_starts(self._bytes))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Entity]:
        with self._path.open(encoding="utf-8", newline="") as lines:
            yield from map(_entity, csv.reader(lines))

    @overload
    def __getitem__(self, at: int) -> Entity: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entity]: ...
    def __getitem__(self, at: int | slice) -> Entity | list[Entity]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        line = self._bytes[self._starts[at] : self._starts[at + 1]].decode()
        return _entity(next(csv.reader([line.rstrip("\r\n")])))


def _row_starts(data: mmap.mmap) -> Iterator[int]:
    """Where each line begins, and the end. Line breaks inside cells were written as spaces."""
    at = 0
    while at < len(data):
        yield at
        found = data.find(b"\n", at)
        at = found + 1 if found >= 0 else len(data)
    yield len(data)


def _entity(cells: Sequence[str]) -> Entity:
    given = {n: c for n, c in zip(COLUMNS, cells, strict=True) if c}
    several = {n: tuple(c.split(" | ")) for n, c in given.items() if n in SEVERAL}
    return Entity(**given | several)  # type: ignore[arg-type]  # written by `_cells`


def _cells(entity: Entity) -> list[str]:
    values = (getattr(entity, name) for name in COLUMNS)
    said = (" | ".join(value) if isinstance(value, tuple) else value for value in values)
    return [" ".join(value.split()) for value in said]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All added lists below one folder."""

    root: Path

    def ids(self) -> list[str]:
        return sorted(path.parent.name for path in self.root.glob(f"*/{DEFINITION}"))

    def source(self, ident: str) -> ListSource:
        """The definition a list was added with. Raises SourceError."""
        return replace(read_source(self.root / ident / DEFINITION), id=ident)

    def define(self, ident: str, definition: Path) -> None:
        """Take over a definition: from now on the list is among ours."""
        folder = self.root / ident
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / DEFINITION, definition.read_bytes())

    def copy(self, ident: str, which: str = IN_FORCE) -> Copy | None:
        """The copy in force (or waiting for a second person); None when there is none that can be read."""
        try:
            return msgspec.json.decode((self.root / ident / which).read_bytes(), type=Copy)
        except (OSError, msgspec.MsgspecError):
            return None

    def entities(self, ident: str, copy: Copy) -> Table:
        return Table(self.root / ident / copy.file)

    def write(self, ident: str, name: str, found: Iterable[Entity]) -> int:
        """Write a copy's rows; how many. Nothing is in force before `put`."""
        path, count = self.root / ident / name, 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="", delete=False) as file:
            try:
                writer = csv.writer(file, lineterminator="\n")
                for entity in found:
                    writer.writerow(_cells(entity))
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        Path(file.name).replace(path)
        return count

    def discard(self, ident: str, name: str) -> None:
        (self.root / ident / name).unlink(missing_ok=True)

    def put(self, ident: str, copy: Copy, which: str = IN_FORCE) -> None:
        """Make a copy the one in force, in one step, and drop those nobody needs."""
        _replace(self.root / ident / which, msgspec.json.encode(copy))
        if which == IN_FORCE:
            (self.root / ident / WAITING).unlink(missing_ok=True)
        self._tidy(ident)

    def _tidy(self, ident: str) -> None:
        needed = {copy.file for which in (IN_FORCE, WAITING) if (copy := self.copy(ident, which))}
        files = sorted((self.root / ident).glob("*.csv"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in [path for path in files if path.name not in needed][KEPT - 1 :]:
            path.unlink(missing_ok=True)

    def drop(self, ident: str) -> None:
        shutil.rmtree(self.root / ident)

    def lists(self) -> list[AgencyList]:
        """The lists in force, as the checks want them."""
        found = []
        for ident in self.ids():
            if copy := self.copy(ident):
                found.append(_list(self.source(ident), copy, self.entities(ident, copy)))
        return found

    def mark(self) -> tuple[tuple[str, int], ...]:
        """Changes whenever a list in force does."""
        paths = sorted(self.root.glob(f"*/{IN_FORCE}"))
        return tuple((path.parent.name, path.stat().st_mtime_ns) for path in paths)


def _list(source: ListSource, copy: Copy, table: Table) -> AgencyList:
    """An added list as one of content's."""
    return AgencyList(
        source.id, source.name, source.authority, source.country, source.url, copy.list_date, source.max_age_days,
        source.min_rows, source.max_rows, source.statuses, source.note, source.other, table,
    )  # fmt: skip


def _replace(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
