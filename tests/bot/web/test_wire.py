"""The whole program with the page switched on, over a real port: what only the wire shows."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import running
from bot.limits import Limits
from bot.scene import Services
from bot.settings import Settings
from bot.web.bodies import Refused
from bot.web.looker import AT_ONCE, MOST_WAITING, Looker
from bot.web.server import listening
from bot.web.visitors import Visitors, network
from checks.model import Offer, Verdict
from tests.bot import samples
from tests.bot.server import TOKEN, bot_api


@asynccontextmanager
async def program(services: Services, port: int, **more: object) -> AsyncIterator[httpx.AsyncClient]:
    chosen = {"public_page": True, "port": port, "host": "127.0.0.1"} | more
    async with bot_api() as api:
        settings = Settings(telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url, **chosen)  # type: ignore[arg-type]  # the test names fields or values freely
        async with running(settings, services), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            yield client


async def raw(port: int, words: bytes) -> bytes:
    """What a real connection gets back for these bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(words)
    await writer.drain()
    async with asyncio.timeout(5):
        got = await reader.read(65536)
    writer.close()
    return got


async def test_the_first_visitor_is_not_refused(free_port: int) -> None:
    async with listening(Starlette(), "127.0.0.1", free_port):
        socket.create_connection(("127.0.0.1", free_port), timeout=5).close()  # before the server had a turn


async def test_the_program_serves_the_page_beside_the_bot(services: Services, free_port: int) -> None:
    async with program(services, free_port) as client:
        assert (await client.get("/")).status_code == 200
        got = await client.post("/", data={"text": samples.FEE_TEXT})
        assert "Stop and check" in got.text
        assert "server" not in got.headers
        assert (await client.get("/healthz")).text == "ok"


async def test_without_the_switch_there_is_no_page(services: Services, free_port: int) -> None:
    async with program(services, free_port, public_page=False) as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/", data={"text": samples.FEE_TEXT})).status_code == 404


async def test_the_proxy_says_who_asks(services: Services, free_port: int) -> None:
    async with program(services, free_port, page_burst=2, page_a_minute=1) as client:

        async def ask(address: str) -> int:
            return (await client.post("/", data={"text": "x"}, headers={"X-Forwarded-For": address})).status_code

        assert [await ask("203.0.113.1") for _ in range(6)][-1] == 429
        assert await ask("203.0.113.2") == 200


@pytest.mark.parametrize(
    "words",
    [
        b"GET /?lang=en\r\nX-Evil: 1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
)
async def test_a_broken_request_gets_no_second_answer(words: bytes, services: Services, free_port: int) -> None:
    async with program(services, free_port) as client:
        try:
            got = await raw(free_port, words)
        except (TimeoutError, ConnectionError):
            got = b""
        assert got.count(b"HTTP/1.1 200") == 0
        assert b"X-Evil" not in got
        assert (await client.get("/healthz")).text == "ok"


async def test_a_foreign_host_name_shows_nowhere(services: Services, free_port: int) -> None:
    async with program(services, free_port) as client:
        assert "evil.example" not in (await client.get("/", headers={"Host": "evil.example"})).text


def test_a_new_day_forgets_who_asked() -> None:
    days = [date(2026, 11, 22)]
    visitors = Visitors(lambda: Limits(2, 1, 1000), lambda: days[0])
    assert [visitors.may("203.0.113.1") for _ in range(6)][-1] is False
    days[0] = date(2026, 11, 23)
    assert visitors.may("203.0.113.1")


def test_a_household_is_one_and_its_neighbours_are_others() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9")
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("::ffff:203.0.113.1") == network("203.0.113.1")
    assert network("nobody") == network("") == ""


async def test_a_flood_is_told_to_wait_and_keeps_two_threads_at_most(services: Services) -> None:
    gate, running_now, most = threading.Event(), [0], [0]

    def slow(_offer: Offer) -> Verdict:
        running_now[0] += 1
        most[0] = max(most[0], running_now[0])
        gate.wait(5)
        running_now[0] -= 1
        return samples.FEE

    look = Looker(replace(services, check=slow).check)
    asked = [asyncio.create_task(look(Offer("x"))) for _ in range(AT_ONCE + MOST_WAITING)]
    await asyncio.sleep(0.1)
    with pytest.raises(Refused):
        await look(Offer("x"))
    gate.set()
    assert len(await asyncio.gather(*asked)) == AT_ONCE + MOST_WAITING
    assert most[0] <= AT_ONCE
