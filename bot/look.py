"""All that is found out about one message, in one visit to a thread, or to a process that checks.

Each visit costs a good part of what is found out there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.evidence.gather import identifiers, same_thing
from checks import Checker, check_read, reading_of
from checks.model import Level, Offer, Verdict
from checks.offer import read
from checks.reading.entities import Entities
from checks.sketch import sketch

MOST_THINGS = 8  # identifiers of one message
SPREADS = (Level.CARE, Level.STOP)  # levels whose messages leave a fingerprint


@dataclass(frozen=True, slots=True)
class Look:
    """What is found out: `things` lead to whoever wrote, `marks` are its fingerprint (`checks/sketch.py`).

    In danger nothing but the verdict: nothing is looked up then and nothing counted.
    """

    verdict: Verdict
    things: tuple[tuple[str, str], ...] = ()
    marks: tuple[int, ...] = ()


# `key` of the fingerprint; b"" for none.
Looking = Callable[[Offer, bytes], Awaitable[Look]]


def look(offer: Offer, key: bytes, checker: Checker) -> Look:
    """Raises BadOffer when there is nothing that can be checked."""
    reading = reading_of(offer, checker)
    return _look(offer, key, check_read(reading, checker), reading.entities)


async def look_by(check: Callable[[Offer], Verdict], looking: Looking | None, offer: Offer, key: bytes) -> Look:
    """By `looking`, or, where there is none, by `check` in a thread and the rest of it here."""
    if looking:
        return await looking(offer, key)
    verdict = await asyncio.to_thread(check, offer)
    return _look(offer, key, verdict, read(offer).entities)


def _look(offer: Offer, key: bytes, verdict: Verdict, found: Entities) -> Look:
    if verdict.level is Level.URGENT:
        return Look(verdict)
    things = dict.fromkeys(filter(None, map(same_thing, identifiers(offer, found))))
    spreads = key and verdict.level in SPREADS and not verdict.asks_source
    return Look(verdict, tuple(things)[:MOST_THINGS], sketch(offer.text, key) if spreads else ())
