"""What an address does to be taken for another: read from its writing alone, nothing is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

import regex

from checks.lookalikes import is_own
from checks.reading.links import Link
from checks.registries import readable
from checks.tables import Tables

_TURNING = regex.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_UNSEEN = regex.compile(r"[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_PROGRAM = regex.compile(
    r"\.(?:apk|apks|xapk|aab|exe|msi|scr|bat|cmd|vbs|ps1|jar|iso|img|dmg|pkg)(?=$|[?#])", regex.IGNORECASE
)
_PORT = regex.compile(r"^[a-z]+://(?:[^/@]*@)?[^/:@]+:(\d+)")
_USUAL_PORTS = frozenset("80 443 8080 8443".split())
_HEX = regex.compile("0x[0-9a-f]{1,8}")
_LATIN = regex.compile(r"\p{Latin}")
_LIKE_LATIN = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}]")


@dataclass(frozen=True, slots=True)
class Trick:
    """One trick: the flag it sets, a plain key for what was seen, and whether there are honest readings."""

    flag: str
    reason: str
    weak: bool = False
    real_domain: str = ""


def find(link: Link, known: Tables) -> Iterator[Trick]:
    """The tricks of one link, the one that says most first."""
    if link.user:
        yield _in_front(link, known)
    if is_number(link.host):
        yield Trick("suspicious-link", "number-host")
    if _PROGRAM.search(link.path):
        yield Trick("malicious-download", "program-file", weak=True)
    if _TURNING.search(link.shown_as):
        yield Trick("suspicious-link", "turned-text")
    elif _UNSEEN.search(link.shown_as):
        yield Trick("suspicious-link", "unseen-letters", weak=True)
    if mixes_letters(link.host):
        yield Trick("suspicious-link", "mixed-letters")
    if not is_own(link.host, known):
        yield from _elsewhere(link, known)


def _in_front(link: Link, known: Tables) -> Trick:
    """ "https://www.acme.com@evil.top": all before the @ is a user's name, whatever it looks like."""
    shown = link.user.split(":")[0].lower().removeprefix("www.")
    if shown in known.official and not is_own(link.host, known):
        return Trick("lookalike-domain", "inside", real_domain=known.main_of(shown).real)
    return Trick("suspicious-link", "name-before-at", weak="." not in shown)


def _elsewhere(link: Link, known: Tables) -> Iterator[Trick]:
    port = _PORT.match(link.url)
    if port and port[1] not in _USUAL_PORTS:
        yield Trick("suspicious-link", "unusual-port", weak=True)
    _, at, rest = link.path.partition("@")
    shown = rest.split("/")[0].lower().removeprefix("www.")
    if at and shown in known.official:
        yield Trick("suspicious-link", "name-in-path", real_domain=known.main_of(shown).real)


def is_number(host: str) -> bool:
    """An IP address, also written as one number."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host.isdigit() or bool(_HEX.fullmatch(host))
    return True


def mixes_letters(host: str) -> bool:
    """Does one label mix Latin with letters that are drawn the same?"""
    labels = (readable(label) for label in host.split(".") if label.startswith("xn--"))
    return any(_LATIN.search(label) and _LIKE_LATIN.search(label) for label in labels)
