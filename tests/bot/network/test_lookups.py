"""All look-ups about one message: together in one budget, each failure said, nothing of the person kept or logged."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot import store
from bot.network.client import Client
from bot.network.lookups import MOST_AT_ONCE, Lookups
from bot.network.sources import Source
from bot.store import lookups as kept
from bot.store.tables import BlockList, Lookup
from checks.lookups import Expanded, Kind, Known, Learned, Listed, Registered, Wanted, known
from content.model import Library
from tests.bot.network.internet import Clock, Internet, moved, ok, trusting

TODAY = date(2026, 11, 22)
CANARY = "canarypath"
SHORT = f"http://bit.ly/{CANARY}?{CANARY}=1"
LISTS = (Source("List A", "https://tls.example.com/list.txt"),)


@pytest.fixture(scope="session")
def what(library: Library) -> Known:
    return known(library)


def looks(
    net: Internet, shop: store.Store, what: Known, *kinds: Kind, client: Client | None = None, budget_s: float = 3.0
) -> Lookups:
    sources = LISTS if "lists" in kinds else ()
    made = client or net.client(trusting())
    return Lookups(made, shop, kinds, what, sources=sources, now=Clock(), today=lambda: TODAY, budget_s=budget_s)


async def offices(net: Internet, shop: store.Store, day: str = "2026-11-01") -> None:
    """bit.ly leads to evil-bakers.com; tls.example.com is the registry of .com and has a list."""

    def page(request: str) -> bytes:
        if "/list.txt" in request:
            return ok(b"evil-bakers.com\nother.example\n")
        return ok(json.dumps({"events": [{"eventAction": "registration", "eventDate": day}]}).encode())

    await net.site("bit.ly", lambda _: moved(f"https://evil-bakers.com/{CANARY}?{CANARY}"))
    await net.site("tls.example.com", page, tls=net.tls_server())
    await kept.keep(shop, "rdap-endings", '{"com": "https://tls.example.com/rdap/"}', int(Clock()()))


async def test_a_short_link_is_followed_by_all_that_can_be_asked_about_its_target(
    net: Internet, shop: store.Store, what: Known
) -> None:
    await offices(net, shop)
    here = looks(net, shop, what, "expand", "rdap", "lists")
    await here.load()
    await fresh(here)
    found = await here.learn(Wanted((SHORT,)))
    day = found.listed[0].day
    assert found == Learned(
        (Expanded(SHORT, f"https://evil-bakers.com/{CANARY}?{CANARY}"),),
        (Registered("evil-bakers.com", date(2026, 11, 1), 21),),
        (Listed("evil-bakers.com", "List A", day),),
        ("expand", "rdap", "lists"),
    )
    assert "evil-bakers.com" not in net.resolved


async def fresh(here: Lookups) -> None:
    """One round of reading lists."""
    task = asyncio.create_task(here.keep_fresh())
    await asyncio.sleep(0.5)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_only_what_was_switched_on_is_asked(net: Internet, shop: store.Store, what: Known) -> None:
    await offices(net, shop)
    everything = Wanted((SHORT,), ("evil-bakers.com",), ("evil-bakers.com",))
    assert await looks(net, shop, what).learn(everything) == Learned()
    assert net.resolved == []
    here = looks(net, shop, what, "rdap")
    await here.load()
    assert (await here.learn(everything)).asked == ("rdap",)
    assert net.resolved == ["tls.example.com"]


async def test_nothing_answers_and_every_kind_says_so(net: Internet, shop: store.Store, what: Known) -> None:
    here = looks(net, shop, what, "expand", "rdap", "lists")
    found = await here.learn(Wanted((SHORT,), ("evil-bakers.com",), ("evil-bakers.com",)))
    assert found.asked == ("expand", "rdap", "lists")
    assert dict(found.missed) == {
        "expand": "no such name", "rdap": "no such name", "lists": "a list has no fresh copy",
    }  # fmt: skip


async def test_an_ending_whose_registry_does_not_answer_the_public_is_not_asked_about(
    net: Internet, shop: store.Store, what: Known
) -> None:
    assert (await looks(net, shop, what, "rdap").learn(Wanted(domains=("backerei.de",)))) == Learned()


async def test_everything_together_takes_no_longer_than_its_budget_and_what_answered_counts(
    net: Internet, shop: store.Store, what: Known
) -> None:
    async def late() -> AsyncIterator[bytes]:
        await asyncio.sleep(30)
        yield b""

    await offices(net, shop)
    await net.site("tinyurl.com", lambda _: late())
    await net.site("tls.example.com", lambda _: late(), tls=net.tls_server())
    here = looks(net, shop, what, "expand", "rdap", budget_s=0.6)
    await here.load()
    began = time.monotonic()
    found = await here.learn(Wanted((SHORT, "http://tinyurl.com/x"), ("slow-bakers.com",)))
    assert time.monotonic() - began < 1.6
    assert [link.url for link in found.expanded] == [SHORT]
    assert ("expand", "too slow") in found.missed and ("rdap", "too slow") in found.missed


async def test_too_many_messages_at_once_could_not_be_checked(net: Internet, shop: store.Store, what: Known) -> None:
    net.resolve_s = 0.3
    here = looks(net, shop, what, "expand")
    found = await asyncio.gather(*(here.learn(Wanted((SHORT,))) for _ in range(MOST_AT_ONCE + 1)))
    assert [dict(one.missed) for one in found].count({"expand": "too busy"}) == 1


async def test_no_path_message_or_person_is_kept_or_logged(
    net: Internet, shop: store.Store, what: Known, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await offices(net, shop)
    here = looks(net, shop, what, "expand", "rdap", "lists")
    with caplog.at_level(logging.DEBUG, "bot"):
        await here.load()
        await fresh(here)
        await here.learn(Wanted((SHORT, f"http://tinyurl.com/{CANARY}"), ("evil-bakers.com",), ("evil-bakers.com",)))
    assert not any(CANARY in r.getMessage() for r in caplog.records if r.name.split(".")[0] == "bot")
    await store.close(shop)
    files = [path.read_bytes() for path in tmp_path.rglob("*.db*")]
    assert any(b"rdap:evil-bakers.com" in data for data in files)
    assert not any(CANARY.encode() in data or b"bit.ly" in data for data in files)


async def test_an_error_nobody_thought_of_is_said_as_could_not_check(
    net: Internet, shop: store.Store, what: Known, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(host: str, _port: int) -> Sequence[str]:
        raise KeyError(f"{host} {CANARY}")

    client = Client(broken, Clock(), net)
    found = await looks(net, shop, what, "expand", client=client).learn(Wanted((SHORT,)))
    await client.close()
    assert found.missed == (("expand", "failed"),)
    assert CANARY not in caplog.text and "KeyError" in caplog.text


async def test_old_answers_are_erased(net: Internet, shop: store.Store, what: Known) -> None:
    now = int(Clock()())
    await kept.keep(shop, "rdap:old.example", "2026-01-01", now - 15 * 86_400)
    await kept.keep(shop, "rdap:new.example", "2026-01-01", now - 13 * 86_400)
    await fresh(looks(net, shop, what, "expand"))
    assert await kept.found(shop, "rdap:old.example", 0) is None
    assert await kept.found(shop, "rdap:new.example", 0) is not None


def test_what_is_kept_has_no_place_for_a_person_or_a_path() -> None:
    assert set(Lookup.model_fields) == {"key", "value", "at"}
    assert set(BlockList.model_fields) == {"key", "read", "tried", "etag", "digests"}


async def test_a_store_that_is_gone_does_not_stop_a_look_up(net: Internet, shop: store.Store, what: Known) -> None:
    await offices(net, shop)
    here = looks(net, shop, what, "expand")
    gone = store.open_store("sqlite+aiosqlite:////proc/nowhere.db", b"x" * 16)
    there = looks(net, gone, what, "expand", "rdap")
    await there.load()
    assert (await here.learn(Wanted((SHORT,)))).expanded == (await there.learn(Wanted((SHORT,)))).expanded
    await store.close(gone)
