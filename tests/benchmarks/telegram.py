"""A quick Bot API server and a load generator in one process, for measuring: delay, errors, what was taken."""

import asyncio
import io
import json
import random
import textwrap
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from PIL import Image, ImageDraw, ImageFont

TOKEN = "123456:only-for-measuring"
ME = {"id": 123456, "is_bot": True, "first_name": "Second Look", "username": "SecondLookBot"}
ME |= {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
TEXT = (
    "Dear applicant number {n}, we have a vacancy for a hotel receptionist in Dubai, salary 2,400 USD a month. "
    "You must pay a registration fee of $150 before you start. Send a photo of your passport to hr@example.com "
    "or write on WhatsApp +44 20 7946 0000. See https://example.com/jobs for the terms. Answer today."
)


FILE = {"file_id": "a", "file_unique_id": "a", "file_path": "files/a"}
PICTURES = 1_000_000  # numbers of updates from here on are pictures


@dataclass
class Telegram:
    """`answers`: (chat, message answered) -> when each answer was taken; `order`: what each chat's answers were to."""

    delay_s: float = 0.0
    errors: float = 0.0
    url: str = ""
    answers: dict[tuple[int, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    order: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    others: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    refused: int = 0
    numbers: int = 5000

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        fields: Any = {}
        if request.can_read_body:
            fields = await (request.json() if request.content_type == "application/json" else request.post())
        if method == "getme":
            return web.json_response({"ok": True, "result": ME})
        if method == "getfile":
            return web.json_response({"ok": True, "result": FILE})
        if method != "sendmessage":
            found: dict[str, Any] = {"getmycommands": [], "getmydescription": {"description": ""}}
            found |= {"getmyshortdescription": {"short_description": ""}}
            return web.json_response({"ok": True, "result": found.get(method, True)})
        if random.random() < self.errors:  # noqa: S311  # chance for a load, no secret
            return self._refuse(request)
        return await self._take(fields)

    def _refuse(self, request: web.Request) -> web.StreamResponse:
        """429, 502, or the connection cut before anything was taken."""
        self.refused += 1
        match random.randrange(3):  # noqa: S311  # chance for a load, no secret
            case 0:
                answer = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
                return web.json_response(answer | {"parameters": {"retry_after": 1}}, status=429)
            case 1:
                return web.json_response({"ok": False, "error_code": 502, "description": "Bad Gateway"}, status=502)
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def _take(self, fields: Any) -> web.StreamResponse:
        chat, hung = int(fields["chat_id"]), fields.get("reply_parameters")
        if hung:
            number = int((json.loads(hung) if isinstance(hung, str) else hung)["message_id"])
            self.answers[chat, number].append(time.perf_counter())
            self.order[chat].append(number)
        else:
            self.others[chat] += 1
        await asyncio.sleep(self.delay_s)
        self.numbers += 1
        sent = {"message_id": self.numbers, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "text": "x"}
        return web.json_response({"ok": True, "result": sent})


async def serve(telegram: Telegram) -> web.AppRunner:
    app = web.Application()
    drawn = await asyncio.to_thread(picture)

    async def download(_request: web.Request) -> web.Response:
        return web.Response(body=drawn)

    app.router.add_route("*", "/bot{token}/{method}", telegram.call)
    app.router.add_route("GET", "/file/bot{token}/files/a", download)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return runner


def picture() -> bytes:
    """A poster as people photograph them: the text of all updates, drawn."""
    page = Image.new("RGB", (1080, 1280), "white")
    words = "\n".join(textwrap.wrap(TEXT.format(n=1), 44))
    ImageDraw.Draw(page).multiline_text((60, 80), words, "black", ImageFont.load_default(40), spacing=14)
    file = io.BytesIO()
    page.save(file, "JPEG", quality=85)
    return file.getvalue()


def update(number: int, chats: int) -> dict[str, Any]:
    chat = 100_000 + (number % chats if number < PICTURES else number)  # who sends a picture sends nothing else
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": person}
    if number >= PICTURES:
        size = {"file_id": "a", "file_unique_id": "a", "width": 1080, "height": 1280, "file_size": 100_000}
        return {"update_id": number, "message": message | {"photo": [size]}}
    return {"update_id": number, "message": message | {"text": TEXT.format(n=number)}}


async def bring(session: aiohttp.ClientSession, urls: list[str], what: dict[str, Any], secret: str) -> int:
    """Bring an update until somebody says 200, as Telegram does; how often it had to be brought."""
    for tried in range(1, 10_000):
        try:
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            async with session.post(urls[tried % len(urls)], json=what, headers=headers) as answer:
                if answer.status == 200:
                    return tried
        except (aiohttp.ClientError, TimeoutError):
            pass
        await asyncio.sleep(0.2)
    raise RuntimeError("nobody takes the update")
