"""New scripts: seen from five people on, counted without them, gone after 14 days, a warning drafted by one click."""

import re
import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.emerging import Lookout
from bot.limits import Limits
from bot.model import At, Check
from bot.scene import Services
from bot.store import Store, alerts, emerging
from bot.store.emerging import Seen
from bot.talk import talk
from checks.model import Level, Offer
from checks.sketch import sketch
from tests.bot import samples
from tests.bot.desk.conftest import HOUSE, Come, account, browser, key_in, link, sign_in
from tests.checks.test_sketch import OFFER

TODAY = samples.TODAY
SEEN = Seen(sketch(OFFER, b"key"), ("fee-to-get-job", "keep-secret"), "", "en", "NW")


async def note(store: Store, chats: range, day: date = TODAY, seen: Seen = SEEN) -> None:
    for chat in chats:
        await emerging.note(store, chat, seen, day)


@pytest.fixture
def watching(services: Services) -> Services:
    return replace(services, lookout=Lookout(services.store, Limits(1000, 1000, 1000)))


async def test_five_different_chats_are_needed_and_one_counts_once(any_shop: Store) -> None:
    await note(any_shop, range(4))
    for _ in range(5):
        await note(any_shop, range(4))
    assert await emerging.rising(any_shop, TODAY) == []
    await note(any_shop, range(40, 44))
    (found,) = await emerging.rising(any_shop, TODAY)
    assert 5 <= found.people <= 8
    assert found.before == 0
    assert (found.flags, found.languages, found.countries) == (SEEN.flags, ("en",), ("NW",))


async def test_one_chat_on_two_days_of_two_weeks_is_one_person(any_shop: Store) -> None:
    await note(any_shop, range(4))
    await note(any_shop, range(4), TODAY - timedelta(days=5))
    assert await emerging.rising(any_shop, TODAY) == []


async def test_edited_copies_are_one_campaign_and_other_texts_another(any_shop: Store) -> None:
    for number in range(8):
        text = OFFER.replace("Doha", f"Town{number}").replace("250", str(100 + number))
        await note(any_shop, range(number, number + 1), seen=replace(SEEN, values=sketch(text, b"key")))
    assert len(await emerging.rising(any_shop, TODAY)) == 1
    await note(any_shop, range(100, 110), seen=replace(SEEN, values=tuple(range(16))))
    assert len(await emerging.rising(any_shop, TODAY)) == 2


async def test_what_falls_is_not_shown_and_after_14_days_nothing_is_left(any_shop: Store) -> None:
    await note(any_shop, range(30), TODAY - timedelta(days=9))
    await note(any_shop, range(10))
    assert await emerging.rising(any_shop, TODAY) == []
    await emerging.expire(any_shop, TODAY + timedelta(days=13))
    await emerging.expire(any_shop, TODAY + timedelta(days=14))
    async with any_shop.engine.connect() as connection:
        for table in (emerging.CLUSTER, emerging.SHINGLE, emerging.SIGHTING):
            assert (await connection.execute(table.select())).first() is None


async def test_what_one_person_alone_sent_goes_after_three_days(any_shop: Store) -> None:
    await note(any_shop, range(1))
    await note(any_shop, range(6), seen=replace(SEEN, values=tuple(range(16))))
    for days, left in ((2, 2), (3, 1)):
        await emerging.expire(any_shop, TODAY + timedelta(days=days))
        async with any_shop.engine.connect() as connection:
            assert len((await connection.execute(emerging.CLUSTER.select())).all()) == left
            assert len((await connection.execute(emerging.SHINGLE.select())).all()) == 16 * left


async def test_a_country_or_language_of_few_is_not_named(any_shop: Store) -> None:
    await note(any_shop, range(20))
    await note(any_shop, range(50, 54), seen=replace(SEEN, country="NP", language="ne"))
    (found,) = await emerging.rising(any_shop, TODAY)
    assert (found.countries, found.languages) == (("NW",), ("en",))


async def test_a_message_leaves_fingerprints_and_nothing_else(watching: Services) -> None:
    for chat in range(900_100, 900_112):
        await talk(Check(At(chat, 3, "en"), Offer(OFFER)), watching)
    (found,) = await emerging.rising(watching.store, TODAY)
    assert found.flags == samples.FEE.flags
    with sqlite3.connect(str(watching.store.engine.url.database)) as connection:
        dump = "\n".join(connection.iterdump())
    for word in ("9001", "cleaners", "Doha", "passport pictures"):
        assert word not in dump


@pytest.mark.parametrize(
    "verdict", [samples.NONE, samples.urgent("cant-leave"), replace(samples.FEE, asks_source=True)]
)
async def test_danger_and_harmless_texts_and_warnings_leave_nothing(watching: Services, verdict) -> None:
    quiet = replace(watching, check=lambda _offer: verdict)
    for chat in range(12):
        await talk(Check(At(chat, 3, "en"), Offer(OFFER)), quiet)
    assert await emerging.rising(watching.store, TODAY) == []
    assert verdict.level is not Level.CARE


async def test_one_chat_can_not_fill_the_table(services: Services) -> None:
    strict = replace(services, lookout=Lookout(services.store, Limits(3, 1, 1000)))
    for number in range(30):
        words = " ".join(f"word{chr(97 + number)}{chr(97 + n)}" for n in range(20))
        await talk(Check(At(7, 3, "en"), Offer(words)), strict)
    async with services.store.engine.connect() as connection:
        assert len((await connection.execute(emerging.CLUSTER.select())).all()) <= 4


async def test_the_page_tells_fives_and_is_empty_when_switched_off(watching: Services, come: Come) -> None:
    await note(watching.store, range(13))
    off = await come(7, "viewer", HOUSE.code)
    assert "switched off" in (await off.get("/desk/emerging")).text


async def test_one_click_drafts_a_warning_that_nobody_gets_yet(watching: Services, services: Services) -> None:
    await note(watching.store, range(13))
    await account(watching, 7, "reviewer", HOUSE.code)
    async with browser(watching) as client:
        await sign_in(client, await link(watching, 7))
        page = (await client.get("/desk/emerging")).text
        assert "They ask you to pay first" in page
        assert "10 or more" in page
        assert not re.search(r"\b13\b", page.split("<tbody>")[1])
        (found,) = await emerging.rising(watching.store, TODAY)
        fields = {"key": key_in(page), "id": found.id}
        there = (await client.post("/desk/emerging", data=fields)).headers["location"]
        drafted = (await client.get(there)).text
        assert "State: draft. For Nowhere, in English." in drafted
        assert "• They ask you to pay first" in drafted or "<li>They ask you to pay first" in drafted
        assert (await client.post("/desk/emerging", data=fields | {"id": "x"})).status_code == 404
    (alert,) = await alerts.everything(services.store, HOUSE.code, 0)
    assert (alert.state, alert.total) == ("draft", 0)
