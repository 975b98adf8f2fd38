"""A list without the rows that are not shown any more because a dispute was right."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from content.organisations import AgencyList, Entity


@dataclass(frozen=True, slots=True)
class Shown(Sequence[Entity]):
    """Some rows of a list; a long list stays in its file. `places` are the numbers of those that are shown."""

    rows: Sequence[Entity]
    places: "array[int]"

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Entity]:
        wanted = set(self.places)
        return (row for place, row in enumerate(self.rows) if place in wanted)

    @overload
    def __getitem__(self, at: int) -> Entity: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entity]: ...
    def __getitem__(self, at: int | slice) -> Entity | list[Entity]:
        if isinstance(at, slice):
            return [self.rows[place] for place in self.places[at]]
        return self.rows[self.places[at]]


def without(one: AgencyList, hidden: Collection[tuple[str, str]]) -> AgencyList:
    """The list as it is when none of its rows is hidden. A row is named by the ids of list and row."""
    rows = {row for name, row in hidden if name == one.id}
    if not rows:
        return one
    places = array("Q", (place for place, entity in enumerate(one.entities) if entity.id not in rows))
    return replace(one, entities=Shown(one.entities, places))
