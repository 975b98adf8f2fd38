"""The map of corridors: outlines that came along, an arc from the reader's country to the one an offer names. Pure.

The outlines are Natural Earth's (see `outlines.json`); they say nothing about whose a border is.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.desk.chart import INK, SHADE, svg
from bot.web.html import esc

OUTLINES = Path(__file__).with_name("outlines.json")
MARGIN, NARROWEST = 45, 300  # units around what is shown; a unit is a third of a degree
MOST = 15
Corridor = tuple[str, str, int]  # from, to, number
Point = tuple[int, int]


@cache
def outlines() -> dict[str, dict[str, Any]]:
    countries: dict[str, dict[str, Any]] = json.loads(OUTLINES.read_text("utf-8"))["countries"]
    return countries


def place(code: str) -> Point | None:
    """A point in that country."""
    found = outlines().get(code)
    return (found["at"][0], found["at"][1]) if found else None


def corridor_map(title: str, corridors: Sequence[Corridor]) -> str:
    """The largest corridors on the part of the world they lie in; "" when there is none that can be drawn."""
    known = [(a, b, number) for a, b, number in corridors[:MOST] if place(a) and place(b)]
    if not known:
        return ""
    left, top, width, height = _window([point for a, b, _ in known for code in (a, b) if (point := place(code))])
    size, most = width / 26, max(number for *_, number in known)
    land = "".join(f'<path d="{row["path"]}"/>' for row in outlines().values() if row.get("path"))
    arcs = "".join(_arc(a, b, number / most, width) for a, b, number in reversed(known))
    names = "".join(_name(code, size) for code in sorted({code for a, b, _ in known for code in (a, b)}))
    drawn = f'<g fill="{SHADE}" stroke="#ffffff" stroke-width="0.5">{land}</g>{arcs}{names}'
    told = "Arcs lead from the country of the reader to the country an offer names; a dot marks where it leads. "
    return svg(title, told + "All numbers stand in the table.", (width, height), drawn, f"{left:g} {top:g}")


def _window(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, width and height around the points, never very narrow or flat."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(NARROWEST, max(xs) - min(xs) + 2 * MARGIN)
    height = max(width / 2, max(ys) - min(ys) + 2 * MARGIN)
    return (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2, width, height


def _arc(start: str, end: str, share: float, width: float) -> str:
    """A bow from one country to another, wider for more, with a dot where it leads."""
    here, there = place(start), place(end)
    if here is None or there is None:
        return ""
    (a, b), (c, d) = here, there
    bend = ((c - a) ** 2 + (d - b) ** 2) ** 0.5 / 4
    thick = width / 360 * (1 + 4 * share)
    return (
        f'<path d="M{a} {b}Q{(a + c) / 2:g} {(b + d) / 2 - bend:.1f} {c} {d}" fill="none" stroke="{INK}" '
        f'stroke-opacity="0.75" stroke-width="{thick:.2f}"/><circle cx="{c}" cy="{d}" r="{thick * 0.9 + 1:.2f}" '
        f'fill="#b34700"/>'
    )


def _name(code: str, size: float) -> str:
    x, y = place(code) or (0, 0)
    return (
        f'<text x="{x}" y="{y - size / 3:.1f}" font-size="{size:.1f}" font-weight="bold" text-anchor="middle" '
        f'stroke="#ffffff" stroke-width="{size / 6:.2f}" paint-order="stroke">{esc(code)}</text>'
    )
