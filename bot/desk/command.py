"""python -m bot accounts: who may sign in to the partners' pages; invite, list and drop them."""

import argparse
import json
import re
import time
from collections.abc import Sequence

from bot.by_hand import NotTaken, tell
from bot.settings import Settings
from bot.store import Store, accounts, audit, partners, prepare
from bot.store.desk_tables import ROLES

MOST_LABEL = 80


def main(arguments: Sequence[str], settings: Settings) -> int:
    """0: done; 1: not taken, and it is said why; 2: wrong use."""
    options = _options().parse_args(arguments)
    return tell(settings, lambda store: _do(options, store))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot accounts", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="JSON objects")
    parser.add_argument("--json", action="store_true", help="JSON objects")
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers()
    commands.add_parser("list", parents=[shared], help="all accounts").set_defaults(run=_list)
    invite = commands.add_parser("invite", parents=[shared], help="make a code that makes one account, within a week")
    invite.add_argument("label", help="a name for the log and for reviewers, like 'Ann of Workers House'")
    invite.add_argument("--role", choices=ROLES, default="viewer")
    whose = invite.add_mutually_exclusive_group(required=True)
    whose.add_argument("--partner", default="", metavar="CODE", help="the account sees what is this partner's")
    whose.add_argument("--all", action="store_true", help="the account sees everything: for the operator's own people")
    invite.add_argument("--bot", default="", help="the bot's @name, to print the whole link")
    invite.set_defaults(run=_invite)
    drop = commands.add_parser("drop", parents=[shared], help="take an account away and sign it out")
    drop.add_argument("id")
    drop.set_defaults(run=_drop)
    return parser


async def _do(options: argparse.Namespace, store: Store) -> list[str]:
    await prepare(store)
    lines: list[str] = await options.run(options, store)
    return lines


async def _invite(options: argparse.Namespace, store: Store) -> list[str]:
    label, bot, now = options.label.strip(), options.bot.removeprefix("@"), int(time.time())
    if not label or len(label) > MOST_LABEL or not label.isprintable():
        raise NotTaken(f"the label must be one line of at most {MOST_LABEL} characters")
    if bot and not re.fullmatch(r"[A-Za-z]\w{3,31}", bot, re.ASCII):
        raise NotTaken("--bot must be the bot's name, like @SecondLookBot")
    if not options.all and await partners.find(store, options.partner) is None:
        raise NotTaken(f"there is no partner with the code {options.partner}")
    code = await accounts.invite(store, label, options.role, options.partner, now)
    await audit.note(store, None, "account.invite", options.partner, now)
    link = f"https://t.me/{bot}?start={code}" if bot else ""
    if options.json:
        return [json.dumps({"code": code, "link": link, "role": options.role, "partner": options.partner})]
    return [link or f"/start {code}", "It makes one account, for the chat that opens it first, within a week."]


async def _list(options: argparse.Namespace, store: Store) -> list[str]:
    found = await accounts.everyone(store)
    if options.json:
        keys = ("id", "role", "partner", "label")
        rows = [{key: getattr(one, key) for key in keys} | {"since": one.since.isoformat()} for one in found]
        return [json.dumps(row, ensure_ascii=False) for row in rows]
    lines = [f"{one.id}  {one.role:8}  {one.partner or 'all':11}  {one.label}; since {one.since}" for one in found]
    return lines or ["Nobody can sign in yet: python -m bot accounts invite NAME --partner CODE"]


async def _drop(options: argparse.Namespace, store: Store) -> list[str]:
    if not await accounts.drop(store, options.id):
        raise NotTaken(f"there is no account {options.id}")
    await audit.note(store, None, "account.drop", options.id, int(time.time()))
    return [json.dumps({"id": options.id, "dropped": True}) if options.json else f"{options.id}: gone and signed out"]
