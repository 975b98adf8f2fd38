"""Reports that people left: two reviewers decide, neither knowing what the other said. Nobody learns who reported.

A report belongs to no partner, so reviewers of all partners see all of them.
"""

from collections.abc import Iterator

from starlette.responses import Response

from bot.desk.door import Page, Visit, see
from bot.desk.emerging import titles
from bot.desk.html import Html, alert, choice, day, field, html, link, say, table, words
from bot.store import reports
from bot.store.report_tables import keys_for
from bot.store.reports import MOST_REASON, NotYours, Pending
from bot.texts import texts_of

PATH = "/desk/reports"
MOST_SOURCE, MOST_WHY = 150, 300  # characters
LEAD = (
    "What people chose to leave about a recruiter. Two different people decide, each without knowing what the "
    "other said. Two who say yes make an entry; one who says no ends it, and what was left is erased. Nobody "
    "can see who reported."
)
HOW = (
    "Say yes only when you saw for yourself that the number or address is used as the signs say: look it up, "
    "ask others. A report alone is not enough. An entry is never shown as a list: an answer may only say that "
    "others asked about it."
)
ANSWERS = {"": "Choose", "yes": "Yes, it should become an entry", "no": "No, erase it"}


def _reviewer(visit: Visit) -> list[str]:
    """Keyed hashes of the account, by the newest secret first."""
    return keys_for(visit.services.store, "reviewer", visit.account.id)


async def _list(visit: Visit) -> Response:
    store, now, mine = visit.services.store, visit.desk.now, set(_reviewer(visit))
    waiting = await reports.pending(store, now, most=200)
    rows = [(link(f"{PATH}/{one.id}", one.id), _kinds(one), day(one.expires), _yours(one, mine)) for one in waiting]
    entries = [
        (link(f"{PATH}/{one.id}", one.id), _kinds(one), day(one.expires)) for one in await reports.confirmed(store, now)
    ]
    heads = ("Report", "What is in it", "Erased on")
    return visit.page(
        "Reports",
        say(LEAD) + table("Waiting", (*heads, "Your decision"), rows) + table("Entries", heads, entries),
    )


def _kinds(one: Pending) -> str:
    return ", ".join(sorted({kind for kind, _ in one.left.identifiers})) + (", text" if one.left.text else "")


def _yours(one: Pending, mine: set[str]) -> str:
    return "given, it waits for another person" if mine & set(one.reviewers) else "not given"


async def _one(visit: Visit) -> Response:
    one = await reports.one(visit.services.store, visit.ident, visit.desk.now)
    if one is None:
        return visit.missing()
    await visit.note("report.read", one.id)
    return visit.page(f"Report {one.id}", _page(visit, one))


def _page(visit: Visit, one: Pending, wrong: str = "") -> Html:
    top = alert(wrong) if wrong else Html()
    return Html(top + "".join(_shown(visit, one)) + _form(visit, one))


def _shown(visit: Visit, one: Pending) -> Iterator[str]:
    texts = texts_of(visit.services.library, "en")
    yield table("What it is about", ("Kind", "Value"), one.left.identifiers)
    yield "<h2>Signs</h2>"
    signs = titles(texts, one.left.signs)
    yield f"<ul>{''.join(f'<li>{html(line)}</li>' for line in signs)}</ul>" if signs else say("None were left.")
    yield "<h2>Text</h2>"
    lines = "<br>".join(html(line) for line in one.left.text.splitlines())
    yield f'<blockquote dir="auto">{lines}</blockquote>' if lines else say("None was left.")
    yield say(f"Erased on {day(one.expires)}, with the entry that comes of it.")


def _form(visit: Visit, one: Pending) -> Html:
    path = f"{PATH}/{one.id}"
    if one.reasons:
        reasons = "".join(f"<li>{html(reason)}</li>" for reason in one.reasons)
        inner = Html(choice("keep", "This entry", {"": "Choose", "gone": "Take it back and erase all of it"}))
        return Html(f"<h2>Reasons</h2><ul>{reasons}</ul>" + visit.form(path, inner, "Take it back"))
    if set(_reviewer(visit)) & set(one.reviewers):
        return say("You have decided. It waits for another person.")
    inner = Html(
        choice("keep", "Your decision", ANSWERS)
        + words("why", f"Why (at most {MOST_WHY} letters)", most=MOST_WHY)
        + field("source", "Source: where this can be read, or how you found out", most=MOST_SOURCE)
    )
    return Html("<h2>Decide</h2>" + say(HOW) + visit.form(path, inner, "Decide"))


async def _decide(visit: Visit) -> Response:
    number, store, now = visit.ident, visit.services.store, visit.desk.now
    one = await reports.one(store, number, now)
    if one is None:
        return visit.missing()
    if one.reasons:
        return await _take_back(visit, one)
    wrong = _wrong(visit, one)
    if not wrong:
        keep, reviewer = visit.sent["keep"] == "yes", _reviewer(visit)[0]
        reason = f"{visit.sent['why'].strip()} [source: {visit.sent['source'].strip()}]"
        try:
            status = await reports.decide(store, number, reviewer, now, keep=keep, reason=reason[:MOST_REASON])
        except NotYours:
            wrong = "This report does not wait for you: you have decided, or it is over."
        else:
            await visit.note(f"report.{visit.sent['keep']}", number)
            told = {
                "pending": "it waits for another person",
                "confirmed": "it is an entry now",
                "refused": "it is erased",
            }
            return visit.page("Decided", say(f"Your decision is kept: {told[status]}.") + link(PATH, "All reports"))
    return visit.page(f"Report {number}", _page(visit, one, wrong), 400)


def _wrong(visit: Visit, one: Pending) -> str:
    """Why the form is not taken, or ""."""
    why, source = visit.sent.get("why", "").strip(), visit.sent.get("source", "").strip()
    if set(_reviewer(visit)) & set(one.reviewers):
        return "You have decided already. Another person has to."
    if visit.sent.get("keep") not in ("yes", "no"):
        return "Choose yes or no."
    if not why or not source or len(why) > MOST_WHY or len(source) > MOST_SOURCE:
        return "Write why, and your source, both in short."
    return ""


async def _take_back(visit: Visit, one: Pending) -> Response:
    """An entry that was a mistake goes, at one person's word: what is taken away harms nobody."""
    if visit.sent.get("keep") != "gone":
        return visit.page(f"Report {one.id}", _page(visit, one, "Choose first."), 400)
    await reports.drop(visit.services.store, one.id)
    await visit.note("report.taken-back", one.id)
    return see(PATH)


PAGES = (
    Page(PATH, "reviewer", show=_list, name="Reports"),
    Page(PATH + "/{id}", "reviewer", show=_one, act=_decide),
)
