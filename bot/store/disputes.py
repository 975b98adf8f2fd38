"""Disputes: an organisation says that a row about it is wrong; what it wrote, each step, and the answer it reads.

received -> looking -> corrected (a row is hidden), changed (put right in another way), kept, or passed to the authority

All that was written is sealed and goes 180 days after the last step. Whoever wrote has a code, of which only a keyed
hash is here: nobody at the desk can see or use it.
"""

import secrets
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.hidden import hide_with
from bot.store.report_tables import keys_for
from bot.store.review_tables import DisputeRow, DisputeStep
from bot.store.seal import seal, unseal
from bot.store.tables import Store

STATES = ("received", "looking", "corrected", "changed", "kept", "passed")
DECIDED = ("corrected", "changed", "kept", "passed")
KEPT_DAYS = 180
KEPT_S = KEPT_DAYS * 86_400
MOST = 2000  # characters of one field, also of reason and answer
MOST_WAITING = 2000  # that nobody has decided; what comes then is refused
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE = 16  # characters: 79 bits


class NotTaken(ValueError):
    """A step that may not be made, in plain words."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote. `list` is a list's id, or "" for none."""

    list: str
    row: str
    who: str
    wrong: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision. `row` is the key of the row that was hidden by it, or ""."""

    state: str
    who: str
    day: date
    reason: str
    answer: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    id: str
    written: Written
    state: str
    since: date
    expires: int
    steps: tuple[Step, ...] = ()


async def send(store: Store, written: Written, today: date, now: int) -> str | None:
    """Keep a dispute; the code to follow it with, or None when too many wait."""
    number, code = secrets.token_hex(8), "".join(secrets.choice(ALPHABET) for _ in range(CODE))
    sealed = seal(store.secrets, "dispute", number, msgspec.msgpack.encode(written))
    key = keys_for(store, "dispute", code)[0]
    async with AsyncSession(store.engine) as session:
        waiting = select(func.count()).where(col(DisputeRow.state).not_in(DECIDED))
        if (await session.exec(waiting)).one() >= MOST_WAITING:
            return None
        row = DisputeRow(id=number, key=key, sealed=sealed, state="received", since=today, expires=now + KEPT_S)
        session.add(row)
        await session.commit()
    return code


async def follow(store: Store, code: str, now: int) -> Dispute | None:
    """What became of it, for whoever has the code."""
    plain = "".join(char for char in code.lower() if char in ALPHABET)
    if len(plain) != CODE:
        return None
    keys = keys_for(store, "dispute", plain)
    async with AsyncSession(store.engine) as session:
        found = select(DisputeRow).where(col(DisputeRow.key).in_(keys), col(DisputeRow.expires) > now)
        row = (await session.exec(found)).first()
        return await _whole(session, store, row) if row else None


async def one(store: Store, number: str, now: int) -> Dispute | None:
    async with AsyncSession(store.engine) as session:
        row = await session.get(DisputeRow, number)
        return await _whole(session, store, row) if row and row.expires > now else None


async def everything(store: Store, now: int, most: int = 200) -> list[Dispute]:
    """All disputes without their steps, those that wait longest first, decided ones last."""
    async with AsyncSession(store.engine) as session:
        rows = await session.exec(
            select(DisputeRow)
            .where(col(DisputeRow.expires) > now)
            .order_by(col(DisputeRow.state).in_(DECIDED), col(DisputeRow.since), col(DisputeRow.id))
            .limit(most)
        )
        opened = ((row, _written(store, row)) for row in rows.all())
        return [Dispute(row.id, said, row.state, row.since, row.expires) for row, said in opened if said]


async def decide(store: Store, number: str, step: Step, now: int) -> None:
    """Make a step, and with "corrected" hide its row, in one transaction. Raises NotTaken."""
    if step.state not in STATES[1:]:
        raise NotTaken("there is no such state")
    if not step.reason.strip() or max(len(step.reason), len(step.answer)) > MOST:
        raise NotTaken(f"a step needs a reason; reason and answer have at most {MOST} characters each")
    if (step.state == "corrected") != bool(step.row):
        raise NotTaken("“corrected” needs the row that is hidden by it, and nothing else has one")
    async with AsyncSession(store.engine) as session:
        row = (await session.exec(select(DisputeRow).where(col(DisputeRow.id) == number).with_for_update())).first()
        written = _written(store, row) if row and row.expires > now else None
        if row is None or written is None:
            raise NotTaken("there is no such dispute any more")
        count = select(func.count()).where(col(DisputeStep.dispute) == number)
        session.add(_sealed(store, number, (await session.exec(count)).one() + 1, step))
        row.state, row.expires = step.state, now + KEPT_S
        session.add(row)
        if step.row:
            await (await session.connection()).run_sync(_hide, written.list, step)
        await session.commit()


def _hide(connection: Connection, name: str, step: Step) -> None:
    hide_with(connection, name, step.row, step.who, step.day)


def _sealed(store: Store, dispute: str, number: int, step: Step) -> DisputeStep:
    words = msgspec.msgpack.encode((step.reason, step.answer, step.row))
    sealed = seal(store.secrets, "step", f"{dispute}/{number}", words)
    return DisputeStep(dispute=dispute, number=number, state=step.state, who=step.who, sealed=sealed, day=step.day)


async def _whole(session: AsyncSession, store: Store, row: DisputeRow) -> Dispute | None:
    written = _written(store, row)
    found = select(DisputeStep).where(col(DisputeStep.dispute) == row.id).order_by(col(DisputeStep.number))
    steps = tuple(_step(store, step) for step in (await session.exec(found)).all())
    return Dispute(row.id, written, row.state, row.since, row.expires, steps) if written else None


def _step(store: Store, row: DisputeStep) -> Step:
    opened = unseal(store.secrets, "step", f"{row.dispute}/{row.number}", row.sealed)
    reason, answer, hidden = msgspec.msgpack.decode(opened, type=tuple[str, str, str]) if opened else ("", "", "")
    return Step(row.state, row.who, row.day, reason, answer, hidden)


def _written(store: Store, row: DisputeRow) -> Written | None:
    opened = unseal(store.secrets, "dispute", row.id, row.sealed)
    return msgspec.msgpack.decode(opened, type=Written) if opened else None


async def expire(store: Store, now: int) -> None:
    """Erase what is over, and its steps."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(DisputeRow).where(col(DisputeRow.expires) <= now))
        await session.exec(delete(DisputeStep).where(col(DisputeStep.dispute).not_in(select(DisputeRow.id))))
        await session.commit()
