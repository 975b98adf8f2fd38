"""How much one address asks: counted in memory, under a key that lives for a day. Nothing of it is ever written."""

import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from datetime import date

from bot.limits import Limits, Say
from bot.shares import Shares

MANY = 1_000_000


class Visitors:
    """`fresh` makes the counting anew each day; with the day's key all that was known of addresses is gone."""

    def __init__(self, fresh: Callable[[], Limits], today: Callable[[], date], a_day: int = MANY) -> None:
        self._fresh, self._today, self._shares = fresh, today, Shares(a_day)
        self._renew()

    def may(self, address: str) -> bool:
        """True while `address` has asked no more than it may."""
        if self._today() != self._day:
            self._renew()
        name = hashlib.blake2b(network(address).encode(), key=self._key, digest_size=16).hexdigest()
        # The same text again is a question again: it costs us the same.
        said = self._limits.ask(name, 0, secrets.token_bytes(8))
        return said is Say.ANSWER and self._shares.take(name, self._day)

    def _renew(self) -> None:
        self._day, self._key, self._limits = self._today(), secrets.token_bytes(32), self._fresh()


def network(address: str) -> str:
    """One household: an IPv4 address, or the /64 of an IPv6 one, whose other half anybody can choose anew."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
