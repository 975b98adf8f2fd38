"""python -m bot calls: what partners noted when they called helplines, as CSV, for those who keep the content."""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from datetime import date

from bot.settings import Settings
from bot.store import Store, calls, prepare

HEADS = ("country", "name", "phone", "worked", "called_on", "called_by")


def main(arguments: Sequence[str], settings: Settings) -> int:
    """0: printed."""
    from bot.chores import with_store  # noqa: PLC0415  # what opens a database, which `--help` can do without

    parser = argparse.ArgumentParser(prog="python -m bot calls", description=__doc__)
    parser.add_argument("--country", default="", help="a country code, like NP; without it all")
    parser.add_argument("--since", type=date.fromisoformat, default=date.min, help="a day, like 2026-11-22")
    options = parser.parse_args(arguments)
    sys.stdout.write(with_store(settings, lambda store: _printed(store, options.country.upper(), options.since)))
    return 0


async def _printed(store: Store, country: str, since: date) -> str:
    await prepare(store)
    made = [call for call in await calls.made(store, country) if call.day >= since]
    words = {True: "yes", False: "no"}
    rows = [(c.country, c.name, c.phone, words[c.worked], c.day.isoformat(), c.who) for c in made]
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue()
