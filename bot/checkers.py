"""A second process for what takes processor: while it checks one text, this one receives, answers and stores others.

Python runs one thread at a time; a check in a thread of ours takes that time from everything else. The child is a
copy of this process, made before any thread is begun: what both only read lies in memory once. It gets a text through
a pipe, sends back what was found, keeps nothing, and ends with us. When it is gone, the work is done here.
"""

import asyncio
import gc
import logging
import os
import pickle
import selectors
import signal
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from typing import Any

from bot.line import AHEAD, AWAY, SMALL, Gone, Line

log = logging.getLogger(__name__)

Work = Mapping[str, Callable[[Any], Any]]


class Checkers:
    """`ask(name, value)` is `work[name](value)`, made in one of `count` children; call it in a thread, it waits.

    `answer` is the same for the loop.
    """

    def __init__(self, work: Work, count: int) -> None:
        self._work, self._free, self._alive = work, SimpleQueue[Connection | None](), count
        self._pipes, self._lines = list[Connection](), list[Line]()  # for the loop
        self._places: asyncio.Semaphore | None = None
        if count:
            gc.collect()
            gc.freeze()  # nobody looks through what is there now again, and no page of it is copied for that
        ours: list[Connection] = []
        for _ in range(count):
            (here, there), (near, far) = Pipe(), Pipe()
            ours += [here, near]
            if os.fork() == 0:
                _serve((there, far), ours, work)
            there.close()
            far.close()
            self._free.put(here)
            self._pipes.append(near)
        if not count:
            self._free.put(None)

    def ask(self, name: str, value: object) -> Any:  # noqa: ANN401  # what the work returns
        """Raises what the work raises."""
        while child := self._free.get():
            try:
                child.send((name, value))
                well, answer = child.recv()
            except AWAY as error:
                self._lost(error)
                continue
            except Exception:  # an answer that can't be read here: the child is well, and the next needs it
                self._free.put(child)
                raise
            self._free.put(child)
            if well:
                return answer
            raise answer
        self._free.put(None)  # for whoever comes next
        return self._work[name](value)

    async def answer(self, name: str, value: object) -> Any:  # noqa: ANN401  # what the work returns
        """As `ask`."""
        question = pickle.dumps((name, value), pickle.HIGHEST_PROTOCOL) if self._pipes else b""
        while self._pipes and len(question) <= SMALL:
            lines = self._open_lines()
            if not lines:
                break
            try:
                async with self._place():
                    well, answer = await min(lines, key=lambda line: line.busy).ask(question)
            except Gone:
                continue
            if well:
                return answer
            raise answer
        return await asyncio.to_thread(self.ask, name, value)

    def _place(self) -> asyncio.Semaphore:
        self._places = self._places or asyncio.Semaphore(AHEAD * len(self._pipes))
        return self._places

    def _open_lines(self) -> list[Line]:
        self._lines = self._lines or [Line(pipe) for pipe in self._pipes]
        return [line for line in self._lines if line.open]

    def _lost(self, error: Exception) -> None:
        """A child has ended; the last one leaves the work to this process."""
        self._alive -= 1
        if not self._alive:
            self._free.put(None)
        log.error("a process that checks texts has ended (%s)", type(error).__name__)


def _serve(mine: tuple[Connection, ...], ours: list[Connection], work: Work) -> None:
    """In the child: answer until the parent is gone. Never returns."""
    ready = selectors.DefaultSelector()
    for other in ours:
        other.close()
    for name in (signal.SIGINT, signal.SIGTERM):  # they are for the parent, which may still need us
        signal.signal(name, signal.SIG_IGN)
    try:
        for pipe in mine:
            ready.register(pipe, selectors.EVENT_READ, pipe)
        while True:
            for key, _events in ready.select():
                name, value = key.data.recv()
                key.data.send(_done(work[name], value))
    finally:
        os._exit(0)


def _done(work: Callable[[Any], Any], value: object) -> tuple[bool, Any]:
    try:
        return True, work(value)
    except Exception as error:  # it is raised again in the parent
        return False, error
