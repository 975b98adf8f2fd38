"""Where official lists come from: how to fetch one and which of its columns mean what. `content/lists/<id>.toml`.

A definition makes nothing happen by itself: an operator adds it (`python -m bot lists`), and only those that are
`ready` may be fetched without a person; the others say in `needs` what is missing.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from content.organisations import ListClass

Format = Literal["csv", "json", "xlsx", "html"]
Tier = Literal["official", "court", "press", "reviewed"]
Needs = Literal["", "permission", "key", "file"]
FIELDS = frozenset(
    "id name status aliases phones emails domains handles licence valid_from valid_to address reason".split()
)


class SourceError(ValueError):
    """A definition cannot be used; the message says which file, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Data:
    """How the list is written. `rows` leads to the rows in JSON ("data.items"); `table` counts tables in HTML."""

    format: Format = "csv"
    url: str = ""
    rows: str = ""
    table: int = 0
    sheet: str = ""
    skip_lines: int = 0  # above the line with the column names


@dataclass(frozen=True, slots=True)
class ListSource:
    """One list. `columns`: our field -> the column's name there, several with " + " between them."""

    id: str
    name: str
    authority: str
    country: str
    url: str  # for people
    max_age_days: int
    min_rows: int
    max_rows: int
    data: Data
    columns: dict[str, str]
    statuses: dict[str, ListClass]  # the authority's status word -> what it means to us
    status: str = ""  # the status of every row, when the list has no column for it
    other: ListClass = "neutral"  # of a status word that is not named
    persons: dict[str, tuple[str, ...]] = field(default_factory=dict)  # column -> values that mark a natural person
    most_change: float = 0.1  # a list that shrinks or grows by more than this share is not taken over
    tier: Tier = "official"
    needs: Needs = ""
    note: str = ""

    @property
    def ready(self) -> bool:
        """May it be fetched without asking anybody?"""
        return not self.needs and bool(self.data.url)


def read_source(path: Path) -> ListSource:
    """One definition. Raises SourceError."""
    try:
        table: dict[str, Any] = {"id": path.stem} | tomllib.loads(path.read_text(encoding="utf-8"))
        source = msgspec.convert(table, ListSource)
    except OSError:
        raise SourceError(f"{path.name} cannot be opened; check the path") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path.name} is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name} is not valid TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise SourceError(f"{path.name}: {error}; compare with another definition") from None
    if problem := _wrong(source):
        raise SourceError(f"{path.name}: {problem}")
    return source


def _wrong(source: ListSource) -> str:
    if unknown := sorted(source.columns.keys() - FIELDS):
        return f"there is no field “{unknown[0]}”; use one of {', '.join(sorted(FIELDS))}"
    if "name" not in source.columns:
        return "columns says not where the name stands"
    if not source.id.replace("-", "").isalnum():
        return "its file name must be letters, digits and hyphens"
    if not 0 <= source.min_rows <= source.max_rows:
        return "min_rows must not be above max_rows"
    if source.data.url and not source.data.url.startswith("https://"):
        return "data.url must begin with https://"
    return "" if source.status or "status" in source.columns else "say status, or which column has it"


def sources(root: Path) -> dict[str, ListSource]:
    """All definitions in `root`/lists."""
    return {path.stem: read_source(path) for path in sorted((root / "lists").glob("*.toml"))}
