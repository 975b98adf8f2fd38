"""The database, only read: whether it opens, its form, what waits in it, and what was set aside."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.model import Finding
from bot.doctor.queues import queues
from bot.inbox.calls import IMPATIENT
from bot.settings import DATA, Settings, old_secrets
from bot.store.boxes import WRONG, closed
from bot.store.faults import RESTORE, SQLITE, plain
from bot.store.migrate import HEAD, form_in
from bot.store.people import monday
from bot.store.tables import State
from bot.store.tally import TALLY

LATE_S = 3600
PATIENCE_S = 2.0  # a lock that is held for longer holds up answers


def look(settings: Settings, data: Path = DATA) -> Iterator[Finding]:
    """A fault ends the look: what comes after needs it."""
    url = make_url(settings.database_url)
    if settings.small and not Path(url.database or "").exists():
        yield Finding("database", "ok", "there is no SQLite file yet; it is made at the first start")
        return
    if settings.small:
        yield from _writable(Path(url.database or ""))
        yield from _busy(Path(url.database or ""))
    engine = _engine(settings)
    try:
        with engine.connect() as connection:
            yield from _look(connection)
            if form_in(connection) == HEAD:
                yield from _key(connection, settings, data)
    except SQLAlchemyError as error:
        says, _, do = plain(error).partition("; ")
        yield Finding("database", "fault", f"the database does not answer: {says}", do or _help(settings))
    finally:
        engine.dispose()


def _help(settings: Settings) -> str:
    if settings.small:
        return "see that the file can be read; if it is damaged, restore a backup (bot/HOSTING.md)"
    return "see that PostgreSQL runs, and that name and password in DATABASE_URL are right"


def _engine(settings: Settings) -> Engine:
    """A way in that cannot write."""
    url = make_url(settings.database_url)
    if settings.small:
        file = f"file:{Path(url.database or '').absolute()}"
        return create_engine(url.set(drivername="sqlite", database=file, query={"mode": "ro", "uri": "true"}))
    return create_engine(url, connect_args=IMPATIENT).execution_options(postgresql_readonly=True)


def _look(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        said = connection.execute(text("pragma quick_check(1)")).scalar()
        if said != "ok":
            yield Finding("database", "fault", "a page of the SQLite file is damaged", RESTORE)
            return
    yield Finding("database", "ok", f"the database answers ({connection.dialect.name})")
    form = form_in(connection)
    yield _form(form, connection.dialect.name)
    if form == HEAD:
        yield from queues(connection)
        yield _set_aside(connection)
        yield _expiry(connection)


def _key(connection: Connection, settings: Settings, data: Path) -> Iterator[Finding]:
    """Whether our key opens what lies sealed there. A key that is not made yet opens nothing."""
    given, file = settings.secret_key.get_secret_value(), data / "secret.key"
    kept = file.read_bytes().strip() if not given and file.exists() else b""
    if closed(connection, (given.encode() or kept, *old_secrets(settings))):
        says, _, do = WRONG.partition("; ")
        yield Finding("key", "fault", says, do)


def _writable(path: Path) -> Iterator[Finding]:
    """The file itself: the folder of `machine.disk` may be another one."""
    if not os.access(path, os.W_OK):
        says, _, do = SQLITE["SQLITE_READONLY"].partition("; ")
        yield Finding("database", "fault", says, do)


def _busy(path: Path) -> Iterator[Finding]:
    """Whether another program holds the file, where one has it open: the lock is asked for and given back."""
    if not path.with_name(f"{path.name}-wal").exists():
        return
    with closing(sqlite3.connect(f"file:{path.absolute()}?mode=rw", timeout=PATIENCE_S, uri=True)) as connection:
        try:
            connection.execute("begin immediate")
            connection.rollback()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                says, _, do = SQLITE["SQLITE_BUSY"].partition("; ")
                yield Finding("database", "fault", says, do)


def _form(form: str, kind: str) -> Finding:
    if form == HEAD:
        return Finding("form", "ok", f"the tables have the newest form ({HEAD})")
    if form > HEAD:
        return Finding("form", "fault", f"the tables have form {form}, this program knows {HEAD}",
                       "start the newer program, or restore a backup")  # fmt: skip
    do = "start the bot: it does it" if kind == "sqlite" else "run: python -m bot release"
    return Finding("form", "look" if kind == "sqlite" else "fault", f"the tables have form {form or 'none'}", do)


def _set_aside(connection: Connection) -> Finding:
    week = monday(datetime.now(UTC).date())
    mine = (TALLY.c.week == week) & (TALLY.c.kind == "inbox") & (TALLY.c.value == "set aside")
    count = connection.scalar(select(TALLY.c.count).where(mine)) or 0
    if not count:
        return Finding("set aside", "ok", "no update was set aside this week")
    return Finding("set aside", "look", f"{count} updates were set aside this week",
                   "look for “set aside” and the error before it in the logs")  # fmt: skip


def _expiry(connection: Connection) -> Finding:
    """Whether what has expired is erased."""
    notes = State.__table__  # type: ignore[attr-defined]  # SQLModel has it
    overdue = datetime.now(UTC).timestamp() - LATE_S
    late = connection.scalar(select(func.count()).select_from(notes).where(notes.c.expires < overdue))
    if not late:
        return Finding("expiry", "ok", "nothing is kept longer than promised")
    return Finding("expiry", "fault", f"{late} notes should have been erased an hour ago or more",
                   "start a worker: it erases at its start and every minute")  # fmt: skip
