"""Files for tests, made on the spot: pictures, papers, and what somebody would send to break us."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

LINK = "https://bad.example/apply"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def jpeg(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "JPEG", quality=90)
    return stream.getvalue()


def poster(text: str, size: int = 40, ground: str = "white", ink: str = "black") -> bytes:
    """A JPEG of dark words on white, in Pillow's own font: Latin letters only, and no font file is needed."""
    font = ImageFont.load_default(size)
    page = Image.new("RGB", (1000, 120 + 90 * len(text.split("\n"))), ground)
    for number, line in enumerate(text.split("\n")):
        ImageDraw.Draw(page).text((50, 60 + 90 * number), line, fill=ink, font=font)
    return jpeg(page)


def square(said: str = LINK, turned: int = 0) -> Image.Image:
    """A QR code on a white page."""
    code = Image.fromarray(zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6))
    page = Image.new("L", (code.width + 200, code.height + 200), 255)
    page.paste(code, (100, 100))
    return page.rotate(turned, expand=True, fillcolor=255)


@cache
def png_bomb(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel that says it is that large, and is."""
    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row * 1000) for _ in range(height // 1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def docx(paragraphs: Iterable[str], **more: str | bytes) -> bytes:
    """A Word file; `more` adds parts, "__" in a name stands for "/" and "_DOT_" for "."."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    parts |= {name.replace("__", "/").replace("_DOT_", "."): data for name, data in more.items()}
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@cache
def docx_bomb(megabytes: int = 300) -> bytes:
    """A small Word file whose text is that large when unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w") as part:
            part.write(f"<w:document {WORD}><w:body>".encode())
            for _ in range(megabytes):
                part.write(b"<w:p/>" * 174_762)
            part.write(b"</w:body></w:document>")
    return stream.getvalue()


def pdf(pages: Iterable[str], link: str = "", extra: bytes = b"") -> bytes:
    """A PDF with a line of Latin text a page, a link behind the first one, and `extra` in its trailer."""
    texts = list(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(texts)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(texts)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, text in enumerate(texts):
        stream = f"BT /F1 14 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
        noted = f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/URI/URI({link})>>>>]" if link else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{noted if not number else ''}"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    return _numbered(objects, extra)


def _numbered(objects: list[bytes], extra: bytes) -> bytes:
    """Objects as a PDF file with its table."""
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + content + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R".encode()
    )
    return bytes(data + tail + extra + f">>\nstartxref\n{len(data)}\n%%EOF\n".encode())


def locked_pdf() -> bytes:
    """A PDF that nobody can open without a password."""
    words = "/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">"
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/P -44{words}>>/ID[<00112233445566778899aabbccddeeff><00>]"
    return pdf(["Pay the fee first"], extra=locked.encode())


def locked_office() -> bytes:
    """The beginning of an Office file with a password, as far as we look."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
