"""The second look where several programs share a database: kept sealed, brought by a job, made once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from telegram import Bot

from bot import again, store
from bot.inbox.ledger import Ledger
from bot.inbox.table import Row
from bot.model import At, Check
from bot.scene import SecondLook, Services
from bot.screens.check import Again
from bot.store import Store
from bot.talk import talk
from checks.model import Offer, Verdict
from content.model import Library
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.network.test_second_look import nothing
from tests.bot.server import BotApi
from tests.bot.test_slow_jobs import Town, town  # noqa: F401  # a fixture

CANARY = "canarytext"
AT = At(987654321, 300, "en", reply_to=300)
MESSAGE = At(987654321, 5001)


@pytest.fixture
async def ledger(any_shop: Store) -> AsyncIterator[Ledger]:
    made = Ledger(any_shop)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def here(library: Library, any_shop: Store) -> Services:
    """The second look makes a warning of what looked harmless."""

    async def verdict(_offer: Offer) -> Verdict:
        return samples.FEE

    second = SecondLook(("expand",), verdict, nothing, nothing)
    return Services(library, lambda _offer: samples.NONE, any_shop, lambda: samples.TODAY, second=second)


async def kept(bot: Bot, here: Services, ledger: Ledger) -> Row:
    """What is left of an answer, as a worker gets it."""
    first = (await talk(Check(AT, Offer(f"{samples.NONE_TEXT} {CANARY}")), here))[0]
    assert first.later
    await again.keep(ledger, 5, bot, MESSAGE, first.later)
    await again.keep(ledger, 5, bot, MESSAGE, first.later)  # a second try of the answer
    (row,) = await ledger.claim(0, 10)
    assert (row.update_id, row.slow) == (-5, True)
    return row


async def test_another_program_puts_what_is_found_into_the_message(
    api: BotApi, bot: Bot, here: Services, ledger: Ledger
) -> None:
    row = await kept(bot, here, ledger)
    assert await again.look(bot, here, ledger, row) == ()
    (edit,) = api.made("editMessageText")
    assert (edit["chat_id"], edit["message_id"]) == (MESSAGE.chat, MESSAGE.message)
    assert edit["text"].startswith("<b>Stop and check.")
    (more,) = api.made("sendMessage")
    assert more["text"].startswith("I have looked up the links.")


async def test_a_second_try_says_nothing_twice(api: BotApi, bot: Bot, here: Services, ledger: Ledger) -> None:
    row = await kept(bot, here, ledger)
    await again.look(bot, here, ledger, replace(row, tries=2))
    assert len(api.made("editMessageText")) == 1
    assert api.made("sendMessage") == []


async def test_what_is_left_to_look_up_cannot_be_read_and_delete_erases_it(
    bot: Bot, here: Services, ledger: Ledger
) -> None:
    await kept(bot, here, ledger)
    async with here.store.engine.connect() as connection:
        rows = str((await connection.execute(text("select * from inbox"))).all())
    assert CANARY not in rows
    assert "987654321" not in rows
    assert (await store.export.held(here.store, AT.chat)).waiting == 1
    await store.forget(here.store, AT.chat)
    assert (await ledger.state())[0] == 0


async def test_a_contact_alone_is_looked_up_on_the_lists_anew(
    api: BotApi, bot: Bot, here: Services, ledger: Ledger
) -> None:
    contact = Check(AT, Offer("https://t.me/some_recruiter_name"))
    first = (await talk(contact, here))[0]
    assert isinstance(first.later, Again)
    assert first.later.seen.listed is not None
    await again.keep(ledger, 6, bot, MESSAGE, first.later)
    (found,) = await ledger.claim(0, 10)
    await again.look(bot, here, ledger, found)
    assert len(api.made("editMessageText")) == 1


async def test_with_postgresql_the_real_program_answers_first_and_a_job_edits_then(
    town: Town,  # noqa: F811  # the fixture
    tmp_path: Path,
) -> None:
    town.settings.update(LOOKUPS="lists", BLOCK_LISTS="Test list=https://lists.invalid/canarytext.txt")
    async with town.worker():
        await town.bring(tg.text(f"Dear {CANARY}, see https://jobs.bakers-oldtown.com/{CANARY} and apply today"))
        first = await town.api.sent(1)
        edit = await town.api.sent(1, "editMessageText")
        assert "Not checked: the sender." in first["text"]
        assert "Not checked: the sender, lists." in edit["text"]
        assert await town.rows("select 1 from jobs.procrastinate_jobs where args::text like '%can%'") == []
        assert (await town.rows("select count(*) from seen where update_id < 0"))[0][0] == 1
    assert CANARY not in (tmp_path / "out").read_text()
