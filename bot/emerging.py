"""A message with warning signs leaves its fingerprint, so that a new campaign is seen within a day. Can be off.

No word of the message is kept and nothing of who sent it (`store/emerging.py`). Of one chat only a few are noted, so
that nobody can fill the table. In danger nothing is noted.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from secrets import token_bytes

from bot.limits import Limits, Say
from bot.look import Look
from bot.shares import Shares
from bot.store import emerging
from bot.store.people import key_of
from bot.store.seal import derive
from bot.store.tables import Store
from checks.model import Offer

BURST, A_MINUTE, ALL_A_MINUTE = 20, 1, 1200  # messages that are noted: of one chat and of all

A_DAY = 40  # of one chat; a hundred chats could not fill a day's campaigns


@cache  # of one secret, for every message
def _key(secret: bytes) -> bytes:
    return derive(secret, "campaigns")


@dataclass(frozen=True, slots=True)
class Lookout:
    """What notes messages: the store, the key of the fingerprints, and how much one chat may leave."""

    store: Store
    limits: Limits = field(default_factory=lambda: Limits(BURST, A_MINUTE, ALL_A_MINUTE))
    shares: Shares = field(default_factory=lambda: Shares(A_DAY))

    @property
    def key(self) -> bytes:
        """Of the fingerprints."""
        return _key(self.store.secret)

    async def note(self, chat: int, offer: Offer, look: Look, today: date) -> None:
        """Leave the fingerprint of a message with warning signs."""
        if not look.marks:
            return
        if not self.shares.take(key_of(self.store, chat, "lookout"), today):
            return
        if self.limits.ask(key_of(self.store, chat, "lookout"), 0, token_bytes(8)) is not Say.ANSWER:
            return
        verdict = look.verdict
        seen = emerging.Seen(look.marks, verdict.flags, verdict.script or "", offer.language, offer.country)
        await emerging.note(self.store, chat, seen, today)
