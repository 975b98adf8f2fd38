"""Each error of a database is said with what to do, and never in the library's own words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from psycopg import errors
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.faults import plain

CANARY = "canary at 987654321"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.DiskFull(CANARY), "PostgreSQL's disk is full; make room"),
        (errors.ReadOnlySqlTransaction(CANARY), "PostgreSQL is read-only; see that DATABASE_URL is not a standby"),
        (errors.InvalidPassword(CANARY), "PostgreSQL does not let us in; see name and password"),
        (errors.InvalidCatalogName(CANARY), "PostgreSQL has no such database; make it"),
        (errors.DataCorrupted(CANARY), "PostgreSQL says that its data are damaged; stop the bot and restore a backup"),
        (errors.InsufficientPrivilege(CANARY), "PostgreSQL does not allow it to this role"),
        (psycopg.OperationalError(CANARY), "PostgreSQL can't be reached; see that it runs"),
        (errors.DivisionByZero(CANARY), "OperationalError"),
        (ValueError(CANARY), "OperationalError"),
    ],
)
def test_what_postgresql_says_is_told_with_what_to_do(error: Exception, words: str) -> None:
    said = plain(OperationalError(CANARY, {}, error))
    assert said.startswith(words)
    assert "canary" not in said


def test_a_full_sqlite_database_is_told_as_a_full_disk(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path}/small.db")
    with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.exec_driver_sql("pragma max_page_count=3")
        connection.exec_driver_sql("create table a (b)")
        connection.exec_driver_sql("insert into a values (zeroblob(100000))")
    assert plain(raised.value) == "the disk is full; make room"
    engine.dispose()


def test_a_file_that_is_no_database_is_told_with_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database at all" * 1000)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError) as raised:
        connection.execute("select * from sqlite_master")
    assert "restore a backup: bot/HOSTING.md" in plain(DBAPIError(CANARY, {}, raised.value))
