"""What a look-alike rule answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from checks.protected import Name

Level = Literal["red", "amber", "info"]
Difference = Literal[
    "letters",
    "slip",
    "hyphen",
    "dot",
    "inside",
    "subdomain",
    "words",
    "ending",
    "stranger_host",
    "visa_site",
    "elsewhere",
]
_RANK: dict[Level, int] = {"red": 3, "amber": 2, "info": 1}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A host that may be taken for an organisation's.

    `level`: "red" when no honest reading is left, "amber" when there may be one, "info" when all that can be said is
    that the organisation is not known to use it. `difference`: how the two differ; `added`: the words that were added.
    """

    level: Level
    name: Name
    difference: Difference
    added: str = ""


def strongest(found: Iterable[Likeness | None]) -> Likeness | None:
    """The one that says most; of equals the one with the longer name that is no ordinary word, then the first."""
    said = [likeness for likeness in found if likeness]
    return max(said, key=lambda x: (_RANK[x.level], not x.name.ordinary, len(x.name.text)), default=None)
