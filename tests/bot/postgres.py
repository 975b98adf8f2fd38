"""A PostgreSQL of the tests' own, by the pgserver package; tests that need it are skipped where it has no wheel."""

import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy

NUMBERS = count(1)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """An address of a running server, as DATABASE_URL takes it."""
    pgserver = pytest.importorskip("pgserver", reason="pgserver has no wheel for this Python")
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        running = pgserver.get_server(Path(folder), cleanup_mode="delete")
        running.psql(
            "alter system set fsync = off; select pg_reload_conf();"
        )  # nothing here has to outlive a power cut
        try:
            yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            os.kill(running.get_pid(), signal.SIGQUIT)  # at once; its own way writes everything to the disk first
            running.cleanup()


def database(address: str) -> str:
    """The address of a new, empty database on the server."""
    name = f"test_{next(NUMBERS)}"
    engine = sqlalchemy.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"create database {name}"))
    engine.dispose()
    head, _, query = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}"
