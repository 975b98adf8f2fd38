"""The second look on PostgreSQL: what was seen waits sealed in the inbox until a job brings it to a worker.

It lies there under a number below zero, so that it is no update of Telegram's, and in an order of its own, so that the
chat's next message need not wait for it. A killed program loses no look-up; the first answer stands in any case.
"""

from dataclasses import replace

import msgspec
from telegram import Bot

from bot.inbox.arrived import Arrived, close, opened
from bot.inbox.ledger import Ledger
from bot.inbox.table import Row
from bot.inbox.trouble import NotNow
from bot.model import At, Check, Later, Reply
from bot.scene import Services
from bot.screens.check import Again, Seen, again
from bot.send import follow
from bot.store.looks import key_of
from bot.talk import scene_of

WHAT = "look"
NO_KEY_S = 60.0


async def keep(ledger: Ledger, number: int, bot: Bot, at: At, later: Later) -> None:
    """Keep what is left to do after the answer to an update; `at`: the message that may have to change."""
    if not isinstance(later, Again):
        await follow(bot, at, later)
        return
    seen = replace(later.seen, listed=None)  # a row of a list brings the whole list along
    note = msgspec.msgpack.encode((replace(at, language=later.scene.at.language), seen))
    sealed = close(ledger.store, -number, WHAT, note)
    await ledger.put(Arrived(-number, key_of(ledger.store, at.chat), sealed, slow=True))


async def look(bot: Bot, services: Services, ledger: Ledger, row: Row) -> tuple[int, ...]:
    """Look again, and put what is found into the message. Nothing else is answered with it."""
    note = opened(ledger.store, row.update_id, WHAT, row.sealed)
    if note is None:
        raise NotNow(NO_KEY_S)
    at, seen = msgspec.msgpack.decode(note, type=tuple[At, Seen])

    async def found() -> list[Reply]:
        replies = await again(seen, await scene_of(Check(at, seen.offer), services))
        # An edit may be made twice; the message after it must not be sent twice.
        return replies if row.tries == 1 else replies[:1]

    await follow(bot, at, found)
    return ()
