"""The shape of one line of the inventory. Its own module, so that the inventory can be written in parts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: what a row is, how long it stays, whether it is about a person, and what stands in it."""

    table: str
    what: str
    until: str
    person: bool
    columns: dict[str, tuple[str, str]]


HASH = "a keyed hash of the chat's number; without the secret it tells nobody which chat"
