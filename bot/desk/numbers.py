"""The numbers page: fixed periods, sums of at least five, a table beside each chart, and the same as CSV."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk import chart, periods
from bot.desk.door import Page, Visit
from bot.desk.drawn import picture
from bot.desk.figures import checks, fives, told
from bot.desk.files import HEADS, Told, rows_of
from bot.desk.home import as_csv
from bot.desk.html import choice, link, say, table
from bot.desk.kinds import DASH, KINDS, MOST, Kind, in_time, name_of, short_day, wrong_share
from bot.desk.periods import Period
from bot.store import partners
from bot.store.sums import counts
from bot.web.html import esc
from content.model import Library

PATH = "/desk/numbers"
WEEK = "week"  # the checks of each of the last weeks
RULES = (
    "Sums only, of weeks and months that are over. Nothing under five is told, and every number is rounded down to a "
    "multiple of five, so they do not always add up. “Not told” is under five, or hidden so that a total less the "
    "others does not show fewer than five.",
    "A country, language or corridor is what readers chose or what an offer names, never where somebody was.",
)


async def _page(visit: Visit) -> Response:
    wanted = await _wanted(visit)
    if wanted is None:
        return visit.missing()
    partner, period = wanted
    found = await _told(visit, period, partner)
    sections = [
        _trend(await _weekly(visit, partner), period, partner),
        *_sections(found, period, partner, visit.services.library),
    ]
    head = f"<p><strong>{esc(period.name)}</strong>, {esc(await _whose(visit, partner))}.</p>"
    parts = [await _choose(visit, partner, period), head, _alone(found, partner), *sections, say(*RULES)]
    return visit.page("Numbers", "".join(parts))


async def _csv(visit: Visit) -> Response:
    """All kinds of a period in one file; or one of them."""
    wanted, kind = await _wanted(visit), visit.request.query_params.get("kind", "")
    if wanted is None or kind not in ("", WEEK, *(one.key for one in KINDS)):
        return visit.missing()
    partner, period = wanted
    await visit.note("numbers.export", period.key)
    if kind == WEEK:
        weekly = [(key, partner or "all", WEEK, key, key, number) for key, number in await _weekly(visit, partner)]
        return as_csv("second-look-weeks.csv", HEADS, [row for row in weekly if row[-1]])
    rows = rows_of(await _told(visit, period, partner), period.key, partner, visit.services.library)
    chosen = [row for row in rows if kind in ("", row[2])]
    return as_csv(f"second-look-{period.key}{f'-{kind}' if kind else ''}.csv", HEADS, chosen)


async def _wanted(visit: Visit) -> tuple[str, Period] | None:
    """Partner and period asked for, where they are there and this account's to see."""
    asked, today = visit.request.query_params, visit.services.today()
    partner = asked.get("partner", visit.account.partner)
    known = not partner or await partners.find(visit.services.store, partner)
    period = periods.find(asked.get("period", periods.weeks(today)[0].key), today)
    return (partner, period) if period and known and visit.account.sees(partner) else None


async def _told(visit: Visit, period: Period, partner: str) -> Told:
    return told(await counts(visit.services.store, period.weeks), period.weeks, partner)


async def _weekly(visit: Visit, partner: str) -> list[tuple[str, int]]:
    """Checks of the last weeks, oldest first; each by itself, as on its own page."""
    weeks = periods.weeks(visit.services.today())[::-1]
    found = await counts(visit.services.store, [week.weeks[0] for week in weeks])
    levels = [count for count in found if count.kind == "level"]
    return [(week.key, fives(checks(levels, week.weeks, partner))) for week in weeks]


async def _whose(visit: Visit, partner: str) -> str:
    found = await partners.find(visit.services.store, partner) if partner else None
    return found.name if found else "all partners and people without one"


async def _choose(visit: Visit, partner: str, period: Period) -> str:
    """Which period and, for the operator's people, which partner."""
    today = visit.services.today()
    offered = {one.key: one.name for one in periods.weeks(today)}
    offered |= {one.key: f"{one.weeks[1]:%B %Y} ({one.name})" for one in periods.months(today)}
    fields = _in_a_box(choice("period", "Period", {period.key: period.name} | offered, period.key))
    if not visit.account.partner:
        listed = {"": "All"} | {one.code: one.name for one in await partners.everyone(visit.services.store)}
        fields += _in_a_box(choice("partner", "Partner", listed, partner))
    query = urlencode({"period": period.key} | ({"partner": partner} if partner else {}))
    more = link(f"{PATH}.csv?{query}", "All of this as CSV")
    return f'<form method="get" action="{PATH}"><div class="pair">{fields}</div><button>Show</button></form>{more}'


def _in_a_box(inner: str) -> str:
    return f"<div>{inner}</div>"


def _alone(found: Told, partner: str) -> str:
    """The numbers that stand alone, in a table."""
    kinds = [kind for kind in KINDS if not kind.drawn and (kind.key != "came" or partner)]
    rows: list[tuple[str, object]] = [(one.title, sum(found.get(one.key, {}).values()) or DASH) for one in kinds]
    return table("In short", ("What", "Number"), [*rows, ("Answers that somebody called wrong", wrong_share(found))])


def _trend(weekly: Sequence[tuple[str, int]], period: Period, partner: str) -> str:
    drawn = chart.columns("Checks per week", weekly)
    listed = table("Checks per week", ("Week", "Checks"), [(week, number or DASH) for week, number in weekly[::-1]])
    closed = f"<details><summary>The weeks as a table</summary>{listed}</details>"
    return _beside("Checks per week", drawn, closed + _as_csv("Checks per week", period, partner, WEEK))


def _as_csv(title: str, period: Period, partner: str, kind: str = "") -> str:
    asked = {"period": period.key, "partner": partner, "kind": kind}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"<p>{link(f'{PATH}.csv?{query}', f'{title} as CSV')}</p>"


def _sections(found: Told, period: Period, partner: str, library: Library) -> list[str]:
    return [
        section(
            kind, found.get(kind.key, {}), period, library, _as_csv(kind.title, period, partner, kind.key)
        )
        for kind in KINDS
        if kind.drawn
    ]  # fmt: skip


def section(kind: Kind, numbers: Mapping[str, int], period: Period, library: Library, more: str = "") -> str:
    """A heading, a picture and a table; a long table is closed at first."""
    if not numbers:
        return _beside(kind.title, "", str(say(f"Nothing to tell: {DASH}.")))
    rows = in_time(numbers, period) if kind.drawn == "days" else [*numbers.items()][:MOST]
    named = [(value, name_of(kind.key, value, library), number) for value, number in rows]
    listed: str = table(kind.title, (kind.row, "Number"), [(name, number or DASH) for _, name, number in named])
    if len(rows) > MOST:
        listed = f"<details><summary>The days as a table</summary>{listed}</details>"
    days = [(short_day(day), number) for day, number in rows] if kind.drawn == "days" else []
    drawn = chart.columns(kind.title, days) if days else picture(kind, named)
    return _beside(kind.title, drawn, listed + more)


def _beside(title: str, drawn: str, listed: str) -> str:
    shown = f'<div class="chart">{drawn}</div>' if drawn else ""
    return f'<section><h2>{esc(title)}</h2><div class="pair">{shown}<div>{listed}</div></div></section>'


PAGES = (
    Page(PATH, "viewer", show=_page, name="Numbers"),
    Page(f"{PATH}.csv", "viewer", show=_csv),
)
