"""What is kept: a language and a country under a keyed hash of the chat, and counts that belong to nobody."""

from bot.store.people import Known, forget, known, remember
from bot.store.tables import Store, close, open_store, prepare
from bot.store.tally import count

__all__ = ["Known", "Store", "close", "count", "forget", "known", "open_store", "prepare", "remember"]
