"""Told at once when another program has put something into the inbox (PostgreSQL only; else we look now and then)."""

import asyncio
import logging

from bot.inbox.ledger import Ledger

log = logging.getLogger(__name__)

AGAIN_S = 2.0


async def listen(ledger: Ledger) -> None:
    """Set `ledger.news` whenever PostgreSQL says so; for ever. While it is away, the worker's own looking has to do."""
    if ledger.store.small:
        return
    import psycopg  # noqa: PLC0415  # 9 MB that a small store does without

    address = ledger.store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(address, autocommit=True, connect_timeout=5) as connection:
                await connection.execute("listen inbox")
                async for _ in connection.notifies():
                    ledger.news.set()
        except psycopg.Error as error:
            log.debug("PostgreSQL tells nothing at the moment: %s", type(error).__name__)
        await asyncio.sleep(AGAIN_S)
