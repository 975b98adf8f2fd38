"""The settings and the secret."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Role, Settings, SettingsError, allow, old_secrets, read_settings, secret_of

ROOT = Path(__file__).parents[2]


def written(folder: Path, lines: str) -> Settings:
    """The settings of a folder whose .env holds `lines`."""
    (folder / ".env").write_text(lines)
    return read_settings(folder / ".env")


def test_everything_has_a_default(tmp_path: Path) -> None:
    settings = written(tmp_path, "")
    assert settings.telegram_token.get_secret_value() == ""
    assert settings.database_url == "sqlite+aiosqlite:///var/second-look.db"


def test_settings_can_stand_in_a_file(tmp_path: Path) -> None:
    settings = written(tmp_path, "TELEGRAM_TOKEN=1:abc\nTELEGRAM_API_BASE_URL=http://127.0.0.1:8081/\nOTHER=1\n")
    assert settings.telegram_token.get_secret_value() == "1:abc"
    assert settings.telegram_api_base_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TELEGRAM_TOKEN", "canary", "TELEGRAM_TOKEN: this is not a bot token"),
        ("TELEGRAM_API_BASE_URL", "canary", "TELEGRAM_API_BASE_URL: write the whole address"),
        ("DATABASE_URL", "canary", "DATABASE_URL: write it like sqlite:///"),
        ("WEBHOOK_URL", "canary", "WEBHOOK_URL: write the whole public address"),
        ("SECRET_KEY", "canary", "SECRET_KEY: use at least 16 characters"),
    ],
)
def test_what_is_wrong_is_said_without_repeating_it(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        written(tmp_path, f"{name}={value}\n")
    assert str(error.value).startswith(said)
    assert "canary" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgres://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db"),
    ],
)
def test_a_database_address_gets_the_driver_that_does_not_block(given: str, used: str) -> None:
    assert Settings(database_url=given).database_url == used


def test_a_token_never_shows_in_the_settings_text() -> None:
    assert "abc" not in repr(Settings(telegram_token="1:abc"))  # type: ignore[arg-type]  # the test names fields or values freely


def test_a_secret_is_made_once_and_only_for_the_owner(tmp_path: Path) -> None:
    settings, data = written(tmp_path, ""), tmp_path / "var"
    first = secret_of(settings, data)
    assert len(first) >= 32
    assert secret_of(settings, data) == first
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret.key"]


def test_a_given_secret_is_used_and_not_kept(tmp_path: Path) -> None:
    settings = written(tmp_path, "SECRET_KEY=0123456789abcdef\n")
    assert secret_of(settings, tmp_path / "var") == b"0123456789abcdef"
    assert not (tmp_path / "var").exists()


def test_a_broken_secret_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(SettingsError, match="delete the file"):
        secret_of(written(tmp_path, ""), tmp_path)


def test_programs_that_share_a_database_must_share_a_given_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        secret_of(written(tmp_path, "DATABASE_URL=postgresql://a:b@c/d\n"), tmp_path / "var")


def test_keys_of_before_stand_with_commas_between(tmp_path: Path) -> None:
    assert old_secrets(written(tmp_path, "SECRET_KEYS_OLD= one , two,\n")) == (b"one", b"two")


@pytest.mark.parametrize(
    ("role", "lines", "said"),
    [
        ("web", "TELEGRAM_TOKEN=1:a\n", "web needs PostgreSQL"),
        ("worker", "DATABASE_URL=postgresql://a/b\n", "TELEGRAM_TOKEN: worker needs it"),
        ("web", "TELEGRAM_TOKEN=1:a\nDATABASE_URL=postgresql://a/b\n", "WEBHOOK_URL: web needs"),
    ],
)
def test_a_part_of_the_bot_that_has_nothing_to_do_says_why(tmp_path: Path, role: Role, lines: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        allow(written(tmp_path, lines), role)
    allow(written(tmp_path, ""), "all")


def test_the_days_of_all_programs_are_those_of_one_clock() -> None:
    code = "import time; time.tzset(); from datetime import UTC, datetime; from bot.services import utc_day; "
    code += "assert utc_day() == datetime.now(UTC).date(); print('well')"
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):  # of these two one has another day than UTC, whatever the hour
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"TZ": zone}, capture_output=True, check=True
        )
        assert done.stdout.strip() == b"well"
