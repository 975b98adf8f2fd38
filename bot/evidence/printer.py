"""Prints pages in processes of their own, a few at a time. Bytes go through pipes, never through files."""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bot.evidence.fonts import Fonts
from bot.jail import environment

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "bot.evidence.child")
AT_ONCE = 2
LONGEST_S = 10.0
MOST_PDF = 8 * 1024 * 1024  # bytes


class Printer:
    """Belongs to one event loop."""

    def __init__(
        self, fonts: Fonts | None = None, command: Sequence[str] = COMMAND, longest_s: float = LONGEST_S
    ) -> None:
        self.fonts = fonts or Fonts()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._command, self._longest_s = tuple(command), longest_s

    def missing(self, words: str) -> set[str]:
        """The scripts in `words` for which this machine has no font."""
        return self.fonts.missing(words)

    async def pdf(self, page: dict[str, Any], words: str) -> bytes | None:
        """The page as a PDF; None when it could not be made. Only the kind of trouble is logged."""
        return await self.made(page, words, b"%PDF-")

    async def made(self, page: dict[str, Any], words: str, begins: bytes) -> bytes | None:
        """What the printing process makes, if it begins like that; None when it does not."""
        given = json.dumps(page | {"fonts": self.fonts.families(words)}, ensure_ascii=False).encode()
        async with self._slots:
            try:
                made = await self._in_a_process(given)
            except (TimeoutError, OSError) as error:
                log.warning("a page could not be printed: %s", type(error).__name__)
                return None
        if not made.startswith(begins) or len(made) > MOST_PDF:
            log.warning("a page could not be printed")
            return None
        return made

    async def _in_a_process(self, given: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            str(self.fonts.fonts),
            str(self.fonts.root),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd="/",
            env=environment() | {"RAYON_NUM_THREADS": "1"},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._longest_s):
                return (await process.communicate(given))[0]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
