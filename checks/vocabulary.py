"""By what a language is known in a text: its everyday words, the words and stems its phrases ask for, its letters.

The words of all languages are in one table, each with the languages it belongs to: a set for each language would
take three times the memory, and a text's words are looked up once instead of once a language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from checks.book import Book
from checks.tokens import token_words
from content.model import Language

SHARED = 4  # languages with one word: it is nobody's own ("foto", "manager")
SHORTEST_STEM = 4  # letters of a stem by which a longer word is known

Vocabulary = Mapping[str, int]  # word -> the bits of the languages it is a word of, 0 when it is nobody's own
Marked = Mapping[str, tuple[tuple[str, str], ...]]  # everyday word -> languages, each with the run it begins or ""


@dataclass(frozen=True, slots=True)
class Known:
    """The words that are right as they stand: those that phrases ask for, and those of English offers."""

    vocabulary: Vocabulary
    english: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.vocabulary or word in self.english


@dataclass(frozen=True, slots=True)
class Ear:
    """By what one language is known; `bit` is its own in the vocabulary."""

    bit: int
    marks: frozenset[str]
    runs: tuple[str, ...]  # of several words, as token text
    stems: frozenset[str]
    letters: "regex.Pattern[str] | None" = None  # a letter that only this language writes


@dataclass(frozen=True)
class Words:
    """The words of a text that are no English and no numbers."""

    whole: frozenset[str]
    vocabulary: Vocabulary = field(repr=False)
    stems: frozenset[str] = field(repr=False)  # of all languages
    foreign: float = 0.0  # their share of all words

    @classmethod
    def of(cls, text: str, english: frozenset[str], vocabulary: Vocabulary, stems: frozenset[str]) -> "Words":
        words = text.split()
        other = [word for word in words if word not in english and (word.isalpha() or not word.isascii())]
        return cls(frozenset(other), vocabulary, stems, len(other) / max(1, len(words)))

    def own(self, ear: Ear) -> int:
        """How many of them are the language's."""
        whole = sum(count for owners, count in self._owners.items() if owners & ear.bit)
        return whole + len(ear.stems & self._beginnings)

    def known(self, ear: Ear) -> frozenset[str]:
        """Those that are whole words of the language."""
        return frozenset(word for word in self.whole if self.vocabulary.get(word, 0) & ear.bit)

    def without(self, words: frozenset[str]) -> "Words":
        return Words(self.whole - words, self.vocabulary, self.stems)

    @cached_property
    def _owners(self) -> Mapping[int, int]:
        """How many words belong to the same languages."""
        counts = Counter(self.vocabulary.get(word, 0) for word in self.whole)
        del counts[0]
        return counts

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Those that are a stem: looked for only when a language asks, which in a plain English text none does."""
        return self.stems & {word[:n] for word in self.whole for n in range(SHORTEST_STEM, len(word) + 1)}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words and stems that the phrases of a language ask for, and those of its examples."""

    words: frozenset[str]
    stems: frozenset[str]
    said: frozenset[str]

    @classmethod
    def of(cls, read: Book) -> "Lexicon":
        return cls(_lines(read.words), _lines(read.stems), _lines(read.said))


def ears(
    languages: Iterable[Language], lexicons: Mapping[str, Lexicon], english: frozenset[str]
) -> tuple[dict[str, Ear], Vocabulary]:
    """What each language is known by, and the words of all; words of several are nobody's, nor are stems of English."""
    seen = Counter(word for several in lexicons.values() for word in several.words)
    nobodys = {word[:n] for word in english for n in range(SHORTEST_STEM, len(word) + 1)}
    nobodys |= {word for word, count in seen.items() if count >= SHARED}
    made, vocabulary = dict[str, Ear](), dict.fromkeys(seen, 0)
    for number, x in enumerate(languages):
        bit, known = 1 << number, lexicons[x.tag]
        for word in known.words - nobodys:
            vocabulary[word] |= bit
        made[x.tag] = Ear(bit, *_marks(x), known.stems - nobodys, _letters(x.letters))
    return made, vocabulary


def marked(ears: Mapping[str, Ear]) -> Marked:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tag, ear in ears.items():
        for word in ear.marks:
            found[word].append((tag, ""))
        for run in ear.runs:
            found[run.split()[0]].append((tag, run))
    return {word: tuple(said) for word, said in found.items()}


def _letters(script: str) -> "regex.Pattern[str] | None":
    return regex.compile(rf"\p{{Script={script}}}") if script else None


def _marks(language: Language) -> tuple[frozenset[str], tuple[str, ...]]:
    """Everyday words of one token, and those of several."""
    marks = [token_words(word) for word in language.marks]
    single = frozenset(words[0] for words in marks if len(words) == 1)
    return single, tuple(f" {' '.join(words)} " for words in marks if len(words) > 1)


def _lines(text: str) -> frozenset[str]:
    return frozenset(text.split("\n")) - {""}
