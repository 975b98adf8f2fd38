"""Listening on a port, in the loop of the rest of the program, which alone handles signals."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program."""
        yield


@asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int, last: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
    """The routes on a port while the block lasts; then `last` lets go what would stay, and the rest is finished."""
    config = uvicorn.Config(  # h11, because httptools answers requests that are no HTTP
        app, host, port, http="h11", log_config=None, access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = Server(config)
    socket = config.bind_socket() if port else None
    running = asyncio.create_task(server.serve([socket] if socket else None))
    try:
        yield
    finally:
        last()
        server.should_exit = True
        await running
        if socket:
            socket.close()
