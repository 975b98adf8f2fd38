"""The Telegram side: one handler, one road. Updates come by long polling."""

import asyncio
import logging
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler

from bot import services as world
from bot.intake import read
from bot.order import AT_ONCE, ChatOrder
from bot.profile import present
from bot.scene import Services
from bot.send import deliver
from bot.settings import Settings
from bot.talk import talk
from checks.model import Offer

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]

WANTED = ["message", "edited_message", "callback_query"]
# Has one thing of each kind: tables are made when a text first needs them, and nobody's first answer should wait.
WARM_UP = "Write to hr@example.com or see https://example.com/jobs, +44 20 7946 0000, salary 500 USD in Dubai."
STARTS = 5  # how often to try to reach Telegram before giving up at the start


def build(settings: Settings, services: Services) -> App:
    """The application, talking to the Bot API server of the settings."""

    async def on_update(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        incoming = read(update, context.bot.username)
        if incoming is None:
            return
        for later in await deliver(context.bot, incoming, await talk(incoming, services)):
            context.application.create_task(later)  # not in the chat's turn: the next message must not wait for it

    async def on_start(app: App) -> None:
        await world.ready(services)
        await present(app.bot, services.library)
        await asyncio.to_thread(services.check, Offer(WARM_UP))
        log.info("the bot listens; Ctrl-C stops it")

    async def on_stop(_app: App) -> None:
        await world.close(services)

    base = settings.telegram_api_base_url
    app = (
        Application.builder()
        .token(settings.telegram_token.get_secret_value())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .concurrent_updates(ChatOrder())
        .connection_pool_size(AT_ONCE + 8)
        .pool_timeout(30)
        .post_init(on_start)
        .post_shutdown(on_stop)
        .build()
    )
    app.add_handler(TypeHandler(Update, on_update))
    app.add_error_handler(on_error)
    return app


async def on_error(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """What went wrong outside of an answer: said once in plain words, without anybody's words."""
    error = context.error
    if isinstance(error, Conflict):
        log.error("another program is listening with the same token; stop one of the two")
    elif isinstance(error, NetworkError):
        log.warning("Telegram can't be reached at the moment; trying again")
    else:
        log.error("an update failed", exc_info=error)


def run(settings: Settings, services: Services) -> int:
    """Listen until stopped. 0 after a normal stop, 1 with plain words when Telegram does not let us in."""
    log.info("connecting to Telegram")
    asyncio.set_event_loop(asyncio.new_event_loop())  # run_polling asks for one, and from 3.12 on warns if none is set
    try:
        build(settings, services).run_polling(allowed_updates=WANTED, bootstrap_retries=STARTS)
    except InvalidToken:
        log.critical("Telegram does not know this token; copy it again from @BotFather into TELEGRAM_TOKEN")
    except NetworkError:
        log.critical("Telegram can't be reached; check the network and TELEGRAM_API_BASE_URL")
    except TelegramError as error:
        log.critical("Telegram does not let the bot in: %s", type(error).__name__)
    else:
        return 0
    return 1
