"""Everything that is kept under a chat, gone at once."""

from bot.store import partners, people, reports, state
from bot.store.tables import Store


async def forget(store: Store, chat: int) -> None:
    """Erase what a person chose, whose link they used, where their talk stands, what they reported; no count."""
    await people.forget(store, chat)
    await state.forget(store, chat)
    await reports.forget(store, chat)
    await partners.forget(store, chat)
