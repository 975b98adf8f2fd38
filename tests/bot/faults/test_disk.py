"""A disk that is full or read-only: said at once, nothing is confirmed unless stored, all is answered afterwards."""

import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bot import telegram_json as tg
from tests.bot.faults.programs import AS_EVERYBODY, answered, bot, ended, numbers, says
from tests.bot.server import BotApi, bot_api
from tests.bot.test_process import OFFER, telegram

MOUNTED = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
           'mount -t tmpfs -o size=12m tmpfs var && exec "$@"', "sh")  # fmt: skip


def mounts() -> bool:
    """Whether this machine lets us have a small disk of our own."""
    if not shutil.which("unshare"):
        return False
    small = [*MOUNTED[:6], "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return subprocess.run(small, capture_output=True, check=False).returncode == 0


async def warm(api: BotApi) -> None:
    """The program runs and has answered."""
    await api.give(tg.command("/country Kenya"))
    await api.sent(1)


async def test_on_a_full_disk_nothing_is_confirmed_and_all_is_answered_when_there_is_room(tmp_path: Path) -> None:
    if not mounts():
        pytest.skip("no disk of our own can be mounted here")
    folder = tmp_path / "bot"
    (folder / "var").mkdir(parents=True)
    async with bot_api() as api, bot(folder, before=MOUNTED, **telegram(api)) as process:
        await warm(api)
        filler = Path(f"/proc/{process.pid}/root{folder}/var/filler")
        fill(filler)
        updates = [tg.text(f"{OFFER} {n} {'x' * 3000}") for n in range(12)]
        await api.give(*updates)
        await says(folder, "does not take anything: the disk is full; make room")
        filler.unlink()
        await api.until(lambda: len(answered(api, updates)) == 12)
        await says(folder, "the database is back")
        assert answered(api, updates) == numbers(updates)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                return


async def test_a_file_that_may_not_grow_loses_nothing_either(tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    async with bot_api() as api, bot(folder, **telegram(api)) as process:
        await warm(api)
        limit = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (32_768, limit[1]))
        updates = [tg.text(f"{OFFER} {n}") for n in range(3)]
        await api.give(*updates)
        await says(folder, "the disk does not take what is written; see that it has room and is not broken")
        assert not answered(api, updates)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limit)
        await api.until(lambda: len(answered(api, updates)) == 3)
        assert answered(api, updates) == numbers(updates)


async def test_a_read_only_file_is_said_and_the_update_that_waits_is_answered_when_it_can_be_written(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    async with bot_api() as api:
        async with bot(folder, **telegram(api)):
            await warm(api)
        api.open = True
        update = tg.text(OFFER)
        await api.give(update)
        closed(folder / "var", True)
        for words in ((), ("release",), ("block", "7")):
            code, said = await ended(folder, *words, before=AS_EVERYBODY, **telegram(api))
            assert code == 2
            assert said.count("\n") < 4 and "on a disk that is not read-only" in said, said
        _, said = await ended(folder, "doctor", before=AS_EVERYBODY, **telegram(api))
        assert "fault  writing" in said and "fault  database   the database file can't be" in said
        closed(folder / "var", False)
        async with bot(folder, **telegram(api)):
            await api.until(lambda: answered(api, [update]))


def closed(folder: Path, shut: bool) -> None:
    for path in folder.iterdir():
        path.chmod(0o400 if shut else 0o600)
    folder.chmod(0o500 if shut else 0o700)


async def test_a_folder_that_cannot_be_made_is_said_in_plain_words(tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir(0o500)
    code, said = await ended(folder, before=AS_EVERYBODY)
    assert code == 2
    assert said.startswith("var can't be written; let the user the bot runs as write there")
