"""Why an update is not answered in this try, where that is nobody's fault."""


class NotNow(Exception):
    """Telegram can't take the answer at the moment; to be tried again after `wait` seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class Taken(Exception):
    """Another worker answers this update now; this one was away for too long."""
