"""A workshop for tests, made as the leader's buttons make one."""

import time
from dataclasses import replace

from bot.evidence.printer import Printer
from bot.scene import Services
from bot.store import workshops
from bot.store.tables import Store
from bot.store.votes import join, vote
from bot.store.workshops import Room, Start
from bot.workshop.lead import Note, packed
from checks import check
from tests import once

LEADER = 1
REAL = once.library()
CHECKER = once.checker()
SUMS = packed(Note(LEADER, 50, "en", {0: {1: 9, 2: 1}, 11: {1: 1, 3: 8, 4: 2}}))  # of a workshop that has ended


def real(services: Services, public_url: str = "https://here.example.org") -> Services:
    """Services with the real content and checks, and a name and address of their own."""
    looked = replace(services, library=REAL, check=lambda offer: check(offer, CHECKER))
    return replace(looked, own="SecondLookBot", public_url=public_url)


def with_printer(services: Services, printer: Printer) -> Services:
    return replace(services, printer=printer)


async def room(services: Services, work: str = "building", language: str = "en", leader: int = LEADER) -> Room:
    note = packed(Note(leader, 50, "en"))
    made = await workshops.begin(services.store, leader, Start(services.own, language, work, note), now())
    assert made
    return made


async def walk(services: Services, code: str, step: int, *, shown: bool = False) -> None:
    """Put the room to a place."""
    assert await workshops.go_on(services.store, await fresh(services.store, code), step, shown=shown)


async def votes(services: Services, code: str, count: int, answer: int = 2) -> None:
    """So many people, and what each answers to what is asked now; the first says something else."""
    step = (await fresh(services.store, code)).step
    for chat in range(100, 100 + count):
        await join(services.store, code, chat)
        if step >= 0:
            assert await vote(services.store, code, chat, (step, 1 if chat == 100 else answer), now())


async def fresh(store: Store, code: str) -> Room:
    found = await workshops.find(store, code, now())
    assert found
    return found


def now() -> int:
    return int(time.time())
