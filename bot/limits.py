"""Who sends too much: one friendly sentence, then silence for a while. Limits are jittered: nobody can learn them.

Kept in memory only and under a keyed hash: what a restart forgets here harms nobody. Over several programs: `gate.py`.
"""

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

MOST_CHATS = 20_000  # remembered; the quiet ones go first
SAME_S = 5.0  # for which the same thing again, right after the first, is a second tap and no second question
JITTER = 0.25


class Say(Enum):
    """What to do with an update."""

    ANSWER = "answer"
    SLOW_DOWN = "slow down"  # say so, once
    NOTHING = "nothing"


@dataclass(slots=True)
class Seen:
    """What we remember of one chat: its allowance, and the last thing it sent."""

    tokens: float
    at: float
    told: bool = False
    last: bytes = b""
    number: int = 0


@dataclass(slots=True)
class Limits:
    """`burst` updates at once and `a_minute` from then on, for one chat; `all_a_minute` for all together."""

    burst: int
    a_minute: float
    all_a_minute: int
    clock: Callable[[], float] = time.monotonic
    chance: random.Random = field(default_factory=random.SystemRandom)
    share: int = 1  # among how many programs what all may ask is divided
    _chats: dict[str, Seen] = field(default_factory=dict)
    _all: Seen | None = None

    def ask(self, chat: str, number: int, content: bytes) -> Say:
        """`content` is what was sent, without what differs between two sendings; `number` that of the update."""
        now = self.clock()
        seen = self._chats.get(chat) or self._new(chat, now)
        digest = hashlib.blake2b(content, digest_size=8).digest()
        again = digest == seen.last and now - seen.at < SAME_S
        if again and number == seen.number:
            return Say.ANSWER  # the same update, tried again
        if again:
            return Say.NOTHING
        seen.last, seen.number = digest, number
        if self._take(seen, now, self.a_minute, self.burst) and self._all_take(now):
            seen.told = False
            return Say.ANSWER
        told, seen.told = seen.told, True
        return Say.NOTHING if told else Say.SLOW_DOWN

    def told(self, chat: str) -> None:
        """This chat has been asked to slow down already, by another program."""
        if chat in self._chats:
            self._chats[chat].told = True

    def _new(self, chat: str, now: float) -> Seen:
        if len(self._chats) >= MOST_CHATS:
            newest = sorted(self._chats.items(), key=lambda item: item[1].at)[MOST_CHATS // 2 :]
            self._chats = dict(newest)
        return self._chats.setdefault(chat, Seen(self._jittered(self.burst), now))

    def _take(self, seen: Seen, now: float, a_minute: float, burst: float) -> bool:
        """One from the allowance, which grows again with time."""
        seen.tokens = min(burst, seen.tokens + (now - seen.at) * self._jittered(a_minute) / 60)
        seen.at = now
        if seen.tokens < 1:
            return False
        seen.tokens -= 1
        return True

    def _all_take(self, now: float) -> bool:
        most = self.all_a_minute / self.share
        self._all = self._all or Seen(most, now)
        return self._take(self._all, now, most, most)

    def _jittered(self, value: float) -> float:
        return value * self.chance.uniform(1 - JITTER, 1 + JITTER)
