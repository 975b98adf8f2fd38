"""What is kept: a language and a country under a keyed hash of the chat, counts that belong to nobody, sealed notes."""

from bot.store.erase import forget
from bot.store.migrate import StoreError, prepare
from bot.store.people import Known, known, remember
from bot.store.report_tables import Report
from bot.store.tables import Store, close, open_store
from bot.store.tally import count

__all__ = [
    "Known",
    "Report",
    "Store",
    "StoreError",
    "close",
    "count",
    "forget",
    "known",
    "open_store",
    "prepare",
    "remember",
]
