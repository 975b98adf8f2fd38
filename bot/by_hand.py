"""What commands for operators share: work on the store, its lines printed, and a refusal in plain words."""

import sys
from collections.abc import Awaitable, Callable, Iterable

from bot.settings import Settings
from bot.store import Store


class NotTaken(ValueError):
    """Why something was not made, found or dropped, in plain words."""


def tell(settings: Settings, work: Callable[[Store], Awaitable[Iterable[str]]]) -> int:
    """Print what `work` says. 0: done; 1: not taken, and it is said why."""
    from bot.chores import with_store  # noqa: PLC0415  # what opens a database, which `--help` can do without

    try:
        for line in with_store(settings, work):
            print(line)
    except NotTaken as error:
        print(error, file=sys.stderr)
        return 1
    return 0
