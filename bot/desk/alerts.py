"""Warnings: drafted, shown as people will read them, approved by another person, and how far the sending has come."""

from collections.abc import Iterator

from starlette.responses import Response

from bot import alerts as warnings
from bot.desk.door import Page, Visit, ident_of, see
from bot.desk.emerging import fives
from bot.desk.html import Html, alert, choice, html, link, say, table, words
from bot.store import accounts, alerts, partners, readers
from bot.store.alerts import Alert, Draft
from bot.store.emerging import LEAST
from bot.texts import choose, offered, texts_of
from bot.web.html import blocks

PATH = "/desk/alerts"
EVERY_S = 5  # a page about a warning on its way loads itself anew
NO_COUNTRY = ("ZZ", "EU")
LEAD = (
    "A short warning to people who asked for them with /alerts: only in its country and its language. One "
    "person writes it, another one approves it. Then it goes out slowly, so that the bot's answers come "
    "first."
)
RULES = (
    "Say what is asked of people and what it can lead to. Call nobody names, promise nothing, blame nobody. "
    "No links, numbers or @names."
)


async def _list(visit: Visit) -> Response:
    store, whose = visit.services.store, visit.account.partner or None
    found = await alerts.everything(store, whose, visit.desk.now)
    rows = [
        (link(f"{PATH}/{one.id}", one.id), one.state, one.country, one.language, one.day.isoformat()) for one in found
    ]
    heads = ("Warning", "State", "Country", "Language", "Day")
    form = await _form(visit) if visit.account.may("reviewer") else Html()
    return visit.page("Warnings", say(LEAD) + table("Warnings", heads, rows) + form)


async def _form(visit: Visit, wrong: str = "") -> Html:
    """What was sent, else what the address says (a draft to begin from), else the partner's own choices."""
    library, asked = visit.services.library, {**visit.request.query_params, **visit.sent}
    partner = await partners.find(visit.services.store, visit.account.partner)
    if (before := await _mine(visit, ident_of(asked.get("from", "")))) and not visit.sent:
        asked |= {"country": before.country, "language": before.language, "text": before.text}
    names = {code: known.name for code, known in library.countries.items() if code not in NO_COUNTRY}
    countries = dict(sorted(names.items(), key=lambda item: item[1]))
    languages = {tag: library.languages[tag].english for tag in offered(library)}
    tag = choose(library, asked.get("language", ""), partner.language if partner else "")
    inner = Html(
        choice("country", "Country", countries, asked.get("country", partner.country if partner else ""))
        + choice("language", "Language", languages, tag)
        + words("text", f"The warning, at most {warnings.MOST} letters", asked.get("text", ""), most=warnings.MOST)
    )
    top = alert(wrong) if wrong else Html()
    return Html("<h2>A new one</h2>" + top + say(RULES) + visit.form(PATH, inner, "Draft it and look at it"))


async def _draft(visit: Visit) -> Response:
    library, sent = visit.services.library, visit.sent
    country, tag = sent.get("country", ""), sent.get("language", "")
    if country not in library.countries or country in NO_COUNTRY or tag not in offered(library):
        return visit.page("Warnings", await _form(visit, "Choose a country and a language."), 400)
    try:
        new = Draft(visit.account.partner, country, tag, warnings.tidy(sent.get("text", "")), visit.account.id)
        number = await alerts.draft(visit.services.store, new, visit.services.today(), visit.desk.now)
    except (warnings.NotTaken, alerts.NotTaken) as error:
        return visit.page("Warnings", await _form(visit, str(error)), 400)
    await visit.note("alert.draft", number)
    return see(f"{PATH}/{number}")


async def _mine(visit: Visit, number: str) -> Alert | None:
    """A warning this account may see: its partner's own, or any for the operator's people."""
    one = await alerts.one(visit.services.store, number, visit.desk.now) if number else None
    return one if one and visit.account.sees(one.partner) else None


async def _one(visit: Visit) -> Response:
    one = await _mine(visit, visit.ident)
    if one is None:
        return visit.missing()
    made = visit.page(f"Warning {one.id}", await _page(visit, one))
    if one.state == "sending":
        made.headers["Refresh"] = str(EVERY_S)
    return made


async def _page(visit: Visit, one: Alert, wrong: str = "") -> Html:
    top = alert(wrong) if wrong else Html()
    parts = [*_facts(visit, one, await _signed(visit, one)), *await _people(visit, one)]
    return Html(top + "".join(parts) + _buttons(visit, one))


def _facts(visit: Visit, one: Alert, signed: str) -> Iterator[str]:
    texts = texts_of(visit.services.library, one.language)
    day = one.day if one.state != "draft" else visit.services.today()
    shown = warnings.render(texts, one.text, signed, day)
    known = visit.services.library.countries.get(one.country)
    language = visit.services.library.languages.get(one.language)
    yield say(
        f"State: {one.state}. For {known.name if known else one.country}, in {language.english if language else '-'}."
    )
    yield "<h2>As people will read it</h2>"
    yield f'<div class="answer" lang="{html(one.language)}" dir="{"rtl" if texts.rtl else "ltr"}">{blocks(shown.html)}'
    yield f"<p>[ {html(shown.rows[0][0][0])} ]</p></div>"


async def _signed(visit: Visit, one: Alert) -> str:
    """Whose name stands above it: as it was at the approval, or as it would be now."""
    if one.state not in ("draft", "refused"):
        return one.signed
    partner = await partners.find(visit.services.store, one.partner)
    return partner.name if partner else ""


async def _people(visit: Visit, one: Alert) -> list[str]:
    """How many will get it or have got it, never told under five; who wrote and who decided."""
    store = visit.services.store
    lines = [f"Written by {await _label(visit, one.drafted_by)}."]
    if one.decided_by:
        lines.append(f"Decided by {await _label(visit, one.decided_by)}.")
    if one.state == "draft":
        lines.append(
            f"People who asked for such warnings: {fives(await readers.count(store, one.country, one.language))}."
        )
        return [say(*lines)]
    if one.state == "refused":
        return [say(*lines)]
    lines.append(f"Asked for it: {fives(one.total)}. Sent: {fives(one.sent)}. Could not get it: {fives(one.missed)}.")
    return [say(*lines), _bar(one.total - one.left, one.total)]


def _bar(gone: int, total: int) -> str:
    """In quarters of five people at least, so that nobody can be counted by it; "" for fewer."""
    if total < 4 * LEAST:
        return ""
    value = gone * 4 // total * 25
    return f'<label for="bar">How far it has come</label><progress id="bar" max="100" value="{value}"></progress>'


async def _label(visit: Visit, ident: str) -> str:
    found = await accounts.find(visit.services.store, ident)
    return found.label if found else "somebody who is gone"


def _buttons(visit: Visit, one: Alert) -> Html:
    """What this account may do with it now."""
    path, may = f"{PATH}/{one.id}", visit.account.may("reviewer")
    if one.state == "draft" and may:
        approve = visit.form(path, Html('<input type="hidden" name="do" value="approve">'), "Approve and send it")
        if one.drafted_by == visit.account.id:
            approve = str(say("You wrote it: another person has to approve it."))
        refuse = visit.form(path, Html('<input type="hidden" name="do" value="refuse">'), "Do not send it")
        return Html(approve + refuse)
    if one.state == "sending" and may:
        return Html(visit.form(path, Html('<input type="hidden" name="do" value="stop">'), "Stop the sending"))
    again = link(f"{PATH}?from={one.id}", "Write a new one from it")
    return Html(f"<p>{again}</p>") if may else Html()


async def _act(visit: Visit) -> Response:
    one, store, do = await _mine(visit, visit.ident), visit.services.store, visit.sent.get("do", "")
    if one is None or do not in ("approve", "refuse", "stop"):
        return visit.missing()
    try:
        if do == "approve":
            signed, now = await _signed(visit, one), visit.desk.now
            today = visit.services.today()
            await alerts.approve(store, one.id, visit.account.id, signed=signed, today=today, now=now)
        else:
            await (alerts.refuse if do == "refuse" else alerts.stop)(store, one.id, visit.account.id)
    except alerts.NotTaken as error:
        return visit.page(f"Warning {one.id}", await _page(visit, one, f"Not done: {error}."), 409)
    await visit.note(f"alert.{do}", one.id)
    return see(f"{PATH}/{one.id}")


PAGES = (
    Page(PATH, "viewer", show=_list, name="Warnings"),
    Page(PATH, "reviewer", act=_draft),
    Page(PATH + "/{id}", "viewer", show=_one),
    Page(PATH + "/{id}", "reviewer", act=_act),
)
