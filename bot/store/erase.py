"""Everything that is kept under a chat, gone at once."""

from bot.store import people, reports, state
from bot.store.tables import Store


async def forget(store: Store, chat: int) -> None:
    """Erase what a person chose, where their talk stands and what they reported; counts hold nothing of them."""
    await people.forget(store, chat)
    await state.forget(store, chat)
    await reports.forget(store, chat)
