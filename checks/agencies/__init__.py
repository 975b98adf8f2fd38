"""The agencies check: names, numbers and addresses that stand on an official list, in that list's own words.

Identifiers first: a phone, e-mail, host or licence number on a list is a fact about it. A name alone is weak,
because names are made of ordinary words and people copy them; when a licensed name fits as well as a listed one,
neither counts. What is old, ended or administrative is told and not counted. "Not on any list" means nothing.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checks.agencies import licences, mentions
from checks.agencies.register import Register, Row, Standing, index, last_digits, plain
from checks.agencies.running import Mention
from checks.model import Finding, Outcome, Span
from checks.offer import Reading

__all__ = ["Register", "check", "index"]

NAME = "agencies"
MOST_TOLD = 2  # rows of one list that are told of one name
SIGNS = (Standing.NEGATIVE, Standing.SANCTION)
LISTED = "listed-by-authority"
LIKE_LISTED = "name-like-listed"
LICENSED = "named-on-licence-list"
TOLD = "named-on-other-list"
SAME = 100.0  # score of a name that is the same but for legal forms and the like


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the text and the rows it leads to."""

    span: Span
    rows: tuple[Row, ...]
    how: str
    score: float = 100.0


def check(reading: Reading, known: Register, today: date, ordinary: Container[str] = frozenset()) -> Outcome:
    """Findings for identifiers on a list (sure) and for names on one (weak); the rest is told without counting."""
    if not known.lists:
        return Outcome(NAME)
    sure = list(_identified(reading, known))
    named = list(_named(reading, known, ordinary))
    findings = [f for hit in sure for f in _of_identifier(reading, hit, today)]
    findings += [f for hit in named for f in _of_name(reading, hit, today)]
    findings += _impersonations(reading, named, sure, today)
    return Outcome(NAME, tuple(findings))


def _identified(reading: Reading, known: Register) -> Iterator[Hit]:
    entities = reading.entities
    things = [
        *((p.span, f"phone:{last}") for p in entities.phones if p.value and (last := last_digits(p.value))),
        *((e.span, f"email:{e.value.lower()}") for e in entities.emails),
        *((x.span, f"host:{x.host.removeprefix('www.')}") for x in entities.links),
        *((h.span, f"handle:{h.value.lower().lstrip('@')}") for h in entities.handles),
        *((reading.folded.span(n.start, n.end), f"licence:{plain(n.number)}") for n in licences.find(reading.folded)),
    ]
    for span, key in things:
        if rows := known.by_identifier.get(key, ()):
            yield Hit(span, rows, key.partition(":")[0])


def _named(reading: Reading, known: Register, ordinary: Container[str]) -> Iterator[Hit]:
    """One hit for each place where a name stands, with the rows that fit it best."""
    groups: list[list[Mention]] = []
    for mention in mentions.find(reading.folded, known.names, ordinary):
        if groups and mention.start < max(m.end for m in groups[-1]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    for group in groups:
        best = max(mention.score for mention in group)
        kept = [mention for mention in group if mention.score >= best - 0.5]
        rows = {id(row.entity): row for mention in kept for row in [known.row(known.names.rows[mention.name])]}
        span = reading.folded.span(min(m.start for m in kept), max(m.end for m in kept))
        yield Hit(span, tuple(rows.values()), "name", best)


def _of_identifier(reading: Reading, hit: Hit, today: date) -> Iterator[Finding]:
    """A number or address on a list: a sign when every row it stands in is one."""
    signs = all(row.standing(today) in SIGNS for row in hit.rows)
    for row in hit.rows[:MOST_TOLD]:
        yield _finding(reading, hit, row, LISTED if signs else _told_as(row, today))


def _of_name(reading: Reading, hit: Hit, today: date) -> Iterator[Finding]:
    """A name on a list. When it stands on a list of licences too, both are told and neither counts.

    One that is only similar to a name about which nothing bad is said tells nobody anything.
    """
    mixed = len({row.is_licence for row in hit.rows}) > 1
    worth = [row for row in hit.rows if hit.score >= SAME or row.standing(today) is not Standing.NEUTRAL]
    for row in _told(worth):
        if mixed or row.standing(today) not in SIGNS:
            yield _finding(reading, hit, row, _told_as(row, today), weak=True)
        else:
            here = hit.score >= SAME and row.list.country in _countries(reading)
            yield _finding(reading, hit, row, LISTED if here else LIKE_LISTED, weak=True)


def _countries(reading: Reading) -> set[str]:
    """The reader's country and those the text names."""
    return {reading.offer.country, *(place.country for place in reading.entities.places)} - {""}


def _told(rows: Sequence[Row]) -> Iterator[Row]:
    """At most MOST_TOLD rows, of different lists first."""
    first = {row.list.id: row for row in reversed(rows)}
    others = [row for row in rows if row not in first.values()]
    yield from [*first.values(), *others][:MOST_TOLD]


def _told_as(row: Row, today: date) -> str:
    return LICENSED if row.standing(today) is Standing.LICENSED else TOLD


def _impersonations(reading: Reading, named: Iterable[Hit], sure: Sequence[Hit], today: date) -> Iterator[Finding]:
    """A licensed name with none of its register's numbers or addresses, and others instead."""
    known = {id(row.entity) for hit in sure for row in hit.rows}
    for hit in named:
        rows = [row for row in hit.rows if row.standing(today) is Standing.LICENSED]
        if len(rows) != len(hit.rows) or any(id(row.entity) in known for row in rows):
            continue
        other = next((o for row in rows for o in _other_contacts(reading, row)), None)
        if other:
            kind, value = other
            facts = {"contact": value} | rows[0].facts() | {"how": hit.how, "kind": kind}
            yield Finding("licensed-name-other-contact", NAME, hit.span, hit.span.quote(reading.offer.text), facts)


def _other_contacts(reading: Reading, row: Row) -> Iterator[tuple[str, str]]:
    """Contacts of the text of a kind the register has for the row, none of which is the register's."""
    entities = reading.entities
    phones = {last_digits(phone) for phone in row.entity.phones} - {""}
    given = [p.value for p in entities.phones if p.value]
    if phones and given and not phones & {last_digits(value) for value in given}:
        yield "phone", given[0]
    emails = {email.lower() for email in row.entity.emails}
    if emails and entities.emails and not emails & {e.value.lower() for e in entities.emails}:
        yield "email", entities.emails[0].value


def _finding(reading: Reading, hit: Hit, row: Row, flag: str, *, weak: bool = False) -> Finding:
    said = "alike" if flag == LIKE_LISTED else "authority" if hit.how == "name" else "identifier"
    facts = {said: row.list.authority} | row.facts()  # the first name chooses the sentence about it
    facts |= {"how": hit.how, "class": row.kind}
    facts["score"] = f"{hit.score:.0f}"
    return Finding(flag, NAME, hit.span, hit.span.quote(reading.offer.text), facts, weak=weak)
