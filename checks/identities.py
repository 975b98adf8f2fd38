"""Names that anyone can open: mailboxes, chat handles, display names. Do they carry an organisation's name?

A name alone says little: fans, dealers and people called so have it too. With a word about work or officialdom
beside it ("iom_jobs_official") it speaks for the organisation, and only handles in its brand file are its own.
"""

from collections.abc import Iterator

import regex
from rapidfuzz.distance import OSA

from checks import combos
from checks.likeness import Likeness
from checks.model import Finding, Span
from checks.offer import Reading
from checks.protected import Name
from checks.reading.links import Link
from checks.registries import Cut
from checks.skeleton import skeleton
from checks.tables import Tables
from checks.weighing import WORK

NAME = "contacts"
SHORT = 4  # names of so many letters are written in capitals
LEAST_OWN = 6  # letters of this bot's name before "bot": a shorter one is in too many others
LEAST_OWN_EDITED = 8  # from so many letters on one wrong letter still looks like it
_OFFICIAL = frozenset("official officials verified support admin hq real team center centre help helpdesk".split())
_PARTS = regex.compile(r"[^\p{L}\p{N}]++|(?<=\p{Ll})(?=\p{Lu})")
_NOT_IN_PATH = regex.compile(r"^/(?:joinchat|addlist|share|s|c|proxy|socks|login|addstickers)(?:/|$|\?)|^/\+")
_HANDLE = regex.compile(r"^(?:/s)?/@?([A-Za-z][A-Za-z0-9_]{3,31})(?:[/?]|$)|[?&]domain=([A-Za-z][A-Za-z0-9_]{3,31})")


def carried(box: str, known: Tables, text: str = "") -> Name | None:
    """The organisation whose name a mailbox carries beside a word about work, or None. `text`: what it stands in."""
    likeness = _likeness(box, known)
    found = likeness and _has(likeness, known, frozenset()) and _is_meant(likeness.name, text)
    return likeness.name if likeness and found else None


def imitated(handle: str, known: Tables, text: str = "") -> Name | None:
    """As `carried`, also beside "official" and the like; None for the organisation's own handles."""
    likeness = _likeness(handle, known)
    if not likeness or handle.lower().removeprefix("@") in map(str.lower, likeness.name.brand.handles):
        return None
    return likeness.name if _has(likeness, known, _OFFICIAL) and _is_meant(likeness.name, text) else None


def are_in(reading: Reading) -> bool:
    """Is there any chat name to look at?"""
    chats = any(link.chat for link in reading.entities.links)
    return bool(chats or reading.entities.handles or reading.offer.sender or reading.offer.origin)


def find(reading: Reading, known: Tables) -> Iterator[Finding]:
    """Chat handles and links in the text, the sender's display name, and the handle a forward came from."""
    text = reading.offer.text
    for span, handle in _handles(reading):
        if name := imitated(handle, known, text):
            yield _finding(name, span, span.quote(text), handle)
    for shown in (reading.offer.sender, reading.offer.origin):
        name = imitated(shown, known, f"{shown} {text}") if shown else None
        if name:
            yield _finding(name, None, shown, shown)
    yield from _posing(reading)


def _posing(reading: Reading) -> Iterator[Finding]:
    """Names made to look like the bot that reads this."""
    offer = reading.offer
    named = [*_handles(reading), *((None, name) for name in (offer.sender, offer.origin) if name)]
    for span, handle in named:
        if poses_as(handle, offer.own):
            facts = {"organisation": f"@{offer.own}", "handle": handle}
            yield Finding("chat-name-imitates", NAME, span, span.quote(offer.text) if span else handle, facts)


def poses_as(handle: str, own: str) -> bool:
    """Does another account's handle or display name look like `own`, the handle of this bot?

    Alike means: the same letters to the eye, one letter apart in a long name, or the name with words around it.
    """
    theirs, ours = _bare(handle), _bare(own)
    if len(ours) < LEAST_OWN or handle.lower().removeprefix("@") == own.lower():
        return False
    return ours in theirs or (len(ours) >= LEAST_OWN_EDITED and OSA.distance(theirs, ours, score_cutoff=1) <= 1)


def _bare(name: str) -> str:
    """A name as the eye takes it, without its "bot", signs and spaces."""
    return "".join(part for part in _PARTS.split(skeleton(name.lower().removeprefix("@"))) if part).removesuffix("bot")


def _is_meant(name: Name, text: str) -> bool:
    """Is it the organisation, and not a word or somebody's own name? Short ones are meant when written as a name."""
    if not name.ordinary:
        return True
    written = name.text.upper() if len(name.text) <= SHORT else f"{name.text.capitalize()}|{name.text.upper()}"
    return bool(regex.search(rf"(?<!\p{{L}})(?:{written})(?!\p{{L}})", text))


def _handles(reading: Reading) -> Iterator[tuple[Span, str]]:
    yield from ((handle.span, handle.value) for handle in reading.entities.handles)
    for link in reading.entities.links:
        if link.chat and (handle := handle_of(link)):
            yield link.span, handle


def handle_of(link: Link) -> str:
    """The account a chat link leads to, "" for invitations and groups without a name."""
    if _NOT_IN_PATH.search(link.path) and not link.path.startswith("/s/"):
        return ""
    found = _HANDLE.search(link.path)
    return (found[1] or found[2]) if found else ""


def _likeness(text: str, known: Tables) -> Likeness | None:
    """The name in `text`, read like a name under a host that strangers fill."""
    parted = "-".join(part for part in _PARTS.split(text) if part).lower()
    return combos.find(Cut((), parted, "", strangers=True), known) if parted else None


def _has(likeness: Likeness, known: Tables, more: frozenset[str]) -> bool:
    words = likeness.added.split(", ")
    return any(known.vocabulary.kind(word) in WORK or word in more for word in words)


def _finding(name: Name, span: Span | None, quote: str, handle: str) -> Finding:
    return Finding("chat-name-imitates", NAME, span, quote, name.facts | {"handle": handle})
