"""The routes: Telegram's webhook stores and says 200; /healthz, /readyz and /metrics say how we are, no more."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.web.strict import Strict

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name
MOST_BYTES = 1024 * 1024  # Telegram's updates are far smaller
STORE_S = 8.0  # for which the database may be away; then Telegram is asked to bring the update again
FIGURES = "text/plain; version=0.0.4; charset=utf-8"

Checks = Mapping[str, Callable[[], Awaitable[bool]]]


def routes(
    ledger: Ledger,
    meters: Meters,
    checks: Checks,
    webhook: tuple[str, tuple[str, ...]] | None,
    pages: Sequence[Route] = (),
) -> Starlette:
    """`checks` say whether this program can do its work; `webhook` is its path and the secrets that are accepted.

    `pages` are the public ones, where they are switched on.
    """

    async def take(request: Request) -> Response:
        secrets = webhook[1] if webhook else ()
        if not _known(request.headers.get(SECRET_HEADER, ""), secrets):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        return await _store(ledger, meters, body)

    async def ready(_request: Request) -> Response:
        found = {name: await _true(check) for name, check in checks.items()}
        meters.ready.set(all(found.values()))
        return JSONResponse(found, 200 if all(found.values()) else 503)

    async def figures(_request: Request) -> Response:
        if ledger.well:
            waiting, oldest = await ledger.state()
            meters.waiting.set(waiting)
            meters.oldest.set(oldest)
        return Response(meters.page(), media_type=FIGURES)

    paths = [Route("/healthz", _alive), Route("/readyz", ready), Route("/metrics", figures), *pages]
    if webhook:
        paths.append(Route(webhook[0], take, methods=["POST"]))
    return Starlette(routes=paths, middleware=[Middleware(Strict)])


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok")


def _known(given: str, secrets: tuple[str, ...]) -> bool:
    """Compared in a time that tells nothing."""
    return any(hmac.compare_digest(given.encode(), secret.encode()) for secret in secrets)


async def _body(request: Request) -> bytes | None:
    """The body; None when it is larger than any update."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


async def _store(ledger: Ledger, meters: Meters, body: bytes) -> Response:
    """200 when the update is stored, or is nothing that will ever be one; 503 asks Telegram to bring it again."""
    try:
        update = arrived(ledger.store, json.loads(body))
    except (ValueError, RecursionError):
        update = None
    if update is None:
        meters.updates.labels("no update").inc()
        return Response(status_code=200)
    try:
        async with asyncio.timeout(STORE_S):
            if not await ledger.put(update):
                meters.updates.labels("repeat").inc()
    except TimeoutError:
        log.error("an update could not be stored; Telegram will bring it again")  # noqa: TRY400  # its words may quote somebody
        return Response(status_code=503)
    return Response(status_code=200)


async def _true(check: Callable[[], Awaitable[bool]]) -> bool:
    try:
        async with asyncio.timeout(2):
            return await check()
    except Exception as error:
        log.warning("a readiness check failed: %s", type(error).__name__)
        return False
