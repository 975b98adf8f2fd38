"""The tables behind the partners' pages. Codes and links are here only as keyed hashes: whoever reads a copy of the
database can neither sign in nor make an account with it. Times are seconds since 1970.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

Role = Literal["viewer", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "reviewer", "admin")  # each may do what those before it may


class AccountRow(SQLModel, table=True):
    """A chat that may sign in. `partner` "": the operator's own people, who see everything. `label`: a name for the
    log, chosen by the operator.
    """

    __tablename__ = "account"

    id: str = Field(primary_key=True, max_length=16)
    key: str = Field(max_length=64, unique=True, index=True)
    partner: str = Field(default="", max_length=16)
    role: str = Field(max_length=16)
    label: str = Field(max_length=80)
    since: date


class InvitationRow(SQLModel, table=True):
    """A code that makes one account. `key` is a keyed hash of it."""

    __tablename__ = "invitation"

    key: str = Field(primary_key=True, max_length=64)
    partner: str = Field(default="", max_length=16)
    role: str = Field(max_length=16)
    label: str = Field(max_length=80)
    expires: int = Field(sa_type=BigInteger, index=True)


class SigninRow(SQLModel, table=True):
    """A link that signs one account in, once."""

    __tablename__ = "signin"

    key: str = Field(primary_key=True, max_length=64)
    account: str = Field(max_length=16, index=True)
    expires: int = Field(sa_type=BigInteger, index=True)


class VisitRow(SQLModel, table=True):
    """That an account is signed in. `key` is a keyed hash of what its browser holds."""

    __tablename__ = "visit"

    key: str = Field(primary_key=True, max_length=64)
    account: str = Field(max_length=16, index=True)
    expires: int = Field(sa_type=BigInteger, index=True)


class AuditRow(SQLModel, table=True):
    """Who did what, when. `action` is a word of ours, `object` the id of what it was done to; never contents."""

    __tablename__ = "audit"

    id: str = Field(primary_key=True, max_length=32)
    at: int = Field(sa_type=BigInteger, index=True)
    account: str = Field(default="", max_length=16)
    label: str = Field(max_length=80)
    partner: str = Field(default="", max_length=16)
    action: str = Field(max_length=40)
    object: str = Field(default="", max_length=64)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the pages see it; nothing here leads to a chat."""

    id: str
    partner: str
    role: Role
    label: str
    since: date

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)

    def sees(self, partner: str) -> bool:
        """A partner's people see what is theirs, the operator's see everything."""
        return self.partner in ("", partner)


ACCOUNT, INVITATION, SIGNIN, VISIT, AUDIT = (
    SQLModel.metadata.tables[name] for name in ("account", "invitation", "signin", "visit", "audit")
)
