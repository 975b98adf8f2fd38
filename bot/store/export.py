"""Everything that is held about one chat, for the person who asks. Reads only."""

import time
from dataclasses import dataclass

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import accounts, partners, readers, votes
from bot.store.looks import WHAT
from bot.store.people import keys_of
from bot.store.report_tables import Report, Watch
from bot.store.tables import Blocked, Person, State, Store, Waiting


@dataclass(frozen=True, slots=True)
class Held:
    """`person` is language, country and the week of the last change; None when nothing was chosen.

    `notes` are kinds and ends (seconds since 1970); `waiting` counts messages not answered; `blocked` is a day.
    """

    person: tuple[str, str, str] | None
    notes: tuple[tuple[str, int], ...]
    waiting: int
    blocked: str
    partner: str  # the name of the partner through whose link they came, or ""
    reports: tuple[tuple[str, int], ...] = ()  # what became of each, and its end
    account: str = ""  # role and label of an account for the partners' pages
    watching_until: int = 0  # 0: not asked to be told
    alerts: str = ""  # country and language of the warnings asked for
    workshop_until: int = 0  # 0: leads none and takes part in none


async def held(store: Store, chat: int) -> Held:
    """What the tables have under this chat, by the newest secret and those of before."""
    async with AsyncSession(store.engine) as session:
        people = (await session.exec(select(Person).where(col(Person.key).in_(keys_of(store, chat))))).all()
        notes = (await session.exec(select(State).where(col(State.key).in_(keys_of(store, chat, "state"))))).all()
        mine = col(Waiting.chat).in_(keys_of(store, chat, "inbox") + keys_of(store, chat, WHAT))
        waiting = (await session.exec(select(func.count()).select_from(Waiting).where(mine))).one()
        block = (
            await session.exec(select(Blocked).where(col(Blocked.key).in_(keys_of(store, chat, "blocked"))))
        ).first()
        left = (await session.exec(select(Report).where(col(Report.owner).in_(keys_of(store, chat, "report"))))).all()
        wishes = (await session.exec(select(Watch).where(col(Watch.owner).in_(keys_of(store, chat, "watch"))))).all()
    person = next(((row.language, row.country, row.updated.isoformat()) for row in people), None)
    kinds = tuple(sorted((row.kind, row.expires) for row in notes))
    reports = tuple(sorted((row.status, row.expires) for row in left))
    until = max((row.expires for row in wishes), default=0)
    partner = await partners.of_chat(store, chat)
    blocked = block.since.isoformat() if block else ""
    account = await accounts.of_chat(store, chat)
    held_by = f"{account.role}: {account.label}" if account else ""
    reads = await readers.reads(store, chat)
    alerts = f"{reads.country} {reads.language}" if reads else ""
    room = await votes.held(store, chat, int(time.time()))
    name = partner.name if partner else ""
    return Held(person, kinds, waiting, blocked, name, reports, held_by, until, alerts, room)
