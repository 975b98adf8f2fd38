"""The database is gone, held by another program, damaged, or migrated twice: said in plain words, nothing is lost."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import store
from bot.doctor import database as doctor
from bot.scene import Services
from bot.settings import Settings
from bot.store.migrate import migrate
from tests.bot import telegram_json as tg
from tests.bot.faults.programs import answered, bot, ended, numbers, says
from tests.bot.postgres import database
from tests.bot.server import bot_api
from tests.bot.test_app import emptied, listening
from tests.bot.test_process import OFFER, telegram

KEY = "a secret for tests only"
HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("begin immediate")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
async def stopping(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """A PostgreSQL that this test alone stops and starts."""
    pgserver = pytest.importorskip("pgserver", reason="pgserver has no wheel for this Python")
    server = await asyncio.to_thread(pgserver.get_server, tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    try:
        yield server
    finally:
        await asyncio.to_thread(server.cleanup)


async def stop(server: Any) -> None:
    pid = server.get_pid()
    os.kill(pid, signal.SIGQUIT)
    async with asyncio.timeout(10):
        while (server.pgdata / "postmaster.pid").exists():
            await asyncio.sleep(0.05)


async def test_postgresql_that_is_stopped_and_started_loses_no_update_and_repeats_no_answer(
    services: Services, stopping: Any, caplog: pytest.LogCaptureFixture
) -> None:
    url = stopping.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    shop = store.open_store(url, KEY.encode())
    await migrate(shop)
    async with bot_api() as api, listening(api, replace(services, store=shop)):
        before = [tg.text(f"Pay {n}", chat=n) for n in range(1, 4)]
        await api.give(*before)
        await api.until(lambda: len(answered(api, before)) == 3)
        await stop(stopping)
        during = [tg.text(f"Pay again {n}", chat=1) for n in range(4)]
        await api.give(*during)
        await said(caplog, "does not take anything: PostgreSQL can't be reached; see that it runs")
        (fault,) = doctor.look(Settings(database_url=url))
        assert (fault.state, fault.do) == ("fault", "see that it runs, and that DATABASE_URL is right")
        assert not answered(api, during)
        await asyncio.to_thread(stopping.ensure_postgres_running)
        await api.until(lambda: len(answered(api, during)) == 4)
        await emptied(replace(services, store=shop))
        await said(caplog, "the database is back")
        assert answered(api, during) == numbers(during)


async def said(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(15):
        while words not in caplog.text:
            await asyncio.sleep(0.1)


async def test_a_file_that_another_program_holds_is_said_and_all_is_answered_when_it_lets_go(tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    async with bot_api() as api, bot(folder, **telegram(api)):
        await api.give(tg.command("/country Kenya"))
        await api.sent(1)
        holder = await asyncio.create_subprocess_exec(
            sys.executable, "-c", HOLD, str(folder / "var/second-look.db"), stdout=asyncio.subprocess.PIPE
        )
        assert holder.stdout and await holder.stdout.readline() == b"held\n"
        updates = [tg.text(f"{OFFER} {n}") for n in range(3)]
        await api.give(*updates)
        _, found = await ended(folder, "doctor", **telegram(api))
        assert "another program holds the database file" in found
        assert "-> stop it: one file is for one bot" in found
        await says(folder, "another program holds the database file; stop it")
        assert not answered(api, updates)
        holder.kill()
        await holder.wait()
        await api.until(lambda: len(answered(api, updates)) == 3)
        assert answered(api, updates) == numbers(updates)


def spoil(path: Path) -> None:
    """Overwrite pages in the middle, as a dying disk does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 3 // 4096 * 4096, len(data), 4096):
        data[at : at + 600] = b"\xa5" * 600
    path.write_bytes(bytes(data))


async def test_a_damaged_file_is_refused_with_what_to_do_and_a_backup_brings_everything_back(tmp_path: Path) -> None:
    folder, path = tmp_path / "bot", tmp_path / "bot/var/second-look.db"
    path.parent.mkdir(parents=True)
    async with bot_api() as api:
        async with bot(folder, **telegram(api)):
            await api.give(tg.command("/country Kenya"))
            await api.sent(1)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("vacuum into ?", (str(tmp_path / "backup.db"),))
        spoil(path)
        damaged = path.read_bytes()
        api.open = True
        update = tg.text(OFFER)
        await api.give(update)
        code, words = await ended(folder, **telegram(api))
        assert code == 2
        assert "the database file is damaged; stop the bot, put the file aside and restore a backup" in words
        _, found = await ended(folder, "doctor", **telegram(api))
        assert "is damaged" in found and "restore a backup: bot/HOSTING.md" in found
        assert path.read_bytes() == damaged, "it was written to"
        assert not answered(api, [update])
        shutil.copy(tmp_path / "backup.db", path)
        async with bot(folder, **telegram(api)):
            await api.until(lambda: answered(api, [update]))
            assert "Which country are you in?" not in api.made("sendMessage")[-1]["text"]


async def test_a_file_that_is_damaged_while_the_bot_runs_is_said_and_loses_no_update(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "here/test.db"
    async with bot_api() as api:
        async with listening(api, services):
            spoil(path)
            update = tg.text("Pay first")
            await api.give(update)
            await said(caplog, "the database file is damaged; stop the bot, put the file aside")
            await asyncio.sleep(1)
        assert len(answered(api, [update])) == 1 or api.updates, "neither answered nor left with Telegram"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_releases_at_once_make_one_database(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/both.db"
    if kind == "postgresql":
        url = database(request.getfixturevalue("postgres_server"))
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    settings = {"DATABASE_URL": url, "SECRET_KEY": KEY}
    both = await asyncio.gather(*(ended(folder, "release", **settings) for folder in folders))
    ready, busy = (0, "The database is ready.\n"), "another program holds the database file"
    assert ready in both
    # A file has one writer: who comes while the other writes may be told so, and nothing is half made.
    assert all(one == ready or (kind == "sqlite" and one[0] == 2 and one[1].startswith(busy)) for one in both)
    assert {finding.state for finding in doctor.look(Settings(database_url=url))} == {"ok"}


async def test_postgresql_that_is_away_at_the_start_is_said_in_plain_words(tmp_path: Path, free_port: int) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    url = f"postgresql://canary:canary@127.0.0.1:{free_port}/x"
    for words in (("release",), ("worker",)):
        code, told = await ended(folder, *words, DATABASE_URL=url, SECRET_KEY=KEY, TELEGRAM_TOKEN="1:x")
        assert code == 2
        assert "PostgreSQL can't be reached; see that it runs, and that DATABASE_URL is right" in told
        assert "canary" not in told
