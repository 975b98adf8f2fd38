"""The hiding check: was a word of another sign written so that filters miss it?

Spaced or dotted letters, digits and signs for letters, look-alike letters of another script, invisible characters
inside a word. A disguise of a word that says nothing by itself counts for nothing.
"""

from collections.abc import Iterable, Iterator

import regex

from checks.model import Finding, Outcome, Span
from checks.offer import Reading

NAME = "hiding"
FLAG = "hidden-words"
_ALPHABET = r"[\p{Latin}\p{Cyrillic}\p{Greek}]"  # in other scripts invisible joiners are spelling
_COMPOUND = regex.compile(r"\p{L}{2,}(?:-\p{L}{2,})++")  # "work-from-home" is written like that
_INVISIBLE = regex.compile(rf"(?<={_ALPHABET})[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]++(?={_ALPHABET})")


def check(reading: Reading, before: Iterable[Outcome]) -> Outcome:
    """One finding for the first disguised word that lies in a finding of another check."""
    disguised = sorted(_disguised(reading))
    if not disguised:
        return Outcome(NAME)
    seen = [f.span for outcome in before for f in (*outcome.findings, *outcome.cues) if f.span]
    found = next((span for span in disguised if any(_touch(span, other) for other in seen)), None)
    return Outcome(NAME, (Finding(FLAG, NAME, found, found.quote(reading.offer.text)),) if found else ())


def _disguised(reading: Reading) -> Iterator[Span]:
    for start, end, _ in reading.hidden:
        if not _COMPOUND.fullmatch(reading.folded.text, start, end):
            yield reading.folded.span(start, end)
    for start, end in reading.folded.repaired:
        yield reading.folded.span(start, end)
    if not reading.offer.text.isascii():
        yield from map(_around, _INVISIBLE.finditer(reading.offer.text))


def _around(hole: "regex.Match[str]") -> Span:
    return Span(hole.start() - 1, hole.end() + 1)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
