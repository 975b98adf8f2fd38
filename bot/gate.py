"""Whether a chat may ask now: in memory where one program serves all, by the database where several share the work.

What one chat may ask, a repeat, and how many of its files are read, hold over all programs; what all chats may ask
together is divided among those that are alive. Before the database stands each program's own memory, twice as generous:
it keeps a flood away also while the database is slow.
"""

import hashlib
import logging
import secrets
from collections.abc import Callable
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.limits import JITTER, SAME_S, Limits, Say
from bot.settings import Settings
from bot.store.allowances import Allowances, Rule
from bot.store.faults import plain
from bot.store.people import key_of
from bot.store.seal import derive
from bot.store.tables import Store

log = logging.getLogger(__name__)

ENDLESS = 10**9
SAID = (Say.ANSWER, Say.SLOW_DOWN, Say.NOTHING)


class Gate(Protocol):
    """What decides. `content` is what was sent, `number` the update's; `share`: among how many the rate is divided."""

    def share(self, alive: int) -> None: ...

    async def ask(self, chat: str, number: int, content: bytes) -> Say:
        """For a message of a chat (a keyed hash)."""

    async def may_read(self, chat: int) -> bool:
        """For one picture or paper of a chat."""

    def close(self) -> None: ...


class Alone:
    """One program: all of it in memory."""

    def __init__(self, store: Store, settings: Settings, factor: int = 1) -> None:
        self._store = store
        burst, a_minute = settings.chat_burst * factor, settings.chat_a_minute * factor
        self._messages = Limits(burst, a_minute, settings.all_a_minute)
        self._files = Limits(settings.chat_files * factor, settings.chat_files_a_minute * factor, ENDLESS)

    def share(self, alive: int) -> None:
        self._messages.share = alive

    async def ask(self, chat: str, number: int, content: bytes) -> Say:
        return self._messages.ask(chat, number, content)

    def told(self, chat: str) -> None:
        """Another has asked this chat for patience."""
        self._messages.told(chat)

    async def may_read(self, chat: int) -> bool:
        # The same picture again costs the same.
        return self._files.ask(key_of(self._store, chat, "files"), 0, secrets.token_bytes(8)) is Say.ANSWER

    def close(self) -> None:
        """Nothing to close."""


class Together:
    """Several programs: one allowance for each chat, in PostgreSQL."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._own, self._allowances, self._store = Alone(store, settings, 2), Allowances(store), store
        self._key = derive(store.secret, "repeats")
        self._messages = Rule(settings.chat_burst, settings.chat_a_minute, JITTER, SAME_S)
        self._files = Rule(settings.chat_files, settings.chat_files_a_minute, JITTER, 0.0)

    def share(self, alive: int) -> None:
        self._own.share(alive)

    async def ask(self, chat: str, number: int, content: bytes) -> Say:
        own = await self._own.ask(chat, number, str(number).encode())  # repeats are judged below, for all
        if own is not Say.ANSWER:
            return own
        said = await self._said(chat, self._messages, content, number)
        if said is not Say.ANSWER:
            self._own.told(chat)
        return said

    async def may_read(self, chat: int) -> bool:
        if not await self._own.may_read(chat):
            return False
        return await self._said(key_of(self._store, chat, "files"), self._files) is Say.ANSWER

    async def _said(self, key: str, rule: Rule, content: bytes = b"", number: int = 0) -> Say:
        last = hashlib.blake2b(content, digest_size=8, key=self._key).digest() if content else b""
        try:
            return SAID[await self._allowances.ask(key, rule, last, number)]
        except SQLAlchemyError as error:  # nobody's answer is lost for a count
            log.warning("limits are not shared at the moment: %s", plain(error))
            return Say.ANSWER

    def close(self) -> None:
        self._allowances.close()


def gate_of(store: Store, settings: Settings) -> Gate:
    make: Callable[[Store, Settings], Gate] = Alone if store.small else Together
    return make(store, settings)
