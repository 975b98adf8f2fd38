"""The database's side of the inbox: which calls there are, and the way to it for the thread that makes them."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError, IntegrityError, NotSupportedError, ProgrammingError

from bot.inbox import handed, table
from bot.store.tables import Store, settle_sqlite

# PostgreSQL that does not answer is away, not slow.
IMPATIENT = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "options": "-c statement_timeout=10s -c lock_timeout=10s",
}
# Calls of one transaction in this order: what arrives first, what is taken last.
KINDS = tuple("put plan sent done back renew leave expire state after unhanded take claim".split())
# Not the database's trouble but that of one call.
OURS = (DataError, IntegrityError, ProgrammingError, NotSupportedError)


def do(kind: str, values: list[Any], how: tuple[Connection, str, float, bool]) -> list[Any]:
    """All calls of one kind in as few statements as can be; an answer for each."""
    connection, owner, now, untouched = how
    match kind:
        case "put":
            return list(table.put(connection, values, now))
        case "plan":
            return list(table.plan(connection, owner, values, now))
        case "claim":
            return [table.claim(connection, owner, most, now, untouched) for most in values]
        case "unhanded":
            return [handed.unhanded(connection, most, now) for most in values]
        case "take":
            return [handed.take(connection, owner, number, now, untouched) for number in values]
        case "renew":
            return [table.renew(connection, owner, numbers, now) for numbers in values]
        case "state":
            return [(*table.state(connection, now), *handed.slow_state(connection, now))] * len(values)
        case "after":
            return [table.after(connection, number, most) for number, most in values]
        case "expire":
            return [table.expire(connection, now - seconds) for seconds in values]
    _note(kind, values, how)
    return [None] * len(values)


def _note(kind: str, values: list[Any], how: tuple[Connection, str, float, bool]) -> None:
    """The calls that have no answer."""
    connection, owner, now, _untouched = how
    match kind:
        case "sent":
            table.sent(connection, values)
        case "done":
            table.done(connection, [number for numbers in values for number in numbers])
        case "back":
            table.back(connection, owner, values, now)
        case "leave":
            table.leave(connection, owner)


def engine_of(store: Store) -> Engine:
    """The same database, for the thread."""
    url = store.engine.url
    if store.small:
        engine = create_engine(url.set(drivername="sqlite"), connect_args={"check_same_thread": False})
        event.listen(engine, "connect", settle_sqlite)
        # What is confirmed to Telegram must be on the disk, even if the power goes off.
        event.listen(engine, "connect", lambda connection, _: connection.execute("pragma synchronous=FULL").close())
        return engine
    return create_engine(url, connect_args=IMPATIENT)
