"""What one update costs the store when 1,000 to 1,000,000 chats are kept: python -m tests.benchmarks.growth --help

For each size the tables are filled, then an update's whole way through the store is made many times, one after the
other, by chats drawn at random: stored, claimed, who it is, counted, plan kept, noted as sent, erased. CPU time is
what counts: a machine that does other work makes everything wait. On PostgreSQL the server's own is in the time only.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.inbox.table import SEEN
from bot.settings import with_driver
from bot.store import close, count, open_store
from bot.store.met import met
from bot.store.migrate import migrate
from bot.store.partners import GUEST
from bot.store.people import PERSON, key_of
from bot.store.tables import Store
from tests.benchmarks.programs import Postgres
from tests.benchmarks.telegram import update

DAY = date(2026, 11, 16)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
STEP = 20_000  # rows written at a time
ROUNDS, AT_A_TIME = 11, 40
NUMBERS = 10_000_000  # numbers of measured updates begin here, behind those already seen


async def fill(store: Store, size: int) -> None:
    """Each chat has chosen, has sent an update today, and one in five came by a link."""
    for start in range(0, size, STEP):
        chats = range(start, min(start + STEP, size))
        people = [{"key": key_of(store, c), "language": "en", "country": "NP", "updated": DAY} for c in chats]
        guests = [{"key": key_of(store, c, "guest"), "partner": "p", "updated": DAY} for c in chats if c % 5 == 0]
        seen = [{"update_id": c, "at": int(time.time())} for c in chats]

        def work(connection: Connection, rows: tuple[Any, ...] = (people, guests, seen)) -> None:
            for table, some in zip((PERSON, GUEST, SEEN), rows, strict=True):
                connection.execute(insert(table), some)

        await store.quick.write(work)


async def one(store: Store, ledger: Ledger, number: int, chat: int) -> None:
    """One update's way through the store."""
    text = update(1, 1)
    came = arrived(store, {"update_id": number, "message": text["message"] | {"chat": {"id": chat}}})
    assert came
    await ledger.put(came)
    (row,) = await ledger.claim(1)
    await met(store, chat, int(time.time()), DAY)
    await count(store, DAY, [("level", "stop"), ("language", "en")])
    await ledger.plan(row.update_id, b"answer" * 100)
    await ledger.sent(row.update_id, "1")
    await ledger.done(row.update_id)


@dataclass(slots=True)
class Kept:
    """A store with so many chats, and what an update took there: seconds of CPU, seconds."""

    store: Store
    ledger: Ledger
    size: int
    cpu: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)


async def kept(url: str, size: int) -> Kept:
    store = open_store(with_driver(url), b"a secret for measuring only")
    await migrate(store)
    await fill(store, size)
    if store.small:  # what was written to fill it is not part of what is measured
        await store.quick.read(lambda connection: connection.exec_driver_sql("pragma wal_checkpoint(truncate)").all())
    made = Kept(store, Ledger(store), size)
    await made.ledger.start()
    return made


async def measure(urls: dict[int, str]) -> None:
    """All sizes in turns, so that what else the machine does meets all alike."""
    all_kept, number = [await kept(url, size) for size, url in urls.items()], NUMBERS
    for turn in range(ROUNDS):
        for one_kept in all_kept:
            for _ in range(AT_A_TIME):
                number += 1
                begun, used = time.perf_counter(), time.process_time()
                await one(one_kept.store, one_kept.ledger, number, random.randrange(one_kept.size))  # noqa: S311  # chance for a load, no secret
                if turn:  # the first ones fill caches
                    one_kept.waited.append(time.perf_counter() - begun)
                    one_kept.cpu.append(time.process_time() - used)
    for k in all_kept:
        cpu, waited = (statistics.median(times) * 1000 for times in (k.cpu, k.waited))
        print(f"{k.size:>9,} chats: CPU {cpu:.2f} ms, time {waited:.2f} ms (medians of {len(k.cpu)})", flush=True)
        await k.ledger.stop()
        await close(k.store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, a database for each size")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if not options.postgres:
            asyncio.run(measure({size: f"sqlite:///{folder}/{size}.db" for size in options.sizes}))
            return
        server = Postgres(Path(folder))
        try:
            asyncio.run(measure({size: server.database(f"chats_{size}") for size in options.sizes}))
        finally:
            server.server.cleanup()


if __name__ == "__main__":
    main()
