"""The person's own words, made short and harmless before we repeat them. Pure.

Nothing that leaves here can be tapped: no link, no address, no @name, no phone number. What could reorder or
bury our own words (control characters, direction marks, piles of accents) is dropped.
"""

import re
import unicodedata

QUOTE_LIMIT = 60  # code points; about ten words, enough to find the place again

JOINERS = "\u200c\u200d"  # Persian and Indic words need them
SCHEME = re.compile(r"\b(\w{2,12})://")
HOST_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")
AT_SIGN = re.compile(r"@(?=\w)")
LONG_NUMBER = re.compile(r"\+?\(?\d[\d() \-]{5,}\d")
TELLING = re.compile(r"[\d.@:]")  # without one of these nothing in a line can be tapped
HARMLESS = re.compile(r"\d{1,3}(?: \d{3})+|\d{4}-\d\d-\d\d")  # 12 000 000 and 2026-09-14


def defang(text: str) -> str:
    """Write links, addresses and names to be read but not tapped: hxxps, example[.]com, [@]name."""
    text = SCHEME.sub(_dull_scheme, text)
    text = HOST_DOT.sub("[.]", text)
    return AT_SIGN.sub("[@]", text)


def _dull_scheme(found: re.Match[str]) -> str:
    scheme = found[1]
    if scheme.lower() in ("http", "https"):
        return f"{scheme[0]}xx{scheme[3:]}://"
    return f"{scheme}[:]//"


def mask(text: str) -> str:
    """Hide all but the start of phone, card and passport numbers; money and dates stay."""
    return LONG_NUMBER.sub(_mask_one, text)


def _mask_one(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(c.isdigit() for c in number)
    if digits < 7 or HARMLESS.fullmatch(number):
        return number
    return f"{number[:3]}…"


def clean(text: str) -> str:
    """One line without control characters, direction marks or more than three accents on a letter."""
    if text.isascii() and text.isprintable():  # most texts, and a twentieth of the time
        return " ".join(text.split())
    kept: list[str] = []
    accents = 0
    for char in text:
        kind = unicodedata.category(char)
        accents = accents + 1 if kind in ("Mn", "Me") else 0
        if kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif accents <= 3 and (kind not in ("Cf", "Cs", "Co", "Cn") or char in JOINERS):
            kept.append(char)
    return " ".join("".join(kept).split())


def shorten(text: str, limit: int = QUOTE_LIMIT) -> str:
    """At most `limit` code points: the beginning and the end, because the word that proves a sign is often the last."""
    if len(text) <= limit:
        return text
    words = text.split(" ")
    head, tail = "", ""
    while words:
        front, back = f"{head} {words[0]}".strip(), f"{words[-1]} {tail}".strip()
        if len(head) <= 2 * len(tail) and len(front) + len(tail) + 3 <= limit:
            head, words = front, words[1:]
        elif len(head) + len(back) + 3 <= limit:
            tail, words = back, words[:-1]
        else:
            break
    if not head or not tail:
        return text[: limit - 1].rstrip(" ,;:-") + "…"
    return f"{head.rstrip(' ,;:-')} … {tail}"


def quoted(text: str, limit: int = QUOTE_LIMIT) -> str:
    """What we repeat of somebody's text: one clean short line in which nothing can be tapped."""
    line = clean(text)
    if not TELLING.search(line):  # most texts
        return shorten(line, limit)
    return defang(shorten(mask(line), limit))
