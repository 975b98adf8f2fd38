"""The road to the network: names are resolved here, every answer is checked, and only what was checked is dialled.

Between a check and a second look-up of the same name the answer can change (DNS rebinding). So there is no second
look-up: the connection goes to the very number that was checked, while TLS and the Host header keep the name.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore
import httpx

from bot.network.addresses import is_address, is_public

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
MOST_ADDRESSES = 3  # of one name that are tried in turn
MOST_CONNECTIONS = 32

# What httpcore raises when a connection fails; its classes share no parent.
BROKEN = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


class CouldNot(Exception):
    """A request that was not made or not answered; the message is one of our own few words, never an address."""


class SystemResolver:
    """The system's resolver in threads of its own: a name server that hangs must not hold up anything else."""

    def __init__(self, threads: int = 8) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="resolver")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """All addresses of `host`. The dot at its end keeps the search domains of this machine out."""
        loop = asyncio.get_running_loop()
        try:
            rows = await loop.run_in_executor(self._threads, _look_up, f"{host.rstrip('.')}.", port)
        except (OSError, UnicodeError):
            raise CouldNot("no such name") from None
        return [str(row[4][0]) for row in rows]

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> list[tuple[Any, ...]]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class Guard(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only. `wire` is what really dials; tests put their own in."""

    def __init__(self, resolve: Resolver, wire: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._resolve = resolve
        self._wire = wire or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Dial the checked addresses in turn; the last one's failure counts."""
        *others, last = await self._checked(host, port)
        for address in others:
            try:
                return _Line(await self._wire.connect_tcp(address, port, timeout, local_address, socket_options))
            except BROKEN:
                continue
        return _Line(await self._wire.connect_tcp(last, port, timeout, local_address, socket_options))

    async def _checked(self, host: str, port: int) -> list[str]:
        """The addresses of `host`, all of them public: one private answer among them is a trick, not a mistake."""
        bare = host.strip("[]")
        found = list(dict.fromkeys([bare] if is_address(bare) else await self._resolve(host, port)))
        if not found:
            raise CouldNot("no such name")
        if not all(map(is_public, found)):
            raise CouldNot("no public address")
        return found[:MOST_ADDRESSES]

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Line(httpcore.AsyncNetworkStream):
    """A connection that is hung up when its budget ends in the middle of the TLS greeting; httpcore would leave it."""

    def __init__(self, line: httpcore.AsyncNetworkStream) -> None:
        self._line = line

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._line.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._line.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._line.aclose()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's signature
        return self._line.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._line.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._line.aclose()
            raise


class Transport(httpx.AsyncBaseTransport):
    """httpx over our guard: no proxy, no HTTP/2, a connection for each request and none kept."""

    def __init__(self, guard: Guard, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=guard,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=None,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of an answer, read only as far as somebody asks for it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()
