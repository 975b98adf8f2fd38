"""A process that checks, asked from the loop: no thread is visited, and the next question waits there already."""

import asyncio
import pickle
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

AWAY = (EOFError, OSError, pickle.PickleError)
AHEAD = 4  # questions with one process at a time; so few small ones fill no pipe, so that nobody ever waits to write
SMALL = 16_000  # bytes


class Gone(Exception):
    """The process has ended, and the question has no answer."""


class Line:
    """The way to one process. Answers come in the order of the questions."""

    def __init__(self, pipe: Connection, ended: Callable[[], None]) -> None:
        """`ended` is told when the process has."""
        self._pipe, self._asked, self._loop = pipe, deque["asyncio.Future[Any]"](), asyncio.get_running_loop()
        self._ended = ended
        self._loop.add_reader(pipe.fileno(), self._answered)
        self.open = True

    @property
    def busy(self) -> int:
        return len(self._asked)

    async def ask(self, question: bytes) -> tuple[bool, Any]:
        """What the process sends back to something pickled. Raises Gone, and what making the answer again raises."""
        answer = self._loop.create_future()
        self._asked.append(answer)
        try:
            self._pipe.send_bytes(question)
        except OSError:
            self._end()
        found: tuple[bool, Any] = await answer
        return found

    def _answered(self) -> None:
        try:
            found, error = self._pipe.recv(), None
        except AWAY:
            self._end()
            return
        except Exception as odd:  # an answer that can't be read here: the process is well
            found, error = None, odd
        answer = self._asked.popleft()
        if answer.done():  # nobody waits any more
            return
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(found)

    def _end(self) -> None:
        if self.open:
            self.open = False
            self._loop.remove_reader(self._pipe.fileno())
            self._pipe.close()
            self._ended()
        while self._asked:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(Gone())
