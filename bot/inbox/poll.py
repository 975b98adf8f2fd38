"""Long polling: an update is confirmed to Telegram, by asking for the next one, only when it is stored."""

import asyncio
import logging

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger

log = logging.getLogger(__name__)

WAIT_S = 10  # for which Telegram holds a request when there is nothing new
PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)
MOST_WAITING = 20_000  # updates in the inbox; more stay with Telegram, which keeps them for a day


async def poll(bot: Bot, ledger: Ledger, wanted: list[str]) -> None:
    """Fetch and store, for ever."""
    offset, failed = 0, 0
    while True:
        try:
            offset = await _fetch(bot, ledger, wanted, offset)
            failed = 0
        except TelegramError as error:
            _tell(error, failed)
            await asyncio.sleep(PAUSES_S[min(failed, len(PAUSES_S) - 1)])
            failed += 1


async def _fetch(bot: Bot, ledger: Ledger, wanted: list[str], offset: int) -> int:
    """What came since; the offset that confirms it."""
    # All in lower case, as Telegram allows: python-telegram-bot's own getUpdates would make objects of what we store.
    asked = {"offset": offset, "timeout": WAIT_S, "allowed_updates": wanted}
    updates = await bot.do_api_request("getupdates", asked, read_timeout=WAIT_S + 5)
    new = [one for update in updates if (one := arrived(ledger.store, update))]
    await asyncio.gather(*(ledger.put(one) for one in new))
    while (await ledger.state())[0] > MOST_WAITING:
        await asyncio.sleep(1)
    return max((one.update_id + 1 for one in new), default=offset)


def _tell(error: TelegramError, failed: int) -> None:
    if isinstance(error, Conflict):
        log.error("another program is listening with the same token; stop one of the two")
    elif isinstance(error, InvalidToken):
        log.critical("Telegram does not know our token any more; copy it again from @BotFather into TELEGRAM_TOKEN")
    elif isinstance(error, NetworkError | RetryAfter):
        if failed in (0, 4):
            log.warning("Telegram can't be reached at the moment; trying again")
    else:
        log.error("asking for updates failed: %s", type(error).__name__)
