"""Everything that is kept under a chat, gone at once."""

from bot.store import accounts, looks, partners, people, readers, reports, state, votes
from bot.store.tables import Store


async def forget(store: Store, chat: int) -> None:
    """Erase what a person chose, whose link they used, where their talk stands, reports, account; no count.

    What was done with the account stays in the log, under the label the operator gave it.
    """
    await people.forget(store, chat)
    await state.forget(store, chat)
    await reports.forget(store, chat)
    await partners.forget(store, chat)
    await accounts.forget(store, chat)
    await readers.leave(store, chat)
    await votes.forget(store, chat)
    await looks.forget(store, chat)
