"""How much one address asks: counted in memory, under a key that lives for a day. Nothing of it is ever written."""

import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from datetime import date

from bot.limits import Limits, Say


class Visitors:
    """`fresh` makes the counting anew each day; with the day's key all that was known of addresses is gone."""

    def __init__(self, fresh: Callable[[], Limits], today: Callable[[], date]) -> None:
        self._fresh, self._today = fresh, today
        self._renew()

    def may(self, address: str) -> bool:
        """True while `address` has asked no more than it may."""
        if self._today() != self._day:
            self._renew()
        name = hashlib.blake2b(network(address).encode(), key=self._key, digest_size=16).hexdigest()
        # The same text again is a question again: it costs us the same.
        return self._limits.ask(name, 0, secrets.token_bytes(8)) is Say.ANSWER

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
