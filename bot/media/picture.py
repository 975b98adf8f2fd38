"""A picture: checked before it is unpacked, made grey and of a bearable size, its square codes and words read."""

import io
import warnings

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.media import ocr
from bot.media.model import MOST_PIXELS, Found, Refused

LONGEST = 2400  # pixels of the longer side; an A4 page has about 200 a inch then
SHORTEST = 1000  # a smaller picture is doubled: Tesseract wants letters 20 pixels high
MOST_CODES, MOST_IN_CODE = 5, 2000
CODES = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.MicroQRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Aztec,
    ]
)
HELD = 0x0112  # the EXIF field that says how the camera was held, and what undoes each value
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read(data: bytes, languages: tuple[str, ...], until: float) -> Found:
    """The words and square codes of a JPEG, PNG or WebP. Where words can't be read here, the codes still are."""
    page = grey(data)
    codes = square_codes(page)
    try:
        return Found(ocr.read(page, languages, until), codes)
    except Refused as refused:
        return Found(codes=codes, problem="" if codes and refused.problem == "wordless" else refused.problem)


def grey(data: bytes) -> Image.Image:
    """The picture in grey, upright, at most LONGEST a side. Raises Refused before anything large is unpacked."""
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("large") from None
    except UnidentifiedImageError:
        raise Refused("broken") from None
    # Some phones put a second picture behind the first ("MPO"): the first one is a JPEG.
    if picture.width * picture.height > MOST_PIXELS.get(picture.format or "", MOST_PIXELS["JPEG"]):
        raise Refused("large")
    picture.draft("L", (LONGEST, LONGEST))  # a JPEG is made smaller while it is unpacked
    return upright(picture)


def upright(picture: Image.Image) -> Image.Image:
    """Smaller first, then turned as the camera was held, then grey on white."""
    turn = UPRIGHT.get(picture.getexif().get(HELD, 1))
    factor = -(-max(picture.size) // LONGEST)
    if picture.mode in ("P", "1", "I", "F", "I;16"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "L")
    small = picture.reduce(factor) if factor > 1 else picture
    if small.mode in ("RGBA", "LA", "PA"):
        white = Image.new("RGBA", small.size, "white")
        white.alpha_composite(small.convert("RGBA"))
        small = white
    page = small.convert("L")
    page = page.transpose(turn) if turn is not None else page
    return page if max(page.size) >= SHORTEST else ImageOps.scale(page, 2, Image.Resampling.LANCZOS)


def square_codes(page: Image.Image) -> tuple[str, ...]:
    """What QR codes and their like hold, each once."""
    found = zxingcpp.read_barcodes(page, formats=CODES)
    texts = dict.fromkeys(code.text.strip() for code in found if code.valid)
    return tuple(text for text in texts if 0 < len(text) <= MOST_IN_CODE)[:MOST_CODES]
