"""Who can help: choose the rows of a country and say each in one line. Pure.

A number is a safety-critical fact: it is repeated letter by letter, with its date, and only while that date
is young enough. A row that is not marked "shown", or has grown old, gives its name and web address and never
its number.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.codes import Need
from bot.texts import Texts
from content.country import Country, Helpline, Register

WORLD = "ZZ"
PARTNER = "partner"  # the kind of the line of whoever shared the bot with the person (`partner.py`)

# How long a number may be shown after the day it was read or called. Rows carry a day, a month or only a year,
# and an imprecise date counts from its first day, so that a row never looks younger than it is. Rows marked
# "shown" come from a decent source that was not old when it was read; two years keeps the numbers of 35 countries
# and leaves out those most likely to have moved with an office or a project. The safety rules ask for a call
# every 90 days: those go into `checked_on`, and this limit can shrink once they are made.
MAX_AGE = timedelta(days=2 * 365)

# An emergency number sits in a country's numbering plan and does not move with an office or a project, and
# when a helpline has grown old it is what remains: so it may be shown longer, with its date. Only rows marked
# "shown".
EMERGENCY_MAX_AGE = timedelta(days=4 * 365)
EMERGENCY_KIND = "general_emergency"  # the tables of emergency numbers also hold crisis and social lines

# Which kinds of place help with what, best first. Police stand last: people without papers should meet a
# helpline or an embassy before an officer. A money question does not belong on a trafficking line, nor the
# reverse.
KINDS: Mapping[Need, tuple[str, ...]] = {
    "money": ("scam", "labour", "migrant", "police"),
    "control": ("trafficking", "migrant", "labour", "women", "police"),
    "child": ("child", "trafficking", "women", "police"),
    "images": ("image_abuse", "child", "women", "police"),
}


def first_day(written: str) -> date | None:
    """ "2026", "2026-09" and "2026-09-14" as the first day they can mean; None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dated(row: Helpline) -> date | None:
    """The day a row was last known to be right: called by one of us, or read in its source."""
    return row.checked_on or first_day(row.source_date)


def callable_now(row: Helpline, today: date, age: timedelta = MAX_AGE) -> bool:
    """True when the row's numbers may be shown."""
    day = dated(row)
    return row.status == "shown" and day is not None and today - day <= age


def reachable(row: Helpline, today: date) -> bool:
    """True when what we may show of a row is enough to reach somebody."""
    if row.status == "hidden":
        return False
    numbers = row.phone or row.from_abroad or row.message
    return bool(row.url or (callable_now(row, today) and numbers))


def helplines(countries: Mapping[str, Country], code: str, need: Need, today: date) -> list[Helpline]:
    """The places for `need` in a country, best first; the international ones where the country has none.

    Threats with pictures are helped across borders (services that take pictures down), so there both are
    given. A partner's own line stands first; about children and pictures after the best place for just that.
    """
    known = countries.get(code)
    ours = [row for row in (known.helplines if known else ()) if row.kind == PARTNER and reachable(row, today)]
    rows = _for_need(countries, code, need, today)
    at = 0 if need in ("money", "control") else 1
    return [*rows[:at], *ours, *rows[at:]]


def _for_need(countries: Mapping[str, Country], code: str, need: Need, today: date) -> list[Helpline]:
    own = _sorted(countries.get(code), need, today)
    if own and need != "images":
        return own
    world = _sorted(countries.get(WORLD), need, today) if code != WORLD else []
    return sorted([*own, *world], key=lambda row: KINDS[need].index(row.kind))


def _sorted(country: Country | None, need: Need, today: date) -> list[Helpline]:
    kinds = KINDS[need]
    rows = [r for r in (country.helplines if country else ()) if r.kind in kinds and reachable(r, today)]
    return sorted(rows, key=lambda row: (kinds.index(row.kind), not callable_now(row, today)))


def emergency(countries: Mapping[str, Country], code: str, today: date) -> Helpline | None:
    """The row of the country's emergency number, or None where none may be shown."""
    country = countries.get(code)
    rows = [r for r in (country.emergency if country else ()) if r.phone and r.kind == EMERGENCY_KIND]
    return next((r for r in rows if callable_now(r, today, EMERGENCY_MAX_AGE)), None)


def registers(countries: Mapping[str, Country], code: str) -> tuple[Register, ...]:
    """The official places to look a recruiter up."""
    country = countries.get(code)
    return country.registers if country else ()


def describe(row: Helpline, texts: Texts, today: date, detail: int = 1) -> str:
    """A row in one plain line: name, the ways to reach it, the date.

    `detail` 0 gives one way, 1 both numbers (from inside the country and from abroad), 2 all there is.
    """
    return f"{texts.apart(row.name)}: {', '.join(_ways(row, texts, today, detail))}"


def _ways(row: Helpline, texts: Texts, today: date, detail: int) -> list[str]:
    """Numbers with their date where they may be shown, else the web address alone."""
    web = [texts.say("who.web", url=short_url(row.url))] if row.url else []
    if not callable_now(row, today):
        return web
    numbers = _numbers(row, texts) or web
    more = numbers[:1] if detail == 0 else numbers
    if detail == 2:
        more = list(dict.fromkeys([*numbers, *web, *_extras(row, texts)]))
    return [*more, date_of(row, texts)]


def _numbers(row: Helpline, texts: Texts) -> list[str]:
    """The numbers as their source writes them; where there are two, they are told apart."""
    inside = "who.inside" if row.from_abroad else "who.phone"
    found = [texts.say(inside, phone=row.phone)] if row.phone else []
    found += [texts.say("who.abroad", phone=row.from_abroad)] if row.from_abroad else []
    return found or ([texts.say("who.message", contact=row.message)] if row.message else [])


def _extras(row: Helpline, texts: Texts) -> list[str]:
    found = [texts.say("who.message", contact=row.message)] if row.message else []
    found += [texts.say("who.hours", hours=row.hours)] if row.hours else []
    return found + ([texts.say("who.languages", languages=row.languages)] if row.languages else [])


def date_of(row: Helpline, texts: Texts) -> str:
    """When a row was last known to be right, in words."""
    if row.kind == PARTNER:
        return texts.say("partner.given", partner=row.operator, date=day_of(row.source_date, texts))
    if row.checked_on:
        return texts.say("who.checked", date=day_of(row.checked_on.isoformat(), texts))
    return texts.say("who.read", date=day_of(row.source_date, texts))


def day_of(written: str, texts: Texts) -> str:
    """ "2026", "2026-09" or "2026-09-14" as people of the language write it."""
    year, month, day = (*written.split("-"), "", "")[:3]
    key = "date.day" if day else "date.month" if month else ""
    return texts.number(key, year=year, month=month, day=day) if key else written


def short_url(url: str) -> str:
    """A web address as people type it: no https:// in front, no / behind."""
    return re.sub(r"^https?://", "", url).rstrip("/")
