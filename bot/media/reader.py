"""Reads strangers' files in processes of their own. The bot itself never parses one.

Each file gets a fresh process (about a quarter of a second) that ends with it: nothing of one person's papers can
reach the next, nothing waits in memory in between, and a parser that was broken into has nothing to stay in. At most
`at_once` of them run; what one says is believed only as far as its form. Bytes go through pipes, never through files.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import msgspec

from bot.jail import environment
from bot.media.model import MB, Found, Job, Refused

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "bot.media.child")
AT_ONCE = 2
MOST_WAITING = 24  # readings; who comes then is told to come back, so that texts are always answered
SPARE_S = 8.0  # what a process may take beyond its job's seconds before it is ended
MOST_ANSWER = 2 * MB


class Reader:
    """Turns files into words, a few at a time. Belongs to one event loop."""

    def __init__(self, at_once: int = AT_ONCE, command: Sequence[str] = COMMAND, spare_s: float = SPARE_S) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._command, self._spare_s = tuple(command), spare_s
        self._waiting = 0

    async def read(self, get: Callable[[], Awaitable[bytes]], job: Job) -> Found:
        """What the file says that `get` brings, which is asked when there is room for its bytes.

        Never raises for a file: its problem is in the answer.
        """
        if self._waiting >= MOST_WAITING:
            return Found(problem="busy")
        self._waiting += 1
        try:
            async with self._slots:
                found = await self._in_a_process(await get(), job)
        except Refused as refused:
            return Found(problem=refused.problem)
        finally:
            self._waiting -= 1
        if found.error:
            log.info("a file could not be read: %s", _name(found.error))
        return found

    async def _in_a_process(self, data: bytes, job: Job) -> Found:
        try:
            async with asyncio.timeout(job.seconds + self._spare_s), self._process() as process:
                answer = await _exchange(process, msgspec.json.encode(job) + b"\n" + data)
            return msgspec.json.decode(answer, type=Found)
        except TimeoutError:
            return Found(problem="slow", error="TimeoutError")
        except (msgspec.DecodeError, OSError) as error:  # it ended without an answer: out of memory or out of time
            return Found(problem="broken", error=type(error).__name__)

    @asynccontextmanager
    async def _process(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """A process in a group of its own, which is ended with everything it has started."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd="/",
            env=environment("PATH", "TESSDATA_PREFIX"),
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


async def _exchange(process: asyncio.subprocess.Process, given: bytes) -> bytes:
    """Hand everything over and take the answer; one longer than MOST_ANSWER is cut, and so no answer."""
    assert process.stdin and process.stdout  # noqa: S101  # both are pipes, see above
    handing = asyncio.create_task(_hand(process.stdin, given))
    answer = bytearray()
    try:
        while len(answer) <= MOST_ANSWER and (piece := await process.stdout.read(65_536)):
            answer += piece
    finally:
        handing.cancel()
    return bytes(answer[:MOST_ANSWER])


async def _hand(pipe: asyncio.StreamWriter, given: bytes) -> None:
    with suppress(ConnectionError):  # it has ended already: its answer, or none, says why
        pipe.write(given)
        await pipe.drain()
        pipe.close()


def _name(error: str) -> str:
    """The name of an exception as a process says it: a plain name, or nothing of it is logged."""
    return error if error.isidentifier() and error.isascii() and len(error) <= 60 else "something else"
