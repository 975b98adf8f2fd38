"""Tables as CSV files: harmless in a spreadsheet, the same columns for all numbers. Pure."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from bot.desk.kinds import KINDS, name_of
from content.model import Library

HEADS = ("period", "partner", "kind", "value", "name", "count")
Told = Mapping[str, Mapping[str, int]]  # kind -> value -> number


def rows_of(found: Told, period: str, partner: str, library: Library) -> list[tuple[str, str, str, str, str, int]]:
    """The lines of a file, the largest of each kind first."""
    return [
        (period, partner or "all", kind.key, value, name_of(kind.key, value, library), number)
        for kind in KINDS
        for value, number in found.get(kind.key, {}).items()
    ]


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """As RFC 4180 has it. What a spreadsheet would run as a formula gets a quote mark in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[_tame(cell) for cell in row] for row in rows])
    return out.getvalue()


def _tame(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
