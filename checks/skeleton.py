"""How a name looks: one spelling for all names that the eye takes for the same.

>>> skeleton("paypal") == skeleton("раураl") == skeleton("paypa1")
True
>>> blurred("dangote") == blurred("bangote")
True

A skeleton is no spelling to show to anybody; two names are compared by it, both sent through the same function.
Linear in the name.
"""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_DIGITS = str.maketrans("0134578", "oleastb")
_I_IS_L = str.maketrans("i", "l")
# Letters that are alike at a glance, not on a second look.
_BLUR = str.maketrans("dcqnvj", "begmul")
_BLURRED_PAIRS = (("cl", "d"), ("lb", "b"), ("lh", "h"), ("lc", "k"), ("nn", "m"), ("rr", "m"))
# Letters that are taken for a second one as well as for the one in the table.
_SECOND = str.maketrans("ɵœþԥ", "eepn")


class _Letters(dict[int, str]):
    """Code point -> what it looks like in ASCII, filled as characters are met. Bounded by the size of Unicode."""

    def __missing__(self, point: int) -> str:
        alike = self[point] = _alike(chr(point))
        return alike


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Character -> what it looks like, from confusables.toml."""
    rows = tomllib.loads(Path(__file__).with_name("confusables.toml").read_text("utf-8"))
    return {char: plain for plain, chars in rows.items() for char in chars}


def _alike(char: str) -> str:
    """One character without accents and variants; one that looks like no ASCII letter stays itself."""
    if char.isascii():
        return char
    table = _table()
    parts = [table.get(part, part) for part in unicodedata.normalize("NFKD", table.get(char, char).lower())]
    return "".join(part for part in parts if unicodedata.category(part[0])[0] in "LN")


_LETTERS = _Letters()


def plain(name: str) -> str:
    """`name` with each look-alike replaced by the ASCII letter it looks like; digits stay."""
    return name if name.isascii() else name.translate(_LETTERS)


def skeleton(name: str) -> str:
    """The name as the eye may take it: look-alikes and digits for letters, i and l, "rn" and "vv" put right."""
    seen = plain(name).translate(_DIGITS)
    if "rn" in seen:
        seen = seen.replace("rn", "m")
    if "vv" in seen:
        seen = seen.replace("vv", "w")
    return seen.translate(_I_IS_L)


def skeletons(name: str) -> Iterator[str]:
    """The skeleton of `name`, and a second one when some of its letters look like two ASCII letters."""
    yield skeleton(name)
    second = name.translate(_SECOND)
    if second != name:
        yield skeleton(second)


def blurred(name: str) -> str:
    """A wider skeleton: letters that are alike only at a glance (d and b, c and e, n and m, q and g)."""
    seen = skeleton(name)
    for pair, single in _BLURRED_PAIRS:
        if pair in seen:
            seen = seen.replace(pair, single)
    return seen.translate(_BLUR)
