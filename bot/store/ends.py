"""The end of what has no end of its own: whoever has not written for two years is forgotten.

A row has only the Monday of a week. It is moved on when somebody comes back after half a year, not each time they
write: what is erased was last used between 18 and 24 months before.
"""

from datetime import date, timedelta

from sqlalchemy import delete, update

from bot.store.partners import GUEST
from bot.store.people import PERSON, keys_of, monday
from bot.store.tables import Store

KEPT = timedelta(weeks=104)
FRESH = timedelta(weeks=26)


async def again(store: Store, chat: int, today: date) -> None:
    """Somebody is here again: what is kept of them stays for another two years."""
    week = monday(today)
    person = update(PERSON).where(PERSON.c.key.in_(keys_of(store, chat))).values(updated=week)
    guest = update(GUEST).where(GUEST.c.key.in_(keys_of(store, chat, "guest"))).values(updated=week)
    await store.quick.write(lambda connection: [connection.execute(one) for one in (person, guest)])


async def expire(store: Store, today: date) -> int:
    """Erase what nobody has used for two years; how many rows."""
    old = monday(today) - KEPT
    gone = [delete(table).where(table.c.updated < old) for table in (PERSON, GUEST)]
    return await store.quick.write(lambda connection: sum(connection.execute(one).rowcount for one in gone))
