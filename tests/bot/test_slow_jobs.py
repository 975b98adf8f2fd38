"""Pictures on PostgreSQL: answered by jobs, once, whoever dies; and texts do not wait for them."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import text

from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.inbox.table import Row
from bot.inbox.work import TRIES, Worker
from bot.metrics import Meters
from bot.slow import Handing, regular
from bot.store import Store, close, open_store
from bot.store.migrate import migrate
from tests.bot import telegram_json as tg
from tests.bot.media import made
from tests.bot.media.test_telegram import photo, said
from tests.bot.postgres import database
from tests.bot.server import BotApi, bot_api
from tests.bot.test_process import OFFER, brought, done, program, telegram

SECRET = "a secret for tests only"
LINK = "https://wa.me/447700900123?text=job"
CANARY = "canarycaption"
NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Town:
    """A `web` that runs, and what workers need to run beside it."""

    api: BotApi
    folder: Path
    settings: dict[str, str]
    secret: str
    port: int

    def worker(self) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port = str(listening.getsockname()[1])
        return program(self.folder, "worker", **self.settings, PORT=port, HOST="127.0.0.1")

    async def bring(self, *updates: tg.Json) -> None:
        for update in updates:
            await brought(self.port, {"update_id": next(NUMBERS), **update}, self.secret)

    async def rows(self, statement: str) -> list[Any]:
        engine = sqlalchemy.create_engine(self.settings["DATABASE_URL"])
        with engine.connect() as connection:
            found = list(connection.execute(text(statement)))
        engine.dispose()
        return found


@pytest.fixture
async def town(tmp_path: Path, postgres_server: str, free_port: int) -> AsyncIterator[Town]:
    shared = {"DATABASE_URL": database(postgres_server), "SECRET_KEY": SECRET}
    await done(tmp_path, "release", **shared)
    async with bot_api() as api:
        common = shared | telegram(api) | {"WEBHOOK_URL": "https://bot.example.org"}
        web = {"PORT": str(free_port), "HOST": "127.0.0.1"}
        async with program(tmp_path, "web", **common | web):
            secret = (await api.sent(1, "setWebhook"))["secret_token"]
            yield Town(api, tmp_path, common, secret, free_port)


def picture(api: BotApi, chat: int) -> tg.Json:
    return photo(api, f"p{chat}", made.jpeg(made.square(LINK)), chat=chat, caption=CANARY)


def answers(api: BotApi, chat: int) -> list[tg.Json]:
    return said(api, chat, "The square code")


async def test_a_picture_is_answered_by_a_job_that_knows_only_a_number(town: Town) -> None:
    town.api.file_s = 3.0
    async with town.worker():
        await town.bring(picture(town.api, 987654321))
        await town.api.until(lambda: town.api.asked)
        (job,) = await town.rows("select * from jobs.procrastinate_jobs where queue_name = 'reading'")
        (number,) = (await town.rows("select update_id from inbox"))[0]
        assert job.args == {"number": number}
        assert (job.status, job.lock, job.queueing_lock) == ("doing", f"slow-{number}", f"slow-{number}")
        assert "987654321" not in str(job)
        await town.api.until(lambda: answers(town.api, 987654321))
    assert CANARY not in (town.folder / "out").read_text()


async def test_a_picture_whose_worker_is_killed_while_it_reads_is_answered_once(town: Town) -> None:
    town.api.file_s = 30.0
    async with town.worker() as first:
        await town.bring(picture(town.api, 7))
        await town.api.until(lambda: town.api.asked)
        first.kill()
        await first.wait()
    town.api.file_s = 0.0
    async with town.worker():
        async with asyncio.timeout(120):
            while not answers(town.api, 7):
                await asyncio.sleep(0.2)
        await asyncio.sleep(2)
        assert await town.rows("select 1 from inbox") == []
        assert await town.rows("select 1 from jobs.procrastinate_jobs where queue_name = 'reading'") == []
    assert len(answers(town.api, 7)) == 1
    assert town.api.asked == ["p7", "p7"]
    assert "a job is begun again: its worker has died" in (town.folder / "out").read_text()


async def test_texts_do_not_wait_behind_twenty_pictures(town: Town) -> None:
    town.api.file_s = 2.0
    async with town.worker():
        await town.bring(tg.text(OFFER, chat=5))
        await town.api.until(lambda: said(town.api, 5, "They ask you to pay first"))
        await town.bring(*(picture(town.api, chat) for chat in range(20, 40)))
        await town.api.until(lambda: town.api.asked)
        begun = asyncio.get_running_loop().time()
        await town.bring(tg.text(OFFER, chat=6))
        await town.api.until(lambda: said(town.api, 6, "They ask you to pay first"))
        assert asyncio.get_running_loop().time() - begun < 2.0
        assert sum(bool(answers(town.api, chat)) for chat in range(20, 40)) < 10
        town.api.file_s = 0.0
        async with asyncio.timeout(120):
            while not all(answers(town.api, chat) for chat in range(20, 40)):
                await asyncio.sleep(0.2)


@asynccontextmanager
async def worker(url: str, handle: Any, meters: Meters) -> AsyncIterator[Ledger]:
    """A worker as the program has it on PostgreSQL, with `handle` for the answering."""
    shop = open_store(url, SECRET.encode())
    ledger = Ledger(shop)
    await ledger.start()
    working = Worker(ledger, handle, meters, slow_at_once=0)
    async with regular(shop, [], Handing(ledger.unhanded, working.take)):
        await working.start()
        try:
            yield ledger
        finally:
            await working.stop()
            await ledger.stop()
            await close(shop)


@pytest.fixture
async def url(postgres_server: str) -> str:
    address = database(postgres_server)
    shop: Store = open_store(address, SECRET.encode())
    await migrate(shop)
    await close(shop)
    return address


async def put(ledger: Ledger, number: int, chat: int, **fields: Any) -> None:
    one = arrived(ledger.store, {"update_id": number, "message": tg.message(chat=chat, **fields)})
    assert one
    assert await ledger.put(one)


async def emptied(ledger: Ledger) -> None:
    async with asyncio.timeout(40):
        while (await ledger.state())[0]:
            await asyncio.sleep(0.05)


async def test_a_picture_that_fails_three_times_is_set_aside_with_an_alarm_and_without_its_words(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    async def handle(row: Row) -> tuple[int, ...]:
        tried.append(row.tries)
        raise ValueError(CANARY)

    meters = Meters()
    with caplog.at_level(logging.INFO):
        async with worker(url, handle, meters) as ledger:
            await put(ledger, 1, 7, photo=[{"file_id": "a"}], caption=CANARY)
            await emptied(ledger)
    assert tried == [1, 2, 3]
    assert 'secondlook_updates_total{outcome="set aside"} 1.0' in meters.page().decode()
    assert "an update was set aside after 3 tries and erased" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records)
    assert CANARY not in ours


async def test_a_chat_is_answered_in_order_when_pictures_and_texts_take_turns(url: str) -> None:
    done: list[int] = []

    async def handle(row: Row) -> tuple[int, ...]:
        await asyncio.sleep(0.4 if row.slow else 0.0)
        done.append(row.update_id)
        return ()

    async with AsyncExitStack() as stack:
        ledgers = [await stack.enter_async_context(worker(url, handle, Meters())) for _ in range(2)]
        for number in range(1, 9):
            kind = {"photo": [{"file_id": "a"}]} if number % 2 else {"text": "x"}
            await put(ledgers[number % 2], number, 7, **kind)
        await emptied(ledgers[0])
    assert done == list(range(1, 9))


async def test_one_worker_reads_only_a_few_at_a_time(url: str) -> None:
    now, most = 0, 0

    async def handle(_row: Row) -> tuple[int, ...]:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.1)
        now -= 1
        return ()

    async with worker(url, handle, Meters()) as ledger:
        for number in range(1, 21):
            await put(ledger, number, number, photo=[{"file_id": "a"}])
        await emptied(ledger)
    assert most == 4
    assert TRIES == 3


async def test_two_workers_share_a_chats_limit_and_what_of_its_pictures_is_read(town: Town) -> None:
    town.settings.update(CHAT_BURST="20", CHAT_A_MINUTE="1", CHAT_FILES="4", CHAT_FILES_A_MINUTE="0.1")
    pictures = [photo(town.api, f"p{n}", made.jpeg(made.square(f"{LINK}{n}")), chat=5) for n in range(9)]
    async with town.worker(), town.worker():
        await town.bring(*pictures, *(tg.text(f"{OFFER} {n}", chat=6) for n in range(50)))
        async with asyncio.timeout(120):
            while await town.rows("select 1 from inbox"):
                await asyncio.sleep(0.2)
    assert 3 <= len(answers(town.api, 5)) <= 5
    assert len(answers(town.api, 5)) + len(said(town.api, 5, "Many pictures came from this chat")) == 9
    assert 15 <= len(said(town.api, 6, "They ask you to pay first")) <= 26
    assert len(said(town.api, 6, "That is a lot at once")) == 1


def test_what_reads_a_picture_again_is_slow_and_other_buttons_under_it_are_not(shop: Store) -> None:
    picture = tg.message(photo=[{"file_id": "a"}])
    under = tg.message(text="Stop and check.", reply_to_message=picture)
    updates = [
        tg.press("con|", under),
        tg.command("/contract"),
        {"message": tg.message(text="/contract", reply_to_message=picture)},
        tg.press("why|x", under),
        {"message": tg.message(text="Is it real?", reply_to_message=picture)},
        {"message": "odd", "callback_query": {"data": "con|", "message": "odd"}},
    ]
    came = [arrived(shop, {"update_id": next(NUMBERS), **update}) for update in updates]
    assert [one.slow for one in came if one] == [True, False, True, False, False, False]
