"""An internet for tests: names, public addresses and servers, all of it on loopback. What is dialled is written down.

The guard of the client works at full strength: it sees public addresses. Only the wire behind it leads a public
address to a port of this machine, and a private one to a trap that must never be reached.
"""

import asyncio
import contextlib
import itertools
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpcore

from bot.network.client import Client
from bot.network.rates import Rates

TLS = Path(__file__).with_name("tls.pem")  # key and certificate of tls.example.com, made for these tests, until 2126
Page = Callable[[str], bytes | AsyncIterator[bytes]]
TRAPS = (
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.100.100.200",
    "0.0.0.0",  # noqa: S104  # nothing is bound here
    "::1", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
)  # fmt: skip


@dataclass
class Internet(httpcore.AsyncNetworkBackend):
    """Resolver and wire in one. `names` gives each host its DNS answers, one after the other; the last one stays."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    ports: dict[tuple[str, int], int] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    greeted: list[str] = field(default_factory=list)  # names in TLS greetings
    trapped: int = 0
    resolve_s: float = 0.0
    _serving: dict[asyncio.StreamWriter, asyncio.Task[None]] = field(default_factory=dict)
    _numbers: Iterable[int] = field(default_factory=lambda: itertools.count(10))
    _open: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    async def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.resolved.append(host)
        await asyncio.sleep(self.resolve_s)
        answers = self.names.get(host, [[]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def connect_tcp(self, host, port, timeout=None, *_rest):
        self.dialled.append((host, port))
        if (host, port) not in self.ports:
            raise httpcore.ConnectError
        here = self.ports[host, port]
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", here, timeout)

    async def site(self, host: str, page: Page, *, tls: ssl.SSLContext | None = None) -> str:
        """Put a site on the net; its address. `page` gets the whole request and gives all the bytes of the answer."""
        address = f"93.184.216.{next(self._numbers)}"
        self.names[host] = [[address]]
        self.ports[address, 443 if tls else 80] = await self._listen(page, tls)
        return address

    async def _listen(self, page: Page, tls: ssl.SSLContext | None = None) -> int:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._serving[writer] = asyncio.current_task()
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self.requests.append(request)
                async for piece in _pieces(page(request)):
                    writer.write(piece)
                    await writer.drain()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
        self._open.push_async_callback(self._shut, server)
        return int(server.sockets[0].getsockname()[1])

    async def _shut(self, server: asyncio.Server) -> None:
        """Stop serving, also those who still drip, and wait until every connection is gone."""
        server.close()
        for writer, task in self._serving.items():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            writer.transport.abort()
            with contextlib.suppress(Exception):
                await writer.wait_closed()
        self._serving.clear()

    async def set_traps(self) -> None:
        """Whoever dials a private address gets here."""

        def spring(_request: str) -> bytes:
            self.trapped += 1
            return ok(b"the secrets of the house")

        port = await self._listen(spring)
        self.ports |= {(address, number): port for address in TRAPS for number in (80, 443)}

    def client(self, tls: ssl.SSLContext | None = None, rates: Rates | None = None) -> Client:
        client = Client(self.resolve, Clock(), self, tls, rates)
        self._open.push_async_callback(client.close)
        return client

    def tls_server(self) -> ssl.SSLContext:
        """A server that shows the certificate of tls.example.com and writes down which name it was greeted with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS)
        context.sni_callback = lambda _socket, name, _context: self.greeted.append(name)
        return context


def trusting() -> ssl.SSLContext:
    """A client's context that trusts the authority of these tests, and checks names as always."""
    return ssl.create_default_context(cafile=str(TLS))


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.time


@contextlib.asynccontextmanager
async def internet() -> AsyncIterator[Internet]:
    net = Internet()
    await net.set_traps()
    async with net._open:
        yield net


def ok(body: bytes, head: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


def moved(to: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode("latin-1")


async def _pieces(answer: bytes | AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if isinstance(answer, bytes):
        yield answer
        return
    async for piece in answer:
        yield piece
