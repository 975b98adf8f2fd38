"""The doctor finds each fault, says what to do, changes nothing, and repeats no secret."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import sqlalchemy
from pydantic import SecretStr

from bot import store
from bot.doctor import database, machine, outside, rows
from bot.doctor.command import examine
from bot.doctor.model import Finding, as_json, as_text, code_of
from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.inbox.work import Worker
from bot.metrics import Meters
from bot.settings import Settings
from bot.store.migrate import migrate
from bot.store.tables import Store
from tests.bot import postgres, samples
from tests.bot import telegram_json as tg
from tests.bot.server import TOKEN, bot_api
from tests.bot.test_process import program, telegram

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def named(findings: Sequence[Finding], name: str) -> Finding:
    return next(finding for finding in findings if finding.name == name)


def settings_of(shop: Store, **more: object) -> Settings:
    url = shop.engine.url.render_as_string(hide_password=False)
    return Settings(database_url=url, **more)  # type: ignore[arg-type]  # the test names fields or values freely


async def test_the_program_prints_every_finding_and_changes_nothing(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, "doctor", "--json", **telegram(api)) as process:
        await process.wait()
    said = json.loads((tmp_path / "out").read_text())
    assert process.returncode == said["code"] < 2
    names = {finding["name"] for finding in said["findings"]}
    assert {"token", "clock", "webhook", "database", "secret", "disk", "pictures", "lists", "helplines"} <= names
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert TOKEN.split(":")[1] not in (tmp_path / "out").read_text()


async def test_wrong_settings_are_a_fault_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    async with program(tmp_path, "doctor", TELEGRAM_TOKEN="canary no token") as process:
        await process.wait()
    said = (tmp_path / "out").read_text()
    assert process.returncode == 2
    assert "fault  settings   TELEGRAM_TOKEN: this is not a bot token" in said
    assert "disk" in said
    assert "canary" not in said


async def test_a_token_telegram_does_not_know_is_a_fault() -> None:
    async with bot_api() as api:
        wrong = Settings(telegram_token=SecretStr("1:wrong-canary"), telegram_api_base_url=api.base_url)
        found = await outside.telegram(wrong)
    assert (found[0].state, found[0].says) == ("fault", "Telegram does not know this token")
    assert "canary" not in as_text(found)


async def test_telegram_that_cannot_be_reached_is_a_fault(free_port: int) -> None:
    base = f"http://127.0.0.1:{free_port}"
    found = await outside.telegram(Settings(telegram_token=SecretStr(TOKEN), telegram_api_base_url=base))
    assert found[0].says == "Telegram can't be reached: ConnectError"
    assert "canary" not in as_text(found)


async def test_a_webhook_that_goes_elsewhere_is_a_fault_and_ours_is_not() -> None:
    async with bot_api() as api:
        here = Settings(
            telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url, webhook_url="https://bot.example.org"
        )
        assert named(await outside.telegram(here), "webhook").says == "Telegram brings updates nowhere"
        api.kept["webhook", ""] = "https://bot.example.org/telegram"
        assert named(await outside.telegram(here), "webhook").state == "ok"
        api.kept["webhook", ""] = "https://other.example/telegram"
        assert "another host" in named(await outside.telegram(here), "webhook").says
        assert named(await outside.telegram(here.model_copy(update={"webhook_url": ""})), "webhook").state == "look"


@pytest.mark.parametrize(
    ("info", "state"),
    [
        ({"last_error_date": NOW.timestamp() - 60}, "fault"),
        ({"last_error_date": NOW.timestamp() - 90_000}, "ok"),
        ({"pending_update_count": 500}, "look"),
    ],
)
def test_updates_telegram_could_not_bring_are_told(info: dict[str, object], state: str) -> None:
    info = {"url": "https://bot.example.org/telegram"} | info
    assert outside.webhook(info, "https://bot.example.org", NOW).state == state


@pytest.mark.parametrize(("seconds", "state"), [(0, "ok"), (-20, "ok"), (60, "look"), (-4000, "fault")])
def test_a_clock_that_is_wrong_is_told(seconds: int, state: str) -> None:
    headers = {"date": format_datetime(NOW - timedelta(seconds=seconds), usegmt=True)}
    assert outside.clock(headers, NOW).state == state
    assert outside.clock({"date": "canary"}, NOW).state == "look"


async def test_a_database_that_is_well_is_said_to_be(any_shop: Store) -> None:
    found = list(database.look(settings_of(any_shop)))
    assert [finding.state for finding in found] == ["ok"] * (6 if any_shop.small else 7), as_text(found)


async def test_tables_of_another_form_are_told_with_what_to_do(any_shop: Store) -> None:
    await migrate(any_shop, "0001")
    form = named(list(database.look(settings_of(any_shop))), "form")
    assert form.says == "the tables have form 0001"
    assert form.state == ("look" if any_shop.small else "fault")
    async with any_shop.engine.begin() as connection:
        await connection.execute(sqlalchemy.text("update alembic_version set version_num = '9999'"))
    assert named(list(database.look(settings_of(any_shop))), "form").do.startswith("start the newer program")


async def test_an_update_nobody_answers_is_a_fault(any_shop: Store) -> None:
    ledger = Ledger(any_shop)
    await ledger.start()
    one = arrived(any_shop, {"update_id": 5, **tg.text("canary", chat=987654321)})
    assert one
    await ledger.put(one)
    async with any_shop.engine.begin() as connection:
        await connection.execute(sqlalchemy.text("update inbox set at = at - 600"))
    await ledger.stop()
    queue = named(list(database.look(settings_of(any_shop))), "queue")
    assert queue.state == "fault"
    assert queue.says.startswith("1 updates wait, the oldest for 60")


async def test_an_update_that_was_set_aside_is_counted_without_a_word_of_it(any_shop: Store) -> None:
    ledger = Ledger(any_shop)
    await ledger.start()

    async def fail(_row: object) -> tuple[int, ...]:
        raise KeyError("canary")

    async with any_shop.engine.begin() as connection:
        one = arrived(any_shop, {"update_id": 5, **tg.text("canary", chat=987654321)})
        assert one
        await ledger.put(one)
        await connection.execute(sqlalchemy.text("update inbox set tries = 3"))
    worker = Worker(ledger, fail, Meters())
    await worker.start()
    while (await ledger.state())[0]:
        pass
    await worker.stop()
    await ledger.stop()
    assert named(list(database.look(settings_of(any_shop))), "set aside").says.startswith("1 updates were set aside")


async def test_a_note_that_should_be_gone_is_a_fault(any_shop: Store) -> None:
    await store.state.put(any_shop, 7, "a", b"x", 1000)
    assert named(list(database.look(settings_of(any_shop))), "expiry").state == "fault"


def test_a_damaged_sqlite_file_and_a_database_that_is_away_are_faults(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database at all" * 1000)
    damaged = list(database.look(Settings(database_url=f"sqlite:///{tmp_path}/bad.db")))
    away = list(database.look(Settings(database_url=f"postgresql://canary:canary@127.0.0.1:{free_port}/x")))
    for found in (damaged, away):
        assert [finding.state for finding in found] == ["fault"]
        assert "canary" not in as_text(found)


def test_a_place_nothing_can_be_written_to_is_a_fault() -> None:
    assert named(list(machine.disk(Path("/proc/var"))), "writing").state == "fault"


def test_files_others_may_read_are_named_with_the_command_that_closes_them(tmp_path: Path) -> None:
    data = tmp_path / "var"
    data.mkdir(0o755)
    (data / "secret.key").write_text("x" * 40)
    (data / "secret.key").chmod(0o644)
    told = next(iter(machine.files(tmp_path / ".env", data)))
    assert told.do == f"run: chmod go-rwx {data / 'secret.key'}"
    data.chmod(0o700)
    assert next(iter(machine.files(tmp_path / ".env", data))).state == "ok"


def test_it_says_where_the_secret_comes_from(tmp_path: Path) -> None:
    given = Settings(secret_key=SecretStr("0123456789abcdef"), secret_keys_old=(SecretStr("old-canary"),))
    found = list(machine.secret(given, tmp_path / ".env", tmp_path))
    assert [finding.state for finding in found] == ["ok", "look"]
    assert "0123" not in as_text(found) and "canary" not in as_text(found)
    large = Settings(database_url="postgresql://a/b")
    assert next(iter(machine.secret(large, tmp_path / ".env", tmp_path))).state == "fault"


def test_old_lists_and_numbers_that_grow_old_are_told(tmp_path: Path) -> None:
    library = samples.library()
    late = date(2040, 1, 1)
    assert next(iter(rows.lists(tmp_path, late, library))).state == "look"
    assert next(iter(rows.lists(tmp_path, late, replace(library, agencies=())))).state == "ok"
    assert "NW" in next(iter(rows.helplines(samples.TODAY, library))).says
    assert next(iter(rows.helplines(samples.TODAY, replace(library, countries={})))).state == "ok"


@pytest.mark.parametrize(("name", "script"), [("English", "LATIN"), ("ไทย", "THAI"), ("中文", "CJK")])
def test_a_script_is_told_from_the_languages_own_name(name: str, script: str) -> None:
    assert machine.script_of(name) == script


def test_the_code_is_that_of_the_worst_finding(tmp_path: Path) -> None:
    found = [Finding("a", "ok", "x"), Finding("b", "look", "y", "do it")]
    assert (code_of([]), code_of(found), code_of([*found, Finding("c", "fault", "z")])) == (0, 1, 2)
    assert "-> do it" in as_text(found)
    assert json.loads(as_json(found))["code"] == 1
    assert not (tmp_path / "var").exists()
    assert len(examine(tmp_path / ".env", tmp_path / "var")) > 5
    assert not (tmp_path / "var").exists()


async def test_a_stuck_queue_of_pictures_is_named_and_does_not_look_like_stuck_texts(any_shop: Store) -> None:
    ledger = Ledger(any_shop)
    await ledger.start()
    one = arrived(any_shop, {"update_id": 5, "message": tg.message(photo=[{"file_id": "a"}])})
    assert one
    await ledger.put(one)
    await ledger.stop()
    async with any_shop.engine.begin() as connection:
        await connection.execute(sqlalchemy.text("update inbox set at = at - 1000"))
    found = list(database.look(settings_of(any_shop)))
    slow = named(found, "slow queue")
    assert slow.state == "fault"
    assert slow.says.startswith("1 pictures, papers and look-ups wait, the oldest for 100")
    assert named(found, "queue").state == "ok"


async def test_regular_work_that_nobody_does_is_named(postgres_server: str) -> None:
    shop = store.open_store(postgres.database(postgres_server), b"a secret for tests only")
    await migrate(shop)
    async with shop.engine.begin() as connection:
        await connection.execute(sqlalchemy.text("set local search_path to jobs"))
        await connection.execute(
            sqlalchemy.text("insert into procrastinate_jobs (queue_name, task_name) values ('slow', 'tidy')")
        )
        await connection.execute(sqlalchemy.text("update procrastinate_events set at = now() - interval '400 s'"))
    jobs = named(list(database.look(settings_of(shop))), "jobs")
    assert (jobs.state, jobs.says) == ("fault", "the regular work “tidy” waits for 400 s")
    await store.close(shop)
