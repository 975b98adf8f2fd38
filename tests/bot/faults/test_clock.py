"""The clock jumps a day ahead or back: nothing is given up, nothing waits for a day, no answer comes twice."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot import store
from bot.inbox.ledger import Ledger
from bot.inbox.work import steady
from bot.scene import Services
from tests.bot import telegram_json as tg
from tests.bot.faults.programs import answered, numbers
from tests.bot.server import bot_api
from tests.bot.test_app import emptied, listening
from tests.bot.test_inbox import ledger, put
from tests.bot.test_inbox import numbers as numbers_of

DAY = 86_400.0
AWAY = (502, "Bad Gateway", {})


class Clock:
    """A wall clock that can be set."""

    def __init__(self) -> None:
        self.off = 0.0

    def __call__(self) -> float:
        return time.time() + self.off


@pytest.mark.parametrize("jump", [DAY + 600, -DAY])
async def test_a_jump_while_telegram_is_away_loses_nothing_and_holds_nothing_up(
    jump: float, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    here = replace(services, now=clock)
    async with bot_api() as api, listening(api, here):
        api.refuse["sendmessage"] = AWAY
        updates = [tg.text(f"Pay {n}", chat=1) for n in range(3)]
        await api.give(*updates)
        await api.sent(3)  # three tries with the first one; then it is put off
        clock.off = jump
        tried = len(api.made("sendMessage"))
        await api.until(lambda: len(api.made("sendMessage")) > tried)
        api.refuse.clear()
        api.calls.clear()
        await api.until(lambda: len(answered(api, updates)) == 3)
        await emptied(here)
        assert answered(api, updates) == numbers(updates)
    assert "set aside" not in caplog.text


async def test_an_album_that_waits_for_more_is_answered_though_the_clock_goes_back(services: Services) -> None:
    clock = Clock()
    here = replace(services, now=clock)
    amy = {"type": "hidden_user", "sender_user_name": "Amy", "date": 1}
    async with bot_api() as api, listening(api, here):
        first = tg.text("Packers needed", forward_origin=amy)
        await api.give(first, tg.text("Pay the fee first", forward_origin=amy))
        await api.until(lambda: not api.updates)
        clock.off = -DAY
        await api.until(lambda: answered(api, [first]))


async def test_what_a_killed_program_held_is_free_though_the_clock_went_back_meanwhile(tmp_path: Path) -> None:
    shop = store.open_store(f"sqlite+aiosqlite:///{tmp_path}/a.db", b"a secret for tests only")
    await store.prepare(shop)
    ahead = Clock()
    ahead.off = DAY
    before = Ledger(shop, ahead)
    await before.start()
    held, late = await put(before, 1), await put(before, 2)
    await before.claim(10)
    await before.back(late, 30.0, True)
    await before.stop()
    clock = Clock()
    after = Ledger(shop, clock)
    await after.start()
    assert numbers_of(await after.claim(10)) == [late]
    clock.off = 16.0  # no longer than any dead program's updates are held
    assert numbers_of(await after.claim(10))[:1] == [held]
    await after.stop()
    await store.close(shop)


async def test_a_long_flood_wait_is_kept_while_the_clock_is_well(shop: store.Store) -> None:
    async with ledger(shop) as inbox:
        number = await put(inbox)
        await inbox.claim(1)
        await inbox.back(number, 3000.0, True)
        await asyncio.sleep(0.1)
        assert await inbox.claim(1) == []


def test_a_steady_clock_goes_by_what_has_passed() -> None:
    wall, passed = [1000.0], [5.0]
    clock = steady(lambda: wall[0], lambda: passed[0])
    wall[0], passed[0] = 90_000.0, 8.0
    assert clock() == 1003.0
