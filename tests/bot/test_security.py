"""SECURITY.md promises only what tests hold; each program's way into PostgreSQL does its work and no more."""

import re
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy.exc import ProgrammingError

from bot import store
from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.slow import Job, regular
from bot.store.migrate import migrate
from bot.store.tables import Store
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.postgres import database

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROLES = (ROOT / "bot/store/roles.sql").read_text(encoding="utf-8")
SECRET = b"a secret for tests only"
THREATS = ("scammer", "holds the phone", "curious", "stolen database", "poisoned list", "content", "file", "network")


def threats() -> list[str]:
    """The lines of the tables, without their heads."""
    lines = [line for line in GUIDE.splitlines() if line.startswith("| ") and not line.startswith("| what they try")]
    return lines


def test_every_threat_is_there_and_every_line_names_a_test_that_exists() -> None:
    heads = " ".join(line for line in GUIDE.splitlines() if line.startswith("### ")).lower()
    assert [threat for threat in THREATS if threat not in heads] == []
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", sources))
    for line in threats():
        named = re.findall(r"`(test_\w+)`", line)
        assert named, f"no test holds: {line}"
        assert set(named) <= there, f"these do not exist: {set(named) - there}"


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "tests/replies").glob("*.txt")))
def test_no_score_points_or_percentage_is_ever_shown(name: str) -> None:
    said = (ROOT / f"tests/replies/{name}.txt").read_text(encoding="utf-8").lower()
    assert not re.search(r"\bscore\b|\bpoints?\b|\d\s?%|\bout of (10|100)\b", said)


def administer(address: str) -> None:
    engine = sqlalchemy.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.connection.cursor().execute(ROLES)
    engine.dispose()


def opened(address: str, role: str) -> Store:
    return store.open_store(address.replace("postgres:", f"second_look_{role}:", 1), SECRET)


async def refused(shop: Store, *statements: str) -> None:
    for statement in statements:
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            async with shop.engine.begin() as connection:
                await connection.execute(sqlalchemy.text(statement))


async def test_each_program_may_do_its_work_and_no_more(postgres_server: str) -> None:
    address = database(postgres_server)
    administer(address)
    owner = opened(address, "owner")
    await migrate(owner)
    await store.close(owner)
    administer(address)
    web, worker = opened(address, "web"), opened(address, "worker")
    await _web(web)
    await _worker(worker)
    await refused(web, "select * from person", "select * from state", "delete from inbox", "update inbox set tries = 0")
    await refused(worker, "drop table inbox", "create table x (a int)", "update alembic_version set version_num = '1'")
    await store.close(web)
    await store.close(worker)


async def _web(web: Store) -> None:
    await store.prepare(web)
    ledger = Ledger(web)
    await ledger.start()
    update = arrived(web, {"update_id": 5, **tg.text("x")})
    assert update and await ledger.put(update)
    assert (await ledger.state())[0] == 1
    await ledger.stop()


async def _worker(worker: Store) -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    await store.prepare(worker)
    ledger = Ledger(worker)
    await ledger.start()
    async with regular(worker, [Job("tidy", 1, work)]):
        assert [row.update_id for row in await ledger.claim(5)] == [5]
        await ledger.renew([5])
        await store.remember(worker, 7, samples.TODAY, country="NP")
        await ledger.expire(1.0)
        await ledger.done(5)
        await ledger.leave()
    await ledger.stop()
