"""Which protected organisations a text names, outside its links and addresses."""

import re
from collections.abc import Iterator, Sequence

import regex

from checks.fold import Folded
from checks.offer import Reading
from checks.protected import Name
from checks.reading.source import as_typed, masked
from checks.tables import Tables

MOST_WORDS = 4
LEAST = 3
SHORT = 5  # names of so many letters are written in capitals
_WORD = regex.compile(r"[\p{L}\p{N}&']+")
_ASCII_WORD = re.compile(r"[a-zA-Z0-9&']+")  # the same in plain ASCII, by the quicker engine
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]")


def named(reading: Reading, known: Tables) -> dict[str, Name]:
    """Organisations named in the text, by their name in the brand files, in text order."""
    things = reading.entities
    spans = [t.span for t in things.links] + [t.span for t in things.emails] + [t.span for t in things.handles]
    found: dict[str, Name] = {}
    for name in _names(masked(reading.folded, spans), known):
        found.setdefault(name.brand.name, name)
    return found


def _names(folded: Folded, known: Tables) -> Iterator[Name]:
    pattern = _ASCII_WORD if folded.text.isascii() else _WORD
    words = [word if word.isalnum() else _NOT_LETTERS.sub("", word) for word in pattern.findall(folded.text)]
    spans, end = list[tuple[int, int]](), 0
    for at in [place for place, word in enumerate(words) if word in known.beginnings]:
        if at < end:
            continue
        end = _longest(words, at, known)
        name = known.names.get("".join(words[at:end]))
        if name and len(name.text) <= SHORT:
            spans = spans or [word.span() for word in pattern.finditer(folded.text)]
        if name and _is_meant(name, end - at, spans[at:end], folded):
            yield name


def _longest(words: Sequence[str], at: int, known: Tables) -> int:
    """Behind the most words from `at` on that make a name together; `at` itself when they make none."""
    text, end = "", at
    for place in range(at, min(at + MOST_WORDS, len(words))):
        text += words[place]
        if text not in known.beginnings:
            break
        if text in known.names:
            end = place + 1
    return end


def _is_meant(name: Name, words: int, spans: Sequence[tuple[int, int]], folded: Folded) -> bool:
    """Is it the organisation? A word counts only as a part of a longer name, a short name only in capitals.

    `spans`: where the words of a short name stand.
    """
    size = len(name.text)
    if size < LEAST or name.word or (name.ordinary and words == 1):
        return False
    return size > SHORT or all(as_typed(folded, start, end).isupper() for start, end in spans)
