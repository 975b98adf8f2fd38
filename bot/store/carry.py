"""Carry everything from one database into another, empty one: in batches, each with its bookmark in one transaction.

Stopped at any point and begun again, it goes on behind the last batch in the target, and nothing is there twice.
What is sealed or hashed goes over as it is: the secret must go along, too.
"""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    inspect,
    select,
    tuple_,
)
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from bot.store.adding import insert_into
from bot.store.migrate import HEAD, StoreError, form_in
from bot.store.steps import run as migrate
from bot.store.tables import settle_sqlite

BATCH = 2000
SKIP = ("replica", "allowance")  # who is alive there is not alive here; what was asked in the last hour
FORM = "alembic_version"
BOOKMARKS = Table(  # in the target, until all is there
    "carried", MetaData(), Column("name", String, primary_key=True), Column("last", String, nullable=False)
)

Say = Callable[[str], None]


def carry(source: str, target: str, say: Say = print) -> None:
    """Both are database addresses with a driver. Raises StoreError, the source unchanged in any case."""
    old, new = _engine(source, reads=True), _engine(target)
    try:
        with old.connect() as here, new.connect() as there:
            _allow(here, there)
            for table in _tables():
                count = _carry(here, there, table, say)
                say(f"{table.name}: {count:,} rows are there")
            BOOKMARKS.drop(there)
            there.commit()
    finally:
        old.dispose()
        new.dispose()


def _engine(url: str, reads: bool = False) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed)
    file = Path(parsed.database or "")
    if reads and not file.exists():
        raise StoreError("there is no such SQLite file to carry from")
    engine = create_engine(parsed.set(drivername="sqlite"))
    event.listen(engine, "connect", settle_sqlite)
    return engine


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in SKIP]


def _allow(here: Connection, there: Connection) -> None:
    """Refuse what would lose or mix something; make the target's tables where there are none."""
    if form_in(here) != HEAD:
        raise StoreError("the old database has another form; start this program with it once, then try again")
    if unknown := set(inspect(here).get_table_names()) - set(SQLModel.metadata.tables) - {FORM, BOOKMARKS.name}:
        raise StoreError(f"the old database has tables this program does not know: {', '.join(sorted(unknown))}")
    replica = SQLModel.metadata.tables["replica"]
    if here.scalar(select(func.count()).where(replica.c.until > time.time())):
        raise StoreError("the bot still runs on the old database; stop it, wait 20 seconds, then try again")
    if form_in(there) not in ("", HEAD):
        raise StoreError("the new database has another form; take an empty one")
    begun = there.dialect.has_table(there, BOOKMARKS.name)
    if form_in(there) != HEAD:
        there.rollback()
        migrate(there, HEAD)
    if not begun and any(_count(there, table) for table in _tables()):
        raise StoreError("the new database is not empty; take an empty one")
    BOOKMARKS.create(there, checkfirst=True)
    there.commit()


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _carry(here: Connection, there: Connection, table: Table, say: Say) -> int:
    """All rows behind the bookmark; how many are there then. Raises StoreError when not all of them are."""
    last = there.scalar(select(BOOKMARKS.c.last).where(BOOKMARKS.c.name == table.name))
    after = _read(table, last) if last else None
    if after:
        say(f"{table.name}: going on where it stopped")
    while rows := _batch(here, table, after):
        after = tuple(rows[-1][column.name] for column in table.primary_key)
        there.execute(table.insert(), rows)
        _mark(there, table, after)
        there.commit()
        say(f"{table.name}: {len(rows):,} rows more")
    wanted, got = _count(here, table), _count(there, table)
    if wanted != got:
        raise StoreError(f"{table.name}: {wanted:,} rows were to be carried and {got:,} are there; do not use it")
    return got


def _batch(here: Connection, table: Table, after: tuple[Any, ...] | None) -> list[dict[str, Any]]:
    keys = list(table.primary_key)
    chosen = select(table).order_by(*keys).limit(BATCH)
    if after:
        chosen = chosen.where(tuple_(*keys) > tuple_(*after))
    return [dict(row._mapping) for row in here.execute(chosen)]


def _mark(there: Connection, table: Table, after: tuple[Any, ...]) -> None:
    """Where to go on, kept together with the rows."""
    last = json.dumps([value.isoformat() if isinstance(value, date) else value for value in after])
    mark = insert_into(BOOKMARKS, there.dialect.name).values(name=table.name, last=last)
    there.execute(mark.on_conflict_do_update(index_elements=["name"], set_={"last": last}))


def _read(table: Table, last: str) -> tuple[Any, ...]:
    pairs = zip(table.primary_key, json.loads(last), strict=True)
    return tuple(date.fromisoformat(v) if column.type.python_type is date else v for column, v in pairs)
