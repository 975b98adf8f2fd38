"""The points of a work contract and their words put together, from what `files.py` has read."""

from collections.abc import Callable
from typing import Any

from content.contracts import Point, Terms
from content.model import Problem

FILE = "contract_words.toml"


def terms(points: dict[str, Point], table: dict[str, Any], say: Callable[[Problem], None]) -> Terms:
    """`table` holds per language the words of each point; what is no list of words is a problem and left out."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for tag, lists in table.items():
        words[tag] = {name: tuple(value) for name, value in lists.items() if _is_words(value)}
        for name in lists.keys() - words[tag].keys():
            say(Problem(FILE, f"{tag}.{name}", "not a list of words", 'Write it as ["word", "another"]'))
    return Terms(points, words)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
