"""Signing in with the link the bot sent, and out. A GET uses no link up: programs that look at links do only that."""

import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.desk.door import SIGN_IN, Desk, Page, Visit, see, sent
from bot.desk.html import Frame, alert, document, form, say
from bot.limits import Limits
from bot.store import audit, visits
from bot.web.bodies import Refused, foreign
from bot.web.visitors import Visitors

BURST, A_MINUTE, ALL_A_MINUTE = 10, 10, 300  # tries to sign in, of one address and of all
HOME = "/desk"
HOW = "Send /desk to the bot. It sends a link that works once, for ten minutes. There is no password."
NO_GOOD = "That did not work. Perhaps the link was used before, or it is older than ten minutes. Get a new one."


def entry(desk: Desk) -> list[Route]:
    """The only pages for people who are not signed in."""
    tries = Visitors(lambda: Limits(BURST, A_MINUTE, ALL_A_MINUTE), desk.services.today)

    async def how(_request: Request) -> Response:
        return _page("Sign in", say(HOW))

    async def ask(request: Request) -> Response:
        return _ask(desk, request.path_params["word"])

    async def take(request: Request) -> Response:
        if not tries.may(request.client.host if request.client else ""):
            return _page("Too many tries", say("Wait a minute, then try again."), 429)
        held = await _begun(desk, request)
        return _in(desk, held) if held else _page("Sign in", alert(NO_GOOD) + say(HOW), 403)

    return [Route(SIGN_IN, how), Route(SIGN_IN + "/{word}", ask), Route(SIGN_IN, take, methods=["POST"])]


def _ask(desk: Desk, word: str) -> Response:
    """A button; the same for every word, good or not. The cookie ties the form to this browser: nobody can be signed
    in to somebody else's account by a form on another site.
    """
    mark = secrets.token_urlsafe(16)
    key = visits.form_key(desk.services.store, mark)
    inner = f'<input type="hidden" name="word" value="{_plain(word)}">'
    lines = say("You are about to sign in on this device.")
    made = _page("Sign in", lines + form(SIGN_IN, key, inner, "Sign in"))
    _give(desk, made, f"{desk.cookie}-in", mark, visits.LINK_S)
    return made


def _plain(word: str) -> str:
    """Only letters that a link of ours can have."""
    return "".join(letter for letter in word[:64] if letter.isascii() and (letter.isalnum() or letter in "-_"))


async def _begun(desk: Desk, request: Request) -> str | None:
    """What the browser is to hold from now on; None whatever is wrong. A link is used up only by our own form."""
    store, mark = desk.services.store, request.cookies.get(f"{desk.cookie}-in", "")
    try:
        fields = await sent(request)
    except Refused:
        return None
    key, word = fields.get("key", ("",))[-1], fields.get("word", ("",))[-1]
    if foreign(request) or not mark or not visits.is_form_key(store, mark, key):
        return None
    held = await visits.begin(store, word, desk.now)
    if held:
        await visits.end(store, request.cookies.get(desk.cookie, ""))
        await audit.note(store, await visits.visitor(store, held, desk.now), "sign-in", "", desk.now)
    return held


def _in(desk: Desk, held: str) -> Response:
    made = see(HOME)
    _give(desk, made, desk.cookie, held, visits.VISIT_S)
    made.delete_cookie(f"{desk.cookie}-in", path="/", secure=desk.secure, httponly=True, samesite="strict")
    return made


def _give(desk: Desk, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=desk.secure, httponly=True, samesite="strict"
    )  # fmt: skip


def _page(title: str, content: str, status: int = 200) -> Response:
    return HTMLResponse(document(title, content, Frame("")), status)


async def _out(visit: Visit) -> Response:
    """The visit is over here, not only in the browser."""
    await visits.end(visit.services.store, visit.request.cookies.get(visit.desk.cookie, ""))
    await visit.note("sign-out")
    made = _page("Signed out", say("You are signed out.", HOW))
    made.delete_cookie(
        visit.desk.cookie, path="/", secure=visit.desk.secure, httponly=True, samesite="strict"
    )  # fmt: skip
    return made


PAGES = (Page("/desk/out", "viewer", act=_out),)
