"""Which protected organisations a text names, outside its links and addresses."""

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
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]")


Word = tuple[str, int, int]  # letters and digits of a word, and where it stands in the folded text


def named(reading: Reading, known: Tables) -> dict[str, Name]:
    """Organisations named in the text, by their name in the brand files, in text order."""
    things = reading.entities
    spans = [t.span for t in things.links] + [t.span for t in things.emails] + [t.span for t in things.handles]
    rest = masked(reading.folded, spans)
    found: dict[str, Name] = {}
    words = [(_NOT_LETTERS.sub("", word[0]), *word.span()) for word in _WORD.finditer(rest.text)]
    for name in _names(words, rest, known):
        found.setdefault(name.brand.name, name)
    return found


def _names(words: Sequence[Word], folded: Folded, known: Tables) -> Iterator[Name]:
    at = 0
    while at < len(words):
        row = _longest(words, at, known)
        name = known.names.get("".join(text for text, _, _ in row))
        if name and _is_meant(name, row, folded):
            yield name
        at += max(1, len(row))


def _longest(words: Sequence[Word], at: int, known: Tables) -> Sequence[Word]:
    """The most words from `at` on that make a name together; none when they make none."""
    text, end = "", at
    for place in range(at, min(at + MOST_WORDS, len(words))):
        text += words[place][0]
        if text not in known.beginnings:
            break
        if text in known.names:
            end = place + 1
    return words[at:end]


def _is_meant(name: Name, row: Sequence[Word], folded: Folded) -> bool:
    """Is it the organisation? A word counts only as a part of a longer name, a short name only in capitals."""
    size = len(name.text)
    if size < LEAST or name.word or (name.ordinary and len(row) == 1):
        return False
    return size > SHORT or all(as_typed(folded, start, end).isupper() for _, start, end in row)
