"""What is kept is what PRIVACY.md says; /export shows it and /delete leaves none of it."""

import importlib
import json
import pkgutil
import re
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel

import bot.store
from bot import store
from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.markup import plain
from bot.model import At, Command
from bot.privacy.__main__ import TARGET
from bot.privacy.inventory import INVENTORY
from bot.privacy.page import page
from bot.scene import Services
from bot.store import accounts, alerts, partners, readers, reports, state, visits, votes, watches, workshops
from bot.store.tables import Store
from bot.talk import talk
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade

AT = At(7, 3, "en", reply_to=3)
LATER = 2_000_000_000


def tables() -> dict[str, list[str]]:
    """Every table the program knows, with its columns."""
    for module in pkgutil.iter_modules(bot.store.__path__):
        importlib.import_module(f"bot.store.{module.name}")
    return {name: [column.name for column in table.columns] for name, table in SQLModel.metadata.tables.items()}


def test_every_column_of_every_table_is_in_the_inventory_and_nothing_else() -> None:
    assert {kept.table: list(kept.columns) for kept in INVENTORY} == tables(), "write it into bot/privacy/inventory.py"


def test_every_column_has_what_it_is_and_why() -> None:
    assert [(k.table, name) for k in INVENTORY for name, said in k.columns.items() if not all(said)] == []
    assert all(kept.what and kept.until for kept in INVENTORY)


def test_the_file_says_what_the_inventory_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run: python -m bot.privacy"


async def live(shop: Store, chat: int) -> Ledger:
    """Somebody who has used everything that keeps something."""
    await store.remember(shop, chat, date(2026, 11, 22), language="en", country="NW")
    await state.put(shop, chat, "questions", b"canary", LATER)
    await reports.leave(shop, chat, reports.Left((("phone", "+10000000001"),), text="canary"), LATER)
    await watches.watch(shop, chat, (("phone", "+10000000001"),), LATER)
    await partners.join(shop, chat, "pabcdefghjk", samples.TODAY)
    code = await accounts.invite(shop, "Ann", "viewer", "", LATER)
    account = await accounts.take(shop, chat, code, date(2026, 11, 22), LATER)
    assert account
    assert await visits.begin(shop, await visits.link(shop, account.id, LATER), LATER)
    await visits.link(shop, account.id, LATER)
    await readers.join(shop, chat, readers.Reads("NW", "en"))
    warning = alerts.Draft("", "NW", "en", "canary", "ann")
    number = await alerts.draft(shop, warning, date(2026, 11, 22), LATER)
    await alerts.approve(shop, number, "ben", signed="", today=date(2026, 11, 22), now=LATER)
    room = await workshops.begin(shop, chat, workshops.Start("ABot", "en", "sea", b"canary"), LATER)
    assert room
    await votes.join(shop, room.code, chat)
    ledger = Ledger(shop)
    await ledger.start()
    return ledger


async def wait(ledger: Ledger, chat: int, words: str) -> None:
    update = arrived(ledger.store, {"update_id": 5, **tg.text(words, chat=chat)})
    assert update
    await ledger.put(update)


async def rows(shop: Store) -> dict[str, int]:
    found = {}
    async with shop.engine.connect() as connection:
        for kept in INVENTORY:
            counting = select(func.count()).select_from(SQLModel.metadata.tables[kept.table])
            found[kept.table] = (await connection.execute(counting)).scalar() or 0
    return found


async def test_export_shows_everything_held_and_nobody_elses(services: Services) -> None:
    await store.remember(services.store, 8, samples.TODAY, country="NP")
    ledger = await live(services.store, AT.chat)
    await wait(ledger, AT.chat, "/export")
    said = plain((await talk(Command(AT, "export"), services))[0].html)
    await ledger.stop()
    assert json.loads(re.search(r"\{.*\}", said).group()) == {  # type: ignore[union-attr]  # it is there, or the test fails
        "language": "en",
        "country": "NW",
        "changed_in_week_of": "2026-11-16",
        "notes": [{"kind": "questions", "kept_until": "2033-05-18T03:33+00:00"}],
        "reports": [{"status": "pending", "kept_until": "2033-08-16T03:33+00:00"}],
        "to_be_told_until": "2033-06-17T03:33+00:00",
        "warnings": "NW en",
        "partner": "",
        "account": "viewer: Ann",
        "workshop_until": "2033-05-19T03:33+00:00",
        "messages_waiting": 1,
        "blocked_since": "",
    }
    assert grade(re.sub(r"\{.*\}", "", said)) <= 7


async def test_export_of_somebody_new_is_empty_and_makes_no_row(services: Services) -> None:
    said = plain((await talk(Command(AT, "export"), services))[0].html)
    assert '"language": "", "country": ""' in said
    assert not any((await rows(services.store)).values())


async def test_delete_leaves_no_row_about_the_person_in_any_table(services: Services) -> None:
    ledger = await live(services.store, AT.chat)
    await wait(ledger, AT.chat, "/delete")
    before = await rows(services.store)
    assert all(before[kept.table] for kept in INVENTORY if kept.person), "live() must fill every table about a person"
    (claimed,) = await ledger.claim(1)
    await talk(Command(AT, "delete"), services)
    await ledger.done(claimed.update_id)  # what the worker does when the answer is sent
    after = await rows(services.store)
    await ledger.stop()
    assert [kept.table for kept in INVENTORY if kept.person and after[kept.table]] == []


@pytest.mark.parametrize("words", ["locked with a key, for a day at most", "in memory only", "/export", "/delete"])
async def test_privacy_says_what_waits_and_what_is_only_read(services: Services, words: str) -> None:
    assert words in plain((await talk(Command(AT, "privacy"), services))[0].html)
