"""What is left to look up for a chat: rows of the inbox with a key of their own (`bot/again.py`)."""

from sqlalchemy import delete
from sqlmodel import SQLModel

from bot.store import people
from bot.store.tables import Store

INBOX = SQLModel.metadata.tables["inbox"]
WHAT = "look"


def key_of(store: Store, chat: int) -> str:
    return people.key_of(store, chat, WHAT)


async def forget(store: Store, chat: int) -> None:
    """Nothing is looked up any more."""
    gone = delete(INBOX).where(INBOX.c.chat.in_(people.keys_of(store, chat, WHAT)))
    await store.quick.write(lambda connection: connection.execute(gone) and None)
