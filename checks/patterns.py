"""The phrase language: what people write in `content/languages/*/phrases/`. The only place that reads it.

    pay ... fee*                 words; `...` up to five words between; `*` any ending
    (pay|send (us|me)) {money}?  alternatives, also inside each other; `?`: may be missing
    before // pay                `//` up to fourteen words, across sentence ends
    {money} {coin-amount} {number} {amount} {percent} {link} {email} {phone} {handle} {wallet} {iban}
    {country}                    any entry of the list "country" of that language's file

The result is an expression for RE2, whose time grows only with the text: no pattern can hang. It is made for token
text (`tokens.py`), in which every token has one space before it, so a word's edge is a space in every script.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from checks.reading.amounts import multipliers
from checks.tokens import SLOTS, token_words

GAP = r"(?: [^ |]+){0,5}?"
LONG_GAP = r"(?: [^ ]+){0,14}?"
UNSPACED_GAP = r"(?: [^ |]+){0,12}?"
MOST_GAPS = 4
LONGEST = 16  # characters of a literal: enough to be rare, short enough that thousands fit into little memory

_SIGN = regex.compile(
    r"\s*+(?:(?P<gap>\.\.\.|//)|(?P<open>\()|(?P<close>\))(?P<copt>\?)?+|(?P<or>\|)"
    r"|\{(?P<slot>[a-z][a-z0-9_-]*+)\}(?P<sopt>\?)?+|(?P<word>[^\s(){}|?/]++)(?P<wopt>\?)?+)"
)
# "15k", "1.5m", and the multiplier that stands apart ("85 हजार", "5 juta"): one number to a reader.
_TIMES = sorted({" ".join(token_words(word)) for word in multipliers()}, key=len, reverse=True)
_NUMBER = rf"\d[\d.,]*(?:k|к|m|jt|rb|tr)?(?: (?:{'|'.join(map(regex.escape, _TIMES))}))?"
_MONEY = (SLOTS["money"], SLOTS["coin-amount"])  # an amount in coins of a chain is an amount too
_SLOT_PATTERNS = {
    "number": _NUMBER,
    "amount": rf"(?:{'|'.join(_MONEY)}|{_NUMBER})",
    "percent": rf"{_NUMBER} %",
}
_UNSPACED = regex.compile(r"[\p{Han}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class PhraseError(ValueError):
    """A pattern that cannot be read; the message says what is wrong in words for its author."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled `say`: its expression (it takes one space behind), and the literals each needed part may be.

    A literal is a stretch of token text without its commas, at most LONGEST characters; a space at its ends is a
    word's edge.
    """

    source: str
    needed: tuple[frozenset[str], ...]  # per part: literals, one of which must be in the text
    wide: bool = False  # may cross sentence ends


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
    return Pattern(sequence.source + " ", tuple(sequence.needed), wide="//" in say)


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
    """A piece of a pattern: its expression, and for each piece it cannot do without, the literals it may be.

    Plain words have a `literal` in place of `needed`; those in a row grow together to one, which is far rarer.
    """

    source: str
    needed: list[frozenset[str]]
    literal: str = ""

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
    depth: int = 0  # inside how many groups

    def sequence(self) -> _Part:
        """Parts side by side, up to the end, a | or a )."""
        sources: list[str] = []
        needed = _Needed()
        gap_before = False
        while self.at < len(self.signs) and not (self.signs[self.at]["or"] or self.signs[self.at]["close"]):
            sign = self.signs[self.at]
            if sign["gap"]:
                gap_before = self._gap(sign["gap"], sources)
                needed.close()
                continue
            part, optional = self._element()
            joint = _COMMA if sources and not gap_before else ""
            gap_before = False
            sources.append(f"(?:{joint}{part.source})?" if optional else joint + part.source)
            needed.close() if optional else needed.add(part)
        if gap_before and not self.depth:
            raise PhraseError("ends with a gap")
        needed.close()
        return _Part("".join(sources), needed.parts)

    def _gap(self, sign: str, sources: list[str]) -> bool:
        if not sources and not self.depth:
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
        return _words(sign["word"]), bool(sign["wopt"])

    def _group(self) -> tuple[_Part, bool]:
        self.depth += 1
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
        self.depth -= 1
        anchors = [option.anchor() for option in options]
        literals = [frozenset[str]().union(*anchors)] if all(anchors) else []
        return _Part(f"(?:{'|'.join(option.source for option in options)})", literals), bool(close["copt"])


_COMMA = "(?: ,)?"


@dataclass(slots=True)
class _Needed:
    """The needed parts of a sequence, its plain words in a row run together."""

    parts: list[frozenset[str]] = field(default_factory=list)
    run: str = ""

    def add(self, part: _Part) -> None:
        if not part.literal:
            self.close()
            self.parts += part.needed
        elif self.run.endswith(" ") and part.literal.startswith(" "):
            self.run += part.literal[1:]
        else:
            self.close()
            self.run = part.literal

    def close(self) -> None:
        """End the row of plain words: an optional word, a gap or a group comes."""
        if self.run:
            self.parts.append(frozenset([self.run[:LONGEST]]))
        self.run = ""


@lru_cache(maxsize=16_384)
def _words(written: str) -> _Part:
    """A word, perhaps with `*` before or behind, as an expression and the literal it shows up as."""
    if "*" in written.strip("*") or not written.strip("*"):
        raise PhraseError(f"“{written}”: a star stands at the beginning or the end of a word")
    words = token_words(written.strip("*"))
    if not words:
        raise PhraseError(f"“{written}” has no letters; say it in words")
    body = "".join(f" {regex.escape(word)}" for word in words)
    literal = " ".join(words)
    before, behind = written.startswith("*"), written.endswith("*")
    if before:
        body = f" [^ |]*?{body[1:]}"
    else:
        literal = f" {literal}"
    return _Part(body + "[^ |]*", [], literal) if behind else _Part(body, [], f"{literal} ")


def _slot(name: str, lists: Mapping[str, Sequence[str]]) -> _Part:
    if name in SLOTS:
        signs = _MONEY if name == "money" else (SLOTS[name],)
        return _Part(f" (?:{'|'.join(signs)})", [frozenset(f" {sign} " for sign in signs)])
    if name in _SLOT_PATTERNS:
        return _Part(f" {_SLOT_PATTERNS[name]}", [])
    if name in lists:
        entries = tuple(lists[name])
        return _Part(f" (?:{_list_source(entries)})", [_list_literals(entries)])
    raise PhraseError(f"there is no slot or list called {{{name}}}")


@lru_cache(maxsize=512)
def _list_source(entries: tuple[str, ...]) -> str:
    """A word list as one alternation, longest entries first; the leading space is the caller's."""
    options = {"".join(_words(word).source for word in entry.split())[1:] for entry in entries}
    return "|".join(sorted(options, key=len, reverse=True))


@lru_cache(maxsize=512)
def _list_literals(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(_entry(entry).anchor() for entry in entries))


def _entry(written: str) -> _Part:
    needed = _Needed()
    for word in written.split():
        needed.add(_words(word))
    needed.close()
    return _Part("", needed.parts)
