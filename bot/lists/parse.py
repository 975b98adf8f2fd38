"""Files of lists as rows: CSV, JSON, XLSX, HTML tables. Whatever is wrong ends in `BadFile` with plain words.

A file is looked at before it is trusted: its size, what it claims to be, what a zip would grow to, how many rows.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from typing import Any

import msgspec

from content.sources import Data

Row = dict[str, str]

MOST_BYTES = 120 * 1024 * 1024
MOST_UNPACKED = 600 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_CELL = 4_000  # characters
csv.field_size_limit(MOST_CELL * 16)


class BadFile(ValueError):
    """The file cannot be taken as this list; the message says why and what to do."""


def rows(raw: bytes, data: Data) -> Iterator[Row]:
    """The rows of a file. Raises BadFile, at once or on the way."""
    if len(raw) > MOST_BYTES:
        raise BadFile(f"the file has {len(raw):,} bytes; at most {MOST_BYTES:,} are read")
    if not raw.strip():
        raise BadFile("the file is empty")
    if data.format != "html" and raw.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise BadFile("this is a web page, not the list; download the file the page links to")
    reader = {"csv": _csv, "json": _json, "xlsx": _xlsx, "html": _html}[data.format]
    return _bounded(reader(raw, data))


def _bounded(found: Iterator[Row]) -> Iterator[Row]:
    number = 0
    for number, row in enumerate(found, 1):
        if number > MOST_ROWS:
            raise BadFile(f"the file has more than {MOST_ROWS:,} rows; this is not the list it is said to be")
        yield row
    if not number:
        raise BadFile("there are no rows in it")


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("its letters cannot be read; save it as UTF-8")


def _csv(raw: bytes, data: Data) -> Iterator[Row]:
    text = _text(raw)
    if "\0" in text[:10_000]:
        raise BadFile("this is no text file; is it the right format?")
    lines = io.StringIO(text, newline="")
    for _ in range(data.skip_lines):
        lines.readline()
    head = text[:20_000]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(names, cells)
    except csv.Error as error:
        raise BadFile(f"line {reader.line_num} is not CSV: {error}") from None


def _row(names: list[str], cells: list[str]) -> Row:
    return {name: cell.strip()[:MOST_CELL] for name, cell in zip(names, cells, strict=False) if name}


def _json(raw: bytes, data: Data) -> Iterator[Row]:
    try:
        found: Any = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise BadFile("it is not JSON, or it was cut off; fetch it again") from None
    for step in filter(None, data.rows.split(".")):
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise BadFile(f"there is no list at “{data.rows or 'the top'}”; has the format changed?")
    for item in found:
        if not isinstance(item, dict):
            raise BadFile("an entry is no object; has the format changed?")
        yield {str(key): _plain(value) for key, value in item.items()}


def _plain(value: object) -> str:
    """A JSON value as the text of a cell; lists are written with " | " between."""
    if isinstance(value, list):
        return " | ".join(_plain(one) for one in value)[:MOST_CELL]
    return "" if value is None or isinstance(value, dict) else str(value).strip()[:MOST_CELL]


def _xlsx(raw: bytes, data: Data) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  # only operators need it

    _unpacked_size(raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheet = book.get_sheet_by_name(data.sheet) if data.sheet else book.get_sheet_by_index(0)
        cells = iter(sheet.to_python(skip_empty_area=True))
    except (CalamineError, ValueError, IndexError):
        raise BadFile("it is no Excel file, or the sheet is missing") from None
    names = [str(name).strip() for name in next(islice(cells, data.skip_lines, None), [])]
    yield from (_row(names, [str(cell) for cell in line]) for line in cells if any(map(bool, line)))


def _unpacked_size(raw: bytes) -> None:
    """Refuse a zip that would grow beyond all measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise BadFile("it is no Excel file, or it was cut off; fetch it again") from None
    if size > MOST_UNPACKED:
        raise BadFile(f"unpacked it would have {size:,} bytes; at most {MOST_UNPACKED:,} are read")


def _html(raw: bytes, data: Data) -> Iterator[Row]:
    reader = _Tables()
    reader.feed(_text(raw))
    if data.table >= len(reader.tables) or not reader.tables[data.table]:
        raise BadFile(f"the page has {len(reader.tables)} tables; number {data.table + 1} was wanted")
    names, *lines = reader.tables[data.table]
    yield from (_row(names, line) for line in lines if any(line))


class _Tables(HTMLParser):
    """The tables of a page as rows of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "tr", "td", "th"):
            self._close()
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._cell = []

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def _close(self) -> None:
        """End the open cell; pages often leave that out."""
        if self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split())[:MOST_CELL])
        self._cell = None
