"""A new SQLite file, or one of an older form, is brought up to date beside the start, by a process of its own.

What that needs takes 10 MB, and the program that stays never needs it again. Whatever goes wrong there the start meets
again (`migrate.py`), and tells.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.store.migrate import HEAD, prepare
from bot.store.tables import close, open_store


@contextmanager
def brought_up(url: str) -> Iterator[None]:
    """Under way while the block lasts, done after it. To be called before any thread is begun."""
    parsed = make_url(url)
    file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    child = os.fork() if file and hasattr(os, "fork") and not _ready(Path(str(parsed.database))) else None
    if child == 0:
        _bring_up(url)
    try:
        yield
    finally:
        if child:
            os.waitpid(child, 0)


def _ready(file: Path) -> bool:
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file)) as connection:
            form = connection.execute("select version_num from alembic_version").fetchone()
    except sqlite3.Error:
        return False
    return bool(form and form[0] >= HEAD)


def _bring_up(url: str) -> None:
    """In the child. Never returns, and says nothing: the start says it."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for out in (1, 2):
            os.dup2(nowhere, out)
        asyncio.run(_prepare(url))
    finally:
        os._exit(0)


async def _prepare(url: str) -> None:
    store = open_store(url, b"")
    await prepare(store)
    await close(store)
