"""What a new copy of a list changes, and whether it may be taken over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.lists.parse import BadFile
from content.organisations import Entity
from content.sources import ListSource

SHOWN = 5  # examples of each kind


@dataclass(frozen=True, slots=True)
class Change:
    """How two copies differ: numbers, and a few names of each kind."""

    before: int
    after: int
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)  # added, removed, changed

    def lines(self) -> Iterator[str]:
        yield f"{self.before:,} rows before, {self.after:,} now"
        kinds = ("added", "removed", "changed")
        for kind, count, names in zip(kinds, self.counts, (self.added, self.removed, self.changed), strict=True):
            if count:
                more = f" and {count - len(names):,} more" if count > len(names) else ""
                yield f"{count:,} {kind}: {'; '.join(names)}{more}"


class Digests:
    """One number a row, so that two copies of a million rows can be compared in little memory."""

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}  # of the id -> of all that is said

    def take(self, found: Iterable[Entity]) -> Iterator[Entity]:
        for entity in found:
            self.rows[hash(entity.id)] = hash((entity.name, entity.status, entity.phones, entity.valid_to))
            yield entity


def compare(before: Mapping[int, int], after: Digests, names: Iterable[Entity], old: Iterable[Entity]) -> Change:
    """The change from `before` to `after`; `names` and `old` are walked for examples only."""
    new = after.rows
    added, removed = new.keys() - before.keys(), before.keys() - new.keys()
    changed = {key for key in new.keys() & before.keys() if new[key] != before[key]}
    return Change(
        len(before),
        len(new),
        _some(names, added),
        _some(old, removed),
        _some(names, changed),
        (len(added), len(removed), len(changed)),
    )


def _some(found: Iterable[Entity], wanted: set[int]) -> tuple[str, ...]:
    names: list[str] = []
    for entity in found if wanted else ():
        if hash(entity.id) in wanted:
            names.append(entity.name)
            if len(names) == SHOWN:
                break
    return tuple(names)


def allow(rows: int, before: int | None, source: ListSource) -> None:
    """Raise BadFile when a copy is too small, too large, or too far from the last one."""
    if not source.min_rows <= rows <= source.max_rows:
        raise BadFile(f"it has {rows:,} rows; {source.min_rows:,} to {source.max_rows:,} are expected")
    if before and abs(rows - before) > source.most_change * before:
        share = f"{source.most_change:.0%}"
        raise BadFile(f"it went from {before:,} to {rows:,} rows, more than the {share} this list allows")
