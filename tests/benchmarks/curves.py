"""Two curves of times as one SVG, without a drawing library: size across, milliseconds up, both from zero."""

from collections.abc import Iterator, Mapping, Sequence

WIDE, HIGH, EDGE = 440, 280, 60
Rows = Mapping[int, Mapping[str, float]]


def svg(left: Rows, left_title: str, right: Rows, right_title: str) -> str:
    """A chart of medians (line) and 99th percentiles (dashed); a straight line is linear time."""
    parts = [*_panel(left, left_title, 0), *_panel(right, right_title, WIDE)]
    size = f'viewBox="0 0 {2 * WIDE} {HIGH}" font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join((head, f'<rect width="{2 * WIDE}" height="{HIGH}" fill="white"/>', *parts, "</svg>\n"))


def _panel(rows: Rows, title: str, shift: int) -> Iterator[str]:
    widest, highest = max(rows), max(row["p99"] for row in rows.values()) or 1.0
    bottom, across, up = HIGH - EDGE, WIDE - 2 * EDGE, HIGH - 2 * EDGE

    def place(size: int, value: float) -> tuple[float, float]:
        return shift + EDGE + across * size / widest, bottom - up * value / highest

    yield f'<text x="{shift + EDGE}" y="{EDGE - 24}" font-size="13">ms by {title}: median (line), p99 (dashed)</text>'
    yield f'<path d="M{shift + EDGE} {EDGE}V{bottom}H{shift + EDGE + across}" fill="none" stroke="#555"/>'
    yield _line([place(size, row["p99"]) for size, row in rows.items()], "#b35900", ' stroke-dasharray="4 3"')
    yield _line([place(size, row["median"]) for size, row in rows.items()], "#00558c", "")
    yield f'<text x="{shift + EDGE - 4}" y="{EDGE + 4}" text-anchor="end">{highest:,.1f}</text>'
    yield f'<text x="{shift + EDGE - 4}" y="{bottom}" text-anchor="end">0</text>'
    for size, row in sorted(rows.items())[-3:]:
        x, y = place(size, row["median"])
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="#00558c"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{size:,}</text>'


def _line(points: Sequence[tuple[float, float]], colour: str, more: str) -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.5"{more}/>'
