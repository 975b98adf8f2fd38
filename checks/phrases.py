"""Finding phrases: thousands of patterns over one text, in time that grows only with the text.

Three steps, each linear: one Aho-Corasick pass finds which literal words are there, sentence by sentence; a phrase
is looked at only in sentences that have every part it cannot do without; its expression (`patterns.py`) then runs
over that sentence in RE2, whose time is linear whatever the expression. No phrase can make matching hang.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import ahocorasick
import re2
import regex

from checks.book import COMMON, Book, Rows, automaton, book, spaced, whole_words
from checks.patterns import compile_pattern
from checks.tokens import Tokens, token_words
from content.model import Language, Phrase

MOST_MATCHES = 4  # of one phrase in one sentence; more say nothing new
SHORTEST_STEM = 4  # letters of a stem by which a longer word is known
_SLOT = regex.compile(r"\{[a-z0-9_-]*\}")
_STEM = regex.compile(r"[\p{L}\p{M}]+(?=\*)")
_SIGNS = regex.compile(r"[(){}|?*/.]+")
STRETCH = 60  # sentences looked at in one go: a set of them is one machine word
# An expression takes about 20 KB once it has run and a quarter of a millisecond to make again, so only the ones in
# use are held; each text needs fifty or so, mostly the same ones.
MOST_COMPILED = 1_000


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which, in which language, and where in the token text."""

    phrase: Phrase
    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of one phrase."""

    phrase: Phrase
    language: str
    say: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A token text as RE2 sees it: bytes, where its tokens begin there, and the way back."""

    tokens: Tokens
    data: bytes
    at: "array[int]"

    @classmethod
    def of(cls, tokens: Tokens) -> "_Text":
        return cls(tokens, *tokens.encoded())

    def sentence(self, number: int) -> tuple[int, int]:
        """The bytes in which a sentence stands, with the space behind its last token."""
        breaks = self.tokens.breaks
        begin = self.byte(breaks[number - 1] + 1) if number else 0
        return begin, (self.byte(breaks[number]) + 1 if number < len(breaks) else len(self.data))

    def byte(self, offset: int) -> int:
        """The byte at which the token at character `offset` begins; the end for what lies behind the last one."""
        number = bisect_left(self.tokens.at, offset)
        return self.at[number] - 1 if number < len(self.at) else len(self.data)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets of the tokens in the bytes `start` to `end`; both stand on the space before a token."""
        first, last = bisect_left(self.at, start + 1), bisect_left(self.at, end)
        finish = self.tokens.at[last] - 1 if last < len(self.at) else len(self.tokens.text) - 1
        return self.tokens.at[first] - 1, finish


class _Found(Protocol):
    def start(self) -> int: ...
    def end(self) -> int: ...


class _Expression(Protocol):
    """What we use of a compiled RE2 expression; the package has no types of its own."""

    def search(self, text: bytes, pos: int = 0, endpos: int | None = None) -> _Found | None: ...


@dataclass(slots=True)
class Engine:
    """All phrases of all languages, ready to match. Built once; safe to share between threads."""

    rules: list[_Rule]
    needed: Rows  # rule -> the parts it needs, the rarest first
    literals: "ahocorasick.Automaton"
    proves: Rows  # literal -> the parts it proves
    narrow: "dict[int, array[int]]"  # part -> the rules of which it is the rarest
    wide: "dict[int, array[int]]"  # the same for rules that may cross sentence ends
    expression: Callable[[str, str], _Expression]  # of a language and a pattern
    vocabulary: frozenset[str]  # the whole words that phrases ask for
    marks: dict[str, tuple[str, ...]]  # language -> words that show it is spoken here
    english: frozenset[str]  # words of English offers, as far as our examples have them
    words_of: "Callable[[str], _Words]"  # what a language's phrases and lists are made of

    def match(self, tokens: Tokens) -> list[Match]:
        """Every phrase found in `tokens`, in text order."""
        text = _Text.of(tokens)
        found: list[Match] = []
        everywhere: dict[int, int] = {}
        for first, seen in self._by_stretch(spaced(tokens.text)):
            for number, sentences in self._candidates(seen, self.narrow):
                for sentence in _bits(sentences):
                    found += self._hits(self.rules[number], text, *text.sentence(first + sentence))
            everywhere |= seen
        for number, _ in self._candidates(dict.fromkeys(everywhere, 1), self.wide):
            found += self._hits(self.rules[number], text, 0, len(text.data))
        return sorted(self._meant(found, tokens), key=lambda m: (m.start, m.end))

    def _meant(self, found: list[Match], tokens: Tokens) -> Iterator[Match]:
        """Without matches by a language that is not spoken here: "escort" and "foto" are words of many.

        A language is spoken when one of its everyday words is in the text, or when the match itself has a word of its
        own, two where another language is spoken; a foreign word in a gap, or a number, is none.
        """
        if all(match.language == COMMON for match in found):
            yield from found
            return
        spoken = self.spoken(tokens)
        needed = 2 if len(spoken) > 1 else 1
        for match in found:
            text = tokens.text[match.start : match.end]
            if match.language in spoken or len(self._own(match.language, text)) >= needed:
                yield match

    def _own(self, language: str, text: str) -> set[str]:
        """The words of a match that are no English, and that the language's phrases ask for, or longer forms of it."""
        words = {word for word in text.split() if word not in self.english and (word.isalpha() or not word.isascii())}
        known, stems = self.words_of(language)
        return {w for w in words if w in known or any(w[:end] in stems for end in range(SHORTEST_STEM, len(w) + 1))}

    def _by_stretch(self, text: str) -> Iterator[tuple[int, dict[int, int]]]:
        """For each stretch of STRETCH sentences: the number of its first, and each part seen with its sentences.

        Sentences are the bits of a number, the stretch's first the lowest.
        """
        for first, literals in self._literals(text):
            seen: dict[int, int] = {}
            get, proves = seen.get, self.proves
            for literal, sentences in literals.items():
                for part in proves[literal]:
                    seen[part] = get(part, 0) | sentences
            yield first, seen

    def _literals(self, text: str) -> Iterator[tuple[int, dict[int, int]]]:
        """For each stretch that has any: the number of its first sentence, and each literal with its sentences."""
        if not self.rules:
            return
        first, bit, literals, end = 0, 1, dict[int, int](), _after(text, 0)
        for at, literal in self.literals.iter(text):
            while at > end:
                bit, end = bit << 1, _after(text, end + 1)
                if bit >> STRETCH:
                    yield first, literals
                    first, bit, literals = first + STRETCH, 1, {}
            literals[literal] = literals.get(literal, 0) | bit
        yield first, literals

    def _candidates(self, seen: Mapping[int, int], index: "Mapping[int, array[int]]") -> Iterator[tuple[int, int]]:
        """Rules of `index` with the sentences that have all their parts. The hottest loop: kept plain."""
        get = seen.get
        for first in index.keys() & seen.keys():
            for number in index[first]:
                sentences = -1
                for part in self.needed[number]:
                    sentences &= get(part, 0)
                    if not sentences:
                        break
                else:
                    yield number, sentences

    def _hits(self, rule: _Rule, text: _Text, begin: int, end: int) -> list[Match]:
        expression = self.expression(rule.language, rule.say)
        hits: list[Match] = []
        while len(hits) < MOST_MATCHES and (found := expression.search(text.data, begin, end)):
            start, begin = found.start(), found.end() - 1
            hits.append(Match(rule.phrase, rule.language, *text.characters(start, begin)))
        return hits

    def spoken(self, tokens: Tokens) -> tuple[str, ...]:
        """The languages of which an everyday word stands in the text; English always."""
        return tuple(x for x, marks in self.marks.items() if x == COMMON or any(mark in tokens.text for mark in marks))

    def excused(self, match: Match, tokens: Tokens) -> bool:
        """True when one of the phrase's `unless` patterns stands in the same sentence."""
        if not match.phrase.unless:
            return False
        begin, finish = tokens.sentence(match.start)
        sentence = (tokens.text[begin : max(finish, match.end)] + " ").encode()
        return any(self.expression(match.language, say).search(sentence) for say in match.phrase.unless)


def _after(text: str, start: int) -> int:
    """Where the sentence that goes on at `start` ends."""
    found = text.find("|", start)
    return found if found >= 0 else len(text)


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def build(
    languages: Iterable[Language], keep: Path | None = None, proofs: Callable[[], Iterable[Language]] | None = None
) -> Engine:
    """Make every pattern of every phrase ready; `keep` and `proofs` as for `book`. Raises PhraseError."""
    languages = tuple(languages)
    read = book(languages, keep, proofs)
    literals, needed = read.literals.split("\n") if read.literals else [], read.needed.rows()
    return Engine(
        [_Rule(p, x.tag, say) for x in languages for p in x.phrases for say in p.say],
        needed,
        automaton(literals),
        read.proves.rows(),
        _index(read, needed, wide=False),
        _index(read, needed, wide=True),
        _compiler({x.tag: x.lists for x in languages}),
        frozenset(whole_words(literals)),
        {x.tag: tuple(f" {' '.join(token_words(word))} " for word in x.marks) for x in languages},
        frozenset(read.english.split("\n")),
        _words_of({x.tag: x for x in languages}),
    )


def _index(read: Book, needed: Rows, *, wide: bool) -> "dict[int, array[int]]":
    """Each rule under its rarest needed part, so that common words wake few rules."""
    index: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for number, is_wide in enumerate(read.wide):
        if is_wide == wide:
            index[needed[number][0]].append(number)
    return dict(index)


_Words = tuple[frozenset[str], frozenset[str]]  # whole words, and stems that go on


def _words_of(languages: Mapping[str, Language]) -> Callable[[str], _Words]:
    """The words of a language, made when a text first needs them."""

    @lru_cache(maxsize=64)
    def words(language: str) -> _Words:
        written = languages[language]
        says = (say for phrase in written.phrases for say in phrase.say)
        entries = (entry for entries in written.lists.values() for entry in entries)
        text = _SLOT.sub(" ", " ".join((*says, *entries)))
        whole = token_words(_SIGNS.sub(" ", _STEM.sub(" ", text)))
        return frozenset(whole), frozenset(token_words(" ".join(_STEM.findall(text))))

    return words


def _compiler(lists: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Callable[[str, str], _Expression]:
    """Compiles a pattern of a language, and holds those in use."""

    @lru_cache(maxsize=MOST_COMPILED)
    def expression(language: str, say: str) -> _Expression:
        options = re2.Options()
        options.log_errors = False  # a large expression falls back to RE2's slower engine; that is nobody's error
        compiled: _Expression = re2.compile(compile_pattern(say, lists[language]).source.encode(), options)
        return compiled

    return expression
