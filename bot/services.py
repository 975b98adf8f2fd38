"""Put the services together: content and checks from their packages, the store from the settings."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot import store
from bot.lists.shelf import Shelf
from bot.scene import SecondLook, Services
from bot.settings import DATA, Settings, secret_of
from checks import Checker, agencies, check, prepare
from checks.agencies.answer import look_up
from content import load

log = logging.getLogger(__name__)

EVERY_S = 60.0  # how often to look for newer lists


def open_services(settings: Settings) -> Services:
    """Read the content (about a second the first time) and set up the store; nothing is written yet."""
    library = load()
    current = Current(prepare(library), Shelf(DATA / "lists"))
    opened = store.open_store(settings.database_url, secret_of(settings))
    return Services(
        library=library,
        check=lambda offer: check(offer, current.checker()),
        store=opened,
        today=date.today,
        look_up=lambda asked: look_up(asked, current.checker().register),
        second=_second_look(settings, current.checker(), opened),
    )


class Current:
    """The checker with the lists an operator added; looks for newer ones at most once a minute.

    The new index is made beside the old one, in the thread that noticed; the others go on with the old.
    """

    def __init__(self, checker: Checker, shelf: Shelf, clock: Callable[[], float] = time.monotonic) -> None:
        self._base, self._checker, self._shelf, self._clock = checker, checker, shelf, clock
        self._mark: object = ()
        self._next = 0.0
        self._busy = threading.Lock()

    def checker(self) -> Checker:
        if self._clock() >= self._next and self._busy.acquire(blocking=False):
            try:
                self._next = self._clock() + EVERY_S
                self._look()
            finally:
                self._busy.release()
        return self._checker

    def _look(self) -> None:
        mark = self._shelf.mark()
        if mark == self._mark:
            return
        try:
            register = agencies.index((*self._base.library.agencies, *self._shelf.lists()))
            register.names, register.by_identifier  # noqa: B018  # made here, not in somebody's answer
        except (OSError, ValueError) as error:
            log.warning("the added lists cannot be read: %s; those before stay", type(error).__name__)
            return
        self._mark, self._checker = mark, replace(self._base, register=register)


def _second_look(settings: Settings, checker: Checker, opened: store.Store) -> SecondLook | None:
    """The look-ups outside, or None when the operator has not switched them on."""
    if not settings.lookups:
        return None
    from bot.network.second import open_second_look  # noqa: PLC0415  # an HTTP client that most runs do without

    return open_second_look(
        settings, checker.library, lambda offer, learned: check(offer, checker, learned=learned), opened
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
