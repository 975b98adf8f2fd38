"""How fast we may send: so many messages a second in all, one a second to one chat after a short burst.

Telegram answers 429 with a time to wait when it has had enough: then that chat waits, and when several chats are told
so at once, all wait. What would have to wait long is refused here, so that it frees its place meanwhile.
"""

import asyncio
import time
from collections.abc import Callable

CHAT_BURST = 20  # messages to one chat at once; Telegram allows short bursts over one a second
PATIENCE_S = 2.0  # for which a message keeps its place
MOST_CHATS = 20_000  # remembered; those with nothing to wait for go first
MANY = 3  # chats that are told to wait within SOON_S: it is meant for all
SOON_S = 2.0


class Wait(Exception):
    """Not now; try again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Pace:
    """Turns for sending. `share`: among how many programs the rate for all is divided."""

    def __init__(
        self,
        a_second: float,
        clock: Callable[[], float] = time.monotonic,
        *,
        burst: int = CHAT_BURST,
        patience: float = PATIENCE_S,
    ) -> None:
        self._a_second, self._clock, self._burst, self._patience, self.share = a_second, clock, burst, patience, 1
        self._all = 0.0  # when all that was let through would have been sent one after the other
        self._chats: dict[int, float] = {}
        self._held: dict[int, float] = {}
        self._told: list[tuple[float, int]] = []

    async def turn(self, chat: int) -> None:
        """Wait until a message to this chat may go. Raises Wait when that would be long."""
        now = self._clock()
        each = self.share / self._a_second
        everyone = max(self._all, now) + each
        one = max(self._chats.get(chat, 0.0), now) + 1.0
        wait = max(everyone - now - 1.0, one - now - self._burst, self._held.get(chat, 0.0) - now)
        if wait > self._patience:
            raise Wait(wait)
        self._all, self._chats[chat] = everyone, one
        if len(self._chats) > MOST_CHATS:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        if wait > 0:
            await asyncio.sleep(wait)

    def told(self, chat: int, seconds: float) -> None:
        """Telegram has asked us to wait with this chat; with all of them when it asks for many."""
        now = self._clock()
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)
        self._told = [(at, other) for at, other in self._told if at > now - SOON_S] + [(now, chat)]
        if len({other for _, other in self._told}) >= MANY:
            self._all = max(self._all, now + seconds)
