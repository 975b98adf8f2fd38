"""Who may know what: Telegram, the database and the clock stay at the edge of the bot."""

import ast
from pathlib import Path

import pytest

import bot

HOME = Path(bot.__path__[0])
MODULES = sorted(HOME.rglob("*.py"))
TELEGRAM = {
    "again.py",
    "alerts.py",
    "answer.py",
    "app.py",
    "at_work.py",
    "files.py",
    "inbox/poll.py",
    "intake.py",
    "jobs.py",
    "keys.py",
    "profile.py",
    "request.py",
    "send.py",
    "send_once.py",
    "tidings.py",
}
PURE = ["model", "markup", "quote", "texts", "codes", "buttons", "help", "lines", "reply", "urgent"]


def imported(path: Path) -> set[str]:
    """The top-level packages and the modules of the bot that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module.split(".")[0], node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_telegram_is_known_only_at_the_edge(path: Path) -> None:
    assert ("telegram" in imported(path)) == (str(path.relative_to(HOME)) in TELEGRAM)


@pytest.mark.parametrize("name", PURE)
def test_what_makes_a_reply_reaches_no_database_clock_or_network(name: str) -> None:
    outside = {"sqlmodel", "sqlalchemy", "asyncio", "httpx", "time", "os", "logging", "bot.store", "bot.scene"}
    assert not imported(HOME / f"{name}.py") & outside


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_module_fits_in_a_head_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert not text or ast.get_docstring(ast.parse(text))


def test_the_readme_names_every_module() -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    for path in MODULES:
        if path.name != "__init__.py":
            assert f"`{path.relative_to(HOME)}`" in readme, path.name
