"""Put the services together: content and checks from their packages, the store from the settings."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot import store
from bot.checkers import Checkers, Work
from bot.emerging import Lookout
from bot.evidence.printer import Printer
from bot.lists.shelf import Shelf
from bot.lists.without import without
from bot.look import Look, look
from bot.scene import SecondLook, Services
from bot.settings import DATA, Settings, old_secrets, secret_of
from bot.store.hidden import hidden_rows
from checks import Checker, agencies, check, prepare
from checks.agencies.answer import look_up
from checks.model import Offer
from content import load

log = logging.getLogger(__name__)

# Has one thing of each kind: tables are made when a text first needs them, and nobody's first answer should wait.
WARM_UP = "Write to hr@example.com or see https://example.com/jobs, +44 20 7946 0000, salary 500 USD in Dubai."
AT_ONCE = 1_500  # characters of a text that is looked at in some milliseconds: to go to a thread for it takes longer
GATHER_S = 1.0  # counts are written once a second; no update and no answer waits for them, and none is lost with them
EVERY_S = 60.0  # how often to look for newer lists


def open_services(settings: Settings) -> Services:
    """Read the content (about a second the first time) and set up the store; nothing is written yet."""
    library = load()
    opened = store.open_store(settings.database_url, secret_of(settings), old_secrets(settings), GATHER_S)
    checker = prepare(library, today=utc_day, drafts_alone=settings.drafts_alone)
    if settings.checkers:  # before other processes are made of this one: what it fills is there once for all
        check(Offer(WARM_UP), checker)
    current = Current(checker, Shelf(DATA / "lists"), partial(hidden_rows, opened))
    checkers = _checking(current, settings.checkers)
    return Services(
        library=library,
        check=lambda offer: checkers.ask("check", offer),
        looking=partial(_looking, checkers, current, settings.checkers),
        store=opened,
        today=utc_day,
        look_up=lambda asked: look_up(asked, current.checker().register),
        second=_second_look(settings, current, opened),
        printer=Printer(),
        desk=settings.public_url if settings.desk else "",
        lookout=Lookout(opened) if settings.emerging else None,
        public_url=settings.public_url,
    )


def utc_day() -> date:
    """The one calendar of all programs: what expires is erased by it too, wherever the machine stands."""
    return datetime.now(UTC).date()


async def _looking(checkers: Checkers, current: "Current", children: int, offer: Offer, key: bytes) -> Look:
    """All that is found out about a message: in another process if there is one, a long text in a thread."""
    if not children and len(offer.text) <= AT_ONCE:
        return look(offer, key, current.checker())
    found: Look = await checkers.answer("look", (offer, key))
    return found


def _checking(current: "Current", count: int) -> Checkers:
    """The checks by name, made in `count` processes of their own, or here."""
    work: Work = {
        "check": lambda offer: check(offer, current.checker()),
        "look": lambda asked: look(asked[0], asked[1], current.checker()),
    }
    return Checkers(work, count)


def _beside(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="lists", daemon=True).start()


class Current:
    """The checker with the lists an operator added, without hidden rows; looks for changes at most once a minute.

    A new index takes seconds, so it is made beside the old one (`start` says how); nobody's answer waits for it.
    """

    def __init__(
        self,
        checker: Checker,
        shelf: Shelf,
        hidden: Callable[[], frozenset[tuple[str, str]]] = frozenset,
        clock: Callable[[], float] = time.monotonic,
        start: Callable[[Callable[[], None]], None] = _beside,
    ) -> None:
        self._base, self._checker, self._shelf, self._clock, self._start = checker, checker, shelf, clock, start
        self._hidden = hidden
        self._mark: object = ((), frozenset())
        self._next = clock()
        self._busy = threading.Lock()

    def checker(self) -> Checker:
        """The newest one that is ready."""
        if self._clock() >= self._next and self._busy.acquire(blocking=False):
            self._next = self._clock() + EVERY_S
            self._start(self._renew)
        return self._checker

    def _renew(self) -> None:
        try:
            mark = self._shelf.mark(), self._hidden()
            if mark != self._mark:
                lists = (*self._base.library.agencies, *self._shelf.lists())
                register = agencies.index(without(one, mark[1]) for one in lists)
                register.names, register.by_identifier  # noqa: B018  # made here, not in somebody's answer
                self._mark, self._checker = mark, replace(self._base, register=register)
        except (OSError, ValueError, SQLAlchemyError) as error:
            log.warning("the added lists cannot be read: %s; those before stay", type(error).__name__)
        finally:
            self._busy.release()


def _second_look(settings: Settings, current: Current, opened: store.Store) -> SecondLook | None:
    """The look-ups outside, or None when the operator has not switched them on."""
    if not settings.lookups:
        return None
    from bot.network.second import open_second_look  # noqa: PLC0415  # an HTTP client that most runs do without

    return open_second_look(
        settings,
        current.checker().library,
        lambda offer, learned: check(offer, current.checker(), learned=learned),
        opened,
    )


async def ready(services: Services) -> None:
    await store.prepare(services.store)
    if services.second:
        await services.second.start()


async def close(services: Services) -> None:
    if services.second:
        await services.second.stop()
    await store.close(services.store)
    await asyncio.sleep(0)  # the database's thread says goodbye in the loop
