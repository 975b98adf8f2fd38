"""Put the services together: content and checks from their packages, the store from the settings."""

import asyncio
from datetime import date

from bot import store
from bot.scene import Services
from bot.settings import Settings, secret_of
from checks import check, prepare
from content import load


def open_services(settings: Settings) -> Services:
    """Read the content (about a second the first time) and set up the store; nothing is written yet."""
    library = load()
    checker = prepare(library)
    return Services(
        library=library,
        check=lambda offer: check(offer, checker),
        store=store.open_store(settings.database_url, secret_of(settings)),
        today=date.today,
    )


async def ready(services: Services) -> None:
    await store.prepare(services.store)


async def close(services: Services) -> None:
    await store.close(services.store)
    await asyncio.sleep(0)  # the database's thread says goodbye in the loop
