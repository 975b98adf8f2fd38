"""Charts of a published file, each a picture of its own with a heading and a line that says what it is."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.desk import chart, world
from bot.desk.files import HEADS
from bot.desk.kinds import KINDS, MOST, Kind, corridors, short_day
from bot.desk.periods import month
from bot.web.html import esc

MOST_BYTES, MOST_ROWS = 4 << 20, 20_000
SMALL = "Counts under 5 are left out, others rounded down to fives."
SIZE = re.compile(r' viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
PAGE = '#set page(width: auto, height: auto, margin: 12pt, fill: white)\n#image("chart.svg", width: 540pt)\n'
PPI = 150.0


class BadFile(ValueError):
    """Why a file is none of ours, in plain words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file."""

    period: str
    partner: str
    kind: str
    value: str
    name: str
    count: int


def read(path: Path) -> list[Row]:
    """The lines. Raises BadFile, and OSError when it can't be read."""
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(f"{path} has more than {MOST_BYTES:,} bytes")
    try:
        lines = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), strict=True)
        if set(HEADS) - set(lines.fieldnames or ()):
            raise BadFile(f"{path} must have the columns {', '.join(HEADS)}")
        rows = [_row(line) for line in lines]
    except (ValueError, csv.Error) as error:
        raise error if isinstance(error, BadFile) else BadFile(f"{path} is no file of numbers") from None
    if len({(row.period, row.partner) for row in rows}) != 1 or len(rows) > MOST_ROWS:
        raise BadFile(f"{path} must hold one month of one partner, or of all")
    return rows


def _row(line: dict[str, Any]) -> Row:
    """Raises ValueError, also for a line that is too short."""
    texts = {key: line[key] for key in HEADS if key != "count"}
    if not all(isinstance(text, str) for text in texts.values()) or not re.fullmatch(r"20\d\d-\d\d", texts["period"]):
        raise ValueError("not a line of ours")
    return Row(count=int(line["count"]), **texts)


def drawings(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """A name for the file, and the SVG."""
    for kind in KINDS:
        own = [row for row in rows if row.kind == kind.key]
        if own and kind.drawn:
            period, whose = own[0].period, "" if own[0].partner == "all" else f" · {own[0].partner}"
            yield f"{period}-{kind.key}", framed(_drawn(kind, own), f"{kind.title} · {period}{whose}")


def _drawn(kind: Kind, rows: Sequence[Row]) -> str:
    if kind.drawn == "days":
        numbers = {row.value: row.count for row in rows}
        year, number = map(int, rows[0].period.split("-"))
        days = [day.isoformat() for day in month(year, number).days]
        return chart.columns(kind.title, [(short_day(day), numbers.get(day, 0)) for day in days])
    return picture(kind, [(row.value, row.name, row.count) for row in rows[:MOST]])


def picture(kind: Kind, rows: Sequence[tuple[str, str, int]]) -> str:
    """Bars, or where there are corridors the map; rows are value, name, number."""
    lines = corridors((value, number) for value, _, number in rows)
    drawn = world.corridor_map(kind.title, lines) if kind.drawn == "map" else ""
    return drawn or chart.bars(kind.title, [(name, number) for _, name, number in rows])


def framed(drawn: str, head: str) -> str:
    """A chart under a heading and over a line about its numbers."""
    found = SIZE.search(drawn)
    if found is None:
        raise ValueError("a chart has a size")
    width, height = float(found[1]), float(found[2])
    letter = width / 24
    top, bottom = letter * 2, letter * 1.6
    inner = drawn.replace("<svg ", f'<svg y="{top:.1f}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + top + bottom:.1f}" '
        f'font-family="sans-serif"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="0" y="{letter * 1.2:.1f}" font-size="{letter:.1f}" font-weight="bold">{esc(head)}</text>{inner}'
        f'<text x="0" y="{height + top + letter:.1f}" font-size="{letter * 0.62:.1f}">{esc(SMALL)}</text></svg>\n'
    )


def picture_of(drawn: str) -> bytes:
    """The same as PNG, by the typesetter."""
    import typst  # noqa: PLC0415  # a compiler that SVG can do without

    with TemporaryDirectory() as folder:
        (Path(folder) / "chart.svg").write_text(drawn, "utf-8")
        (Path(folder) / "page.typ").write_text(PAGE, "utf-8")
        made = typst.Compiler(str(Path(folder) / "page.typ"), root=folder).compile(format="png", ppi=PPI)
    if not isinstance(made, bytes):
        raise BadFile("the picture could not be made")
    return made
