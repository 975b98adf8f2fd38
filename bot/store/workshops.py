"""The functions that touch workshops: begin, go on, end. All state is in the tables: any program can serve a room.

Join codes are short because people type them: whoever tries codes is stopped in `screens/join.py`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from bot.store.people import keys_of
from bot.store.seal import seal, unseal
from bot.store.tables import Store
from bot.store.workshop_tables import ROOM, VOTE

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else: people type it from a wall
LENGTH = 6  # characters: 890 million codes
LASTS_S = 86_400
AFTER_S = 600  # for which the sums of an ended workshop stay, so that the sheet can be sent again
MOST_ROOMS = 200
IDLE_S = 1800  # after which an idle workshop gives way to a new one, when there are as many as may be
MOST_PEOPLE = 200
HERE = -1  # the step under which it stands that somebody is here, and where a workshop begins
ENDED = 1000
Counts = dict[int, dict[int, int]]  # step -> answer -> how many


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop as the other parts see it."""

    code: str
    owner: str
    bot: str
    language: str
    work: str
    step: int
    shown: bool
    changed: int
    expires: int

    @property
    def ended(self) -> bool:
        return self.step == ENDED


_COLUMNS = [ROOM.c[name] for name in Room.__slots__]


def _room(row: Row[tuple[object, ...]] | None) -> Room | None:
    return Room(*row) if row else None  # type: ignore[arg-type, call-arg]  # the columns are those of the fields


@dataclass(frozen=True, slots=True)
class Start:
    """What a workshop begins with; `note` is kept under seal."""

    bot: str
    language: str
    work: str
    note: bytes


async def begin(store: Store, chat: int, start: Start, now: int) -> Room | None:
    """A new workshop of this chat, its old one gone; None when as many run as may."""
    owners = keys_of(store, chat, "workshop")
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    room = Room(code, owners[0], start.bot, start.language, start.work, HERE, False, 0, now + LASTS_S)
    row = {name: getattr(room, name) for name in Room.__slots__}
    sealed = seal(store.secrets, "workshop", code, start.note)

    def work(connection: Connection) -> Room | None:
        erase(connection, ROOM.c.owner.in_(owners))
        full = connection.execute(select(func.count()).select_from(ROOM)).scalar_one() >= MOST_ROOMS
        if full and not _make_room(connection, now):
            return None
        connection.execute(ROOM.insert().values(row | {"sealed": sealed, "drawn": 0, "drawn_at": 0.0}))
        return room

    return await store.quick.write(work)


def _make_room(connection: Connection, now: int) -> bool:
    """Let the workshop go in which nothing has happened for longest; False when something has in all of them lately."""
    begun, drawn = ROOM.c.expires - LASTS_S, ROOM.c.drawn_at
    idle = select(ROOM.c.code).where(begun <= now - IDLE_S, drawn <= now - IDLE_S)
    oldest = connection.execute(idle.order_by(drawn, begun, ROOM.c.code).limit(1)).scalar()
    erase(connection, ROOM.c.code == oldest)
    return oldest is not None


async def of_chat(store: Store, chat: int, now: int) -> Room | None:
    """The workshop that this chat leads."""
    mine = ROOM.c.owner.in_(keys_of(store, chat, "workshop")), ROOM.c.expires > now
    return await store.quick.read(lambda c: _room(c.execute(select(*_COLUMNS).where(*mine)).first()))


async def find(store: Store, code: str, now: int) -> Room | None:
    one = ROOM.c.code == code, ROOM.c.expires > now
    return await store.quick.read(lambda c: _room(c.execute(select(*_COLUMNS).where(*one)).first()))


async def changed(store: Store, codes: Sequence[str], now: int) -> dict[str, int]:
    """How far each workshop is: the cheap question whether anything has happened."""
    asked = select(ROOM.c.code, ROOM.c.changed).where(ROOM.c.code.in_(codes), ROOM.c.expires > now)
    return await store.quick.read(lambda c: dict(c.execute(asked).all()))


async def note_of(store: Store, code: str) -> bytes | None:
    """What was kept under seal."""
    asked = select(ROOM.c.sealed).where(ROOM.c.code == code)
    box = await store.quick.read(lambda c: c.execute(asked).scalar())
    return unseal(store.secrets, "workshop", code, box) if box else None


async def keep_note(store: Store, code: str, note: bytes) -> None:
    sealed = seal(store.secrets, "workshop", code, note)
    gone = update(ROOM).where(ROOM.c.code == code).values(sealed=sealed)
    await store.quick.write(lambda c: c.execute(gone) and None)


async def go_on(store: Store, room: Room, step: int, *, shown: bool) -> bool:
    """From where `room` stands to another place; False when it stands elsewhere by now."""
    here = ROOM.c.code == room.code, ROOM.c.step == room.step, ROOM.c.shown == room.shown
    there = update(ROOM).where(*here).values(step=step, shown=shown, changed=ROOM.c.changed + 1)
    return await store.quick.write(lambda c: bool(c.execute(there).rowcount))


async def end(store: Store, room: Room, note: bytes, now: int) -> None:
    """Every vote is gone; what is left for some minutes is `note`: where the leader's message is, and sums."""
    sealed = seal(store.secrets, "workshop", room.code, note)
    over = {"step": ENDED, "shown": False, "changed": ROOM.c.changed + 1, "sealed": sealed, "expires": now + AFTER_S}

    def work(connection: Connection) -> None:
        connection.execute(delete(VOTE).where(VOTE.c.code == room.code))
        connection.execute(update(ROOM).where(ROOM.c.code == room.code).values(over))

    await store.quick.write(work)


def tick(connection: Connection, *which: ColumnElement[bool]) -> bool:
    """Something has happened in the workshop; False when there is no such one."""
    return bool(connection.execute(update(ROOM).where(*which).values(changed=ROOM.c.changed + 1)).rowcount)


async def to_draw(store: Store, now: float, every: float) -> list[str]:
    """The workshops whose counts in the leader's chat are old. Each is given to one program only."""
    due = ROOM.c.drawn != ROOM.c.changed, ROOM.c.drawn_at <= now - every, ROOM.c.expires > now

    def work(connection: Connection) -> list[str]:
        taken = []
        for code, upto in connection.execute(select(ROOM.c.code, ROOM.c.changed).where(*due)).all():
            mine = update(ROOM).where(ROOM.c.code == code, *due[:2]).values(drawn=upto, drawn_at=now)
            taken += [code] if connection.execute(mine).rowcount else []
        return taken

    if not await store.quick.read(lambda c: c.execute(select(ROOM.c.code).where(*due).limit(1)).first()):
        return []
    return await store.quick.write(work)


async def expire(store: Store, now: int) -> None:
    """Erase every workshop whose time is over, and votes of what is gone."""

    def work(connection: Connection) -> None:
        erase(connection, ROOM.c.expires <= now)
        connection.execute(delete(VOTE).where(VOTE.c.code.not_in(select(ROOM.c.code))))

    await store.quick.write(work)


def erase(connection: Connection, which: ColumnElement[bool]) -> None:
    codes = list(connection.execute(select(ROOM.c.code).where(which)).scalars())
    connection.execute(delete(VOTE).where(VOTE.c.code.in_(codes)))
    connection.execute(delete(ROOM).where(ROOM.c.code.in_(codes)))
