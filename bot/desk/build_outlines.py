"""Writes outlines.json: the countries as paths of an SVG, and a point in each, from Natural Earth by world-atlas.

Run with babel installed: python -m bot.desk.build_outlines FOLDER, where FOLDER holds countries-110m.json and
countries-50m.json of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth 4.1.0, in the public domain).
What it writes is checked in: nothing else needs babel or the package. Degrees become whole units, north is up.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

TARGET = Path(__file__).with_name("outlines.json")
UNITS = 3  # for each degree
NORTH, SOUTH, WEST = 84, -56, -180
ANTARCTICA = "010"
LEAST_RING = 4  # points; smaller ones are specks
OTHERS = {"Kosovo": "XK"}  # has no number
Point = tuple[float, float]
Json = dict[str, Any]
ABOUT = {
    "source": "Natural Earth 4.1.0, Admin 0 countries (1:110m; points of small countries 1:50m), "
    "by way of the npm package world-atlas 2.0.2",
    "licence": "public domain (https://github.com/nvkelso/natural-earth-vector)",
    "read": "2026-11-22",
}


def main(folder: Path) -> int:
    """0 when the file is written."""
    coarse, fine = (json.loads((folder / f"countries-{size}.json").read_text("utf-8")) for size in ("110m", "50m"))
    countries: dict[str, dict[str, object]] = {
        code: {"at": _middle(rings)} for code, rings in _countries(fine) if len(code) == 2
    }
    for code, rings in _countries(coarse):
        path = "".join(filter(None, map(_path, rings)))
        countries.setdefault(code, {"at": _middle(rings)})["path"] = path
    head = ABOUT | {"width": 360 * UNITS, "height": (NORTH - SOUTH) * UNITS}
    rows = ",\n".join(f"{json.dumps(code)}:{json.dumps(row)}" for code, row in sorted(countries.items()))
    TARGET.write_text(f'{json.dumps(head)[:-1]}, "countries": {{\n{rows}\n}}}}\n', "utf-8")
    return 0


def _countries(topology: Json) -> Iterator[tuple[str, list[list[Point]]]]:
    """A code and the outer rings of each country; who has no code of its own is called by its name."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") == ANTARCTICA or not shape.get("arcs"):
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        name = shape["properties"]["name"]
        code = next(iter(get_global("territory_aliases").get(shape.get("id", ""), [])), OTHERS.get(name, name))
        yield code, [_ring(polygon[0], arcs) for polygon in polygons]


def _arc(steps: list[list[int]], transform: Json) -> Iterator[Point]:
    """An arc's points in units; TopoJSON writes each as the step from the one before."""
    (x, y), (scale_x, scale_y), (left, bottom) = (0, 0), transform["scale"], transform["translate"]
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        yield (x * scale_x + left - WEST) * UNITS, (NORTH - (y * scale_y + bottom)) * UNITS


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs joined; ~n is arc n from its end."""
    points: list[Point] = []
    for number in numbers:
        points += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(points) :]
    return points


def _path(ring: list[Point]) -> str:
    """A path of whole steps, without points that fall together."""
    whole = [(round(x), round(y)) for x, y in ring]
    kept = [point for n, point in enumerate(whole) if n == 0 or point != whole[n - 1]]
    if len(kept) < LEAST_RING:
        return ""
    steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(kept[:-1]))
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"


def _middle(rings: list[list[Point]]) -> list[int]:
    """The centre of mass of the largest ring."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    area = _area(ring) or 1.0
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in pairwise(ring)) / (6 * area)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in pairwise(ring)) / (6 * area)
    return [round(x), round(y)]


def _area(ring: list[Point]) -> float:
    return sum(a * d - c * b for (a, b), (c, d) in pairwise(ring)) / 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
