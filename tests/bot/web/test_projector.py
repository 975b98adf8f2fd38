"""The projector page: only who has the address sees the room, one question for all walls, nobody's name anywhere."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import httpx
import pytest

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.scene import Services
from bot.store import workshops
from bot.web.projector import pages, projector, rooms_of
from bot.web.rooms import MOST, MOST_WALLS, Full, Rooms
from bot.web.routes import routes
from bot.web.server import listening
from bot.workshop.lead import wall, wall_secrets
from tests.bot import rooms
from tests.bot.web.conftest import asking

MOST_BYTES = 50_000


@pytest.fixture
def here(services: Services) -> Services:
    return rooms.real(services)


@asynccontextmanager
async def page(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    app = routes(Ledger(services.store), Meters(), {}, None, projector(services)[0])
    async with asking(app) as client:
        yield client


def path(services: Services, room: workshops.Room) -> str:
    return wall(services, room).removeprefix(services.public_url)


async def test_the_page_shows_the_room_in_its_language_and_runs_only_its_own_script(here: Services) -> None:
    room = await rooms.room(here)
    async with page(here) as client:
        answer = await client.get(path(here, room))
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert f"/join {room.code}" in answer.text
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.search(r"script-src 'sha256-\S+'", policy)
    assert '<noscript><meta http-equiv="refresh"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert len(answer.content) < MOST_BYTES


async def test_other_answers_of_the_port_still_run_nothing(here: Services) -> None:
    async with page(here) as client:
        assert "script-src" not in (await client.get("/healthz")).headers["content-security-policy"]


async def test_without_the_secret_or_with_that_of_another_room_there_is_nothing(here: Services) -> None:
    one, other = await rooms.room(here), await rooms.room(here, leader=2)
    secret = wall_secrets(here.store, other.code)[0]
    tried = [one.code, f"{one.code}-", f"{one.code}-{secret}", f"{one.code}-{'0' * 24}", "x-y", "%2e%2e-a", "é-ö"]
    async with page(here) as client:
        for address in tried:
            for ending in ("", "/events"):
                assert (await client.get(f"/w/{address}{ending}")).status_code == 404, address


async def test_a_room_that_is_over_or_gone_says_so(here: Services) -> None:
    room = await rooms.room(here)
    await workshops.end(here.store, room, rooms.SUMS, rooms.now())
    async with page(here) as client:
        text = (await client.get(path(here, room))).text
        assert "has ended" in text
        assert text.index("Before") < text.index("After")
        await workshops.expire(here.store, rooms.now() + workshops.AFTER_S + 1)
        assert (await client.get(path(here, room))).status_code == 404


async def test_results_are_on_the_wall_only_when_shown_and_from_five_answers_on(here: Services) -> None:
    room = await rooms.room(here)
    await rooms.walk(here, room.code, 1)
    await rooms.votes(here, room.code, 6)
    async with page(here) as client:
        before = (await client.get(path(here, room))).text
        await rooms.walk(here, room.code, 1, shown=True)
        after = (await client.get(path(here, room))).text
    assert "Answers: 6 of 6" in before
    assert "<progress" not in before.partition("<body>")[2]
    assert "Signs in this offer" in after
    assert "<b>5</b>" in after


async def test_few_answers_are_not_shown(here: Services) -> None:
    room = await rooms.room(here)
    await rooms.walk(here, room.code, 1)
    await rooms.votes(here, room.code, 4)
    await rooms.walk(here, room.code, 1, shown=True)
    async with page(here) as client:
        text = (await client.get(path(here, room))).text.partition("<body>")[2]
    assert "from five answers on" in text
    assert "<b>" not in text


async def test_a_wall_hears_at_once_what_happens_until_the_end(here: Services, free_port: int) -> None:
    room, shown = await rooms.room(here), rooms_of(here)
    app = routes(Ledger(here.store), Meters(), {}, None, pages(here, shown))
    async with listening(app, "127.0.0.1", free_port), httpx.AsyncClient(timeout=10) as client:
        address = f"http://127.0.0.1:{free_port}{path(here, room)}/events"
        async with client.stream("GET", address) as stream:
            said = events(stream)
            assert room.code in await anext(said)
            begun = time.perf_counter()
            await rooms.walk(here, room.code, 3)
            assert "Offer 3 of 10" in await anext(said)
            assert time.perf_counter() - begun < 2.0
            await workshops.end(here.store, room, rooms.SUMS, rooms.now())
            assert "has ended" in await anext(said)
        shown.close()


async def events(stream: httpx.Response) -> AsyncIterator[str]:
    async for line in stream.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


async def test_many_walls_of_a_room_are_one_question_and_one_drawing(here: Services) -> None:
    room, drawn = await rooms.room(here), []

    async def draw(code: str) -> str:
        drawn.append(code)
        return f"state {len(drawn)}"

    shown = Rooms(here.store, draw, look=0.05)
    walls = [shown.states(room.code) for _ in range(MOST_WALLS)]
    assert [await anext(one) for one in walls] == ["state 1"] * MOST_WALLS
    with pytest.raises(Full):
        await anext(shown.states(room.code))
    await rooms.walk(here, room.code, 0)
    assert [await anext(one) for one in walls] == ["state 2"] * MOST_WALLS
    assert len(drawn) == 2
    for one in walls:
        await one.aclose()
    async with aclosing(shown.states(room.code)) as again:
        assert await anext(again)
    shown.close()


async def test_a_wall_that_comes_while_the_database_answers_is_not_told_that_its_room_has_ended(here: Services) -> None:
    first, second = await rooms.room(here), await rooms.room(here, leader=2)
    late: list[asyncio.Task[str | None]] = []

    async def draw(code: str) -> str:
        if code == first.code and not late:  # in the middle of a round that did not ask for the second room
            late.append(asyncio.create_task(anext(shown.states(second.code), None)))
            await asyncio.sleep(0.05)
        return f"state of {code}"

    shown = Rooms(here.store, draw, look=0.05)
    async with aclosing(shown.states(first.code)) as states:
        assert await anext(states) == f"state of {first.code}"
        assert await late[0] == f"state of {second.code}"
    shown.close()


async def test_an_error_of_one_drawing_is_no_end_for_the_walls(here: Services) -> None:
    room, tries = await rooms.room(here), []

    async def draw(_code: str) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("canary")
        return "drawn"

    shown = Rooms(here.store, draw, look=0.05)
    async with aclosing(shown.states(room.code)) as states:
        assert await anext(states) == "drawn"
    shown.close()


async def test_a_wall_too_many_leaves_nothing_to_ask_for(here: Services) -> None:
    asked: list[str] = []

    async def draw(code: str) -> str:
        asked.append(code)
        return "state"

    shown, walls = Rooms(here.store, draw, look=0.05), []
    for leader in range(1, MOST // MOST_WALLS + 1):
        room = await rooms.room(here, leader=leader)
        walls += [shown.states(room.code) for _ in range(MOST_WALLS)]
    await asyncio.gather(*(anext(one) for one in walls))
    more = await rooms.room(here, leader=1000)
    with pytest.raises(Full):
        await anext(shown.states(more.code))
    await asyncio.sleep(0.2)
    assert more.code not in asked
    shown.close()
    for one in walls:
        await one.aclose()


async def test_when_the_program_ends_no_wall_holds_it_up(here: Services) -> None:
    room = await rooms.room(here)
    shown = rooms_of(here)
    states = shown.states(room.code)
    await anext(states)
    waits = asyncio.create_task(anext(states, "let go"))
    await asyncio.sleep(0.05)
    shown.close()
    assert await waits == "let go"
