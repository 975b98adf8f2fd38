"""Charts as SVG, drawn here: bars and columns with a title and a description, black on white, no style, no script.

Why no library: pygal brings style sheets and scripts that our policy refuses, and leather's charts have no title or
description for screen readers. A table with the same numbers always stands beside a chart.
"""

from collections.abc import Sequence

from bot.web.html import esc

WIDTH = 360  # units; a phone shows them one to one
ROW, BAR = 38, 14
HIGH, GROUND = 120, 140
INK, GREY, SHADE = "#0b4a8f", "#767676", "#d9d9d9"
FEW = 8  # columns that have room for their own words
LETTERS = 44  # of a label over a bar
Rows = Sequence[tuple[str, int]]


def svg(title: str, told: str, size: tuple[float, float], inner: str, origin: str = "0 0") -> str:
    """The frame of every picture. `inner` is SVG."""
    width, height = size
    name = "".join(letter for letter in title.lower() if letter.isascii() and letter.isalnum()) or "chart"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="{origin} {width:g} {height:g}" width="{width:g}" height="{height:g}" font-family="sans-serif">'
        f'<title id="{name}-t">{esc(title)}</title><desc id="{name}-d">{esc(told)}</desc>{inner}</svg>'
    )


def bars(title: str, rows: Rows) -> str:
    """A bar for each row, its name above it and its number at the end."""
    most = max((number for _, number in rows), default=0) or 1
    drawn = "".join(_bar(n, label, number, most) for n, (label, number) in enumerate(rows))
    return svg(title, _told(rows), (WIDTH, len(rows) * ROW + 4), drawn)


def _bar(n: int, label: str, number: int, most: int) -> str:
    top, length = n * ROW, round(number / most * (WIDTH - 60))
    short = label if len(label) <= LETTERS else label[: LETTERS - 1] + "…"
    return (
        f'<text x="0" y="{top + 14}" font-size="14">{esc(short)}</text>'
        f'<rect x="0" y="{top + 19}" width="{length}" height="{BAR}" fill="{INK}"/>'
        f'<text x="{length + 6}" y="{top + 31}" font-size="14">{number:,}</text>'
    )


def columns(title: str, rows: Rows) -> str:
    """A column for each row in time; 0 stands for "fewer than five" and is a thin line."""
    most = max((number for _, number in rows), default=0) or 1
    step = WIDTH / max(1, len(rows))
    drawn = "".join(_column(n, row, most, step, len(rows)) for n, row in enumerate(rows))
    ground = f'<line x1="0" y1="{GROUND}" x2="{WIDTH}" y2="{GROUND}" stroke="#000000"/>'
    return svg(title, _told(rows), (WIDTH, GROUND + 24), drawn + ground)


def _column(n: int, row: tuple[str, int], most: int, step: float, of: int) -> str:
    (label, number), left = row, n * step
    high, few = max(1, round(number / most * (HIGH - 10))), of <= FEW
    at, width, fill = left + step * 0.1, step * 0.8, INK if number else GREY
    drawn = f'<rect x="{at:.1f}" y="{GROUND - high}" width="{width:.1f}" height="{high}" fill="{fill}"/>'
    if few:
        drawn += _under(left + step / 2, GROUND + 16, "middle", label)
        drawn += _under(left + step / 2, GROUND - high - 5, "middle", f"{number:,}") if number else ""
    elif n in (0, of - 1):
        drawn += _under(left if n == 0 else left + step, GROUND + 16, "end" if n else "start", label)
    return drawn


def _under(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:g}" font-size="12" text-anchor="{anchor}">{esc(words)}</text>'


def _told(rows: Rows) -> str:
    """The picture in words: the largest, and where the numbers stand."""
    if not rows:
        return "No numbers."
    label, number = max(rows, key=lambda row: row[1])
    return f"{len(rows)} values; the largest is {label} with {number:,}. All numbers stand in the table."
