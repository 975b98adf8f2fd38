"""Figures for whoever runs the bot. No label comes from a person: names are ours, or "other"."""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 600.0)
METHODS = (
    "sendMessage editMessageText answerCallbackQuery deleteMessages sendChatAction sendDocument sendPhoto sendPoll "
    "getupdates getMe getFile getMyCommands setWebhook deleteWebhook".split()
)
NAMES = {name.lower(): name for name in METHODS}


class Meters:
    """The meters of one program, in a registry of their own."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self.registry = own
        self.updates = Counter("secondlook_updates", "Updates, by what became of them", ["outcome"], registry=own)
        self.seconds = Histogram("secondlook_answer_seconds", "From stored to answered", buckets=SECONDS, registry=own)
        self.calls = Counter("secondlook_telegram_calls", "Calls to Telegram", ["method", "outcome"], registry=own)
        self.waiting = Gauge("secondlook_inbox_updates", "Updates that wait or are in work", registry=own)
        self.oldest = Gauge("secondlook_inbox_oldest_seconds", "How long the oldest has waited", registry=own)
        self.slow = Gauge(
            "secondlook_slow_updates", "Pictures, papers, look-ups that wait or are in work", registry=own
        )
        self.slowest = Gauge("secondlook_slow_oldest_seconds", "How long the oldest of them has waited", registry=own)
        self.ready = Gauge("secondlook_ready", "1 when this program can do its work", registry=own)

    def answered(self, since: float) -> None:
        """An update that came at `since` (seconds since 1970) is answered now."""
        self.updates.labels("answered").inc()
        self.seconds.observe(max(0.0, time.time() - since))

    def waits(self, waiting: int, oldest: float, slow: int, slowest: float) -> None:
        """What lies in the inbox, and of it what is slow to answer."""
        self.waiting.set(waiting)
        self.oldest.set(oldest)
        self.slow.set(slow)
        self.slowest.set(slowest)

    def called(self, method: str, outcome: str) -> None:
        self.calls.labels(NAMES.get(method.lower(), "other"), outcome).inc()

    def page(self) -> bytes:
        """All figures in Prometheus' text form."""
        return generate_latest(self.registry)
