"""The guide's lines do what it says, and its files fit to the program."""

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot import store
from bot.media.tesseract import PACKS
from bot.store.tables import Store
from tests.bot import samples
from tests.bot.postgres import database

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "bot/HOSTING.md").read_text(encoding="utf-8")
UNIT = ROOT / "bot/hosting/second-look.service"


def lines(name: str) -> str:
    """The block of the guide that is marked for this test."""
    found = re.search(rf"<!-- test: {name} -->\n\n((?:    .*\n)+)", GUIDE)
    assert found, name
    return re.sub(r"^    ", "", found.group(1), flags=re.MULTILINE)


def follow(name: str, folder: Path, **more: str) -> None:
    """Run a block as it stands, as in a folder with an environment of its own."""
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-ec", lines(name)], cwd=folder, env=os.environ | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


async def test_a_backup_of_a_running_bot_brings_everything_back(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/var/second-look.db"
    shop = store.open_store(url, b"a secret for tests only")
    await store.prepare(shop)
    await store.remember(shop, 7, samples.TODAY, country="NP")
    follow("backup", tmp_path)
    await store.forget(shop, 7)
    await store.close(shop)
    follow("restore", tmp_path)
    again = store.open_store(url, b"a secret for tests only")
    await store.prepare(again)
    assert await store.known(again, 7) == store.Known("", "NP")
    await store.close(again)


async def test_a_backup_of_postgresql_brings_everything_back(
    any_shop: Store, postgres_server: str, tmp_path: Path
) -> None:
    if any_shop.small:
        return
    await store.remember(any_shop, 7, samples.TODAY, country="NP")
    target = database(postgres_server)
    old = any_shop.engine.url.render_as_string(hide_password=False)
    # The package brings PostgreSQL's own programs along, of the server's version.
    programs = Path(importlib.import_module("pgserver").__file__ or "").parent / "pginstall/bin"
    plain = {"DATABASE_URL": old.replace("+psycopg", ""), "NEW_DATABASE_URL": target.replace("+psycopg", "")}
    follow("pg", tmp_path, PATH=f"{programs}:{os.environ['PATH']}", **plain)
    again = store.open_store(target, any_shop.secret)
    await store.prepare(again)
    assert await store.known(again, 7) == store.Known("", "NP")
    await store.close(again)


def test_every_pack_we_can_read_with_is_among_the_packages() -> None:
    packages = (ROOT / "Aptfile").read_text().split()
    assert {f"tesseract-ocr-{pack.replace('_', '-')}" for pack in PACKS.values()} <= set(packages)


def test_every_file_and_command_of_the_guide_exists() -> None:
    for name in re.findall(r"bot/[\w./-]+\.(?:md|sql|yaml|service|example)|bot/hosting/\w+", GUIDE):
        assert (ROOT / name).exists(), name
    said = subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in re.findall(r"python -m bot ([a-z-]+)", GUIDE):
        assert command in said.stdout, command


def test_what_compose_must_be_told_stands_in_its_example() -> None:
    asked = re.findall(r"\$\{(\w+):\?\}", (ROOT / "bot/hosting/compose.yaml").read_text())
    example = (ROOT / "bot/hosting/compose.env.example").read_text()
    assert set(asked) <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_every_guide_makes_ready_what_a_start_would_have_to_work_out() -> None:
    """Else each start reads all phrases anew: the bot's own user may not write beside the code."""
    image = (ROOT / "bot/hosting/Dockerfile").read_text()
    for text, times in ((image, 1), (GUIDE, 3)):
        assert text.count("checks.prepare(content.load())") == text.count("-m compileall -q ") == times


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_reads_the_unit_and_finds_it_well_closed() -> None:
    done = subprocess.run(
        ["/usr/bin/env", "systemd-analyze", "security", "--offline=true", "--threshold=25", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_the_image_and_the_package_want_the_same_python() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    image = re.search(r"FROM python:3\.(\d+)", (ROOT / "bot/hosting/Dockerfile").read_text())
    assert wanted == ">=3.11" and image and int(image.group(1)) >= 11
