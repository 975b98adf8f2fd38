"""python -m bot partners: who shares the bot by a link of their own; add, list and drop them."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime

from bot.by_hand import NotTaken, tell
from bot.settings import Settings
from bot.store import Store, partners, prepare
from bot.store.partners import Partner, new_code
from bot.texts import offered
from content import load
from content.model import Library

MOST = {"name": 80, "helpline": 80, "phone": 40, "url": 200}  # characters
PHONE = re.compile(r"\+?[\d(][\d ()/.-]{1,38}")
URL = re.compile(r"https?://[!-~]+")
LEVELS = ("urgent", "stop", "care", "none")


def main(arguments: Sequence[str], settings: Settings) -> int:
    """0: done; 1: not taken, and it is said why; 2: wrong use."""
    options = _options().parse_args(arguments)
    return tell(settings, lambda store: _do(options, store))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot partners", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a partner")
    parser.add_argument("--json", action="store_true", help="one JSON object a partner")
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers()
    commands.add_parser("list", parents=[shared], help="all partners, with their counts").set_defaults(run=_list)
    add = commands.add_parser("add", parents=[shared], help="add an organisation and make its code")
    add.add_argument("name")
    add.add_argument("--language", default="", help="a language tag, for the answers to its people")
    add.add_argument("--country", required=True, help="a country code, like NP")
    add.add_argument("--helpline", default="", help="'name|phone|web address'; one of the last two may be empty")
    add.set_defaults(run=_add)
    drop = commands.add_parser("drop", parents=[shared], help="take a partner away, with its counts")
    drop.add_argument("code")
    drop.set_defaults(run=_drop)
    return parser


async def _do(options: argparse.Namespace, store: Store) -> list[str]:
    await prepare(store)
    lines: list[str] = await options.run(options, store)
    return lines


async def _add(options: argparse.Namespace, store: Store) -> list[str]:
    partner = made(options, load(), datetime.now(UTC).date())
    await partners.add(store, partner)
    return [await _line(store, partner, options.json)]


async def _list(options: argparse.Namespace, store: Store) -> list[str]:
    found = await partners.everyone(store)
    lines = [await _line(store, one, options.json) for one in found]
    return lines if lines or options.json else ["There is no partner yet: python -m bot partners add NAME --country CC"]


async def _drop(options: argparse.Namespace, store: Store) -> list[str]:
    if not await partners.drop(store, options.code):
        raise NotTaken(f"there is no partner with the code {options.code}")
    gone = {"code": options.code, "dropped": True}
    return [json.dumps(gone) if options.json else f"{options.code}: gone, with its counts; its link still starts us"]


def made(options: argparse.Namespace, library: Library, today: date) -> Partner:
    """A partner of what was typed, with a new code. Raises NotTaken."""
    line = [part.strip() for part in options.helpline.split("|")] if options.helpline else ["", "", ""]
    if len(line) != 3:
        raise NotTaken("--helpline has three parts: 'name|phone|web address'")
    country, language = options.country.upper(), options.language.lower()
    given = {"name": options.name.strip(), "helpline": line[0], "phone": line[1], "url": line[2]}
    _look_at(given)
    if country not in library.countries or country in ("ZZ", "EU"):
        raise NotTaken(f"“{options.country}” is no country code we know; write it like NP")
    if language and language not in offered(library):
        raise NotTaken(f"we do not speak “{options.language}”; we speak {', '.join(offered(library))}")
    return Partner(code=new_code(), language=language, country=country, given=today, **given)


def _look_at(given: dict[str, str]) -> None:
    """People will act on this: nothing is taken that is not what it should be."""
    if not given["name"]:
        raise NotTaken("the partner needs a name")
    for part, text in given.items():
        if len(text) > MOST[part] or not text.isprintable():
            raise NotTaken(f"the {part} must be one line of at most {MOST[part]} characters")
    if given["phone"] and not PHONE.fullmatch(given["phone"]):
        raise NotTaken("the phone must be one number, as people dial it")
    if given["url"] and not URL.fullmatch(given["url"]):
        raise NotTaken("the web address must begin with https:// or http://")
    if given["helpline"] and not (given["phone"] or given["url"]):
        raise NotTaken("a helpline needs a phone or a web address")


async def _line(store: Store, partner: Partner, as_json: bool) -> str:
    """One partner with its counts, in fives; what is under five is not told."""
    counts = await partners.figures(store, partner.code)
    if as_json:
        whole = asdict(partner) | {"given": partner.given.isoformat(), "counts": counts}
        return json.dumps(whole, ensure_ascii=False)
    places = ", ".join(filter(None, (partner.helpline, partner.phone, partner.url))) or "no helpline"
    told = [f"{name} {counts[name]}+" for name in ("came", "checks", *LEVELS) if name in counts]
    seen = ", ".join(told) or f"fewer than {partners.LEAST} of anything"
    preset = f"{partner.country} {partner.language or '-'}"
    return f"{partner.code}  {partner.name} ({preset}): {places}; given {partner.given}; {seen}"
