"""The form on /dispute, without a script, and what became of it for whoever has the code. Kept sealed, nowhere else.

Nobody signs in here, so there is nothing another site could do in somebody's name; what a browser says comes from
another site is refused all the same.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.help import day_of
from bot.limits import Limits
from bot.lists.shelf import Shelf
from bot.quote import clean
from bot.scene import Services
from bot.settings import DATA
from bot.store import disputes
from bot.store.disputes import KEPT_DAYS, Dispute, Written
from bot.texts import Texts
from bot.web.bodies import FORM, Refused, body, fields, foreign
from bot.web.html import esc, says
from bot.web.visitors import Visitors
from content.model import Library
from content.sources import SourceError

MOST_BYTES = 64 * 1024
MOST: Mapping[str, int] = {"list": 64, "row": 200, "who": 300, "wrong": disputes.MOST, "mail": 120}
LONG = ("wrong",)
MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
EMPTY = Written("", "", "", "")
Say = Callable[[Request, str, int], Response]


@dataclass(frozen=True, slots=True)
class Disputes:
    """What the form needs: the store, how much one address may send and ask, and what a page of ours looks like."""

    services: Services
    may_send: Visitors
    may_ask: Visitors
    texts: Callable[[Request], Texts]
    said: Callable[[Texts, str], str]  # our page around the form
    page: Say

    @property
    def now(self) -> int:
        return int(self.services.now())


A_DAY = 10  # disputes from one address: it would take months to fill what may wait


def sending(services: Services) -> Visitors:
    return Visitors(lambda: Limits(4, 1, 30), services.today, A_DAY)


def asking(services: Services) -> Visitors:
    return Visitors(lambda: Limits(20, 10, 300), services.today)


def handlers(
    desk: Disputes,
) -> tuple[Callable[[Request], Awaitable[Response]], Callable[[Request], Awaitable[Response]]]:
    """What shows the page (GET) and what takes the form (POST)."""

    async def show(request: Request) -> Response:
        texts = desk.texts(request)
        known = await _followed(desk, request, texts) if "ref" in request.query_params else ""
        return desk.page(request, desk.said(texts, known + _form(texts, lists(desk.services.library))), 200)

    async def take(request: Request) -> Response:
        texts, written = desk.texts(request), EMPTY
        try:
            written = await _sent(desk, request)
            _allow(written, lists(desk.services.library))
            code = await _keep(desk, written)
        except Refused as error:
            alarm = f'<div class="answer" role="alert">{says(texts, error.key)}</div>'
            filled = alarm + _form(texts, lists(desk.services.library), written)
            return desk.page(request, desk.said(texts, filled), error.status)
        return RedirectResponse("/dispute?" + urlencode({"ref": code, "lang": texts.tag}), 303)

    return show, take


async def _keep(desk: Disputes, written: Written) -> str:
    code = await disputes.send(desk.services.store, written, desk.services.today(), desk.now)
    if code is None:
        raise Refused(429, "dispute.enough")
    return code


async def _sent(desk: Disputes, request: Request) -> Written:
    """The form as it came, in clean lines. Raises Refused."""
    if foreign(request):
        raise Refused(403, "web.bad-form")
    if not desk.may_send.may(request.client.host if request.client else ""):
        raise Refused(429, "dispute.enough")
    sent = fields(await body(request, FORM, MOST_BYTES))
    lines = {name: clean(sent.get(name, "")) for name in MOST if name not in LONG}
    long = {name: "\n".join(map(clean, sent.get(name, "").splitlines())).strip() for name in LONG}
    return Written(**lines, **long)


def _allow(written: Written, known: Mapping[str, str]) -> None:
    """Raises Refused for what is missing, too long, or about a list we do not have."""
    values = {name: str(getattr(written, name)) for name in MOST}
    if any(len(value) > MOST[name] for name, value in values.items()):
        raise Refused(413, "dispute.long")
    if not all(values[name] for name in ("row", "who", "wrong")) or written.list not in known:
        raise Refused(400, "dispute.missing")
    if written.mail and not MAIL.fullmatch(written.mail):
        raise Refused(400, "dispute.bad-mail")


def lists(library: Library) -> dict[str, str]:
    """Id and name of all lists a row can stand on; "" for none of them."""
    found = {one.id: f"{one.name} ({one.country})" for one in library.agencies}
    shelf = Shelf(DATA / "lists")
    for ident in shelf.ids():
        try:
            source = shelf.source(ident)
        except (SourceError, OSError):
            continue
        found[ident] = f"{source.name} ({source.country})"
    return {"": "", **dict(sorted(found.items(), key=lambda item: item[1]))}


async def _followed(desk: Disputes, request: Request, texts: Texts) -> str:
    """What became of the dispute with this code."""
    if not desk.may_ask.may(request.client.host if request.client else ""):
        return f'<div class="answer" role="alert">{says(texts, "check.slow")}</div>'
    code = request.query_params.get("ref", "")[:64]
    found = await disputes.follow(desk.services.store, code, desk.now)
    if found is None:
        return f'<div class="answer" role="alert">{says(texts, "dispute.unknown")}</div>'
    lines = "".join(f"<p>{line}</p>" for line in _told(texts, code, found, lists(desk.services.library)))
    return f'<section class="answer"><h2>{esc(texts.say("dispute.state"))}</h2>{lines}</section>'


def _told(texts: Texts, code: str, found: Dispute, known: Mapping[str, str]) -> Iterator[str]:
    """HTML lines; reasons and names of who decided are for the desk alone."""
    say, last = texts.say, found.steps[-1].day if found.steps else found.since
    name = known.get(found.written.list) or say("dispute.other")
    end = datetime.fromtimestamp(found.expires, UTC).date()
    yield f"<b>{esc(say(f'dispute.state-{found.state}'))}</b>"
    yield esc(say("dispute.since", date=day_of(last.isoformat(), texts)))
    for step in found.steps:
        if step.answer:
            words, day = "<br>".join(map(esc, step.answer.splitlines())), day_of(step.day.isoformat(), texts)
            yield f'{esc(say("dispute.answer"))} ({esc(day)}):<br><span dir="auto">{words}</span>'
    yield esc(say("dispute.about", list=name, row=found.written.row))
    yield esc(say("dispute.code", code=code))
    yield esc(say("dispute.keep-code"))
    yield esc(say("dispute.until", date=day_of(end.isoformat(), texts)))


def _form(texts: Texts, known: Mapping[str, str], filled: Written = EMPTY) -> str:
    say = texts.say
    names = {**known, "": say("dispute.other")}
    options = "".join(
        f'<option value="{esc(ident)}"{" selected" if ident == filled.list else ""}>{esc(name)}</option>'
        for ident, name in names.items()
    )
    hint = say("dispute.wrong-hint", most=disputes.MOST)
    return (
        f"<h2>{esc(say('dispute.form'))}</h2><p>{esc(say('dispute.form-lead', days=KEPT_DAYS))}</p>"
        f'<form method="post" action="/dispute?lang={esc(texts.tag)}" accept-charset="utf-8" autocomplete="off">'
        f'<label for="list">{esc(say("dispute.list"))}</label><select id="list" name="list">{options}</select>'
        f"{_line('row', say('dispute.row'), filled.row)}{_line('who', say('dispute.who'), filled.who)}"
        f'<label for="wrong">{esc(say("dispute.wrong"))}</label><p class="hint" id="wrong-hint">{esc(hint)}</p>'
        f'<textarea id="wrong" name="wrong" dir="auto" rows="6" required maxlength="{disputes.MOST}"'
        f' aria-describedby="wrong-hint">{esc(filled.wrong)}</textarea>'
        f"{_line('mail', say('dispute.mail'), filled.mail, say('dispute.mail-hint'))}"
        f"<button>{esc(say('dispute.send'))}</button></form>"
        f"<h2>{esc(say('dispute.follow'))}</h2>"
        f'<form method="get" action="/dispute"><input type="hidden" name="lang" value="{esc(texts.tag)}">'
        f"{_line('ref', say('dispute.code-label'), '')}<button>{esc(say('dispute.look'))}</button></form>"
    )


def _line(name: str, label: str, value: str, hint: str = "") -> str:
    """One line to write; without a hint it must be filled in."""
    more = f'<p class="hint" id="{name}-hint">{esc(hint)}</p>' if hint else ""
    rules = f'aria-describedby="{name}-hint"' if hint else "required"
    return (
        f'<label for="{name}">{esc(label)}</label>{more}<input id="{name}" name="{name}" dir="auto" '
        f'maxlength="{MOST.get(name, 40)}" value="{esc(value)}" {rules}>'
    )
