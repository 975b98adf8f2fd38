"""How far each language is: `python -m content languages`. A table for people, JSON lines for machines."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.model import Language, Library


@dataclass(frozen=True, slots=True)
class Covered:
    """One language: how much is written, and how much of it somebody reviewed. Parts are "done of all"."""

    tag: str
    name: str
    status: str
    phrases: int
    patterns: int
    reviewed: int  # phrases
    readers: tuple[str, ...]  # the roles of those who read it; safety texts need subject and lived-experience
    flags: tuple[int, int]
    cues: tuple[int, int]
    texts: tuple[int, int]


def covered(library: Library) -> list[Covered]:
    """Every language, the one with most phrases first."""
    rows = (_one(language, library) for language in library.languages.values())
    return sorted(rows, key=lambda row: (-row.phrases, row.tag))


def _one(language: Language, library: Library) -> Covered:
    english = library.languages["en"]
    wanted = {p.flag for x in library.languages.values() for p in x.phrases if p.flag}
    cues = {p.cue for p in english.phrases if p.cue}
    return Covered(
        language.tag,
        language.english,
        language.status,
        len(language.phrases),
        sum(len(phrase.say) for phrase in language.phrases),
        sum(phrase.status == "reviewed" for phrase in language.phrases),
        tuple(sorted({review.role for review in language.reviews})),
        (len({p.flag for p in language.phrases if p.flag}), len(wanted)),
        (len({p.cue for p in language.phrases if p.cue} & cues), len(cues)),
        (len(language.texts.keys() & english.texts.keys()), len(english.texts)),
    )


def table(rows: list[Covered]) -> Iterator[str]:
    """Lines of a table."""
    heads = ("flags", "cues", "phrases", "patterns", "reviewed", "texts", "read by")
    yield f"{'language':26}{'status':10}" + "".join(f"{head:>10}" for head in heads)
    for row in rows:
        parts = (f"{done}/{all_}" for done, all_ in (row.flags, row.cues, row.texts))
        flags, cues, texts = parts
        cells = (flags, cues, row.phrases, row.patterns, row.reviewed, texts)
        readers = "  " + ", ".join(row.readers) if row.readers else ""
        yield f"{row.tag:3} {row.name:22}{row.status:10}" + "".join(f"{cell:>10}" for cell in cells) + readers
