"""Listening on a port, in the loop of the rest of the program, which alone handles signals."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

# All who can be a platform's own machines and nobody from outside.
INSIDE = "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,169.254.0.0/16,::1/128,fc00::/7,fe80::/10"


class Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program."""
        yield


def proxies(given: str) -> str:
    """Whom to believe where a visitor comes from. Heroku sets `*` itself; then anybody could claim any address."""
    return INSIDE if "*" in given else given or "127.0.0.1"


@asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int, last: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
    """The routes on a port while the block lasts; then `last` lets go what would stay, and the rest is finished."""
    config = uvicorn.Config(  # h11, because httptools answers requests that are no HTTP
        app, host, port, http="h11", log_config=None, access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=3, forwarded_allow_ips=proxies(os.environ.get("FORWARDED_ALLOW_IPS", "")),
    )  # fmt: skip
    server = Server(config)
    socket = config.bind_socket() if port else None
    if socket:
        socket.listen(config.backlog)  # who comes before the server's first turn in the loop waits and isn't refused
    running = asyncio.create_task(server.serve([socket] if socket else None))
    try:
        yield
    finally:
        last()
        server.should_exit = True
        await running
        if socket:
            socket.close()
