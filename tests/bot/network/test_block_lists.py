"""Block lists through their days: read, kept, confirmed, refused, too old; and hosts that no list may name."""

import gzip
import logging
from datetime import UTC, datetime

import pytest

from bot import store
from bot.network.lists import DAY_S, Lists
from bot.network.sources import Source, source_of
from tests.bot.network.internet import Clock, Internet, ok, trusting

URL = "https://tls.example.com/canary-key/domains.txt"
SOURCE = Source("Office list", URL)


def lists(net: Internet, shop: store.Store, clock: Clock, *sources: Source) -> Lists:
    return Lists(net.client(trusting()), shop, clock, sources or (SOURCE,), lambda host: host == "known.example")


async def serve(net: Internet, *bodies: bytes) -> None:
    """A list that is another one each time it is read; the last one stays."""
    rest = list(bodies)
    await net.site("tls.example.com", lambda _: rest.pop(0) if len(rest) > 1 else rest[0], tls=net.tls_server())


def names(*hosts: str) -> bytes:
    return ok("\n".join(hosts).encode())


async def test_a_host_on_a_list_is_quoted_with_its_name_and_day(net: Internet, shop: store.Store) -> None:
    await serve(net, names("evil.example", "other.example"))
    clock = Clock()
    here = lists(net, shop, clock)
    await here.refresh()
    (hit,), missing = here.ask(["fine.example", "www.evil.example"])
    assert (hit.host, hit.by, hit.day) == (
        "www.evil.example",
        "Office list",
        datetime.fromtimestamp(clock(), UTC).date(),
    )
    assert missing == ""


async def test_a_list_that_was_never_read_could_not_be_asked(net: Internet, shop: store.Store) -> None:
    here = lists(net, shop, Clock())
    await here.load()
    assert here.ask(["evil.example"]) == ((), "a list has no fresh copy")


async def test_organisations_and_platforms_are_never_hits(net: Internet, shop: store.Store) -> None:
    await serve(net, names("known.example", "evil.example"))
    here = lists(net, shop, Clock())
    await here.refresh()
    assert [hit.host for hit in here.ask(["known.example", "evil.example"])[0]] == ["evil.example"]


async def test_a_list_is_read_once_a_day_whoever_reads_it(net: Internet, shop: store.Store) -> None:
    await serve(net, names("evil.example"))
    clock = Clock()
    one, two = lists(net, shop, clock), lists(net, shop, clock)
    for _ in range(3):
        await one.refresh()
        await two.refresh()
        clock.time += 3600
    assert len(net.requests) == 1
    assert two.ask(["evil.example"])[0]
    clock.time += DAY_S
    await two.refresh()
    assert len(net.requests) == 2


async def test_a_list_that_has_not_changed_is_confirmed_without_being_sent(net: Internet, shop: store.Store) -> None:
    unchanged = b"HTTP/1.1 304 Same\r\n\r\n"
    await serve(net, ok(b"evil.example", 'ETag: "one"\r\n'), unchanged)
    clock = Clock()
    here = lists(net, shop, clock)
    await here.refresh()
    clock.time += DAY_S
    await here.refresh()
    assert '\r\nIf-None-Match: "one"\r\n' in net.requests[1]
    assert here.ask(["evil.example"])[0][0].day == datetime.fromtimestamp(clock(), UTC).date()


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (names("a.example"), "it went from 4 to 1 entries"),
        (names(*(f"{n}.example" for n in range(9))), "it went from 4 to 9 entries"),
        (ok(b"<html>\n<p>sorry</p>\n</html>"), "most lines are no names of hosts"),
        (b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "no answer"),
        (ok(gzip.compress(b"\0" * 40_000_000), "Content-Encoding: gzip\r\n"), "too large"),
        (b"HTTP/1.1 302 Go\r\nLocation: https://10.0.0.1/\r\n\r\n", "no public address"),
        (b"HTTP/1.1 302 Go\r\nLocation: http://www.example.com/\r\n\r\n", "sent on without encryption"),
    ],
)
async def test_a_refresh_that_goes_wrong_leaves_the_last_good_copy(
    second: bytes, said: str, net: Internet, shop: store.Store, caplog: pytest.LogCaptureFixture
) -> None:
    await serve(net, names("a.example", "b.example", "c.example", "evil.example"), second)
    clock = Clock()
    here = lists(net, shop, clock)
    await here.refresh()
    first = here.ask(["evil.example"])
    clock.time += DAY_S
    with caplog.at_level(logging.INFO, "bot"):
        await here.refresh()
    assert here.ask(["evil.example"]) == first
    assert caplog.records[-1].getMessage() == f"the block list Office list was not read: {said}; the last copy stays"
    assert "canary" not in caplog.text


async def test_a_failed_list_is_tried_again_after_half_an_hour(net: Internet, shop: store.Store) -> None:
    await serve(net, b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", names("evil.example"))
    clock = Clock()
    here = lists(net, shop, clock)
    for wait in (0, 60, 1800):
        clock.time += wait
        await here.refresh()
    assert len(net.requests) == 2
    assert here.ask(["evil.example"])[0]


async def test_a_copy_older_than_thirty_days_is_not_asked(net: Internet, shop: store.Store) -> None:
    await serve(net, names("evil.example"))
    clock = Clock()
    here = lists(net, shop, clock)
    await here.refresh()
    clock.time += 30 * DAY_S
    assert here.ask(["evil.example"])[0]
    clock.time += DAY_S
    assert here.ask(["evil.example"]) == ((), "a list has no fresh copy")


async def test_a_copy_outlives_a_restart(net: Internet, shop: store.Store) -> None:
    await serve(net, names("evil.example"))
    clock = Clock()
    await lists(net, shop, clock).refresh()
    again = lists(net, shop, clock)
    await again.load()
    assert again.ask(["evil.example"])[0]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("https://lists.example/a.txt", Source("lists.example", "https://lists.example/a.txt")),
        (" CERT Polska = https://hole.cert.pl/x ", Source("CERT Polska", "https://hole.cert.pl/x")),
        ("https://www.lists.example/a?b=c", Source("lists.example", "https://www.lists.example/a?b=c")),
        ("A=https://lists.example/a.csv?b=c#Domain", Source("A", "https://lists.example/a.csv?b=c", "Domain")),
    ],
)
def test_a_list_is_named_in_the_settings(text: str, source: Source) -> None:
    assert source_of(text) == source


@pytest.mark.parametrize(
    "text", ["http://lists.example/a", "lists.example", "A=", "https://", "https://[x/", "file:///a"]
)
def test_a_list_without_an_https_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write each list as https://"):
        source_of(text)
