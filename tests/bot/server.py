"""A small Bot API server on this machine: long polling, send, edit, answer, delete, files, commands, descriptions.

It keeps every call it gets, so that a test can look at what a person would have seen, and can be told to be slow for
one chat or to refuse a method. Answers have the form of the real thing, as python-telegram-bot reads them.
"""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]
TOKEN = "123456:canary-token-that-must-stay-secret"
ME = {"id": 123456, "is_bot": True, "first_name": "Second Look", "username": "SecondLookBot"}
WAIT_S = 20.0  # how long a test waits for something before it fails


@dataclass
class Call:
    """One call of the bot: the method in lower case, and its fields, JSON decoded."""

    method: str
    fields: Json


@dataclass
class BotApi:
    """The state of the server. `slow` delays sends to a chat; `refuse` gives (code, description) for a method."""

    updates: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    slow: dict[int, float] = field(default_factory=dict)
    refuse: dict[str, tuple[int, str, Json]] = field(default_factory=dict)
    kept: dict[tuple[str, str], Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    file_s: float = 0.0  # how long a file takes
    asked: list[str] = field(default_factory=list)  # files, as often as they were asked for
    moved: dict[int, int] = field(default_factory=dict)  # a group's number -> its number as a supergroup
    base_url: str = ""
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    numbers: Any = field(default_factory=lambda: count(1))
    open: bool = True

    async def give(self, *updates: Json) -> None:
        """Put updates where the next getUpdates finds them."""
        async with self.changed:
            self.updates += [{"update_id": next(self.numbers)} | update for update in updates]
            self.changed.notify_all()

    def made(self, method: str) -> list[Json]:
        return [call.fields for call in self.calls if call.method == method.lower()]

    async def until(self, true: Callable[[], Any]) -> Any:
        """Wait until `true()` is; fails after WAIT_S."""
        async with asyncio.timeout(WAIT_S), self.changed:
            while not (value := true()):
                await self.changed.wait()
            return value

    async def sent(self, number: int, method: str = "sendMessage") -> Json:
        """The `number`-th call of a method, counted from 1, as soon as it has been made."""
        await self.until(lambda: len(self.made(method)) >= number)
        return self.made(method)[number - 1]

    async def answer(self, request: Request) -> Response:
        method = request.path_params["method"].lower()
        fields = _decoded(await request.body(), request.headers.get("content-type", ""))
        if request.path_params["token"] != TOKEN:
            return _error(401, "Unauthorized", {})
        await asyncio.sleep(self.slow.get(int(fields.get("chat_id", 0)), 0))
        async with self.changed:
            if method != "getupdates":
                self.calls.append(Call(method, fields))
            self.changed.notify_all()
        if method in self.refuse:
            return _error(*self.refuse[method])
        if new := self.moved.get(int(fields.get("chat_id", 0))):
            return _error(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new})
        answer = getattr(self, method, None)
        result = await answer(fields) if answer else True
        return JSONResponse({"ok": True, "result": result})

    async def getme(self, _fields: Json) -> Json:
        return ME

    async def setwebhook(self, fields: Json) -> bool:
        self.kept["webhook", ""] = fields["url"]
        return True

    async def getwebhookinfo(self, _fields: Json) -> Json:
        return {"url": self.kept.get(("webhook", ""), ""), "pending_update_count": len(self.updates)}

    async def getupdates(self, fields: Json) -> list[Json]:
        """Long polling: forget what lies before the offset, wait for something after it."""
        offset, timeout = int(fields.get("offset", 0)), float(fields.get("timeout", 0))
        async with self.changed:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    while self.open and not self.updates:
                        await self.changed.wait()
            return self.updates[:100]

    async def sendmessage(self, fields: Json) -> Json:
        return {
            "message_id": 5000 + next(self.numbers),
            "date": 1_790_000_000,
            "chat": {"id": int(fields["chat_id"]), "type": "private", "first_name": "Canaryname"},
            "from": ME,
            "text": fields["text"],
        }

    async def editmessagetext(self, fields: Json) -> Json:
        return await self.sendmessage(fields) | {"message_id": int(fields["message_id"])}

    async def getfile(self, fields: Json) -> Json:
        name = str(fields["file_id"])
        return {"file_id": name, "file_unique_id": name, "file_path": f"files/{name}", "file_size": 1}

    async def senddocument(self, fields: Json) -> Json:
        return {
            "message_id": 5000 + next(self.numbers),
            "date": 1_790_000_000,
            "chat": {"id": int(fields["chat_id"]), "type": "private", "first_name": "Canaryname"},
            "from": ME,
            "document": {"file_id": "d", "file_unique_id": "d"},
        }

    async def sendpoll(self, fields: Json) -> Json:
        options = [{"text": option["text"], "voter_count": 0} for option in fields["options"]]
        poll = {"id": "p", "question": fields["question"], "options": options, "total_voter_count": 0}
        kind = {"type": fields["type"], "is_closed": False, "is_anonymous": True, "allows_multiple_answers": False}
        rules = {"allows_revoting": False, "members_only": False}
        return await self.sendmessage(fields | {"text": ""}) | {"poll": poll | kind | rules}

    async def sendphoto(self, fields: Json) -> Json:
        sizes = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
        return {name: value for name, value in (await self.senddocument(fields)).items() if name != "document"} | {
            "photo": sizes
        }

    async def getmycommands(self, fields: Json) -> Any:
        return self.kept.get(("commands", fields.get("language_code", "")), [])

    async def setmycommands(self, fields: Json) -> bool:
        self.kept["commands", fields.get("language_code", "")] = fields["commands"]
        return True

    async def getmydescription(self, fields: Json) -> Json:
        return {"description": self.kept.get(("description", fields.get("language_code", "")), "")}

    async def setmydescription(self, fields: Json) -> bool:
        self.kept["description", fields.get("language_code", "")] = fields["description"]
        return True

    async def getmyshortdescription(self, fields: Json) -> Json:
        return {"short_description": self.kept.get(("short", fields.get("language_code", "")), "")}

    async def setmyshortdescription(self, fields: Json) -> bool:
        self.kept["short", fields.get("language_code", "")] = fields["short_description"]
        return True

    async def download(self, request: Request) -> Response:
        name = request.path_params["name"]
        async with self.changed:
            self.asked.append(name)
            self.changed.notify_all()
        await asyncio.sleep(self.file_s)
        return Response(self.files[name])


def _decoded(body: bytes, kind: str = "") -> Json:
    """The form fields of a call; what is JSON is decoded, a text stays text, a file its name and bytes."""
    fields: Json = {}
    if kind.startswith("multipart/"):
        parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
        for part in parts.iter_parts():
            name, data = str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True)
            fields[name] = (part.get_filename(), data) if part.get_filename() else json.loads(data)
        return fields
    if kind == "application/json":
        return dict(json.loads(body))
    for name, value in parse_qsl(body.decode(), keep_blank_values=True):
        fields[name] = value
        if name not in ("text", "description", "short_description", "callback_query_id"):
            with contextlib.suppress(ValueError):
                fields[name] = json.loads(value)
    return fields


def _error(code: int, description: str, parameters: Json) -> Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return JSONResponse(body, status_code=code)


@contextlib.asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """The server on a free port of this machine, for as long as the block lasts."""
    api = BotApi()
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", api.answer, methods=["POST", "GET"]),
            Route("/file/bot{token}/files/{name}", api.download),
        ]
    )
    listening = socket.create_server(("127.0.0.1", 0))
    api.base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    running = asyncio.create_task(server.serve([listening]))
    try:
        yield api
    finally:
        server.should_exit = True
        async with api.changed:
            api.open = False
            api.changed.notify_all()
        await running
        listening.close()
