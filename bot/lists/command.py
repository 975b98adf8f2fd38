"""python -m bot lists: show, add, refresh, approve and drop official lists."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.lists.keeper import Bringing, Fetched, NotTaken, approve, bring, fetch
from bot.lists.parse import MOST_BYTES
from bot.lists.shelf import WAITING, Shelf
from bot.network.client import Client
from bot.network.guard import SystemResolver
from content.files import ROOT
from content.sources import ListSource, SourceError, read_source, sources

Say = Callable[[str], None]
DAY = "%Y-%m-%d"


def main(arguments: Sequence[str], root: Path, today: date, say: Say = print) -> int:
    """0: done; 1: something was not taken over, the old list stays; 2: wrong use."""
    options = _options().parse_args(arguments)
    shelf = Shelf(root)
    try:
        return int(options.run(options, shelf, today, say))
    except (NotTaken, SourceError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except OSError as error:
        print(f"The lists cannot be kept in {root}: {error.strerror}.", file=sys.stderr)
        return 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot lists", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a list")
    parser.set_defaults(run=_show)
    commands = parser.add_subparsers()
    add = commands.add_parser("add", help="add a list from a file, or take in a newer file of one")
    add.add_argument("definition", help="the id of a definition in content/lists, or the path of a .toml")
    add.add_argument("file", type=Path, nargs="?", help="the list's file; without it the definition's address is read")
    add.add_argument("--date", type=date.fromisoformat, help="the day the list says, like 2026-11-22; default today")
    add.set_defaults(run=_add)
    refresh = commands.add_parser("refresh", help="fetch added lists again; all of them when none is named")
    refresh.add_argument("id", nargs="*")
    refresh.set_defaults(run=_refresh)
    second = commands.add_parser("approve", help="a second person's yes to a list that is not official")
    second.add_argument("id")
    second.set_defaults(run=_approve)
    drop = commands.add_parser("drop", help="take an added list away")
    drop.add_argument("id")
    drop.set_defaults(run=_drop)
    for command in (add, refresh):
        command.add_argument("--dry-run", action="store_true", help="show what would change and change nothing")
    for command in (add, refresh, second):
        command.add_argument("--by", default="", help="your name, kept with the copy")
    return parser


def _show(options: argparse.Namespace, shelf: Shelf, today: date, say: Say) -> int:
    """The lists in force with their age, and the definitions that could be added."""
    added = shelf.ids()
    for ident in added:
        copy, source = shelf.copy(ident), shelf.source(ident)
        age = (today - copy.list_date).days if copy else None
        state = _state(age, source.max_age_days)
        if shelf.copy(ident, WAITING):
            state += ", a newer one waits for a second person"
        if options.json:
            say(json.dumps({"id": ident, "rows": copy.rows if copy else 0, "age_days": age, "state": state}))
        else:
            say(f"{ident:24} {copy.rows if copy else 0:>9,} rows  {source.authority}: {state}")
    for ident, source in sources(ROOT).items():
        if ident not in added:
            state = "ready to add" if source.ready else f"needs {source.needs}"
            line = {"id": ident, "rows": 0, "age_days": None, "state": state}
            say(json.dumps(line) if options.json else f"{ident:24} {'':>14}  {source.authority}: {state}")
    return 0


def _state(age: int | None, most: int) -> str:
    if age is None:
        return "no copy yet"
    return "in force" if age <= most else "old: its rows are told and count for nothing"


def _add(options: argparse.Namespace, shelf: Shelf, today: date, say: Say) -> int:
    path = ROOT / "lists" / f"{options.definition}.toml"
    path = path if path.is_file() else Path(options.definition)
    source = read_source(path)
    if not source.ready or source.tier != "official":
        _named(options.by)
    fetched = _read(options.file) if options.file else asyncio.run(_fetched(shelf, source))
    done = _bring(options, shelf, source, fetched, (options.date or today, today, say))
    if not options.dry_run:
        shelf.define(source.id, path)
    return done


def _read(path: Path) -> Fetched:
    if path.stat().st_size > MOST_BYTES:
        raise NotTaken(f"{path.name} has more than {MOST_BYTES:,} bytes")
    return Fetched(path.read_bytes())


async def _fetched(shelf: Shelf, source: ListSource) -> Fetched:
    resolver = SystemResolver()
    client = Client(resolver, time.monotonic)
    try:
        return await fetch(source, client, shelf.copy(source.id))
    finally:
        await client.close()
        resolver.close()


def _bring(
    options: argparse.Namespace, shelf: Shelf, source: ListSource, fetched: Fetched, when: tuple[date, date, Say]
) -> int:
    list_date, today, say = when
    how = Bringing(options.by or "operator", list_date, today, options.dry_run)
    change = bring(shelf, source, fetched, how)
    for line in change.lines():
        say(f"{source.id}: {line}")
    if options.dry_run:
        say(f"{source.id}: nothing was changed")
    elif shelf.copy(source.id, WAITING):
        say(f"{source.id}: waits for a second person: python -m bot lists approve {source.id} --by NAME")
    return 0


def _refresh(options: argparse.Namespace, shelf: Shelf, today: date, say: Say) -> int:
    """Each list by itself: one that fails stays as it was, and the others go on."""
    failed = 0
    for ident in options.id or shelf.ids():
        if ident not in shelf.ids():
            raise NotTaken(f"there is no added list “{ident}”")
        try:
            source = shelf.source(ident)
            if not source.ready and not options.id:
                continue
            fetched = asyncio.run(_fetched(shelf, source))
            _bring(options, shelf, source, fetched, (today, today, say))
        except NotTaken as error:
            print(error, file=sys.stderr)
            failed = 1
    return failed


def _approve(options: argparse.Namespace, shelf: Shelf, _today: date, say: Say) -> int:
    _named(options.by)
    copy = approve(shelf, options.id, options.by)
    say(f"{options.id}: {copy.rows:,} rows are in force")
    return 0


def _drop(options: argparse.Namespace, shelf: Shelf, _today: date, say: Say) -> int:
    if options.id not in shelf.ids():
        raise NotTaken(f"there is no added list “{options.id}”")
    shelf.drop(options.id)
    say(f"{options.id}: gone")
    return 0


def _named(by: str) -> None:
    if not by.strip():
        raise NotTaken("say who you are with --by NAME; two people stand behind a list that is not official")
