"""Word files: our own reading of the ZIP and its XML, with nothing run, fetched or unpacked beyond a bound."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from bot.media import picture
from bot.media.kinds import ZIP_END, is_archive
from bot.media.model import MOST_TEXT, MOST_UNPACKED, Found, Refused

TYPES, MAIN = "[Content_Types].xml", "word/document.xml"
OF_WORD = b"wordprocessingml.document.main+xml"  # in TYPES of a .docx; a file with macros says another type
PARTS = re.compile(r"word/(?:header\d*|document|footnotes|footer\d*)\.xml")
LINKS = re.compile(r"word/_rels/(?:header\d*|document|footer\d*)\.xml\.rels")
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IMAGES = re.compile(r"word/media/[^/]+\.(?:png|jpe?g)")
MOST_IMAGES = 3
MOST_PARTS = 2_000
ZIP_END_LENGTH = 22  # bytes, without the comment behind them
LOCKED = 0x1  # a bit of a ZIP entry's flags
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of packing that Word uses


def read(data: bytes, languages: tuple[str, ...], until: float) -> Found:
    """Header, text and footer, and where its links lead; without any text, what its pictures say.

    Raises Refused for what is no plain Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse(data, archive)
            names = sorted((n for n in archive.namelist() if PARTS.fullmatch(n)), key=_place)
            text = "\n".join(filter(None, (_words(archive, name) for name in names)))
            links = [link for n in archive.namelist() if LINKS.fullmatch(n) for link in _links(archive, n)]
            images = [archive.read(n) for n in archive.namelist() if IMAGES.fullmatch(n)][:MOST_IMAGES]
    except (zipfile.BadZipFile, EOFError):
        raise Refused("broken") from None
    said = "\n".join([text, *(link for link in dict.fromkeys(links) if link not in text)]).strip()
    if said or not images:
        return Found(said)
    return _pictured([picture.read(image, languages, until) for image in images])


def _pictured(found: list[Found]) -> Found:
    """A poster that somebody has pasted into a Word file."""
    text = "\n".join(one.text for one in found if one.text)
    codes = tuple(dict.fromkeys(code for one in found for code in one.codes))
    return Found(text, codes, problem="" if text or codes else found[0].problem)


def _refuse(data: bytes, archive: zipfile.ZipFile) -> None:
    """Raise for archives that are no Word file, hold others, or are larger inside than we unpack."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("large")
    if any(part.flag_bits & LOCKED for part in parts):
        raise Refused("locked")
    names = {part.filename for part in parts}
    if len(names) < len(parts) or any(part.compress_type not in WAYS for part in parts):
        raise Refused("broken")
    if not {TYPES, MAIN} <= names:
        raise Refused("packed")
    if not _whole(data, archive, parts) or any(_nested(archive, part) for part in parts):
        raise Refused("packed")
    if OF_WORD not in archive.read(TYPES):
        raise Refused("kind")


def _whole(data: bytes, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """True when the ZIP fills the file: nothing before its first part and nothing behind its end."""
    end = data.rfind(ZIP_END) + ZIP_END_LENGTH + len(archive.comment)
    return min(part.header_offset for part in parts) == 0 and end == len(data)


def _nested(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as stream:
        return is_archive(stream.read(8))


def _place(name: str) -> tuple[int, str]:
    return next(i for i, kind in enumerate(("header", "document", "footnotes", "footer")) if kind in name), name


def _words(archive: zipfile.ZipFile, name: str) -> str:
    """The text of one part: a line for each paragraph, a tab between cells of a row."""
    pieces: list[str] = []
    length = 0
    with archive.open(name) as stream:
        for element in _elements(stream):
            piece = _piece(element)
            pieces.append(piece)
            length += len(piece)
            if length > MOST_TEXT:
                break
    lines = (" ".join(line.split(" ")).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _elements(stream: object) -> Iterator[Element]:
    """Elements as they end, each forgotten at once: a large file must not become a large tree."""
    for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
        yield element
        element.clear()


def _piece(element: Element) -> str:
    match element.tag.removeprefix(SPACE):
        case "t":
            return element.text or ""
        case "tab":
            return "\t"
        case "br" | "cr" | "p":
            return "\n"
        case _:
            return ""


def _links(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Where links lead that stand behind words."""
    with archive.open(name) as stream:
        for link in _elements(stream):
            if link.get("TargetMode") == "External" and link.get("Type", "").endswith("/hyperlink"):
                yield link.get("Target", "")
