"""One language's phrases over one text, in time that grows only with the text.

Three steps, each linear: one Aho-Corasick pass finds which literal words are there, sentence by sentence; a phrase
is looked at only in sentences that have every part it cannot do without; its expression (`patterns.py`) then runs
over that sentence in RE2, whose time is linear whatever the expression. No phrase can make matching hang.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import ahocorasick

from checks.book import Book, Rows, automaton, spaced, unless
from checks.tokens import Tokens
from content.model import Language, Phrase

MOST_MATCHES = 4  # of one phrase in one sentence; more say nothing new
STRETCH = 60  # sentences looked at in one go: a set of them is one machine word


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which, in which language, and where in the token text."""

    phrase: Phrase
    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one phrase."""

    phrase: Phrase
    say: str


@dataclass(frozen=True, slots=True)
class Text:
    """A token text as RE2 sees it: bytes, where its tokens begin there, and the way back."""

    tokens: Tokens
    data: bytes
    at: "array[int]"

    @classmethod
    def of(cls, tokens: Tokens) -> "Text":
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


class Expression(Protocol):
    """What we use of a compiled RE2 expression; the package has no types of its own."""

    def search(self, text: bytes, pos: int = 0, endpos: int | None = None) -> _Found | None: ...


@dataclass(frozen=True, slots=True)
class Excuses:
    """What the `unless` patterns of a language cannot do without. Few of them stand in a text, and making an
    expression takes a thousand times as long as seeing that one of its words is missing."""

    numbers: Mapping[str, int]  # of each pattern
    parts: Rows
    literals: list[str]  # of each part, set apart by tabs

    def may_stand(self, say: str, sentence: str) -> bool:
        """Has a sentence, without its commas, a word of every part of the pattern?"""
        parts = self.parts[self.numbers[say]]
        return all(any(literal in sentence for literal in self.literals[part].split("\t")) for part in parts)

    @classmethod
    def of(cls, language: Language, read: Book) -> "Excuses":
        numbers = {say: number for number, say in enumerate(unless(language))}
        return cls(numbers, read.excuses.rows(), read.excusing.split("\n"))


Index = dict[int, list[tuple[int, tuple[int, ...]]]]  # part -> rules, each with the other parts it needs


@dataclass(slots=True)
class Tongue:
    """The phrases of one language, ready to match. Safe to share between threads."""

    tag: str
    rules: list[Rule]
    literals: "ahocorasick.Automaton"
    opens: list[tuple[int, ...]]  # literal -> the parts it proves that are the rarest of some rule
    proved_by: Rows  # part -> the literals that prove it
    narrow: Index  # part -> the rules of which it is the rarest
    wide: Index  # the same for rules that may cross sentence ends
    expression: Callable[[str, str], Expression]  # of a language and a pattern
    excuses: Excuses
    sets: dict[int, frozenset[int]] = field(default_factory=dict)  # `proved_by` of the parts that were asked for

    def excuses_it(self, match: Match, sentence: str) -> bool:
        """Does one of the phrase's `unless` patterns stand in the sentence (token text)?"""
        plain = spaced(sentence)
        says = [say for say in match.phrase.unless if self.excuses.may_stand(say, plain)]
        data = sentence.encode() if says else b""
        return any(self.expression(self.tag, say).search(data) for say in says)

    def match(self, text: Text) -> Iterator[Match]:
        """Every phrase found in the text."""
        everywhere: dict[int, int] = {}
        for first, literals in self._by_stretch(spaced(text.tokens.text)):
            for number, sentences in self._candidates(literals, self.narrow):
                for sentence in _bits(sentences):
                    yield from self._hits(self.rules[number], text, *text.sentence(first + sentence))
            everywhere |= literals
        for number, _ in self._candidates(dict.fromkeys(everywhere, 1), self.wide):
            yield from self._hits(self.rules[number], text, 0, len(text.data))

    def _by_stretch(self, text: str) -> Iterator[tuple[int, dict[int, int]]]:
        """For each stretch of STRETCH sentences: the number of its first, and each literal with its sentences.

        Sentences are the bits of a number, the stretch's first the lowest.
        """
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

    def _candidates(self, literals: Mapping[int, int], index: "Index") -> Iterator[tuple[int, int]]:
        """Rules of `index` with the sentences that have all their parts. The hottest loop: kept plain."""
        seen = self._openers(literals)
        heard = frozenset(literals)
        for first in index.keys() & seen.keys():
            for number, others in index[first]:
                sentences = seen[first]
                for part in others:
                    if part not in seen:
                        seen[part] = self._where(part, literals, heard)
                    sentences &= seen[part]
                    if not sentences:
                        break
                else:
                    yield number, sentences

    def _openers(self, literals: Mapping[int, int]) -> dict[int, int]:
        """The parts seen that are the rarest of some rule, with their sentences."""
        seen: dict[int, int] = {}
        for literal, sentences in literals.items():
            for part in self.opens[literal]:
                seen[part] = seen.get(part, 0) | sentences
        return seen

    def _where(self, part: int, literals: Mapping[int, int], heard: frozenset[int]) -> int:
        """The sentences with a part, asked only for rules whose rarest part is there: a part may be 500 words."""
        proved_by = self.sets.get(part)
        if proved_by is None:
            proved_by = self.sets[part] = frozenset(self.proved_by[part])
        sentences = 0
        for literal in proved_by & heard:
            sentences |= literals[literal]
        return sentences

    def _hits(self, rule: Rule, text: Text, begin: int, end: int) -> list[Match]:
        expression = self.expression(self.tag, rule.say)
        hits: list[Match] = []
        while len(hits) < MOST_MATCHES and (found := expression.search(text.data, begin, end)):
            start, begin = found.start(), found.end() - 1
            hits.append(Match(rule.phrase, self.tag, *text.characters(start, begin)))
        return hits


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


def tongue(language: Language, read: Book, expression: Callable[[str, str], Expression]) -> Tongue:
    """`language` as read in its book."""
    literals, opens = read.literals.split("\n") if read.literals else [], read.opens.rows()
    narrow, wide = _indexes(read)
    return Tongue(
        language.tag,
        [Rule(phrase, say) for phrase in language.phrases for say in phrase.say],
        automaton(literals),
        [tuple(opens[number]) for number in range(len(literals))],
        read.proved_by.rows(),
        narrow,
        wide,
        expression,
        Excuses.of(language, read),
    )


def _indexes(read: Book) -> tuple[Index, Index]:
    """Each rule under its rarest needed part, so that common words wake few rules; the wide ones apart."""
    found: tuple[Index, Index] = ({}, {})
    needed = read.needed.rows()
    for number, is_wide in enumerate(read.wide):
        first, *others = needed[number]
        found[is_wide].setdefault(first, []).append((number, tuple(others)))
    return found
