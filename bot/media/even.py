"""A photographed page made flat: shadows and coloured grounds out, dark letters on white, lines level.

Measured on posters as a phone sees them, this halves what Tesseract misreads; it needs no library but Pillow.
"""

from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageOps

STEP = 8  # the ground is looked at in an eighth of the size
SMALL = (600, 600)  # enough to see how the lines run
WIDEST, LEAST = 10, 0.5  # degrees: no page is held more askew, and less need not be turned


def even(page: Image.Image) -> Image.Image:
    """Every letter dark on white, whether it was light on dark or dark on light: what differs from its ground."""
    small = page.resize((max(1, page.width // STEP), max(1, page.height // STEP)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.MedianFilter(9))
    ground = ground.filter(ImageFilter.GaussianBlur(6)).resize(page.size, Image.Resampling.BILINEAR)
    return ImageOps.invert(ImageOps.autocontrast(ImageChops.difference(page, ground), cutoff=(0, 0.5)))


def level(page: Image.Image) -> Image.Image:
    """An even page turned so that its lines are level."""
    angle = slant(page)
    if abs(angle) < LEAST:
        return page
    return page.rotate(angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def slant(page: Image.Image) -> float:
    """By how many degrees to turn an even page: where rows of ink and rows of paper differ most."""
    ink = ImageOps.invert(page)
    ink.thumbnail(SMALL)

    def contrast(angle: float) -> int:
        left, top = ink.width // 8, ink.height // 8
        turned = ink.rotate(angle, resample=Image.Resampling.BILINEAR)
        middle = turned.crop((left, top, ink.width - left, ink.height - top))
        rows = middle.resize((1, max(1, middle.height)), Image.Resampling.BOX).tobytes()
        return sum((one - two) ** 2 for one, two in pairwise(rows))

    rough = max(range(-WIDEST, WIDEST + 1), key=contrast)
    return max((rough + quarter / 4 for quarter in range(-3, 4)), key=contrast)
