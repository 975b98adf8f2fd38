"""The first page, and the log of what was done."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from starlette.responses import Response

from bot.desk.door import Page, Visit
from bot.desk.files import csv_of
from bot.desk.html import Html, link, say, table
from bot.store import audit, partners, reports

LOG = "/desk/audit"
HEADS = ("When (UTC)", "Who", "Account", "Partner", "What", "To what")


async def _home(visit: Visit) -> Response:
    whose = "all partners"
    if visit.account.partner:
        partner = await partners.find(visit.services.store, visit.account.partner)
        whose = partner.name if partner else "a partner that is gone"
    pages = [link(path, name) for path, name, role in visit.desk.menu if visit.account.may(role) and path != "/desk"]
    told = say(f"You are signed in as {visit.account.label} ({visit.account.role}) for {whose}.")
    listed = "".join(f"<li>{one}</li>" for one in pages)
    end = say("You are signed out after twelve hours. On a device that others use, sign out before you leave.")
    return visit.page("Desk", f"{told}<ul>{listed}</ul>{end}")


async def _log(visit: Visit) -> Response:
    """The newest lines; an admin of a partner sees those of its people."""
    found = await _lines(visit, audit.MOST)
    more = Html(f"<p>{link(LOG + '.csv', 'All lines as CSV')}</p>")
    note = say(
        "What people did here: never contents, only ids. Lines are erased after two years. Newest first. What was done "
        "with a report stands here once it is decided."
    )
    return visit.page("Log", note + more + table("What was done", HEADS, map(_cells, found)))


async def _log_csv(visit: Visit) -> Response:
    await visit.note("audit.export")
    return as_csv("second-look-log.csv", HEADS, map(_cells, await _lines(visit, 100_000)))


async def _lines(visit: Visit, most: int) -> list[audit.Line]:
    """None of a report that waits: whoever reads the log may be its second reviewer, who is not told of the first."""
    waiting = await reports.waiting(visit.services.store)
    found = await audit.lines(visit.services.store, visit.account.partner, most)
    return [line for line in found if line.object not in waiting]


def _cells(line: audit.Line) -> tuple[str, ...]:
    when = datetime.fromtimestamp(line.at, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return (when, line.label, line.account, line.partner, line.action, line.object)


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file to save. `name` is a word of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(csv_of(heads, rows), headers=headers, media_type="text/csv; charset=utf-8")


HOME = Page("/desk", "viewer", show=_home, name="Desk")
PAGES = (
    Page(LOG, "admin", show=_log, name="Log"),
    Page(LOG + ".csv", "admin", show=_log_csv),
)
