"""What a work contract should say, as frozen values: the points to look for, and the words they are found by."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a contract. `content/contract.toml`, `[<id>]`; its words are `contract.<id>` in the texts.

    `fair`: should be there, and is named when it is missing. `against`: may turn against the worker, shown first.
    """

    id: str
    group: Literal["fair", "against"]
    rule: str
    sources: tuple[str, ...]
    read_on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """The points in the order they are shown, and per language the words of each (`content/contract_words.toml`).

    Beside the points there are `contract` (what a contract calls itself) and the units `hour`, `day`, `week`, `month`,
    `year`.
    """

    points: dict[str, Point] = field(default_factory=dict)
    words: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, group: str) -> tuple[str, ...]:
        return tuple(point.id for point in self.points.values() if point.group == group)
