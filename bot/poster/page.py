"""A poster's words and its square code as data for the printer. Pure."""

import re
from typing import Any

import zxingcpp

from bot.store.partners import Partner
from bot.texts import Texts

SIZES = ("a4", "a5", "card", "tent")
CARDS = 8  # on a sheet of paper, to be cut
BOT_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


def address(bot: str, code: str) -> str:
    """The link without https://, as people type it."""
    return f"t.me/{bot}?start={code}"


def page_of(partner: Partner, bot: str, texts: Texts, size: str, *, sheet: bool) -> dict[str, Any]:
    """`sheet`: cards fill a sheet. The partner is not named on a card: it is carried, and others may find it."""
    named = size != "card"
    return {
        "lang": texts.tag.split("-", maxsplit=1)[0],
        "rtl": texts.rtl,
        "size": size,
        "copies": CARDS if sheet and size == "card" else 1,
        "qr": square("https://" + address(bot, partner.code)),
        "address": address(bot, partner.code),
        "by": texts.say("poster.by", partner=partner.name) if named else "",
        **{part: texts.say(f"poster.{part}") for part in ("head", "what", "how", "never")},
    }


def words_of(page: dict[str, Any]) -> str:
    """All that needs a font."""
    return " ".join(page[part] for part in ("head", "what", "how", "never", "by"))


def square(link: str) -> str:
    """A QR code as SVG with its white edge; readable with a quarter of it dirty or torn."""
    return str(zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="Q").to_svg(add_quiet_zones=True))
