"""The steps between the forms of the database, run by Alembic in one transaction."""

from collections.abc import Sequence
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError as UnknownForm
from sqlalchemy import Connection

__all__ = ["UnknownForm", "run", "steps_of"]

HOME = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 5_318_008  # the number of the lock on PostgreSQL
PATIENCE_S = 120  # how long one program waits for another that migrates


def steps_of(connection: Connection, to: str) -> EnvironmentContext:
    """All steps, and those of them that lead from where the database is to `to`."""
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    def wanted(now: tuple[str, ...], _context: object) -> Sequence[MigrationStep]:
        here = max(now, default="base")
        ahead = to != "base" and (not now or here < to)
        return script._upgrade_revs(to, here) if ahead else script._downgrade_revs(to, here)

    steps = EnvironmentContext(config, script, fn=wanted)
    steps.configure(connection=connection, transactional_ddl=True)
    return steps


def run(connection: Connection, to: str) -> None:
    """Bring the database to `to`; the caller commits. Raises UnknownForm."""
    _wait_for_others(connection)
    with steps_of(connection, to) as steps:
        steps.run_migrations()


def _wait_for_others(connection: Connection) -> None:
    """Begin what only one program may be in."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"pragma busy_timeout={PATIENCE_S * 1000}")
        connection.exec_driver_sql("begin immediate")
    else:
        connection.exec_driver_sql(f"set local lock_timeout='{PATIENCE_S}s'")
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({ONE_AT_A_TIME})")
