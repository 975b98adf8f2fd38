"""PDF papers: the text layer where it can be trusted, else poppler's reading of it, else the pages as pictures."""

import ctypes
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from bot.media import ocr, picture
from bot.media.model import MOST_PAGES, MOST_PICTURED, MOST_TEXT, Found, Problem, Refused

DENSITY = 200 / 72  # pixels a point: 200 an inch
MOST_SEARCHED = 3  # pages for square codes, a tenth of a second each
LONGEST = 2_000  # pixels of a page, however large it says it is
TRUSTED = ("LATIN", "CYRILLIC", "GREEK")  # pdfium puts other scripts' letters in the wrong order or apart
MOST_OTHERS = 0.1  # of the letters
ENOUGH = 20  # letters a page on the average; fewer is a scan with a stamp
LOCKED = ("password", "security")
MOST_LINKS, LONGEST_LINK = 50, 2_048


def read(data: bytes, languages: tuple[str, ...], until: float) -> Found:
    """The words of a PDF of at most MOST_PAGES pages, its links, and the square codes of pages read as pictures."""
    document = _opened(data)
    pages = len(document)
    if pages > MOST_PAGES:
        raise Refused("long")
    text, links = "\n".join(_layer(document)), tuple(dict.fromkeys(_links(document)))
    said = text if trusted(text, pages) else ""
    if not said and sum(map(str.isalpha, text)) >= ENOUGH * pages:
        said = _poppler(data, until)
    if said:
        return Found(_with(said, links), _codes(document))
    return _as_pictures(document, languages, until, text, links)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = any(word in str(error).lower() for word in LOCKED)
        raise Refused("locked" if locked else "broken") from None


def trusted(text: str, pages: int) -> bool:
    """True when the text layer is there and in scripts that pdfium reads well."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < ENOUGH * pages:
        return False
    others = sum(1 for char in letters if char > "\u024f" and not unicodedata.name(char, "").startswith(TRUSTED))
    return others <= MOST_OTHERS * len(letters)


def _layer(document: pdfium.PdfDocument) -> Iterator[str]:
    length = 0
    for number in range(len(document)):
        text = document[number].get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\x02", "-")
        yield text.replace("\ufffe", "")
        length += len(text)
        if length > MOST_TEXT:
            return


def _poppler(data: bytes, until: float) -> str:
    """What `pdftotext` makes of it, where it is installed; "" else."""
    program = shutil.which("pdftotext")
    left = until - time.monotonic()
    if not program or left <= 0:
        return ""
    try:
        done = subprocess.run(  # noqa: S603  # a program found on PATH, arguments of ours
            [program, "-enc", "UTF-8", "-nopgbrk", "-", "-"], input=data, capture_output=True, timeout=left, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _as_pictures(
    document: pdfium.PdfDocument, languages: tuple[str, ...], until: float, layer: str, links: tuple[str, ...]
) -> Found:
    """The first pages read as pictures, as far as the time goes; what the text layer says when that is impossible."""
    texts: list[str] = []
    problem: Problem = ""
    for number in range(min(len(document), MOST_PICTURED)):
        try:
            texts.append(ocr.read(_drawn(document[number]), languages, until))
        except Refused as refused:
            if refused.problem != "wordless":
                problem = refused.problem
                break
            texts.append("")
    said = "\n".join(filter(None, texts)) or layer.strip()
    partial = bool(said) and len(texts) < len(document)
    return Found(_with(said, links), _codes(document), partial, "" if said else problem)


def _codes(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """The square codes of the first pages."""
    first = (_drawn(document[number]) for number in range(min(len(document), MOST_SEARCHED)))
    return tuple(dict.fromkeys(code for page in first for code in picture.square_codes(page)))


def _drawn(page: pdfium.PdfPage) -> Image.Image:
    scale = min(DENSITY, LONGEST / max(page.get_size()))
    drawn: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return drawn.convert("L")


def _with(text: str, links: tuple[str, ...]) -> str:
    return "\n".join([text.strip(), *(link for link in links if link not in text)]).strip()


def _links(document: pdfium.PdfDocument) -> Iterator[str]:
    """Where links lead that stand behind words or pictures, of all pages."""
    found = 0
    for number in range(len(document)):
        page, start, link = document[number], ctypes.c_int(0), raw.FPDF_LINK()
        while found < MOST_LINKS and raw.FPDFLink_Enumerate(page, start, link):
            found += 1
            if address := _address(document, link):
                yield address


def _address(document: pdfium.PdfDocument, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(LONGEST_LINK)
    length = raw.FPDFAction_GetURIPath(document, action, buffer, LONGEST_LINK)
    return buffer.raw[: min(length, LONGEST_LINK)].split(b"\0")[0].decode("utf-8", "replace").strip()
