"""GET /w/<code>-<secret>: the projector page, and its events. Who has the address sees the room, and nobody in it."""

import hmac
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.scene import Services
from bot.store import votes, workshops
from bot.store.workshops import ALPHABET, LENGTH, Room
from bot.texts import Texts, texts_of
from bot.web.rooms import Full, Rooms
from bot.web.wall import POLICY, WORKER, WORKER_POLICY, document, inner, over
from bot.workshop.lead import note_of, wall_secrets
from bot.workshop.signs import signs
from bot.workshop.steps import place

AGAIN_S = "30"
EVENTS = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}


def projector(services: Services) -> tuple[list[Route], Callable[[], None]]:
    """The routes of the projector pages, and what lets every page go when the program ends."""
    rooms = rooms_of(services)
    return pages(services, rooms), rooms.close


def rooms_of(services: Services) -> Rooms:
    """What all projector pages of this program look at."""

    async def drawn(code: str) -> str:
        room = await workshops.find(services.store, code, int(time.time()))
        return await _inner(services, room) if room else ""

    return Rooms(services.store, drawn)


def pages(services: Services, rooms: Rooms) -> list[Route]:
    """The routes: the page, its events, and the script that keeps the page."""

    async def page(request: Request) -> Response:
        room = await _asked(services, request)
        if room is None:
            return PlainTextResponse("not found", 404)
        content = document(_texts(services, room), await _inner(services, room), over=room.ended)
        return HTMLResponse(content, headers={"Content-Security-Policy": POLICY})

    async def events(request: Request) -> Response:
        room = await _asked(services, request)
        if room is None:
            return PlainTextResponse("not found", 404)
        states = rooms.states(room.code)
        try:
            first = await anext(states)
        except (Full, StopAsyncIteration):
            return PlainTextResponse("busy", 503, {"Retry-After": AGAIN_S})
        return StreamingResponse(_told(first, states, _texts(services, room)), headers=EVENTS)

    async def worker(_request: Request) -> Response:
        return Response(WORKER, media_type="text/javascript", headers={"Content-Security-Policy": WORKER_POLICY})

    return [
        Route("/w/worker.js", worker),
        Route("/w/{address}", page),
        Route("/w/{address}/events", events),
    ]


async def _told(first: str | None, states: AsyncGenerator[str | None], texts: Texts) -> AsyncIterator[str]:
    """Events, and now and then a line that says we are there."""
    async with aclosing(states):
        yield _event(first, texts)
        async for state in states:
            yield _event(state, texts)


def _event(state: str | None, texts: Texts) -> str:
    if state is None:
        return ":\n\n"
    return f"data: {json.dumps(state or over(texts))}\n\n"


async def _asked(services: Services, request: Request) -> Room | None:
    """The room of an address. A wrong secret costs us a hash, and no look into the database."""
    code, _, secret = str(request.path_params["address"]).partition("-")
    known = wall_secrets(services.store, code)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    if not any(hmac.compare_digest(secret.encode("utf-8", "replace"), one.encode()) for one in known):
        return None
    return await workshops.find(services.store, code, int(time.time()))


def _texts(services: Services, room: Room) -> Texts:
    return texts_of(services.library, room.language)


async def _inner(services: Services, room: Room) -> str:
    texts, at = _texts(services, room), place(services.library, room)
    if at is None:
        return over(texts)
    if room.ended:
        note = await note_of(services.store, room)
        return over(texts, at, note.sums if note else None)
    seen = await signs(services, texts, texts.say(at.key(room.step))) if room.shown and at.offer else []
    return inner(at, await votes.counts(services.store, room.code), texts, seen)
