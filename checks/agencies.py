"""The agencies check: names, numbers and addresses that stand on an official list, in that list's own words.

Identifiers first: a phone, e-mail or host on a list is a fact about that number or address. A name alone is weak,
because names are made of ordinary words; when a licensed name fits as well as a listed one, neither is said.
"Not on any list" is never said to mean anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import regex

from checks.fold import fold
from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from content.model import AgencyList, Entity

NAME = "agencies"
LAST_DIGITS = 9  # a phone is the same when its last nine digits are
LEAST_NAME_WORDS = 2
_LEGAL = frozenset(
    "ltd limited llc inc incorporated corp corporation co company pvt private plc gmbh sa sl srl pt oy ab bv kg"
    " international intl int'l the and of".split()
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}']+")

Row = tuple[AgencyList, Entity]


@dataclass(frozen=True)
class Register:
    """All lists, by identifier and by name; each way in is made when a text first needs it."""

    lists: tuple[AgencyList, ...]

    @cached_property
    def by_identifier(self) -> Mapping[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for entry, entity in self._rows():
            for key in _keys(entity):
                found.setdefault(key, []).append((entry, entity))
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def by_name(self) -> Mapping[tuple[str, ...], tuple[Row, ...]]:
        found: dict[tuple[str, ...], list[Row]] = {}
        for entry, entity in self._rows():
            for name in (entity.name, *entity.aliases):
                if len(words := name_words(name)) >= LEAST_NAME_WORDS:
                    found.setdefault(words, []).append((entry, entity))
        return {words: tuple(rows) for words, rows in found.items()}

    def _rows(self) -> Iterator[Row]:
        return ((entry, entity) for entry in self.lists for entity in entry.entities)


def index(lists: Iterable[AgencyList]) -> Register:
    """The lists, ready for look-up."""
    return Register(tuple(lists))


def name_words(name: str) -> tuple[str, ...]:
    """The words that make a name, folded, without legal forms: what two spellings of one name share."""
    return tuple(w.replace("'", "") for w in _WORD.findall(fold(name).text) if w not in _LEGAL)


def check(reading: Reading, known: Register) -> Outcome:
    """Findings for listed identifiers (sure) and for listed names (weak)."""
    findings = list(_identified(reading, known))
    if not findings:
        findings += _named(reading, known)
    return Outcome(NAME, tuple(findings))


def _identified(reading: Reading, known: Register) -> Iterator[Finding]:
    things = [
        *((p.span, f"phone:{p.value[-LAST_DIGITS:]}") for p in reading.entities.phones if p.value),
        *((e.span, f"email:{e.value}") for e in reading.entities.emails),
        *((x.span, f"host:{x.host.removeprefix('www.')}") for x in reading.entities.links),
        *((h.span, f"handle:{h.value.lower().lstrip('@')}") for h in reading.entities.handles),
    ]
    for span, key in things:
        rows = known.by_identifier.get(key, ())
        if rows and all(_class(row) == "negative" for row in rows):
            yield _finding(reading, span, rows[0], how=key.partition(":")[0], weak=False)


def _named(reading: Reading, known: Register) -> Iterator[Finding]:
    for name in reading.entities.names:
        rows = known.by_name.get(name_words(name.text), ())
        if rows and all(_class(row) == "negative" for row in rows):
            yield _finding(reading, name.span, rows[0], how="name", weak=True)


def _finding(reading: Reading, span: Span, row: Row, *, how: str, weak: bool) -> Finding:
    entry, entity = row
    facts = {
        "name": entity.name,
        "authority": entry.authority,
        "status": entity.status,
        "list": entry.name,
        "date": entry.list_date.isoformat(),
        "link": entry.url,
        "how": how,
    }
    return Finding("unlicensed-agency", NAME, span, span.quote(reading.offer.text), facts, weak=weak)


def _class(row: Row) -> str:
    entry, entity = row
    return entry.statuses.get(entity.status, "neutral")


def _keys(entity: Entity) -> Iterator[str]:
    for phone in entity.phones:
        digits = "".join(c for c in phone if c.isdigit())
        if len(digits) >= LAST_DIGITS:
            yield f"phone:{digits[-LAST_DIGITS:]}"
    yield from (f"email:{e.lower()}" for e in entity.emails)
    yield from (f"host:{d.lower().removeprefix('www.')}" for d in entity.domains)
    yield from (f"handle:{h.lower().lstrip('@')}" for h in entity.handles)
