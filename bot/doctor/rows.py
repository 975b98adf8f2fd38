"""What grows old: official lists, and the numbers people may be told to call."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.doctor.model import Finding
from bot.help import EMERGENCY_KIND, EMERGENCY_MAX_AGE, MAX_AGE, callable_now
from bot.lists.shelf import Shelf
from content import load
from content.country import Helpline
from content.model import Library
from content.organisations import AgencyList

SOON = timedelta(days=60)  # before a number may no longer be shown
NAMES = 5  # so many are named


def lists(root: Path, today: date, library: Library | None = None) -> Iterator[Finding]:
    """Lists that came along and lists the operator added, against the age each may have."""
    came = list((library or load()).agencies)
    yield _ages("lists", came, today, "update Second Look, or add a newer one: python -m bot lists add")
    try:
        added = Shelf(root).lists()
    except (OSError, ValueError) as error:
        yield Finding("shelf", "fault", f"the added lists cannot be read: {type(error).__name__}",
                      "python -m bot lists shows which; drop it and add it again")  # fmt: skip
        return
    if added:
        yield _ages("shelf", added, today, "run: python -m bot lists refresh")


def _ages(name: str, found: list[AgencyList], today: date, do: str) -> Finding:
    old = sorted(one.id for one in found if (today - one.list_date).days > one.max_age_days)
    if not old:
        return Finding(name, "ok", f"{len(found)} official lists, none too old")
    return Finding(name, "look", f"{len(old)} of {len(found)} official lists are too old: {_some(old)}", do)


def helplines(today: date, library: Library | None = None) -> Iterator[Finding]:
    """Rows whose numbers are no longer shown, or will not be in two months."""
    countries = (library or load()).countries
    shown = [
        (code, row)
        for code, country in countries.items()
        for row in (*country.helplines, *country.emergency)
        if row.status == "shown" and (row.phone or row.from_abroad or row.message)
    ]
    past = sorted({code for code, row in shown if not callable_now(row, today, _age(row))})
    due = [code for code, row in shown if callable_now(row, today, _age(row))]
    due = sorted({code for code in due if code not in past} & {c for c, row in shown if _soon(row, today)})
    if past or due:
        says = f"numbers too old to show in {len(past)} countries ({_some(past)}), soon in {len(due)} ({_some(due)})"
        yield Finding("helplines", "look", says, "call them, or read their source again: content/README.md")
    else:
        yield Finding("helplines", "ok", f"{len(shown)} numbers may be shown; none grows too old in two months")


def _age(row: Helpline) -> timedelta:
    return EMERGENCY_MAX_AGE if row.kind == EMERGENCY_KIND else MAX_AGE


def _soon(row: Helpline, today: date) -> bool:
    return not callable_now(row, today + SOON, _age(row))


def _some(names: list[str]) -> str:
    rest = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return (", ".join(names[:NAMES]) or "none") + rest
