"""Bringing a copy in: read, compared, staged, and put in force, or waiting for a second person."""

import secrets
from dataclasses import dataclass, replace
from datetime import date

from bot.lists.change import Change, Digests, allow, compare
from bot.lists.entities import entities
from bot.lists.parse import BadFile, rows
from bot.lists.shelf import IN_FORCE, WAITING, Copy, Shelf
from bot.network.client import Client, Limits
from bot.network.guard import CouldNot
from content.sources import ListSource

FETCH = Limits(seconds=300, most_bytes=120 * 1024 * 1024)
ALONE = "official"  # lists of this tier need no second person


class NotTaken(ValueError):
    """The list stays as it was; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file and what the server said of it; `raw` is None when nothing has changed."""

    raw: bytes | None
    etag: str = ""
    modified: str = ""


async def fetch(source: ListSource, client: Client, last: Copy | None) -> Fetched:
    """Ask for the file, saying what we have. Raises NotTaken."""
    if not source.ready:
        raise NotTaken(f"{source.id} needs {source.needs or 'a file'}: see its note, then add a file by hand")
    asking = {"If-None-Match": last.etag} if last and last.etag else {}
    asking |= {"If-Modified-Since": last.modified} if last and last.modified else {}
    try:
        answer = await client.read(source.data.url, FETCH, asking)
    except CouldNot as error:
        raise NotTaken(f"{source.id} could not be fetched: {error}") from None
    if answer.status == 304 and last:
        return Fetched(None, last.etag, last.modified)
    if answer.status != 200:
        raise NotTaken(f"{source.id} could not be fetched: the server answered {answer.status}")
    return Fetched(answer.body, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))


@dataclass(frozen=True, slots=True)
class Bringing:
    """Who brings a copy, the day the list itself says, and today."""

    by: str
    list_date: date
    today: date
    dry: bool = False


def bring(shelf: Shelf, source: ListSource, fetched: Fetched, how: Bringing) -> Change:
    """Read a file and take it over; nothing is in force when `how.dry`. Raises NotTaken; the old list stays."""
    last = shelf.copy(source.id)
    if fetched.raw is None and last:
        if not how.dry:
            shelf.put(source.id, replace(last, read_on=how.today))
        return Change(last.rows, last.rows)
    raw = fetched.raw or b""
    name = f"{how.today:%Y%m%d}-{secrets.token_hex(6)}.csv"
    digests = Digests()
    try:
        count = shelf.write(source.id, name, digests.take(entities(rows(raw, source.data), source)))
        allow(count, last.rows if last else None, source)
        copy = Copy(name, how.list_date, how.today, count, fetched.etag, fetched.modified, (how.by,))
        change = _change(shelf, source, last, copy, digests)
    except BadFile as error:
        shelf.discard(source.id, name)
        raise NotTaken(f"{source.id} was not taken over: {error}. The old list stays.") from None
    if how.dry:
        shelf.discard(source.id, copy.file)
    else:
        shelf.put(source.id, copy, IN_FORCE if source.tier == ALONE else WAITING)
    return change


def _change(shelf: Shelf, source: ListSource, last: Copy | None, copy: Copy, digests: Digests) -> Change:
    before = Digests()
    old = shelf.entities(source.id, last) if last else []
    for _ in before.take(old):
        pass
    return compare(before.rows, digests, shelf.entities(source.id, copy), old)


def approve(shelf: Shelf, ident: str, by: str) -> Copy:
    """A second person's yes. Raises NotTaken when nothing waits, or the same person brought it."""
    waiting = shelf.copy(ident, WAITING)
    if waiting is None:
        raise NotTaken(f"nothing of {ident} waits for a second person")
    if by.strip().casefold() in {name.strip().casefold() for name in waiting.by}:
        raise NotTaken("the person who brought a list cannot approve it; ask a second one")
    copy = replace(waiting, by=(*waiting.by, by))
    shelf.put(ident, copy)
    return copy
