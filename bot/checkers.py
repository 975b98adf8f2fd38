"""A second process for what takes processor: while it checks one text, this one receives, answers and stores others.

Python runs one thread at a time; a check in a thread of ours takes that time from everything else. The child is a
copy of this process, made before any thread is begun: what both only read lies in memory once. It gets a text through
a pipe, sends back what was found, keeps nothing, and ends with us. When it is gone, the work is done here.
"""

import gc
import logging
import os
import pickle
import signal
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from typing import Any

log = logging.getLogger(__name__)

Work = Mapping[str, Callable[[Any], Any]]
AWAY = (EOFError, OSError, pickle.PickleError)


class Checkers:
    """`ask(name, value)` is `work[name](value)`, made in one of `count` children; call it in a thread, it waits."""

    def __init__(self, work: Work, count: int) -> None:
        self._work, self._free, self._alive = work, SimpleQueue[Connection | None](), count
        if count:
            gc.collect()
            gc.freeze()  # nobody looks through what is there now again, and no page of it is copied for that
        ours: list[Connection] = []
        for _ in range(count):
            here, there = Pipe()
            ours.append(here)
            if os.fork() == 0:
                _serve(there, ours, work)
            there.close()
            self._free.put(here)
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

    def _lost(self, error: Exception) -> None:
        """A child has ended; the last one leaves the work to this process."""
        self._alive -= 1
        if not self._alive:
            self._free.put(None)
        log.error("a process that checks texts has ended (%s)", type(error).__name__)


def _serve(mine: Connection, ours: list[Connection], work: Work) -> None:
    """In the child: answer until the parent is gone. Never returns."""
    for other in ours:
        other.close()
    for name in (signal.SIGINT, signal.SIGTERM):  # they are for the parent, which may still need us
        signal.signal(name, signal.SIG_IGN)
    try:
        while True:
            name, value = mine.recv()
            mine.send(_done(work[name], value))
    finally:
        os._exit(0)


def _done(work: Callable[[Any], Any], value: object) -> tuple[bool, Any]:
    try:
        return True, work(value)
    except Exception as error:  # it is raised again in the parent
        return False, error
