"""What the person typed at a place of the folded text: for things in which case and spelling matter."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

import regex

from checks.fold import Folded
from checks.model import Span

BLANK = "\x1a"  # stands for what was read already; ends words, paths and amounts
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}\ufe00-\ufe0f]")


def as_typed(folded: Folded, start: int, end: int) -> str:
    """The original characters of `folded.text[start:end]`, full-width forms made plain, invisible ones left out.

    Look-alike letters and capitals stay, so a host or a wallet comes out as a machine would read it.
    """
    begin, finish = folded.bounds(start, end)
    typed = folded.original[begin:finish]
    if typed.isascii():
        return typed
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", typed))


def starts_upper(folded: Folded, start: int) -> bool:
    """Whether the person wrote a capital at this place (also in scripts without capitals: then False)."""
    begin = folded.bounds(start, start + 1)[0]
    return folded.original[begin : begin + 1].isupper()


def masked(folded: Folded, spans: Iterable[Span]) -> Folded:
    """`folded` with the text of `spans` blanked, so that what was read once is not read again as something else.

    Offsets stay. The blank is no space and no letter: things on its two sides do not grow together.
    """
    text, at, parts = folded.text, 0, list[str]()
    for span in sorted(spans):
        start, end = folded.within(span)
        if start >= at:
            parts += [text[at:start], BLANK * (end - start)]
            at = end
    return replace(folded, text="".join([*parts, text[at:]])) if parts else folded
