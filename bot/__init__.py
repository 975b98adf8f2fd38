"""Talks: Telegram, the terminal, storage."""

import os

# Telegram's waiting times as timedelta, for whoever comes in by whichever module; the old way warns at each limit.
os.environ.setdefault("PTB_TIMEDELTA", "1")
