"""What goes into an evidence file, as frozen values. It lives in memory until it is sent."""

from dataclasses import dataclass

from checks.model import Span


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something that leads to whoever wrote: `kind` "phone", "handle" ...; `typed` as it stands there, `value` clean.

    `span` is None for what does not stand in the text: the handle a forward came from.
    """

    kind: str
    typed: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One warning sign: where it stands, in whose words, why it matters and who says so."""

    flag: str
    title: str
    why: str
    quotes: tuple[tuple[str, Span | None], ...]
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the files say. Times are seconds since 1970; 0 is "not known"."""

    text: str
    digest: str  # SHA-256 of the text in UTF-8, hexadecimal
    sent: int
    first: int
    made: int
    identifiers: tuple[Identifier, ...]
    signs: tuple[Sign, ...]
