"""Everything that is kept under a chat, gone at once."""

from bot.store import people, state
from bot.store.tables import Store


async def forget(store: Store, chat: int) -> None:
    """Erase what a person chose and where their conversation stands; counts hold nothing of them."""
    await people.forget(store, chat)
    await state.forget(store, chat)
