"""With PostgreSQL's roles `web` can serve the pages, and still reads nothing of people."""

from pathlib import Path

import sqlalchemy

from bot.store import Store, accounts, alerts, audit, calls, close, disputes, emerging, hidden, readers, reports, visits
from bot.store.alerts import Draft
from bot.store.calls import Call
from bot.store.disputes import Step, Written
from bot.store.emerging import Seen
from bot.store.migrate import migrate
from bot.store.reports import Left
from tests.bot import samples
from tests.bot.postgres import database
from tests.bot.test_security import administer, opened, refused

PAGES = (Path(__file__).parents[2] / "bot/store/roles_pages.sql").read_text(encoding="utf-8")
TODAY, NOW = samples.TODAY, 1_790_000_000


async def test_web_does_the_work_of_the_pages_and_no_more(postgres_server: str) -> None:
    address = database(postgres_server)
    administer(address)
    owner = opened(address, "owner")
    await migrate(owner)
    async with owner.engine.begin() as connection:
        for statement in PAGES.split(";"):
            if statement.strip():
                await connection.execute(sqlalchemy.text(statement))
    await close(owner)
    administer(address)
    worker, web = opened(address, "worker"), opened(address, "web")
    report = await _worker(worker)
    await _web(web, report)
    await refused(web, "select * from person", "select * from state", "select * from guest")
    await refused(web, "delete from alert_reader", "delete from audit", "update account set role = 'admin'")
    await close(worker)
    await close(web)


async def _worker(worker: Store) -> str:
    """What happens in the chat."""
    for chat in range(6):
        await emerging.note(worker, chat, Seen(tuple(range(16)), ("a",), "", "en", "NW"), TODAY)
        await readers.join(worker, chat, readers.Reads("NW", "en"))
    number = await reports.leave(worker, 7, Left((("phone", "+1"),)), NOW)
    code = await accounts.invite(worker, "Ann", "admin", "", NOW)
    account = await accounts.take(worker, 9, code, TODAY, NOW)
    assert number and account
    assert await visits.link(worker, account.id, NOW)
    return number


async def _web(web: Store, report: str) -> None:
    """What happens on the pages."""
    await audit.note(web, None, "x", "", NOW)
    assert len(await emerging.rising(web, TODAY)) == 1
    for reviewer in ("ann", "ben"):
        await reports.decide(web, report, reviewer, NOW, keep=True, reason="seen")
    await reports.drop(web, report)
    code = await disputes.send(web, Written("l", "r", "w", "x"), TODAY, NOW)
    assert code
    (one,) = await disputes.everything(web, NOW)
    await disputes.decide(web, one.id, Step("corrected", "Ann", TODAY, "why", "", "R1"), NOW)
    assert hidden.hidden_rows(web) == {("l", "R1")}
    assert await hidden.show_again(web, "l", "R1")
    await calls.note(web, Call("NW", "A", "1", True, "Ann", TODAY))
    number = await alerts.draft(web, Draft("", "NW", "en", "words", "ann"), TODAY, NOW)
    await alerts.approve(web, number, "ben", signed="", today=TODAY, now=NOW)
    await alerts.stop(web, number, "cid")
