"""Disputes: what organisations say against rows, each step with its reason, and rows that are hidden because of it.

They belong to no partner: reviewers of all partners see them. Only the operator's own people hide a row.
"""

from collections.abc import Iterator, Mapping, Sequence

from starlette.responses import Response

from bot.desk.door import Page, Visit, see
from bot.desk.html import Html, alert, choice, day, field, form, html, link, say, table, words
from bot.store import disputes, hidden
from bot.store.disputes import MOST, Dispute, NotTaken, Step
from bot.web.disputes import lists
from checks.agencies.register import Candidate

PATH = "/desk/disputes"
NAMES = {
    "received": "received",
    "looking": "being looked at",
    "corrected": "corrected: the row is hidden",
    "changed": "corrected in another way",
    "kept": "kept as it is",
    "passed": "passed to the authority",
}
LEAD = (
    "What organisations wrote on /dispute. Whoever wrote reads the state and your answer there, with a code "
    "that nobody here can see. Reasons stay here. All of it is erased 180 days after the last step."
)


async def _list(visit: Visit) -> Response:
    store = visit.services.store
    found = await disputes.everything(store, visit.desk.now)
    known = lists(visit.services.library)
    rows = [
        (link(f"{PATH}/{one.id}", one.id), NAMES[one.state], _list_name(one, known), one.since.isoformat())
        for one in found
    ]
    content = say(LEAD) + table("Disputes", ("Dispute", "State", "List", "Since"), rows)
    return visit.page("Disputes", content + table("Hidden rows", *await _hidden(visit)))


def _list_name(one: Dispute, known: Mapping[str, str]) -> str:
    return known.get(one.written.list) or "no list"


async def _hidden(visit: Visit) -> tuple[Sequence[str], list[tuple[object, ...]]]:
    rows: list[tuple[object, ...]] = []
    for one in await hidden.everything(visit.services.store):
        inner = Html(f'<input type="hidden" name="list" value="{html(one.list)}">')
        inner = Html(inner + f'<input type="hidden" name="row" value="{html(one.row)}">')
        again = form(PATH, visit.form_key, inner, "Show it again") if _is_operator(visit) else ""
        rows.append((one.list, one.row, one.who, one.since.isoformat(), again))
    return ("List", "Row", "Hidden by", "Since", "Action"), rows


def _is_operator(visit: Visit) -> bool:
    return not visit.account.partner


async def _again(visit: Visit) -> Response:
    """A hidden row is shown again."""
    name, row = visit.sent.get("list", ""), visit.sent.get("row", "")
    if not _is_operator(visit) or not await hidden.show_again(visit.services.store, name, row):
        return visit.missing()
    await visit.note("row.shown", name)
    return see(PATH)


async def _one(visit: Visit) -> Response:
    one = await disputes.one(visit.services.store, visit.ident, visit.desk.now)
    if one is None:
        return visit.missing()
    await visit.note("dispute.read", one.id)
    return visit.page(f"Dispute {one.id}", _page(visit, one))


def _page(visit: Visit, one: Dispute, wrong: str = "") -> Html:
    top = alert(wrong) if wrong else Html()
    return Html(top + "".join(_shown(visit, one)) + _form(visit, one))


def _shown(visit: Visit, one: Dispute) -> Iterator[str]:
    said = one.written
    rows = [("State", NAMES[one.state]), ("List", _list_name(one, lists(visit.services.library)))]
    rows += [("Row, as they wrote it", said.row), ("Who they are", said.who)]
    rows += [("What is wrong", Html("<br>".join(html(line) for line in said.wrong.splitlines())))]
    rows += [("E-mail for questions", said.mail or "none"), ("Came on", one.since.isoformat())]
    yield table("What they say", ("What", "In their words"), [*rows, ("Erased on", day(one.expires))])
    heads = ("Day", "State", "By", "Reason", "Answer", "Hidden row")
    steps = [(s.day.isoformat(), NAMES[s.state], s.who, s.reason, s.answer, s.row) for s in one.steps]
    yield table("Steps", heads, steps)


def _form(visit: Visit, one: Dispute) -> Html:
    """A step; the rows that fit stand there only for who may hide one."""
    asked = visit.request.query_params.get("asked", "") or one.written.row
    states = {name: said for name, said in NAMES.items() if name not in ("received", "corrected")}
    inner = choice("state", "State", {"": "Choose"} | states)
    search = Html()
    if one.written.list and _is_operator(visit):
        states = {name: said for name, said in NAMES.items() if name != "received"}
        rows = {"": "None"} | {row.row.entity.id: _named(row) for row in _rows(visit, one, asked)}
        inner = choice("state", "State", {"": "Choose"} | states)
        inner = Html(inner + choice("row", "For “corrected”: the row that is hidden", rows))
        inner = Html(inner + f'<input type="hidden" name="asked" value="{html(asked)}">')
        search = Html(
            f'<form method="get" action="{PATH}/{one.id}">{field("asked", "Look for the row by another name", asked)}'
            "<button>Look</button></form>"
        )
    inner = Html(
        inner + words("reason", "Reason (stays here)", most=MOST) + words("answer", "Answer (they read it)", most=MOST)
    )
    return Html("<h2>Next step</h2>" + search + visit.form(f"{PATH}/{one.id}", inner, "Keep this step"))


def _rows(visit: Visit, one: Dispute, asked: str) -> list[Candidate]:
    """Rows of the list in question that fit the name."""
    return [row for row in visit.services.look_up(asked) if row.row.list.id == one.written.list]


def _named(row: Candidate) -> str:
    return f"{row.row.entity.name} ({row.row.entity.status}, {row.row.entity.id})"


async def _step(visit: Visit) -> Response:
    store, sent, number = visit.services.store, visit.sent, visit.ident
    one = await disputes.one(store, number, visit.desk.now)
    if one is None:
        return visit.missing()
    row = sent.get("row", "") if sent.get("state") == "corrected" else ""
    if row and not _may_hide(visit, one, row):
        return visit.page(
            "Not taken", alert("Only the operator's own people hide a row, and only one of this list."), 403
        )
    reason, answer = sent.get("reason", "").strip(), sent.get("answer", "").strip()
    step = Step(sent.get("state", ""), visit.account.label, visit.services.today(), reason, answer, row)
    try:
        await disputes.decide(store, number, step, visit.desk.now)
    except NotTaken as error:
        return visit.page(f"Dispute {number}", _page(visit, one, f"Not kept: {error}."), 400)
    await visit.note(f"dispute.{step.state}", number)
    return see(f"{PATH}/{number}")


def _may_hide(visit: Visit, one: Dispute, row: str) -> bool:
    asked = visit.sent.get("asked", "")
    return _is_operator(visit) and any(found.row.entity.id == row for found in _rows(visit, one, asked))


PAGES = (
    Page(PATH, "reviewer", show=_list, act=_again, name="Disputes"),
    Page(PATH + "/{id}", "reviewer", show=_one, act=_step),
)
