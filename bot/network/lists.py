"""Block lists the operator chose, read once a day: staged, limited, allow-listed, the last good copy kept.

No message and no host of a message is ever sent to a list: the whole list is read, and asked here.
"""

import asyncio
import logging
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.network.client import Client, Limits
from bot.network.formats import BadList, holds, packed, read_list, unpacked
from bot.network.guard import CouldNot
from bot.network.sources import Source
from bot.store import Store
from bot.store import lookups as kept
from checks.lookups import Listed

log = logging.getLogger(__name__)

DAY_S = 86_400
DUE_S = DAY_S - 3600  # a little less than a day, so that a daily round does not slip to every second one
OLD_S = 30 * DAY_S  # lists change by the day; an older copy is not asked
LIMITS = Limits(seconds=120, most_bytes=32 * 1024 * 1024)
MOST_CHANGE = 0.5  # a list that halves or doubles overnight is more likely broken than right


@dataclass(frozen=True, slots=True)
class _Copy:
    read: int
    digests: "array[int]"


class Lists:
    """The lists as last read. `now` gives seconds since 1970; `spared` says which hosts no list may name."""

    def __init__(
        self,
        client: Client,
        store: Store,
        now: Callable[[], float],
        sources: Iterable[Source],
        spared: Callable[[str], bool],
    ) -> None:
        self._client, self._store, self._now, self._spared = client, store, now, spared
        self._sources = tuple(sources)
        self._copies: dict[str, _Copy] = {}

    def ask(self, hosts: Iterable[str]) -> tuple[tuple[Listed, ...], str]:
        """Which of `hosts` stand on which list, and a reason when some list could not be asked."""
        hits: list[Listed] = []
        missing = ""
        for source in self._sources:
            copy = self._copies.get(source.key)
            if copy is None or copy.read < self._now() - OLD_S:
                missing = "a list has no fresh copy"
                continue
            hits += (Listed(host, source.name, _day(copy.read)) for host in hosts if self._on(copy, host))
        return tuple(hits), missing

    def _on(self, copy: _Copy, host: str) -> bool:
        """On the list, and not one of those that lists name by mistake: organisations, platforms, suffixes."""
        return not self._spared(host) and holds(copy.digests, host, self._spared)

    async def load(self) -> None:
        """Take over copies that are newer than ours, whoever read them."""
        for source in self._sources:
            ours = self._copies.get(source.key)
            found = await kept.copy_of(self._store, source.key, ours.read if ours else 0)
            if found:
                self._copies[source.key] = _Copy(found.read, unpacked(found.digests))

    async def refresh(self) -> None:
        """Read every list that is due and that nobody else is reading. A list that fails stays as it was."""
        for source in self._sources:
            now = int(self._now())
            if not await kept.claim(self._store, source.key, now - DUE_S, now):
                continue
            try:
                await self._read(source, now)
            except (CouldNot, BadList) as error:
                log.warning("the block list %s was not read: %s; the last copy stays", source.name, error)
        await self.load()

    async def _read(self, source: Source, now: int) -> None:
        before = await kept.copy_of(self._store, source.key)
        asking = {"If-None-Match": before.etag} if before and before.etag else {}
        answer = await self._client.read(source.url, LIMITS, asking)
        if answer.status == 304 and before:
            await kept.confirm(self._store, source.key, now)
            return
        if answer.status != 200:
            raise CouldNot("no answer")
        digests = await asyncio.to_thread(read_list, answer.body, source.column)
        if before and before.read > now - OLD_S:
            _steady(len(unpacked(before.digests)), len(digests))
        etag = answer.headers.get("etag", "")
        await kept.put_copy(self._store, source.key, kept.Copy(now, etag if len(etag) <= 200 else "", packed(digests)))
        log.info("the block list %s was read: %d entries", source.name, len(digests))


def _steady(before: int, after: int) -> None:
    """Raise BadList when a list has shrunk or grown by more than half."""
    if abs(after - before) > MOST_CHANGE * before:
        raise BadList(f"it went from {before:,} to {after:,} entries")


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()
