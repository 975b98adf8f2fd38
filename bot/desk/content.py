"""Content health: helplines due for a call, lists past their age, languages and signs that wait for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from starlette.responses import Response

from bot.desk.door import Page, Visit, see
from bot.desk.emerging import fives
from bot.desk.html import Html, choice, form, html, say, table
from bot.help import dated
from bot.lists.shelf import Shelf
from bot.settings import DATA
from bot.store import calls, partners, tally
from bot.store.calls import Call
from content.country import Helpline
from content.model import Library
from content.sources import SourceError

PATH = "/desk/content"
DUE = timedelta(days=90)
WEEKS = 8  # of counts
LEAD = (
    "Helplines stay right only when somebody calls them. Call in the hours of the line, say who you are, ask "
    "nothing of people in need. Never try an emergency number. What you note here goes to those who keep the "
    "content."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A helpline, the last call to it, and since when it is known to be right."""

    row: Helpline
    last: Call | None
    right: date | None

    def due(self, today: date) -> bool:
        return self.right is None or today - self.right > DUE or bool(self.last and not self.last.worked)


def key_of(row: Helpline) -> str:
    """A short name for a line and its number: with another number it is another line."""
    return sha256(f"{row.name}\0{row.phone}".encode()).hexdigest()[:16]


def lines(library: Library, country: str, made: list[Call]) -> list[Line]:
    """The numbers of a country that are shown, those that wait longest first."""
    found = []
    known = library.countries.get(country)
    for row in known.helplines if known else ():
        if row.phone and row.status == "shown":
            mine = [call for call in made if (call.country, call.name, call.phone) == (country, row.name, row.phone)]
            worked = max((call.day for call in mine if call.worked), default=date.min)
            right = max(dated(row) or date.min, worked)
            found.append(Line(row, mine[-1] if mine else None, right if right > date.min else None))
    return sorted(found, key=lambda line: (line.right or date.min, line.row.name))


async def _show(visit: Visit) -> Response:
    library, made = visit.services.library, await calls.made(visit.services.store)
    country = await _country(visit)
    content = say(LEAD) + _chooser(visit, country, made) + _lines(visit, country, made)
    content += table("Lists past their age", ("List", "Country", "As of", "Days allowed"), _old_lists(visit))
    drafts = [(one.name, one.english, len(one.reviews)) for one in library.languages.values() if one.status == "draft"]
    content += table("Languages in draft", ("Language", "In English", "People who read it"), drafts)
    heads = ("Sign", "What it is", f"Messages in {WEEKS} weeks")
    return visit.page("Content health", content + table("Signs on trial", heads, await _trials(visit)))


async def _country(visit: Visit) -> str:
    """Chosen in the address, else the partner's own, else the first that has a number."""
    library, wanted = visit.services.library, visit.request.query_params.get("country", "")
    partner = await partners.find(visit.services.store, visit.account.partner)
    found = (code for code in (wanted, partner.country if partner else "") if code in library.countries)
    return next(found, "") or next((code for code in sorted(library.countries) if lines(library, code, [])), "ZZ")


def _chooser(visit: Visit, country: str, made: list[Call]) -> str:
    """Countries by name, each with how many of its numbers are due."""
    library, today = visit.services.library, visit.services.today()
    names = {}
    for code, known in sorted(library.countries.items(), key=lambda item: item[1].name):
        found = lines(library, code, made)
        if found:
            names[code] = f"{known.name}: {sum(line.due(today) for line in found)} of {len(found)} due"
    inner = choice("country", "Country", names, country)
    return f'<form method="get" action="{PATH}">{inner}<button>Show</button></form>'


def _lines(visit: Visit, country: str, made: list[Call]) -> Html:
    heads = ("Helpline", "Number", "Known to be right", "Last call", "Due", "I called")
    rows = [_cells(visit, country, line) for line in lines(visit.services.library, country, made)]
    return table(f"Helplines in {visit.services.library.countries[country].name}", heads, rows)


def _cells(visit: Visit, country: str, line: Line) -> tuple[object, ...]:
    last = line.last
    told = (
        f"{last.day.isoformat()}, {last.who}: {'it works' if last.worked else 'did not work'}" if last else "none noted"
    )
    due = "yes" if line.due(visit.services.today()) else "no"
    right = line.right.isoformat() if line.right else "unknown"
    return (line.row.name, line.row.phone, right, told, due, _buttons(visit, country, line.row))


def _buttons(visit: Visit, country: str, row: Helpline) -> Html:
    """Two forms, so that neither needs a choice first."""
    made = ""
    for worked, said in (("yes", "I called, it works"), ("no", "It did not work")):
        values = {"country": country, "line": key_of(row), "worked": worked}
        inner = "".join(f'<input type="hidden" name="{name}" value="{html(value)}">' for name, value in values.items())
        made += form(PATH, visit.form_key, inner, said, "out")
    return Html(made)


async def _note(visit: Visit) -> Response:
    """Who called, when, and whether it worked. Only of lines that are in content."""
    country, sent = visit.sent.get("country", ""), visit.sent
    found = [line.row for line in lines(visit.services.library, country, []) if key_of(line.row) == sent.get("line")]
    if not found or sent.get("worked") not in ("yes", "no"):
        return visit.missing()
    row, works = found[0], sent["worked"] == "yes"
    call = Call(country, row.name[:200], row.phone[:80], works, visit.account.label, visit.services.today())
    await calls.note(visit.services.store, call)
    await visit.note("call.works" if works else "call.failed", f"{country}:{key_of(row)}")
    return see(f"{PATH}?country={country}")


def _old_lists(visit: Visit) -> Iterator[tuple[object, ...]]:
    """Those of content and those an operator added."""
    today = visit.services.today()
    for one in visit.services.library.agencies:
        if (today - one.list_date).days > one.max_age_days:
            yield (one.name, one.country, one.list_date.isoformat(), one.max_age_days)
    shelf = Shelf(DATA / "lists")
    for ident in shelf.ids():
        try:
            source, copy = shelf.source(ident), shelf.copy(ident)
        except (SourceError, OSError):
            yield (ident, "", "cannot be read", "")
            continue
        if copy and (today - copy.list_date).days > source.max_age_days:
            yield (source.name, source.country, copy.list_date.isoformat(), source.max_age_days)


async def _trials(visit: Visit) -> list[tuple[object, ...]]:
    counts = await tally.sums(visit.services.store, "trial", visit.services.today() - timedelta(weeks=WEEKS))
    flags = visit.services.library.flags.values()
    return [(one.id, one.name, fives(counts.get(one.id, 0))) for one in flags if one.status == "trial"]


PAGES = (Page(PATH, "viewer", show=_show, name="Content"), Page(PATH, "reviewer", act=_note))
