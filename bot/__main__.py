"""python -m bot: the bot in Telegram when there is a token, else the same bot as a chat in the terminal."""

import argparse
import gc
import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from bot.chores import block_chat, migrate_store, release
from bot.services import open_services
from bot.settings import DATA, Role, Settings, SettingsError, allow, read_settings
from bot.store import StoreError
from bot.store.beforehand import brought_up
from bot.store.faults import plain
from bot.terminal import chat
from checks.patterns import PhraseError
from content import ContentError


def _of(module: str) -> Callable[[Sequence[str], Settings], int]:
    """The `main` of a command, with what it needs brought in when it is asked for: a start does without."""

    def main(words: Sequence[str], settings: Settings) -> int:
        code: int = importlib.import_module(module).main(words, settings)
        return code

    return main


OPERATORS = {
    "partners": _of("bot.partners"),
    "accounts": _of("bot.desk.command"),
    "numbers": _of("bot.desk.open_numbers"),
    "calls": _of("bot.calls"),
    "poster": _of("bot.poster.command"),
}
HELP = """\
Without TELEGRAM_TOKEN this opens a chat in the terminal: paste an offer, end with an empty line, press
buttons by their number. When standard input is no terminal, each block of lines is one message (blocks are
parted by an empty line, as when typing). With TELEGRAM_TOKEN it is the bot, by long polling,
or by webhook when there is a WEBHOOK_URL.

Settings, from the environment or from .env:
  TELEGRAM_TOKEN         the bot's token, from @BotFather
  TELEGRAM_API_BASE_URL  another Bot API server (default https://api.telegram.org)
  DATABASE_URL           where languages, countries and counts are kept (default sqlite:///var/second-look.db)
  DRAFTS_ALONE           yes: a phrase that nobody has reviewed may say "stop" without another sign beside it
  SECRET_KEY             key for hashes and seals of what is kept (default: made once, var/secret.key)
  SECRET_KEYS_OLD        keys used before SECRET_KEY, newest first, with commas between; see bot/README.md
  WEBHOOK_URL            public https address of this program; empty: long polling
  PORT, HOST             where to listen for the webhook, /healthz, /readyz, /metrics (8080 with a webhook,
                         else nowhere)
  TELEGRAM_BACKEND       aiohttp (default) or httpx
  ANSWERS_AT_ONCE        answers in the making at the same time (32)
  CHECKERS               processes that check texts beside this one, for machines with more than one processor (0)
  SENDS_A_SECOND         messages a second over all programs (30, Telegram's limit)
  CHAT_BURST, CHAT_A_MINUTE, ALL_A_MINUTE   what one chat may ask at once and each minute, and all together
                         (20, 30, 3000); more gets one friendly sentence
  CHAT_FILES, CHAT_FILES_A_MINUTE           how many pictures and papers of one chat are read at once and each minute
                         (40, 2)
  LOG_FORMAT             text or json (default: json for web and worker)
  LOOKUPS                look-ups outside, off unless named: expand,rdap,lists (see bot/README.md)
  PUBLIC_PAGE            yes: a page where anybody can paste a text (see bot/README.md)
  PUBLIC_URL             the address of PORT from outside, for the projector pages of workshops
  DESK                   yes: partners sign in there (needs PUBLIC_URL; see bot/README.md)
  EMERGING               no: no fingerprints of messages with warning signs are kept (see bot/README.md)
  CONTACT_EMAIL          the operator's address on /dispute
  API_KEYS               partner=key,other=key for POST /api/v1/check; API_A_MINUTE checks for each (600)
  PAGE_BURST, PAGE_A_MINUTE, PAGES_A_MINUTE   texts from one address at once and each minute, and from all (6, 6, 600)
  BLOCK_LISTS            the lists for "lists": Name=https://..., with a comma between two
"""


def main() -> int:
    """0 after a normal end; 1 when Telegram does not let us in; 2 when a setting is wrong."""
    options, rest = _parser().parse_known_args()
    if options.command == "lists":
        from bot.lists import command as lists  # noqa: PLC0415  # an HTTP client that other runs do without

        return lists.main(rest, DATA / "lists", datetime.now(UTC).date())
    if rest and options.command not in OPERATORS:
        _parser().error(f"unknown: {' '.join(rest)}")
    if options.command == "doctor":
        from bot.doctor import command as doctor  # noqa: PLC0415  # an HTTP client that other runs do without

        return doctor.main(options.json)
    try:
        if options.command in OPERATORS:
            return OPERATORS[options.command](rest, read_settings())
        return _do(options, read_settings())
    except (SettingsError, ContentError, PhraseError, StoreError) as error:
        print(error, file=sys.stderr)
    except (SQLAlchemyError, OSError) as error:
        logging.getLogger("bot").debug("stopped: %s", logs.kind(error))
        print(plain(error), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description=__doc__,
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("lists", help="show, add and refresh official lists", add_help=False)
    commands.add_parser("partners", help="who shares the bot by a link of their own", add_help=False)
    commands.add_parser("calls", help="what partners noted when they called helplines, as CSV", add_help=False)
    commands.add_parser("poster", help="a card, poster or table tent with a partner's code", add_help=False)
    commands.add_parser("accounts", help="who may sign in to the partners' pages", add_help=False)
    commands.add_parser("numbers", help="a month's numbers to publish, and charts of them", add_help=False)
    commands.add_parser("web", help="only receive: from Telegram's webhook into the inbox; needs PostgreSQL")
    commands.add_parser("worker", help="only answer what is in the inbox; needs PostgreSQL")
    commands.add_parser("release", help="bring the database to the form this program needs")
    move = commands.add_parser("migrate-store", help="carry what is kept into another, empty database")
    move.add_argument("source", metavar="FROM", help="like sqlite:///var/second-look.db")
    move.add_argument("target", metavar="TO", nargs="?", default="", help="default: DATABASE_URL")
    look = commands.add_parser("doctor", help="look at everything the bot needs: 0 well, 1 to look at, 2 a fault")
    look.add_argument("--json", action="store_true", help="as one JSON object")
    for name, words in (("block", "stop serving a chat"), ("unblock", "serve it again")):
        commands.add_parser(name, help=words).add_argument("chat", type=int, nargs="?", help="its number")
    return parser


def _do(options: argparse.Namespace, settings: Settings) -> int:
    role: Role = options.command if options.command in ("web", "worker") else "all"
    json_wanted = settings.log_format == "json" or (not settings.log_format and role != "all")
    logs.settle(json_wanted)
    if options.command == "release":
        print(release(settings))
    elif options.command == "migrate-store":
        print(migrate_store(options.source, options.target or settings.database_url))
    elif options.command in ("block", "unblock"):
        print(block_chat(settings, options.chat, again=options.command == "unblock"))
    else:
        allow(settings, role)
        return _talk(settings, role)
    return 0


def _talk(settings: Settings, role: Role) -> int:
    gc.disable()  # what is made here stays: looking for what could go takes as long as making it
    with brought_up(settings.database_url):
        services = open_services(settings)
    gc.freeze()  # nor is it looked through ever again: a tenth of a second each time, in somebody's answer
    gc.enable()
    if settings.telegram_token.get_secret_value():
        from bot.app import run  # noqa: PLC0415  # half a second that the terminal can do without

        return run(settings, services, role)
    chat(services)
    return 0


if __name__ == "__main__":
    sys.exit(main())
