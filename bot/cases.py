"""Messages that are one matter: the pictures of an album, several forwarded messages, a text cut up by the app.

Pure. Parts are told by when they came, never by when we look: a try that is repeated makes the same case.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.model import Case, Check, Incoming, Media, Part
from checks.model import HiddenLink, Offer, Span

QUIET_S = 1.0  # so long after the last part nobody expects another: Telegram brings an album within a second
LONGEST_S = 6.0  # so long the first part waits at most
MOST_PARTS = 20
CUT = 3_900  # characters; apps cut what is longer than 4,096 into several messages


def begins(came: Incoming) -> bool:
    """True when others are likely to follow at once."""
    if isinstance(came, Media):
        return bool(came.group)
    return isinstance(came, Check) and (bool(came.group) or len(came.offer.text) >= CUT)


def join(came: list[tuple[float, Incoming]], now: float) -> tuple[Incoming, int, float]:
    """What to answer, how many of `came` that is, and for how many seconds to wait for more before (0: none may come).

    `came` is what one chat has sent, with its times in seconds since 1970, and the first of it `begins` a case.
    """
    start, parts, until = came[0][0], list[Part](), came[0][0] + QUIET_S
    for at, part in came:
        if not isinstance(part, Check | Media) or at > until:
            return case_of(parts), len(parts), 0.0
        parts.append(part)
        until = min(at + QUIET_S, start + LONGEST_S)
    wait = 0.0 if len(parts) >= MOST_PARTS else max(0.0, until - now)
    wait = wait if wait <= LONGEST_S else 0.0  # longer: the clock was put back meanwhile
    return case_of(parts), len(parts), wait


def case_of(arrived: Iterable[Part]) -> Incoming:
    """One part as it is; several texts as one text; with pictures or papers among them, a case.

    An edited message takes the place of what it was.
    """
    parts = tuple({part.at.message: part for part in sorted(arrived, key=lambda part: part.at.message)}.values())
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(part, Check) for part in parts):
        unread = next((part.unread for part in parts if isinstance(part, Check) and part.unread), "")
        return Check(parts[0].at, joined(part.offer for part in parts), unread)
    return Case(parts[0].at, parts)


def joined(offers: Iterable[Offer]) -> Offer:
    """Several offers as one text with an empty line between; who sent it is taken from the first that says so."""
    text, links, whole = "", list[HiddenLink](), Offer("")
    for offer in offers:
        start = len(text) + 2 if text and offer.text else len(text)
        text = "\n\n".join(filter(None, (text, offer.text)))
        links += [_moved(link, start) for link in offer.hidden_links]
        sender, origin = (whole.sender, whole.origin) if whole.sender or whole.origin else (offer.sender, offer.origin)
        whole = replace(offer, sender=sender, origin=origin)
    return replace(whole, text=text, hidden_links=tuple(links))


def _moved(link: HiddenLink, by: int) -> HiddenLink:
    return replace(link, span=Span(link.span.start + by, link.span.end + by))
