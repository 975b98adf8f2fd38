"""python -m bot poster: a card, a poster or a table tent with a partner's square code and address."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.evidence.printer import Printer
from bot.poster.page import BOT_NAME, SIZES, page_of, words_of
from bot.settings import Settings
from bot.store import Store, partners, prepare
from bot.texts import Texts, texts_of
from content import load
from content.model import Library

BEGINS = {".pdf": b"%PDF-", ".png": b"\x89PNG"}


class NotMade(ValueError):
    """Why there is no poster, in plain words."""


def main(arguments: Sequence[str], settings: Settings) -> int:
    """0: the file is there; 1: it is not, and it is said why; 2: wrong use."""
    from bot.chores import with_store  # noqa: PLC0415  # what opens a database, which `--help` can do without

    options = _options().parse_args(arguments)
    try:
        made = with_store(settings, lambda store: drawn(options, store, load()))
        options.out.write_bytes(made)
    except NotMade as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.out} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{options.out} is there. Scan the code once before you print it.")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot poster", description=__doc__)
    parser.add_argument("code", help="the partner's code; `python -m bot partners` lists them")
    parser.add_argument("--bot", required=True, type=_bot, help="the bot's name in Telegram, like @SecondLookBot")
    parser.add_argument("--language", default="", help="a language tag; default: the partner's")
    parser.add_argument("--size", choices=SIZES, default="a4", help="as PDF, cards come eight on a sheet")
    parser.add_argument("--out", required=True, type=_file, help="the file to write: .pdf or .png")
    return parser


def _bot(name: str) -> str:
    found = BOT_NAME.fullmatch(name)
    if not found:
        raise argparse.ArgumentTypeError("a bot's name has 4 to 32 letters, digits and _")
    return found[1]


def _file(name: str) -> Path:
    if Path(name).suffix.lower() not in BEGINS:
        raise argparse.ArgumentTypeError("it must end in .pdf or .png")
    return Path(name)


async def drawn(options: argparse.Namespace, store: Store, library: Library) -> bytes:
    """The file's bytes. Raises NotMade."""
    await prepare(store)
    partner = await partners.find(store, options.code)
    if partner is None:
        raise NotMade(f"there is no partner with the code {options.code}; see: python -m bot partners")
    ending = options.out.suffix.lower()
    texts = _texts(library, options.language or partner.language or "en")
    page = page_of(partner, options.bot, texts, options.size, sheet=ending == ".pdf")
    return await printed(page, ending)


def _texts(library: Library, tag: str) -> Texts:
    """Half a poster in English helps nobody: only a language that has all of its words."""
    parts = {key for key in library.languages["en"].texts if key.startswith("poster.")}
    can = sorted(t for t, language in library.languages.items() if parts <= language.texts.keys())
    if tag not in can:
        raise NotMade(f"there are no words for a poster in “{tag}”; there are in: {', '.join(can)}")
    return texts_of(library, tag)


async def printed(page: dict[str, object], ending: str) -> bytes:
    """The page as PDF or PNG, from a process of its own. Raises NotMade."""
    words = words_of(page)
    printer = Printer(command=(sys.executable, "-m", "bot.poster.child", ending.removeprefix(".")))
    if missing := printer.missing(words):
        raise NotMade(f"no font here has {', '.join(sorted(missing))} letters; on Debian: apt install fonts-noto-core")
    made = await printer.made(page, words, BEGINS[ending])
    if made is None:
        raise NotMade("the page could not be printed")
    return made
