"""The walls of the house: imports point one way, and the core stays light and offline."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = (
    "telegram",
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "httpx",
    "requests",
    "starlette",
    "aiohttp",
    "babel",
)
LATER = (
    "procrastinate",
    "psycopg",
    "PIL",
    "zxingcpp",
    "typst",
    "pypdfium2",
    "bot.network.client",
    "bot.poster.command",
)
SWITCHED_OFF = ("sqlalchemy.dialects.postgresql", "alembic", "bot.desk.routes", "bot.web.public")


def test_imports_point_from_bot_to_checks_to_content() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def loaded(code: str, names: tuple[str, ...]) -> list[str]:
    """Which of `names` a program of its own has imported after `code`."""
    code = f"import sys\n{code}\nprint(*(m for m in {names!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_a_check_loads_no_telegram_no_database_and_no_http_client() -> None:
    check = "checks.check('Pay the fee at https://example.com now', checks.prepare(content.load()))"
    assert set(loaded(f"import checks, content\n{check}", HEAVY)) <= {"requests"}


def test_a_start_brings_nothing_that_a_first_answer_can_do_without() -> None:
    """Each of these takes megabytes and a part of the three seconds in which the first answer is promised."""
    assert not loaded("import bot.__main__, bot.app, bot.store.migrations.versions.m0003_jobs", LATER)
    assert not loaded("import bot.__main__, bot.app", SWITCHED_OFF)


def test_a_check_opens_no_connection() -> None:
    code = (
        "import socket, checks, content\n"
        "def refuse(*a, **k): raise RuntimeError('a connection was tried')\n"
        "socket.socket.connect = refuse\n"
        "text = 'See https://bit.ly/x and jobs@indeed.com.example.top, wa.me/123456789'\n"
        "print(checks.check(text, checks.prepare(content.load())).unchecked)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "()"


def test_the_top_level_holds_nothing_unplanned() -> None:
    tracked = subprocess.run(
        ["/usr/bin/env", "git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    assert folders <= {"bot", "checks", "content", "tests", ".ci"}
