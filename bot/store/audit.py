"""The log of what was done on the partners' pages: who, when, what, to which id. Kept for two years."""

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select

from bot.store.desk_tables import AUDIT, Account
from bot.store.tables import Store

KEPT_S = 2 * 365 * 86_400
ACTION = re.compile(r"[a-z][a-z.-]{0,39}")
OBJECT = re.compile(r"[\w.:/-]{0,64}", re.ASCII)
MOST = 200  # lines at a time
OPERATOR = "operator"  # the label of who sits at the machine


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done. `at`: seconds since 1970."""

    at: int
    account: str
    label: str
    partner: str
    action: str
    object: str


async def note(store: Store, account: Account | None, action: str, what: str, now: int) -> None:
    """Write down what an account did (None: the operator). Raises ValueError for what is no name and no id."""
    if not ACTION.fullmatch(action) or not OBJECT.fullmatch(what):
        raise ValueError("the log takes names and ids, no contents")
    who = {"account": account.id, "label": account.label, "partner": account.partner} if account else {}
    row = {"account": "", "label": OPERATOR, "partner": ""} | who
    made = AUDIT.insert().values(id=secrets.token_hex(16), at=now, action=action, object=what, **row)
    await store.quick.write(lambda connection: connection.execute(made) and None)


async def lines(store: Store, partner: str, most: int = MOST) -> list[Line]:
    """The newest first; of one partner, or of all for ""."""
    columns = [AUDIT.c[name] for name in Line.__dataclass_fields__]
    found = select(*columns).order_by(AUDIT.c.at.desc(), AUDIT.c.id).limit(most)
    if partner:
        found = found.where(AUDIT.c.partner == partner)
    return await store.quick.read(lambda connection: [Line(*row) for row in connection.execute(found)])


async def expire(store: Store, now: int) -> None:
    old = delete(AUDIT).where(AUDIT.c.at <= now - KEPT_S)
    await store.quick.write(lambda connection: connection.execute(old) and None)
