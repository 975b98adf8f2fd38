"""What is wrong with the database, by its codes, in plain words with what to do. Its own words may quote somebody."""

import errno

from sqlalchemy.exc import DBAPIError

RESTORE = "stop the bot, put the file aside and restore a backup: bot/HOSTING.md"
# How SQLite's names of errors begin.
SQLITE = {
    "SQLITE_FULL": "the disk is full; make room",
    "SQLITE_READONLY": "the database file can't be written; let the user the bot runs as write it and its folder, on a "
    "disk that is not read-only",
    "SQLITE_CANTOPEN": "the database file can't be opened; let the user the bot runs as write it and its folder, on a "
    "disk that is not read-only",
    "SQLITE_CORRUPT": f"the database file is damaged; {RESTORE}",
    "SQLITE_NOTADB": f"the database file is damaged or no SQLite file; {RESTORE}",
    "SQLITE_BUSY": "another program holds the database file; stop it: one file is for one bot",
    "SQLITE_IOERR": "the disk does not take what is written; see that it has room and is not broken",
}
# How PostgreSQL's codes begin; the longer ones first.
POSTGRESQL = {
    "53100": "PostgreSQL's disk is full; make room",
    "53300": "PostgreSQL takes no more connections; raise max_connections or start fewer programs",
    "25006": "PostgreSQL is read-only; see that DATABASE_URL is not a standby, and that its disk has room",
    "3D000": "PostgreSQL has no such database; make it, or change DATABASE_URL",
    "28": "PostgreSQL does not let us in; see name and password in DATABASE_URL",
    "42501": "PostgreSQL does not allow it to this role; run bot/store/roles.sql again after release: bot/HOSTING.md",
    "42P01": "a table is missing; run: python -m bot release",
    "XX00": "PostgreSQL says that its data are damaged; stop the bot and restore a backup: bot/HOSTING.md",
    "57P0": "PostgreSQL stops or starts; if that lasts, see that it runs",
    "55P03": "another program holds a lock in PostgreSQL; if that lasts, see who: pg_stat_activity",
    "57014": "PostgreSQL is too slow to answer; see what keeps it busy: pg_stat_activity",
}
AWAY = "PostgreSQL can't be reached; see that it runs, and that DATABASE_URL is right"
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def plain(error: BaseException) -> str:
    """One line about an error of the database or of a file of ours; of one we do not know only its kind."""
    if isinstance(error, DBAPIError):
        return _of_database(error.orig) or type(error).__name__
    if isinstance(error, OSError) and error.errno in CLOSED + FULL:
        name = error.filename if isinstance(error.filename, str) else "a file"
        if error.errno in FULL:
            return f"{name} can't be written: the disk is full; make room"
        return f"{name} can't be written; let the user the bot runs as write there, on a disk that is not read-only"
    return type(error).__name__


def _of_database(cause: BaseException | None) -> str:
    """The line for a driver's error; "" for one we do not know."""
    if name := str(getattr(cause, "sqlite_errorname", None) or ""):
        return next((line for start, line in SQLITE.items() if name.startswith(start)), "")
    if type(cause).__module__.startswith("psycopg"):
        code = str(getattr(cause, "sqlstate", None) or "")
        known = next((line for start, line in POSTGRESQL.items() if code.startswith(start)), "")
        return known or (AWAY if not code or code.startswith("08") else "")
    return ""
