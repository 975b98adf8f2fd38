"""The Telegram side put together: updates come by polling or webhook, lie in the inbox, and are answered from there.
One program does it all (`all`), or many share it: `web` receives and stores, `worker` answers."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot import cases
from bot import services as world
from bot.answer import Desk, answer
from bot.files import files_of
from bot.gate import Gate, gate_of
from bot.housekeeping import beside, block_list, tidy
from bot.inbox.ledger import Ledger
from bot.inbox.poll import poll
from bot.inbox.table import Row
from bot.inbox.wake import listen
from bot.inbox.work import SLOW_AT_ONCE, Worker
from bot.jobs import jobs
from bot.loop import asked_to_stop, run_in_loop, started
from bot.metrics import Meters
from bot.pace import Pace
from bot.profile import present
from bot.request import PacedRequest, backend
from bot.scene import Services
from bot.send import follow
from bot.settings import Role, Settings
from bot.slow import Handing, regular
from bot.store.boxes import WRONG, locked_out
from bot.store.seal import derive
from bot.tidings import keep_telling
from bot.web.pages import pages
from bot.web.projector import projector
from bot.web.routes import Checks, routes
from bot.web.server import listening
from bot.workshop.live import keep_live
from checks.model import Offer

log = logging.getLogger(__name__)

WANTED = ["message", "edited_message", "callback_query", "inline_query"]
STARTS_S = (0.5, 1.0, 2.0, 4.0, 0.0)  # pauses between tries to reach Telegram before giving up at the start
PATH = "/telegram"  # where Telegram brings updates, when WEBHOOK_URL has no path of its own
PORT = 8080
CONNECTIONS = 40  # Telegram's usual number to a webhook


@dataclass(frozen=True, slots=True)
class Parts:
    """What the program is put together from."""

    settings: Settings
    services: Services
    ledger: Ledger
    meters: Meters
    pace: Pace
    request: PacedRequest
    bot: Bot


@asynccontextmanager
async def running(settings: Settings, services: Services, role: Role = "all") -> AsyncIterator[None]:
    """Receiving, answering, or both, while the block lasts; then what is begun is finished and nothing is lost.

    Raises InvalidToken or NetworkError when Telegram does not let us in, StoreError when the database is not ready.
    """
    parts = _parts(settings, services)
    async with AsyncExitStack() as stack:
        await world.ready(services)
        stack.push_async_callback(world.close, services)
        await parts.ledger.start()
        stack.push_async_callback(parts.ledger.stop)
        await stack.enter_async_context(_introduced(parts, role))
        if settings.webhook_url or settings.port or settings.public_page or settings.public_url:
            await stack.enter_async_context(_reachable(parts, role))
        await stack.enter_async_context(_receiving(parts, role))
        if role != "web":
            await stack.enter_async_context(_answering(parts))
        log.info("the bot listens; Ctrl-C stops it")
        yield


def _parts(settings: Settings, services: Services) -> Parts:
    base, token = settings.telegram_api_base_url, settings.telegram_token.get_secret_value()
    meters, pace = Meters(), Pace(settings.sends_a_second)
    request = PacedRequest(backend(settings.telegram_backend, settings.answers_at_once + 8), pace, meters)
    bot = Bot(token, f"{base}/bot", f"{base}/file/bot", request=request, get_updates_request=request)
    return Parts(settings, services, Ledger(services.store, services.now), meters, pace, request, bot)


@asynccontextmanager
async def _introduced(parts: Parts, role: Role) -> AsyncIterator[None]:
    """With a connection to Telegram; whoever answers has asked it who we are. `web` can do without."""
    await parts.request.initialize()
    try:
        for pause in STARTS_S if role != "web" else ():
            try:
                await parts.bot.initialize()
                break
            except NetworkError:
                if not pause:
                    raise
                await asyncio.sleep(pause)
        yield
    finally:
        await parts.request.shutdown()


@asynccontextmanager
async def _reachable(parts: Parts, role: Role) -> AsyncIterator[None]:
    """Listening on the port for the platform, and for Telegram where this program receives."""
    hook = None
    if role != "worker" and parts.settings.webhook_url:
        keys = tuple(derive(secret, "webhook").hex() for secret in parts.ledger.store.secrets)
        hook = (_path(parts.settings.webhook_url), keys)
    checks: Checks = {"database": partial(_stores, parts.ledger), "telegram": parts.request.well}
    if parts.settings.public_page and role == "web":  # no worker in this program warms the checks up
        await asyncio.to_thread(parts.services.check, Offer(world.WARM_UP))
    shown = pages(parts.settings, parts.services) if role != "worker" else ()
    walls, let_go = projector(parts.services)
    app = routes(parts.ledger, parts.meters, checks, hook, (*shown, *walls))
    async with listening(app, parts.settings.host, parts.settings.port or PORT, let_go):
        yield


async def _stores(ledger: Ledger) -> bool:
    await ledger.state()
    return ledger.well


def _path(url: str) -> str:
    path = urlsplit(url).path
    return path if path.strip("/") else PATH


@asynccontextmanager
async def _receiving(parts: Parts, role: Role) -> AsyncIterator[None]:
    """By webhook where there is an address for it, else by polling; from another program (`role`) or here."""
    tasks: list[Coroutine[Any, Any, None]] = []
    if not parts.settings.webhook_url and role != "web":
        tasks = [_poll(parts)]
    elif role != "worker":
        tasks = [_ask_for_webhook(parts)]
    async with beside(*tasks):
        yield


async def _poll(parts: Parts) -> None:
    with suppress(TelegramError):  # polling itself says what is wrong
        await parts.bot.delete_webhook()
    await poll(parts.bot, parts.ledger, WANTED)


async def _ask_for_webhook(parts: Parts) -> None:
    """Tell Telegram where to bring updates, until it has heard."""
    address = urlsplit(parts.settings.webhook_url)._replace(path=_path(parts.settings.webhook_url)).geturl()
    key = derive(parts.ledger.store.secret, "webhook").hex()
    while True:
        try:
            await parts.bot.set_webhook(address, allowed_updates=WANTED, secret_token=key, max_connections=CONNECTIONS)
            return
        except TelegramError as error:
            log.error("Telegram did not take the webhook: %s", type(error).__name__)  # noqa: TRY400  # the address in its words holds the token
            await asyncio.sleep(30)


@asynccontextmanager
async def _answering(parts: Parts) -> AsyncIterator[None]:
    """A worker that takes updates out of the inbox and answers them."""
    store = parts.ledger.store
    gate = gate_of(store, parts.settings)
    worker = _worker(parts, gate, lambda row: answer(desk, row))
    if await locked_out(store):
        log.critical("%s", WRONG)
    await tidy(parts.ledger)
    await asyncio.to_thread(parts.services.check, Offer(world.WARM_UP))
    async with block_list(store) as refused, _beside_it(parts, worker):
        desk = _desk(parts, gate, worker, refused.keys)
        await worker.start()
        worker.beside(present(parts.bot, parts.services.library))
        try:
            yield
        finally:
            await worker.stop()
            gate.close()


def _worker(parts: Parts, gate: Gate, handle: Callable[[Row], Awaitable[tuple[int, ...]]]) -> Worker:
    """As many answers at once as the settings say; pictures here only where no job reads them."""

    def share(alive: int) -> None:
        parts.pace.share = alive
        gate.share(alive)

    slow = SLOW_AT_ONCE if parts.ledger.store.small else 0
    lanes = {"at_once": parts.settings.answers_at_once, "slow_at_once": slow}
    return Worker(parts.ledger, handle, parts.meters, share, clock=parts.services.now, **lanes)


@asynccontextmanager
async def _beside_it(parts: Parts, worker: Worker) -> AsyncIterator[None]:
    """What goes on beside the answers: jobs, hearing of new updates, telling who asked, workshops' counts."""
    own = jobs(parts.bot, parts.services, parts.ledger, parts.settings.sends_a_second)
    async with (
        regular(parts.ledger.store, own, Handing(parts.ledger.unhanded, worker.take)),
        beside(listen(parts.ledger), keep_telling(parts.bot, parts.services)),
        beside(keep_live(partial(follow, parts.bot), parts.services)),
    ):
        yield


def _desk(parts: Parts, gate: Gate, worker: Worker, refused: Callable[[], frozenset[str]]) -> Desk:
    """What an answer needs; its services can read files and know the bot's name."""
    services = replace(parts.services, look_into=files_of(parts.bot, gate.may_read), own=parts.bot.username)
    return Desk(parts.bot, services, parts.ledger, gate, parts.meters, refused, worker.beside, cases.begins, cases.join)


def run(settings: Settings, services: Services, role: Role = "all") -> int:
    """Serve until stopped. 0 after a normal stop, 1 with plain words when Telegram does not let us in."""
    log.info("connecting to Telegram")
    try:
        run_in_loop(_until_told(settings, services, role))
    except InvalidToken:
        log.critical("Telegram does not know this token; copy it again from @BotFather into TELEGRAM_TOKEN")
    except NetworkError:
        log.critical("Telegram can't be reached; check the network and TELEGRAM_API_BASE_URL")
    except TelegramError as error:
        log.critical("Telegram does not let the bot in: %s", type(error).__name__)
    else:
        return 0
    return 1


async def _until_told(settings: Settings, services: Services, role: Role) -> None:
    """SIGTERM and Ctrl-C end it; what is under way has a few seconds to finish."""
    told = asked_to_stop()
    async with running(settings, services, role):
        started()
        await told.wait()
        log.info("told to stop; finishing what is begun")
