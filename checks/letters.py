"""Classes of letters for the standard library's `re`, which is several times quicker than `regex` and knows no \\p.

Folded text has few letters beyond the first plane, and they are rare: texts with one are left to `regex`.
"""

import re
from functools import lru_cache

import regex

_FAR = re.compile(r"[\U00010000-\U0010ffff]")  # emoji, and letters of few scripts
_FAR_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}\p{Han}\p{Hiragana}\p{Katakana}]")
_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]++")


@lru_cache(maxsize=1)
def _plane() -> str:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))


def in_full(expression: str) -> str:
    """The characters of the first plane that a class of `regex` has, as the inside of a class for `re`."""
    runs = regex.findall(rf"{expression}++", _plane(), regex.V1)
    return "".join(f"\\u{ord(run[0]):04x}-\\u{ord(run[-1]):04x}" for run in runs)


def has_far(text: str) -> bool:
    """Has `text` a letter, mark or number beyond the first plane?"""
    return any(map(_FAR_LETTER.match, {*_FAR.findall(text)}))


@lru_cache(maxsize=1)
def _near_run() -> "re.Pattern[str]":
    letters = in_full(r"[\p{L}\p{M}\p{N}]")
    return re.compile(f"[{letters}]+")


def runs(text: str) -> list[str]:
    """The runs of letters, marks and numbers in `text`."""
    return _RUN.findall(text) if has_far(text) else _near_run().findall(text)
