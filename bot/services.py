"""Put the services together: content and checks from their packages, the store from the settings."""

import asyncio
from datetime import date

from bot import store
from bot.scene import SecondLook, Services
from bot.settings import Settings, secret_of
from checks import Checker, check, prepare
from checks.agencies.answer import look_up
from content import load


def open_services(settings: Settings) -> Services:
    """Read the content (about a second the first time) and set up the store; nothing is written yet."""
    library = load()
    checker = prepare(library)
    opened = store.open_store(settings.database_url, secret_of(settings))
    return Services(
        library=library,
        check=lambda offer: check(offer, checker),
        store=opened,
        today=date.today,
        look_up=lambda asked: look_up(asked, checker.register),
        second=_second_look(settings, checker, opened),
    )


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
