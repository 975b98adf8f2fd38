"""Where Telegram brings updates: stored, then 200. In front of the other routes, because it has all the load."""

import asyncio
import hmac
import json
import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.inbox.arrived import arrived
from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.web.strict import HEADERS, KEEP_NONE

log = logging.getLogger(__name__)

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MOST_BYTES = 1024 * 1024  # Telegram's updates are far smaller
STORE_S = 8.0  # for which the database may be away; then Telegram is asked to bring the update again
PLAIN = [(name.lower().encode(), value.encode()) for name, value in (*HEADERS.items(), KEEP_NONE)]
PLAIN.append((b"content-length", b"0"))


def hooked(path: str, secrets: tuple[str, ...], ledger: Ledger, meters: Meters, others: ASGIApp) -> ASGIApp:
    """`others`, with Telegram's route at `path` in front of them; `secrets` are those that are accepted."""
    known = [secret.encode() for secret in secrets]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != path or scope["method"] != "POST":
            await others(scope, receive, send)
            return
        status = await _take(scope, receive, known, ledger, meters)
        await send({"type": "http.response.start", "status": status, "headers": PLAIN})
        await send({"type": "http.response.body", "body": b""})

    return app


async def _take(scope: Scope, receive: Receive, known: list[bytes], ledger: Ledger, meters: Meters) -> int:
    """The status of the answer."""
    given = next((value for name, value in scope["headers"] if name == SECRET_HEADER), b"")
    if not any(hmac.compare_digest(given, secret) for secret in known):  # in a time that tells nothing
        return 403
    body = await _body(receive)
    if body is None:
        return 413
    return await _store(ledger, meters, body)


async def _body(receive: Receive) -> bytes | None:
    """The body; None when it is larger than any update. One that was cut off is no JSON."""
    body, more = b"", True
    while more:
        part = await receive()
        body += part.get("body", b"")
        more = part.get("more_body", False)
        if len(body) > MOST_BYTES:
            return None
    return body


async def _store(ledger: Ledger, meters: Meters, body: bytes) -> int:
    """200 when the update is stored, or is nothing that will ever be one; 503 asks Telegram to bring it again."""
    try:
        update = arrived(ledger.store, json.loads(body), body)
    except (ValueError, RecursionError):
        update = None
    if update is None:
        meters.updates.labels("no update").inc()
        return 200
    try:
        async with asyncio.timeout(STORE_S):
            if not await ledger.put(update):
                meters.updates.labels("repeat").inc()
    except TimeoutError:
        log.error("an update could not be stored; Telegram will bring it again")  # noqa: TRY400  # its words may quote somebody
        return 503
    return 200
