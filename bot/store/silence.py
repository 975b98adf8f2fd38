"""In danger nothing is sent to a chat by itself any more: no news, no warning. Somebody else may hold the phone."""

from bot.store import readers, watches
from bot.store.tables import Store


async def silence(store: Store, chat: int) -> None:
    await watches.stop(store, chat)
    await readers.leave(store, chat)
