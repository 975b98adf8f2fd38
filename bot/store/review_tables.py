"""The tables of what reviewers work with: new campaigns, disputes, hidden rows, calls, warnings people asked for.

What somebody wrote is sealed; a chat is only ever a keyed hash, or sealed where a message has to reach it.
"""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Cluster(SQLModel, table=True):
    """Texts that are nearly the same. `flags` with blanks between; no word of any of them."""

    id: str = Field(primary_key=True, max_length=16)
    flags: str = Field(max_length=600)
    script: str = Field(default="", max_length=64)
    first: date = Field(index=True)


class Shingle(SQLModel, table=True):
    """One value of a cluster's fingerprint: a keyed hash of a run of words."""

    value: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    cluster: str = Field(primary_key=True, max_length=16, index=True)


class Sighting(SQLModel, table=True):
    """That somebody sent such a text in a week. `mark` as in `heard.py`; `day` the first of that week it came."""

    cluster: str = Field(primary_key=True, max_length=16)
    mark: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    week: date = Field(primary_key=True)
    day: date = Field(index=True)
    language: str = Field(default="", max_length=16)
    country: str = Field(default="", max_length=2)


class DisputeRow(SQLModel, table=True):
    """What an organisation says against a row. `key`: a keyed hash of its code. `sealed` all that was written."""

    __tablename__ = "dispute"

    id: str = Field(primary_key=True, max_length=16)
    key: str = Field(max_length=64, index=True)
    sealed: bytes
    state: str = Field(max_length=16)
    since: date
    expires: int = Field(sa_type=BigInteger, index=True)


class DisputeStep(SQLModel, table=True):
    """A decision about a dispute: who, when, and sealed the reason and the answer to whoever asked."""

    __tablename__ = "dispute_step"

    dispute: str = Field(primary_key=True, max_length=16)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str = Field(max_length=16)
    who: str = Field(max_length=80)
    sealed: bytes
    day: date


class HiddenRow(SQLModel, table=True):
    """A row of an official list that is not shown any more, by whom and since when."""

    __tablename__ = "hidden"

    list: str = Field(primary_key=True, max_length=64)
    row: str = Field(primary_key=True, max_length=200)
    who: str = Field(max_length=80)
    since: date


class CallRow(SQLModel, table=True):
    """Somebody of a partner called a helpline."""

    __tablename__ = "call"

    id: str = Field(primary_key=True, max_length=16)
    country: str = Field(max_length=2, index=True)
    name: str = Field(max_length=200)
    phone: str = Field(max_length=80)
    worked: bool
    who: str = Field(max_length=80)
    day: date = Field(index=True)


class AlertReader(SQLModel, table=True):
    """A chat that asked for warnings for a country in a language. `sealed` is the chat."""

    __tablename__ = "alert_reader"

    key: str = Field(primary_key=True, max_length=64)
    country: str = Field(max_length=2, index=True)
    language: str = Field(max_length=16)
    sealed: bytes


class AlertRow(SQLModel, table=True):
    """A warning: drafted by one account, approved by another; `partner` is a code, `total` to `missed` counts."""

    __tablename__ = "alert"

    id: str = Field(primary_key=True, max_length=16)
    partner: str = Field(max_length=16, index=True)
    country: str = Field(max_length=2)
    language: str = Field(max_length=16)
    text: str = Field(max_length=1000)
    state: str = Field(max_length=16, index=True)
    drafted_by: str = Field(max_length=80)
    decided_by: str = Field(default="", max_length=80)
    signed: str = Field(default="", max_length=80)
    day: date
    total: int = 0
    sent: int = 0
    missed: int = 0
    expires: int = Field(sa_type=BigInteger, index=True)


class AlertCopy(SQLModel, table=True):
    """A copy of a warning that is not confirmed yet; `begun` before it goes out, so that no chat gets a second."""

    __tablename__ = "alert_copy"

    alert: str = Field(primary_key=True, max_length=16)
    key: str = Field(primary_key=True, max_length=64, index=True)
    begun: bool = False
