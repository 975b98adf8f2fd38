"""How requests reach Telegram: by aiohttp, or by httpx when the operator wants it, each at the allowed pace.

aiohttp costs a seventh of httpx's time per request when many are under way. Both honour a proxy of the environment.
"""

import json
import time
from functools import cache
from typing import Any
from urllib.request import getproxies

import aiohttp
import msgspec
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.metrics import Meters
from bot.pace import Pace, Wait

SECONDS = 20.0  # for an answer, when the caller names no other time
CONNECT_S = 5.0
UPLOAD_S = 60.0
KEEP_S = 15.0  # an unused connection; shorter than servers keep it, so that none is used that was just closed
SENDING = ("send", "edit", "forward", "copy")  # methods (in lower case) that count against Telegram's limits
TYPING = "sendchataction"  # does not
HELD = 429
LOCKED_OUT = (401, 404)
BROKEN = 500
FAILING_S = 30.0
JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):
    """There was no connection: Telegram has not seen the request."""


class AiohttpRequest(BaseRequest):
    """Requests by one aiohttp session of up to `most` connections."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return SECONDS

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._most, keepalive_timeout=KEEP_S)
            # Looking for a proxy visits a thread twice for every request: only where there is one.
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=bool(getproxies())
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ANN401  # python-telegram-bot's marker for "the usual", seconds, or None
        *_others: Any,  # noqa: ANN401  # python-telegram-bot's own signature
        **_named: Any,  # noqa: ANN401  # python-telegram-bot's own signature
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request backend was not started")
        seconds = read_timeout if isinstance(read_timeout, int | float) else SECONDS
        files = bool(request_data and request_data.contains_files)
        limits = _limits(seconds + (UPLOAD_S if files else 0.0))
        data = _form(request_data) if files else _json(request_data)
        headers = JSON if isinstance(data, bytes) else None
        try:
            async with self._session.request(method, url, data=data, headers=headers, timeout=limits) as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


@cache
def _limits(seconds: float) -> aiohttp.ClientTimeout:
    """Few different ones: each is made once."""
    return aiohttp.ClientTimeout(total=seconds + CONNECT_S, sock_connect=CONNECT_S)


def _json(data: RequestData | None) -> bytes | None:
    """The fields of a request without files: a tenth of the time that a form takes."""
    return msgspec.json.encode(data.parameters) if data and data.parameters else None


def _form(data: RequestData | None) -> aiohttp.FormData | None:
    """The fields of a request as multipart, for files to go along."""
    if data is None:
        return None
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


class PacedRequest(BaseRequest):
    """Another request backend at the allowed pace, with every call counted by its method and outcome."""

    def __init__(self, inner: BaseRequest, pace: Pace, meters: Meters) -> None:
        self._inner, self._pace, self._meters = inner, pace, meters
        self._failing: float | None = None

    async def well(self) -> bool:
        """False when Telegram has not taken anything for a while: it is away, or does not know our token."""
        return self._failing is None or time.monotonic() - self._failing < FAILING_S

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None:
        await self._inner.initialize()

    async def shutdown(self) -> None:
        await self._inner.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,  # noqa: ANN401  # python-telegram-bot's own signature
        **named: Any,  # noqa: ANN401  # python-telegram-bot's own signature
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2].lower()
        chat = _chat(request_data) if name.startswith(SENDING) and name != TYPING else None
        if chat is not None:
            await self._turn(chat, name)
        try:
            code, payload = await self._inner.do_request(url, method, request_data, *timeouts, **named)
        except TelegramError as error:
            self._meters.called(name, type(error).__name__)
            self._failing = self._failing or time.monotonic()
            raise
        self._meters.called(name, str(code))
        self._failing = (self._failing or time.monotonic()) if code in LOCKED_OUT or code >= BROKEN else None
        if code == HELD and chat is not None:
            self._pace.told(chat, _retry_after(payload))
        return code, payload

    async def _turn(self, chat: int, name: str) -> None:
        try:
            await self._pace.turn(chat)
        except Wait as wait:
            self._meters.called(name, "held back")
            raise RetryAfter(int(wait.seconds) + 1) from None


def _chat(data: RequestData | None) -> int | None:
    chat = data.parameters.get("chat_id") if data else None
    return chat if isinstance(chat, int) else None


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0


def backend(name: str, most: int) -> BaseRequest:
    """The backend of the settings: "aiohttp" or "httpx", with up to `most` connections."""
    if name == "httpx":
        return HTTPXRequest(connection_pool_size=most, pool_timeout=30, read_timeout=SECONDS)
    return AiohttpRequest(most)
