"""Organisations as content knows them: whose names are imitated, what addresses look like, who is on official lists.

The same kind of frozen values as in `model.py`, which puts them into the library.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ListClass = Literal["negative", "licensed", "neutral", "sanction"]


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation that fake offers imitate. `content/brands/<category>.toml`, `[[brand]]`."""

    name: str
    category: str
    domains: tuple[str, ...]
    evidence: str
    sources: tuple[str, ...]
    country: str = ""
    unverified: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()  # further domains of the same group; allow-list only
    tokens: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()  # names that are also ordinary words
    handles: tuple[str, ...] = ()  # official Telegram names


@dataclass(frozen=True, slots=True)
class Hosts:
    """Kinds of hosts. `content/hosts.toml`; each list holds registrable domains or host names."""

    free_mail: frozenset[str]
    not_free_mail: frozenset[str]
    shorteners: frozenset[str]
    owned_shorteners: frozenset[str]
    user_content: frozenset[str]
    applicant_tracking: frozenset[str]
    chat: frozenset[str]


@dataclass(frozen=True, slots=True)
class DomainWords:
    """Words and endings of addresses that stand beside an organisation's name. `content/domain_words.toml`."""

    job: frozenset[str] = frozenset()
    visa: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    infra: frozenset[str] = frozenset()
    telling_endings: frozenset[str] = frozenset()
    cheap_endings: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()  # honest names one letter away from a protected one
    visa_sites: dict[str, str] = field(default_factory=dict)  # country -> the domain its visas are sold on
    visa_countries: dict[str, tuple[str, ...]] = field(default_factory=dict)  # country -> its names in addresses


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation on an official list, in the list's own words."""

    id: str
    name: str
    status: str  # the authority's own status words
    aliases: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    licence: str = ""
    valid_from: str = ""
    valid_to: str = ""
    address: str = ""
    reason: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class AgencyList:
    """An official list. `content/agencies/<id>.toml` beside `<id>.csv`."""

    id: str
    name: str
    authority: str
    country: str
    url: str
    list_date: date
    max_age_days: int
    min_rows: int
    max_rows: int
    statuses: dict[str, ListClass]  # the authority's status word -> what it means to us
    note: str = ""
    other: ListClass = "neutral"  # of a status word that is not explained
    entities: Sequence[Entity] = ()
