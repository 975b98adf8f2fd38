"""What a file is, by its bytes alone: its name and what the sender says it is are not believed.

A file that is two things at once ("polyglot") is refused: it was made to get past somebody.
"""

from typing import Literal

from bot.media.model import Refused

Kind = Literal["picture", "pdf", "docx", "vcard", "text"]

PNG, JPEG, PDF, ZIP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and every locked Office file
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the part of an OLE file that holds a locked one
ZIP_INDEX, ZIP_END = b"PK\x01\x02", b"PK\x05\x06"
OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00", b"\x1f\x8b\x08", b"BZh9", b"MSCF\x00\x00")
# Long enough that no picture holds them by chance; they are looked for everywhere.
TELLING = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00", OLE)
PDF_HEAD = 1024  # readers of PDF accept its mark anywhere in so many bytes
ZIP_TAIL = 65_557  # the end of a ZIP and its longest comment
MOST_CONTROL = 0.01  # of the characters of a text


def kind_of(data: bytes) -> Kind:
    """The kind of file; raises Refused for those we don't read and for two in one."""
    kind = _by_mark(data)
    if (kind != "docx" and _holds_zip(data)) or (kind != "pdf" and PDF in data[:PDF_HEAD]):
        raise Refused("packed")
    if kind in ("picture", "text", "vcard") and any(mark in data for mark in TELLING):
        raise Refused("packed")
    return kind


def is_archive(head: bytes) -> bool:
    """True when a file that begins with `head` may hold other files."""
    return head.startswith((ZIP, ZIP_END, OLE, *OTHER_ARCHIVES))


def _by_mark(data: bytes) -> Kind:
    if data.startswith((PNG, JPEG)) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if data.startswith(PDF):
        return "pdf"
    if data.startswith(ZIP):
        return "docx"  # `docx.py` looks whether it really is one
    if data.startswith(OLE):
        raise Refused("locked" if LOCKED in data else "kind")
    if is_archive(data):
        raise Refused("packed")
    return _text(data)


def _text(data: bytes) -> Kind:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    control = sum(data.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\f\x1b")
    if not data.strip() or (not wide and control > MOST_CONTROL * len(data)) or (not wide and b"\0" in data):
        raise Refused("kind" if data.strip() else "wordless")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:11]
    return "vcard" if start.upper() == b"BEGIN:VCARD" else "text"


def _holds_zip(data: bytes) -> bool:
    return ZIP_END in data[-ZIP_TAIL:] and ZIP_INDEX in data
