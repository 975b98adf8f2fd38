"""Rows of a file as organisations: the columns of its definition, natural persons left out."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

import regex

from bot.lists.parse import BadFile, Row
from content.organisations import Entity
from content.sources import ListSource

SEVERAL = frozenset(("aliases", "phones", "emails", "domains", "handles"))
_BETWEEN = regex.compile(r"\s*[|;\n]\s*")
MOST_SAID = 8  # column names in a message


def entities(rows: Iterable[Row], source: ListSource) -> Iterator[Entity]:
    """Organisations of `rows`. Raises BadFile when the columns are not those of the definition."""
    for number, row in enumerate(rows):
        if not number:
            _same_columns(row, source)
        if any(row.get(column, "") in values for column, values in source.persons.items()):
            continue
        if entity := _entity(row, source):
            yield entity


def _same_columns(row: Row, source: ListSource) -> None:
    wanted = [column for given in source.columns.values() for column in given.split(" + ")]
    if missing := [column for column in wanted if column not in row]:
        there = ", ".join(list(row)[:MOST_SAID])
        raise BadFile(f"there is no column “{missing[0]}”; the columns are {there}. Has the format changed?")


def _entity(row: Row, source: ListSource) -> Entity | None:
    """One organisation, or None for a row without a name."""
    cells = {name: _joined(row, column) for name, column in source.columns.items()}
    if not any(map(str.isalnum, cells["name"])):
        return None
    fields = {name: cell for name, cell in cells.items() if cell and name not in SEVERAL}
    several = {name: _parts(cell) for name, cell in cells.items() if cell and name in SEVERAL}
    status = fields.pop("status", source.status) or source.status
    ident = fields.pop("id", "") or _ident(fields, status)
    return Entity(**{"id": ident, "status": status} | fields | several)  # type: ignore[arg-type]  # checked by FIELDS


def _joined(row: Row, column: str) -> str:
    return " ".join(filter(None, (row.get(part, "") for part in column.split(" + ")))).strip()


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in _BETWEEN.split(cell) if part)


def _ident(fields: dict[str, str], status: str) -> str:
    """An id for a row without one: the same row has the same id in the next copy."""
    said = "\0".join((fields.get("name", ""), fields.get("licence", ""), fields.get("address", ""), status))
    return sha256(said.encode()).hexdigest()[:16]
