"""The phrase language: what people write in `content/languages/*/phrases/`, compiled and matched. The only interpreter.

    pay ... fee*                 words; `...` up to five words between; `*` any ending
    (pay|send (us|me)) {money}?  alternatives, also inside each other; `?`: may be missing
    before // pay                `//` up to fourteen words, across sentence ends
    {money} {number} {amount} {percent} {link} {email} {phone} {handle} {wallet} {iban}
    {country}                    any entry of the list "country" of that language's file

A phrase is found in three steps, each linear in the text: one Aho-Corasick pass finds which literal words are
there; a phrase is looked at only if every part it cannot do without was found; its expression, in which every
gap is bounded, then runs once over the text under a time limit. No phrase can make matching hang.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick
import regex

from checks.tokens import SLOTS, Tokens, token_words
from content.model import Language, Phrase

GAP = r"(?: [^ |]++){0,5}?"
LONG_GAP = r"(?: [^ ]++){0,14}?"
UNSPACED_GAP = r"(?: [^ |]++){0,12}?"
MOST_GAPS = 4
MOST_MATCHES = 4  # of one phrase in one text; more say nothing new
TIME_LIMIT_S = 0.05  # of one phrase on one text: a backstop, never met by a phrase that passes the lint

_SIGN = regex.compile(
    r"\s*+(?:(?P<gap>\.\.\.|//)|(?P<open>\()|(?P<close>\))(?P<copt>\?)?+|(?P<or>\|)"
    r"|\{(?P<slot>[a-z][a-z0-9_-]*+)\}(?P<sopt>\?)?+|(?P<word>[^\s(){}|?/]++)(?P<wopt>\?)?+)"
)
_NUMBER = r"\d[\d.,]*+"
_SLOT_PATTERNS = dict(SLOTS) | {
    "number": _NUMBER,
    "amount": rf"(?:{SLOTS['money']}|{_NUMBER})",
    "percent": rf"{_NUMBER} %",
}
_UNSPACED = regex.compile(r"[\p{Han}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class PhraseError(ValueError):
    """A pattern that cannot be read; the message says what is wrong in words for its author."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled `say`: its expression, and the literals each needed part may show up as."""

    source: str
    needed: tuple[frozenset[str], ...]  # per part: literals, one of which must be in the text


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which, in which language, and where in the token text."""

    phrase: Phrase
    language: str
    start: int
    end: int


def compile_pattern(say: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Read one pattern. Raises PhraseError with a plain message when it cannot be read."""
    reader = _Reader(_signs(say), lists, UNSPACED_GAP if _UNSPACED.search(say) else GAP)
    sequence = reader.sequence()
    if reader.at < len(reader.signs):
        raise PhraseError("has a ) or | without its (")
    if not sequence.needed:
        raise PhraseError("needs at least one word that must be there")
    if reader.gaps > MOST_GAPS:
        raise PhraseError(f"has {reader.gaps} gaps, at most {MOST_GAPS} are allowed")
    return Pattern(sequence.source + "(?= )", tuple(sequence.needed))


def _signs(say: str) -> "list[regex.Match[str]]":
    signs: list[regex.Match[str]] = []
    at = 0
    while at < len(say.rstrip()):
        sign = _SIGN.match(say, at)
        if not sign:
            raise PhraseError(f"cannot read “{say[at : at + 20].strip()}”")
        signs.append(sign)
        at = sign.end()
    return signs


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: its expression, and for each piece it cannot do without, the literals it may be."""

    source: str
    needed: list[frozenset[str]]

    def anchor(self) -> frozenset[str]:
        """The literals that best stand for the whole piece: those of its part with the longest words."""
        return max(self.needed, key=lambda part: min(map(len, part)), default=frozenset())


@dataclass(slots=True)
class _Reader:
    """Reads the signs of one pattern from left to right; `at` is the next sign."""

    signs: "list[regex.Match[str]]"
    lists: Mapping[str, Sequence[str]]
    gap: str
    at: int = 0
    gaps: int = 0

    def sequence(self) -> _Part:
        """Parts side by side, up to the end, a | or a )."""
        sources: list[str] = []
        needed: list[frozenset[str]] = []
        gap_before = False
        while self.at < len(self.signs) and not (self.signs[self.at]["or"] or self.signs[self.at]["close"]):
            sign = self.signs[self.at]
            if sign["gap"]:
                gap_before = self._gap(sign["gap"], sources)
                continue
            part, optional = self._element()
            joint = _COMMA if sources and not gap_before else ""
            gap_before = False
            sources.append(f"(?:{joint}{part.source})?+" if optional else joint + part.source)
            needed += [] if optional else part.needed
        if gap_before:
            raise PhraseError("ends with a gap")
        return _Part("".join(sources), needed)

    def _gap(self, sign: str, sources: list[str]) -> bool:
        if not sources:
            raise PhraseError("begins with a gap")
        self.gaps += 1
        self.at += 1
        sources.append(LONG_GAP if sign == "//" else self.gap)
        return True

    def _element(self) -> tuple[_Part, bool]:
        sign = self.signs[self.at]
        self.at += 1
        if sign["open"]:
            return self._group()
        if sign["slot"]:
            return _slot(sign["slot"], self.lists), bool(sign["sopt"])
        source, literal = _words(sign["word"])
        return _Part(source, [frozenset([literal])]), bool(sign["wopt"])

    def _group(self) -> tuple[_Part, bool]:
        options = [self.sequence()]
        while self.at < len(self.signs) and self.signs[self.at]["or"]:
            self.at += 1
            options.append(self.sequence())
        if self.at >= len(self.signs):
            raise PhraseError("has a ( that is never closed")
        if not all(option.source for option in options):
            raise PhraseError("has an empty alternative; write (…)? for something that may be missing")
        close = self.signs[self.at]
        self.at += 1
        anchors = [option.anchor() for option in options]
        literals = [frozenset[str]().union(*anchors)] if all(anchors) else []
        return _Part(f"(?:{'|'.join(option.source for option in options)})", literals), bool(close["copt"])


_COMMA = "(?: ,)?+"


def _words(written: str) -> tuple[str, str]:
    """A word, perhaps with `*` before or behind, as an expression and the literal it shows up as."""
    if "*" in written.strip("*") or not written.strip("*"):
        raise PhraseError(f"“{written}”: a star stands at the beginning or the end of a word")
    words = token_words(written.strip("*"))
    if not words:
        raise PhraseError(f"“{written}” has no letters; say it in words")
    body = "".join(f" {regex.escape(word)}" for word in words)
    before, behind = written.startswith("*"), written.endswith("*")
    if before:
        body = f" [^ |]*?{body[1:]}"
    longest = max(words, key=len)
    literal = longest if before else f" {longest}"
    ends_here = longest == words[-1]
    if not (behind and ends_here):
        literal += " "
    return body + ("[^ |]*+" if behind else "(?= )"), literal


def _slot(name: str, lists: Mapping[str, Sequence[str]]) -> _Part:
    if name in SLOTS:
        return _Part(f" {SLOTS[name]}", [frozenset([f" {SLOTS[name]} "])])
    if name in _SLOT_PATTERNS:
        return _Part(f" {_SLOT_PATTERNS[name]}(?= )", [])
    if name in lists:
        entries = tuple(lists[name])
        return _Part(f" (?:{_list_source(entries)})", [_list_literals(entries)])
    raise PhraseError(f"there is no slot or list called {{{name}}}")


@lru_cache(maxsize=512)
def _list_source(entries: tuple[str, ...]) -> str:
    """A word list as one alternation, longest entries first; the leading space is the caller's."""
    options = {"".join(_words(word)[0] for word in entry.split())[1:] for entry in entries}
    return "|".join(sorted(options, key=len, reverse=True))


@lru_cache(maxsize=512)
def _list_literals(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(max((_words(word)[1] for word in entry.split()), key=len) for entry in entries)


@dataclass(frozen=True, slots=True)
class _Rule:
    phrase: Phrase
    language: str
    pattern: Pattern
    needed: tuple[frozenset[int], ...]


@dataclass(slots=True)
class Engine:
    """All phrases of all languages, ready to match. Built once; safe to share between threads."""

    rules: list[_Rule]
    literals: "ahocorasick.Automaton"
    by_literal: dict[int, list[int]]  # literal -> rules that are worth a look once it is seen
    excuses: dict[tuple[str, str], Pattern]  # (language, `unless` pattern) -> compiled
    vocabulary: frozenset[str]  # the whole words that phrases ask for
    compiled: dict[str, "regex.Pattern[str]"] = field(default_factory=dict)

    def match(self, tokens: Tokens) -> list[Match]:
        """Every phrase found in `tokens`, in text order. A phrase that runs out of time is left out."""
        seen = {literal for _, literal in self.literals.iter(tokens.text)} if self.rules else set()
        found: list[Match] = []
        for rule in self._candidates(seen):
            found += self._hits(rule, tokens.text)
        return sorted(found, key=lambda m: (m.start, m.end))

    def _candidates(self, seen: set[int]) -> Iterator[_Rule]:
        numbers = sorted({number for literal in seen for number in self.by_literal.get(literal, ())})
        for number in numbers:
            rule = self.rules[number]
            if all(not seen.isdisjoint(part) for part in rule.needed):
                yield rule

    def _hits(self, rule: _Rule, text: str) -> list[Match]:
        hits: list[Match] = []
        try:
            for found in self._expression(rule.pattern).finditer(text, timeout=TIME_LIMIT_S):
                hits.append(Match(rule.phrase, rule.language, *found.span()))
                if len(hits) == MOST_MATCHES:
                    break
        except TimeoutError:
            return hits
        return hits

    def excused(self, match: Match, tokens: Tokens) -> bool:
        """True when one of the phrase's `unless` patterns stands in the same sentence."""
        if not match.phrase.unless:
            return False
        begin, finish = tokens.sentence(match.start)
        sentence = tokens.text[begin : max(finish, match.end)] + " "
        patterns = (self.excuses[match.language, say] for say in match.phrase.unless)
        return any(self._expression(p).search(sentence, timeout=TIME_LIMIT_S) for p in patterns)

    def _expression(self, pattern: Pattern) -> "regex.Pattern[str]":
        expression = self.compiled.get(pattern.source)
        if expression is None:
            expression = self.compiled[pattern.source] = regex.compile(pattern.source)
        return expression


def build(languages: Iterable[Language]) -> Engine:
    """Compile every pattern of every phrase; expressions themselves are compiled when first needed.

    Raises PhraseError naming language and pattern; the content lint reports the same, all at once.
    """
    ids: dict[str, int] = {}
    rules: list[_Rule] = []
    excuses: dict[tuple[str, str], Pattern] = {}
    for language in languages:
        for phrase in language.phrases:
            for say in phrase.unless:
                excuses[language.tag, say] = _compile(say, language)
            for say in phrase.say:
                pattern = _compile(say, language)
                needed = tuple(frozenset(ids.setdefault(x, len(ids)) for x in part) for part in pattern.needed)
                rules.append(_Rule(phrase, language.tag, pattern, needed))
    return Engine(rules, _automaton(ids), _index(rules), excuses, _whole_words(ids))


def _compile(say: str, language: Language) -> Pattern:
    try:
        return compile_pattern(say, language.lists)
    except PhraseError as error:
        raise PhraseError(f"{language.tag}: “{say}”: {error}") from None


def _automaton(ids: Mapping[str, int]) -> "ahocorasick.Automaton":
    automaton = ahocorasick.Automaton()
    for literal, number in ids.items():
        automaton.add_word(literal, number)
    if ids:
        automaton.make_automaton()
    return automaton


def _whole_words(literals: Iterable[str]) -> frozenset[str]:
    """Literals that stand for a word or its stem, not for a slot; in scripts with spaces."""
    words = (literal.strip() for literal in literals if literal.startswith(" "))
    return frozenset(word for word in words if word.isalpha() or any("\u0900" <= c <= "\u0dff" for c in word))


def _index(rules: list[_Rule]) -> dict[int, list[int]]:
    """Enter each rule under its rarest needed part only, so that common words wake few rules."""
    uses: dict[int, int] = defaultdict(int)
    for rule in rules:
        for part in rule.needed:
            for literal in part:
                uses[literal] += 1
    index: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        rarest = min(rule.needed, key=lambda part: sum(uses[literal] for literal in part))
        for literal in rarest:
            index[literal].append(number)
    return dict(index)
