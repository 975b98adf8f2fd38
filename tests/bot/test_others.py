"""What others asked about: counted without people, only for what two reviewers confirmed, never under five."""

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model import At, Check
from bot.scene import Services
from bot.store import Store, close, heard, open_store, prepare, reports
from bot.store.report_tables import Asked
from bot.store.reports import Identifier, Left
from bot.talk import talk
from checks.community import LEAST, Heard, carried, with_heard
from checks.model import Offer
from tests.bot import samples

DAY = samples.TODAY
NOW = 1_795_000_000
PHONE: Identifier = ("phone", "+971501234567")
TEXT = "Kindly send the fee, call +971 50 123 4567"


async def confirm(shop: Store, one: Identifier = PHONE, now: int = NOW) -> None:
    number = await reports.leave(shop, 99, Left((one,)), now)
    assert number
    for reviewer in ("ann", "ben"):
        await reports.decide(shop, number, reviewer, now, keep=True, reason="seen")


def distinct(shop: Store, many: int) -> list[int]:
    """Chats whose marks differ."""
    by_mark = {heard._mark(shop, chat, PHONE): chat for chat in range(1000, 1200)}
    return list(by_mark.values())[:many]


async def rows(shop: Store) -> list[Asked]:
    async with AsyncSession(shop.engine) as session:
        return list((await session.exec(select(Asked))).all())


async def test_others_are_counted_and_the_one_who_asks_is_not(any_shop: Store) -> None:
    await confirm(any_shop)
    chats = distinct(any_shop, 6)
    for chat in chats:
        await heard.ask(any_shop, chat, [PHONE], DAY)
    assert await heard.heard(any_shop, chats[0], [PHONE], DAY, NOW) == [Heard("phone", 5, date(2026, 11, 16))]


async def test_one_person_counts_once_however_often_and_in_how_many_weeks(any_shop: Store) -> None:
    await confirm(any_shop)
    for week in range(8):
        await heard.ask(any_shop, 7, [PHONE, PHONE], DAY - timedelta(weeks=week))
    (one,) = await heard.heard(any_shop, 8, [PHONE], DAY, NOW)
    assert (one.times, one.since) == (1, date(2026, 9, 28))


async def test_nothing_is_said_of_what_nobody_confirmed(any_shop: Store) -> None:
    for chat in range(20):
        await heard.ask(any_shop, chat, [PHONE], DAY)
    assert await heard.heard(any_shop, 99, [PHONE], DAY, NOW) == []
    number = await reports.leave(any_shop, 99, Left((PHONE,)), NOW)
    assert number
    await reports.decide(any_shop, number, "ann", NOW, keep=True, reason="seen")
    assert await heard.heard(any_shop, 99, [PHONE], DAY, NOW) == []


async def test_what_was_confirmed_is_forgotten_with_its_report(any_shop: Store) -> None:
    await confirm(any_shop)
    assert await heard.heard(any_shop, 9, [PHONE], DAY, NOW)
    assert await heard.heard(any_shop, 9, [PHONE], DAY, NOW + reports.KEPT_S) == []


async def test_rows_go_after_26_weeks_and_each_week_has_keys_of_its_own(any_shop: Store) -> None:
    await heard.ask(any_shop, 7, [PHONE], DAY)
    await heard.ask(any_shop, 7, [PHONE], DAY - timedelta(weeks=26))
    assert len({row.key for row in await rows(any_shop)}) == 2
    await heard.expire(any_shop, DAY)
    assert [row.week for row in await rows(any_shop)] == [date(2026, 11, 16)]


@pytest.mark.parametrize(("times", "noted"), [(0, False), (LEAST - 1, False), (LEAST, True)])
def test_never_under_five(times: int, noted: bool) -> None:
    made = with_heard(samples.FEE, [Heard("phone", times, DAY)])
    assert (made.notes != samples.FEE.notes) == noted
    assert (made.level, made.flags, made.axes) == (samples.FEE.level, samples.FEE.flags, samples.FEE.axes)


def test_a_second_look_keeps_what_was_heard() -> None:
    made = with_heard(samples.FEE, [Heard("phone", 9, DAY)])
    assert carried(samples.CARE, made).notes == made.notes


async def test_the_answer_says_it_as_a_note(services: Services) -> None:
    await confirm(services.store, now=int(time.time()))
    first = await talk(Check(At(7, 1, "en"), Offer(TEXT)), services)
    assert "Others asked" not in first[0].html
    for chat in distinct(services.store, 5):
        await talk(Check(At(chat, 1, "en"), Offer(TEXT)), services)
    (answer,) = await talk(Check(At(7, 1, "en"), Offer(TEXT)), services)
    assert "Others asked about this number too: 5 times since 2026-11-16." in answer.html
    assert "971" not in answer.html


async def test_in_danger_nothing_is_counted(services: Services) -> None:
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    await talk(Check(At(7, 1, "en"), Offer(TEXT)), danger)
    assert await rows(services.store) == []


async def test_a_new_confirmed_number_is_known_a_minute_later_and_a_withdrawn_one_at_once(tmp_path: Path) -> None:
    shop = open_store(f"sqlite+aiosqlite:///{tmp_path}/a.db", b"a secret for tests only", gather_s=0.01)
    await prepare(shop)
    assert await heard.heard(shop, 1, [PHONE], DAY, NOW) == []
    await confirm(shop)
    assert await heard.heard(shop, 1, [PHONE], DAY, NOW + 59) == []
    assert await heard.heard(shop, 1, [PHONE], DAY, NOW + 60) == [Heard("phone", 0, date(2026, 11, 16))]
    await reports.forget(shop, 99)
    assert await heard.heard(shop, 1, [PHONE], DAY, NOW + 61) == []
    await close(shop)
