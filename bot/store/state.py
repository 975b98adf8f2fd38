"""Where a conversation stands: one sealed note for each chat and kind, gone when it expires or is taken.

The key of a row is a keyed hash of the chat, another one than in the other tables: without the secret nobody can say
which rows belong together, whose they are, or what is in them. `kind` is the name of a screen, never what somebody
said. Times are seconds since 1970.
"""

import logging

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import keys_of
from bot.store.seal import seal, unseal
from bot.store.tables import State, Store

log = logging.getLogger(__name__)

MOST = 64 * 1024  # bytes of one note
LATE_S = 3600  # a note that is still there so long after its time means that nobody erases


async def put(store: Store, chat: int, kind: str, payload: bytes, until: int) -> None:
    """Keep a note until then, in the place of an older one of that kind. Raises ValueError when it is too large."""
    if len(payload) > MOST:
        raise ValueError(f"a note of {len(payload)} bytes is too large")
    key, *_ = keys = keys_of(store, chat, "state")
    sealed = seal(store.secrets, "state", f"{key}/{kind}", payload)
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(State).where(col(State.key).in_(keys[1:]), col(State.kind) == kind))
        await session.merge(State(key=key, kind=kind, sealed=sealed, expires=until))
        await session.commit()


async def get(store: Store, chat: int, kind: str, now: int) -> bytes | None:
    """The note, or None when there is none, it has expired, or no secret of ours opens it."""
    async with AsyncSession(store.engine) as session:
        rows = await session.exec(select(State).where(*_one(store, chat, kind, now)))
        return next((_opened(store, row) for row in rows), None)


async def take(store: Store, chat: int, kind: str, now: int) -> bytes | None:
    """The note, which is gone then: of two who take at the same time only one gets it."""
    async with AsyncSession(store.engine) as session:
        rows = await session.exec(delete(State).where(*_one(store, chat, kind, now)).returning(State))
        notes = [_opened(store, row) for row in rows.scalars()]
        await session.commit()
        return next(iter(notes), None)


async def forget(store: Store, chat: int) -> None:
    """Erase all notes of a chat."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(State).where(col(State.key).in_(keys_of(store, chat, "state"))))
        await session.commit()


async def move(store: Store, old: int, new: int) -> None:
    """A chat got another number (a group became a supergroup): its notes go along."""
    async with AsyncSession(store.engine) as session:
        rows = (await session.exec(select(State).where(col(State.key).in_(keys_of(store, old, "state"))))).all()
        notes = [(row.kind, _opened(store, row), row.expires) for row in rows]
    for kind, payload, expires in notes:
        if payload is not None:
            await put(store, new, kind, payload, expires)
    await forget(store, old)


async def expire(store: Store, now: int) -> int:
    """Erase what has expired; how many. Says so in the log when something is long overdue."""
    async with AsyncSession(store.engine) as session:
        done = await session.exec(delete(State).where(col(State.expires) <= now).returning(col(State.expires)))
        times = list(done.scalars())
        await session.commit()
    if late := sum(time <= now - LATE_S for time in times):
        log.warning("%d notes were erased more than an hour late", late)
    return len(times)


def _one(store: Store, chat: int, kind: str, now: int) -> tuple[ColumnElement[bool], ...]:
    return col(State.key).in_(keys_of(store, chat, "state")), col(State.kind) == kind, col(State.expires) > now


def _opened(store: Store, row: State) -> bytes | None:
    return unseal(store.secrets, "state", f"{row.key}/{row.kind}", row.sealed)
