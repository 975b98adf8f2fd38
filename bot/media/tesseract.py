"""The program Tesseract, where it is installed: pictures go in and lines come out, through pipes only."""

import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

from bot.media.model import Refused

PAGE, SPARSE, ONE_LINE, SCRIPT_ONLY = "3", "11", "7", "0"  # Tesseract's page segmentation modes
GLUED = frozenset(
    {"tha", "mya", "khm", "chi_sim", "Thai", "Myanmar", "Khmer", "HanS"}
)  # written without spaces between words
# Tesseract's names for the languages we speak, and for the scripts it can tell apart: which packs read them.
PACKS = {
    "am": "amh",
    "ar": "ara",
    "bn": "ben",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "hi": "hin",
    "id": "ind",
    "km": "khm",
    "my": "mya",
    "ne": "nep",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sw": "swa",
    "th": "tha",
    "tl": "fil",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "vi": "vie",
    "zh": "chi_sim",
}
SCRIPTS = {
    "Latin": ("eng", "spa", "fra", "por", "pol", "tur", "ind", "fil", "vie", "ron", "swa"),
    "Cyrillic": ("rus", "ukr"),
    "Arabic": ("ara", "urd", "fas"),
    "Devanagari": ("hin", "nep"),
    "Bengali": ("ben",),
    "Thai": ("tha",),
    "Myanmar": ("mya",),
    "Khmer": ("khm",),
    "Ethiopic": ("amh",),
    "Han": ("chi_sim",),
}
SURE = 1.0  # of Tesseract's confidence in a script; below it, it is often wrong


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and how sure Tesseract is of its words, 0 to 100."""

    text: str
    sure: float


@cache
def packs() -> frozenset[str]:
    """The language packs on this machine; empty without Tesseract."""
    program = shutil.which("tesseract")
    if not program:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False)  # noqa: S603  # the program found on PATH, fixed arguments
    return frozenset(listed.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}


def wanted(languages: Iterable[str], script: str = "") -> str:
    """The packs to read with, as Tesseract wants them ("hin+eng"): the person's own if it can be, always English."""
    own = [PACKS[tag] for tag in languages if PACKS.get(tag) in packs()]
    fitting = SCRIPTS.get(script, ())
    chosen = [pack for pack in own if not fitting or pack in fitting]
    if fitting and not chosen:
        chosen = [pack for pack in fitting if pack in packs()][:2]
    return "+".join(dict.fromkeys([*chosen, *(["eng"] if "eng" in packs() else [])]))


def script(page: Image.Image, until: float) -> str:
    """The script of most letters, or "" when Tesseract can't tell or is not sure."""
    if "osd" not in packs():
        return ""
    said = _run([page], ("-l", "osd", "--psm", SCRIPT_ONLY), until)
    facts = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    try:
        return facts["Script"] if float(facts["Script confidence"]) >= SURE else ""
    except (KeyError, ValueError):
        return ""


def lines(pages: Sequence[Image.Image], packs: str, mode: str, until: float) -> list[Line]:
    """The lines of pictures, in order."""
    words: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for row in _run(pages, ("-l", packs, "--psm", mode, "tsv"), until).splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[11].strip():
            words.setdefault(tuple(cells[1:5]), []).append((cells[11].strip(), float(cells[10])))
    glue = "" if packs.split("+", maxsplit=1)[0] in GLUED else " "
    return [_line(found, glue) for found in words.values()]


def _line(found: list[tuple[str, float]], glue: str) -> Line:
    letters = sum(len(word) for word, _ in found)
    return Line(glue.join(word for word, _ in found), sum(len(word) * sure for word, sure in found) / letters)


def _run(pages: Sequence[Image.Image], options: tuple[str, ...], until: float) -> str:
    """What Tesseract says about pictures (one TIFF of several pages). Raises Refused when the time is up."""
    program = shutil.which("tesseract")
    left = until - time.monotonic()
    if not program or left <= 0:
        raise Refused("slow" if program else "unable")
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads make it slower, measured
    try:
        done = subprocess.run(  # noqa: S603  # a program found on PATH, arguments of ours
            [program, "stdin", "stdout", *options],
            input=stream.getbuffer(),
            capture_output=True,
            timeout=left,
            check=False,
            env=env,
        )
    except subprocess.TimeoutExpired:
        raise Refused("slow") from None
    return done.stdout.decode("utf-8", "replace")
