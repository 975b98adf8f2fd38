"""Where a short link leads: only shorteners are asked, and the page behind is never visited."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.network.client import Limits
from bot.network.expand import expand
from bot.network.guard import CouldNot
from tests.bot.network.internet import Internet, moved, ok

LIMITS = Limits(seconds=0.5)
SHORT = "http://one.example.com/abc"


def is_short(url: str) -> bool:
    return url.split("/")[2] in ("one.example.com", "two.example.com")


async def asked(net: Internet, url: str = SHORT) -> str:
    return await expand(net.client(), url, is_short, LIMITS)


async def test_a_short_link_is_asked_with_head_and_its_page_is_not_visited(net: Internet) -> None:
    await net.site("one.example.com", lambda _: moved("https://jobs.example.org/apply?x=1"))
    address = await net.site("jobs.example.org", lambda _: ok(b""))
    assert await asked(net) == "https://jobs.example.org/apply?x=1"
    assert [request.split("\r\n")[0] for request in net.requests] == ["HEAD /abc HTTP/1.1"]
    assert (address, 80) not in net.dialled and "jobs.example.org" not in net.resolved


async def test_get_is_tried_where_head_is_not_answered(net: Internet) -> None:
    refused = b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n"
    there = moved("https://jobs.example.org/")
    await net.site("one.example.com", lambda request: refused if request.startswith("HEAD") else there)
    assert await asked(net) == "https://jobs.example.org/"


async def test_shorteners_behind_shorteners_are_followed(net: Internet) -> None:
    await net.site("one.example.com", lambda _: moved("http://two.example.com/def"))
    await net.site("two.example.com", lambda _: moved("https://jobs.example.org/"))
    assert await asked(net) == "https://jobs.example.org/"


async def test_shorteners_that_lead_in_a_circle_stop(net: Internet) -> None:
    await net.site("one.example.com", lambda _: moved("http://two.example.com/"))
    await net.site("two.example.com", lambda _: moved("http://one.example.com/"))
    with pytest.raises(CouldNot, match="sent on too often"):
        await asked(net)
    assert len(net.requests) == 5


async def test_an_address_inside_is_told_but_never_reached(net: Internet) -> None:
    """Somebody may hide it behind a short link; for the checks it is an address like any other."""
    await net.site("one.example.com", lambda _: moved("http://169.254.169.254/latest/"))
    assert await asked(net) == "http://169.254.169.254/latest/"
    assert len(net.dialled) == 1


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "intent://x#Intent;end", "data:text/html,x", "file:///etc/passwd", ""]
)
async def test_what_leads_to_no_web_address_could_not_be_checked(to: str, net: Internet) -> None:
    await net.site("one.example.com", lambda _: moved(to))
    with pytest.raises(CouldNot, match=r"leads nowhere|no answer"):
        await asked(net)


async def test_a_shortener_that_shows_a_page_leads_nowhere_and_the_page_is_not_read(net: Internet) -> None:
    await net.site("one.example.com", lambda _: ok(b"x" * 1_000_000))
    with pytest.raises(CouldNot, match="leads nowhere"):
        await asked(net)


async def test_a_slow_shortener_is_left_in_time(net: Internet) -> None:
    async def late() -> AsyncIterator[bytes]:
        await asyncio.sleep(30)
        yield b""

    await net.site("one.example.com", lambda _: late())
    began = time.monotonic()
    with pytest.raises(CouldNot, match="too slow"):
        await asked(net)
    assert time.monotonic() - began < 1.5
