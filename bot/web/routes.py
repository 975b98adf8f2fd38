"""The routes: Telegram's webhook (`hook.py`); /healthz, /readyz and /metrics say how we are, no more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.web.hook import hooked
from bot.web.strict import Strict

log = logging.getLogger(__name__)

FIGURES = "text/plain; version=0.0.4; charset=utf-8"

Checks = Mapping[str, Callable[[], Awaitable[bool]]]


def routes(
    ledger: Ledger,
    meters: Meters,
    checks: Checks,
    webhook: tuple[str, tuple[str, ...]] | None,
    pages: Sequence[Route] = (),
) -> ASGIApp:
    """`checks` say whether this program can do its work; `webhook` is its path and the secrets that are accepted.

    `pages` are the public ones, where they are switched on.
    """

    async def ready(_request: Request) -> Response:
        found = {name: await _true(check) for name, check in checks.items()}
        meters.ready.set(all(found.values()))
        return JSONResponse(found, 200 if all(found.values()) else 503)

    async def figures(_request: Request) -> Response:
        if ledger.well:
            meters.waits(*await ledger.state())
        return Response(meters.page(), media_type=FIGURES)

    paths = [Route("/healthz", _alive), Route("/readyz", ready), Route("/metrics", figures), *pages]
    app = Starlette(routes=paths, middleware=[Middleware(Strict)])
    return hooked(*webhook, ledger, meters, app) if webhook else app


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def _true(check: Callable[[], Awaitable[bool]]) -> bool:
    try:
        async with asyncio.timeout(2):
            return await check()
    except Exception as error:
        log.warning("a readiness check failed: %s", type(error).__name__)
        return False
