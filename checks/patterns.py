"""The phrase language: what people write in `content/languages/*/phrases/`. The only place that reads it.

    pay ... fee*                 words; `...` up to five words between; `*` any ending
    (pay|send (us|me)) {money}?  alternatives, also inside each other; `?`: may be missing
    before // pay                `//` up to fourteen words, across sentence ends
    {money} {coin-amount} {number} {amount} {percent} {link} {email} {phone} {handle} {wallet} {iban}
    {country}                    any entry of the list "country" of that language's file

The result is steps over the words of token text (`steps.py`, `tokens.py`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
import regex

from checks.steps import BEGINNING, Choice, Gap, Number, Step, Steps, by_letters, runs
from checks.tokens import SLOTS, token_words

GAP = 5  # words
LONG_GAP = 14
UNSPACED_GAP = 12  # clusters
MOST_GAPS = 4
LONGEST = 16  # characters of a literal: enough to be rare, short enough that thousands fit into little memory

_SIGN = regex.compile(
    r"\s*+(?:(?P<gap>\.\.\.|//)|(?P<open>\()|(?P<close>\))(?P<copt>\?)?+|(?P<or>\|)"
    r"|\{(?P<slot>[a-z][a-z0-9_-]*+)\}(?P<sopt>\?)?+|(?P<word>[^\s(){}|?/]++)(?P<wopt>\?)?+)"
)
_MONEY = frozenset((SLOTS["money"], SLOTS["coin-amount"]))  # an amount in coins of a chain is an amount too
_SLOT_STEPS: Mapping[str, Step] = {
    "number": Number(),
    "amount": Choice(_MONEY, others=((Number(),),)),
    "percent": Number(percent=True),
}
_UNSPACED = regex.compile(r"[\p{Han}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class PhraseError(ValueError):
    """A pattern that cannot be read; the message says what is wrong in words for its author."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One `say` as read: its steps, and the literals each needed part may be.

    A literal is a stretch of token text without its commas, at most LONGEST characters; a space at its ends is a
    word's edge.
    """

    steps: Steps
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
    return Pattern(sequence.steps, tuple(sequence.needed), wide="//" in say)


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
    """A piece of a pattern: its steps, and for each piece it cannot do without, the literals it may be.

    Plain words have a `literal` in place of `needed`; those in a row grow together to one, which is far rarer.
    """

    steps: Steps
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
    gap: int
    at: int = 0
    gaps: int = 0
    depth: int = 0  # inside how many groups

    def sequence(self) -> _Part:
        """Parts side by side, up to the end, a | or a )."""
        steps: list[Step] = []
        needed = _Needed()
        gap_before = False
        while self.at < len(self.signs) and not (self.signs[self.at]["or"] or self.signs[self.at]["close"]):
            sign = self.signs[self.at]
            if sign["gap"]:
                gap_before = self._gap(sign["gap"], steps)
                needed.close()
                continue
            part, optional = self._element()
            steps += _optional(part.steps) if optional else part.steps
            gap_before = False
            needed.close() if optional else needed.add(part)
        if gap_before and not self.depth:
            raise PhraseError("ends with a gap")
        needed.close()
        return _Part(tuple(steps), needed.parts)

    def _gap(self, sign: str, steps: list[Step]) -> bool:
        if not steps and not self.depth:
            raise PhraseError("begins with a gap")
        self.gaps += 1
        self.at += 1
        steps.append(Gap(LONG_GAP, across=True) if sign == "//" else Gap(self.gap, across=False))
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
        if not all(option.steps for option in options):
            raise PhraseError("has an empty alternative; write (…)? for something that may be missing")
        close = self.signs[self.at]
        self.at += 1
        self.depth -= 1
        anchors = [option.anchor() for option in options]
        literals = [frozenset[str]().union(*anchors)] if all(anchors) else []
        return _Part((_one_of([option.steps for option in options]),), literals), bool(close["copt"])


def _optional(steps: Steps) -> Steps:
    """Steps as one that may be missing."""
    one = steps[0] if len(steps) == 1 else _one_of([steps])
    return (msgspec.structs.replace(one, optional=True),) if not isinstance(one, Gap) else steps


def _one_of(options: Iterable[Steps]) -> Choice:
    """One step out of several ways, those of one kind together."""
    rows, others, inside = list[tuple[str, ...]](), list[Steps](), list[Choice]()
    for option in options:
        run, first = _run(option), option[0]
        if run:
            rows.append(run)
        elif len(option) == 1 and isinstance(first, Choice) and not first.optional:
            inside.append(first)
        else:
            others.append(option)
    rows += [(word, *behind) for step in inside for word, several in step.runs.items() for behind in several]
    return Choice(
        frozenset(row[0] for row in rows if len(row) == 1).union(*(step.whole for step in inside)),
        by_letters({begin for step in inside for several in step.begins.values() for begin in several}),
        tuple(dict.fromkeys(begin for step in inside for begin in step.short)),
        frozenset().union(*(step.ends for step in inside)),
        frozenset().union(*(step.holds for step in inside)),
        runs(rows),
        tuple(dict.fromkeys(name for step in inside for name in step.lists)),
        others=(*others, *(other for step in inside for other in step.others)),
        most=max(map(len, rows), default=1),
    )


def _run(steps: Steps) -> tuple[str, ...]:
    """The words of steps that are nothing but one row of words, behind the first perhaps with a star; else none."""
    words = list[str]()
    for step in steps:
        if not isinstance(step, Choice) or step.optional or step.ends or step.holds or step.lists or step.others:
            return ()
        rows: list[tuple[str, ...]] = [(word,) for word in step.whole]
        rows += [(word, *behind) for word, several in step.runs.items() for behind in several]
        begins = [*step.short, *(begin for several in step.begins.values() for begin in several)]
        rows += [(f"{begin}*",) for begin in begins]
        if len(rows) != 1 or (begins and not words):
            return ()
        words += rows[0]
    return tuple(words)


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


def _word(written: str) -> _Part:
    """A word, perhaps with `*` before or behind, as steps and the literal it shows up as."""
    if "*" in written.strip("*") or not written.strip("*"):
        raise PhraseError(f"“{written}”: a star stands at the beginning or the end of a word")
    words = token_words(written.strip("*"))
    if not words:
        raise PhraseError(f"“{written}” has no letters; say it in words")
    before, behind = written.startswith("*"), written.endswith("*")
    literal = f"{'' if before else ' '}{' '.join(words)}{'' if behind else ' '}"
    return _Part(_starred(words, before=before, behind=behind), [], literal)


_words = lru_cache(maxsize=16_384)(_word)  # for patterns, of which there are thousands; a list is read once


def _starred(words: Sequence[str], *, before: bool, behind: bool) -> Steps:
    """The tokens of one word; letters may stand before the first and behind the last."""
    if len(words) == 1 and before and behind:
        return (Choice(holds=frozenset(words)),)
    steps = [Choice(frozenset((word,))) for word in words]
    if before:
        steps[0] = Choice(ends=frozenset(words[:1]))
    if behind:
        steps[-1] = _beginning(words[-1])
    return tuple(steps) if before or behind or len(steps) == 1 else (_one_of([tuple(steps)]),)


def _beginning(letters: str) -> Choice:
    return Choice(short=(letters,)) if len(letters) < BEGINNING else Choice(begins=by_letters((letters,)))


def _slot(name: str, lists: Mapping[str, Sequence[str]]) -> _Part:
    if name in SLOTS:
        signs = _MONEY if name == "money" else frozenset((SLOTS[name],))
        return _Part((Choice(signs),), [frozenset(f" {sign} " for sign in signs)])
    if name in _SLOT_STEPS:
        return _Part((_SLOT_STEPS[name],), [])
    if name in lists:
        return _Part((Choice(lists=(name,)),), [_list_literals(tuple(lists[name]))])
    raise PhraseError(f"there is no slot or list called {{{name}}}")


def entries(several: Iterable[str]) -> Choice:
    """A word list as one step."""
    return _one_of(_entry(written, _word).steps for written in several)


@lru_cache(maxsize=512)
def _list_literals(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(_entry(entry, _words).anchor() for entry in entries))


def _entry(written: str, read: Callable[[str], _Part]) -> _Part:
    steps, needed = list[Step](), _Needed()
    for word in written.split():
        part = read(word)
        steps += part.steps
        needed.add(part)
    needed.close()
    return _Part(tuple(steps), needed.parts)
