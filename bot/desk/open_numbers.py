"""python -m bot numbers: the month's numbers as a file that can be published, and charts drawn from such a file."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.desk import periods
from bot.desk.drawn import BadFile, drawings, picture_of, read
from bot.desk.figures import told
from bot.desk.files import HEADS, csv_of, rows_of
from bot.desk.kinds import KINDS
from bot.settings import Settings
from bot.store import Store, partners, prepare
from bot.store.sums import counts
from content import load

FIELDS = (
    ("period", "A month like 2026-10: the weeks, from Monday, whose Thursday is in it.", "year and month"),
    ("partner", "The code of a partner whose people are counted, or “all”.", "code"),
    ("kind", "What is counted; the kinds are described below.", "word"),
    ("value", "Which of them: an id of the program, a language tag, a country code, two codes with “>”, a day.", "id"),
    ("name", "The value in English.", "words"),
    (
        "count",
        "How often. Under 5: the row is not there. Rounded down to a multiple of 5, at times by 5 more.",
        "number",
    ),
)
RULES = (
    "Each number is a sum of groups of at least five; smaller groups are put together or left out.",
    "Numbers do not always add up, since each is rounded by itself. No row is about a person.",
    "Countries, languages and corridors are what readers chose and what offers name, not where somebody was.",
    "A message that was sent twice is counted twice. These are checks, not people.",
)


class NotMade(ValueError):
    """Why there is no file, in plain words."""


def main(arguments: Sequence[str], settings: Settings) -> int:
    """0: the files are there; 1: they are not, and it is said why; 2: wrong use."""
    options = _options().parse_args(arguments)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        made = _charts(options) if options.charts else _month(options, settings)
    except (NotMade, BadFile) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror}", file=sys.stderr)
        return 1
    names = [str(path) for path in made]
    print(json.dumps({"files": names}) if options.json else "\n".join(names))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot numbers", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--month", metavar="YYYY-MM", help="write the numbers of a month that is over, as CSV")
    what.add_argument("--charts", type=Path, metavar="FILE.csv", help="draw the charts of such a file, as SVG")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    parser.add_argument("--partner", default="", metavar="CODE", help="with --month: one partner's numbers, not all")
    parser.add_argument("--png", action="store_true", help="with --charts: as PNG too")
    parser.add_argument("--json", action="store_true", help="name the files as one JSON object")
    return parser


def _month(options: argparse.Namespace, settings: Settings) -> list[Path]:
    """The numbers, and what they mean, as two files."""
    from bot.chores import with_store  # noqa: PLC0415  # what opens a database, which charts can do without

    today = datetime.now(UTC).date()
    rows = with_store(settings, lambda store: _rows(store, options.month, options.partner, today))
    name = f"second-look-{options.month}" + (f"-{options.partner}" if options.partner else "")
    numbers, dictionary = options.out / f"{name}.csv", options.out / "second-look-dictionary.csv"
    numbers.write_text(csv_of(HEADS, rows), "utf-8", newline="")
    dictionary.write_text(csv_of(("name", "meaning", "form"), meanings()), "utf-8", newline="")
    return [numbers, dictionary]


async def _rows(store: Store, month: str, partner: str, today: date) -> Sequence[Sequence[object]]:
    """Raises NotMade."""
    period = periods.find(month, today)
    if period is None or "W" in period.key:
        raise NotMade(f"--month must be a month that is over, like 2026-10, and not “{month}”")
    await prepare(store)
    if partner and await partners.find(store, partner) is None:
        raise NotMade(f"there is no partner with the code {partner}; see: python -m bot partners")
    found = told(await counts(store, period.weeks), period.weeks, partner)
    return rows_of(found, period.key, partner, load())


def meanings() -> list[tuple[str, str, str]]:
    """The data dictionary: fields, kinds, rules."""
    kinds = [(f"kind {kind.key}", kind.meaning, "kind") for kind in KINDS]
    return [*FIELDS, *kinds, *((f"rule {n}", rule, "rule") for n, rule in enumerate(RULES, 1))]


def _charts(options: argparse.Namespace) -> list[Path]:
    """A picture for each kind in the file."""
    made = []
    for name, drawn in drawings(read(options.charts)):
        path = options.out / f"{name}.svg"
        path.write_text(drawn, "utf-8")
        made.append(path)
        if options.png:
            picture = path.with_suffix(".png")
            picture.write_bytes(picture_of(drawn))
            made.append(picture)
    return made
