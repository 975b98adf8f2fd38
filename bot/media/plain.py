"""Plain texts and contact cards."""

import quopri
import re

from bot.media.model import Found, Refused

# Where a text is no Unicode: the old code page of the reader's language.
CODE_PAGES = {
    "ar": "cp1256",
    "ur": "cp1256",
    "ru": "cp1251",
    "uk": "cp1251",
    "pl": "cp1250",
    "tr": "cp1254",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WANTED = ("FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "URL", "IMPP", "ADR", "NOTE")  # of a card, in that order


def read(data: bytes, languages: tuple[str, ...]) -> Found:
    """A text file in whatever encoding it has."""
    return Found(decoded(data, languages))


def decoded(data: bytes, languages: tuple[str, ...]) -> str:
    """Unicode by its mark, then UTF-8, then the code page of the first language that has one, then Western."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(next((CODE_PAGES[tag] for tag in languages if tag in CODE_PAGES), "cp1252"), "replace")


def read_card(data: bytes) -> Found:
    """A vCard as the lines somebody could have typed; pictures, keys and dates in it are left out."""
    lines: list[tuple[int, str]] = []
    for line in re.sub(r"\r?\n[ \t]", "", decoded(data, ())).splitlines():
        head, _, value = line.partition(":")
        name = head.split(";")[0].rpartition(".")[2].upper()
        if name in WANTED and (said := _value(head, value)):
            lines.append((WANTED.index(name), said))
    if not lines:
        raise Refused("wordless")
    return Found("\n".join(dict.fromkeys(said for _, said in sorted(lines, key=lambda line: line[0]))))


def _value(head: str, value: str) -> str:
    if "QUOTED-PRINTABLE" in head.upper():
        value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
    value = re.sub(r"\\n", " ", value, flags=re.IGNORECASE)
    value = re.sub(r"\\([,;\\])", r"\1", value).replace(";", " ")
    return " ".join(value.removeprefix("tel:").split())
