"""The one door to the partners' pages: who comes in, with which role, and whether a form is ours. Nothing else asks."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.desk.html import Frame, alert, document, form, say
from bot.scene import Services
from bot.store import audit, visits
from bot.store.desk_tables import Account, Role
from bot.web.bodies import FORM, Refused, body, foreign

MOST_BYTES = 64 * 1024
MOST_FIELDS = 64
SIGN_IN = "/desk/in"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages are made from. `secure`: people reach us by https; `menu`: (path, name, least role)."""

    services: Services
    secure: bool
    menu: Sequence[tuple[str, str, Role]] = ()

    @property
    def cookie(self) -> str:
        """The prefix binds it to this host and to https; over plain http no browser would take it."""
        return "__Host-desk" if self.secure else "desk"

    @property
    def now(self) -> int:
        return int(self.services.now())


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who may be here. `sent` are the fields of a form (of several alike the last), {} on GET.

    `several` has all values of a field, for boxes to tick.
    """

    desk: Desk
    request: Request
    account: Account
    form_key: str
    sent: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ident(self) -> str:
        """The id in the address, "" for what can be none of ours."""
        return ident_of(str(self.request.path_params.get("id", "")))

    @property
    def services(self) -> Services:
        return self.desk.services

    def page(self, title: str, content: str, status: int = 200) -> Response:
        """A page in our layout; `content` is HTML."""
        menu = [(path, name) for path, name, role in self.desk.menu if self.account.may(role)]
        frame = Frame(self.request.url.path, menu, f"{self.account.label}, {self.account.role}", self.form_key)
        return HTMLResponse(document(title, content, frame), status)

    def form(self, path: str, inner: str, button: str) -> str:
        return form(path, self.form_key, inner, button)

    def missing(self) -> Response:
        """For what is not there, and for what is another partner's: nobody learns which."""
        return self.page("Not found", say("There is nothing here, or it is not yours to see."), 404)

    async def note(self, action: str, what: str = "") -> None:
        """Into the audit log: a word of ours and an id, never contents."""
        await audit.note(self.services.store, self.account, action, what, self.desk.now)


Show = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, the least role, what shows it (GET), what its form does (POST); `name` puts it on the menu."""

    path: str
    role: Role
    show: Show | None = None
    act: Show | None = None
    name: str = ""


def route(desk: Desk, page: Page) -> Route:
    """The page behind the door."""

    async def come(request: Request) -> Response:
        held = request.cookies.get(desk.cookie, "")
        account = await visits.visitor(desk.services.store, held, desk.now) if held else None
        if account is None:
            return RedirectResponse(SIGN_IN, 303)
        visit = Visit(desk, request, account, visits.form_key(desk.services.store, held))
        if not account.may(page.role):
            return visit.page("Not for your role", say(f"This page is for the role {page.role}."), 403)
        if request.method != "POST":
            return await page.show(visit) if page.show else visit.missing()
        return await _acted(visit, page, held)

    methods = [*(["GET"] if page.show else []), *(["POST"] if page.act else [])]
    return Route(page.path, come, methods=methods)


async def _acted(visit: Visit, page: Page, held: str) -> Response:
    """What the form does, when it is a form of ours."""
    try:
        several = await sent(visit.request)
    except Refused as error:
        return visit.page("Not taken", alert("The form did not arrive whole. Go back and try again."), error.status)
    last = {name: values[-1] for name, values in several.items()}
    ours = visits.is_form_key(visit.services.store, held, last.get("key", ""))
    if not ours or foreign(visit.request) or page.act is None:
        return visit.page("Not taken", alert("The form is too old. Go back, load the page again, and try again."), 403)
    return await page.act(Visit(visit.desk, visit.request, visit.account, visit.form_key, last, several))


async def sent(request: Request) -> Mapping[str, tuple[str, ...]]:
    """All fields of a form, text with plain line ends. Raises Refused."""
    raw = await body(request, FORM, MOST_BYTES)
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(400, "web.bad-form") from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value.replace("\r\n", "\n").replace("\0", ""))
    return found


def ident_of(given: str) -> str:
    """What somebody wrote in the place of an id; "" for what can be none of ours."""
    return given if re.fullmatch(r"[\w-]{1,32}", given, re.ASCII) else ""


def see(path: str) -> Response:
    """On to another page of ours, after a form: loading it again sends nothing twice."""
    if not path.startswith("/desk") or any(not "!" <= letter <= "~" for letter in path):
        raise ValueError("only to pages of ours")
    return RedirectResponse(path, 303)
