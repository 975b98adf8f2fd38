"""The looks one after the other; a look that fails is itself a finding."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.doctor import database, machine, outside, rows
from bot.doctor.model import Finding, as_json, as_text, code_of
from bot.logs import kind
from bot.settings import DATA, Settings, SettingsError, read_settings

Look = Callable[[], Iterable[Finding]]


def main(as_json_wanted: bool) -> int:
    """Print what was found: 0 all is well, 1 something to look at, 2 something does not work."""
    findings = examine()
    print(as_json(findings) if as_json_wanted else as_text(findings))
    return code_of(findings)


def examine(env_file: Path = Path(".env"), data: Path = DATA) -> list[Finding]:
    """Everything that can be looked at; with wrong settings only what needs none."""
    today = datetime.now(UTC).date()
    here: list[Look] = [
        lambda: machine.disk(data),
        lambda: machine.files(env_file, data),
        machine.reading,
        lambda: rows.lists(data / "lists", today),
        lambda: rows.helplines(today),
    ]
    try:
        settings = read_settings(env_file)
    except SettingsError as error:
        do = "change it in the environment or in .env"
        wrong = [Finding("settings", "fault", line, do) for line in str(error).splitlines()]
        return [*wrong, *_all(here)]
    return _all([*_looks(settings, env_file, data), *here])


def _looks(settings: Settings, env_file: Path, data: Path) -> list[Look]:
    """What depends on the settings."""
    return [
        lambda: asyncio.run(outside.telegram(settings)),
        lambda: database.look(settings, data),
        lambda: machine.secret(settings, env_file, data),
    ]


def _all(looks: Sequence[Look]) -> list[Finding]:
    return [finding for look in looks for finding in _kept(look)]


def _kept(look: Look) -> list[Finding]:
    try:
        return list(look())
    except Exception as error:  # its words may hold an address with a password
        return [Finding("doctor", "fault", f"a look could not be finished: {kind(error)}", "tell the developers")]
