"""python -m bot: the bot in Telegram when there is a token, else the same bot as a chat in the terminal."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from bot import logs
from bot.lists import command as lists
from bot.scene import Services
from bot.services import open_services
from bot.settings import DATA, Settings, SettingsError, old_secrets, read_settings, secret_of
from bot.store import StoreError, close, open_store
from bot.store.migrate import migrate
from bot.terminal import chat
from checks.patterns import PhraseError
from content import ContentError

HELP = """\
Without TELEGRAM_TOKEN this opens a chat in the terminal: paste an offer, end with an empty line, press
buttons by their number. When standard input is no terminal, each block of lines is one message (blocks are
parted by an empty line, as when typing). With TELEGRAM_TOKEN it is the bot, by long polling.

Settings, from the environment or from .env:
  TELEGRAM_TOKEN         the bot's token, from @BotFather
  TELEGRAM_API_BASE_URL  another Bot API server (default https://api.telegram.org)
  DATABASE_URL           where languages, countries and counts are kept (default sqlite:///var/second-look.db)
  DRAFTS_ALONE           yes: a phrase that nobody has reviewed may say "stop" without another sign beside it
  SECRET_KEY             key for hashes and seals of what is kept (default: made once, var/secret.key)
  SECRET_KEYS_OLD        keys used before SECRET_KEY, newest first, with commas between; see bot/README.md
  LOOKUPS                look-ups outside, off unless named: expand,rdap,lists (see bot/README.md)
  BLOCK_LISTS            the lists for "lists": Name=https://..., with a comma between two
"""


def main() -> int:
    """0 after a normal end; 1 when Telegram does not let us in; 2 when a setting is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description=__doc__,
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("lists", help="show, add and refresh official lists", add_help=False)
    commands.add_parser("release", help="bring the database to the form this program needs")
    options, rest = parser.parse_known_args()
    if options.command == "lists":
        return lists.main(rest, DATA / "lists", datetime.now(UTC).date())
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    logs.settle()
    try:
        settings = read_settings()
        if options.command == "release":
            return release(settings)
        return _talk(settings, open_services(settings))
    except (SettingsError, ContentError, PhraseError, StoreError) as error:
        print(error, file=sys.stderr)
        return 2


def release(settings: Settings) -> int:
    """Bring the database up to date, before the new programs start."""

    async def bring() -> None:
        opened = open_store(settings.database_url, secret_of(settings), old_secrets(settings))
        await migrate(opened)
        await close(opened)

    asyncio.run(bring())
    print("The database is ready.")
    return 0


def _talk(settings: Settings, services: Services) -> int:
    if settings.telegram_token.get_secret_value():
        from bot.app import run  # noqa: PLC0415  # half a second that the terminal can do without

        return run(settings, services)
    chat(services)
    return 0


if __name__ == "__main__":
    sys.exit(main())
