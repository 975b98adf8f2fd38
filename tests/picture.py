"""The picture in the README: one reply as people see it, drawn from its snapshot. python -m tests.picture"""

from html import escape
from pathlib import Path
from textwrap import wrap

REPLIES = Path(__file__).parent / "replies"
SOURCE = REPLIES / "verdict-stop-money.txt"
TARGET = REPLIES / "reply.svg"
OFFER = "🔥 Earn $400/day from home! Kindly send the processing fee of 60 in USDT. Keep this between us."
WIDTH, LINE, LETTERS = 560, 21, 62


def draw() -> str:
    """An SVG of the offer (right) and the reply with its buttons (left)."""
    reply, _, _ = SOURCE.read_text(encoding="utf-8").partition("\n\n\n---")
    body, buttons = [], []
    for line in reply.strip().splitlines():
        if line.startswith("[ "):
            buttons.append([label.strip(" ]") for label in line.split("[ ") if label.strip()])
        else:
            body += wrap(line, LETTERS, subsequent_indent="  " if line.startswith("•") else "") or [""]
    asked = wrap(OFFER, LETTERS - 14)
    shapes, y = _bubble(asked, 90, 20, "#d9fdd3")
    more, y = _bubble(body, 20, y + 14, "#ffffff")
    shapes += more
    for row in buttons:
        y = _buttons(shapes, row, y + 6)
    box = f'viewBox="0 0 {WIDTH} {y + 20}" width="{WIDTH}" height="{y + 20}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="system-ui, sans-serif" font-size="14">\n'
        f'<rect width="100%" height="100%" fill="#dfe7ec"/>\n' + "\n".join(shapes) + "\n</svg>\n"
    )


def _bubble(lines: list[str], x: int, y: int, colour: str) -> tuple[list[str], int]:
    height = len(lines) * LINE + 18
    width = WIDTH - 20 - x if x > 20 else WIDTH - 40
    shapes = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{colour}"/>']
    for number, line in enumerate(lines):
        shapes.append(f'<text x="{x + 14}" y="{y + 24 + number * LINE}" xml:space="preserve">{escape(line)}</text>')
    return shapes, y + height


def _buttons(shapes: list[str], labels: list[str], y: int) -> int:
    width = (WIDTH - 40 - 6 * (len(labels) - 1)) / len(labels)
    for number, label in enumerate(labels):
        x = 20 + number * (width + 6)
        shapes.append(f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="30" rx="8" fill="#b9c9d3"/>')
        shapes.append(f'<text x="{x + width / 2:.0f}" y="{y + 20}" text-anchor="middle">{escape(label)}</text>')
    return y + 30


if __name__ == "__main__":
    TARGET.write_text(draw(), encoding="utf-8")
