"""One second look at an offer: asks what is wanted, all of it in three seconds, and never raises.

What does not answer in time is "could not check"; what did answer still counts.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from bot.network.client import Client, Limits
from bot.network.expand import expand
from bot.network.guard import CouldNot
from bot.network.lists import Lists
from bot.network.rdap import Registries
from bot.network.sources import Source
from bot.store import Store
from bot.store import lookups as kept
from checks.lookups import Expanded, Kind, Known, Learned, Listed, Registered, Wanted, behind

log = logging.getLogger(__name__)
T = TypeVar("T")
Asking = Callable[[str, Limits], Awaitable[T]]

BUDGET_S = 3.0  # for everything about one message
MOST_AT_ONCE = 64  # messages being looked at; one more is "could not check"
ROUND_S = 3600.0  # how often to see whether a list is due
LOAD_S = 60.0  # how often to see whether another program has read one
FORGET_S = 14 * 86_400  # answers older than this are erased


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """What one kind of look-up found, whether anything was asked, and a reason when something did not answer."""

    found: tuple[T, ...] = ()
    asked: bool = False
    missed: str = ""


class Lookups:
    """The look-ups an operator switched on. Everything from outside comes in: client, store, clocks."""

    def __init__(
        self,
        client: Client,
        store: Store,
        kinds: Iterable[Kind],
        known: Known,
        *,
        sources: Iterable[Source],
        now: Callable[[], float],
        today: Callable[[], date],
        budget_s: float = BUDGET_S,
    ) -> None:
        self.kinds = tuple(kinds)
        self._client, self._store, self._known = client, store, known
        self._now, self._today, self._budget = now, today, budget_s
        self._registries = Registries(client, store, now, today)
        self._lists = Lists(client, store, now, sources, known.spared)
        self._busy = 0

    async def learn(self, wanted: Wanted) -> Learned:
        """What can be learned in time about `wanted`."""
        if self._busy >= MOST_AT_ONCE:
            return Learned(asked=self.kinds, missed=tuple((kind, "too busy") for kind in self.kinds))
        self._busy += 1
        try:
            return await self._learn(wanted, asyncio.get_running_loop().time() + self._budget)
        finally:
            self._busy -= 1

    async def _learn(self, wanted: Wanted, deadline: float) -> Learned:
        """Short links and domains side by side; then what the short links lead to."""
        links, ages = await asyncio.gather(
            self._all("expand", wanted.short, self._expand, deadline),
            self._all("rdap", wanted.domains, self._age, deadline),
        )
        more = [behind(link.target, self._known) for link in links.found]
        domains = (d for one in more for d in one.domains if d not in wanted.domains)
        later = await self._all("rdap", domains, self._age, deadline)
        hits = self._on_lists([*wanted.hosts, *(host for one in more for host in one.hosts)])
        parts: dict[Kind, tuple[_Part[Expanded] | _Part[Registered] | _Part[Listed], ...]]
        parts = {"expand": (links,), "rdap": (ages, later), "lists": (hits,)}
        return Learned(
            links.found,
            ages.found + later.found,
            hits.found,
            tuple(kind for kind in self.kinds if any(part.asked for part in parts[kind])),
            tuple((kind, part.missed) for kind in self.kinds for part in parts[kind] if part.missed),
        )

    async def _all(self, kind: Kind, things: Iterable[str], ask: Asking[T], deadline: float) -> _Part[T]:
        """Ask about all `things` side by side."""
        things = tuple(dict.fromkeys(things)) if kind in self.kinds else ()
        if kind == "rdap":  # an ending without a registry that answers is nothing we could ask about
            things = tuple(domain for domain in things if self._registries.registry(domain))
        answers = await asyncio.gather(*(_one(ask, thing, deadline) for thing in things))
        missed = next((answer for answer in answers if isinstance(answer, str)), "")
        return _Part(tuple(answer for answer in answers if not isinstance(answer, str)), bool(things), missed)

    async def _expand(self, url: str, limits: Limits) -> Expanded:
        return Expanded(url, await expand(self._client, url, self._known.short_url, limits))

    async def _age(self, domain: str, limits: Limits) -> Registered:
        day = await self._registries.registered(domain, limits)
        return Registered(domain, day, (self._today() - day).days)

    def _on_lists(self, hosts: Iterable[str]) -> _Part[Listed]:
        hosts = tuple(dict.fromkeys(hosts)) if "lists" in self.kinds else ()
        hits, missing = self._lists.ask(hosts) if hosts else ((), "")
        return _Part(hits, bool(hosts), missing)

    async def load(self) -> None:
        """Take over what an earlier run or another machine has read."""
        for work in (self._registries.load, self._lists.load):
            await _quietly(work())

    async def refresh(self) -> None:
        """Read lists when they are due and erase old answers. Harmless to do twice."""
        if "rdap" in self.kinds:
            await _quietly(self._registries.refresh())
        if "lists" in self.kinds:
            await _quietly(self._lists.refresh())
        await _quietly(kept.expire(self._store, int(self._now()) - FORGET_S))

    async def keep_fresh(self) -> None:
        """For as long as the bot runs: read lists here, or take over what one of all programs has read (a job)."""
        while True:
            await (self.refresh() if self._store.small else self.load())
            await asyncio.sleep(ROUND_S if self._store.small else LOAD_S)


async def _one(ask: Asking[T], thing: str, deadline: float) -> T | str:
    """One answer, or the reason why there is none."""
    left = deadline - asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(deadline):
            return await ask(thing, Limits(seconds=max(left, 0.001)))
    except TimeoutError:
        return "too slow"
    except CouldNot as error:
        return str(error)
    except Exception as error:  # the border: only its kind is logged, its words may hold an address
        log.warning("a look-up failed: %s", type(error).__name__)
        return "failed"


async def _quietly(work: Awaitable[object]) -> None:
    """Do what may fail without anybody waiting for it."""
    try:
        await work
    except CouldNot as error:
        log.warning("a list for look-ups was not read: %s", error)
    except Exception as error:  # the border of a task nobody waits for
        log.warning("a list for look-ups was not read: %s", type(error).__name__)
