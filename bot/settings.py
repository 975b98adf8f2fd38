"""The settings, from the environment or a `.env` file, and plain words for what is wrong with them."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.network.sources import Source, source_of
from checks.lookups import KINDS, Kind

DATA = Path("var")  # everything we keep, below the folder the program was started in
ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
Role = Literal["all", "web", "worker"]
LEAST_KEY = 16  # characters; a shorter key could be found by trying


class SettingsError(ValueError):
    """Something is wrong with the settings; the message says which, why, and what to do."""


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    telegram_token: SecretStr = SecretStr("")  # empty: a chat in the terminal
    telegram_api_base_url: str = "https://api.telegram.org"
    database_url: str = f"sqlite+aiosqlite:///{DATA}/second-look.db"
    secret_key: SecretStr = SecretStr("")  # empty: made once and kept in var/secret.key
    drafts_alone: bool = False  # may a phrase that nobody has reviewed say "stop" by itself?
    secret_keys_old: Annotated[tuple[SecretStr, ...], NoDecode] = ()  # keys of before, newest first
    webhook_url: str = ""  # where Telegram brings updates; empty: we ask for them
    port: int = 0  # to listen on for the webhook, /healthz, /readyz and /metrics; 0: 8080 with a webhook, else none
    host: str = "0.0.0.0"  # noqa: S104  # behind a platform's router; name another address where there is none
    telegram_backend: Literal["aiohttp", "httpx"] = "aiohttp"
    checkers: int = Field(default=0, ge=0, le=64)  # processes that check texts beside this one; 0: none
    answers_at_once: int = Field(default=32, ge=1, le=512)
    sends_a_second: float = Field(default=30, gt=0)  # over all programs; Telegram's limit
    chat_burst: int = Field(default=20, ge=1)
    chat_a_minute: int = Field(default=30, ge=1)
    all_a_minute: int = Field(default=3000, ge=1)
    chat_files: int = Field(default=40, ge=1)  # pictures and papers of one chat that are read at once ...
    chat_files_a_minute: float = Field(default=2, gt=0)  # ... and each minute
    log_format: Literal["", "text", "json"] = ""  # empty: json for web and worker, else text
    lookups: Annotated[tuple[Kind, ...], NoDecode] = ()  # empty: nothing is looked up outside
    block_lists: Annotated[tuple[Source, ...], NoDecode] = ()
    public_page: bool = False  # a page where anybody can paste a text, for people without Telegram
    public_url: str = ""  # where people reach our pages from outside, like https://desk.example.org
    desk: bool = False  # pages for partners; needs public_url
    emerging: bool = True  # fingerprints of messages with warning signs, so that new campaigns are seen
    contact_email: str = ""  # of the operator, on /dispute
    api_keys: Annotated[tuple[tuple[str, SecretStr], ...], NoDecode] = ()  # partner and key; none: no API
    page_burst: int = Field(default=6, ge=2)  # texts from one address at once (jittered: 1 could be none) ...
    page_a_minute: int = Field(default=6, ge=1)  # ... and each minute
    pages_a_minute: int = Field(default=600, ge=1)  # from all addresses
    api_a_minute: int = Field(default=600, ge=2)  # of one partner

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not re.fullmatch(r"\d+:\S+", value.get_secret_value()):
            raise ValueError("this is not a bot token (digits, a colon, letters); copy it again from @BotFather")
        return value

    @field_validator("telegram_api_base_url")
    @classmethod
    def _base(cls, value: str) -> str:
        value = value or "https://api.telegram.org"
        if not re.match(r"https?://[^/\s]", value):
            raise ValueError("write the whole address, starting with https:// or http://")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not re.match(r"https?://[^/\s]", value):
            raise ValueError("write the whole public address, starting with https://")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str) -> str:
        here = r"http://(localhost|127\.0\.0\.1)"  # a cookie must not travel in the open
        if value and not re.fullmatch(rf"({here}|https://[A-Za-z0-9.-]+)(:\d+)?/?", value):
            raise ValueError("write the address without a path, like https://desk.example.org; it must be https")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        return with_driver(value)

    @field_validator("secret_key")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < LEAST_KEY:
            raise ValueError(f"use at least {LEAST_KEY} characters, or leave it out and one is made")
        return value

    @field_validator("secret_keys_old", mode="before")
    @classmethod
    def _secrets(cls, value: object) -> object:
        keys = value.split(",") if isinstance(value, str) else value
        return (
            tuple(SecretStr(str(key).strip()) for key in keys if str(key).strip()) if isinstance(keys, list) else keys
        )

    @field_validator("lookups", mode="before")
    @classmethod
    def _lookups(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        wishes = [wish.strip().lower() for wish in value.split(",") if wish.strip()]
        if any(wish not in KINDS for wish in wishes):
            raise ValueError(f"write one or more of {', '.join(KINDS)}, with commas between them")
        return tuple(kind for kind in KINDS if kind in wishes)

    @field_validator("block_lists", mode="before")
    @classmethod
    def _block_lists(cls, value: object) -> object:
        return tuple(map(source_of, filter(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("contact_email")
    @classmethod
    def _contact(cls, value: str) -> str:
        if value and not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, re.ASCII):
            raise ValueError("write one plain address, like help@example.org")
        return value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _api_keys(cls, value: object) -> object:
        return keys_of(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _lists_go_together(self) -> Self:
        if ("lists" in self.lookups) != bool(self.block_lists):
            raise ValueError("BLOCK_LISTS needs lists in LOOKUPS, and lists in LOOKUPS needs BLOCK_LISTS")
        return self

    @model_validator(mode="after")
    def _desk_has_an_address(self) -> Self:
        if self.desk and not self.public_url:
            raise ValueError("DESK needs PUBLIC_URL, the address of the pages in the links we send")
        return self

    @property
    def small(self) -> bool:
        return self.database_url.startswith("sqlite")


def keys_of(value: str) -> tuple[tuple[str, SecretStr], ...]:
    """Partners and keys of "name=key,other=key". Raises ValueError, without any key."""
    pairs = [tuple(map(str.strip, pair.split("=", 1))) for pair in value.split(",") if pair.strip()]
    for pair in pairs:
        if len(pair) != 2 or not re.fullmatch(r"[a-z0-9-]{1,32}", pair[0]) or len(pair[1]) < LEAST_KEY:
            raise ValueError(f"write partner=key with commas between, each key at least {LEAST_KEY} characters")
    return tuple((name, SecretStr(key)) for name, key in pairs)


def with_driver(url: str) -> str:
    """A database's address as operators write it, with the driver we use. Raises ValueError, without the address."""
    scheme, bar, rest = url.partition("://")
    try:
        return make_url(f"{ASYNC_DRIVERS.get(scheme, scheme)}{bar}{rest}").render_as_string(False)
    except ArgumentError:
        raise ValueError("write it like sqlite:///var/second-look.db") from None


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """The settings; raises SettingsError with a line for each wrong one, its value left out."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # known to pydantic alone
    except ValidationError as error:
        lines = (": ".join([*(str(name).upper() for name in e["loc"][:1]), _plain(e["msg"])]) for e in error.errors())
        raise SettingsError("\n".join(lines)) from None


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


def secret_of(settings: Settings, data: Path = DATA) -> bytes:
    """The key that chat ids are hashed with: the setting, or one made once and kept for this machine only."""
    given = settings.secret_key.get_secret_value()
    if not given and not settings.small:
        raise SettingsError("SECRET_KEY: with PostgreSQL set it, the same for every program")
    return given.encode() if given else _kept_secret(data / "secret.key")


def old_secrets(settings: Settings) -> tuple[bytes, ...]:
    """The keys of before: what was kept under them is still found, and kept under the new one from then on."""
    return tuple(key.get_secret_value().encode() for key in settings.secret_keys_old)


def _kept_secret(path: Path) -> bytes:
    """The key in `path`, made when there is none; two programs that start together get the same one."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # another program was first: then its key counts
            os.link(made, path)
        made.unlink()
    key = path.read_bytes().strip()
    if len(key) < LEAST_KEY:
        raise SettingsError(f"{path}: the key in it is too short; delete the file and a new one is made")
    return key


def allow(settings: Settings, role: Role) -> None:
    """Raises SettingsError for a role that these settings leave nothing to do."""
    if role == "all":
        return
    if settings.small:
        raise SettingsError(f"{role} needs PostgreSQL (DATABASE_URL); with SQLite one program does all: python -m bot")
    if not settings.telegram_token.get_secret_value():
        raise SettingsError(f"TELEGRAM_TOKEN: {role} needs it")
    if role == "web" and not settings.webhook_url:
        raise SettingsError("WEBHOOK_URL: web needs the public address of this program")
