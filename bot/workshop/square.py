"""A link as a square code: a picture for a chat, and lines for a page."""

import io
from base64 import b64encode
from typing import Any

# The libraries for pictures and codes come when a code is first made: few rooms are led, and each start would wait.

DOTS = 12  # points of the picture for each module: large enough to be shown on a wall


def _code(link: str) -> Any:  # noqa: ANN401  # of a library that is not brought in yet
    import zxingcpp  # noqa: PLC0415  # see above

    return zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def picture(link: str) -> bytes:
    """PNG."""
    from PIL import Image  # noqa: PLC0415  # see above

    made = io.BytesIO()
    Image.fromarray(_code(link).to_image(scale=DOTS, add_quiet_zones=True)).save(made, "PNG")
    return made.getvalue()


def address(link: str) -> str:
    """SVG as an address for <img>, with its white edge."""
    svg = str(_code(link).to_svg(add_quiet_zones=True))
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
