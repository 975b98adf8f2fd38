"""What a work contract says, what it leaves out, and what changed since the offer. Pure; knows no law.

The text is cut into clauses, and each point (`content/contract.toml`) is looked for by its words. A clause that a
negator turns round ("shall not keep the passport") is no warning. A text in a language without words says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from checks.fold import fold
from content.contracts import Terms
from content.model import Language, Library

MOST_CHARACTERS = 60_000  # of a contract that are read; the rest is said to be unread
LEAST_POINTS = 3  # words of so many points show the language
LEAST_LENGTH = 500  # characters; a shorter text is an offer, whatever it calls itself
LEAST_FOR_OFFER = 5  # points a text must speak of to be offered a contract check
GAP = r"(?:\W+\w+){0,6}?\W+"  # "..." in a word
GLUED = "(?:[وفبلك]?(?:ال)?)"  # Arabic glues "and", "by", "the" to the front of a word
FRONT = rf"(?<!\w){GLUED}"
_CLAUSES = regex.compile(r"[^\n.;!?।؛؟]+(?:\.(?=\d)[^\n.;!?।؛؟]+)*")
_FILLERS = regex.compile(r"^\w*\W+(?:(?:is|a|an|the|of|as|un|una|une|de|du)\s+)*")
MONTHS = {"month": 1.0, "year": 12.0}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where it stands in the text, as written, and folded."""

    start: int
    written: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A point that a contract speaks of, and the clause that does."""

    point: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Contract:
    """What was read. `language` is "" when no words of ours fit the text; then nothing else was looked for."""

    language: str
    said: dict[str, Said] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    partial: bool = False  # only the first part was read

    def against(self, terms: Terms) -> list[Said]:
        return [self.said[point] for point in terms.of("against") if point in self.said]


def read(text: str, library: Library) -> Contract:
    """What `text` says on each point, and the points of a fair contract it says nothing of."""
    clauses = tuple(_clauses(text[:MOST_CHARACTERS]))
    whole = "\n".join(clause.text for clause in clauses)
    language = language_of(whole, library.terms)
    if not language:
        return Contract("")
    said: dict[str, Said] = {}
    for point in library.terms.points.values():
        found = next(_where(clauses, point.id, point.group, library, language), None)
        if found:
            said[point.id] = Said(point.id, found)
    missing = tuple(point for point in library.terms.of("fair") if point not in said)
    return Contract(language, said, missing, clauses, len(text) > MOST_CHARACTERS)


def reads_like_one(text: str, library: Library) -> bool:
    """True for a longer text that calls itself a contract and speaks of what contracts speak of."""
    if len(text) < LEAST_LENGTH:
        return False
    folded = fold(text[:MOST_CHARACTERS]).text
    language = language_of(folded, library.terms)
    words = library.terms.words.get(language, {})
    points = sum(_pattern(words.get(point, ())).search(folded) is not None for point in library.terms.of("fair"))
    return points >= LEAST_FOR_OFFER and _pattern(words.get("contract", ())).search(folded) is not None


def language_of(folded: str, terms: Terms) -> str:
    """The language whose words speak of most points; "" when none speaks of three."""
    points = [*terms.points, "contract"]
    spoken = {
        tag: sum(_pattern(words.get(point, ())).search(folded) is not None for point in points)
        for tag, words in terms.words.items()
    }
    best = max(spoken, key=lambda tag: spoken[tag], default="")
    return best if best and spoken[best] >= LEAST_POINTS else ""


def _clauses(text: str) -> Iterator[Clause]:
    for found in _CLAUSES.finditer(text):
        if found[0].strip():
            yield Clause(found.start(), found[0], fold(found[0]).text)


def _where(clauses: tuple[Clause, ...], point: str, group: str, library: Library, tag: str) -> Iterator[Clause]:
    """The clauses that speak of a point; of what may turn against the worker only those that mean it."""
    pattern = _pattern(library.terms.words[tag].get(point, ()))
    for clause in clauses:
        found = pattern.search(clause.text)
        if found and (group == "fair" or not _turned(clause.text, found.span(), library.languages.get(tag))):
            yield clause


def _turned(text: str, span: tuple[int, int], language: Language | None) -> bool:
    """True when a negator of the language cancels what stands at `span`."""
    if language is None:
        return False
    before, after = _pattern(language.negators_before, whole=True), _pattern(language.negators_after, whole=True)
    return before.search(text[: span[0]]) is not None or after.search(text[span[1] :]) is not None


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...], *, whole: bool = False) -> "regex.Pattern[str]":
    """Any of `words` at the start of a word (`whole`: and to its end); nothing when there are none."""
    if not words:
        return regex.compile(r"(?!)")
    said = sorted({f"{GAP}{GLUED}".join(re.escape(part) for part in fold(word).text.split(" ... ")) for word in words})
    end = r"(?!\w)" if whole else ""
    return regex.compile(f"{FRONT}(?:{'|'.join(said)}){end}")


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts and per what: 8 hours a day, 24 months."""

    number: float
    unit: str


def hours(contract: Contract, terms: Terms) -> Count | None:
    """Hours a day or a week, as the first clause about hours gives them."""
    words = terms.words.get(contract.language, {})
    numbered = regex.compile(rf"(\d{{1,3}})\W{{0,3}}{_pattern(words.get('hour', ())).pattern}\w*")
    for clause in _about(contract, "hours", words):
        for found in numbered.finditer(clause.text):
            behind = clause.text[found.end() : found.end() + 30]
            unit = _first(behind, words, ("day", "week")) or _first(clause.text, words, ("day", "week"))
            if unit and 0 < int(found[1]) <= (24 if unit == "day" else 168):
                return Count(float(found[1]), unit)
    return None


def term(contract: Contract, terms: Terms) -> Count | None:
    """How long it is for, in months."""
    words = terms.words.get(contract.language, {})
    for clause in (*_about(contract, "term", words), *_about(contract, "contract", words)):
        for unit, months in MONTHS.items():
            found = regex.search(rf"(\d{{1,2}})\W{{0,3}}{_pattern(words.get(unit, ())).pattern}", clause.text)
            if found and 0 < int(found[1]) * months <= 120:
                return Count(int(found[1]) * months, "month")
    return None


def job(contract: Contract, terms: Terms) -> str:
    """What stands behind the word for the job ("position: cook"), folded; "" when nothing does."""
    pattern = _pattern(terms.words.get(contract.language, {}).get("job", ()))
    for clause in contract.clauses:
        found = pattern.search(clause.text)
        behind = _FILLERS.sub("", clause.text[found.end() :]) if found else ""
        if behind.strip():
            return str(regex.split(r"[,(:]|\s(?:in|at|for|en|à|di)\s", behind.strip())[0].strip()[:40])
    return ""


def _about(contract: Contract, point: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[Clause]:
    pattern = _pattern(words.get(point, ()))
    return (clause for clause in contract.clauses if pattern.search(clause.text))


def speaks(clause: Clause, point: str, language: str, terms: Terms) -> bool:
    """True when a clause speaks of a point."""
    return _pattern(terms.words.get(language, {}).get(point, ())).search(clause.text) is not None


def _first(text: str, words: Mapping[str, tuple[str, ...]], units: tuple[str, ...]) -> str:
    """Which of `units` comes first in `text`; "" when none does."""
    at = {unit: found.start() for unit in units if (found := _pattern(words.get(unit, ())).search(text))}
    return min(at, key=lambda unit: at[unit], default="")
