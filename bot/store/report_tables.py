"""The tables of people's reports. What a report holds is sealed; everything else is a keyed hash or a date.

An identifier (a number, a chat name, an address) is only ever here as a keyed hash: without the secret nobody can find
it by trying numbers. Times are seconds since 1970.
"""

import hmac
from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from bot.store.tables import Store


class Report(SQLModel, table=True):
    """What somebody chose to leave. `owner` is a keyed hash of the chat, needed to take it back, and for nothing else.

    `status`: "pending", "confirmed" by two reviewers, or "refused" (then `sealed` is empty).
    """

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64, index=True)
    sealed: bytes
    status: str = Field(default="pending", max_length=16)
    expires: int = Field(sa_type=BigInteger, index=True)


class Decision(SQLModel, table=True):
    """What one reviewer said of one report; `sealed` is the reason."""

    report: str = Field(primary_key=True, max_length=32)
    reviewer: str = Field(primary_key=True, max_length=64)
    keep: bool
    sealed: bytes
    at: int = Field(sa_type=BigInteger)


class Entry(SQLModel, table=True):
    """An identifier that two reviewers confirmed, from one report; `sealed` are their reasons."""

    key: str = Field(primary_key=True, max_length=64)
    report: str = Field(primary_key=True, max_length=32)
    sealed: bytes
    expires: int = Field(sa_type=BigInteger, index=True)


class Watch(SQLModel, table=True):
    """Somebody wants to be told, once, when `key` is confirmed. `sealed` is the chat; `due` when there is news."""

    owner: str = Field(primary_key=True, max_length=64)
    key: str = Field(primary_key=True, max_length=64)
    sealed: bytes
    due: bool = False
    expires: int = Field(sa_type=BigInteger, index=True)


class Asked(SQLModel, table=True):
    """That somebody asked about an identifier in a week. `key` is another one each week; see `heard.py` for `mark`."""

    key: str = Field(primary_key=True, max_length=64)
    mark: int = Field(primary_key=True)
    week: date = Field(index=True)


def keys_for(store: Store, purpose: str, *parts: object) -> list[str]:
    """Keyed hashes of something for one purpose, by the newest secret first."""
    what = "\0".join((purpose, *map(str, parts))).encode()
    return [hmac.digest(secret, what, "sha256").hex() for secret in store.secrets]
