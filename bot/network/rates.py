"""How often one host may be asked: nobody uses this bot to flood a shortener or a registry. Keeps counts only."""

from collections.abc import Callable
from dataclasses import dataclass, field

MOST_HOSTS = 10_000


@dataclass(slots=True)
class Rates:
    """At most `most` requests to a host in every `seconds`. `clock` gives seconds that never run backwards."""

    clock: Callable[[], float]
    most: int = 60
    seconds: float = 60.0
    _begun: dict[str, tuple[float, int]] = field(default_factory=dict)

    def take(self, host: str) -> bool:
        """Count one request to `host`; False when it has had enough for now."""
        now = self.clock()
        begun, count = self._begun.get(host, (now, 0))
        if now - begun >= self.seconds:
            begun, count = now, 0
        if count >= self.most or (host not in self._begun and len(self._begun) >= MOST_HOSTS and not self._room(now)):
            return False
        self._begun[host] = (begun, count + 1)
        return True

    def _room(self, now: float) -> bool:
        """Forget hosts whose time is over; True when there is room for another."""
        self._begun = {host: seen for host, seen in self._begun.items() if now - seen[0] < self.seconds}
        return len(self._begun) < MOST_HOSTS
