"""Finding phrases: thousands of patterns over one text, in time that grows only with the text.

Three steps, each linear: one Aho-Corasick pass finds which literal words are there; a phrase is looked at only if
every part it cannot do without stands in the sentence; its expression (`patterns.py`) then runs over that sentence
in RE2, whose time is linear whatever the expression. No phrase can make matching hang.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import ahocorasick
import re2

from checks.patterns import Pattern, PhraseError, compile_pattern
from checks.tokens import SLOTS, Tokens, token_words
from content.kept import kept, mark
from content.model import Language, Phrase

COMMON = "en"  # mixed into offers everywhere, so always listened to
MOST_MATCHES = 4  # of one phrase in one sentence; more say nothing new
# An expression takes about 20 KB once it has run and a quarter of a millisecond to make again, so only the ones in
# use are held; each text needs a hundred or so, mostly the same ones.
MOST_COMPILED = 2_000


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which, in which language, and where in the token text."""

    phrase: Phrase
    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern in the book: its expression, the numbers of the parts it needs, whether it may cross sentences."""

    source: str
    needed: tuple[int, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Book:
    """All patterns read, their parts numbered: many patterns need the same part ("a verb of paying")."""

    parts: list[tuple[str, ...]]
    entries: dict[str, Entry]  # "language:pattern"
    english: list[str]  # the words of the English examples


@dataclass(frozen=True, slots=True)
class _Rule:
    phrase: Phrase
    language: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Text:
    """A token text as RE2 sees it: bytes, where its tokens begin there, and the way back."""

    tokens: Tokens
    data: bytes
    at: "array[int]"

    @classmethod
    def of(cls, tokens: Tokens) -> "_Text":
        return cls(tokens, *tokens.encoded())

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
    literals: "ahocorasick.Automaton"
    parts: list[tuple[int, ...]]  # literal -> the parts it proves
    narrow: dict[int, list[int]]  # part -> rules to look at in the sentence it was seen in
    wide: dict[int, list[int]]  # the same for rules that may cross sentence ends
    excuses: dict[tuple[str, str], str]  # (language, `unless` pattern) -> expression
    vocabulary: frozenset[str]  # the whole words that phrases ask for
    marks: dict[str, tuple[str, ...]]  # language -> words that show it is spoken here
    english: frozenset[str]  # words of English offers, as far as our examples have them

    def match(self, tokens: Tokens) -> list[Match]:
        """Every phrase found in `tokens`, in text order."""
        text = _Text.of(tokens)
        found: list[Match] = []
        everywhere: set[int] = set()
        for (begin, end), seen in self._by_sentence(tokens):
            everywhere |= seen
            first, last = text.byte(begin), text.byte(end) + 1
            for rule in self._candidates(seen, self.narrow):
                found += self._hits(rule, text, first, last)
        for rule in self._candidates(everywhere, self.wide):
            found += self._hits(rule, text, 0, len(text.data))
        return sorted(self._spoken(found, tokens.text), key=lambda m: (m.start, m.end))

    def _spoken(self, found: list[Match], text: str) -> Iterator[Match]:
        """Without matches of plain English words by another language ("escort", "chat") that is not spoken here."""
        heard: dict[str, bool] = {COMMON: True}
        for match in found:
            if match.language not in heard:
                heard[match.language] = any(mark in text for mark in self.marks[match.language])
            if heard[match.language] or not self.english.issuperset(text[match.start : match.end].split()):
                yield match

    def _by_sentence(self, tokens: Tokens) -> Iterator[tuple[tuple[int, int], set[int]]]:
        """The parts seen in each sentence that has any."""
        if not self.rules:
            return
        begin, ends = 0, iter((*tokens.breaks, len(tokens.text)))
        end, seen = next(ends), set[int]()
        for at, literal in self.literals.iter(tokens.text):
            while at > end:
                if seen:
                    yield (begin, end), seen
                    seen = set()
                begin, end = end + 1, next(ends)
            seen.update(self.parts[literal])
        if seen:
            yield (begin, end), seen

    def _candidates(self, seen: set[int], index: Mapping[int, list[int]]) -> Iterator[_Rule]:
        """Rules of `index` all of whose needed parts are in `seen`. The hottest loop: kept plain."""
        numbers: list[int] = []
        for part in seen:
            if part in index:
                numbers += index[part]
        for number in sorted(numbers):
            rule = self.rules[number]
            for part in rule.entry.needed:
                if part not in seen:
                    break
            else:
                yield rule

    def _hits(self, rule: _Rule, text: _Text, begin: int, end: int) -> list[Match]:
        expression = _expression(rule.entry.source)
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
        patterns = (self.excuses[match.language, say] for say in match.phrase.unless)
        return any(_expression(pattern).search(sentence) for pattern in patterns)


@lru_cache(maxsize=MOST_COMPILED)
def _expression(source: str) -> _Expression:
    options = re2.Options()
    options.log_errors = False  # a large expression falls back to RE2's slower engine; that is nobody's error
    compiled: _Expression = re2.compile(source.encode(), options)
    return compiled


def build(languages: Iterable[Language], keep: Path | None = None) -> Engine:
    """Make every pattern of every phrase ready; expressions themselves are compiled when first needed.

    Reading thousands of patterns takes a second, so with `keep` (a file) what was read is kept there and used
    again while no pattern, list or line of this module has changed. Raises PhraseError naming language and pattern.
    """
    languages = tuple(languages)
    book = kept(keep, _mark(languages) if keep else b"", Book, lambda: _book(languages))
    entry = book.entries
    rules = [_Rule(p, x.tag, entry[f"{x.tag}:{say}"]) for x in languages for p in x.phrases for say in p.say]
    literals = list(dict.fromkeys(literal for part in book.parts for literal in part))
    return Engine(
        rules,
        _automaton(literals),
        _proved(literals, book.parts),
        _index(rules, book.parts, wide=False),
        _index(rules, book.parts, wide=True),
        {(x.tag, say): entry[f"{x.tag}:{say}"].source for x in languages for p in x.phrases for say in p.unless},
        _whole_words(literals),
        {x.tag: tuple(f" {' '.join(token_words(word))} " for word in x.marks) for x in languages},
        frozenset(book.english),
    )


def _book(languages: Sequence[Language]) -> Book:
    numbers: dict[tuple[str, ...], int] = {}
    entries = {}
    for language in languages:
        for say in (s for p in language.phrases for s in (*p.say, *p.unless)):
            pattern = _compile(say, language)
            parts = (tuple(sorted(part)) for part in pattern.needed)
            needed = tuple(numbers.setdefault(part, len(numbers)) for part in parts)
            entries[f"{language.tag}:{say}"] = Entry(pattern.source, needed, pattern.wide)
    return Book(list(numbers), entries, sorted(_english(languages)))


def _english(languages: Sequence[Language]) -> set[str]:
    examples = (text for x in languages if x.tag == COMMON for p in x.phrases for text in (*p.match, *p.ignore))
    return {",", "|", *SLOTS.values(), *(word for text in examples for word in token_words(text) if word.isascii())}


def _mark(languages: Sequence[Language]) -> bytes:
    """A digest of all that the patterns are made from, the code that reads them included."""
    code = (
        Path(__file__).with_name(name).read_bytes() for name in ("patterns.py", "phrases.py", "tokens.py", "fold.py")
    )
    lists = (repr((x.tag, sorted(x.lists.items()))).encode() for x in languages)
    says = ("\0".join((*p.say, *p.unless)).encode() for x in languages for p in x.phrases)
    return mark((*code, *lists, *says))


def _compile(say: str, language: Language) -> Pattern:
    try:
        return compile_pattern(say, language.lists)
    except PhraseError as error:
        raise PhraseError(f"{language.tag}: “{say}”: {error}") from None


def _automaton(literals: Sequence[str]) -> "ahocorasick.Automaton":
    automaton = ahocorasick.Automaton()
    for number, literal in enumerate(literals):
        automaton.add_word(literal, number)
    if literals:
        automaton.make_automaton()
    return automaton


def _proved(literals: Sequence[str], parts: Sequence[tuple[str, ...]]) -> list[tuple[int, ...]]:
    """For each literal the numbers of the parts it proves."""
    found: dict[str, list[int]] = {literal: [] for literal in literals}
    for number, part in enumerate(parts):
        for literal in part:
            found[literal].append(number)
    return [tuple(numbers) for numbers in found.values()]


def _whole_words(literals: Iterable[str]) -> frozenset[str]:
    """Literals that stand for a word or its stem, not for a slot; in scripts with spaces."""
    words = (literal.strip() for literal in literals if literal.startswith(" "))
    return frozenset(word for word in words if word.isalpha() or any("\u0900" <= c <= "\u0dff" for c in word))


def _index(rules: Sequence[_Rule], parts: Sequence[tuple[str, ...]], *, wide: bool) -> dict[int, list[int]]:
    """Enter each rule under its rarest needed part only, so that common words wake few rules."""
    uses = Counter(part for rule in rules for part in rule.entry.needed)
    weight = [uses[number] * len(part) for number, part in enumerate(parts)]
    index: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        if rule.entry.wide is wide:
            index[min(rule.entry.needed, key=weight.__getitem__)].append(number)
    return dict(index)
