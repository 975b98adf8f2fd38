"""Logs that cannot tell on anybody: where something failed and of what kind, never in whose words.

Error messages of libraries carry what they were given: a message, a chat id, even the token inside an
address. So nothing but our own log lines is printed as written; of all others only the name and the kind of
error.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

QUIET = ("httpx", "httpcore", "telegram", "asyncio", "aiosqlite", "sqlalchemy", "alembic", "uvicorn", "procrastinate")


class Discreet(logging.Formatter):
    """Time, level, logger, our own words, and of an error its kind and the lines it passed through."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {words(record)}"
        if record.exc_info and record.exc_info[1]:
            return f"{line}: {kind(record.exc_info[1])}"
        return line


class DiscreetJson(logging.Formatter):
    """The same as one JSON object a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname, "logger": record.name, "message": words(record)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = kind(record.exc_info[1])
        return json.dumps(line)


def words(record: logging.LogRecord) -> str:
    """What a line says, if we wrote it."""
    ours = record.name.split(".")[0] in ("bot", "__main__")
    return record.getMessage() if ours else "something went wrong"


def kind(error: BaseException) -> str:
    """ "KeyError at talk.py:88 < app.py:41": everything about an error except its words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames[-6:]))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def settle(as_json: bool = False) -> None:
    """Send all logs through `Discreet` to standard error, and uncaught errors too."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetJson() if as_json else Discreet())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught


def _uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("stopped: %s", kind(error))
