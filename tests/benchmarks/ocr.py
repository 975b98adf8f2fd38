"""How well pictures are read: python -m tests.benchmarks.ocr [language ...] [--as en]

Posters in our languages are drawn, clean and as if photographed, and read by the bot's own reading process. Printed a
script: errors in a hundred characters (blanks aside), seconds a picture, and how often the answer (stop, care ...) is
the one the text itself gets. Needs Tesseract with the packs, and fonts; languages without a font are left out.
"""

import argparse
import asyncio
import resource
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass

from bot.media.detect import available
from bot.media.model import Job
from bot.media.reader import Reader
from checks import BadOffer, Checker, Offer, check, prepare
from content import load
from tests.benchmarks.posters import POSTERS, Poster, posters

SCRIPTS = {
    "Latin": ("en", "es", "fr", "pt", "pl", "tr", "id", "tl", "vi"),
    "Cyrillic": ("ru", "uk"),
    "Arabic": ("ar", "ur", "fa"),
    "Devanagari": ("hi", "ne"),
    "Bengali": ("bn",),
    "Thai": ("th",),
    "Burmese": ("my",),
    "Khmer": ("km",),
    "Ethiopic": ("am",),
    "Chinese": ("zh",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One poster and what was read from it, in how many seconds."""

    poster: Poster
    read: str
    seconds: float

    @property
    def wrong(self) -> float:
        return wrong_share(self.poster.text, self.read)


@dataclass(frozen=True, slots=True)
class Answer:
    """A row with the level of the text itself and of what was read."""

    row: Row
    text: str
    read: str


def wrong_share(wanted: str, read: str) -> float:
    """Insertions, deletions and exchanges it takes to make `read` of `wanted`, a character of `wanted`."""
    wanted, read = "".join(wanted.split()), "".join(read.split())
    before = list(range(len(read) + 1))
    for row, char in enumerate(wanted, 1):
        now = [row]
        for column, other in enumerate(read, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (char != other)))
        before = now
    return before[-1] / len(wanted)


async def measured(poster: Poster, reader: Reader, screens: str) -> Row:
    async def given() -> bytes:
        return poster.data

    began = time.perf_counter()
    found = await reader.read(given, Job((screens or poster.language, "en")))
    return Row(poster, found.text, time.perf_counter() - began)


def level(text: str, language: str, checker: Checker) -> str:
    try:
        return check(Offer(text, language=language), checker).level.value
    except BadOffer:
        return "nothing"


def table(answers: list[Answer]) -> Iterable[str]:
    yield f"{'script':<12}{'posters':>8}{'clean %':>9}{'photo %':>9}{'seconds':>9}{'same answer':>13}"
    for script, languages in {**SCRIPTS, "all": tuple(POSTERS)}.items():
        mine = [answer for answer in answers if answer.row.poster.language in languages]
        rows = [answer.row for answer in mine]
        if rows:
            clean, photo = (_mean(r.wrong for r in rows if r.poster.look == look) for look in ("clean", "photo"))
            same = sum(answer.text == answer.read for answer in mine)
            seconds = statistics.median(row.seconds for row in rows)
            yield f"{script:<12}{len(rows):>8}{clean:>9.1f}{photo:>9.1f}{seconds:>9.2f}{same:>9}/{len(rows)}"


def _mean(shares: Iterable[float]) -> float:
    return 100 * statistics.mean(shares)


def line(answer: Answer) -> str:
    row, poster = answer.row, answer.row.poster
    said = answer.text if answer.text == answer.read else f"{answer.text} -> {answer.read}"
    return (
        f"{poster.language} {poster.variant:<6}{poster.look:<6}{100 * row.wrong:>6.1f} %{row.seconds:>7.2f} s  {said}"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", choices=[[], *POSTERS])
    parser.add_argument("--as", dest="screens", default="", help="the reader's language; else that of each poster")
    options = parser.parse_args()
    reader = Reader(at_once=1)
    rows = [await measured(p, reader, options.screens) for p in posters(options.languages or list(POSTERS))]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1 if sys.platform == "darwin" else 1024)
    checker = prepare(load())  # after the measuring: a child's memory counts from its parent's
    answers = []
    for row in rows:
        language = options.screens or row.poster.language
        answers.append(Answer(row, level(row.poster.text, language, checker), level(row.read, language, checker)))
    print("\n".join([*map(line, answers), "", *table(answers), ""]))
    print(f"lines found by the detector: {available()}; largest process {memory} MB")


if __name__ == "__main__":
    asyncio.run(main())
