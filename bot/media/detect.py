"""Where the lines of a picture are, by RapidOCR's detector, for those who have installed it (the extra "ocr").

It brings onnxruntime, OpenCV and NumPy: 400 MB on disk and 340 MB while it works, so it is not part of the usual
installation. With it Tesseract reads line by line and misreads half as much in photographs.
"""

import importlib.util
import math
from collections.abc import Callable
from functools import cache
from typing import Any

from PIL import Image, ImageOps

LONGEST = 736  # pixels; at 960 the detector takes 400 MB
HEIGHT = 48  # pixels of a line as Tesseract gets it
MARGIN = 0.05  # what is cut wider than the detector says, in heights of the line: more lets in what stands around
BORDER = 12  # white pixels around a line

Corner = tuple[float, float]
Box = tuple[Corner, Corner, Corner, Corner]  # from where the line begins, clockwise


def available() -> bool:
    return importlib.util.find_spec("rapidocr") is not None


@cache
def _engine() -> Callable[..., Any]:
    from rapidocr import RapidOCR  # noqa: PLC0415  # only where the extra is installed

    made: Callable[..., Any] = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.use_rec": False,
            "Global.log_level": "critical",
            "Det.limit_side_len": LONGEST,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
        }
    )
    return made


def boxes(page: Image.Image) -> list[Box]:
    """The lines of a grey picture, from top to bottom."""
    import numpy  # noqa: PLC0415  # only where the extra is installed

    found = _engine()(numpy.asarray(page.convert("RGB")), use_det=True, use_cls=False, use_rec=False).boxes
    return [] if found is None else [_box([(float(x), float(y)) for x, y in box]) for box in found]


def _box(corners: list[Corner]) -> Box:
    first, second, third, fourth = corners
    return first, second, third, fourth


def cut(page: Image.Image, box: Box) -> Image.Image:
    """One line as a picture of its own, level and HEIGHT pixels high, from an even page."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = box
    width = max(math.dist((x0, y0), (x1, y1)), math.dist((x3, y3), (x2, y2)), 1.0)
    height = max(math.dist((x0, y0), (x3, y3)), math.dist((x1, y1), (x2, y2)), 1.0)
    ux, uy = (x1 - x0) / width * MARGIN * height, (y1 - y0) / width * MARGIN * height
    vx, vy = (x3 - x0) * MARGIN, (y3 - y0) * MARGIN
    left = (x0 - ux - vx, y0 - uy - vy, x3 - ux + vx, y3 - uy + vy)
    right = (x2 + ux + vx, y2 + uy + vy, x1 + ux - vx, y1 + uy - vy)
    size = (max(8, round(HEIGHT * (width / height + 2 * MARGIN) / (1 + 2 * MARGIN))), HEIGHT)
    line = page.transform(size, Image.Transform.QUAD, left + right, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return ImageOps.expand(ImageOps.autocontrast(line, cutoff=(1, 0)), BORDER, 255)
