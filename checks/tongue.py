"""One language's phrases over one text, in time that grows only with the text.

Three steps, each linear: one Aho-Corasick pass finds which literal words are there, sentence by sentence; a phrase
is looked at only if a sentence (the text, if it may cross sentence ends) has every part it cannot do without; its
steps (`steps.py`) are then taken from all places of the text at once. No phrase can make matching hang.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import ahocorasick

from checks.book import Book, Rows, automaton, spaced
from checks.excuses import Excuses
from checks.row import Row, after, bits, first
from checks.steps import Steps
from checks.tokens import BREAK, Tokens
from content.model import Language, Phrase

FEW = 8  # literals that are asked one by one: all together as bits would be larger
MOST_MATCHES = 4  # of one phrase in one sentence; more say nothing new


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
    """A token text as a row of words, the way back, and where sentences end."""

    tokens: Tokens
    row: Row
    places: "array[int]"  # of each word among the tokens: commas are no words
    marks: list[int]  # the places of the sentence marks among the words, and the end
    # Was the `unless` pattern of a language found in these characters? Many phrases have the same ones.
    excuses: dict[tuple[str, str, int, int], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, tokens: Tokens) -> "Text":
        every = tokens.text.split()
        row = Row.of(every)
        marks = [place for place, word in enumerate(row.words) if word == BREAK]
        places = array("I", (place for place, word in enumerate(every) if word != ","))
        return cls(tokens, row, places, [*marks, len(row.words)])

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words that stand in the characters from `start` to `end`."""
        first, last = (bisect_left(self.tokens.at, offset) for offset in (start, end))
        return bisect_left(self.places, first), bisect_left(self.places, last)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets of the words from `start` to `end`; both stand on the space before a word."""
        at, behind = self.tokens.at, self.places[end - 1] + 1
        return at[self.places[start]] - 1, at[behind] - 1 if behind < len(at) else len(self.tokens.text) - 1


@dataclass(frozen=True, slots=True)
class Heard:
    """The literals of a text with the sentences in which each stands, as bits (the lowest is the first sentence)."""

    sentences: Mapping[int, int]
    all: int  # which literals these are, as bits


@dataclass(frozen=True, slots=True)
class Ready:
    """A pattern ready to be looked for."""

    steps: Steps
    span: int  # the most words it can take


Index = dict[int, list[tuple[int, tuple[int, ...]]]]  # part -> rules, each with the other parts it needs


@dataclass(slots=True)
class Tongue:
    """The phrases of one language, ready to match. Safe to share between threads."""

    tag: str
    rules: list[Rule]
    literals: "ahocorasick.Automaton"
    opens: list[tuple[int, ...]]  # literal -> the parts it proves that are the rarest of some rule; equal ones once
    proved_by: Rows  # part -> the literals that prove it
    narrow: Index  # part -> the rules of which it is the rarest
    wide: Index  # the same for rules that may cross sentence ends
    ready: Callable[[str, str], Ready]  # of a language and a pattern
    excuses: Excuses
    asked: dict[int, Sequence[int] | int] = field(default_factory=dict)  # `proved_by`; bits of a number if many

    def excuses_it(self, match: Match, text: Text, begin: int, end: int) -> bool:
        """Does one of the phrase's `unless` patterns stand in the characters from `begin` to `end`?"""
        for say in match.phrase.unless:
            asked = self.tag, say, begin, end
            if asked not in text.excuses:
                text.excuses[asked] = self._stands(say, text, begin, end)
            if text.excuses[asked]:
                return True
        return False

    def _stands(self, say: str, text: Text, begin: int, end: int) -> bool:
        if not self.excuses.may_stand(say, spaced(text.tokens.text[begin:end] + " ")):
            return False
        first, last = text.words(begin, end)
        at, behind = (1 << last) - (1 << first), (2 << last) - (2 << first)
        return bool(after(self.ready(self.tag, say).steps, text.row, at) & behind)

    def match(self, text: Text) -> Iterator[Match]:
        """Every phrase found in the text."""
        heard = self._heard(spaced(text.tokens.text))
        seen = self._openers(heard)
        for number in self._candidates(heard, seen):
            yield from self._matches(number, text, across=False)
        for number in self._far_candidates(heard, seen):
            yield from self._matches(number, text, across=True)

    def _heard(self, text: str) -> Heard:
        literals: dict[int, int] = {}
        if self.rules:
            bit, end = 1, _after(text, 0)
            for at, literal in self.literals.iter(text):
                while at > end:
                    bit, end = bit << 1, _after(text, end + 1)
                literals[literal] = literals.get(literal, 0) | bit
        return Heard(literals, self._as_bits(literals))

    def _candidates(self, heard: Heard, seen: dict[int, int]) -> Iterator[int]:
        """Rules that have all their parts in one sentence. A hot loop: kept plain.

        `seen` has the sentences of the parts that are known so far, and is added to.
        """
        for opener in self.narrow.keys() & seen.keys():
            for number, others in self.narrow[opener]:
                sentences = seen[opener]
                for part in others:
                    if part not in seen:
                        seen[part] = self._where(part, heard)
                    sentences &= seen[part]
                    if not sentences:
                        break
                else:
                    yield number

    def _far_candidates(self, heard: Heard, seen: dict[int, int]) -> Iterator[int]:
        """Rules that may cross sentence ends and have all their parts somewhere."""
        for opener in (part for part in self.wide.keys() & seen.keys() if seen[part]):
            for number, others in self.wide[opener]:
                for part in others:
                    if part not in seen:
                        seen[part] = self._where(part, heard)
                    if not seen[part]:
                        break
                else:
                    yield number

    def _openers(self, heard: Heard) -> dict[int, int]:
        """The parts seen that are the rarest of some rule, with their sentences."""
        seen: dict[int, int] = {}
        for literal, sentences in heard.sentences.items():
            for part in self.opens[literal]:
                seen[part] = seen.get(part, 0) | sentences
        return seen

    def _as_bits(self, literals: Iterable[int]) -> int:
        found = bytearray(len(self.opens) // 8 + 1)
        for literal in literals:
            found[literal >> 3] |= 1 << (literal & 7)
        return int.from_bytes(found, "little")

    def _where(self, part: int, heard: Heard) -> int:
        """The sentences with a part, asked only for rules whose rarest part is there: a part may be 500 words."""
        proved_by = self.asked.get(part)
        if proved_by is None:
            several = tuple(self.proved_by[part])
            proved_by = several if len(several) <= FEW else self._as_bits(several)
            self.asked[part] = proved_by
        sentences = 0
        for literal in bits(heard.all & proved_by) if isinstance(proved_by, int) else proved_by:
            sentences |= heard.sentences.get(literal, 0)
        return sentences

    def _matches(self, number: int, text: Text, *, across: bool) -> Iterator[Match]:
        """Matches of a rule, at most MOST_MATCHES of them in a sentence; in the text, if they may go `across`."""
        rule, row = self.rules[number], text.row
        ready = self.ready(self.tag, rule.say)
        ends = after(ready.steps, row, row.every)
        begin, left, border = 0, MOST_MATCHES, 0
        while ends:
            end = (ends & -ends).bit_length() - 1
            if end > border and not across:
                border, left = text.marks[bisect_left(text.marks, end)], MOST_MATCHES
            found = first(ready.steps, row, max(begin, end - ready.span), end)
            if found:
                left -= 1
                begin = end = found[1]
                yield Match(rule.phrase, self.tag, *text.characters(*found))
            if not left and across:
                return
            ends = _above(ends, end if left else border)


def _above(number: int, bit: int) -> int:
    """`number` without its bits up to `bit`."""
    return number >> (bit + 1) << (bit + 1)


def _after(text: str, start: int) -> int:
    """Where the sentence that goes on at `start` ends."""
    found = text.find("|", start)
    return found if found >= 0 else len(text)


def tongue(language: Language, read: Book, ready: Callable[[str, str], Ready]) -> Tongue:
    """`language` as read in its book."""
    literals, opens = read.literals.split("\n") if read.literals else [], read.opens.rows()
    once: dict[tuple[int, ...], tuple[int, ...]] = {}
    narrow, wide = _indexes(read)
    return Tongue(
        language.tag,
        [Rule(phrase, say) for phrase in language.phrases for say in phrase.say],
        automaton(literals),
        [once.setdefault(parts, parts) for parts in (tuple(opens[number]) for number in range(len(literals)))],
        read.proved_by.rows(),
        narrow,
        wide,
        ready,
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
