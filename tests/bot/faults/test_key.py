"""Another SECRET_KEY than before: said at the start and by the doctor, nothing is erased, the right one is enough."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic import SecretStr

from bot.doctor import database as doctor
from bot.doctor.model import Finding
from bot.settings import Settings
from tests.bot import telegram_json as tg
from tests.bot.faults.programs import answered, bot, says
from tests.bot.server import bot_api
from tests.bot.test_process import OFFER, telegram

RIGHT, WRONG = "the key of before has 32 characters", "another key has 32 characters as well"
SAID = "what waits and what is kept was sealed with another SECRET_KEY; put the key of before back"


def rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608  # our own names
            for table in ("inbox", "state", "person", "report")
        }


def looked(path: Path, key: str) -> list[Finding]:
    return list(doctor.look(Settings(database_url=f"sqlite:///{path}", secret_key=SecretStr(key))))


async def test_a_wrong_key_is_said_and_nothing_is_erased_and_the_right_one_brings_it_back(tmp_path: Path) -> None:
    folder, path = tmp_path / "bot", tmp_path / "bot/var/second-look.db"
    folder.mkdir()
    async with bot_api() as api:
        update = tg.text(OFFER, chat=8)
        async with bot(folder, SECRET_KEY=RIGHT, **telegram(api)) as process:
            await api.give(tg.command("/country Kenya"), tg.command("/compare"))
            await api.sent(2)
            await api.until(lambda: rows(path)["inbox"] == 0)  # both are noted as answered
            api.refuse["sendmessage"] = (502, "Bad Gateway", {})
            await api.give(update)
            await api.until(lambda: any(call["chat_id"] == 8 for call in api.made("sendMessage")))
            process.kill()
        kept = rows(path)
        assert kept["inbox"] == 1 and kept["person"] >= 1
        api.refuse.clear()
        api.calls.clear()
        assert [finding.name for finding in looked(path, WRONG) if finding.state == "fault"] == ["key"]
        assert not [finding for finding in looked(path, RIGHT) if finding.state == "fault"]
        async with bot(folder, SECRET_KEY=WRONG, **telegram(api)):
            await says(folder, SAID)
        assert rows(path) == kept
        assert not answered(api, [update])
        async with bot(folder, SECRET_KEY=WRONG, SECRET_KEYS_OLD=RIGHT, **telegram(api)):
            await api.until(lambda: answered(api, [update]))


async def test_a_key_file_that_is_lost_is_said_though_a_new_one_was_made(tmp_path: Path) -> None:
    folder, path = tmp_path / "bot", tmp_path / "bot/var"
    folder.mkdir()
    async with bot_api() as api:
        async with bot(folder, **telegram(api)) as process:
            api.refuse["sendmessage"] = (502, "Bad Gateway", {})
            await api.give(tg.text(OFFER))
            await api.until(lambda: api.made("sendMessage"))
            process.kill()
        api.refuse.clear()
        (path / "secret.key").unlink()
        async with bot(folder, **telegram(api)):
            await says(folder, SAID)
        assert rows(path / "second-look.db")["inbox"] == 1
