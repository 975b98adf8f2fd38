"""The words of a picture: read in several ways, the reading that is surest is taken.

First with the person's own language and English. Only when that reads badly, the script is looked for and its
languages are tried: a poster in Arabic for somebody who reads our screens in English.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from PIL import Image

from bot.media import detect, tesseract
from bot.media.even import even, level
from bot.media.model import Refused
from bot.media.tesseract import Line

Way = Callable[[str], list[Line]]  # reads with the packs it is given

WELL = 80.0  # how sure a reading in the right language is, on the average
MUCH = 40  # letters; fewer can be sure by chance
LEAST = 40.0  # a line Tesseract is less sure of is a picture, or another language


def read(page: Image.Image, languages: tuple[str, ...], until: float) -> str:
    """The lines of a grey picture. Raises Refused: "unable" without Tesseract, "wordless", "slow"."""
    if not tesseract.packs():
        raise Refused("unable")
    flat = even(page)
    straight = level(flat)
    ways = _ways(page, flat, straight, until)
    first = tesseract.wanted(languages)
    best = surest(_readings(ways, first))
    if not well(best) and time.monotonic() < until:
        with suppress(Refused):  # the time is up: what there is counts
            other = tesseract.wanted(languages, tesseract.script(straight, until))
            best = surest([best, *(_readings(ways, other) if other != first else ())])
    text = "\n".join(line.text for line in best if line.sure >= LEAST)
    if not any(char.isalnum() for char in text):
        raise Refused("wordless")
    return text


def _ways(page: Image.Image, flat: Image.Image, straight: Image.Image, until: float) -> list[Way]:
    """Line by line where the detector is installed and sees lines; else the whole page in three ways."""
    found = [detect.cut(flat, box) for box in detect.boxes(page)] if detect.available() else []
    if found:
        return [lambda packs: tesseract.lines(found, packs, tesseract.ONE_LINE, until)]
    return [
        lambda packs: tesseract.lines([straight], packs, tesseract.SPARSE, until),
        lambda packs: tesseract.lines([straight], packs, tesseract.PAGE, until),
        lambda packs: tesseract.lines([page], packs, tesseract.PAGE, until),
    ]


def _readings(ways: Iterable[Way], packs: str) -> Iterator[list[Line]]:
    """What each way reads, as far as the time goes. Raises Refused when it was up before the first was done."""
    some = False
    for way in ways:
        try:
            yield way(packs)
        except Refused:
            if some:
                return
            raise
        some = True


def surest(readings: Iterable[list[Line]]) -> list[Line]:
    """The reading with the most letters that are probably right."""
    return max(readings, key=lambda lines: sum(len(line.text) * (line.sure - 50) for line in lines))


def well(lines: Sequence[Line]) -> bool:
    """True when this was read in the right language."""
    letters = sum(len(line.text) for line in lines)
    return letters >= MUCH and sum(len(line.text) * line.sure for line in lines) / letters >= WELL
