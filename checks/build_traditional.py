"""Makes `traditional.txt`: each traditional Chinese character and the simplified one that stands for it.

    pip install opencc && python checks/build_traditional.py

Source: OpenCC's character table (Apache License 2.0). Only pairs of one character for one are kept, so that offsets
stay; words that differ between regions are the phrases' work. Run again when OpenCC has a new table.
"""

from pathlib import Path

from opencc import OpenCC

IDEOGRAPHS = range(0x3400, 0xA000)


def pairs() -> list[tuple[str, str]]:
    """Every traditional character with its simplified one, in code point order."""
    simplify = OpenCC("t2s").convert
    both = ((char, simplify(char)) for char in map(chr, IDEOGRAPHS))
    return [(old, new) for old, new in both if old != new and len(new) == 1 and new < "\U00010000"]


if __name__ == "__main__":
    Path(__file__).with_name("traditional.txt").write_text(
        "\n".join("".join(side) for side in zip(*pairs(), strict=True)) + "\n", encoding="utf-8"
    )
