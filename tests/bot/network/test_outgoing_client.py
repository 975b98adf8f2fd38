"""The one client: what it refuses, how little it reads, how soon it gives up, and what it tells about us."""

import asyncio
import contextlib
import gzip
import logging
import os
import subprocess
import sys
import time
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.network.client import Client, Limits
from bot.network.guard import CouldNot, SystemResolver
from bot.network.rates import Rates
from tests.bot.network.internet import TRAPS, Clock, Internet, moved, ok, trusting

ROOT = Path(__file__).parents[3]
QUICK = Limits(seconds=0.5)
SLACK_S = 1.0  # how much later than its budget a request may end on a busy machine


async def refusal(client: Client, url: str, limits: Limits = QUICK) -> str:
    """Why `url` could not be read, and that it was said in time."""
    began = time.monotonic()
    with pytest.raises(CouldNot) as error:
        await client.read(url, limits)
    assert time.monotonic() - began < limits.seconds + SLACK_S
    return str(error.value)


async def test_a_page_is_read(net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(b"hello"))
    answer = await net.client().read("http://www.example.com/a?b=c#d")
    assert (answer.status, answer.body) == (200, b"hello")
    assert net.requests[0].startswith("GET /a?b=c HTTP/1.1\r\n")


@pytest.mark.parametrize("address", TRAPS)
async def test_a_name_that_leads_inside_is_refused(address: str, net: Internet) -> None:
    net.names["www.example.com"] = [[address]]
    assert await refusal(net.client(), "http://www.example.com/") == "no public address"
    assert net.dialled == []


@pytest.mark.parametrize("address", TRAPS)
async def test_an_address_inside_is_refused(address: str, net: Internet) -> None:
    host = f"[{address}]" if ":" in address else address
    assert await refusal(net.client(), f"http://{host}/latest/meta-data/") == "no public address"
    assert net.dialled == []


async def test_one_private_answer_among_public_ones_is_a_trick(net: Internet) -> None:
    address = await net.site("www.example.com", lambda _: ok(b""))
    net.names["www.example.com"] = [[address, "10.0.0.1"]]
    assert await refusal(net.client(), "http://www.example.com/") == "no public address"
    assert net.dialled == []


@pytest.mark.parametrize("address", TRAPS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_that_leads_inside_is_refused(address: str, status: int, net: Internet) -> None:
    host = f"[{address}]" if ":" in address else address
    await net.site("www.example.com", lambda _: moved(f"http://{host}/admin", status))
    assert await refusal(net.client(), "http://www.example.com/") == "no public address"
    assert len(net.dialled) == 1


async def test_a_redirect_to_a_name_that_leads_inside_is_refused(net: Internet) -> None:
    await net.site("www.example.com", lambda _: moved("//inside.example.org/"))
    net.names["inside.example.org"] = [["192.168.1.1"]]
    assert await refusal(net.client(), "http://www.example.com/") == "no public address"


async def test_the_connection_goes_to_the_address_that_was_checked(net: Internet) -> None:
    """Rebinding: the first answer is public, every later one private. Nobody asks a second time."""
    address = await net.site("www.example.com", lambda _: ok(b"public"))
    net.names["www.example.com"] = [[address], ["127.0.0.1"]]
    assert (await net.client().read("http://www.example.com/")).body == b"public"
    assert net.resolved == ["www.example.com"]
    assert net.dialled == [(address, 80)]


async def test_a_name_that_turns_private_between_two_hops_is_refused(net: Internet) -> None:
    address = await net.site("www.example.com", lambda _: moved("/again"))
    net.names["www.example.com"] = [[address], ["169.254.169.254"]]
    assert await refusal(net.client(), "http://www.example.com/") == "no public address"
    assert net.dialled == [(address, 80)]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://www.example.com/", "file:///etc/passwd", "gopher://www.example.com/", "javascript:alert(1)",
        "data:text/html,hello", "tg://resolve?domain=x", "unix:///run/docker.sock", "www.example.com", "", "//", "http://",
        "http://user@www.example.com/", "http://user:word@www.example.com/", "http://www.example.com@127.0.0.1/",
        "http://127.0.0.1\\@www.example.com/", "http://www.example.com\\@127.0.0.1/",
        "http://localhost/", "http://metadata.google.internal/", "http://router/", "http://printer.local/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://%31%32%37.0.0.1/",
        "http://www.example.com:22/", "http://www.example.com:8080/", "http://www.example.com:0/",
        "http://www.example.com:99999/", "http://[::1", "http://exa mple.com/", "http://example..com/",
        "http://" + "a" * 300 + ".com/", "http://www.example.com/" + "a" * 3000, "http://\ud800.com/",
        "http://www.example.com/\r\nX-Evil: 1",
    ],
)  # fmt: skip
async def test_what_is_no_plain_web_address_is_refused(url: str, net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(b"a way out"))
    net.names |= {host: [["127.0.0.1"]] for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1")}
    with pytest.raises(CouldNot):
        await net.client().read(url, QUICK)
    assert net.dialled == []
    assert net.requests == []


@pytest.mark.parametrize(
    "to",
    [
        "ftp://www.example.org/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_FLUSHALL", "javascript:alert(1)",
        "http://user:word@www.example.org/", "http://www.example.org:25/", "http://localhost:80/", "http:///x",
        "http://www.example.org@127.0.0.1/", "//127.0.0.1/", "\\\\127.0.0.1\\x", "http://[::ffff:7f00:1]/",
    ],
)  # fmt: skip
async def test_a_redirect_to_anything_else_is_not_followed(to: str, net: Internet) -> None:
    await net.site("www.example.com", lambda _: moved(to))
    with contextlib.suppress(CouldNot):  # a strange path on the same site is no way out
        await net.client().read("http://www.example.com/", QUICK)
    assert {host for host, _ in net.dialled} == {net.names["www.example.com"][0][0]}


async def test_redirects_without_end_stop_after_five(net: Internet) -> None:
    await net.site("www.example.com", lambda request: moved(f"/{request.count('x')}x"))
    assert await refusal(net.client(), "http://www.example.com/") == "sent on too often"
    assert len(net.requests) == 6


async def test_nobody_is_sent_from_https_down_to_http(net: Internet) -> None:
    await net.site("tls.example.com", lambda _: moved("http://www.example.com/"), tls=net.tls_server())
    await net.site("www.example.com", lambda _: ok(b"open to all"))
    assert await refusal(net.client(trusting()), "HTTPS://tls.example.com/") == "sent on without encryption"
    assert len(net.requests) == 1


async def test_tls_greets_and_asks_by_name_though_the_number_was_dialled(net: Internet) -> None:
    address = await net.site("tls.example.com", lambda _: ok(b"hello"), tls=net.tls_server())
    assert (await net.client(trusting()).read("https://tls.example.com/")).body == b"hello"
    assert net.greeted == ["tls.example.com"]
    assert "\r\nHost: tls.example.com\r\n" in net.requests[0]
    assert net.dialled == [(address, 443)]


async def test_a_certificate_of_another_name_is_refused(net: Internet) -> None:
    await net.site("other.example.com", lambda _: ok(b""), tls=net.tls_server())
    assert await refusal(net.client(trusting()), "https://other.example.com/") == "no answer"
    assert net.requests == []


async def test_a_certificate_nobody_vouches_for_is_refused(net: Internet) -> None:
    await net.site("tls.example.com", lambda _: ok(b""), tls=net.tls_server())
    assert await refusal(net.client(), "https://tls.example.com/") == "no answer"
    assert net.requests == []


async def test_a_server_that_drips_its_body_is_left_in_time(net: Internet) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
        for _ in range(1000):
            yield b"x"
            await asyncio.sleep(0.05)

    await net.site("www.example.com", lambda _: drip())
    assert await refusal(net.client(), "http://www.example.com/") == "too slow"


async def test_a_server_that_drips_its_headers_is_left_in_time(net: Internet) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        for number in range(1000):
            yield f"X-{number}: x\r\n".encode()
            await asyncio.sleep(0.05)

    await net.site("www.example.com", lambda _: drip())
    assert await refusal(net.client(), "http://www.example.com/") == "too slow"


async def test_slow_hops_share_one_budget(net: Internet) -> None:
    async def late(to: bytes) -> AsyncIterator[bytes]:
        await asyncio.sleep(0.2)
        yield to

    await net.site("www.example.com", lambda request: late(moved(f"/{request.count('x')}x")))
    assert await refusal(net.client(), "http://www.example.com/") == "too slow"


async def test_a_name_server_that_hangs_is_left_in_time(net: Internet) -> None:
    net.resolve_s = 30
    assert await refusal(net.client(), "http://www.example.com/") == "too slow"


async def test_a_server_that_never_speaks_tls_is_left_in_time(net: Internet) -> None:
    async def nothing() -> AsyncIterator[bytes]:
        await asyncio.sleep(30)
        yield b""

    address = await net.site("www.example.com", lambda _: nothing())
    net.ports[address, 443] = net.ports[address, 80]
    assert await refusal(net.client(trusting()), "https://www.example.com/") == "too slow"


async def test_a_body_that_says_it_is_too_large_or_is_so_is_left(net: Internet) -> None:
    async def flood() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    await net.site("www.example.com", lambda _: flood())
    assert await refusal(net.client(), "http://www.example.com/", Limits()) == "too large"


@pytest.mark.parametrize("packing", ["gzip", "deflate", "x-gzip", "GZIP"])
async def test_a_small_file_that_unpacks_to_a_huge_one_is_left(packing: str, net: Internet) -> None:
    zeros = b"\0" * 50_000_000
    bomb = zlib.compress(zeros, 9) if packing == "deflate" else gzip.compress(zeros, 9)
    assert len(bomb) < 256 * 1024
    await net.site("www.example.com", lambda _: ok(bomb, f"Content-Encoding: {packing}\r\n"))
    assert await refusal(net.client(), "http://www.example.com/", Limits()) == "too large"


async def test_a_packed_file_with_a_flood_behind_its_end_is_left(net: Internet) -> None:
    body = gzip.compress(b"small") + b"\0" * 1_000_000
    await net.site("www.example.com", lambda _: ok(body, "Content-Encoding: gzip\r\n"))
    assert await refusal(net.client(), "http://www.example.com/", Limits()) == "too large"


async def test_a_packed_page_is_unpacked(net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(gzip.compress(b"hello"), "Content-Encoding: gzip\r\n"))
    assert (await net.client().read("http://www.example.com/")).body == b"hello"


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "compress"])
async def test_a_packing_we_did_not_ask_for_is_refused(packing: str, net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(b"x", f"Content-Encoding: {packing}\r\n"))
    assert await refusal(net.client(), "http://www.example.com/") == "packed in an unknown way"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nX-Huge: " + b"x" * 500_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(50_000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"",
    ],
    ids=["huge header", "many headers", "odd length", "not gzip", "ssh", "tls", "cut short", "nothing"],
)
async def test_an_answer_out_of_form_is_no_answer(answer: bytes, net: Internet) -> None:
    await net.site("www.example.com", lambda _: answer)
    assert await refusal(net.client(), "http://www.example.com/", Limits(seconds=2)) == "no answer"


async def test_a_host_without_a_server_or_a_name_is_no_answer(net: Internet) -> None:
    net.names["www.example.com"] = [["93.184.216.200", "93.184.216.201"]]
    assert await refusal(net.client(), "http://www.example.com/") == "no answer"
    assert await refusal(net.client(), "http://www.example.org/") == "no such name"
    assert len(net.dialled) == 2


async def test_the_second_address_is_tried_when_the_first_does_not_answer(net: Internet) -> None:
    address = await net.site("www.example.com", lambda _: ok(b"hello"))
    net.names["www.example.com"] = [["93.184.216.200", address]]
    assert (await net.client().read("http://www.example.com/")).body == b"hello"


async def test_nothing_is_remembered_from_one_request_to_the_next(net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(b"", "Set-Cookie: who=you; Path=/\r\n"))
    client = net.client()
    await client.read("http://www.example.com/one")
    await client.read("http://www.example.com/two")
    assert not any("cookie" in request.lower() or "referer" in request.lower() for request in net.requests)
    assert len(net.dialled) == 2


async def test_a_request_says_nothing_about_us(net: Internet) -> None:
    await net.site("www.example.com", lambda _: ok(b""))
    await net.client().read("http://www.example.com/")
    names = [line.split(":")[0].lower() for line in net.requests[0].split("\r\n")[1:] if line]
    assert sorted(names) == ["accept", "accept-encoding", "connection", "host", "user-agent"]
    assert "python" not in net.requests[0].lower() and "look" not in net.requests[0].lower()


def test_a_proxy_of_the_environment_is_not_used() -> None:
    """A proxy would dial for us, and nobody would check what. In a process of its own: the environment is read once."""
    code = (
        "import asyncio\n"
        "from tests.bot.network.internet import internet, ok\n"
        "async def main():\n"
        "    async with internet() as net:\n"
        "        await net.site('www.example.com', lambda _: ok(b'hello'))\n"
        "        print((await net.client().read('http://www.example.com/')).body.decode())\n"
        "asyncio.run(main())"
    )
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | proxies, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "hello\n"


async def test_one_host_is_asked_only_so_often(net: Internet) -> None:
    clock = Clock()
    await net.site("www.example.com", lambda _: ok(b""))
    await net.site("www.example.org", lambda _: ok(b""))
    client = net.client(rates=Rates(clock, most=2))
    for _ in range(2):
        await client.read("http://www.example.com/")
    assert await refusal(client, "http://www.example.com/") == "asked too often"
    assert await refusal(client, "http://x.example.com/") == "asked too often"
    await client.read("http://www.example.org/")
    clock.time += 61
    await client.read("http://www.example.com/")


def test_the_table_of_hosts_asked_does_not_grow_without_end() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert all(rates.take(f"{n}.example") for n in range(10_000))
    assert not rates.take("one.more.example")
    clock.time += 61
    assert rates.take("one.more.example")


async def test_neither_a_path_nor_a_host_stands_in_a_log(net: Internet, caplog: pytest.LogCaptureFixture) -> None:
    """httpx itself logs whole addresses at INFO; `bot.logs` lets only its warnings through, and those without words."""
    await net.site("www.example.com", lambda _: ok(b""))
    with caplog.at_level(logging.DEBUG, "bot"):
        await net.client().read("http://www.example.com/canarypath?canary=query")
        with pytest.raises(CouldNot) as error:
            await net.client().read("http://nowhere.example.com/canarypath")
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert ours == []
    assert "canary" not in f"{error.value!r}{error.value.__cause__!r}"


async def test_the_systems_resolver_answers_in_threads_of_its_own() -> None:
    resolver = SystemResolver(threads=1)
    with pytest.raises(CouldNot, match="no such name"):
        await resolver("nowhere.invalid", 80)
    resolver.close()
