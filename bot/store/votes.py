"""The functions that touch votes: come in, vote, count, leave. Of a person there is a keyed hash for one workshop."""

import secrets

from sqlalchemy import Connection, delete, func, select, update

from bot.store.adding import insert_into
from bot.store.people import keys_of
from bot.store.report_tables import keys_for
from bot.store.tables import Store
from bot.store.workshop_tables import ROOM, VOTE
from bot.store.workshops import HERE, MOST_PEOPLE, Counts, erase, tick

FIRST_SHOWN = 1  # the first offer; what is asked before it is shown at the end


def _mine(store: Store, code: str, chat: int) -> list[str]:
    return keys_for(store, "vote", code, chat)


async def join(store: Store, code: str, chat: int) -> bool:
    """Keep that somebody is here; again changes nothing. False when the room is full."""
    keys = _mine(store, code, chat)

    def work(connection: Connection) -> bool:
        here = select(VOTE.c.key).where(VOTE.c.code == code, VOTE.c.step == HERE)
        people = set(connection.execute(here).scalars())
        if people.isdisjoint(keys):
            if len(people) >= MOST_PEOPLE:
                return False
            insert = insert_into(VOTE, store.engine.dialect.name)
            connection.execute(insert.values(code=code, key=keys[0], step=HERE, answer=0).on_conflict_do_nothing())
            tick(connection, ROOM.c.code == code)
        return True

    return await store.quick.write(work)


async def answers_of(store: Store, code: str, chat: int) -> dict[int, int]:
    """What one person has answered in this workshop, by step; {} for somebody who is not here."""
    asked = select(VOTE.c.step, VOTE.c.answer).where(VOTE.c.code == code, VOTE.c.key.in_(_mine(store, code, chat)))
    return await store.quick.read(lambda c: dict(c.execute(asked).all()))


async def vote(store: Store, code: str, chat: int, choice: tuple[int, int], now: int) -> bool:
    """One answer (step and number) of somebody who is here, in the place of an earlier one; False: it is not asked."""
    keys, (step, answer) = _mine(store, code, chat), choice
    open_ = ROOM.c.code == code, ROOM.c.step == step, ROOM.c.shown.is_(False), ROOM.c.expires > now
    here = select(VOTE.c.key).where(VOTE.c.code == code, VOTE.c.step == HERE, VOTE.c.key.in_(keys))

    def work(connection: Connection) -> bool:
        key = connection.execute(here).scalar()
        if key is None or not tick(connection, *open_):  # from here on nobody closes the question before we are done
            return False
        insert = insert_into(VOTE, store.engine.dialect.name)
        row = insert.values(code=code, key=key, step=step, answer=answer)
        connection.execute(row.on_conflict_do_update(index_elements=["code", "key", "step"], set_={"answer": answer}))
        return True

    return await store.quick.write(work)


async def counts(store: Store, code: str) -> Counts:
    """How many gave which answer; nobody is in it."""
    asked = select(VOTE.c.step, VOTE.c.answer, func.count()).where(VOTE.c.code == code)
    rows = await store.quick.read(lambda c: c.execute(asked.group_by(VOTE.c.step, VOTE.c.answer)).all())
    made: Counts = {}
    for step, answer, count in rows:
        made.setdefault(step, {})[answer] = int(count)
    return made


async def leave(store: Store, code: str, chat: int) -> bool:
    """Erase what one person answered; False when they were not here."""

    def work(connection: Connection) -> bool:
        left = _part(connection, code, _mine(store, code, chat))
        return left and tick(connection, ROOM.c.code == code)

    return await store.quick.write(work)


def _part(connection: Connection, code: str, keys: list[str]) -> bool:
    """Erase what stands under `keys`. What the room has seen as a sum stays in it, tied to nobody and to nothing else:
    a bar that falls when somebody goes would tell all what that person had said."""
    place = connection.execute(select(ROOM.c.step, ROOM.c.shown).where(ROOM.c.code == code)).first()
    mine = VOTE.c.code == code, VOTE.c.key.in_(keys)
    last = place.step - (not place.shown) if place else HERE
    seen = select(VOTE.c.step, VOTE.c.key).where(*mine, VOTE.c.step.between(FIRST_SHOWN, last))
    for step, key in connection.execute(seen).all():
        one = VOTE.c.code == code, VOTE.c.key == key, VOTE.c.step == step
        connection.execute(update(VOTE).where(*one).values(key=secrets.token_hex(32)))
    return bool(connection.execute(delete(VOTE).where(*mine)).rowcount)


async def forget(store: Store, chat: int) -> None:
    """Erase the workshop that a chat leads and what it answered in others."""
    owners = keys_of(store, chat, "workshop")

    def work(connection: Connection) -> None:
        erase(connection, ROOM.c.owner.in_(owners))
        for code in connection.execute(select(ROOM.c.code)).scalars().all():
            _part(connection, code, _mine(store, code, chat))

    await store.quick.write(work)


async def held(store: Store, chat: int, now: int) -> int:
    """Until when something of this chat is kept here (seconds since 1970); 0: nothing is."""
    owners = keys_of(store, chat, "workshop")

    def work(connection: Connection) -> int:
        ends = []
        for code, owner, expires in connection.execute(select(ROOM.c.code, ROOM.c.owner, ROOM.c.expires)).all():
            here = select(VOTE.c.key).where(VOTE.c.code == code, VOTE.c.key.in_(_mine(store, code, chat))).limit(1)
            if owner in owners or connection.execute(here).first():
                ends.append(expires)
        return max((end for end in ends if end > now), default=0)

    return await store.quick.read(work)
