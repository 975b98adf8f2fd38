"""The tables of workshops. What is in them is erased when a workshop ends, after a day at the latest.

Nobody's name, number or chat stands in a vote: only a keyed hash that holds for one workshop. Times are seconds since
1970.
"""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Workshop(SQLModel, table=True):
    """A room that looks at offers together. `owner` is a keyed hash of the chat of whoever leads it.

    `sealed` is where their controls are, and at the end the sums; `step` and `shown` say where the room stands
    (`bot/workshop/steps.py`), `changed` counts up with everything that happens, `drawn` up to where it stands in the
    leader's chat, since `drawn_at`.
    """

    code: str = Field(primary_key=True, max_length=16)
    owner: str = Field(max_length=64, index=True)
    sealed: bytes
    bot: str = Field(max_length=32)
    language: str = Field(max_length=16)
    work: str = Field(max_length=32)
    step: int
    shown: bool
    changed: int
    drawn: int
    drawn_at: float
    expires: int = Field(sa_type=BigInteger, index=True)


class Vote(SQLModel, table=True):
    """That somebody is here (step -1) or what they answered. `key` is a keyed hash of chat and workshop together."""

    __tablename__ = "vote"

    code: str = Field(primary_key=True, max_length=16)
    key: str = Field(primary_key=True, max_length=64)
    step: int = Field(primary_key=True)
    answer: int


ROOM, VOTE = SQLModel.metadata.tables["workshop"], SQLModel.metadata.tables["vote"]
