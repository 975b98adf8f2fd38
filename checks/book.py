"""What is known of all phrases before any text comes: their literal words, and which pattern needs which.

Made once from the content and kept in a few flat arrays: thirty thousand patterns in twenty-four languages must
fit beside the bot on a small machine. Their steps are not here; they are decoded when a text first needs them.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick
import regex

from checks import programs
from checks.fold import fold
from checks.patterns import Pattern, PhraseError, compile_pattern
from checks.programs import Programs
from checks.reading.amounts import multipliers
from checks.tokens import SLOTS, token_words, tokenize
from content.kept import kept, mark
from content.model import Language

COMMON = "en"  # mixed into offers everywhere, so always listened to
MANY = 1_000_000
_SLOT = regex.compile(r"\{[a-z0-9_-]*\}")
_STEM = regex.compile(r"[\p{L}\p{M}]+(?=\*)")
_SIGNS = regex.compile(r"[(){}|?*/.]+")


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of numbers in two flat arrays of 32-bit integers, as bytes so that they can be kept in a file."""

    ends: bytes
    numbers: bytes

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]]) -> "Packed":
        ends, numbers = array("I"), array("I")
        for row in rows:
            numbers.extend(row)
            ends.append(len(numbers))
        return cls(ends.tobytes(), numbers.tobytes())

    def rows(self) -> "Rows":
        return Rows(array("I", self.ends), array("I", self.numbers))


@dataclass(frozen=True, slots=True)
class Rows:
    """`Packed`, ready to be read: row `n` is `rows[n]`."""

    ends: "array[int]"
    numbers: "array[int]"

    def __getitem__(self, row: int) -> "array[int]":
        return self.numbers[self.ends[row - 1] if row else 0 : self.ends[row]]

    def __len__(self) -> int:
        return len(self.ends)


@dataclass(frozen=True, slots=True)
class Book:
    """The patterns of one language's phrases in content order (phrase, `say`), numbered, and the parts they need."""

    literals: str  # one a line
    opens: Packed  # literal -> those of the parts it proves that are the rarest of some pattern
    proved_by: Packed  # part -> the literals that prove it
    needed: Packed  # pattern -> the parts it needs, the rarest first
    wide: bytes  # pattern -> 1 if it may cross sentence ends
    words: str  # whole words of the patterns and lists, one a line
    stems: str  # stems of longer words there
    said: str  # the words of the examples, for English
    excuses: Packed  # `unless` pattern, each once in content order -> its parts, those of fewest words first
    excusing: str  # those parts, one a line, their literals set apart by tabs


Proofs = Callable[[], Mapping[str, Language]]


def book(language: Language, folder: Path | None = None, proofs: Proofs | None = None) -> Book:
    """Read every pattern. Reading thousands takes seconds, so with `folder` what was read is kept there and used
    again while no pattern, list or line of this code has changed.

    What is rare is known from the phrases' examples; `proofs` gives the languages with theirs when `language` was
    loaded without. Raises PhraseError naming language and pattern.
    """
    if not (folder and proofs):  # without the examples it would be another book
        return _read(language, _examples(language), _patterns(language))
    asked, right = proofs, _mark(language)

    def make() -> Book:
        patterns = _patterns(language)
        programs.keep(_beside(folder, language), right, (pattern.steps for pattern in patterns.values()))
        return _read(language, _examples(asked()[language.tag]), patterns)

    return kept(_file(folder, language), right, Book, make)


def is_kept(language: Language, folder: Path | None) -> bool:
    """Can what `book` gave be read again from `folder`?"""
    return folder is not None and _file(folder, language).exists()


def read_patterns(language: Language, folder: Path | None) -> Programs | None:
    """The language's patterns as read, if `book` kept them in `folder`."""
    return programs.opened(_beside(folder, language), _mark(language), _says(language)) if folder else None


def _file(folder: Path, language: Language) -> Path:
    return folder / f"phrases-{language.tag}.msgpack"


def _beside(folder: Path, language: Language) -> Path:
    return folder / f"phrases-{language.tag}.steps"


def _says(language: Language) -> list[str]:
    """All patterns of a language, each once, in content order."""
    return list(dict.fromkeys(say for phrase in language.phrases for say in (*phrase.unless, *phrase.say)))


def _patterns(language: Language) -> dict[str, Pattern]:
    return {say: _compile(say, language) for say in _says(language)}


def _examples(language: Language) -> list[str]:
    return [text for phrase in language.phrases for text in (*phrase.match, *phrase.ignore)]


def _read(language: Language, examples: Sequence[str], patterns: Mapping[str, Pattern]) -> Book:
    numbers: dict[tuple[str, ...], int] = {}
    needed, wide = list[list[int]](), bytearray()
    for phrase in language.phrases:
        for say in phrase.say:
            pattern = patterns[say]
            needed.append([numbers.setdefault(tuple(sorted(part)), len(numbers)) for part in pattern.needed])
            wide.append(pattern.wide)
    literals = list(dict.fromkeys(literal for part in numbers for literal in part))
    proves = _proves(literals, list(numbers))
    common = _common(list(numbers), literals, proves, examples)
    needed = [sorted(set(parts), key=common.__getitem__) for parts in needed]
    openers, places = {parts[0] for parts in needed}, {literal: n for n, literal in enumerate(literals)}
    words, stems = _words(language)
    excuses, excusing = _excuses(language, patterns)
    return Book(
        "\n".join(literals),
        Packed.of([part for part in parts if part in openers] for parts in proves),
        Packed.of([places[literal] for literal in part] for part in numbers),
        Packed.of(needed),
        bytes(wide),
        "\n".join(sorted(words)),
        "\n".join(sorted(stems)),
        "\n".join(sorted(_said(examples))) if language.tag == COMMON else "",
        excuses,
        excusing,
    )


def unless(language: Language) -> list[str]:
    """The `unless` patterns of a language, each once, in content order."""
    return list(dict.fromkeys(say for phrase in language.phrases for say in phrase.unless))


def _excuses(language: Language, patterns: Mapping[str, Pattern]) -> tuple[Packed, str]:
    """The parts of each `unless` pattern, numbered, and all those parts as text."""
    numbers: dict[tuple[str, ...], int] = {}
    rows = list[list[int]]()
    for say in unless(language):
        parts = sorted(patterns[say].needed, key=len)
        rows.append([numbers.setdefault(tuple(sorted(part)), len(numbers)) for part in parts])
    return Packed.of(rows), "\n".join(map("\t".join, numbers))


def _compile(say: str, language: Language) -> Pattern:
    try:
        return compile_pattern(say, language.lists)
    except PhraseError as error:
        raise PhraseError(f"{language.tag}: “{say}”: {error}") from None


def _proves(literals: Sequence[str], parts: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """For each literal the numbers of the parts it proves."""
    found: dict[str, list[int]] = {literal: [] for literal in literals}
    for number, part in enumerate(parts):
        for literal in part:
            found[literal].append(number)
    return list(found.values())


def _common(
    parts: Sequence[tuple[str, ...]],
    literals: Sequence[str],
    proves: Sequence[list[int]],
    examples: Iterable[str],
) -> list[int]:
    """In how many examples each part is seen: how often a text will wake the patterns entered under it."""
    finder, counts = automaton(literals), Counter[int]()
    for text in examples if literals else ():
        seen = {literal for _, literal in finder.iter(spaced(tokenize(fold(text)).text))}
        counts.update(set[int]().union(*(proves[literal] for literal in seen)))
    slots = {f" {sign} " for sign in SLOTS.values()}  # things are not read here, so they are taken as everywhere
    return [counts[n] + (MANY if slots.issuperset(part) else 0) for n, part in enumerate(parts)]


def _words(language: Language) -> tuple[set[str], set[str]]:
    """The whole words that patterns and lists are made of, and the stems of longer ones."""
    says = (say for phrase in language.phrases for say in phrase.say)
    entries = (entry for entries in language.lists.values() for entry in entries)
    text = _SLOT.sub(" ", " ".join((*says, *entries)))
    whole = token_words(_SIGNS.sub(" ", _STEM.sub(" ", text)))
    return {word for word in whole if not word.isdigit()}, set(token_words(" ".join(_STEM.findall(text))))


def _said(examples: Iterable[str]) -> set[str]:
    return {",", "|", *SLOTS.values(), *(word for text in examples for word in token_words(text) if word.isascii())}


def automaton(literals: Iterable[str]) -> "ahocorasick.Automaton":
    """Finds the numbers of all `literals` in one pass over a text."""
    made = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, literal in enumerate(literals):
        made.add_word(literal, number)
    if len(made):
        made.make_automaton()
    return made


def spaced(text: str) -> str:
    """Token text without its commas, as literals are."""
    return text.replace(" ,", "")


def _mark(language: Language) -> bytes:
    """A digest of all that the patterns are made from, the code that reads them included."""
    lists = repr(sorted(language.lists.items())).encode()
    says = ("\0".join((*phrase.say, *phrase.unless)).encode() for phrase in language.phrases)
    return mark((_code(), repr(multipliers()).encode(), lists, *says))


@lru_cache(maxsize=1)
def _code() -> bytes:
    names = ("patterns.py", "steps.py", "book.py", "tokens.py", "letters.py", "fold.py")
    return b"".join(Path(__file__).with_name(name).read_bytes() for name in names)
