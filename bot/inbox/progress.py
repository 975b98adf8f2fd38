"""How far the answer to one update has come: its plan, and the messages that Telegram has confirmed.

Telegram takes no key that would make sending twice harmless. Each confirmed message is noted at once; a program that is
killed after Telegram has taken a message and before that note is in the database will send this one message again.
"""

import asyncio
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

import msgspec

from bot.inbox.arrived import close, opened
from bot.inbox.ledger import Ledger
from bot.inbox.table import Row
from bot.model import Reply

UNKEPT = ("later", "files")  # what only lives in this program


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be sent, and the later updates (`also`) that are answered by it too: an album is one matter."""

    replies: list[Reply]
    also: tuple[int, ...] = ()


class Progress:
    """For `send`: `before` says whether the next message was sent in an earlier try, `sent` that it is sent now."""

    def __init__(self, ledger: Ledger, row: Row) -> None:
        self._ledger, self._row = ledger, row
        self._sent = [int(number) for number in row.sent.split()]
        self._step = 0
        self._noted: asyncio.Future[Any] | None = None
        self.left = False

    def plan(self) -> Plan | None:
        """What was to be answered when the update was tried before."""
        kept = opened(self._ledger.store, self._row.update_id, "plan", self._row.plan) if self._row.plan else None
        return unpacked(kept) if kept else None

    async def keep(self, plan: Plan) -> bool:
        """Keep what is going to be sent; False when the update is no longer ours to answer."""
        number = self._row.update_id
        return await self._ledger.plan(number, close(self._ledger.store, number, "plan", packed(plan)))

    async def before(self) -> int:
        """The number of the next message when it was sent already, else 0; waits until the last one is noted."""
        if self._step < len(self._sent):
            self._step += 1
            return self._sent[self._step - 1]
        if self._noted:
            await self._noted
        return 0

    def sent(self, number: int) -> None:
        """Telegram has just confirmed a message."""
        self._sent.append(number)
        self._step += 1
        self._noted = self._ledger.sent(self._row.update_id, " ".join(map(str, self._sent)))


@cache
def _kept() -> type[msgspec.Struct]:
    """The fields of a reply that can be kept, with their types."""
    types = get_type_hints(Reply)
    return msgspec.defstruct("KeptReply", [(f.name, types[f.name]) for f in fields(Reply) if f.name not in UNKEPT])


def packed(plan: Plan) -> bytes:
    """A plan as it is kept; nothing of one with files, which no disk may hold: a second try makes them anew."""
    if any(reply.files for reply in plan.replies):
        return b""
    names = _kept().__struct_fields__
    replies = [_kept()(**{name: getattr(reply, name) for name in names}) for reply in plan.replies]
    return msgspec.msgpack.encode((plan.also, replies))


def unpacked(kept: bytes) -> Plan:
    names = _kept().__struct_fields__
    also, rows = msgspec.msgpack.decode(kept, type=tuple[tuple[int, ...], list[_kept()]])  # type: ignore[misc]  # made at run time
    return Plan([Reply(**{name: getattr(row, name) for name in names}) for row in rows], also)
