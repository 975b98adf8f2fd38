"""All official lists in one: rows by identifier and by name, and what a row means today.

A row is never more than its list says: past its list's age it is "an old list", past its own last day it has ended,
and a licence says that a firm of this name had one, not that whoever writes is that firm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from checks.agencies.names import Names, of_rows
from content.organisations import AgencyList, Entity, ListClass

LAST_DIGITS = 9  # two telephone numbers are the same when so many last digits are
LEAST_LOOKED_UP = 85.0  # of 100: how like a typed name a listed one must be to be shown
MOST_CANDIDATES = 3


class Standing(StrEnum):
    """What a row means on a day. Only `NEGATIVE` and `SANCTION` are signs; the others are told, not counted."""

    SANCTION = "sanction"
    NEGATIVE = "negative"
    LICENSED = "licensed"
    ENDED = "ended"  # its last day is over
    OLD = "old"  # its list is past its age
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation on one list."""

    list: AgencyList
    entity: Entity

    def standing(self, today: date) -> Standing:
        kind = self.kind
        if kind == "neutral":
            return Standing.NEUTRAL
        if _is_past(self.entity.valid_to, today):
            return Standing.ENDED
        if (today - self.list.list_date).days > self.list.max_age_days:
            return Standing.OLD
        return Standing(kind)

    @property
    def kind(self) -> ListClass:
        """What the list's status word means, whatever the day."""
        return self.list.statuses.get(self.entity.status, self.list.other)

    @property
    def is_licence(self) -> bool:
        return self.kind == "licensed"

    def facts(self) -> dict[str, str]:
        """What may be said of the row, in the list's own words, with where it stands."""
        return {
            "name": self.entity.name,
            "authority": self.list.authority,
            "status": self.entity.status,
            "list": self.list.name,
            "date": self.list.list_date.isoformat(),
            "link": self.list.url,
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row a name may belong to, how alike the two are (0-100), and by what: "name", "phone", "licence" ..."""

    row: Row
    score: float
    how: str


@dataclass(frozen=True)
class Register:
    """All lists; each way in is made when a text first needs it."""

    lists: tuple[AgencyList, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of the first row of each list."""
        starts = [0]
        for entry in self.lists:
            starts.append(starts[-1] + len(entry.entities))
        return tuple(starts)

    @cached_property
    def names(self) -> Names:
        """Names and aliases of all rows."""
        return of_rows([(row.entity.name, *row.entity.aliases) for row in self.rows()])

    @cached_property
    def by_identifier(self) -> Mapping[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows():
            for key in keys(row.entity):
                found.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def rows(self) -> Iterator[Row]:
        return (Row(entry, entity) for entry in self.lists for entity in entry.entities)

    def row(self, number: int) -> Row:
        for place, entry in enumerate(self.lists):
            if number < self.starts[place + 1]:
                return Row(entry, entry.entities[number - self.starts[place]])
        raise IndexError(number)

    def look_up(self, asked: str, least: float = LEAST_LOOKED_UP) -> list[Candidate]:
        """Rows for a name, licence number, phone, e-mail or host that somebody typed, the most alike first."""
        exact = [Candidate(row, 100.0, key.partition(":")[0]) for key, row in self._exactly(asked)]
        if exact:
            return exact
        found: dict[tuple[str, str], Candidate] = {}
        for points, name in self.names.look_up(asked, least):
            row = self.row(self.names.rows[name])
            found.setdefault((row.list.id, row.entity.id), Candidate(row, points, "name"))
        return list(found.values())

    def _exactly(self, asked: str) -> Iterator[tuple[str, Row]]:
        for key in identifiers(asked):
            yield from ((key, row) for row in self.by_identifier.get(key, ()))


def index(lists: Iterable[AgencyList]) -> Register:
    """The lists, ready for look-up."""
    return Register(tuple(lists))


def keys(entity: Entity) -> Iterator[str]:
    """The identifiers of a row, as `kind:value`."""
    yield from (f"phone:{last}" for phone in entity.phones if (last := last_digits(phone)))
    yield from (f"email:{email.lower()}" for email in entity.emails)
    yield from (f"host:{domain.lower().removeprefix('www.')}" for domain in entity.domains)
    yield from (f"handle:{handle.lower().lstrip('@')}" for handle in entity.handles)
    if entity.licence:
        yield f"licence:{plain(entity.licence)}"


def identifiers(asked: str) -> Sequence[str]:
    """The keys that a typed line may be meant as."""
    line = asked.strip().lower()
    found = [f"licence:{plain(line)}", f"host:{line.removeprefix('https://').removeprefix('www.').strip('/')}"]
    found += [f"email:{line}", f"handle:{line.lstrip('@')}"]
    return [*found, *([f"phone:{last}"] if (last := last_digits(line)) and not any(map(str.isalpha, line)) else [])]


def last_digits(phone: str) -> str:
    """The last nine digits of a telephone number, "" when it has fewer."""
    digits = "".join(char for char in phone if char.isdigit())
    return digits[-LAST_DIGITS:] if len(digits) >= LAST_DIGITS else ""


def plain(licence: str) -> str:
    """A licence number without signs and leading zeros of its parts: RL-0010 is RL 10."""
    parts, run = list[str](), ""
    for char in licence.lower() + " ":
        if run and (not char.isalnum() or char.isdigit() != run[-1].isdigit()):
            parts.append(run.lstrip("0") or "0")
            run = ""
        run += char if char.isalnum() else ""
    return " ".join(parts)


def _is_past(day: str, today: date) -> bool:
    try:
        return bool(day) and date.fromisoformat(day) < today
    except ValueError:
        return False
